/* SPDX-License-Identifier: MIT */
/*
 * What somebody would write by hand who needs one format and no tables: the same text into the same bytes and length,
 * with the same checks, and back. It shares the library's digits and IP literals (core/address/number.h, ip.h), which a
 * careful author would have written as well, so what is compared is tables against code and nothing else. It does less
 * where nobody would miss it: no words, no error messages, no key=value for what has a position.
 */
#ifndef SF_TEST_HAND_H
#define SF_TEST_HAND_H

#include <stdbool.h>
#include <string.h>

#include <sockfam/sockfam.h>

#include "core/address/ip.h"
#include "core/base/number.h"

/* A sockaddr and its length, which is all that a caller of bind(2) wants. */
struct hand {
    uint32_t length;
    _Alignas(8) uint8_t bytes[SOCKFAM_ADDRESS_MAX];
};

/* 0, or -EINVAL with the address untouched. */
typedef int hand_parse(const char *text, size_t size, struct hand *address);
/* The text's length without NUL; written with a NUL only if that fits into `size`. 0: no such address. */
typedef size_t hand_print(const struct hand *address, char *text, size_t size);

struct hand_format {
    const char *name;
    const char *text; /* canonical, a usual one */
    hand_parse *parse;
    hand_print *print;
};

extern const struct hand_format hand_formats[];
extern const size_t hand_format_count;

/* ------------------------------------------------------------------ reading */

struct hand_reader {
    const char *p, *end;
    bool is_bad;
};

static inline struct hand_reader hand_begin(const char *text, size_t size, const char *scheme, size_t scheme_size)
{
    bool is_ours = size >= scheme_size && memcmp(text, scheme, scheme_size) == 0;
    return (struct hand_reader){ is_ours ? text + scheme_size : text, text + size, !is_ours };
}

#define HAND_BEGIN(text, size, scheme) hand_begin(text, size, scheme, sizeof(scheme) - 1)

/* A number up to `max`, decimal or 0x. */
static inline uint64_t hand_number(struct hand_reader *reader, uint64_t max)
{
    const char *p = reader->p;
    uint64_t number = 0;
    if (reader->end - p > 2 && p[0] == '0' && (p[1] | 0x20) == 'x') {
        const char *begin = p += 2;
        for (int digit; p < reader->end && (digit = sf_hex_value(*p)) >= 0; p++)
            number = number << 4 | (uint64_t)digit;
        reader->is_bad |= p == begin || p - begin > 16;
    } else {
        p = sf_read_decimal(p, reader->end, &number);
        reader->is_bad |= p == NULL;
    }
    reader->is_bad |= number > max;
    if (p)
        reader->p = p;
    return number;
}

static inline void hand_expect(struct hand_reader *reader, char c)
{
    if (reader->p < reader->end && *reader->p == c)
        reader->p++;
    else
        reader->is_bad = true;
}

static inline bool hand_takes(struct hand_reader *reader, const char *word, size_t size)
{
    if ((size_t)(reader->end - reader->p) < size || memcmp(reader->p, word, size) != 0)
        return false;
    reader->p += size;
    return true;
}

#define HAND_TAKES(reader, word) hand_takes(reader, word, sizeof(word) - 1)

/* Whether ",key=" follows and was not there before; `seen` has a bit for each key. */
static inline bool hand_key(struct hand_reader *reader, const char *key, size_t size, unsigned *seen, unsigned bit)
{
    if (!hand_takes(reader, key, size))
        return false;
    reader->is_bad |= (*seen & bit) != 0;
    *seen |= bit;
    return true;
}

#define HAND_KEY(reader, key, seen, bit) hand_key(reader, "," key "=", sizeof(key) + 1, seen, bit)

/* "#index" or an interface's name, up to `until` or the end. */
uint32_t hand_interface(struct hand_reader *reader, char until);

static inline bool hand_more(const struct hand_reader *reader)
{
    return !reader->is_bad && reader->p < reader->end;
}

/* All was read and all was right: the address is the caller's. */
int hand_end(const struct hand_reader *reader, const struct hand *made, struct hand *address);

/* ------------------------------------------------------------------ bytes */

static inline void hand_put16(struct hand *address, size_t at, uint16_t value)
{
    memcpy(address->bytes + at, &value, sizeof(value));
}

static inline void hand_put32(struct hand *address, size_t at, uint32_t value)
{
    memcpy(address->bytes + at, &value, sizeof(value));
}

static inline void hand_put64(struct hand *address, size_t at, uint64_t value)
{
    memcpy(address->bytes + at, &value, sizeof(value));
}

static inline uint16_t hand_get16(const struct hand *address, size_t at)
{
    uint16_t value;
    memcpy(&value, address->bytes + at, sizeof(value));
    return value;
}

static inline uint32_t hand_get32(const struct hand *address, size_t at)
{
    uint32_t value;
    memcpy(&value, address->bytes + at, sizeof(value));
    return value;
}

static inline uint64_t hand_get64(const struct hand *address, size_t at)
{
    uint64_t value;
    memcpy(&value, address->bytes + at, sizeof(value));
    return value;
}

/* An empty sockaddr of a family; formats have at most 88 bytes but where a text runs on. */
static inline void hand_start(struct hand *address, uint16_t family, uint32_t length)
{
    address->length = length;
    memset(address->bytes, 0, length);
    hand_put16(address, 0, family);
}

/* big-endian */
static inline uint16_t hand_net16(uint16_t value)
{
    uint8_t bytes[2] = { (uint8_t)(value >> 8), (uint8_t)value };
    memcpy(&value, bytes, 2);
    return value;
}

static inline uint32_t hand_net32(uint32_t value)
{
    uint8_t bytes[4] = { (uint8_t)(value >> 24), (uint8_t)(value >> 16), (uint8_t)(value >> 8), (uint8_t)value };
    memcpy(&value, bytes, 4);
    return value;
}

/* little-endian */
static inline uint16_t hand_le16(uint16_t value)
{
    uint8_t bytes[2] = { (uint8_t)value, (uint8_t)(value >> 8) };
    memcpy(&value, bytes, 2);
    return value;
}

/* ------------------------------------------------------------------ writing */

#define HAND_TEXT(out, text) (memcpy(out, text, sizeof(text) - 1), (out) + sizeof(text) - 1)

/* Copies what was made at `from` to the caller if it fits. */
static inline size_t hand_give(const char *from, const char *end, char *text, size_t size)
{
    size_t length = (size_t)(end - from);
    if (length >= size)
        return length;
    memcpy(text, from, length);
    text[length] = '\0';
    return length;
}

static inline bool hand_is(const struct hand *address, uint16_t family, uint32_t length)
{
    return address->length == length && hand_get16(address, 0) == family;
}

#define HAND_DECLARE(name)                                                                                             \
    hand_parse hand_parse_##name;                                                                                      \
    hand_print hand_print_##name

HAND_DECLARE(alg);
HAND_DECLARE(can);
HAND_DECLARE(hci);
HAND_DECLARE(hyperv);
HAND_DECLARE(inet);
HAND_DECLARE(inet6);
HAND_DECLARE(isotp);
HAND_DECLARE(j1939);
HAND_DECLARE(l2cap);
HAND_DECLARE(netlink);
HAND_DECLARE(packet);
HAND_DECLARE(qipcrtr);
HAND_DECLARE(rds);
HAND_DECLARE(rfcomm);
HAND_DECLARE(sco);
HAND_DECLARE(tipc);
HAND_DECLARE(unix);
HAND_DECLARE(vsock);
HAND_DECLARE(xdp);

#endif
