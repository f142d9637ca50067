/* SPDX-License-Identifier: MIT */
/* Host names in addresses, for core/context, which lends it to the address engine. */
#ifndef SF_RESOLVE_LOOKUP_H
#define SF_RESOLVE_LOOKUP_H

#include <stddef.h>

#include <sockfam/context.h>

/*
 * Turns a host's name into a sockaddr of the family: the first answer of getaddrinfo(3), of which at most `length`
 * bytes are written, its port 0. May block as long as the resolver does. Fails without touching `sockaddr`: kind
 * RESOLVER (reason NO_SUCH_NAME, or NO_ZONE for an unknown zone), VALUE (TOO_LONG, NUL_BYTE), OS, MEMORY; field "host".
 * Does not reset `error`.
 */
int sf_lookup_host(const struct sockfam_context *ctx, int af, struct sockfam_span name, void *sockaddr, size_t length,
                   struct sockfam_error *error);

#endif
