/* SPDX-License-Identifier: MIT */
/*
 * Bluetooth device addresses: six groups of one or two hexadecimal digits, the most significant first, which lies last
 * in memory. GUIDs: 8-4-4-4-12 digits; the first three groups are little-endian integers in memory (RFC 9562 calls it
 * the variant of Microsoft), the rest lies as written.
 */
#include "core/address/identifier.h"

#include <string.h>

#include "core/base/number.h"

bool sf_bdaddr_read(const char *text, size_t size, uint8_t out[6])
{
    const char *p = text;
    const char *end = text + size;
    uint8_t bytes[6];
    for (int i = 5; i >= 0; i--) {
        int high = p < end ? sf_hex_value(*p++) : -1;
        int low = p < end ? sf_hex_value(*p) : -1;
        if (high < 0)
            return false;
        bytes[i] = (uint8_t)(low < 0 ? high : high << 4 | low);
        p += low >= 0;
        if (i > 0 && (p == end || *p++ != ':'))
            return false;
    }
    if (p != end)
        return false;
    memcpy(out, bytes, sizeof(bytes));
    return true;
}

char *sf_bdaddr_print(char *out, const uint8_t bytes[6])
{
    static const char upper[] = "0123456789ABCDEF";
    for (int i = 5; i >= 0; i--) {
        *out++ = upper[bytes[i] >> 4];
        *out++ = upper[bytes[i] & 15];
        if (i > 0)
            *out++ = ':';
    }
    return out;
}

/* Where the bytes of the text lie in memory. */
static const uint8_t guid_order[16] = { 3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15 };

static bool is_group_end(int i)
{
    return i == 3 || i == 5 || i == 7 || i == 9;
}

bool sf_guid_read(const char *text, size_t size, uint8_t out[16])
{
    uint8_t bytes[16];
    if (size != 36)
        return false;
    for (int i = 0; i < 16; i++) {
        int byte = sf_hex_pair(text);
        if (byte < 0)
            return false;
        bytes[guid_order[i]] = (uint8_t)byte;
        text += 2;
        if (is_group_end(i) && *text++ != '-')
            return false;
    }
    memcpy(out, bytes, sizeof(bytes));
    return true;
}

char *sf_guid_print(char *out, const uint8_t bytes[16])
{
    for (int i = 0; i < 16; i++) {
        out = sf_print_bytes(out, bytes + guid_order[i], 1);
        if (is_group_end(i))
            *out++ = '-';
    }
    return out;
}
