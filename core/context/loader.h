/* SPDX-License-Identifier: MIT */
/* From a config to a registry. */
#ifndef SF_CONTEXT_LOADER_H
#define SF_CONTEXT_LOADER_H

#include <stdbool.h>

#include "core/config/config.h"
#include "core/registry/context.h"

/*
 * Registers the families of the config: those of higher priority first, then those named by an earlier file, then by
 * name, which decides who is refused in a conflict. What is wrong goes to the registry's problems, the config's own
 * too, which it gives away. Fails on ENOMEM, and if a required family is missing or refused, unless `is_lenient`.
 */
int sf_loader_open(struct sockfam_context *ctx, struct sf_config *config, bool is_lenient, struct sockfam_error *error);

/*
 * Adds a problem for each file of the config (NULL: none) and each plugin of a usable family that others than root and
 * this user may write. Fails on ENOMEM.
 */
int sf_loader_warn(struct sockfam_context *ctx, const struct sf_config *config, struct sockfam_error *error);

/* Registers the driver of a plugin's file. */
int sf_loader_add_plugin(struct sockfam_context *ctx, const char *file, struct sockfam_error *error);

#endif
