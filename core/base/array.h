/* SPDX-License-Identifier: MIT */
/* Arrays that grow, and sorting. */
#ifndef SF_BASE_ARRAY_H
#define SF_BASE_ARRAY_H

#include <stddef.h>

/*
 * Makes room for `more` elements of `size` bytes behind `count` in use. `array` is the address of the pointer to the
 * first one, *room how many there is room for; both change when it grows. 0, or -ENOMEM and all is as it was.
 */
int sf_reserve(void *array, size_t *room, size_t count, size_t more, size_t size);

/* As qsort(3); an array that is in order already, as most of ours are, costs one walk. */
void sf_sort(void *array, size_t count, size_t size, int (*compare)(const void *a, const void *b));

#endif
