/* SPDX-License-Identifier: MIT */
/* Python's tuple into an address and back. The tuple has the fields in row order, EXTRA ones left out. */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/address/address.h"
#include "core/address/driver_call.h"
#include "core/address/field.h"

static bool is_in_tuple(const struct sf_op *op)
{
    return !(op->flags & SOCKFAM_FIELD_EXTRA);
}

/* "cid, port", for messages. */
static const char *list_fields(const struct sf_plan *plan, char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    for (const struct sf_op *op = plan->op; op < plan->op + plan->op_count; op++)
        if (is_in_tuple(op) && used < size)
            used += (size_t)snprintf(text + used, size - used, "%s%s", used ? ", " : "", op->row->name);
    return text;
}

static int wrong_count(struct sf_call *call, size_t count)
{
    char fields[200];
    const struct sf_plan *plan = call->plan;
    list_fields(plan, fields, sizeof(fields));
    if (plan->tuple_min == plan->tuple_max)
        return sf_fail(call->error, SOCKFAM_ERROR_TYPE, 0, "%s: takes %u value%s (%s), not %zu", sf_call_name(call),
                       plan->tuple_max, plan->tuple_max == 1 ? "" : "s", fields, count);
    return sf_fail(call->error, SOCKFAM_ERROR_TYPE, 0, "%s: takes %u to %u values (%s), not %zu", sf_call_name(call),
                   plan->tuple_min, plan->tuple_max, fields, count);
}

/* The plan by the tag, which is the first value; by the look of the first value where layouts differ. */
static int choose_plan(struct sf_call *call, const struct sockfam_value *values, size_t count)
{
    const struct sf_plan *plan = call->format->plans;
    if (call->format->plan_count > 1 && count && values[0].kind == SOCKFAM_VALUE_TEXT)
        plan = sf_plan_of_text(call->format, values[0].span);
    sf_call_begin(call, plan);
    if (!plan->has_tag || count == 0)
        return 0;
    int result = sf_field_put(call, &plan->op[0], &values[0]);
    if (result < 0)
        return result;
    plan = sf_plan_of_tag(call->format, sf_load(&plan->op[0], call->bytes));
    if (!plan)
        return sf_fail(call->error, SOCKFAM_ERROR_TYPE, 0, "%s: there is no %s %llu", sf_call_name(call),
                       call->plan->op[0].row->name, (unsigned long long)sf_load(&call->plan->op[0], call->bytes));
    sf_call_begin(call, plan);
    return 0;
}

static int encode_values(struct sf_call *call, const struct sockfam_value *values, size_t count)
{
    const struct sf_plan *plan = call->plan;
    const struct sockfam_value *value = values;
    if (count < plan->tuple_min || count > plan->tuple_max)
        return wrong_count(call, count);
    for (const struct sf_op *op = plan->op; op < plan->op + plan->op_count && value < values + count; op++) {
        if (!is_in_tuple(op))
            continue;
        const struct sockfam_value *given = value++;
        bool is_left_out = given->kind == SOCKFAM_VALUE_NONE && op->flags & SOCKFAM_FIELD_OPT;
        if (is_left_out)
            continue;
        if (op->flags & SOCKFAM_FIELD_SHADOW) {
            if (given->kind != SOCKFAM_VALUE_UINT && given->kind != SOCKFAM_VALUE_SINT)
                return sf_fail(call->error, SOCKFAM_ERROR_TYPE, 0, "%s: %s must be an integer", sf_call_name(call),
                               op->row->name);
            continue;
        }
        int result = sf_field_put(call, op, given);
        if (result < 0)
            return result;
        call->given |= op->bit;
    }
    call->given |= call->zoned;
    return sf_call_finish(call);
}

static int encode_with_code(struct sf_call *call, const struct sockfam_value *values, size_t count)
{
    struct sf_driver_call driver;
    int result = sf_driver_call_begin(&driver, call);
    if (result < 0)
        return result;
    memset(call->bytes, 0, SOCKFAM_ADDRESS_MAX);
    result = driver.code->encode(&driver.call, values, count, call->bytes, &call->length);
    return result < 0 ? result : sf_check_made(call);
}

int sockfam_address_from_values(const struct sockfam_context *ctx, const struct sockfam_format *format, const struct sockfam_value *values,
                   size_t count, unsigned flags, struct sockfam_address *address, struct sockfam_error *error)
{
    _Alignas(8) uint8_t bytes[SOCKFAM_ADDRESS_MAX];
    struct sf_call call = {
        .ctx = ctx, .format = sf_format_of(format), .flags = flags, .bytes = bytes, .error = error
    };
    int result = 0;
    sf_error_begin(error);
    if (call.format->code & SOCKFAM_CODE_ENCODE) {
        result = encode_with_code(&call, values, count);
    } else {
        result = choose_plan(&call, values, count);
        if (result == 0)
            result = encode_values(&call, values, count);
    }
    if (result == 0)
        sf_address_set(address, call.format, bytes, call.length);
    return result;
}

static bool is_wanted(const struct sf_op *op, unsigned flags)
{
    return flags & SOCKFAM_ALL_FIELDS ? !(op->flags & SOCKFAM_FIELD_SHADOW) : is_in_tuple(op);
}

static bool is_trailing_default(const struct sf_call *call, const struct sf_op *op)
{
    return op->flags & SOCKFAM_FIELD_TRIM && sf_load(op, call->bytes) == op->initial;
}

/* What decoding gives, before it goes to the caller's room. */
struct decoded {
    struct sockfam_values_room room;
    size_t count;
    size_t scratch_used;
};

static void decode_values(const struct sf_call *call, struct decoded *decoded)
{
    const struct sf_plan *plan = call->plan;
    const struct sf_op *last[SOCKFAM_FIELDS_MAX];
    char *scratch = decoded->room.scratch;
    size_t count = 0;
    for (const struct sf_op *op = plan->op; op < plan->op + plan->op_count; op++) {
        if (!is_wanted(op, call->flags))
            continue;
        sf_field_get(call, op, &decoded->room.value[count], &scratch);
        decoded->room.field[count] = op->row;
        last[count++] = op;
    }
    while (!(call->flags & SOCKFAM_ALL_FIELDS) && count && is_trailing_default(call, last[count - 1]))
        count--;
    decoded->count = count;
    decoded->scratch_used = (size_t)(scratch - decoded->room.scratch);
}

static int decode_with_code(const struct sf_call *call, struct decoded *decoded)
{
    struct sf_driver_call driver;
    size_t count = 0;
    int result = sf_driver_call_begin(&driver, call);
    if (result == 0)
        result = driver.code->decode(&driver.call, call->bytes, call->length, decoded->room.value, &count,
                                     decoded->room.scratch);
    if (result < 0)
        return result;
    if (count > SOCKFAM_FIELDS_MAX)
        return sf_fail(call->error, SOCKFAM_ERROR_PLUGIN, 0, "%s: the driver gave %zu values, and %d is the most",
                       sf_call_name(call), count, SOCKFAM_FIELDS_MAX);
    decoded->count = count;
    decoded->scratch_used = sizeof(decoded->room.scratch);
    for (size_t i = 0; i < count; i++)
        decoded->room.field[i] = i < call->format->format.field_count ? &call->format->fields[i] : NULL;
    return 0;
}

/* Whether a span lies in our scratch, which the caller does not get. */
static bool is_in_scratch(const struct decoded *decoded, const struct sockfam_value *value)
{
    uintptr_t begin = (uintptr_t)decoded->room.scratch, at = (uintptr_t)value->span.data;
    bool is_span = value->kind == SOCKFAM_VALUE_TEXT || value->kind == SOCKFAM_VALUE_BYTES;
    return is_span && at >= begin && at < begin + sizeof(decoded->room.scratch);
}

static int give_values(struct decoded *decoded, struct sockfam_values *values, struct sockfam_error *error)
{
    values->count = decoded->count;
    if (decoded->count > values->room)
        return sf_fail_reason(error, SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_NO_ROOM, NULL,
                              "there are %zu values, and room for %zu", decoded->count, values->room);
    if (decoded->scratch_used > values->scratch_size)
        return sf_no_room(error, "the text of the values", decoded->scratch_used, values->scratch_size);
    if (decoded->scratch_used)
        memcpy(values->scratch, decoded->room.scratch, decoded->scratch_used);
    for (size_t i = 0; i < decoded->count; i++) {
        struct sockfam_value *value = &decoded->room.value[i];
        if (is_in_scratch(decoded, value))
            value->span.data = values->scratch + (value->span.data - decoded->room.scratch);
        values->value[i] = *value;
        if (values->field)
            values->field[i] = decoded->room.field[i];
    }
    return 0;
}

int sockfam_address_to_values(const struct sockfam_context *ctx, const struct sockfam_address *address, unsigned flags,
                   struct sockfam_values *values, struct sockfam_error *error)
{
    struct sf_call call;
    struct decoded decoded;
    int result = 0;
    sf_error_begin(error);
    sf_call_open(&call, ctx, address, flags, error);
    if (!call.plan)
        return sf_fail(error, SOCKFAM_ERROR_TYPE, 0, "a raw address has no values");
    if (call.format->code & SOCKFAM_CODE_DECODE && !(flags & SOCKFAM_ALL_FIELDS))
        result = decode_with_code(&call, &decoded);
    else
        decode_values(&call, &decoded);
    return result < 0 ? result : give_values(&decoded, values, error);
}
