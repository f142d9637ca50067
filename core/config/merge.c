/* SPDX-License-Identifier: MIT */
/*
 * Entries of one family are laid over each other member by member, in order of the priority they state and, where that
 * is the same, of reading. So a drop-in can disable a family without saying where its plugin is.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/array.h"
#include "core/config/entry.h"

static int by_name_and_weight(const void *a, const void *b)
{
    const struct sf_config_entry *left = a, *right = b;
    int order = strcmp(left->name, right->name);
    if (order != 0)
        return order;
    if (left->priority != right->priority)
        return left->priority < right->priority ? -1 : 1;
    return (left->order > right->order) - (left->order < right->order);
}

static void lay_over(struct sf_config_family *family, const struct sf_config_entry *entry)
{
    if (entry->source->index < family->index)
        family->index = entry->source->index;
    if (entry->required >= 0 && (!entry->problem || entry->required)) {
        family->is_required = entry->required;
        family->required_from = entry->source;
    }
    if (entry->problem) {
        family->problem = entry->problem;
        return;
    }
    if (entry->plugin) {
        family->plugin = entry->plugin;
        family->plugin_from = entry->source;
    }
    if (entry->enabled >= 0) {
        family->is_enabled = entry->enabled;
        family->enabled_from = entry->source;
    }
    if (entry->has_priority) {
        family->priority = entry->priority;
        family->priority_from = entry->source;
    }
}

int sf_config_merge(struct sf_config *config)
{
    if (config->entry_count == 0)
        return 0;
    sf_sort(config->entries, config->entry_count, sizeof(*config->entries), by_name_and_weight);
    config->families = calloc(config->entry_count, sizeof(*config->families));
    if (!config->families)
        return -ENOMEM;
    for (size_t i = 0; i < config->entry_count; i++) {
        const struct sf_config_entry *entry = &config->entries[i];
        if (i == 0 || strcmp(entry->name, config->entries[i - 1].name) != 0)
            config->families[config->family_count++] =
                (struct sf_config_family){ .name = entry->name, .is_enabled = true, .index = SIZE_MAX };
        lay_over(&config->families[config->family_count - 1], entry);
    }
    return 0;
}
