/* SPDX-License-Identifier: MIT */
/* Making contexts, for what opens one in another way than sockfam_context_open(). */
#ifndef SF_CONTEXT_OPEN_H
#define SF_CONTEXT_OPEN_H

#include <stdbool.h>

#include "core/registry/context.h"

/* An empty context on the given system, its registry not finished. NULL: no memory. sockfam_context_close() frees it.
 */
struct sockfam_context *sf_context_new(const struct sf_sys *sys);

/*
 * As sockfam_context_open(), on the given system; with `is_lenient` a required family that cannot be used does not fail
 * it.
 */
int sf_context_open(struct sockfam_context **ctx, const struct sf_sys *sys, const char *config, bool is_lenient,
                    struct sockfam_error *error);

#endif
