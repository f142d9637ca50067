/* SPDX-License-Identifier: MIT */
/*
 * Where a plugin may lie. An absolute path is itself; one that begins with ./ or ../ counts from the file that names
 * it; anything else is searched: in SOCKFAM_PLUGIN_PATH, in the plugin_path of the file that names it, in those of the
 * other files, the latest file first, in that file's own folder, and where plugins are installed. Folders of one list
 * are searched in the order in which they stand.
 *
 * The first file that is there decides. A folder that is not there, or in whose place a file stands, is passed over.
 * One that may not be entered might hide the plugin: it is passed over too, but is what is said if no other has it.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/array.h"
#include "core/config/entry.h"

#ifndef SOCKFAM_PLUGIN_DIR
#define SOCKFAM_PLUGIN_DIR "/usr/lib/sockfam"
#endif

char *sf_config_join(const char *folder, const char *path)
{
    size_t folder_size = *path == '/' ? 0 : strlen(folder), path_size = strlen(path) + 1;
    bool needs_slash = folder_size != 0 && folder[folder_size - 1] != '/';
    char *joined = malloc(folder_size + needs_slash + path_size);
    if (!joined)
        return NULL;
    if (folder_size != 0)
        memcpy(joined, folder, folder_size);
    if (needs_slash)
        joined[folder_size] = '/';
    memcpy(joined + folder_size + needs_slash, path, path_size);
    return joined;
}

int sf_config_add_folder(struct sf_config *config, char *path, const struct sf_config_source *from)
{
    if (!path ||
        sf_reserve(&config->folders, &config->folder_room, config->folder_count, 1, sizeof(*config->folders)) < 0) {
        free(path);
        return -ENOMEM;
    }
    config->folders[config->folder_count++] = (struct sf_config_folder){ path, from };
    return 0;
}

/* ------------------------------------------------------------------ the search */

/* The i-th folder of a file's plugin_path. */
static const char *folder_of(const struct sf_config *config, const struct sf_config_source *source, size_t index)
{
    return source && index < source->folder_count ? config->folders[source->first_folder + index].path : NULL;
}

/* The i-th folder of one step of the search; NULL: that step has no more. */
static const char *folder_at(const struct sf_config_search *search, size_t index)
{
    const struct sf_config *config = search->config;
    const struct sf_config_source *from = search->family->plugin_from;
    size_t files = config->source_count, step = search->step;
    if (step == 0)
        return index < config->folder_count && !config->folders[index].from ? config->folders[index].path : NULL;
    if (step == 1)
        return folder_of(config, from, index);
    if (step < 2 + files)
        return config->sources[files + 1 - step] == from ? NULL
                                                         : folder_of(config, config->sources[files + 1 - step], index);
    if (index > 0)
        return NULL;
    if (step == 2 + files)
        return from ? from->folder : NULL;
    return step == 3 + files ? SOCKFAM_PLUGIN_DIR : NULL;
}

static const char *next_folder(struct sf_config_search *search)
{
    while (search->step < 4 + search->config->source_count) {
        const char *folder = folder_at(search, search->index);
        if (folder) {
            search->index++;
            return folder;
        }
        search->step++;
        search->index = 0;
    }
    return NULL;
}

bool sf_config_is_searched(const struct sf_config_family *family)
{
    const char *plugin = family->plugin;
    return !plugin || (plugin[0] != '/' && strncmp(plugin, "./", 2) != 0 && strncmp(plugin, "../", 3) != 0);
}

/* The only folder, where nothing is searched. */
static const char *own_folder(struct sf_config_search *search)
{
    return search->step++ == 0 ? search->family->plugin_from->folder : NULL;
}

bool sf_config_candidate(struct sf_config_search *search, char path[SF_CONFIG_PATH_SIZE])
{
    const struct sf_config_family *family = search->family;
    const char *plugin = family->plugin;
    const char *folder = sf_config_is_searched(family) ? next_folder(search) : own_folder(search);
    if (!folder)
        return false;
    if (plugin && plugin[0] == '/')
        snprintf(path, SF_CONFIG_PATH_SIZE, "%s", plugin);
    else if (plugin)
        snprintf(path, SF_CONFIG_PATH_SIZE, "%s%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/", plugin);
    else
        snprintf(path, SF_CONFIG_PATH_SIZE, "%s%s%s/%s.so", folder, folder[strlen(folder) - 1] == '/' ? "" : "/",
                 family->name, family->name);
    return true;
}

void sf_config_say_folders(const struct sf_config *config, const struct sf_config_family *family,
                           struct sf_list *folders)
{
    struct sf_config_search search = sf_config_search(config, family);
    const char *folder;
    sf_list_begin(folders);
    while ((folder = next_folder(&search)))
        sf_list_add(folders, folder);
}
