/* SPDX-License-Identifier: MIT */
/* From a config to a registry. */
#ifndef SF_CONTEXT_LOADER_H
#define SF_CONTEXT_LOADER_H

#include <stdbool.h>

#include "core/config/config.h"
#include "core/registry/context.h"

/*
 * Registers the families of the config: those of higher priority first, then those named by an earlier file, then by
 * name, which decides who is refused in a conflict. What is wrong goes to the registry's problems. Fails on ENOMEM, and
 * if a required family is missing or refused, unless `is_lenient`.
 */
int sf_loader_open(struct sockfam_context *ctx, const struct sf_config *config, bool is_lenient,
                   struct sockfam_error *error);

/* Makes a driver from a plugin's file, without registering it. `flags` as for sf_elf_read(). The caller owns *driver.
 */
int sf_loader_driver(const struct sockfam_context *ctx, const char *file, unsigned flags, struct sf_driver **driver,
                     size_t *constructors, struct sockfam_error *error);

#endif
