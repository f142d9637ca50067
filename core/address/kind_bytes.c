/* SPDX-License-Identifier: MIT */
/*
 * BYTES and MAC: bytes without a meaning as text, as many as the field has or as its length says. In text hexadecimal;
 * a hardware address prints with colons. Both are read with and without.
 */
#include "core/address/kind.h"

#include "core/base/number.h"

#define FLAGS (SOCKFAM_FIELD_TAIL | SOCKFAM_FIELD_BE | SOCKFAM_FIELD_LE)

static uint64_t most(const struct sockfam_field_row *row)
{
    return row->size;
}

static size_t text_room(const struct sf_op *op)
{
    size_t most_bytes = op->max > op->size ? (size_t)op->max : op->size;
    return 3 * most_bytes;
}

/* Without a length a TAIL ends where the sockaddr or struct does. */
static bool runs_to_end(const struct sf_op *op)
{
    return op->flags & SOCKFAM_FIELD_TAIL && !op->len_at;
}

static size_t extent(const struct sf_call *call, const struct sf_op *op)
{
    if (op->len_at)
        return sf_counted_extent(call, op);
    return runs_to_end(op) ? sf_field_room(call, op) : op->size;
}

static int put_span(struct sf_call *call, const struct sf_op *op, struct sockfam_span bytes)
{
    if (runs_to_end(op) && bytes.size <= op->max)
        call->length = op->at + bytes.size;
    if (op->len_at || runs_to_end(op) || bytes.size == op->size)
        return sf_store_bytes(call, op, bytes.data, bytes.size);
    return sf_call_fail(call, op, SOCKFAM_ERROR_VALUE, 0,
                        bytes.size > op->size ? SOCKFAM_REASON_TOO_LONG : SOCKFAM_REASON_TOO_SHORT,
                        "%s must have %u bytes, not %zu", op->row->name, op->size, bytes.size);
}

static int put(struct sf_call *call, const struct sf_op *op, const struct sockfam_value *value)
{
    return value->kind == SOCKFAM_VALUE_BYTES ? put_span(call, op, value->span) : sf_wrong_kind(call, op, "bytes");
}

static int read_value(struct sf_call *call, const struct sf_op *op, struct sockfam_span text)
{
    char bytes[SF_PLAIN_MAX];
    size_t size = 0;
    const char *end = text.data + text.size;
    for (const char *p = text.data; p < end; p += 2) {
        if (*p == ':' && size > 0 && end - p > 2)
            p++;
        int byte = end - p > 1 ? sf_hex_pair(p) : -1;
        if (byte < 0 || size == sizeof(bytes))
            return sf_call_fail_at(call, op, p, SOCKFAM_REASON_SYNTAX,
                                   "%s \"%.*s\" is not hexadecimal with two digits a byte", op->row->name,
                                   SF_SHOWN(text));
        bytes[size++] = (char)byte;
    }
    return put_span(call, op, (struct sockfam_span){ bytes, size });
}

static void get(const struct sf_call *call, const struct sf_op *op, struct sockfam_value *value, char **scratch)
{
    size_t size = extent(call, op);
    memcpy(*scratch, call->bytes + op->at, size);
    *value = sockfam_value_bytes(*scratch, size);
    *scratch += size;
}

static char *print(const struct sf_call *call, const struct sf_op *op, char *out)
{
    return sf_print_bytes(out, call->bytes + op->at, extent(call, op));
}

static char *print_mac(const struct sf_call *call, const struct sf_op *op, char *out)
{
    size_t size = extent(call, op);
    for (size_t i = 0; i < size; i++) {
        if (i > 0)
            *out++ = ':';
        out = sf_print_bytes(out, call->bytes + op->at + i, 1);
    }
    return out;
}

/* Without a length all bytes are the value. */
static bool is_padded(const struct sf_call *call, const struct sf_op *op)
{
    return !op->len_at || sf_is_filled(call, op);
}

const struct sf_kind sf_kind_bytes = {
    .name = "BYTES",
    .flags = FLAGS,
    .traits = SF_KIND_VARIES | SF_KIND_LENGTH,
    .most = most,
    .text_room = text_room,
    .read = read_value,
    .put = put,
    .get = get,
    .print = print,
    .extent = extent,
    .is_padded = is_padded,
    .length = sf_tail_length,
};

const struct sf_kind sf_kind_mac = {
    .name = "MAC",
    .flags = FLAGS,
    .traits = SF_KIND_VARIES | SF_KIND_LENGTH | SF_KIND_COLONS,
    .most = most,
    .text_room = text_room,
    .read = read_value,
    .put = put,
    .get = get,
    .print = print_mac,
    .extent = extent,
    .is_padded = is_padded,
    .length = sf_tail_length,
};
