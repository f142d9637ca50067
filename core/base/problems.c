/* SPDX-License-Identifier: MIT */
/* One allocation an entry, because families point at theirs. */
#include "core/base/problems.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/array.h"

void sf_problems_deinit(struct sf_problems *problems)
{
    for (size_t i = 0; i < problems->count; i++)
        free(problems->all[i]);
    free(problems->all);
    memset(problems, 0, sizeof(*problems));
}

int sf_problems_add(struct sf_problems *problems, const struct sockfam_error *problem,
                    const struct sockfam_error **kept)
{
    struct sockfam_error *copy = malloc(sizeof(*copy));
    if (!copy || sf_reserve(&problems->all, &problems->room, problems->count, 1, sizeof(copy)) < 0) {
        free(copy);
        return -ENOMEM;
    }
    *copy = *problem;
    problems->all[problems->count++] = copy;
    if (kept)
        *kept = copy;
    return 0;
}
