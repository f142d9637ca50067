/* SPDX-License-Identifier: MIT */
/*
 * Where a plugin may lie. An absolute path is itself; one that begins with ./ or ../ counts from the file that names
 * it; anything else is searched: in SOCKFAM_PLUGIN_PATH, in the plugin_path of the file that names it, in those of the
 * other files, the latest first, in that file's own folder, and where plugins are installed.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

char *sf_config_real(const struct sf_sys *sys, char *path)
{
    char *real = sys->realpath(path, NULL);
    if (!real && errno != ENOMEM)
        return path;
    free(path);
    return real;
}

int sf_config_add_folder(struct sf_config *config, char *path, const struct sf_config_source *from)
{
    if (!path ||
        sf_config_room(&config->folders, &config->folder_room, config->folder_count, sizeof(*config->folders)) < 0) {
        free(path);
        return -ENOMEM;
    }
    config->folders[config->folder_count++] = (struct sf_config_folder){ path, from };
    return 0;
}

/* The i-th folder of the search, NULL: no more. */
static const char *folder_at(const struct sf_config *config, const struct sf_config_source *from, size_t index)
{
    for (size_t i = 0; i < config->folder_count; i++)
        if (!config->folders[i].from && index-- == 0)
            return config->folders[i].path;
    for (size_t i = 0; from && i < config->folder_count; i++)
        if (config->folders[i].from == from && index-- == 0)
            return config->folders[i].path;
    for (size_t i = config->folder_count; i > 0; i--)
        if (config->folders[i - 1].from && config->folders[i - 1].from != from && index-- == 0)
            return config->folders[i - 1].path;
    if (from && index-- == 0)
        return from->folder;
    return index == 0 ? SOCKFAM_PLUGIN_DIR : NULL;
}

static bool is_searched(const char *plugin)
{
    return plugin[0] != '/' && strncmp(plugin, "./", 2) != 0 && strncmp(plugin, "../", 3) != 0;
}

char *sf_config_candidate(const struct sf_config *config, const struct sf_config_family *family, size_t index,
                          struct sockfam_error *error)
{
    char usual[2 * SOCKFAM_NAME_SIZE + 8];
    const char *plugin = family->plugin;
    const char *folder;
    if (!plugin) {
        snprintf(usual, sizeof(usual), "%s/%s.so", family->name, family->name);
        plugin = usual;
    }
    if (is_searched(plugin))
        folder = folder_at(config, family->plugin_from, index);
    else
        folder = index == 0 ? family->plugin_from->folder : NULL;
    if (!folder)
        return NULL;
    char *path = sf_config_join(folder, plugin);
    if (!path)
        sf_no_memory(error);
    return path;
}

void sf_config_say_folders(const struct sf_config *config, const struct sf_config_family *family, char *text,
                           size_t size)
{
    const char *folder;
    text[0] = '\0';
    for (size_t i = 0, at = 0; at < size && (folder = folder_at(config, family->plugin_from, i)); i++)
        at += (size_t)snprintf(text + at, size - at, "%s%s", i > 0 ? ", " : "", folder);
}
