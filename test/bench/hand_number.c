/* SPDX-License-Identifier: MIT */
/* netlink, packet, qipcrtr, tipc, vsock, xdp, hyperv by hand. */
#include "core/address/identifier.h"
#include "core/base/number.h"

#include "hand.h"

int hand_parse_netlink(const char *text, size_t size, struct hand *address)
{
    struct hand made;
    unsigned seen = 0;
    struct hand_reader reader = HAND_BEGIN(text, size, "netlink:");
    hand_start(&made, 16, 12);
    hand_put32(&made, 4, (uint32_t)hand_number(&reader, UINT32_MAX));
    while (hand_more(&reader)) {
        if (HAND_KEY(&reader, "groups", &seen, 1))
            hand_put32(&made, 8, (uint32_t)hand_number(&reader, UINT32_MAX));
        else
            reader.is_bad = true;
    }
    return hand_end(&reader, &made, address);
}

size_t hand_print_netlink(const struct hand *address, char *text, size_t size)
{
    char made[48];
    if (!hand_is(address, 16, 12))
        return 0;
    char *out = HAND_TEXT(made, "netlink:");
    out = sf_print_decimal(out, hand_get32(address, 4));
    if (hand_get32(address, 8)) {
        out = HAND_TEXT(out, ",groups=");
        out = sf_print_hex(out, hand_get32(address, 8));
    }
    return hand_give(made, out, text, size);
}

static void read_hex(struct hand_reader *reader, uint8_t *out, uint8_t *count, size_t most)
{
    size_t size = 0;
    for (; hand_more(reader) && *reader->p != ','; reader->p += 2) {
        int high = sf_hex_value(reader->p[0]);
        int low = reader->end - reader->p > 1 ? sf_hex_value(reader->p[1]) : -1;
        if (high < 0 || low < 0 || size == most) {
            reader->is_bad = true;
            return;
        }
        out[size++] = (uint8_t)(high << 4 | low);
    }
    *count = (uint8_t)size;
}

int hand_parse_packet(const char *text, size_t size, struct hand *address)
{
    struct hand made;
    unsigned seen = 0;
    struct hand_reader reader = HAND_BEGIN(text, size, "packet:");
    hand_start(&made, 17, 44);
    hand_put32(&made, 4, hand_interface(&reader, ','));
    while (hand_more(&reader)) {
        if (HAND_KEY(&reader, "proto", &seen, 1))
            hand_put16(&made, 2, hand_net16((uint16_t)hand_number(&reader, UINT16_MAX)));
        else if (HAND_KEY(&reader, "pkttype", &seen, 2))
            made.bytes[10] = (uint8_t)hand_number(&reader, UINT8_MAX);
        else if (HAND_KEY(&reader, "hatype", &seen, 4))
            hand_put16(&made, 8, (uint16_t)hand_number(&reader, UINT16_MAX));
        else if (HAND_KEY(&reader, "addr", &seen, 8))
            read_hex(&reader, made.bytes + 12, &made.bytes[11], 32);
        else
            reader.is_bad = true;
    }
    reader.is_bad |= !(seen & 1);
    made.length = made.bytes[11] > 8 ? 12u + made.bytes[11] : 20;
    return hand_end(&reader, &made, address);
}

size_t hand_print_packet(const struct hand *address, char *text, size_t size)
{
    char made[160];
    if (address->length < 20 || hand_get16(address, 0) != 17 || address->bytes[11] > 32)
        return 0;
    char *out = HAND_TEXT(made, "packet:#");
    out = sf_print_decimal(out, hand_get32(address, 4));
    out = HAND_TEXT(out, ",proto=");
    out = sf_print_hex(out, hand_net16(hand_get16(address, 2)));
    if (address->bytes[10]) {
        out = HAND_TEXT(out, ",pkttype=");
        out = sf_print_decimal(out, address->bytes[10]);
    }
    if (hand_get16(address, 8)) {
        out = HAND_TEXT(out, ",hatype=");
        out = sf_print_decimal(out, hand_get16(address, 8));
    }
    if (address->bytes[11]) {
        out = HAND_TEXT(out, ",addr=");
        out = sf_print_bytes(out, address->bytes + 12, address->bytes[11]);
    }
    return hand_give(made, out, text, size);
}

int hand_parse_qipcrtr(const char *text, size_t size, struct hand *address)
{
    struct hand made;
    struct hand_reader reader = HAND_BEGIN(text, size, "qipcrtr:");
    hand_start(&made, 42, 12);
    hand_put32(&made, 4, (uint32_t)hand_number(&reader, UINT32_MAX));
    hand_expect(&reader, ':');
    hand_put32(&made, 8, (uint32_t)hand_number(&reader, UINT32_MAX));
    return hand_end(&reader, &made, address);
}

size_t hand_print_qipcrtr(const struct hand *address, char *text, size_t size)
{
    char made[48];
    if (!hand_is(address, 42, 12))
        return 0;
    char *out = HAND_TEXT(made, "qipcrtr:");
    out = sf_print_decimal(out, hand_get32(address, 4));
    *out++ = ':';
    out = sf_print_decimal(out, hand_get32(address, 8));
    return hand_give(made, out, text, size);
}

#define NAMESEQ 1
#define NAME 2
#define ID 3

int hand_parse_tipc(const char *text, size_t size, struct hand *address)
{
    struct hand made;
    unsigned seen = 0;
    struct hand_reader reader = HAND_BEGIN(text, size, "tipc:");
    hand_start(&made, 30, 16);
    uint8_t tag = made.bytes[2] = (uint8_t)hand_number(&reader, UINT8_MAX);
    reader.is_bad |= tag < NAMESEQ || tag > ID;
    made.bytes[3] = 2;
    hand_expect(&reader, ',');
    hand_put32(&made, tag == ID ? 8 : 4, (uint32_t)hand_number(&reader, UINT32_MAX));
    hand_expect(&reader, ',');
    hand_put32(&made, tag == ID ? 4 : 8, (uint32_t)hand_number(&reader, UINT32_MAX));
    if (tag == NAMESEQ) {
        hand_expect(&reader, ',');
        hand_put32(&made, 12, (uint32_t)hand_number(&reader, UINT32_MAX));
    }
    while (hand_more(&reader)) {
        if (!HAND_KEY(&reader, "scope", &seen, 1)) {
            reader.is_bad = true;
        } else {
            bool is_negative = HAND_TAKES(&reader, "-");
            int scope = (int)hand_number(&reader, is_negative ? 128 : 127);
            made.bytes[3] = (uint8_t)(is_negative ? -scope : scope);
        }
    }
    return hand_end(&reader, &made, address);
}

size_t hand_print_tipc(const struct hand *address, char *text, size_t size)
{
    char made[80];
    uint8_t tag = address->bytes[2];
    int8_t scope = (int8_t)address->bytes[3];
    if (!hand_is(address, 30, 16) || tag < NAMESEQ || tag > ID)
        return 0;
    char *out = HAND_TEXT(made, "tipc:");
    out = sf_print_decimal(out, tag);
    *out++ = ',';
    out = sf_print_decimal(out, hand_get32(address, tag == ID ? 8 : 4));
    *out++ = ',';
    out = sf_print_decimal(out, hand_get32(address, tag == ID ? 4 : 8));
    if (tag == NAMESEQ) {
        *out++ = ',';
        out = sf_print_decimal(out, hand_get32(address, 12));
    }
    if (scope != 2) {
        out = HAND_TEXT(out, ",scope=");
        if (scope < 0)
            *out++ = '-';
        out = sf_print_decimal(out, (uint64_t)(scope < 0 ? -scope : scope));
    }
    return hand_give(made, out, text, size);
}

int hand_parse_vsock(const char *text, size_t size, struct hand *address)
{
    struct hand made;
    unsigned seen = 0;
    struct hand_reader reader = HAND_BEGIN(text, size, "vsock:");
    hand_start(&made, 40, 16);
    hand_put32(&made, 8, (uint32_t)hand_number(&reader, UINT32_MAX));
    hand_expect(&reader, ':');
    hand_put32(&made, 4, (uint32_t)hand_number(&reader, UINT32_MAX));
    while (hand_more(&reader)) {
        if (HAND_KEY(&reader, "flags", &seen, 1))
            made.bytes[12] = (uint8_t)hand_number(&reader, UINT8_MAX);
        else
            reader.is_bad = true;
    }
    return hand_end(&reader, &made, address);
}

size_t hand_print_vsock(const struct hand *address, char *text, size_t size)
{
    char made[48];
    if (!hand_is(address, 40, 16))
        return 0;
    char *out = HAND_TEXT(made, "vsock:");
    out = sf_print_decimal(out, hand_get32(address, 8));
    *out++ = ':';
    out = sf_print_decimal(out, hand_get32(address, 4));
    if (address->bytes[12]) {
        out = HAND_TEXT(out, ",flags=");
        out = sf_print_decimal(out, address->bytes[12]);
    }
    return hand_give(made, out, text, size);
}

int hand_parse_xdp(const char *text, size_t size, struct hand *address)
{
    struct hand made;
    unsigned seen = 0;
    struct hand_reader reader = HAND_BEGIN(text, size, "xdp:");
    hand_start(&made, 44, 16);
    hand_put32(&made, 4, hand_interface(&reader, ','));
    hand_expect(&reader, ',');
    hand_put32(&made, 8, (uint32_t)hand_number(&reader, UINT32_MAX));
    while (hand_more(&reader)) {
        if (HAND_KEY(&reader, "flags", &seen, 1))
            hand_put16(&made, 2, (uint16_t)hand_number(&reader, UINT16_MAX));
        else if (HAND_KEY(&reader, "umem_fd", &seen, 2))
            hand_put32(&made, 12, (uint32_t)hand_number(&reader, UINT32_MAX));
        else
            reader.is_bad = true;
    }
    return hand_end(&reader, &made, address);
}

size_t hand_print_xdp(const struct hand *address, char *text, size_t size)
{
    char made[80];
    if (!hand_is(address, 44, 16))
        return 0;
    char *out = HAND_TEXT(made, "xdp:#");
    out = sf_print_decimal(out, hand_get32(address, 4));
    *out++ = ',';
    out = sf_print_decimal(out, hand_get32(address, 8));
    if (hand_get16(address, 2)) {
        out = HAND_TEXT(out, ",flags=");
        out = sf_print_hex(out, hand_get16(address, 2));
    }
    if (hand_get32(address, 12)) {
        out = HAND_TEXT(out, ",umem_fd=");
        out = sf_print_decimal(out, hand_get32(address, 12));
    }
    return hand_give(made, out, text, size);
}

int hand_parse_hyperv(const char *text, size_t size, struct hand *address)
{
    struct hand made;
    struct hand_reader reader = HAND_BEGIN(text, size, "hyperv:");
    hand_start(&made, 34, 36);
    if (reader.end - reader.p != 73 || reader.p[36] != ':')
        return -1;
    reader.is_bad |= !sf_guid_read(reader.p, 36, made.bytes + 4) || !sf_guid_read(reader.p + 37, 36, made.bytes + 20);
    reader.p = reader.end;
    return hand_end(&reader, &made, address);
}

size_t hand_print_hyperv(const struct hand *address, char *text, size_t size)
{
    char made[96];
    if (!hand_is(address, 34, 36))
        return 0;
    char *out = HAND_TEXT(made, "hyperv:");
    out = sf_guid_print(out, address->bytes + 4);
    *out++ = ':';
    return hand_give(made, sf_guid_print(out, address->bytes + 20), text, size);
}
