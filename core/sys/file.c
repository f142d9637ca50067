/* SPDX-License-Identifier: MIT */
/*
 * Whoever opens a FIFO or a device does something to it, so O_PATH opens its place only; then it is looked at, and what
 * was looked at is opened. O_NONBLOCK is for where there is no /proc and something is put there between the two.
 * Files are read, never mapped, so one that shrinks gives an error and no signal.
 */
#include "core/sys/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

int sf_file_open_expected(const struct sf_sys *sys, const char *path, char *problem)
{
    int fd;
    do
        fd = sys->open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    while (fd < 0 && errno == EINTR);
    return fd < 0 ? say(problem, errno) : fd;
}

int sf_file_check(const struct sf_sys *sys, int fd, uint64_t max, struct stat *status, char *problem)
{
    return sys->fstat(fd, status) < 0 ? say(problem, errno) : check(status, max, problem);
}

static int open_path(const struct sf_sys *sys, const char *path, char *problem)
{
    int fd;
    do
        fd = sys->open(path, O_PATH | O_CLOEXEC);
    while (fd < 0 && errno == EINTR);
    return fd < 0 ? say(problem, errno) : fd;
}

int sf_file_open(const struct sf_sys *sys, const char *path, uint64_t max, struct stat *status, char *problem)
{
    char name[32];
    int place = open_path(sys, path, problem);
    if (place < 0)
        return place;
    snprintf(name, sizeof(name), "/proc/self/fd/%d", place);
    int result = sf_file_check(sys, place, max, status, problem);
    if (result == 0)
        result = sf_file_open_expected(sys, name, problem);
    if (result == -ENOENT) /* there is no /proc */
        result = sf_file_open_expected(sys, path, problem);
    sys->close(place);
    return result;
}

/* Whether it is absolute and has no part that a path would do without: then the system need not be asked. */
static bool is_settled(const char *path)
{
    return path[0] == '/' && !strstr(path, "/./") && !strstr(path, "/../") && !strstr(path, "//");
}

char *sf_file_settle(const struct sf_sys *sys, char *path)
{
    if (!path || is_settled(path))
        return path;
    char *real = sys->realpath(path, NULL);
    if (!real && errno != ENOMEM)
        return path;
    free(path);
    return real;
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
