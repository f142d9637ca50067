/* SPDX-License-Identifier: MIT */
/* Host names in addresses, for core/context, which lends it to the address engine. */
#ifndef SF_RESOLVE_LOOKUP_H
#define SF_RESOLVE_LOOKUP_H

#include <stddef.h>

#include <sockfam/context.h>

/*
 * The address of a host, `size` bytes of it: 4 for IPv4, 16 for IPv6, and the index of its zone, 0 for none. It is the
 * first answer of getaddrinfo(3), and may block as long as that does. Fails without touching either: kind RESOLVER
 * (reason NO_SUCH_NAME, or NO_ZONE for an unknown zone), VALUE (TOO_LONG, NUL_BYTE), OS, MEMORY; field "host". Does not
 * reset `error`.
 */
int sf_lookup_host(const struct sockfam_context *ctx, size_t size, struct sockfam_span name, uint8_t *address,
                   uint32_t *zone, struct sockfam_error *error);

#endif
