/* SPDX-License-Identifier: MIT */
/*
 * Addresses into text: the scheme, the values that have a position, then the rest as key=value. A plan knows the most
 * that its text can take (the gate refuses formats beyond SOCKFAM_TEXT_MAX), so printing checks no bounds: it goes to
 * the caller's buffer if that has so much room, else to one of our own, from which text that fits is copied.
 */
#include <errno.h>
#include <string.h>

#include "core/address/address.h"
#include "core/address/driver_call.h"
#include "core/address/ip.h"
#include "core/address/kind.h"
#include "core/base/number.h"

/*
 * A name of a row: all of its bytes are copied, which is cheaper than `size` of them; what follows overwrites the rest.
 */
static inline char *print_name(char *out, const char name[SOCKFAM_NAME_SIZE], size_t size)
{
    memcpy(out, name, SOCKFAM_NAME_SIZE);
    return out + size;
}

/* Text that would leave nothing behind the last separator; it is written with its key then. */
static bool is_empty_tail(const struct sf_call *call, const struct sf_op *op)
{
    return op->greedy &&
           (call->length <= op->at || (!(op->kind->traits & SF_KIND_GROWS) && sf_field_extent(call, op) == 0));
}

/*
 * What is common is printed in place: numbers of which nobody asks for the word or the interface's name, IP addresses.
 */
static inline char *print_value(const struct sf_call *call, const struct sf_op *op, char *out)
{
    bool is_number = op->usual == SF_USUAL_NUMBER || op->usual == SF_USUAL_INDEX;
    if (is_number && !(call->flags & SOCKFAM_DISPLAY)) {
        uint64_t number = sf_load(op, call->bytes);
        if (op->flags & SOCKFAM_FIELD_HEX)
            return sf_print_hex(out, number);
        if (op->usual == SF_USUAL_INDEX)
            *out++ = '#';
        return sf_print_decimal(out, number);
    }
    if (op->usual == SF_USUAL_IPV4 && !op->word_count)
        return sf_ipv4_print(out, call->bytes + op->at);
    return op->usual == SF_USUAL_IPV6 ? sf_print_bracketed(call, op, out) : op->kind->print(call, op, out);
}

static inline bool is_left_out(const struct sf_call *call, const struct sf_op *op)
{
    if (!op->is_integer)
        return sf_field_is_default(call, op);
    return op->flags & SOCKFAM_FIELD_OPT && sf_load(op, call->bytes) == op->initial;
}

char *sf_print_body(const struct sf_call *call, char *out)
{
    const struct sf_plan *plan = call->plan;
    bool is_first = true;
    for (unsigned i = 0; i < plan->printed_count; i++) {
        const struct sf_op *op = &plan->op[plan->printed[i]];
        if (op->keyed && is_left_out(call, op))
            continue;
        bool is_keyed = op->keyed || (!is_first && is_empty_tail(call, op));
        if (!is_first)
            *out++ = is_keyed ? ',' : op->sep;
        is_first = false;
        if (is_keyed) {
            out = print_name(out, op->row->name, op->name_size);
            *out++ = '=';
        }
        out = print_value(call, op, out);
    }
    return out;
}

static int print_with_code(const struct sf_call *call, char **out)
{
    struct sf_driver_call driver;
    size_t room = SOCKFAM_TEXT_MAX - SOCKFAM_NAME_SIZE - 2;
    size_t need = 0;
    int result = sf_driver_call_begin(&driver, call);
    if (result < 0)
        return result;
    memset(*out, 0, room);
    result = driver.code->print(&driver.call, call->bytes, call->length, *out, room, &need);
    result = sf_driver_call_end(&driver, "print", result);
    if (result == 0 && need > room)
        result = sf_fail(call->error, SOCKFAM_ERROR_OVERFLOW, ENOSPC, "%s: the driver's text takes %zu bytes",
                         sf_call_name(call), need);
    if (result == 0)
        result = sf_driver_call_check_text(&driver, *out, need);
    if (result == 0)
        *out += need;
    return result;
}

/* Makes the text at `text` of SOCKFAM_TEXT_MAX bytes; its length, or a negative errno. */
static int print_address(const struct sf_call *call, const struct sockfam_address *address, char *text)
{
    if (!call->plan)
        return (int)(sf_raw_print(address, text) - text);
    char *out = print_name(text, sf_call_name(call), call->format->name_size);
    *out++ = ':';
    char *body = out;
    int result = 0;
    if (call->format->code & SOCKFAM_CODE_PRINT)
        result = print_with_code(call, &out);
    else
        out = sf_print_body(call, out);
    if (result < 0)
        return result;
    if (out - body >= 2 && body[0] == '/' && body[1] == '/') {
        memmove(body + 2, body, (size_t)(out - body));
        out += 2;
    }
    return (int)(out - text);
}

int sockfam_address_print(const struct sockfam_context *ctx, const struct sockfam_address *address, unsigned flags,
                          char *text, size_t size, size_t *need, struct sockfam_error *error)
{
    char buffer[SOCKFAM_TEXT_MAX];
    struct sf_call call;
    sf_error_begin(error);
    sf_call_open(&call, ctx, address, flags, error);
    bool surely_fits = call.plan && size >= call.plan->text_max && !(call.format->code & SOCKFAM_CODE_PRINT);
    int length = print_address(&call, address, surely_fits ? text : buffer);
    if (length < 0)
        return length;
    if (!surely_fits)
        return sf_give_text(buffer, (size_t)length, text, size, need, error);
    text[length] = '\0';
    if (need)
        *need = (size_t)length + 1;
    return 0;
}

int sockfam_address_print_field(const struct sockfam_context *ctx, const struct sockfam_address *address,
                        const struct sockfam_field_row *field, unsigned flags, char *text, size_t size, size_t *need,
                        struct sockfam_error *error)
{
    char buffer[SOCKFAM_TEXT_MAX];
    struct sf_call call;
    sf_error_begin(error);
    sf_call_open(&call, ctx, address, flags, error);
    for (unsigned i = 0; call.plan && i < call.plan->op_count; i++)
        if (call.plan->op[i].row == field)
            return sf_give_text(buffer,
                                (size_t)(call.plan->op[i].kind->print(&call, &call.plan->op[i], buffer) - buffer), text,
                                size, need, error);
    return sf_fail(error, SOCKFAM_ERROR_TYPE, 0, "the address has no field \"%s\"", field->name);
}
