/* SPDX-License-Identifier: MIT */
/* The code of drivers: where it is, whether it is loaded, and the functions of each format. */
#ifndef SF_PLUGIN_CODE_H
#define SF_PLUGIN_CODE_H

#include "core/plugin/elf.h"
#include "core/registry/context.h"

/*
 * Gives a driver whose head has SOCKFAM_HEAD_CODE its code, which is loaded on first use from the driver's file, if
 * that is still the one that `elf` read its notes from: their bytes are kept, and compared with what is in memory then.
 * In a context that only inspects nothing is ever loaded. The driver owns what is made.
 */
int sf_code_attach(const struct sockfam_context *ctx, struct sf_driver *driver, const struct sf_elf *elf,
                   struct sockfam_error *error);

/* Likewise of a builtin: checked against the tables at once (stage MATCH). */
int sf_code_attach_builtin(struct sf_driver *driver, const struct sockfam_code_v1 *builtin,
                           struct sockfam_error *error);

void sf_code_free(struct sf_code *code); /* NULL is fine; what is mapped stays mapped */

/*
 * core/plugin/load.c: maps the driver's file and gives its code object, proved to be of the file whose notes are given.
 * No lock is held: constructors of a plugin may run here. NULL and `error` (stage LOAD).
 */
const struct sockfam_code_v1 *sf_code_load(const struct sf_sys *sys, const struct sf_driver *driver, const char *path,
                                           const struct sf_file_identity *identity, const struct sf_notes *notes,
                                           struct sockfam_error *error);

#define SF_CODE_SYMBOL "sockfam_code_v1"

#endif
