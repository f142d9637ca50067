/* SPDX-License-Identifier: MIT */
/* "a, b, c" for messages, cut where the room ends. */
#ifndef SF_BASE_LIST_H
#define SF_BASE_LIST_H

#include <stddef.h>
#include <stdio.h>

struct sf_list {
    size_t used;
    char text[300];
};

static inline void sf_list_begin(struct sf_list *list)
{
    list->used = 0;
    list->text[0] = '\0';
}

static inline void sf_list_add(struct sf_list *list, const char *item)
{
    const size_t size = sizeof(list->text);
    if (list->used < size)
        list->used +=
            (size_t)snprintf(list->text + list->used, size - list->used, "%s%s", list->used ? ", " : "", item);
}

#endif
