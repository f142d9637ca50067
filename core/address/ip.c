/* SPDX-License-Identifier: MIT */
/*
 * IPv4: four decimal octets, no leading zeros. IPv6: RFC 4291 text, at most one "::", dotted quad at the end; printed
 * with the longest run of at least two zero groups shortened (the first of equals), and the last 32 bits as a dotted
 * quad for ::a.b.c.d and ::ffff:a.b.c.d, as glibc's inet_ntop does.
 */
#include "core/address/ip.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "core/base/number.h"

/* Whether a digit stands at p; `end` NULL: p is surely before it. */
static inline bool is_digit(const char *p, const char *end)
{
    return (!end || p < end) && (unsigned)(*p - '0') < 10;
}

static inline const char *read_ipv4(const char *p, const char *end, uint8_t out[4])
{
    uint32_t address = 0;
    for (int i = 0; i < 4; i++) {
        if (i > 0 && (p == end || *p++ != '.'))
            return NULL;
        if (!is_digit(p, end))
            return NULL;
        unsigned octet = (unsigned)(*p++ - '0');
        if (is_digit(p, end)) {
            if (octet == 0)
                return NULL; /* a leading zero: octal for some */
            octet = octet * 10 + (unsigned)(*p++ - '0');
            if (is_digit(p, end))
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

#define IPV4_MAX 16 /* characters of the longest literal, and the one behind it */

/* Where the text goes on for long enough its end need not be watched. */
const char *sf_ipv4_read(const char *p, const char *end, uint8_t out[4])
{
    return end - p >= IPV4_MAX ? read_ipv4(p, NULL, out) : read_ipv4(p, end, out);
}

/* One group of one to four hexadecimal digits. */
static inline const char *read_group(const char *p, const char *end, unsigned *group)
{
    unsigned value = 0;
    const char *limit = end - p > 4 ? p + 4 : end;
    const char *begin = p;
    for (; p < limit; p++) {
        int digit = sf_hex_value(*p);
        if (digit < 0)
            break;
        value = value << 4 | (unsigned)digit;
    }
    *group = value;
    return p > begin ? p : NULL;
}

/* Moves what follows the "::" at byte `gap` to the end; `size` bytes were read. */
static void spread(uint8_t bytes[16], size_t gap, size_t size)
{
    memmove(bytes + 16 - (size - gap), bytes + gap, size - gap);
    memset(bytes + gap, 0, 16 - size);
}

struct ipv6_reader {
    uint8_t bytes[16];
    size_t size; /* bytes read so far */
    size_t gap;  /* where the "::" stands */
    bool has_gap;
    bool has_quad; /* the dotted quad was read, so this was the end */
};

/* One group or the dotted quad at the end; NULL: neither. */
static const char *read_part(struct ipv6_reader *reader, const char *p, const char *end)
{
    unsigned group;
    const char *next = read_group(p, end, &group);
    if (next && next < end && *next == '.') {
        next = reader->size <= 12 ? sf_ipv4_read(p, end, reader->bytes + reader->size) : NULL;
        reader->size += 4;
        reader->has_quad = true;
        return next;
    }
    if (!next || reader->size > 14)
        return NULL;
    reader->bytes[reader->size] = (uint8_t)(group >> 8);
    reader->bytes[reader->size + 1] = (uint8_t)group;
    reader->size += 2;
    return next;
}

static bool begins_part(const char *p, const char *end)
{
    return p < end && sf_hex_value(*p) >= 0;
}

const char *sf_ipv6_read(const char *p, const char *end, uint8_t out[16])
{
    struct ipv6_reader reader;
    reader.size = 0;
    reader.gap = 0;
    reader.has_gap = false;
    reader.has_quad = false;
    while (p) {
        if (end - p >= 2 && p[0] == ':' && p[1] == ':') {
            if (reader.has_gap)
                return NULL;
            reader.has_gap = true;
            reader.gap = reader.size;
            p += 2;
            if (!begins_part(p, end))
                break;
        } else if (reader.size > 0) {
            if (p == end || *p != ':')
                break;
            p++;
        }
        p = read_part(&reader, p, end);
        if (reader.has_quad)
            break;
    }
    if (!p || (reader.has_gap ? reader.size > 14 : reader.size != 16))
        return NULL;
    if (reader.has_gap)
        spread(reader.bytes, reader.gap, reader.size);
    memcpy(out, reader.bytes, 16);
    return p;
}

/* Each octet's digits and their number; all four bytes are copied, and what follows overwrites what is too many. */
#define ONE(n) { '0' + (n), 0, 0, 1 }
#define TWO(n) { '0' + (n) / 10, '0' + (n) % 10, 0, 2 }
#define THREE(n) { '0' + (n) / 100, '0' + (n) / 10 % 10, '0' + (n) % 10, 3 }
#define FIVE(ROW, n) ROW(n), ROW((n) + 1), ROW((n) + 2), ROW((n) + 3), ROW((n) + 4)
#define TEN(ROW, n) FIVE(ROW, n), FIVE(ROW, (n) + 5)

static const char octets[256][4] = {
    TEN(ONE, 0),     TEN(TWO, 10),    TEN(TWO, 20),    TEN(TWO, 30),    TEN(TWO, 40),    TEN(TWO, 50),
    TEN(TWO, 60),    TEN(TWO, 70),    TEN(TWO, 80),    TEN(TWO, 90),    TEN(THREE, 100), TEN(THREE, 110),
    TEN(THREE, 120), TEN(THREE, 130), TEN(THREE, 140), TEN(THREE, 150), TEN(THREE, 160), TEN(THREE, 170),
    TEN(THREE, 180), TEN(THREE, 190), TEN(THREE, 200), TEN(THREE, 210), TEN(THREE, 220), TEN(THREE, 230),
    TEN(THREE, 240), FIVE(THREE, 250), THREE(255),
};

static inline char *print_octet(char *out, uint8_t octet)
{
    memcpy(out, octets[octet], 4);
    return out + octets[octet][3];
}

char *sf_ipv4_print(char *out, const uint8_t bytes[4])
{
    out = print_octet(out, bytes[0]);
    for (int i = 1; i < 4; i++) {
        *out++ = '.';
        out = print_octet(out, bytes[i]);
    }
    return out;
}

static inline char *print_group(char *out, unsigned group)
{
    if (group >= 0x1000)
        *out++ = sf_hex_digits[group >> 12];
    if (group >= 0x100)
        *out++ = sf_hex_digits[group >> 8 & 15];
    if (group >= 0x10)
        *out++ = sf_hex_digits[group >> 4 & 15];
    *out++ = sf_hex_digits[group & 15];
    return out;
}

/* The longest run of bits, of equals the lowest: how many, and where it begins. */
static inline unsigned longest_run(unsigned bits, unsigned *from)
{
    unsigned length = 0;
    for (; bits; bits &= bits >> 1, length++)
        *from = (unsigned)__builtin_ctz(bits);
    return length;
}

static char *print_groups(char *out, const unsigned groups[8], unsigned from, unsigned to)
{
    for (unsigned i = from; i < to; i++) {
        if (i > from)
            *out++ = ':';
        out = print_group(out, groups[i]);
    }
    return out;
}

char *sf_ipv6_print(char *out, const uint8_t bytes[16])
{
    unsigned groups[8], zeros = 0, from = 8;
    for (unsigned i = 0; i < 8; i++) {
        groups[i] = (unsigned)bytes[2 * i] << 8 | bytes[2 * i + 1];
        zeros |= (unsigned)(groups[i] == 0) << i;
    }
    unsigned length = longest_run(zeros, &from);
    if (length < 2)
        return print_groups(out, groups, 0, 8);
    unsigned to = from + length;
    out = print_groups(out, groups, 0, from);
    *out++ = ':';
    *out++ = ':';
    if (from == 0 && to == 6)
        return sf_ipv4_print(out, bytes + 12);
    if (from == 0 && to == 5 && groups[5] == 0xffff) {
        memcpy(out, "ffff:", 5);
        return sf_ipv4_print(out + 5, bytes + 12);
    }
    return print_groups(out, groups, to, 8);
}
