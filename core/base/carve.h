/* SPDX-License-Identifier: MIT */
/*
 * Several arrays in one allocation: sum the rooms, allocate, carve in the same order. Each begins at a multiple of 8.
 */
#ifndef SF_BASE_CARVE_H
#define SF_BASE_CARVE_H

#include <stddef.h>

static inline size_t sf_part_room(size_t count, size_t size)
{
    return (count * size + 7) & ~(size_t)7;
}

static inline void *sf_part_carve(char **at, size_t count, size_t size)
{
    void *part = *at;
    *at += sf_part_room(count, size);
    return part;
}

#endif
