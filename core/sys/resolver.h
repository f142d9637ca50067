/* SPDX-License-Identifier: MIT */
/*
 * The libc functions that look names up, as one table, so that tests can make any of them fail or answer. Part of
 * struct sf_sys, but declared here: their types are about internet names, and only this folder sees those headers.
 */
#ifndef SF_SYS_RESOLVER_H
#define SF_SYS_RESOLVER_H

#include <netdb.h>
#include <stddef.h>
#include <sys/socket.h>

struct sf_resolver {
    int (*getaddrinfo)(const char *host, const char *service, const struct addrinfo *hints, struct addrinfo **list);
    void (*freeaddrinfo)(struct addrinfo *list);
    int (*getnameinfo)(const struct sockaddr *address, socklen_t length, char *host, socklen_t host_size, char *service,
                       socklen_t service_size, int flags);
    int (*gethostbyname_r)(const char *name, struct hostent *entry, char *buffer, size_t size, struct hostent **answer,
                           int *code);
    int (*gethostbyaddr_r)(const void *address, socklen_t length, int family, struct hostent *entry, char *buffer,
                           size_t size, struct hostent **answer, int *code);
    int (*getservbyname_r)(const char *name, const char *protocol, struct servent *entry, char *buffer, size_t size,
                           struct servent **answer);
    int (*getservbyport_r)(int port, const char *protocol, struct servent *entry, char *buffer, size_t size,
                           struct servent **answer);
    int (*getprotobyname_r)(const char *name, struct protoent *entry, char *buffer, size_t size,
                            struct protoent **answer);
};

#endif
