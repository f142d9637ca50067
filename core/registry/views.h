/* SPDX-License-Identifier: MIT */
/* All constants of a registry in the orders that queries need. */
#ifndef SF_REGISTRY_VIEWS_H
#define SF_REGISTRY_VIEWS_H

#include <sockfam/sockfam.h>

struct sf_registry;
struct sf_views;

/* As sockfam_constant_list(): 0, or -ENOMEM. The first call of a registry sorts its constants. */
int sf_views_list(struct sf_registry *registry, const struct sockfam_constant_query *query,
                  const struct sockfam_constant *const **list, size_t *count);

void sf_views_free(struct sf_views *views); /* NULL is fine */

#endif
