/* SPDX-License-Identifier: MIT */
/* The merged config as text for people and tools: what counts in the end, and which file said it. */
#include <stdlib.h>
#include <string.h>

#include "core/config/entry.h"

/* Paths may be any bytes, JSON is UTF-8: bytes that are not become '?'. */
static json_t *text_of(const char *text)
{
    json_t *shown = json_string(text);
    char *copy = shown ? NULL : strdup(text);
    for (char *at = copy; at && *at != '\0'; at++)
        *at = (signed char)*at < 0 ? '?' : *at;
    if (copy)
        shown = json_string(copy);
    free(copy);
    return shown;
}

/* Adds "member": file to `from`, if a file said it. 0 or -1. */
static int set_from(json_t *from, const char *member, const struct sf_config_source *source)
{
    return source ? json_object_set_new(from, member, text_of(source->path)) : 0;
}

static json_t *show_from(const struct sf_config_family *family)
{
    json_t *from = json_object();
    if (from && set_from(from, "plugin", family->plugin_from) == 0 &&
        set_from(from, "enabled", family->enabled_from) == 0 &&
        set_from(from, "required", family->required_from) == 0 &&
        set_from(from, "priority", family->priority_from) == 0)
        return from;
    json_decref(from);
    return NULL;
}

static json_t *show_family(const struct sf_config_family *family)
{
    char usual[64];
    snprintf(usual, sizeof(usual), "%s/%s.so", family->name, family->name);
    json_t *from = show_from(family);
    if (!from)
        return NULL;
    json_t *shown = json_pack("{s:s, s:b, s:b, s:I, s:o}", "plugin", family->plugin ? family->plugin : usual, "enabled",
                              family->is_enabled, "required", family->is_required, "priority",
                              (json_int_t)family->priority, "from", from);
    if (shown && family->problem && json_object_set_new(shown, "problem", text_of(family->problem->message)) < 0) {
        json_decref(shown);
        return NULL;
    }
    return shown;
}

static json_t *show_families(const struct sf_config *config)
{
    json_t *families = json_object();
    for (size_t i = 0; families && i < config->family_count; i++) {
        if (json_object_set_new(families, config->families[i].name, show_family(&config->families[i])) == 0)
            continue;
        json_decref(families);
        families = NULL;
    }
    return families;
}

static json_t *show_files(const struct sf_config *config)
{
    json_t *files = json_array();
    for (size_t i = 0; files && i < config->source_count; i++) {
        if (json_array_append_new(files, text_of(config->sources[i]->path)) == 0)
            continue;
        json_decref(files);
        files = NULL;
    }
    return files;
}

static json_t *show_folders(const struct sf_config *config)
{
    json_t *folders = json_array();
    for (size_t i = 0; folders && i < config->folder_count; i++) {
        const struct sf_config_folder *folder = &config->folders[i];
        json_t *shown = json_pack("{s:o, s:o}", "folder", text_of(folder->path), "from",
                                  text_of(folder->from ? folder->from->path : "SOCKFAM_PLUGIN_PATH"));
        if (json_array_append_new(folders, shown) == 0)
            continue;
        json_decref(folders);
        folders = NULL;
    }
    return folders;
}

char *sf_config_show(const struct sf_config *config)
{
    json_t *shown = json_pack("{s:i, s:o, s:o, s:o}", "version", SF_CONFIG_VERSION, "files", show_files(config),
                              "plugin_path", show_folders(config), "families", show_families(config));
    char *text = shown ? json_dumps(shown, JSON_INDENT(4)) : NULL;
    json_decref(shown);
    return text;
}
