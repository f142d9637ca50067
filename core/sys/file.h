/* SPDX-License-Identifier: MIT */
/* Regular files that others wrote: opened without blocking, of a bounded size, read whole or in part. */
#ifndef SF_SYS_FILE_H
#define SF_SYS_FILE_H

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#include "core/sys/sys.h"

#define SF_FILE_PROBLEM_SIZE 96

/*
 * Opens a regular file of at most `max` bytes for reading. A descriptor, which the caller closes, and *status; or a
 * negative errno and in `problem` (SF_FILE_PROBLEM_SIZE bytes) the reason in words: -EISDIR, -EFBIG, -EINVAL for what
 * is not a regular file, or what open(2) said. FIFOs and devices are not opened. What was
 * looked at is what is opened.
 */
int sf_file_open(const struct sf_sys *sys, const char *path, uint64_t max, struct stat *status, char *problem);

/*
 * Likewise where regular files are expected, as in a folder of plugins, without looking at all: a descriptor or what
 * open(2) said. sf_file_check() looks then, where there is doubt: 0 and *status, or as sf_file_open().
 */
int sf_file_open_expected(const struct sf_sys *sys, const char *path, char *problem);
int sf_file_check(const struct sf_sys *sys, int fd, uint64_t max, struct stat *status, char *problem);

/* Whether an errno says that there is no such file, and not only that it cannot be looked at. */
static inline bool sf_is_absence(int code)
{
    return code == ENOENT || code == ENOTDIR;
}

/*
 * An absolute path for `path`, which it takes; `path` itself if that is one already, or if it cannot be told (it need
 * not be there yet). NULL: no memory, also if `path` is NULL. The caller frees it.
 */
char *sf_file_settle(const struct sf_sys *sys, char *path);

/* Reads `size` bytes at `offset`. 0, a negative errno, or -ENODATA if the file ends before. */
int sf_file_read(const struct sf_sys *sys, int fd, uint64_t offset, void *bytes, size_t size);

#endif
