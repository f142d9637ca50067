/* SPDX-License-Identifier: MIT */
/* Regular files that others wrote: opened without blocking, of a bounded size, read whole or in part. */
#ifndef SF_SYS_FILE_H
#define SF_SYS_FILE_H

#include <stdint.h>
#include <sys/stat.h>

#include "core/sys/sys.h"

#define SF_FILE_PROBLEM_SIZE 96

/*
 * Opens a regular file of at most `max` bytes for reading. A descriptor, which the caller closes, and *status; or a
 * negative errno and in `problem` (SF_FILE_PROBLEM_SIZE bytes) the reason in words: -EISDIR, -EFBIG, -EINVAL for what
 * is no regular file, or what open(2) said. Does not wait for a FIFO's other end or a device.
 */
int sf_file_open(const struct sf_sys *sys, const char *path, uint64_t max, struct stat *status, char *problem);

/* Reads `size` bytes at `offset`. 0, a negative errno, or -ENODATA if the file ends before. */
int sf_file_read(const struct sf_sys *sys, int fd, uint64_t offset, void *bytes, size_t size);

#endif
