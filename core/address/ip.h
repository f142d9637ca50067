/* SPDX-License-Identifier: MIT */
/* IPv4 and IPv6 literals. Same texts as inet_pton(3) takes and inet_ntop(3) prints, without calling them. */
#ifndef SF_ADDRESS_IP_H
#define SF_ADDRESS_IP_H

#include <stdint.h>

/*
 * Reads the literal that begins at p: the position behind it, or NULL if there is none. Stops at the first character
 * that cannot belong to it; the caller decides whether that may follow. `out` is written on success only.
 */
const char *sf_ipv4_read(const char *p, const char *end, uint8_t out[4]);
const char *sf_ipv6_read(const char *p, const char *end, uint8_t out[16]);

/* Prints at `out`, which has room for 16 or 46 characters; returns the end. */
char *sf_ipv4_print(char *out, const uint8_t bytes[4]);
char *sf_ipv6_print(char *out, const uint8_t bytes[16]);

#endif
