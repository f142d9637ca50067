/* SPDX-License-Identifier: MIT */
/* Python's tuple into an address and back, element by element: the plan has them in their order. */
#include <errno.h>
#include <stdint.h>

#include "core/address/address.h"
#include "core/address/driver_call.h"
#include "core/address/kind.h"
#include "core/base/list.h"

/* Elements of a plan, as many as `count`. */
struct given {
    const struct sockfam_value *values;
    size_t count;
};

static bool is_ignored(const struct sf_element *element)
{
    return !element->op || element->flags & SOCKFAM_TUPLE_IGNORED;
}

static const char *element_name(const struct sf_element *element)
{
    return is_ignored(element) ? "ignored" : element->op->row->name;
}

static int wrong_count(struct sf_call *call, size_t count)
{
    const struct sf_plan *plan = call->plan;
    struct sf_list names;
    sf_list_begin(&names);
    for (const struct sf_element *element = plan->element; element < plan->element + plan->element_count; element++)
        sf_list_add(&names, element_name(element));
    if (plan->element_min == plan->element_count)
        return sf_call_fail(call, NULL, SOCKFAM_ERROR_TYPE, 0, SOCKFAM_REASON_COUNT, "takes %u value%s (%s), not %zu",
                            plan->element_count, plan->element_count == 1 ? "" : "s", names.text, count);
    return sf_call_fail(call, NULL, SOCKFAM_ERROR_TYPE, 0, SOCKFAM_REASON_COUNT, "takes %u to %u values (%s), not %zu",
                        plan->element_min, plan->element_count, names.text, count);
}

/* A number that nobody stores; it has no name of its own, so errors count. */
static int check_ignored(struct sf_call *call, const struct sf_element *element, const struct sockfam_value *value)
{
    if (value->kind == SOCKFAM_VALUE_UINT || value->kind == SOCKFAM_VALUE_SINT)
        return 0;
    return sf_call_fail(call, element->op, SOCKFAM_ERROR_TYPE, 0, SOCKFAM_REASON_WRONG_KIND,
                        "value %zu, which is ignored, must be an integer",
                        (size_t)(element - call->plan->element) + 1);
}

static int put_element(struct sf_call *call, const struct sf_element *element, const struct sockfam_value *value)
{
    const struct sf_op *op = element->op;
    if (is_ignored(element))
        return check_ignored(call, element, value);
    if (value->kind == SOCKFAM_VALUE_NONE && op->flags & SOCKFAM_FIELD_OPT)
        return 0;
    int result = sf_field_put(call, op, value);
    call->given |= result == 0 ? op->bit : 0;
    return result;
}

static int put_elements(struct sf_call *call, const struct sf_plan *plan, const void *input)
{
    const struct given *given = input;
    sf_call_begin(call, plan);
    if (given->count < plan->element_min || given->count > plan->element_count)
        return wrong_count(call, given->count);
    for (size_t i = 0; i < given->count; i++) {
        int result = put_element(call, &plan->element[i], &given->values[i]);
        if (result < 0)
            return result;
    }
    call->given |= call->zoned;
    return sf_call_finish(call);
}

static int no_variant(struct sf_call *call, const struct sf_op *tag)
{
    return sf_call_fail(call, tag, SOCKFAM_ERROR_TYPE, 0, SOCKFAM_REASON_NO_SUCH_NAME,
                        "unknown %s %llu: no variant of the format has it", tag->row->name,
                        (unsigned long long)sf_load(tag, call->bytes));
}

/* The plan whose tag the first value is; *plan is any of them where there is no value. */
static int choose_tagged(struct sf_call *call, const struct given *given, const struct sf_plan **plan)
{
    const struct sf_op *tag = call->format->plans->op;
    *plan = call->format->plans;
    sf_call_begin(call, *plan);
    if (given->count == 0)
        return 0;
    int result = sf_field_put(call, tag, &given->values[0]);
    if (result < 0)
        return result;
    *plan = sf_plan_of_tag(call->format, tag, call->bytes);
    return *plan ? 0 : no_variant(call, tag);
}

static bool has_colons(const struct given *given)
{
    const struct sockfam_value *first = given->count ? given->values : NULL;
    return first && first->kind == SOCKFAM_VALUE_TEXT && first->span.size &&
           memchr(first->span.data, ':', first->span.size);
}

static int encode_with_table(struct sf_call *call, const struct given *given)
{
    const struct sf_plan *plan = call->format->plans;
    int result = 0;
    if (plan->has_tag)
        result = choose_tagged(call, given, &plan);
    else if (call->format->plan_count > 1)
        return sf_try_variants(call, has_colons(given), put_elements, given);
    return result < 0 ? result : put_elements(call, plan, given);
}

static int encode_with_code(struct sf_call *call, const struct given *given)
{
    struct sf_driver_call driver;
    int result = sf_driver_call_begin(&driver, call);
    if (result < 0)
        return result;
    memset(call->bytes, 0, SOCKFAM_ADDRESS_MAX);
    call->length = 0;
    result = driver.code->encode(&driver.call, given->values, given->count, call->bytes, &call->length);
    result = sf_driver_call_end(&driver, "encode", result);
    return result < 0 ? result : sf_check_made(call);
}

int sockfam_address_from_values(const struct sockfam_context *ctx, const struct sockfam_format *format,
                                const struct sockfam_value *values, size_t count, unsigned flags,
                                struct sockfam_address *address, struct sockfam_error *error)
{
    _Alignas(8) uint8_t bytes[SOCKFAM_ADDRESS_MAX];
    const struct given given = { values, count };
    struct sf_call call = {
        .ctx = ctx, .format = sf_format_of(format), .flags = flags, .bytes = bytes, .error = error
    };
    sf_error_begin(error);
    int result = sf_check_format(format, error);
    if (result < 0)
        return result;
    result = call.format->code & SOCKFAM_CODE_ENCODE ? encode_with_code(&call, &given) : encode_with_table(&call, &given);
    if (result == 0)
        sf_address_set(address, call.format, bytes, call.length);
    return result;
}

/* ------------------------------------------------------------------ and back */

/* What decoding gives, before it goes to the caller's room. */
struct decoded {
    struct sockfam_values_room room;
    size_t count;
    size_t scratch_used;
};

static void get_element(const struct sf_call *call, const struct sf_element *element, struct decoded *decoded)
{
    const struct sf_op *op = element->op;
    char *begin = decoded->room.scratch + decoded->scratch_used, *end = begin;
    if (op)
        op->kind->get(call, op, &decoded->room.value[decoded->count], &end);
    else
        decoded->room.value[decoded->count] = sockfam_value_sint(element->number);
    decoded->scratch_used += (size_t)(end - begin);
    decoded->room.field[decoded->count++] = op ? op->row : NULL;
}

static bool is_trailing_default(const struct sf_call *call, const struct sf_element *element)
{
    return element->flags & SOCKFAM_TUPLE_TRIM && element->op && sf_field_is_default(call, element->op);
}

static void get_tuple(const struct sf_call *call, struct decoded *decoded)
{
    const struct sf_plan *plan = call->plan;
    for (size_t i = 0; i < plan->element_count; i++)
        get_element(call, &plan->element[i], decoded);
    while (decoded->count && is_trailing_default(call, &plan->element[decoded->count - 1]))
        decoded->count--;
}

static void get_fields(const struct sf_call *call, struct decoded *decoded)
{
    const struct sf_plan *plan = call->plan;
    for (const struct sf_op *op = plan->op; op < plan->op + plan->op_count; op++)
        if (sf_is_shown(op))
            get_element(call, &(const struct sf_element){ .op = op }, decoded);
}

static int decode_with_code(const struct sf_call *call, struct decoded *decoded)
{
    struct sf_driver_call driver;
    size_t count = 0;
    int result = sf_driver_call_begin(&driver, call);
    if (result < 0)
        return result;
    memset(&decoded->room, 0, sizeof(decoded->room));
    result = driver.code->decode(&driver.call, call->bytes, call->length, decoded->room.value, &count,
                                 decoded->room.scratch);
    result = sf_driver_call_end(&driver, "decode", result);
    if (result == 0)
        result = sf_driver_call_check_values(&driver, decoded->room.value, count, decoded->room.scratch);
    if (result < 0)
        return result;
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
        return sf_fail_reason(error, SOCKFAM_ERROR_TYPE, 0, SOCKFAM_REASON_UNSUPPORTED, NULL,
                              "a raw address has no values");
    decoded.count = decoded.scratch_used = 0;
    if (flags & SOCKFAM_ALL_FIELDS)
        get_fields(&call, &decoded);
    else if (call.format->code & SOCKFAM_CODE_DECODE)
        result = decode_with_code(&call, &decoded);
    else
        get_tuple(&call, &decoded);
    return result < 0 ? result : give_values(&decoded, values, error);
}
