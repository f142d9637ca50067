/* SPDX-License-Identifier: MIT */
/*
 * A struct is an address without a family: its plan begins at byte 0, so parsing and printing are those of a body.
 * Single fields of one are what applications ask for most.
 */
#include "core/address/struct.h"

#include <sockfam/context.h>
#include <sockfam/option.h>

#include "core/address/address.h"
#include "core/address/kind.h"

static int read_text(struct sf_struct *s, struct sockfam_span text, unsigned more_flags, struct sf_call *call,
                     const char *begin, struct sockfam_error *error)
{
    *call = (struct sf_call){
        .ctx = s->ctx, .format = s->format, .flags = s->flags | more_flags, .bytes = s->bytes, .error = error
    };
    call->text = begin ? begin : text.data;
    call->at = text.data;
    int result = sf_parse_body(call, text);
    s->length = call->length;
    return result;
}

int sf_struct_read(struct sf_struct *s, struct sockfam_span text, const char *begin, struct sockfam_error *error)
{
    struct sf_call call;
    return read_text(s, text, 0, &call, begin, error);
}

int sf_struct_read_question(struct sf_struct *s, struct sockfam_span text, struct sockfam_error *error)
{
    struct sf_call call;
    int result = read_text(s, text, SF_PARTIAL, &call, NULL, error);
    if (result < 0)
        return result;
    for (const struct sf_op *op = call.plan->op; op < call.plan->op + call.plan->op_count; op++) {
        size_t end = op->at + (size_t)op->max * op->element_size;
        if (!op->element || call.given & op->bit)
            continue;
        sf_store_at((enum sf_store)op->len_store, s->bytes + op->len_at, op->max);
        if (end > s->length) {
            memset(s->bytes + s->length, 0, end - s->length);
            s->length = end;
        }
    }
    return 0;
}

bool sf_struct_open(const struct sf_struct *s, const void *bytes, size_t length, struct sf_call *call, uint8_t *copy)
{
    *call = (struct sf_call){ .ctx = s->ctx, .format = s->format, .flags = s->flags, .bytes = copy };
    if (length > SOCKFAM_STRUCT_MAX)
        return false;
    if (length)
        memcpy(copy, bytes, length);
    memset(copy + length, 0, SOCKFAM_STRUCT_MAX - length);
    call->plan = sf_plan_search(s->format, copy, length);
    return call->plan && sf_bytes_canonical(call, length) == 0;
}

char *sf_struct_print(const struct sf_call *call, char *out)
{
    return sf_print_body(call, out);
}

/* ------------------------------------------------------------------ for applications */

static int not_of_format(const struct sockfam_format *format, size_t size, struct sockfam_error *error)
{
    return sf_fail(error, SOCKFAM_ERROR_VALUE, 0, "%s: the %zu bytes are not such a struct", format->name, size);
}

int sockfam_struct_parse(const struct sockfam_context *ctx, const struct sockfam_format *format, const char *text,
                         size_t size, unsigned flags, void *bytes, size_t room, size_t *length,
                         struct sockfam_error *error)
{
    _Alignas(8) uint8_t made[SOCKFAM_STRUCT_MAX];
    struct sf_struct s = { ctx, sf_format_of(format), flags, made, 0 };
    sf_error_begin(error);
    int result = sf_struct_read(&s, sockfam_value_text(text, size).span, NULL, error);
    if (result < 0)
        return result;
    *length = s.length;
    if (s.length > room)
        return sf_no_room(error, format->name, s.length, room);
    memcpy(bytes, made, s.length);
    return 0;
}

int sockfam_struct_print(const struct sockfam_context *ctx, const struct sockfam_format *format, const void *bytes,
                         size_t size, unsigned flags, char *text, size_t room, size_t *need,
                         struct sockfam_error *error)
{
    _Alignas(8) uint8_t copy[SOCKFAM_STRUCT_MAX];
    char buffer[SOCKFAM_STRUCT_TEXT_MAX];
    const struct sf_struct s = { ctx, sf_format_of(format), flags, NULL, 0 };
    struct sf_call call;
    sf_error_begin(error);
    if (!sf_struct_open(&s, bytes, size, &call, copy))
        return not_of_format(format, size, error);
    return sf_give_text(buffer, (size_t)(sf_struct_print(&call, buffer) - buffer), text, room, need, error);
}

int sockfam_struct_get(const struct sockfam_context *ctx, const struct sockfam_format *format, const void *bytes,
                       size_t size, const char *name, unsigned flags, struct sockfam_value *value, char *scratch,
                       size_t room, struct sockfam_error *error)
{
    _Alignas(8) uint8_t copy[SOCKFAM_STRUCT_MAX];
    const struct sf_struct s = { ctx, sf_format_of(format), flags, NULL, 0 };
    struct sf_call call;
    sf_error_begin(error);
    if (!sf_struct_open(&s, bytes, size, &call, copy))
        return not_of_format(format, size, error);
    call.error = error;
    return sf_call_get(&call, name, value, scratch, room);
}
