/* SPDX-License-Identifier: MIT */
/*
 * What one file says. Each entry is taken or refused as a whole: a member of an unknown name or a wrong type means that
 * its author meant something that we would not do. Of a refused entry only `required` still counts.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/array.h"
#include "core/base/names.h"
#include "core/config/entry.h"
#include "core/sys/file.h"

/* RFC 6901: '~' and '/' in a name are written ~0 and ~1. */
static void add_pointer(char *pointer, size_t size, const char *name)
{
    size_t at = strlen(pointer);
    if (at + 1 < size)
        pointer[at++] = '/';
    for (; *name != '\0' && at + 2 < size; name++) {
        if (*name == '~' || *name == '/') {
            pointer[at++] = '~';
            pointer[at++] = *name == '~' ? '0' : '1';
        } else {
            pointer[at++] = *name;
        }
    }
    pointer[at] = '\0';
}

/* Up to three names that lead to what is wrong; NULL ends them. */
struct where {
    const char *names[3];
};

static void refuse(struct sockfam_error *problem, const struct sf_config_source *source, struct where where,
                   const char *what)
{
    memset(problem, 0, sizeof(*problem));
    sf_fail_plugin(problem, SOCKFAM_STAGE_PARSE, source->path, 0, "%s", what);
    for (size_t i = 0; i < 3 && where.names[i]; i++)
        add_pointer(problem->pointer, sizeof(problem->pointer), where.names[i]);
}

static int add_problem(struct sf_config *config, const struct sf_config_source *source, struct where where,
                       const char *what)
{
    struct sockfam_error problem;
    refuse(&problem, source, where, what);
    return sf_problems_add(&config->problems, &problem, NULL);
}

/* ------------------------------------------------------------------ families */

/* What is wrong with a member of an entry, NULL: nothing, it was taken. */
static const char *take_member(struct sf_config_entry *entry, const char *key, const json_t *value)
{
    if (strcmp(key, "plugin") == 0) {
        entry->plugin = json_string_value(value);
        return entry->plugin && *entry->plugin ? NULL : "it must be text: the plugin's file, or \"builtin\"";
    }
    if (strcmp(key, "enabled") == 0) {
        entry->enabled = json_is_true(value);
        return json_is_boolean(value) ? NULL : "it must be true or false";
    }
    if (strcmp(key, "required") == 0) {
        entry->required = json_is_true(value);
        return json_is_boolean(value) ? NULL : "it must be true or false";
    }
    if (strcmp(key, "priority") == 0) {
        entry->has_priority = json_is_integer(value);
        entry->priority = json_integer_value(value);
        return json_is_integer(value) ? NULL : "it must be an integer";
    }
    return "there is no such key; a family has \"plugin\", \"enabled\", \"required\" and \"priority\"";
}

static int take_members(struct sf_config *config, struct sf_config_entry *entry, json_t *members)
{
    const char *key;
    json_t *value;
    struct sockfam_error problem = { .kind = SOCKFAM_ERROR_NONE };
    if (!json_is_object(members))
        refuse(&problem, entry->source, (struct where){ { "families", entry->name } }, "a family must be an object");
    json_object_foreach(members, key, value)
    {
        const char *what = take_member(entry, key, value);
        if (what && problem.kind == SOCKFAM_ERROR_NONE)
            refuse(&problem, entry->source, (struct where){ { "families", entry->name, key } }, what);
    }
    if (problem.kind == SOCKFAM_ERROR_NONE)
        return 0;
    return sf_problems_add(&config->problems, &problem, &entry->problem);
}

static int take_family(struct sf_config *config, const struct sf_config_source *source, const char *name,
                       json_t *members)
{
    struct sf_config_entry entry = { .source = source, .name = name, .enabled = -1, .required = -1 };
    if (!sf_is_name(name) || strlen(name) >= SOCKFAM_NAME_SIZE)
        return add_problem(config, source, (struct where){ { "families", name } },
                           "a family's name is [a-z][a-z0-9_]*, at most 15 characters");
    if (sf_reserve(&config->entries, &config->entry_room, config->entry_count, 1, sizeof(entry)) < 0)
        return -ENOMEM;
    int result = take_members(config, &entry, members);
    entry.order = config->entry_count;
    config->entries[config->entry_count++] = entry;
    return result;
}

static int take_families(struct sf_config *config, const struct sf_config_source *source, json_t *families)
{
    const char *name;
    json_t *members;
    int result = 0;
    if (!json_is_object(families))
        return add_problem(config, source, (struct where){ { "families" } }, "it must be an object");
    json_object_foreach(families, name, members)
    {
        if (result < 0)
            break;
        if (config->entry_count == SF_CONFIG_ENTRIES_MAX)
            return add_problem(config, source, (struct where){ { "families", name } },
                               "there are too many entries: at most 4096 in all files are taken");
        result = take_family(config, source, name, members);
    }
    return result;
}

/* ------------------------------------------------------------------ the file */

static int take_folder(struct sf_config *config, struct sf_config_source *source, const json_t *value)
{
    char *joined = sf_config_join(source->folder, json_string_value(value));
    source->folder_count++;
    return sf_config_add_folder(config, joined ? sf_file_settle(config->sys, joined) : NULL, source);
}

static int take_folders(struct sf_config *config, struct sf_config_source *source, const json_t *folders)
{
    size_t index;
    json_t *value;
    int result = 0;
    if (!json_is_array(folders))
        return add_problem(config, source, (struct where){ { "plugin_path" } }, "it must be an array of folders");
    json_array_foreach(folders, index, value)
    {
        char number[24];
        snprintf(number, sizeof(number), "%zu", index);
        if (result < 0)
            break;
        if (config->folder_count >= SF_CONFIG_FOLDERS_MAX)
            return add_problem(config, source, (struct where){ { "plugin_path", number } },
                               "there are too many folders: at most 64 are searched");
        if (json_string_length(value) == 0)
            result = add_problem(config, source, (struct where){ { "plugin_path", number } },
                                 "it must be text: a folder's path");
        else
            result = take_folder(config, source, value);
    }
    return result;
}

static int take_key(struct sf_config *config, struct sf_config_source *source, const char *key, json_t *value)
{
    if (strcmp(key, "plugin_path") == 0)
        return take_folders(config, source, value);
    if (strcmp(key, "families") == 0)
        return take_families(config, source, value);
    if (strcmp(key, "$schema") == 0 || strcmp(key, "version") == 0)
        return 0;
    return add_problem(config, source, (struct where){ { key } },
                       "there is no such key; a config has \"version\", \"plugin_path\" and \"families\"");
}

int sf_config_take(struct sf_config *config, struct sf_config_source *source)
{
    json_t *root = source->root, *value;
    const char *key;
    int result = 0;
    if (!json_is_object(root))
        return add_problem(config, source, (struct where){ { NULL } }, "a config must be an object");
    const json_t *version = json_object_get(root, "version");
    if (!json_is_integer(version) || json_integer_value(version) != SF_CONFIG_VERSION)
        return add_problem(config, source, (struct where){ { "version" } },
                           version ? "this library reads version 1 only" : "a config must say \"version\": 1");
    json_object_foreach(root, key, value)
    {
        if (result == 0)
            result = take_key(config, source, key, value);
    }
    return result;
}
