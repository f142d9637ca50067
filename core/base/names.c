/* SPDX-License-Identifier: MIT */
/* Character sets as ranges of ASCII, without the locale. */
#include "core/base/names.h"

#include <string.h>

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool sf_text_ends(const char *text, size_t size)
{
    return memchr(text, '\0', size) != NULL;
}

bool sf_is_name(const char *text)
{
    if (!is_lower(*text))
        return false;
    while (is_lower(*text) || is_digit(*text) || *text == '_')
        text++;
    return *text == '\0';
}

bool sf_is_protocol_name(const char *text)
{
    if (!is_lower(*text))
        return false;
    while (is_lower(*text) || is_digit(*text) || *text == '_' || *text == '-')
        text++;
    return *text == '\0';
}

bool sf_is_module_name(const char *text)
{
    while (is_lower(*text) || is_upper(*text) || is_digit(*text) || *text == '_' || *text == '-')
        text++;
    return *text == '\0';
}

bool sf_is_printable(const char *text)
{
    while (*text > ' ' && *text < 0x7f)
        text++;
    return *text == '\0';
}

size_t sf_utf8_size(const char *text, size_t size)
{
    const unsigned char *at = (const unsigned char *)text;
    if (size == 0 || at[0] < 0xc2 || at[0] > 0xf4)
        return 0;
    size_t more = at[0] >= 0xf0 ? 3 : at[0] >= 0xe0 ? 2 : 1;
    for (size_t i = 1; i <= more; i++)
        if (i >= size || (at[i] & 0xc0) != 0x80)
            return 0;
    if ((at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xed && at[1] > 0x9f) || (at[0] == 0xf0 && at[1] < 0x90) ||
        (at[0] == 0xf4 && at[1] > 0x8f))
        return 0;
    return more + 1;
}

bool sf_is_text(const char *text, size_t size)
{
    const char *end = text + size;
    while (text < end) {
        size_t step = (signed char)*text > 0 ? 1 : sf_utf8_size(text, (size_t)(end - text));
        if (step == 0)
            return false;
        text += step;
    }
    return true;
}

bool sf_is_interface_name(const char *text)
{
    const char *p = text;
    while (is_lower(*p) || is_upper(*p) || is_digit(*p) || *p == '.' || *p == '_' || *p == '-')
        p++;
    return p > text && *p == '\0';
}

/* Of one byte, of the second set, line separators, and what turns the direction of text around (U+061C, U+200E ..). */
bool sf_is_control(const char *text, size_t size)
{
    const unsigned char *at = (const unsigned char *)text;
    if (size == 1)
        return at[0] < 0x20 || at[0] == 0x7f;
    if (size == 2)
        return (at[0] == 0xc2 && at[1] < 0xa0) || (at[0] == 0xd8 && at[1] == 0x9c);
    if (size != 3 || at[0] != 0xe2)
        return false;
    return (at[1] == 0x80 && ((at[2] >= 0x8e && at[2] <= 0x8f) || (at[2] >= 0xa8 && at[2] <= 0xae))) ||
           (at[1] == 0x81 && at[2] >= 0xa6 && at[2] <= 0xa9);
}

/* How many bytes at `text` are surely printable ASCII, found eight at a time. */
static size_t plain_bytes(const char *text, size_t size)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones * 0x80;
    size_t at = 0;
    for (; at + 8 <= size; at += 8) {
        uint64_t part, odd;
        memcpy(&part, text + at, 8);
        odd = part | (part - ones * 0x20) | (part + ones); /* beyond ASCII, below a blank, or 0x7f */
        if (odd & tops)
            break;
    }
    return at;
}

bool sf_is_plain_doc(const char *text, size_t size)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones * 0x80;
    for (size_t at = 0; at + 8 <= size; at += 8) {
        uint64_t part, nul, odd;
        memcpy(&part, text + at, 8);
        nul = (part - ones) & ~part & tops; /* of bytes up to the first NUL the top bits are right */
        odd = (part | (part - ones * 0x20) | (part + ones)) & tops; /* beyond ASCII, below a blank, or 0x7f */
        if (nul)
            return (odd & ((nul & -nul) - 1)) == 0;
        if (odd)
            return false;
    }
#endif
    (void)text;
    (void)size;
    return false;
}

bool sf_is_doc(const char *text)
{
    size_t left = strlen(text), plain = plain_bytes(text, left);
    text += plain;
    left -= plain;
    while (left > 0) {
        size_t step = *text >= ' ' && *text < 0x7f ? 1 : sf_utf8_size(text, left);
        if (step == 0 || sf_is_control(text, step))
            return false;
        text += step;
        left -= step;
    }
    return true;
}

/* Fewer than eight bytes as a number; of one size each text gives another. */
static inline uint64_t last_bytes(const char *text, size_t size)
{
    const uint8_t *bytes = (const uint8_t *)text;
    uint32_t first, last;
    if (size < sizeof(first))
        return size ? bytes[0] | (uint64_t)bytes[size / 2] << 8 | (uint64_t)bytes[size - 1] << 16 : 0;
    memcpy(&first, text, sizeof(first));
    memcpy(&last, text + size - sizeof(last), sizeof(last));
    return first | (uint64_t)last << 32;
}

/* Eight bytes at a time, mixed by multiplication. */
uint32_t sf_hash(const char *text, size_t size)
{
    uint64_t hash = size, part;
    for (; size >= sizeof(part); text += sizeof(part), size -= sizeof(part)) {
        memcpy(&part, text, sizeof(part));
        hash = (hash ^ part) * UINT64_C(0x9e3779b97f4a7c15);
        hash ^= hash >> 32;
    }
    hash = (hash ^ last_bytes(text, size)) * UINT64_C(0x9e3779b97f4a7c15);
    return (uint32_t)(hash >> 32);
}

/* Which characters a constant's name may have behind the first one. */
static const bool in_constants[256] = {
    ['0'] = true, ['1'] = true, ['2'] = true, ['3'] = true, ['4'] = true, ['5'] = true, ['6'] = true, ['7'] = true,
    ['8'] = true, ['9'] = true, ['A'] = true, ['B'] = true, ['C'] = true, ['D'] = true, ['E'] = true, ['F'] = true,
    ['G'] = true, ['H'] = true, ['I'] = true, ['J'] = true, ['K'] = true, ['L'] = true, ['M'] = true, ['N'] = true,
    ['O'] = true, ['P'] = true, ['Q'] = true, ['R'] = true, ['S'] = true, ['T'] = true, ['U'] = true, ['V'] = true,
    ['W'] = true, ['X'] = true, ['Y'] = true, ['Z'] = true, ['_'] = true, ['a'] = true, ['b'] = true, ['c'] = true,
    ['d'] = true, ['e'] = true, ['f'] = true, ['g'] = true, ['h'] = true, ['i'] = true, ['j'] = true, ['k'] = true,
    ['l'] = true, ['m'] = true, ['n'] = true, ['o'] = true, ['p'] = true, ['q'] = true, ['r'] = true, ['s'] = true,
    ['t'] = true, ['u'] = true, ['v'] = true, ['w'] = true, ['x'] = true, ['y'] = true, ['z'] = true,
};

typedef uint8_t bytes16 __attribute__((vector_size(16)));
typedef uint64_t halves __attribute__((vector_size(16)));

/* How many bytes come before the first one that is not zero, in the order of memory; `word` is not 0. */
static inline size_t first_byte(uint64_t word)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return (size_t)__builtin_ctzll(word) / 8;
#else
    return (size_t)__builtin_clzll(word) / 8;
#endif
}

/* How many of sixteen characters, from the first on, are letters (small ones; `case_bit` 0x20: all), digits or _. */
static inline size_t count_in_name(const char *text, uint8_t case_bit)
{
    bytes16 bytes;
    memcpy(&bytes, text, sizeof(bytes));
    bytes16 letter = (bytes | case_bit) - 'a', digit = bytes - '0', other = bytes ^ '_';
    halves wrong = (halves)((bytes16)(letter >= 26) & (bytes16)(digit >= 10) & (bytes16)(other != 0));
    if (wrong[0])
        return first_byte(wrong[0]);
    return wrong[1] ? 8 + first_byte(wrong[1]) : 16;
}

bool sf_is_row_name(const char *text)
{
    size_t size = count_in_name(text, 0);
    return size < SF_NAME_ROOM && text[size] == '\0' && is_lower(text[0]);
}

/* Sixteen at a time, and one at a time where fewer are left. */
size_t sf_constant_name_size(const char *text, size_t room)
{
    size_t at = 0;
    if (room == 0 || !is_upper(text[0]))
        return 0;
    while (at + 16 <= room) {
        size_t count = count_in_name(text + at, 0x20);
        at += count;
        if (count < 16)
            return text[at] == '\0' ? at : 0;
    }
    while (at < room && in_constants[(unsigned char)text[at]])
        at++;
    return at < room && text[at] == '\0' ? at : 0;
}

bool sf_is_constant_name(const char *text)
{
    return sf_constant_name_size(text, strlen(text) + 1) != 0;
}
