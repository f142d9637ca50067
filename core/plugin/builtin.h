/* SPDX-License-Identifier: MIT */
/* Drivers that are linked in. */
#ifndef SF_PLUGIN_BUILTIN_H
#define SF_PLUGIN_BUILTIN_H

#include "core/plugin/records.h"
#include "core/registry/driver.h"

#define SF_BUILTIN "builtin" /* what stands in place of a file's name */

/* A driver that is linked in, its notes read. */
struct sf_builtin {
    const struct sockfam_builtin *object;
    struct sf_records records;
    int result;                   /* of reading them: 0, or a negative errno */
    char name[SOCKFAM_NAME_SIZE]; /* "?" if it cannot be told */
};

/* All of them, in the linker's order. */
struct sf_builtins {
    struct sf_builtin *all;
    size_t count;
};

/* Reads the notes of all, once. -ENOMEM. sf_builtins_deinit() frees. */
int sf_builtins_init(struct sf_builtins *builtins);
void sf_builtins_deinit(struct sf_builtins *builtins);

/* The one whose head has this name; NULL: none. */
const struct sf_builtin *sf_builtin_find(const struct sf_builtins *builtins, const char *name);

/* Makes a driver of a builtin, its code checked. Fails as sf_driver_new(), and with stage MATCH. The caller owns it. */
int sf_builtin_driver(const struct sf_builtin *builtin, struct sf_driver **driver, struct sockfam_error *error);

#endif
