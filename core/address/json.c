/* SPDX-License-Identifier: MIT */
/*
 * Addresses as JSON: one flat object, "format" says which, the other keys are field names. A string means what the same
 * text means in the address syntax, so both are read by the same function; numbers are integers; {"hex":".."} is bytes.
 */
#include <errno.h>
#include <jansson.h>
#include <string.h>

#include "core/address/address.h"
#include "core/address/field.h"
#include "core/base/number.h"
#include "core/base/json.h"

static int bad_kind(struct sf_call *call, const struct sf_op *op)
{
    return sf_fail(call->error, SOCKFAM_ERROR_TYPE, 0, "%s: %s must be a string, an integer or {\"hex\":\"..\"}",
                   sf_call_name(call), op->row->name);
}

/* {"hex":"00ff"} as bytes; -EINVAL without an error text if it is something else. */
static int read_hex(const json_t *object, char *bytes, size_t size)
{
    const json_t *hex = json_object_size(object) == 1 ? json_object_get(object, "hex") : NULL;
    size_t length = hex ? json_string_length(hex) : 1;
    const char *text = json_string_value(hex);
    if (!text || length % 2 || length / 2 > size)
        return -EINVAL;
    for (size_t i = 0; i < length / 2; i++) {
        int high = sf_hex_value(text[2 * i]);
        int low = sf_hex_value(text[2 * i + 1]);
        if (high < 0 || low < 0)
            return -EINVAL;
        bytes[i] = (char)(high << 4 | low);
    }
    return (int)(length / 2);
}

static int put_hex(struct sf_call *call, const struct sf_op *op, const json_t *value)
{
    char bytes[SOCKFAM_ADDRESS_MAX];
    int size = read_hex(value, bytes, sizeof(bytes));
    if (size < 0)
        return sf_fail(call->error, SOCKFAM_ERROR_VALUE, 0, "%s: %s is no {\"hex\":\"..\"} of at most %d bytes",
                       sf_call_name(call), op->row->name, SOCKFAM_ADDRESS_MAX);
    struct sockfam_value plain = op->kind == SOCKFAM_KIND_TEXT ? sockfam_value_text(bytes, (size_t)size)
                                                               : sockfam_value_bytes(bytes, (size_t)size);
    return sf_field_put(call, op, &plain);
}

static int put_json(struct sf_call *call, const struct sf_op *op, const json_t *value)
{
    if (json_is_string(value))
        return sf_field_read(call, op, (struct sockfam_span){ json_string_value(value), json_string_length(value) });
    if (json_is_object(value))
        return put_hex(call, op, value);
    if (!json_is_integer(value))
        return bad_kind(call, op);
    struct sockfam_value number = sockfam_value_sint(json_integer_value(value));
    return sf_field_put(call, op, &number);
}

/* The plan by the tag's key, or by the look of the first field's text where layouts differ. */
static int choose_plan(struct sf_call *call, const json_t *object)
{
    const struct sf_plan *plan = call->format->plans;
    const json_t *first = plan->op_count ? json_object_get(object, plan->op[0].row->name) : NULL;
    if (call->format->plan_count > 1 && json_is_string(first))
        plan = sf_plan_of_text(call->format,
                               (struct sockfam_span){ json_string_value(first), json_string_length(first) });
    sf_call_begin(call, plan);
    if (!plan->has_tag)
        return 0;
    if (!first)
        return sf_call_finish(call); /* says that it is missing */
    int result = put_json(call, &plan->op[0], first);
    if (result < 0)
        return result;
    plan = sf_plan_of_tag(call->format, sf_load(&plan->op[0], call->bytes));
    if (!plan)
        return sf_fail(call->error, SOCKFAM_ERROR_VALUE, 0, "%s: there is no %s %llu", sf_call_name(call),
                       call->plan->op[0].row->name, (unsigned long long)sf_load(&call->plan->op[0], call->bytes));
    sf_call_begin(call, plan);
    return 0;
}

/* A zone in the host and a scope id of its own must say the same. */
static int check_zone(struct sf_call *call, uint32_t before, const struct sf_op *op, const uint8_t *bytes)
{
    if ((before & op->bit) && memcmp(bytes + op->at, call->bytes + op->at, op->size) != 0)
        return sf_fail(call->error, SOCKFAM_ERROR_VALUE, 0, "%s: %s contradicts the address's zone", sf_call_name(call),
                       op->row->name);
    return 0;
}

/* In row order, so that a zone is known before the scope id. */
static int put_fields(struct sf_call *call, const json_t *object)
{
    uint8_t before[SOCKFAM_ADDRESS_MAX];
    for (const struct sf_op *op = call->plan->op; op < call->plan->op + call->plan->op_count; op++) {
        const json_t *value = op->flags & SOCKFAM_FIELD_SHADOW ? NULL : json_object_get(object, op->row->name);
        if (!value)
            continue;
        memcpy(before, call->bytes, call->plan->longest);
        int result = put_json(call, op, value);
        if (result == 0)
            result = check_zone(call, call->zoned, op, before);
        if (result < 0)
            return result;
        call->given |= op->bit;
    }
    return 0;
}

static int check_keys(struct sf_call *call, json_t *object)
{
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value) {
        if (strcmp(key, "format") != 0 && !sf_plan_find(call->plan, key, strlen(key)))
            return sf_fail(call->error, SOCKFAM_ERROR_VALUE, 0, "%s: there is no field \"%s\"", sf_call_name(call),
                           key);
    }
    return 0;
}

/* {"format":"raw","family":46,"data":"00ff"} goes through the text form. */
static int read_raw(struct sf_call *call, json_t *object)
{
    char text[2 * SOCKFAM_ADDRESS_MAX + 64];
    const json_t *family = json_object_get(object, "family");
    const json_t *data = json_object_get(object, "data");
    size_t known = 1u + (family ? 1 : 0) + (data ? 1 : 0);
    if ((family && !json_is_integer(family)) || (data && !json_is_string(data)) || json_object_size(object) != known)
        return sf_fail(call->error, SOCKFAM_ERROR_TYPE, 0,
                       "raw: takes \"family\", an integer, and \"data\", hexadecimal text");
    if (data && json_string_length(data) > (size_t)2 * SOCKFAM_ADDRESS_MAX)
        return sf_fail(call->error, SOCKFAM_ERROR_OVERFLOW, 0, "raw: an address has at most %d bytes",
                       SOCKFAM_ADDRESS_MAX);
    int size = 0;
    if (family)
        size = snprintf(text, sizeof(text), "family=%lld%s", (long long)json_integer_value(family), data ? "," : "");
    if (data)
        size += snprintf(text + size, sizeof(text) - (size_t)size, "data=%s", json_string_value(data));
    return sf_raw_parse(call, (struct sockfam_span){ text, (size_t)size });
}

static int read_object(struct sf_call *call, json_t *object)
{
    const json_t *format = json_object_get(object, "format");
    const char *name = json_string_value(format);
    if (!name)
        return sf_fail(call->error, SOCKFAM_ERROR_TYPE, 0, "an address is an object with a string \"format\"");
    call->format = sf_format_by_name(call->ctx, name, json_string_length(format));
    if (!call->format && strcmp(name, "raw") == 0)
        return read_raw(call, object);
    if (!call->format)
        return sf_fail(call->error, SOCKFAM_ERROR_VALUE, 0, "there is no format \"%.80s\"", name);
    int result = choose_plan(call, object);
    if (result == 0)
        result = check_keys(call, object);
    if (result == 0)
        result = put_fields(call, object);
    call->given |= call->zoned;
    return result < 0 ? result : sf_call_finish(call);
}

static int syntax_error(const struct sf_json_problem *problem, const char *json, struct sockfam_error *error)
{
    if (problem->text[0] == '\0')
        return sf_no_memory(error);
    int result = sf_fail_at(error, SOCKFAM_ERROR_VALUE, 0, problem->position, "not JSON: %s", problem->text);
    sf_json_place(error, json, problem->position);
    return result;
}

int sockfam_address_from_json(const struct sockfam_context *ctx, const char *json, size_t size, unsigned flags,
                      struct sockfam_address *address, struct sockfam_error *error)
{
    _Alignas(8) uint8_t bytes[SOCKFAM_ADDRESS_MAX];
    struct sf_call call = { .ctx = ctx, .flags = flags, .bytes = bytes, .error = error };
    struct sf_json_problem problem;
    sf_error_begin(error);
    if (size == SOCKFAM_TO_NUL)
        size = strlen(json);
    json_t *object = sf_json_parse(json, size, SF_JSON_ALLOW_NUL, &problem);
    if (!object)
        return syntax_error(&problem, json, error);
    int result = read_object(&call, object);
    if (result == 0)
        sf_address_set(address, call.format, bytes, call.length);
    json_decref(object);
    return result;
}

/* ------------------------------------------------------------------ out, which takes no memory */

#define JSON_MAX (2 * SOCKFAM_TEXT_MAX + SOCKFAM_FIELDS_MAX * (SOCKFAM_NAME_SIZE + 8)) /* each character escaped */

/* Text of the address syntax is printable ASCII. */
static char *put_string(char *out, const char *text, size_t size)
{
    *out++ = '"';
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '"' || text[i] == '\\')
            *out++ = '\\';
        *out++ = text[i];
    }
    *out++ = '"';
    return out;
}

static char *put_key(char *out, const char *key)
{
    *out++ = ',';
    out = put_string(out, key, strlen(key));
    *out++ = ':';
    return out;
}

/* Of an object's first key and value. */
static char *put_format(char *out, const char *name)
{
    static const char key[] = "{\"format\":";
    memcpy(out, key, sizeof(key) - 1);
    return put_string(out + sizeof(key) - 1, name, strlen(name));
}

/* Few readers of JSON keep 64 bits of a number, so integers of 8 bytes are text. */
static char *put_integer(const struct sf_call *call, const struct sf_op *op, char *out)
{
    uint64_t number = sf_load(op, call->bytes);
    bool is_negative = op->kind == SOCKFAM_KIND_SINT && sf_signed(op, number) < 0;
    bool is_wide = op->size == 8;
    if (is_wide)
        *out++ = '"';
    if (is_negative) {
        *out++ = '-';
        number = (uint64_t)0 - (uint64_t)sf_signed(op, number);
    }
    out = is_wide ? sf_print_hex(out, number) : sf_print_decimal(out, number);
    if (is_wide)
        *out++ = '"';
    return out;
}

static char *put_field(const struct sf_call *call, const struct sf_op *op, char *out)
{
    char text[SOCKFAM_TEXT_MAX];
    struct sf_call plain = *call;
    out = put_key(out, op->row->name);
    if (sf_is_integer(op))
        return put_integer(call, op, out);
    if (op->kind != SOCKFAM_KIND_IFACE)
        plain.flags &= ~SOCKFAM_DISPLAY; /* values, not words */
    return put_string(out, text, (size_t)(sf_field_print(&plain, op, text) - text));
}

static char *put_raw(const struct sockfam_address *address, char *out)
{
    size_t skip = address->length >= 2 ? 2 : 0;
    out = put_format(out, "raw");
    if (skip)
        out = sf_print_decimal(put_key(out, "family"), sf_family_of(address->bytes));
    if (address->length == skip)
        return out;
    out = put_key(out, "data");
    *out++ = '"';
    out = sf_print_bytes(out, address->bytes + skip, address->length - skip);
    *out++ = '"';
    return out;
}

static char *put_address(const struct sf_call *call, char *out)
{
    out = put_format(out, sf_call_name(call));
    for (const struct sf_op *op = call->plan->op; op < call->plan->op + call->plan->op_count; op++)
        if (!(op->flags & SOCKFAM_FIELD_SHADOW))
            out = put_field(call, op, out);
    return out;
}

int sockfam_address_to_json(const struct sockfam_context *ctx, const struct sockfam_address *address, unsigned flags, char *json,
                    size_t size, size_t *need, struct sockfam_error *error)
{
    char text[JSON_MAX];
    struct sf_call call;
    sf_error_begin(error);
    sf_call_open(&call, ctx, address, flags, error);
    char *end = call.plan ? put_address(&call, text) : put_raw(address, text);
    *end++ = '}';
    return sf_give_text(text, (size_t)(end - text), json, size, need, error);
}
