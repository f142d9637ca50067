/* SPDX-License-Identifier: MIT */
/* What names and texts of tables may consist of, and the hash that they are found by. */
#ifndef SF_BASE_NAMES_H
#define SF_BASE_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Whether `text` ends in NUL within its `size` bytes; nothing below may be asked of one that does not. */
bool sf_text_ends(const char *text, size_t size);

bool sf_is_name(const char *text);          /* families, formats, fields: [a-z][a-z0-9_]* */
bool sf_is_protocol_name(const char *text); /* as names, with '-' inside */
bool sf_is_module_name(const char *text);   /* [A-Za-z0-9_-]*, may be empty */
bool sf_is_constant_name(const char *text); /* [A-Z][A-Za-z0-9_]* */
bool sf_is_printable(const char *text);     /* 0x21-0x7e, may be empty */
bool sf_is_doc(const char *text);           /* one line of UTF-8 without controls, of direction too; may be empty */

/* true: the text surely ends within `size` bytes and is sf_is_doc(), as plain ASCII is. false: it must be looked at. */
bool sf_is_plain_doc(const char *text, size_t size);

/* Bytes of the sequence beyond ASCII at `text`, 0: no UTF-8 (overlong forms, surrogates, beyond U+10FFFF included). */
size_t sf_utf8_size(const char *text, size_t size);

/* Whether the character of `size` bytes at `text` is one that a terminal obeys instead of showing it. */
bool sf_is_control(const char *text, size_t size);

/* Whether all of it is UTF-8 without NUL. */
bool sf_is_text(const char *text, size_t size);

bool sf_is_interface_name(const char *text); /* [A-Za-z0-9._-]+: what stands in addresses without escapes */

/* What names of families, formats and fields consist of. */
static inline bool sf_is_name_char(char c)
{
    return (unsigned)(c - 'a') < 26 || (unsigned)(c - '0') < 10 || c == '_';
}

/* Of `size` bytes, the same in every process of a machine. */
uint32_t sf_hash(const char *text, size_t size);

/* A name, with what finding it takes. */
struct sf_key {
    const char *text;
    uint32_t size; /* bytes */
    uint32_t hash; /* sf_hash() */
};

static inline struct sf_key sf_key_of(const char *text, size_t size)
{
    return (struct sf_key){ text, (uint32_t)size, sf_hash(text, size) };
}

/* Bytes of the constant's name that begins at `text` and ends in NUL within `room` bytes; 0: it is none. */
size_t sf_constant_name_size(const char *text, size_t room);

#define SF_NAME_ROOM 16 /* of a name in a row: SOCKFAM_NAME_SIZE */

/* Whether SF_NAME_ROOM bytes hold a text that ends within them and is sf_is_name(). */
bool sf_is_row_name(const char *text);

/* strcmp(3) == 0 of names that lie in rows, SF_NAME_ROOM bytes each, whatever stands behind their NUL. */
static inline bool sf_is_same_name(const char *a, const char *b)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t left, right;
    memcpy(&left, a, sizeof(left));
    memcpy(&right, b, sizeof(right));
    uint64_t nul = (left - ones) & ~left & (ones * 0x80), odd = left ^ right;
    if (odd) /* they are the same if they end before they differ */
        return nul && __builtin_ctzll(nul) / 8 < __builtin_ctzll(odd) / 8;
    return nul || strcmp(a + 8, b + 8) == 0;
#else
    return strcmp(a, b) == 0;
#endif
}

#endif
