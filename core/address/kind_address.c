/* SPDX-License-Identifier: MIT */
/*
 * ADDRESS: a sockaddr of any family inside a struct, zero behind its end: in text {inet6:[ff02::1]:0}, an address as
 * everywhere else, and {} for all zero. Its format is the one that its family number leads to; what several share, or
 * no driver knows, is raw.
 */
#include "core/address/address.h"
#include "core/address/kind.h"
#include "core/registry/registry.h"

static uint64_t most(const struct sockfam_field_row *row)
{
    return row->size;
}

static size_t text_room(const struct sf_op *op)
{
    (void)op;
    return SOCKFAM_TEXT_MAX + 2;
}

static int put_bytes(struct sf_call *call, const struct sf_op *op, const void *data, size_t size)
{
    if (size > op->size)
        return sf_too_long(call, op, size);
    memset(call->bytes + op->at, 0, op->size);
    if (size)
        memcpy(call->bytes + op->at, data, size);
    return 0;
}

static int read_value(struct sf_call *call, const struct sf_op *op, struct sockfam_span text)
{
    struct sockfam_address address;
    if (text.size >= 2 && text.data[0] == '{' && text.data[text.size - 1] == '}')
        text = SF_SPAN(text.data + 1, text.data + text.size - 1);
    if (text.size == 0)
        return put_bytes(call, op, NULL, 0);
    int result = sf_address_read(call, text, &address);
    return result < 0 ? result : put_bytes(call, op, address.bytes, address.length);
}

static int put(struct sf_call *call, const struct sf_op *op, const struct sockfam_value *value)
{
    if (value->kind == SOCKFAM_VALUE_TEXT)
        return read_value(call, op, value->span);
    if (value->kind == SOCKFAM_VALUE_BYTES)
        return put_bytes(call, op, value->span.data, value->span.size);
    return sf_wrong_kind(call, op, "an address");
}

/* Bytes up to the last that is not zero. */
static size_t used_bytes(const uint8_t *bytes, size_t size)
{
    while (size > 0 && bytes[size - 1] == 0)
        size--;
    return size;
}

/* The embedded address, of the variant that takes all its bytes; raw if none does. */
static void take(const struct sf_call *call, const struct sf_op *op, struct sockfam_address *address)
{
    const uint8_t *bytes = call->bytes + op->at;
    size_t used = used_bytes(bytes, op->size), room = op->size < SOCKFAM_ADDRESS_MAX ? op->size : SOCKFAM_ADDRESS_MAX;
    const struct sf_format *format = used >= 2 ? sf_registry_only(call->ctx->registry, sf_family_of(bytes)) : NULL;
    for (size_t i = 0; format && i < format->plan_count; i++) {
        const struct sf_plan *plan = &format->plans[i];
        size_t length = used > plan->size ? used : plan->size;
        if (length > room || sf_plan_of_bytes(format, bytes, length) != plan)
            continue;
        sockfam_address_from_bytes(call->ctx, &format->format, bytes, length, length, address, NULL);
        if (address->format)
            return;
    }
    size_t length = used < 2 ? 2 : used < room ? used : room;
    sockfam_address_from_bytes(call->ctx, NULL, bytes, length, length, address, NULL);
}

/*
 * Copies an address's text with its braces as %XX, so that they close nothing. Only bytes of its values can be braces, for
 * which it has the room of escapes. What the code of a driver reads is left alone.
 */
static char *copy_escaped(const struct sockfam_address *address, const char *text, char *out)
{
    bool is_read_by_code = address->format && sf_format_of(address->format)->code & SOCKFAM_CODE_PARSE;
    for (; *text; text++) {
        if ((*text == '{' || *text == '}') && !is_read_by_code) {
            memcpy(out, *text == '{' ? "%7B" : "%7D", 3);
            out += 3;
        } else {
            *out++ = *text;
        }
    }
    return out;
}

static char *print(const struct sf_call *call, const struct sf_op *op, char *out)
{
    struct sockfam_address address;
    char text[SOCKFAM_TEXT_MAX];
    *out++ = '{';
    if (used_bytes(call->bytes + op->at, op->size) > 0) {
        take(call, op, &address);
        if (sockfam_address_print(call->ctx, &address, call->flags, text, sizeof(text), NULL, NULL) == 0)
            out = copy_escaped(&address, text, out);
    }
    *out++ = '}';
    return out;
}

static void get(const struct sf_call *call, const struct sf_op *op, struct sockfam_value *value, char **scratch)
{
    memcpy(*scratch, call->bytes + op->at, op->size);
    *value = sockfam_value_bytes(*scratch, op->size);
    *scratch += op->size;
}

const struct sf_kind sf_kind_address = {
    .name = "ADDRESS",
    .flags = SOCKFAM_FIELD_LIST | SOCKFAM_FIELD_TAIL | SOCKFAM_FIELD_BE | SOCKFAM_FIELD_LE,
    .traits = SF_KIND_BRACES,
    .most = most,
    .text_room = text_room,
    .read = read_value,
    .put = put,
    .get = get,
    .print = print,
};
