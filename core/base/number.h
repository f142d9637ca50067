/* SPDX-License-Identifier: MIT */
/* Integers and hexadecimal, text <-> numbers: no locale, no stdio, no allocation. Inline: they are the inner loops. */
#ifndef SF_BASE_NUMBER_H
#define SF_BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

extern const char sf_digit_pairs[200];
extern const char sf_hex_digits[16];
extern const uint8_t sf_hex_values[256]; /* what a character counts as a digit, plus one; 0: it is none */

/* Four digits, leading zeros included. */
static inline char *sf_print_four(char *out, unsigned value)
{
    memcpy(out, sf_digit_pairs + value / 100 * 2, 2);
    memcpy(out + 2, sf_digit_pairs + value % 100 * 2, 2);
    return out + 4;
}

/* A number below 10000. */
static inline char *sf_print_small(char *out, unsigned value)
{
    if (value >= 1000)
        return sf_print_four(out, value);
    if (value >= 100)
        *out++ = (char)('0' + value / 100);
    if (value >= 10) {
        memcpy(out, sf_digit_pairs + value % 100 * 2, 2);
        return out + 2;
    }
    *out = (char)('0' + value);
    return out + 1;
}

/* Prints in decimal at `out`, which has room for 20 digits; returns the end. */
static inline char *sf_print_decimal(char *out, uint64_t value)
{
    if (value < 10000)
        return sf_print_small(out, (unsigned)value);
    if (value < 100000000) {
        out = sf_print_small(out, (unsigned)(value / 10000));
        return sf_print_four(out, (unsigned)(value % 10000));
    }
    out = sf_print_decimal(out, value / 100000000);
    out = sf_print_four(out, (unsigned)(value % 100000000 / 10000));
    return sf_print_four(out, (unsigned)(value % 10000));
}

/* Prints 0x and hexadecimal without leading zeros at `out`, which has room for 18 characters; returns the end. */
static inline char *sf_print_hex(char *out, uint64_t value)
{
    *out++ = '0';
    *out++ = 'x';
    int shift = value ? (63 - __builtin_clzll(value)) & ~3 : 0;
    for (; shift >= 0; shift -= 4)
        *out++ = sf_hex_digits[value >> shift & 15];
    return out;
}

/* Two hexadecimal digits a byte; returns the end. */
static inline char *sf_print_bytes(char *out, const uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        *out++ = sf_hex_digits[bytes[i] >> 4];
        *out++ = sf_hex_digits[bytes[i] & 15];
    }
    return out;
}

/* What a hexadecimal digit counts, -1: it is none. */
static inline int sf_hex_value(char c)
{
    return sf_hex_values[(uint8_t)c] - 1;
}

/* The byte that two hexadecimal digits at p spell, -1: they are none. */
static inline int sf_hex_pair(const char *p)
{
    int high = sf_hex_value(p[0]), low = high < 0 ? -1 : sf_hex_value(p[1]);
    return low < 0 ? -1 : high << 4 | low;
}

/*
 * Reads decimal digits from p up to `end`: the position behind them, or NULL if there is no digit, a leading zero
 * before another digit, or a number beyond 64 bits.
 */
static inline const char *sf_read_decimal(const char *p, const char *end, uint64_t *value)
{
    const char *begin = p;
    const char *safe = end - p > 19 ? p + 19 : end; /* 19 digits fit in 64 bits */
    uint64_t number = 0;
    for (; p < safe && (unsigned)(*p - '0') < 10; p++)
        number = number * 10 + (unsigned)(*p - '0');
    if (p == begin + 19)
        for (; p < end && (unsigned)(*p - '0') < 10; p++)
            if (__builtin_mul_overflow(number, 10, &number) ||
                __builtin_add_overflow(number, (uint64_t)(*p - '0'), &number))
                return NULL;
    if (p == begin || (*begin == '0' && p - begin > 1))
        return NULL;
    *value = number;
    return p;
}

/* Likewise hexadecimal digits behind "0x", at most 16 of them; NULL if there are none or more. */
static inline const char *sf_read_hex(const char *p, const char *end, uint64_t *value)
{
    const char *begin = p;
    uint64_t number = 0;
    for (int digit; p < end && (digit = sf_hex_value(*p)) >= 0; p++)
        number = number << 4 | (unsigned)digit;
    *value = number;
    return p > begin && p - begin <= 16 ? p : NULL;
}

/* How sf_read_number() ended. */
enum sf_number { SF_NUMBER_OK, SF_NUMBER_NONE, SF_NUMBER_HUGE, SF_NUMBER_OCTAL };

/* A whole text as a number: optional '-', decimal or 0x. *negative says whether *value counts downwards. */
enum sf_number sf_read_number(const char *text, size_t size, uint64_t *value, bool *negative);

#endif
