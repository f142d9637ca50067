/* SPDX-License-Identifier: MIT */
/* can, isotp, j1939 by hand: struct sockaddr_can, whose index lies at 4 and the rest from 8 on. */
#include "hand.h"

#define CAN 29

static char *print_index(const struct hand *address, char *out)
{
    *out++ = '#';
    return sf_print_decimal(out, hand_get32(address, 4));
}

int hand_parse_can(const char *text, size_t size, struct hand *address)
{
    struct hand made;
    struct hand_reader reader = HAND_BEGIN(text, size, "can:");
    hand_start(&made, CAN, 24);
    hand_put32(&made, 4, hand_interface(&reader, ','));
    return hand_end(&reader, &made, address);
}

size_t hand_print_can(const struct hand *address, char *text, size_t size)
{
    char made[32];
    if (!hand_is(address, CAN, 24))
        return 0;
    char *out = HAND_TEXT(made, "can:");
    return hand_give(made, print_index(address, out), text, size);
}

int hand_parse_isotp(const char *text, size_t size, struct hand *address)
{
    struct hand made;
    unsigned seen = 0;
    struct hand_reader reader = HAND_BEGIN(text, size, "isotp:");
    hand_start(&made, CAN, 24);
    hand_put32(&made, 4, hand_interface(&reader, ','));
    while (hand_more(&reader)) {
        if (HAND_KEY(&reader, "rx", &seen, 1))
            hand_put32(&made, 8, (uint32_t)hand_number(&reader, UINT32_MAX));
        else if (HAND_KEY(&reader, "tx", &seen, 2))
            hand_put32(&made, 12, (uint32_t)hand_number(&reader, UINT32_MAX));
        else
            reader.is_bad = true;
    }
    reader.is_bad |= seen != 3;
    return hand_end(&reader, &made, address);
}

size_t hand_print_isotp(const struct hand *address, char *text, size_t size)
{
    char made[64];
    if (!hand_is(address, CAN, 24))
        return 0;
    char *out = HAND_TEXT(made, "isotp:");
    out = print_index(address, out);
    out = HAND_TEXT(out, ",rx=");
    out = sf_print_hex(out, hand_get32(address, 8));
    out = HAND_TEXT(out, ",tx=");
    out = sf_print_hex(out, hand_get32(address, 12));
    return hand_give(made, out, text, size);
}

int hand_parse_j1939(const char *text, size_t size, struct hand *address)
{
    struct hand made;
    unsigned seen = 0;
    struct hand_reader reader = HAND_BEGIN(text, size, "j1939:");
    hand_start(&made, CAN, 24);
    hand_put32(&made, 4, hand_interface(&reader, ','));
    while (hand_more(&reader)) {
        if (HAND_KEY(&reader, "name", &seen, 1))
            hand_put64(&made, 8, hand_number(&reader, UINT64_MAX));
        else if (HAND_KEY(&reader, "pgn", &seen, 2))
            hand_put32(&made, 16, (uint32_t)hand_number(&reader, UINT32_MAX));
        else if (HAND_KEY(&reader, "addr", &seen, 4))
            made.bytes[20] = (uint8_t)hand_number(&reader, UINT8_MAX);
        else
            reader.is_bad = true;
    }
    reader.is_bad |= seen != 7;
    return hand_end(&reader, &made, address);
}

size_t hand_print_j1939(const struct hand *address, char *text, size_t size)
{
    char made[96];
    if (!hand_is(address, CAN, 24))
        return 0;
    char *out = HAND_TEXT(made, "j1939:");
    out = print_index(address, out);
    out = HAND_TEXT(out, ",name=");
    out = sf_print_hex(out, hand_get64(address, 8));
    out = HAND_TEXT(out, ",pgn=");
    out = sf_print_hex(out, hand_get32(address, 16));
    out = HAND_TEXT(out, ",addr=");
    out = sf_print_hex(out, address->bytes[20]);
    return hand_give(made, out, text, size);
}
