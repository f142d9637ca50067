/* SPDX-License-Identifier: MIT */
/* The code of drivers: where it is, whether it is loaded, and the functions of each format. */
#ifndef SF_PLUGIN_CODE_H
#define SF_PLUGIN_CODE_H

#include "core/plugin/elf.h"
#include "core/registry/driver.h"

/*
 * Gives a driver whose head has SOCKFAM_HEAD_CODE its code. `builtin` is checked against the tables at once (stage
 * MATCH); with NULL the code is loaded on first use from the driver's file, if that is still the one of `identity`. The
 * driver owns what is made.
 */
int sf_code_attach(struct sf_driver *driver, const struct sockfam_code_v1 *builtin,
                   const struct sf_file_identity *identity, struct sockfam_error *error);
void sf_code_free(struct sf_code *code); /* NULL is fine; what is mapped stays mapped */

#endif
