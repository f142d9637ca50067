/* SPDX-License-Identifier: MIT */
/* What the functions of <sockfam/resolve.h> share: errors of libc, buffers of its _r functions, hosts under way. */
#ifndef SF_RESOLVE_RESOLVE_H
#define SF_RESOLVE_RESOLVE_H

#include <stdint.h>

#include <sockfam/resolve.h>

#include "core/base/text.h"
#include "core/registry/context.h"
#include "core/sys/resolver.h"

/*
 * Errors of libc, as the caller gets them; `format` says what failed with what, and the reason is added. `code` is
 * errno as the function left it. EAI_MEMORY and ENOMEM are out of memory; EAI_SYSTEM and NETDB_INTERNAL are `code`.
 * They return the negative errno that the caller returns.
 */
int sf_fail_errno(struct sockfam_error *error, int code, const char *format, ...)
    __attribute__((format(printf, 3, 4), cold));
int sf_fail_eai(struct sockfam_error *error, int status, int code, const char *format, ...)
    __attribute__((format(printf, 4, 5), cold));
/*
 * The usual subject: a host and a service (NULL: none). An IPv6 literal whose zone libc does not know has reason
 * NO_ZONE.
 */
int sf_fail_eai_of(struct sockfam_error *error, int status, int code, const char *host, const char *service)
    __attribute__((cold));
int sf_fail_host(struct sockfam_error *error, int host_code, int code, const char *format, ...)
    __attribute__((format(printf, 4, 5), cold));

/*
 * The buffer of an _r function. Big enough for nearly every answer, because a call that gets ERANGE asks the network
 * again; sf_scratch_grow() doubles it. One that libc calls too small at 16 MiB is an error: then the libc is broken.
 */
struct sf_scratch {
    char *bytes; /* `first` or from the heap */
    size_t size;
    _Alignas(16) char first[8192];
};

static inline void sf_scratch_init(struct sf_scratch *scratch)
{
    scratch->bytes = scratch->first;
    scratch->size = sizeof(scratch->first);
}

/* The contents are lost. -ENOMEM or -ERANGE; sf_scratch_deinit() stays the caller's in any case. */
int sf_scratch_grow(struct sf_scratch *scratch, struct sockfam_error *error);
void sf_scratch_deinit(struct sf_scratch *scratch);

/* An IPv4 or IPv6 address. */
struct sf_ip {
    int family;
    uint8_t bytes[16]; /* network order, the first 4 or all of them */
};

static inline size_t sf_ip_size(int family)
{
    return family == AF_INET ? 4 : 16;
}

/* Prints it and a NUL into `text` of SOCKFAM_IP_SIZE bytes; returns the NUL. `family` is one of the two. */
char *sf_ip_print(int family, const void *bytes, char *text);

/*
 * What a host's name stands for wherever one address is wanted: "" the wildcard, "<broadcast>", a literal, or the first
 * answer of one getaddrinfo(3), which may block. `family` is AF_INET or AF_UNSPEC; for the latter "" is an error.
 */
int sf_ip_find(const struct sockfam_context *ctx, const char *name, int family, struct sf_ip *ip,
               struct sockfam_error *error);

/* sockfam_gethostbyaddr() without resetting `error`. */
int sf_host_by_address(const struct sockfam_context *ctx, const char *name, struct sockfam_hostent **host,
                       struct sockfam_error *error);

/* Copies libc's answer into one allocation. Refuses an answer of another family than `family`. */
int sf_hostent_new(struct sockfam_hostent **host, const struct hostent *entry, int family, struct sockfam_error *error);

#endif
