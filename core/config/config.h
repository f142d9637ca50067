/* SPDX-License-Identifier: MIT */
/*
 * What all config files together say: which families there are, where their plugins lie, who said so. Reading it
 * touches no plugin. Part of it may be wrong; that part is left out and listed, the rest goes on.
 */
#ifndef SF_CONFIG_CONFIG_H
#define SF_CONFIG_CONFIG_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sockfam/error.h>

#include "core/base/list.h"
#include "core/base/problems.h"
#include "core/sys/sys.h"

#define SF_CONFIG_FILE_MAX (1u << 20) /* bytes */
#define SF_CONFIG_VERSION 1
#define SF_CONFIG_FOLDERS_MAX 64    /* that are searched: of all files and of the environment */
#define SF_CONFIG_ENTRIES_MAX 4096  /* of all files */
#define SF_CONFIG_BUILTIN "builtin" /* `plugin` of a family that is linked in */

/* A file that was read. */
struct sf_config_source {
    char *path;
    char *folder;                      /* what its relative paths begin at, "/" at its end */
    size_t index;                      /* in the order read */
    void *root;                        /* its JSON, which names and texts below borrow from; NULL: it was refused */
    size_t first_folder, folder_count; /* its own, among those of the config */
};

/* A family, merged from all entries of that name. */
struct sf_config_family {
    const char *name;
    const char *plugin; /* as it stands in the file; NULL: none says it */
    bool is_enabled;
    bool is_required;
    int64_t priority;
    size_t index; /* of the first source that names it: of two at odds, the one named first stays */
    const struct sf_config_source *plugin_from, *enabled_from, *required_from, *priority_from; /* NULL: the default */
    const struct sockfam_error *problem; /* an entry of it was refused, so all of it is; NULL: none was */
};

/* A folder that plugins are searched in. */
struct sf_config_folder {
    char *path;
    const struct sf_config_source *from; /* NULL: SOCKFAM_PLUGIN_PATH, or where plugins are installed */
};

/* An entry of one file, before merging. */
struct sf_config_entry;

struct sf_config {
    const struct sf_sys *sys;
    struct sf_config_source **sources; /* in the order read: later ones win at equal priority */
    size_t source_count, source_room;
    struct sf_config_entry *entries;
    size_t entry_count, entry_room;
    struct sf_config_family *families; /* in name order */
    size_t family_count;
    struct sf_config_folder *folders; /* in the order given, those of the environment first */
    size_t folder_count, folder_room;
    struct sf_problems problems;
    bool has_main; /* a main file was there, right or wrong; if not, what is linked in makes the families */
};

/*
 * Reads a config: `file` and the drop-ins beside it; with NULL what SOCKFAM_CONFIG names, or else the system's config
 * and its administrator's. Fails on ENOMEM and if a file that was named cannot be read. sf_config_deinit() frees, also
 * then.
 */
int sf_config_init(struct sf_config *config, const struct sf_sys *sys, const char *file, struct sockfam_error *error);
void sf_config_deinit(struct sf_config *config);

/* Where a family's plugin is looked for, folder by folder: see path.c for the order. */
struct sf_config_search {
    const struct sf_config *config;
    const struct sf_config_family *family;
    size_t step, index; /* which part of the order, and which folder of it */
};

/* Not for builtins. */
static inline struct sf_config_search sf_config_search(const struct sf_config *config,
                                                       const struct sf_config_family *family)
{
    return (struct sf_config_search){ config, family, 0, 0 };
}

/* Room for a path that the system takes, and for one character more, so that one that is cut is too long for it. */
#define SF_CONFIG_PATH_SIZE (PATH_MAX + 1)

/* Whether the plugin is searched in folders, not named by a path. */
bool sf_config_is_searched(const struct sf_config_family *family);

/* The next path at which the plugin may lie. false: no more. */
bool sf_config_candidate(struct sf_config_search *search, char path[SF_CONFIG_PATH_SIZE]);

/* The folders that candidates come from, for a message. */
void sf_config_say_folders(const struct sf_config *config, const struct sf_config_family *family,
                           struct sf_list *folders);

/* The merged config as JSON text, where each part came from included. The caller frees it; NULL: no memory. */
char *sf_config_show(const struct sf_config *config);

#endif
