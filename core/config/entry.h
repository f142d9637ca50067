/* SPDX-License-Identifier: MIT */
/* Between the files of core/config. */
#ifndef SF_CONFIG_ENTRY_H
#define SF_CONFIG_ENTRY_H

#include <jansson.h>

#include <sockfam/table.h>

#include "core/base/error.h"
#include "core/config/config.h"

struct sf_config_entry {
    const struct sf_config_source *source;
    const char *name;
    const char *plugin;    /* NULL: not said */
    int enabled, required; /* -1: not said */
    bool has_priority;
    int64_t priority;
    size_t order;                        /* of reading */
    const struct sockfam_error *problem; /* NULL: the entry is right */
};

/* read.c. Parses a file. *root, which the caller owns; or a negative errno, the error with line and column. */
int sf_config_load(const struct sf_sys *sys, const char *path, json_t **root, struct sockfam_error *error);

/* take.c. Takes a source's entries and folders into the config. Fails on ENOMEM only. */
int sf_config_take(struct sf_config *config, struct sf_config_source *source);

/* merge.c. Makes families out of entries, which it sorts. Fails on ENOMEM only. */
int sf_config_merge(struct sf_config *config);

/* path.c. `folder` and `path` in one allocation, `path` alone if it is absolute. NULL: no memory. */
char *sf_config_join(const char *folder, const char *path);
int sf_config_add_folder(struct sf_config *config, char *path, const struct sf_config_source *from); /* takes `path` */

#endif
