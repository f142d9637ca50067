/* SPDX-License-Identifier: MIT */
/*
 * What a path leads to is not known before it is open: O_NONBLOCK keeps open(2) from waiting, fstat(2) says afterwards
 * what it was. Files are read, never mapped, so one that shrinks gives an error and no signal.
 */
#include "core/sys/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>

static int say(char *problem, int code)
{
    snprintf(problem, SF_FILE_PROBLEM_SIZE, "%s", sf_errno_text(code));
    return -code;
}

static int check(const struct stat *status, uint64_t max, char *problem)
{
    if (!S_ISREG(status->st_mode)) {
        snprintf(problem, SF_FILE_PROBLEM_SIZE, "it is %s, not a regular file",
                 S_ISDIR(status->st_mode)    ? "a directory"
                 : S_ISFIFO(status->st_mode) ? "a FIFO"
                 : S_ISSOCK(status->st_mode) ? "a socket"
                                             : "a device");
        return S_ISDIR(status->st_mode) ? -EISDIR : -EINVAL;
    }
    if ((uint64_t)status->st_size > max) {
        snprintf(problem, SF_FILE_PROBLEM_SIZE, "it has %llu bytes, at most %llu are read",
                 (unsigned long long)status->st_size, (unsigned long long)max);
        return -EFBIG;
    }
    return 0;
}

int sf_file_open(const struct sf_sys *sys, const char *path, uint64_t max, struct stat *status, char *problem)
{
    int fd;
    do
        fd = sys->open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    while (fd < 0 && errno == EINTR);
    if (fd < 0)
        return say(problem, errno);
    int result = sys->fstat(fd, status) < 0 ? say(problem, errno) : check(status, max, problem);
    if (result < 0)
        sys->close(fd);
    return result < 0 ? result : fd;
}

int sf_file_read(const struct sf_sys *sys, int fd, uint64_t offset, void *bytes, size_t size)
{
    for (size_t got = 0; got < size;) {
        ssize_t result = sys->pread(fd, (char *)bytes + got, size - got, (off_t)(offset + got));
        if (result < 0 && errno == EINTR)
            continue;
        if (result <= 0)
            return result < 0 ? -errno : -ENODATA;
        got += (size_t)result;
    }
    return 0;
}
