/* SPDX-License-Identifier: MIT */
/* What a loaded object has in memory. */
#ifndef SF_SYS_MAPPED_H
#define SF_SYS_MAPPED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The `size` bytes at `address`, counted from the start of the memory of a library that dlopen(3) gave the handle of.
 * NULL: they are not all in one segment of it, or it cannot be told.
 */
const void *sf_mapped(void *handle, uint64_t address, size_t size);

/* The name under which it was loaded first, into `size` bytes; false: it cannot be told, or is longer. */
bool sf_loaded_name(void *handle, char *name, size_t size);

#endif
