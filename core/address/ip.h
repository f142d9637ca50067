/* SPDX-License-Identifier: MIT */
/* IPv4 and IPv6 literals. Same texts as inet_pton(3) takes and inet_ntop(3) prints, without calling them. */
#ifndef SF_IP_H
#define SF_IP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline bool sf_is_digit(const char *p, const char *end)
{
    return p < end && (unsigned)(*p - '0') < 10;
}

/*
 * Reads the literal that begins at p: the position behind it, or NULL if there is none. Stops at the first character
 * that cannot belong to it; the caller decides whether that may follow. `out` is written on success only.
 */
static inline const char *sf_ipv4_read(const char *p, const char *end, uint8_t out[4])
{
    uint32_t address = 0;
    for (int i = 0; i < 4; i++) {
        if (i > 0 && (p == end || *p++ != '.'))
            return NULL;
        if (!sf_is_digit(p, end))
            return NULL;
        unsigned octet = (unsigned)(*p++ - '0');
        if (sf_is_digit(p, end)) {
            if (octet == 0)
                return NULL; /* a leading zero: octal for some */
            octet = octet * 10 + (unsigned)(*p++ - '0');
            if (sf_is_digit(p, end))
                octet = octet * 10 + (unsigned)(*p++ - '0');
        }
        if (octet > 255)
            return NULL;
        address = address << 8 | octet;
    }
    for (int i = 3; i >= 0; i--, address >>= 8)
        out[i] = (uint8_t)address;
    return p;
}

const char *sf_ipv6_read(const char *p, const char *end, uint8_t out[16]); /* likewise */

/* Prints at `out`, which has room for 15 or 45 characters; returns the end. */
char *sf_ipv4_print(char *out, const uint8_t bytes[4]);
char *sf_ipv6_print(char *out, const uint8_t bytes[16]);

#endif
