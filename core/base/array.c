/* SPDX-License-Identifier: MIT */
/* Room doubles, so that adding one by one costs little. */
#include "core/base/array.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define ROOM_MIN 16

int sf_reserve(void *array, size_t *room, size_t count, size_t more, size_t size)
{
    void *elements;
    size_t wanted = *room ? *room : ROOM_MIN;
    if (more <= *room && count <= *room - more)
        return 0;
    if (count + more < more || count + more > SIZE_MAX / 4 / size)
        return -ENOMEM;
    while (wanted < count + more)
        wanted *= 2;
    memcpy(&elements, array, sizeof(elements));
    elements = realloc(elements, wanted * size);
    if (!elements)
        return -ENOMEM;
    memcpy(array, &elements, sizeof(elements));
    *room = wanted;
    return 0;
}

void sf_sort(void *array, size_t count, size_t size, int (*compare)(const void *a, const void *b))
{
    const char *at = array;
    for (size_t i = 1; i < count; i++) {
        if (compare(at + (i - 1) * size, at + i * size) <= 0)
            continue;
        qsort(array, count, size, compare);
        return;
    }
}
