/* SPDX-License-Identifier: MIT */
/* The real resolver: libc's. */
#include "core/sys/resolver.h"

#include "core/sys/sys.h"

const struct sf_resolver sf_resolver_default = {
    .getaddrinfo = getaddrinfo,
    .freeaddrinfo = freeaddrinfo,
    .getnameinfo = getnameinfo,
    .gethostbyname_r = gethostbyname_r,
    .gethostbyaddr_r = gethostbyaddr_r,
    .getservbyname_r = getservbyname_r,
    .getservbyport_r = getservbyport_r,
    .getprotobyname_r = getprotobyname_r,
};
