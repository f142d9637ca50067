/* SPDX-License-Identifier: MIT */
/* Making contexts, for what opens one in another way than sockfam_context_open(). */
#ifndef SF_CONTEXT_OPEN_H
#define SF_CONTEXT_OPEN_H

#include "core/registry/context.h"

/*
 * An empty context on the given system, its registry not finished. NULL: no memory. sockfam_context_close() frees it.
 */
struct sockfam_context *sf_context_new(const struct sf_sys *sys);

#define SF_OPEN_LENIENT 1u /* a required family that cannot be used does not fail it */
#define SF_OPEN_INSPECT 2u /* no code of a plugin is ever loaded */
#define SF_OPEN_WARN 4u    /* a problem for each file that others may write */

/* As sockfam_context_open(), on the given system; `how` is SF_OPEN_* */
int sf_context_open(struct sockfam_context **ctx, const struct sf_sys *sys, const char *config, unsigned how,
                    struct sockfam_error *error);

#endif
