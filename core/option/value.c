/* SPDX-License-Identifier: MIT */
/*
 * Whole values: what the row says besides its kind. An ARRAY is taken apart at `;`, each element by the kind; bytes
 * that are not of the kind print as hexadecimal.
 */
#include <string.h>

#include "core/address/struct.h"
#include "core/option/kind.h"
#include "core/registry/registry.h"

static bool has_row(const struct sockfam_option_row *rows, size_t count, const struct sockfam_option_row *row)
{
    return count > 0 && row >= rows && row < rows + count;
}

const struct sf_format *sf_option_format(const struct sockfam_context *ctx, const struct sockfam_option_row *row)
{
    const struct sf_option_kind *kind = sf_option_kind_of(row->kind);
    if (!kind || !(kind->traits & SF_OPTION_FORMATTED))
        return NULL;
    for (size_t i = 0; i < ctx->registry->driver_count; i++) {
        const struct sf_driver *driver = ctx->registry->drivers[i];
        if (!has_row(driver->options, driver->option_count, row) &&
            !has_row(driver->messages, driver->message_count, row))
            continue;
        const struct sockfam_format *format = sockfam_family_struct(&driver->family, row->format);
        return format ? sf_format_of(format) : NULL;
    }
    return NULL;
}

const struct sockfam_format *sockfam_option_format(const struct sockfam_context *ctx,
                                                   const struct sockfam_option_row *row)
{
    const struct sf_format *format = sf_option_format(ctx, row);
    return format ? &format->format : NULL;
}

size_t sf_option_integer_size(const struct sockfam_option_row *row)
{
    const struct sf_option_kind *kind = sf_option_kind_of(row->kind);
    return kind->max && !(row->flags & SOCKFAM_OPTION_ARRAY) ? kind->size : 0;
}

/* ------------------------------------------------------------------ reading */

static int fail_code_only(const struct sf_option_call *call)
{
    return sf_fail_reason(call->error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_UNSUPPORTED, call->row->name,
                          "%s holds pointers, so it has no text: a program sets it with sockfam_socket_setsockopt()",
                          call->row->name);
}

static int read_text(const struct sf_option_call *call, const struct sf_option_kind *kind, struct sockfam_span text)
{
    int result = 0;
    if (!(call->row->flags & SOCKFAM_OPTION_ARRAY))
        return kind->read(call, text);
    bool has_more = text.size > 0;
    while (result == 0 && has_more) {
        struct sockfam_span part = sf_option_next(&text, ';');
        has_more = text.data > part.data + part.size; /* a separator was there */
        result = kind->read(call, part);
    }
    return result;
}

static int put_bytes(const struct sf_option_call *call, const struct sf_option_kind *kind, struct sockfam_span bytes)
{
    return kind->put_bytes ? kind->put_bytes(call, bytes) : sf_option_put(call, bytes.data, bytes.size);
}

int sf_option_read(const struct sockfam_context *ctx, const struct sockfam_option_row *row,
                   const struct sockfam_value *value, struct sf_option_value *out, struct sockfam_error *error)
{
    const struct sf_option_kind *kind = sf_option_kind_of(row->kind);
    struct sf_option_call call = { ctx, row, NULL, NULL, out, error };
    out->length = 0;
    out->is_length_only = false;
    if (row->flags & SOCKFAM_OPTION_CODE_ONLY)
        return fail_code_only(&call);
    if (value->kind == SOCKFAM_VALUE_TEXT) {
        call.format = sf_option_format(ctx, row);
        call.begin = value->span.data;
        if ((kind->traits & SF_OPTION_FORMATTED) && !call.format)
            return sf_fail(error, SOCKFAM_ERROR_TYPE, 0, "%s: the context has no such row", row->name);
        return read_text(&call, kind, value->span);
    }
    if (value->kind == SOCKFAM_VALUE_BYTES)
        return put_bytes(&call, kind, value->span);
    if (value->kind != SOCKFAM_VALUE_UINT && value->kind != SOCKFAM_VALUE_SINT)
        return sf_fail_reason(error, SOCKFAM_ERROR_TYPE, 0, SOCKFAM_REASON_MISSING, row->name, "%s: a value is missing",
                              row->name);
    if (kind->max == 0)
        return sf_fail_reason(error, SOCKFAM_ERROR_TYPE, 0, SOCKFAM_REASON_WRONG_KIND, row->name,
                              "%s: the value must be text or bytes, not an integer", row->name);
    bool is_negative = value->kind == SOCKFAM_VALUE_SINT && value->s < 0;
    return sf_option_put_number(&call, is_negative ? 0 - value->u : value->u, is_negative);
}

int sf_option_read_question(const struct sockfam_context *ctx, const struct sockfam_option_row *row,
                            struct sockfam_span text, struct sf_option_value *out, struct sockfam_error *error)
{
    struct sf_struct s = { ctx, sf_option_format(ctx, row), 0, out->bytes, 0 };
    int result = sf_struct_read_question(&s, text, error);
    out->is_length_only = false;
    out->length = s.length;
    return result;
}

/* ------------------------------------------------------------------ printing */

/* Bytes of one element of an array, 0: of a kind without a size. All variants of a struct have one here: judged. */
static size_t size_of(const struct sf_option_text *out, const struct sf_option_kind *kind)
{
    return out->format ? out->format->plans->size : kind->size;
}

static bool print_array(struct sf_option_text *out, const struct sf_option_kind *kind, const uint8_t *bytes,
                        size_t length)
{
    size_t size = size_of(out, kind);
    if (size == 0 || length % size)
        return false;
    for (size_t i = 0; i < length; i += size) {
        if (i)
            sf_option_add(out, ";", 1);
        if (!kind->print(out, bytes + i, size))
            return false;
    }
    return true;
}

static bool print_value(struct sf_option_text *out, const struct sf_option_kind *kind, const uint8_t *bytes,
                        size_t length)
{
    if (out->row->flags & SOCKFAM_OPTION_CODE_ONLY)
        return false;
    if (out->row->flags & SOCKFAM_OPTION_ARRAY)
        return print_array(out, kind, bytes, length);
    return (kind->size == 0 || kind->size == length) && kind->print(out, bytes, length);
}

size_t sf_option_print(const struct sockfam_context *ctx, const struct sockfam_option_row *row, const uint8_t *bytes,
                       size_t length, char *text, size_t size)
{
    const struct sf_option_kind *kind = row ? sf_option_kind_of(row->kind) : NULL;
    struct sf_option_text out = { ctx, row, row ? sf_option_format(ctx, row) : NULL, text, size, 0 };
    if (kind && print_value(&out, kind, bytes, length))
        return out.used;
    out.used = 0;
    sf_option_add_hex(&out, bytes, length);
    return out.used;
}
