/* SPDX-License-Identifier: MIT */
/*
 * STRUCT and ADDRESS: bytes that a format takes apart. A struct's text is that of an address without its scheme; an
 * address has one. Both print as the canonical text, which is the same on every machine.
 */
#include <string.h>

#include <sockfam/context.h>

#include "core/address/address.h"
#include "core/address/struct.h"
#include "core/option/kind.h"

static int read_struct(const struct sf_option_call *call, struct sockfam_span text)
{
    uint8_t bytes[SOCKFAM_STRUCT_MAX];
    struct sf_struct s = { call->ctx, call->format, 0, bytes, 0 };
    int result = sf_struct_read(&s, text, call->begin, call->error);
    return result < 0 ? result : sf_option_put(call, bytes, s.length);
}

static bool print_struct(struct sf_option_text *out, const uint8_t *bytes, size_t length)
{
    uint8_t copy[SOCKFAM_STRUCT_MAX];
    char text[SOCKFAM_STRUCT_TEXT_MAX];
    const struct sf_struct s = { out->ctx, out->format, 0, NULL, 0 };
    struct sf_call call;
    if (!out->format || !sf_struct_open(&s, bytes, length, &call, copy))
        return false;
    sf_option_add(out, text, (size_t)(sf_struct_print(&call, text) - text));
    return true;
}

const struct sf_option_kind sf_option_struct = {
    .name = "STRUCT",
    .flags = SOCKFAM_OPTION_ARRAY | SOCKFAM_OPTION_ASK,
    .traits = SF_OPTION_FORMATTED,
    .read = read_struct,
    .print = print_struct,
};

static int read_address(const struct sf_option_call *call, struct sockfam_span text)
{
    struct sockfam_address address;
    const struct sf_call outer = { .ctx = call->ctx, .text = call->begin, .error = call->error };
    int result = sf_address_read(&outer, text, &address);
    return result < 0 ? result : sf_option_put(call, address.bytes, address.length);
}

static bool print_address(struct sf_option_text *out, const uint8_t *bytes, size_t length)
{
    struct sockfam_address address;
    char text[SOCKFAM_TEXT_MAX];
    size_t need;
    if (length > SOCKFAM_ADDRESS_MAX)
        return false;
    if (sockfam_address_from_sockaddr(out->ctx, bytes, length, length, &address, NULL) < 0 ||
        sockfam_address_print(out->ctx, &address, 0, text, sizeof(text), &need, NULL) < 0)
        return false;
    sf_option_add(out, text, need - 1);
    return true;
}

const struct sf_option_kind sf_option_address = {
    .name = "ADDRESS",
    .read = read_address,
    .print = print_address,
};
