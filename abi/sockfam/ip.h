/* SPDX-License-Identifier: MIT */
/*
 * Internet addresses as plain text and bytes, and byte order: no system, no context. <sockfam/resolve.h> includes it.
 */
#ifndef SOCKFAM_IP_H
#define SOCKFAM_IP_H

#include <stddef.h>
#include <stdint.h>

#include <sockfam/error.h>
#include <sockfam/value.h>
#include <sockfam/version.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SOCKFAM_IP_SIZE 46 /* bytes of an IPv4 or IPv6 address as text, NUL included */

/*
 * inet_aton(3), into 4 bytes: one to four parts, decimal, octal (0..) or hexadecimal (0x..), the last one fills what is
 * left. VALUE for anything else; libc overlooks text behind a blank.
 */
SOCKFAM_API int sockfam_inet_aton(const char *text, size_t size, void *bytes, struct sockfam_error *error)
    SOCKFAM_NONNULL(1, 3);
/* Four bytes as a dotted quad. VALUE unless `size` is 4. */
SOCKFAM_API int sockfam_inet_ntoa(const void *bytes, size_t size, char text[SOCKFAM_IP_SIZE],
                                  struct sockfam_error *error) SOCKFAM_NONNULL(1);
/*
 * A dotted quad (AF_INET) or IPv6 text without a zone (AF_INET6) into bytes; returns how many: 4 or 16. VALUE if the
 * text is not that, OS with EAFNOSUPPORT for any other family.
 */
SOCKFAM_API int sockfam_inet_pton(int32_t af, const char *text, size_t size, void *bytes, struct sockfam_error *error)
    SOCKFAM_NONNULL(2, 4);
/* The reverse, in the text that inet_ntop(3) gives. VALUE for another family, or unless `size` is 4 or 16 for it. */
SOCKFAM_API int sockfam_inet_ntop(int32_t af, const void *bytes, size_t size, char text[SOCKFAM_IP_SIZE],
                                  struct sockfam_error *error) SOCKFAM_NONNULL(2);

/*
 * Integers between the host's byte order and the network's. -ERANGE: kind VALUE if negative, OVERFLOW beyond 16 or 32
 * bits.
 */
SOCKFAM_API int sockfam_htons(int64_t host, uint16_t *network, struct sockfam_error *error) SOCKFAM_NONNULL(2);
SOCKFAM_API int sockfam_ntohs(int64_t network, uint16_t *host, struct sockfam_error *error) SOCKFAM_NONNULL(2);
SOCKFAM_API int sockfam_htonl(int64_t host, uint32_t *network, struct sockfam_error *error) SOCKFAM_NONNULL(2);
SOCKFAM_API int sockfam_ntohl(int64_t network, uint32_t *host, struct sockfam_error *error) SOCKFAM_NONNULL(2);

#ifdef __cplusplus
}
#endif

#endif
