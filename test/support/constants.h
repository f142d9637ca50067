/* SPDX-License-Identifier: MIT */
/* Constants that match a query, for tests that walk them: none is a failure only where a test says so. */
#ifndef TEST_CONSTANTS_H
#define TEST_CONSTANTS_H

#include <stdlib.h>

#include <sockfam/sockfam.h>

struct constants {
    const struct sockfam_constant *const *list;
    size_t count;
};

static inline struct constants constants_of(const struct sockfam_context *ctx,
                                            const struct sockfam_constant_query *query)
{
    struct constants found = { NULL, 0 };
    if (sockfam_constant_list(ctx, query, &found.list, &found.count, NULL) < 0)
        abort();
    return found;
}

#endif
