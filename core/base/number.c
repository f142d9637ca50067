/* SPDX-License-Identifier: MIT */
/* The parts of number.h that are not on the fast path. */
#include "core/base/number.h"

const char sf_digit_pairs[200] = "00010203040506070809101112131415161718192021222324"
                                 "25262728293031323334353637383940414243444546474849"
                                 "50515253545556575859606162636465666768697071727374"
                                 "75767778798081828384858687888990919293949596979899";
const char sf_hex_digits[16] = "0123456789abcdef";
const uint8_t sf_hex_values[256] = {
    ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
    ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
    ['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
};

static enum sf_number read_hex(const char *p, const char *end, uint64_t *value)
{
    uint64_t number = 0;
    if (p == end)
        return SF_NUMBER_NONE;
    bool is_huge = false;
    for (; p < end; p++) {
        int digit = sf_hex_value(*p);
        if (digit < 0)
            return SF_NUMBER_NONE;
        is_huge |= number >> 60 != 0;
        number = number << 4 | (uint64_t)digit;
    }
    *value = number;
    return is_huge ? SF_NUMBER_HUGE : SF_NUMBER_OK;
}

static enum sf_number read_decimal(const char *p, const char *end, uint64_t *value)
{
    for (const char *q = p; q < end; q++)
        if ((unsigned)(*q - '0') >= 10)
            return SF_NUMBER_NONE;
    if (p == end)
        return SF_NUMBER_NONE;
    if (end - p > 1 && *p == '0')
        return SF_NUMBER_OCTAL;
    return sf_read_decimal(p, end, value) ? SF_NUMBER_OK : SF_NUMBER_HUGE;
}

enum sf_number sf_read_number(const char *text, size_t size, uint64_t *value, bool *negative)
{
    const char *p = text;
    const char *end = text + size;
    *negative = p < end && *p == '-';
    p += *negative;
    if (end - p > 1 && p[0] == '0' && (p[1] | 0x20) == 'x')
        return read_hex(p + 2, end, value);
    return read_decimal(p, end, value);
}
