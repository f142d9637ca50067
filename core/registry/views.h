/* SPDX-License-Identifier: MIT */
/* All constants of a registry in the orders that queries need. */
#ifndef SF_REGISTRY_VIEWS_H
#define SF_REGISTRY_VIEWS_H

#include <sockfam/sockfam.h>

struct sf_registry;
struct sf_views;

/* The next constant that matches, as sockfam_constant_next(). The first call of a registry sorts its constants. */
const struct sockfam_constant *sf_views_next(struct sf_registry *registry, const struct sockfam_constant_query *query,
                                             const struct sockfam_constant *previous);

void sf_views_free(struct sf_views *views); /* NULL is fine */

#endif
