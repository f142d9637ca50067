/* SPDX-License-Identifier: MIT */
/* A list of what is wrong, in the order found. Each entry stays where it is as long as the list lives. */
#ifndef SF_BASE_PROBLEMS_H
#define SF_BASE_PROBLEMS_H

#include <stddef.h>

#include <sockfam/error.h>

struct sf_problems { /* zeroed: empty */
    struct sockfam_error **all;
    size_t count, room;
};

void sf_problems_deinit(struct sf_problems *problems);

/* Adds a copy, which *kept (may be NULL) points to. 0 or -ENOMEM. */
int sf_problems_add(struct sf_problems *problems, const struct sockfam_error *problem,
                    const struct sockfam_error **kept);

#endif
