/* SPDX-License-Identifier: MIT */
/*
 * A malloc(3) that fails when told to, in place of the C library's. Only in programs that link memory.c; not where a
 * sanitizer has its own: there memory_can_fail() is false and the test has to be skipped.
 */
#ifndef MEMORY_H
#define MEMORY_H

#include <stdbool.h>
#include <stddef.h>

bool memory_can_fail(void);

/* From now on in this thread allocation number `n` (0: the next one) fails, and all after it too if `for_good`. */
void memory_fail_at(long n, bool for_good);

/* Back to normal. Whether an allocation was made to fail. */
bool memory_succeed(void);

/* Allocations made and not freed yet. */
long memory_live(void);

#endif
