/* SPDX-License-Identifier: MIT */
/* inet, inet6, rds by hand. */
#include "hand.h"

#define IN 2
#define IN6 10

static void read_ipv4(struct hand_reader *reader, struct hand *address)
{
    const char *end = reader->is_bad ? NULL : sf_ipv4_read(reader->p, reader->end, address->bytes + 4);
    reader->is_bad |= end == NULL;
    if (end)
        reader->p = end;
    hand_expect(reader, ':');
    hand_put16(address, 2, hand_net16((uint16_t)hand_number(reader, UINT16_MAX)));
}

static char *print_ipv4(const struct hand *address, char *out)
{
    out = sf_ipv4_print(out, address->bytes + 4);
    *out++ = ':';
    return sf_print_decimal(out, hand_net16(hand_get16(address, 2)));
}

/* The brackets and what is in them, the port, flowinfo, scope_id. */
static void read_ipv6(struct hand_reader *reader, struct hand *address)
{
    unsigned seen = 0;
    hand_expect(reader, '[');
    const char *end = reader->is_bad ? NULL : sf_ipv6_read(reader->p, reader->end, address->bytes + 8);
    reader->is_bad |= end == NULL;
    if (end)
        reader->p = end;
    if (hand_more(reader) && *reader->p == '%') {
        reader->p++;
        hand_put32(address, 24, (uint32_t)hand_number(reader, UINT32_MAX));
        seen = 2;
    }
    hand_expect(reader, ']');
    hand_expect(reader, ':');
    hand_put16(address, 2, hand_net16((uint16_t)hand_number(reader, UINT16_MAX)));
    while (hand_more(reader)) {
        if (HAND_KEY(reader, "flowinfo", &seen, 1))
            hand_put32(address, 4, hand_net32((uint32_t)hand_number(reader, 0xfffff)));
        else if (HAND_KEY(reader, "scope_id", &seen, 2))
            hand_put32(address, 24, (uint32_t)hand_number(reader, UINT32_MAX));
        else
            reader->is_bad = true;
    }
}

static char *print_ipv6(const struct hand *address, char *out)
{
    uint32_t scope = hand_get32(address, 24), flow = hand_net32(hand_get32(address, 4));
    *out++ = '[';
    out = sf_ipv6_print(out, address->bytes + 8);
    if (scope) {
        *out++ = '%';
        out = sf_print_decimal(out, scope);
    }
    *out++ = ']';
    *out++ = ':';
    out = sf_print_decimal(out, hand_net16(hand_get16(address, 2)));
    if (flow) {
        out = HAND_TEXT(out, ",flowinfo=");
        out = sf_print_hex(out, flow);
    }
    return out;
}

int hand_parse_inet(const char *text, size_t size, struct hand *address)
{
    struct hand made;
    struct hand_reader reader = HAND_BEGIN(text, size, "inet:");
    hand_start(&made, IN, 16);
    read_ipv4(&reader, &made);
    return hand_end(&reader, &made, address);
}

size_t hand_print_inet(const struct hand *address, char *text, size_t size)
{
    char made[32];
    if (!hand_is(address, IN, 16))
        return 0;
    char *out = HAND_TEXT(made, "inet:");
    return hand_give(made, print_ipv4(address, out), text, size);
}

int hand_parse_inet6(const char *text, size_t size, struct hand *address)
{
    struct hand made;
    struct hand_reader reader = HAND_BEGIN(text, size, "inet6:");
    hand_start(&made, IN6, 28);
    read_ipv6(&reader, &made);
    return hand_end(&reader, &made, address);
}

size_t hand_print_inet6(const struct hand *address, char *text, size_t size)
{
    char made[112];
    if (!hand_is(address, IN6, 28))
        return 0;
    char *out = HAND_TEXT(made, "inet6:");
    return hand_give(made, print_ipv6(address, out), text, size);
}

int hand_parse_rds(const char *text, size_t size, struct hand *address)
{
    struct hand made;
    struct hand_reader reader = HAND_BEGIN(text, size, "rds:");
    if (hand_more(&reader) && *reader.p == '[') {
        hand_start(&made, IN6, 28);
        read_ipv6(&reader, &made);
    } else {
        hand_start(&made, IN, 16);
        read_ipv4(&reader, &made);
    }
    return hand_end(&reader, &made, address);
}

size_t hand_print_rds(const struct hand *address, char *text, size_t size)
{
    char made[112];
    char *out = HAND_TEXT(made, "rds:");
    if (hand_is(address, IN, 16))
        return hand_give(made, print_ipv4(address, out), text, size);
    if (hand_is(address, IN6, 28))
        return hand_give(made, print_ipv6(address, out), text, size);
    return 0;
}
