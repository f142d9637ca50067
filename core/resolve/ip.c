/* SPDX-License-Identifier: MIT */
/*
 * Addresses as text and bytes, without the system: our own reader and printer, so that every libc gives the same.
 * inet_aton(3) is the looser form of IPv4 that old programs take; glibc ends it at a blank and overlooks the rest, we
 * don't.
 */
#include <endian.h>
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include "core/address/ip.h"
#include "core/base/number.h"
#include "core/resolve/resolve.h"

char *sf_ip_print(int family, const void *bytes, char *text)
{
    char *end = family == AF_INET ? sf_ipv4_print(text, bytes) : sf_ipv6_print(text, bytes);
    *end = '\0';
    return end;
}

/* ------------------------------------------------------------------ inet_aton */

/* One part, as strtoul(3) reads it with base 0 but without sign and blanks; NULL: none, or beyond 32 bits. */
static const char *read_part(const char *p, const char *end, uint32_t *part)
{
    uint32_t base = 10;
    uint64_t value = 0;
    if (p < end && *p == '0') {
        bool is_hex = end - p > 1 && (p[1] == 'x' || p[1] == 'X');
        base = is_hex ? 16 : 8;
        p += is_hex ? 2 : 0;
    }
    const char *begin = p;
    for (; p < end; p++) {
        int digit = sf_hex_value(*p);
        if (digit < 0 || (uint32_t)digit >= base)
            break;
        value = value * base + (uint32_t)digit;
        if (value > UINT32_MAX)
            return NULL;
    }
    *part = (uint32_t)value;
    return p > begin ? p : NULL;
}

/* Up to four parts; the last one takes all bytes that are left, the others one each. */
static bool read_loose(const char *p, const char *end, uint32_t *address)
{
    uint32_t part, upper = 0;
    for (unsigned bits = 32;; p++) {
        p = read_part(p, end, &part);
        if (!p)
            return false;
        if (p == end || *p != '.') {
            *address = upper | part;
            return p == end && (uint64_t)part < UINT64_C(1) << bits;
        }
        bits -= 8;
        if (part > 255 || bits == 0)
            return false;
        upper |= part << bits;
    }
}

/* For messages: how much of it, and where. */
#define SHOWN(text, size) (int)((size) < 80 ? (size) : 80), (text)

static size_t size_of(const char *text, size_t size)
{
    return size == SOCKFAM_TO_NUL ? strlen(text) : size;
}

int sockfam_inet_aton(const char *text, size_t size, void *bytes, struct sockfam_error *error)
{
    uint32_t address;
    sf_error_begin(error);
    size = size_of(text, size);
    if (!read_loose(text, text + size, &address))
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_SYNTAX, NULL,
                              "\"%.*s\" is not an IPv4 address: one to four numbers with dots, decimal, octal or "
                              "hexadecimal",
                              SHOWN(text, size));
    address = htobe32(address);
    memcpy(bytes, &address, sizeof(address));
    return 0;
}

static int wrong_size(struct sockfam_error *error, char version, size_t right, size_t size)
{
    return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, EINVAL,
                          size < right ? SOCKFAM_REASON_TOO_SHORT : SOCKFAM_REASON_TOO_LONG, NULL,
                          "an IPv%c address has %zu bytes, not %zu", version, right, size);
}

int sockfam_inet_ntoa(const void *bytes, size_t size, char text[SOCKFAM_IP_SIZE], struct sockfam_error *error)
{
    sf_error_begin(error);
    if (size != 4)
        return wrong_size(error, '4', 4, size);
    sf_ip_print(AF_INET, bytes, text);
    return 0;
}

/* ------------------------------------------------------------------ inet_pton */

#define NO_TEXT_FORM "addresses of family %" PRId32 " have no text here; those of IPv4 and IPv6 have"

int sockfam_inet_pton(int32_t af, const char *text, size_t size, void *bytes, struct sockfam_error *error)
{
    uint8_t address[16];
    sf_error_begin(error);
    if (af != AF_INET && af != AF_INET6)
        return sf_fail_reason(error, SOCKFAM_ERROR_OS, EAFNOSUPPORT, SOCKFAM_REASON_UNSUPPORTED, "af", NO_TEXT_FORM,
                              af);
    size = size_of(text, size);
    const char *end = text + size;
    const char *behind = af == AF_INET ? sf_ipv4_read(text, end, address) : sf_ipv6_read(text, end, address);
    if (behind != end)
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_SYNTAX, NULL,
                              "\"%.*s\" is not an IPv%c address", SHOWN(text, size), af == AF_INET ? '4' : '6');
    memcpy(bytes, address, sf_ip_size(af));
    return (int)sf_ip_size(af);
}

int sockfam_inet_ntop(int32_t af, const void *bytes, size_t size, char text[SOCKFAM_IP_SIZE],
                      struct sockfam_error *error)
{
    sf_error_begin(error);
    if (af != AF_INET && af != AF_INET6)
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_UNSUPPORTED, "af", NO_TEXT_FORM, af);
    if (size != sf_ip_size(af))
        return wrong_size(error, af == AF_INET ? '4' : '6', sf_ip_size(af), size);
    sf_ip_print(af, bytes, text);
    return 0;
}

/* ------------------------------------------------------------------ byte order */

static int check_range(int64_t value, int64_t max, const char *function, struct sockfam_error *error)
{
    sf_error_begin(error);
    if (value < 0)
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_RANGE, NULL,
                              "%s: the number must not be negative, and %" PRId64 " is", function, value);
    if (value > max)
        return sf_fail_reason(error, SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_RANGE, NULL,
                              "%s: takes 0 to %" PRId64 ", and %" PRId64 " is beyond", function, max, value);
    return 0;
}

int sockfam_htons(int64_t host, uint16_t *network, struct sockfam_error *error)
{
    int result = check_range(host, UINT16_MAX, "htons", error);
    if (result == 0)
        *network = htobe16((uint16_t)host);
    return result;
}

int sockfam_ntohs(int64_t network, uint16_t *host, struct sockfam_error *error)
{
    int result = check_range(network, UINT16_MAX, "ntohs", error);
    if (result == 0)
        *host = be16toh((uint16_t)network);
    return result;
}

int sockfam_htonl(int64_t host, uint32_t *network, struct sockfam_error *error)
{
    int result = check_range(host, UINT32_MAX, "htonl", error);
    if (result == 0)
        *network = htobe32((uint32_t)host);
    return result;
}

int sockfam_ntohl(int64_t network, uint32_t *host, struct sockfam_error *error)
{
    int result = check_range(network, UINT32_MAX, "ntohl", error);
    if (result == 0)
        *host = be32toh((uint32_t)network);
    return result;
}
