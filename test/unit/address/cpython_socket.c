/* SPDX-License-Identifier: MIT */
/*
 * Preloaded into CPython: every socket() succeeds, bind() keeps the sockaddr, getsockname() gives one that the script
 * set. So CPython's own code turns tuples into bytes and back, for families that this kernel need not have.
 */
#include <dlfcn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>

unsigned char kept_bytes[256];
unsigned kept_size;

/* An UDP socket: ioctl(2) on it knows interfaces. */
int socket(int family, int type, int protocol)
{
    int (*real)(int, int, int);
    (void)family;
    (void)protocol;
    *(void **)&real = dlsym(RTLD_NEXT, "socket");
    return real(AF_INET, SOCK_DGRAM | (type & (SOCK_CLOEXEC | SOCK_NONBLOCK)), 0);
}

int bind(int fd, const struct sockaddr *address, socklen_t size)
{
    (void)fd;
    kept_size = size < sizeof(kept_bytes) ? size : sizeof(kept_bytes);
    memcpy(kept_bytes, address, kept_size);
    return 0;
}

int getsockname(int fd, struct sockaddr *address, socklen_t *size)
{
    (void)fd;
    memcpy(address, kept_bytes, kept_size < *size ? kept_size : *size);
    *size = kept_size;
    return 0;
}
