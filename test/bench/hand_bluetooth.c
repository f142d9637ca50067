/* SPDX-License-Identifier: MIT */
/* l2cap, rfcomm, hci, sco by hand. */
#include "core/address/identifier.h"
#include "core/base/number.h"

#include "hand.h"

#define BLUETOOTH 31

static void read_device(struct hand_reader *reader, uint8_t *out)
{
    const char *comma = memchr(reader->p, ',', (size_t)(reader->end - reader->p));
    const char *end = comma ? comma : reader->end;
    reader->is_bad |= !sf_bdaddr_read(reader->p, (size_t)(end - reader->p), out);
    reader->p = end;
}

int hand_parse_l2cap(const char *text, size_t size, struct hand *address)
{
    struct hand made;
    unsigned seen = 0;
    struct hand_reader reader = HAND_BEGIN(text, size, "l2cap:");
    hand_start(&made, BLUETOOTH, 14);
    read_device(&reader, made.bytes + 4);
    while (hand_more(&reader)) {
        if (HAND_KEY(&reader, "psm", &seen, 1))
            hand_put16(&made, 2, hand_le16((uint16_t)hand_number(&reader, UINT16_MAX)));
        else if (HAND_KEY(&reader, "cid", &seen, 2))
            hand_put16(&made, 10, hand_le16((uint16_t)hand_number(&reader, UINT16_MAX)));
        else if (HAND_KEY(&reader, "bdaddr_type", &seen, 4))
            made.bytes[12] = (uint8_t)hand_number(&reader, UINT8_MAX);
        else
            reader.is_bad = true;
    }
    reader.is_bad |= !(seen & 1);
    return hand_end(&reader, &made, address);
}

size_t hand_print_l2cap(const struct hand *address, char *text, size_t size)
{
    char made[80];
    if (!hand_is(address, BLUETOOTH, 14))
        return 0;
    uint16_t cid = hand_le16(hand_get16(address, 10));
    char *out = HAND_TEXT(made, "l2cap:");
    out = sf_bdaddr_print(out, address->bytes + 4);
    out = HAND_TEXT(out, ",psm=");
    out = sf_print_decimal(out, hand_le16(hand_get16(address, 2)));
    if (cid) {
        out = HAND_TEXT(out, ",cid=");
        out = sf_print_decimal(out, cid);
    }
    if (address->bytes[12]) {
        out = HAND_TEXT(out, ",bdaddr_type=");
        out = sf_print_decimal(out, address->bytes[12]);
    }
    return hand_give(made, out, text, size);
}

int hand_parse_rfcomm(const char *text, size_t size, struct hand *address)
{
    struct hand made;
    struct hand_reader reader = HAND_BEGIN(text, size, "rfcomm:");
    hand_start(&made, BLUETOOTH, 10);
    read_device(&reader, made.bytes + 2);
    hand_expect(&reader, ',');
    made.bytes[8] = (uint8_t)hand_number(&reader, UINT8_MAX);
    return hand_end(&reader, &made, address);
}

size_t hand_print_rfcomm(const struct hand *address, char *text, size_t size)
{
    char made[40];
    if (!hand_is(address, BLUETOOTH, 10))
        return 0;
    char *out = HAND_TEXT(made, "rfcomm:");
    out = sf_bdaddr_print(out, address->bytes + 2);
    *out++ = ',';
    out = sf_print_decimal(out, address->bytes[8]);
    return hand_give(made, out, text, size);
}

int hand_parse_hci(const char *text, size_t size, struct hand *address)
{
    struct hand made;
    unsigned seen = 0;
    struct hand_reader reader = HAND_BEGIN(text, size, "hci:");
    hand_start(&made, BLUETOOTH, 6);
    hand_put16(&made, 2, (uint16_t)hand_number(&reader, UINT16_MAX));
    while (hand_more(&reader)) {
        if (HAND_KEY(&reader, "channel", &seen, 1))
            hand_put16(&made, 4, (uint16_t)hand_number(&reader, UINT16_MAX));
        else
            reader.is_bad = true;
    }
    return hand_end(&reader, &made, address);
}

size_t hand_print_hci(const struct hand *address, char *text, size_t size)
{
    char made[40];
    if (!hand_is(address, BLUETOOTH, 6))
        return 0;
    char *out = HAND_TEXT(made, "hci:");
    out = sf_print_decimal(out, hand_get16(address, 2));
    if (hand_get16(address, 4)) {
        out = HAND_TEXT(out, ",channel=");
        out = sf_print_decimal(out, hand_get16(address, 4));
    }
    return hand_give(made, out, text, size);
}

int hand_parse_sco(const char *text, size_t size, struct hand *address)
{
    struct hand made;
    struct hand_reader reader = HAND_BEGIN(text, size, "sco:");
    hand_start(&made, BLUETOOTH, 8);
    read_device(&reader, made.bytes + 2);
    return hand_end(&reader, &made, address);
}

size_t hand_print_sco(const struct hand *address, char *text, size_t size)
{
    char made[32];
    if (!hand_is(address, BLUETOOTH, 8))
        return 0;
    char *out = HAND_TEXT(made, "sco:");
    return hand_give(made, sf_bdaddr_print(out, address->bytes + 2), text, size);
}
