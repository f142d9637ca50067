/* SPDX-License-Identifier: MIT */
/* Drivers that are linked in. */
#ifndef SF_PLUGIN_BUILTIN_H
#define SF_PLUGIN_BUILTIN_H

#include "core/registry/driver.h"

#define SF_BUILTIN "builtin" /* what stands in place of a file's name */

/* The i-th builtin, in the linker's order; NULL: no more. */
const struct sockfam_builtin *sf_builtin_at(size_t index);

/* The name in its head, "?" if it cannot be told. */
void sf_builtin_name(const struct sockfam_builtin *builtin, char name[SOCKFAM_NAME_SIZE]);

/* The builtin driver whose head has this name; NULL: none. */
const struct sockfam_builtin *sf_builtin_find(const char *name);

/* Makes a driver of a builtin, its code checked. Fails as sf_driver_new(), and with stage MATCH. The caller owns it. */
int sf_builtin_driver(const struct sockfam_builtin *builtin, struct sf_driver **driver, struct sockfam_error *error);

#endif
