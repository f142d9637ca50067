/* SPDX-License-Identifier: MIT */
/*
 * Every system call and every libc function that talks to the system, as one table, so that tests can make any of them
 * fail. Members behave as the function of the same name; a context holds a pointer to the table it uses.
 */
#ifndef SF_SYS_SYS_H
#define SF_SYS_SYS_H

#include <dirent.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>

struct if_nameindex;
struct sf_resolver;

struct sf_sys {
    unsigned (*if_nametoindex)(const char *name);
    char *(*if_indextoname)(unsigned index, char *name);
    struct if_nameindex *(*if_nameindex)(void);
    void (*if_freenameindex)(struct if_nameindex *list);
    int (*gethostname)(char *name, size_t size);
    int (*sethostname)(const char *name, size_t size);
    const struct sf_resolver *resolver; /* host names and the like: core/sys/resolver.h */
    int (*open)(const char *path, int flags);
    int (*stat)(const char *path, struct stat *status);
    int (*fstat)(int fd, struct stat *status);
    ssize_t (*pread)(int fd, void *bytes, size_t size, off_t offset);
    int (*close)(int fd);
    DIR *(*opendir)(const char *path);
    struct dirent *(*readdir)(DIR *stream);
    int (*closedir)(DIR *stream);
    char *(*realpath)(const char *path, char *resolved);
    void *(*dlopen)(const char *file, int flags);
    void *(*dlsym)(void *handle, const char *symbol);
    char *(*dlerror)(void);
    const void *(*mapped)(void *handle, uint64_t address, size_t size); /* core/sys/mapped.h */
    bool (*loaded_name)(void *handle, char *name, size_t size);         /* likewise */
    char *(*secure_getenv)(const char *name);
    bool (*is_privileged)(void); /* has more rights than who started it: AT_SECURE */
    uid_t (*geteuid)(void);
    gid_t (*getegid)(void);

    /* sockets */
    int (*socket)(int family, int type, int protocol);
    int (*socketpair)(int family, int type, int protocol, int fds[2]);
    int (*bind)(int fd, const void *address, socklen_t length);
    int (*connect)(int fd, const void *address, socklen_t length);
    int (*listen)(int fd, int backlog);
    int (*accept4)(int fd, void *address, socklen_t *length, int flags);
    int (*shutdown)(int fd, int how);
    int (*getsockname)(int fd, void *address, socklen_t *length);
    int (*getpeername)(int fd, void *address, socklen_t *length);
    int (*getsockopt)(int fd, int level, int number, void *value, socklen_t *length);
    int (*setsockopt)(int fd, int level, int number, const void *value, socklen_t length);
    ssize_t (*send)(int fd, const void *data, size_t size, int flags);
    ssize_t (*sendto)(int fd, const void *data, size_t size, int flags, const void *address, socklen_t length);
    ssize_t (*sendmsg)(int fd, const struct msghdr *message, int flags);
    int (*sendmmsg)(int fd, struct mmsghdr *messages, unsigned count, int flags);
    ssize_t (*recv)(int fd, void *data, size_t size, int flags);
    ssize_t (*recvfrom)(int fd, void *data, size_t size, int flags, void *address, socklen_t *length);
    ssize_t (*recvmsg)(int fd, struct msghdr *message, int flags);
    int (*recvmmsg)(int fd, struct mmsghdr *messages, unsigned count, int flags, struct timespec *timeout);
    ssize_t (*sendfile)(int to, int from, off_t *offset, size_t size);
    ssize_t (*splice)(int from, off_t *from_at, int to, off_t *to_at, size_t size, unsigned flags);
    ssize_t (*read)(int fd, void *bytes, size_t size);
    off_t (*lseek)(int fd, off_t offset, int whence);
    int (*fcntl)(int fd, int command, int argument);
    int (*set_nonblocking)(int fd, int on); /* ioctl(fd, FIONBIO, &on) */
    int (*ppoll)(struct pollfd *fds, nfds_t count, const struct timespec *timeout, const sigset_t *mask);
    int (*clock_gettime)(clockid_t clock, struct timespec *now);
    int (*thread_sigmask)(int how, const sigset_t *set, sigset_t *old); /* pthread_sigmask(3), 0 or an errno */
    int (*sigpending)(sigset_t *set);
    int (*sigtimedwait)(const sigset_t *set, siginfo_t *information, const struct timespec *timeout);
};

extern const struct sf_sys sf_sys_default;
extern const struct sf_resolver sf_resolver_default;

/* SOCKFAM_STREAM .. to this machine's SOCK_ number. */
int sf_type_number(int32_t type);

/* strerror(3) of any number, without its buffer. */
const char *sf_errno_text(int code);

#endif
