/* SPDX-License-Identifier: MIT */
/*
 * Queries of constants. There are four orders, one for each pair of (a family is given, a value is given): what is
 * given is the leading key, so that all matches lie side by side and a binary search finds the first one.
 *
 * Sorting costs more than all the rest of opening a context and most programs never list constants, so the first query
 * does it, and publishes what it made by one atomic pointer; of threads that come together the first wins. If there is
 * no memory for it the query walks all constants instead: slower, with the same answer.
 */
#include "core/registry/views.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/registry/registry.h"

#define BY_DRIVER 1u
#define BY_VALUE 2u
#define ORDERS 4

struct sf_views {
    size_t count;
    const struct sockfam_constant **order[ORDERS]; /* by BY_* */
    const struct sockfam_constant *memory[];
};

static int compare(const struct sockfam_constant *a, const struct sockfam_constant *b, unsigned keys)
{
    int order = 0;
    if (keys & BY_DRIVER)
        order = strcmp(a->family->name, b->family->name);
    if (order == 0 && (keys & BY_VALUE)) /* strings have no number: they come last */
        order = a->kind != b->kind ? (a->kind > b->kind ? 1 : -1) : (a->value > b->value) - (a->value < b->value);
    if (order == 0)
        order = strcmp(a->name, b->name);
    return order ? order : strcmp(a->family->name, b->family->name);
}

static int compare_items(const void *a, const void *b, void *keys)
{
    const struct sockfam_constant *const *left = a, *const *right = b;
    return compare(*left, *right, *(const unsigned *)keys);
}

void sf_views_free(struct sf_views *views)
{
    free(views);
}

static struct sf_views *make_views(const struct sf_registry *registry)
{
    size_t count = 0, at = 0;
    for (size_t i = 0; i < registry->driver_count; i++)
        count += registry->drivers[i]->constant_count;
    struct sf_views *views = malloc(sizeof(*views) + ORDERS * count * sizeof(views->memory[0]));
    if (!views)
        return NULL;
    views->count = count;
    for (size_t i = 0; i < registry->driver_count; i++)
        for (size_t k = 0; k < registry->drivers[i]->constant_count; k++)
            views->memory[at++] = &registry->drivers[i]->constants[k];
    for (unsigned keys = 0; keys < ORDERS; keys++) {
        views->order[keys] = views->memory + keys * count;
        if (keys != 0)
            memcpy(views->order[keys], views->order[0], count * sizeof(views->memory[0]));
        if (count > 1)
            qsort_r(views->order[keys], count, sizeof(views->memory[0]), compare_items, &keys);
    }
    return views;
}

static const struct sf_views *get_views(struct sf_registry *registry)
{
    struct sf_views *views = atomic_load_explicit(&registry->views, memory_order_acquire);
    if (views)
        return views;
    struct sf_views *ours = make_views(registry);
    if (!ours || atomic_compare_exchange_strong(&registry->views, &views, ours))
        return ours;
    free(ours);
    return views;
}

static bool matches(const struct sockfam_constant *constant, const struct sockfam_constant_query *query)
{
    if (query->family && strcmp(constant->family->name, query->family) != 0)
        return false;
    if (query->value && (constant->kind != SOCKFAM_CONSTANT_NUMBER || constant->value != *query->value))
        return false;
    return !query->prefix || strncmp(constant->name, query->prefix, strlen(query->prefix)) == 0;
}

/* The first one after `bound`, or not before it if `is_included`. */
static const struct sockfam_constant *search(const struct sf_views *views, unsigned keys,
                                             const struct sockfam_constant *bound, bool is_included)
{
    size_t low = 0, high = views->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(views->order[keys][middle], bound, keys);
        if (order < 0 || (order == 0 && !is_included))
            low = middle + 1;
        else
            high = middle;
    }
    return low < views->count ? views->order[keys][low] : NULL;
}

static const struct sockfam_constant *walk(const struct sf_registry *registry, unsigned keys,
                                           const struct sockfam_constant *bound, bool is_included)
{
    const struct sockfam_constant *best = NULL;
    for (size_t i = 0; i < registry->driver_count; i++) {
        for (size_t k = 0; k < registry->drivers[i]->constant_count; k++) {
            const struct sockfam_constant *constant = &registry->drivers[i]->constants[k];
            int order = compare(constant, bound, keys);
            if (order < 0 || (order == 0 && !is_included))
                continue;
            if (!best || compare(constant, best, keys) < 0)
                best = constant;
        }
    }
    return best;
}

const struct sockfam_constant *sf_views_next(struct sf_registry *registry, const struct sockfam_constant_query *query,
                                             const struct sockfam_constant *previous)
{
    static const struct sockfam_constant_query all = { .family = NULL };
    query = query ? query : &all;
    unsigned keys = (query->family ? BY_DRIVER : 0) | (query->value ? BY_VALUE : 0);
    const struct sockfam_family family = { .name = query->family ? query->family : "" };
    const struct sockfam_constant begin = { .name = query->prefix ? query->prefix : "",
                                            .value = query->value ? *query->value : 0,
                                            .family = &family,
                                            .kind = SOCKFAM_CONSTANT_NUMBER };
    const struct sf_views *views = get_views(registry);
    const struct sockfam_constant *bound = previous ? previous : &begin;
    const struct sockfam_constant *found =
        views ? search(views, keys, bound, !previous) : walk(registry, keys, bound, !previous);
    return found && matches(found, query) ? found : NULL;
}
