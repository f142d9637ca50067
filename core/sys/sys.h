/* SPDX-License-Identifier: MIT */
/*
 * Every system call and every libc function that talks to the system, as one table, so that tests can make any of them
 * fail. Members behave as the function of the same name; a context holds a pointer to the table it uses.
 */
#ifndef SF_SYS_H
#define SF_SYS_H

#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>

struct sf_sys {
    unsigned (*if_nametoindex)(const char *name);
    char *(*if_indextoname)(unsigned index, char *name);
    int (*open)(const char *path, int flags);
    int (*fstat)(int fd, struct stat *status);
    ssize_t (*pread)(int fd, void *bytes, size_t size, off_t offset);
    int (*close)(int fd);
    void *(*dlopen)(const char *file, int flags);
    void *(*dlsym)(void *handle, const char *symbol);
    char *(*dlerror)(void);
    char *(*secure_getenv)(const char *name);
};

extern const struct sf_sys sf_sys_default;

#endif
