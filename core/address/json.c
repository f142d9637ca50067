/* SPDX-License-Identifier: MIT */
/*
 * Addresses as JSON: one flat object, "format" says which, the other keys are field names. A string means what the same
 * text means in the address syntax, so both are read by the same function; numbers are integers, -2^63 to 2^64-1;
 * {"hex":".."} is bytes.
 */
#include <errno.h>
#include <jansson.h>
#include <string.h>

#include "core/address/address.h"
#include "core/address/kind.h"
#include "core/base/number.h"
#include "core/base/json.h"

/* {"hex":"00ff"} as bytes; -EINVAL without an error text if it is something else. */
static int read_hex(const json_t *object, char *bytes, size_t size)
{
    const json_t *hex = json_object_size(object) == 1 ? json_object_get(object, "hex") : NULL;
    size_t length = hex ? json_string_length(hex) : 1;
    const char *text = json_string_value(hex);
    if (!text || length % 2 || length / 2 > size)
        return -EINVAL;
    for (size_t i = 0; i < length / 2; i++) {
        int byte = sf_hex_pair(text + 2 * i);
        if (byte < 0)
            return -EINVAL;
        bytes[i] = (char)byte;
    }
    return (int)(length / 2);
}

static int put_hex(struct sf_call *call, const struct sf_op *op, const json_t *value)
{
    char bytes[SF_PLAIN_MAX];
    int size = read_hex(value, bytes, sizeof(bytes));
    if (size < 0)
        return sf_call_fail(call, op, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_SYNTAX,
                            "%s is not {\"hex\":\"..\"} of at most %zu bytes", op->row->name, sizeof(bytes));
    bool is_text = op->kind->traits & SF_KIND_GREEDY && !(op->kind->traits & SF_KIND_GROWS);
    struct sockfam_value plain = is_text ? sockfam_value_text(bytes, (size_t)size)
                                         : sockfam_value_bytes(bytes, (size_t)size);
    return sf_field_put(call, op, &plain);
}

/* An integer of either half of what 64 bits hold. */
static bool read_integer(const json_t *value, struct sockfam_value *number)
{
    uint64_t high = sf_json_high(value);
    *number = high ? sockfam_value_uint(high) : sockfam_value_sint(json_integer_value(value));
    return high || json_is_integer(value);
}

static int put_json(struct sf_call *call, const struct sf_op *op, const json_t *value)
{
    struct sockfam_value number;
    if (read_integer(value, &number))
        return sf_field_put(call, op, &number);
    if (json_is_string(value))
        return sf_field_read(call, op, (struct sockfam_span){ json_string_value(value), json_string_length(value) });
    if (json_is_object(value))
        return put_hex(call, op, value);
    return sf_call_fail(call, op, SOCKFAM_ERROR_TYPE, 0, SOCKFAM_REASON_WRONG_KIND,
                        "%s must be a string, an integer or {\"hex\":\"..\"}", op->row->name);
}

/* A zone in the host and a scope id of its own must say the same. */
static int check_zone(struct sf_call *call, uint64_t before, const struct sf_op *op, const uint8_t *bytes)
{
    if ((before & op->bit) && memcmp(bytes + op->at, call->bytes + op->at, op->size) != 0)
        return sf_call_fail(call, op, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_TWICE,
                            "%s contradicts the address's zone", op->row->name);
    return 0;
}

/* In row order, so that a zone is known before the scope id. */
static int put_fields(struct sf_call *call, const json_t *object)
{
    uint8_t before[SOCKFAM_ADDRESS_MAX];
    for (const struct sf_op *op = call->plan->op; op < call->plan->op + call->plan->op_count; op++) {
        const json_t *value = sf_is_shown(op) ? json_object_get(object, op->row->name) : NULL;
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
            return sf_call_fail(call, NULL, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_UNKNOWN_KEY,
                                "there is no field \"%s\"", key);
    }
    return 0;
}

static int read_fields(struct sf_call *call, const struct sf_plan *plan, const void *input)
{
    json_t *object = (json_t *)(uintptr_t)input;
    sf_call_begin(call, plan);
    int result = check_keys(call, object);
    if (result == 0)
        result = put_fields(call, object);
    call->given |= call->zoned;
    return result < 0 ? result : sf_call_finish(call);
}

/* The plan by the tag's key. */
static int read_tagged(struct sf_call *call, json_t *object)
{
    const struct sf_op *tag = call->format->plans->op;
    const json_t *value = json_object_get(object, tag->row->name);
    sf_call_begin(call, call->format->plans);
    if (!value)
        return sf_call_finish(call); /* says that it is missing */
    int result = put_json(call, tag, value);
    if (result < 0)
        return result;
    const struct sf_plan *plan = sf_plan_of_tag(call->format, tag, call->bytes);
    if (plan)
        return read_fields(call, plan, object);
    return sf_call_fail(call, tag, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_NO_SUCH_NAME,
                        "unknown %s %llu: no variant of the format has it", tag->row->name,
                        (unsigned long long)sf_load(tag, call->bytes));
}

static int read_format(struct sf_call *call, json_t *object)
{
    const char *key;
    json_t *value;
    bool has_colons = false;
    if (call->format->plan_count == 1)
        return read_fields(call, call->format->plans, object);
    if (call->format->plans->has_tag)
        return read_tagged(call, object);
    json_object_foreach(object, key, value)
        has_colons |= json_is_string(value) && strchr(json_string_value(value), ':');
    return sf_try_variants(call, has_colons, read_fields, object);
}

static int print_family(const json_t *family, char *text, size_t size)
{
    uint64_t high = sf_json_high(family);
    return high ? snprintf(text, size, "family=%llu", (unsigned long long)high)
                : snprintf(text, size, "family=%lld", (long long)json_integer_value(family));
}

/* {"format":"raw","family":46,"data":"00ff"} goes through the text form. */
static int read_raw(struct sf_call *call, json_t *object)
{
    char text[2 * SOCKFAM_ADDRESS_MAX + 64];
    const json_t *family = json_object_get(object, "family");
    const json_t *data = json_object_get(object, "data");
    size_t known = 1u + (family ? 1 : 0) + (data ? 1 : 0);
    bool is_wrong_family = family && !json_is_integer(family) && !sf_json_high(family);
    if (is_wrong_family || (data && !json_is_string(data)) || json_object_size(object) != known)
        return sf_fail(call->error, SOCKFAM_ERROR_TYPE, 0,
                       "raw: takes \"family\", an integer, and \"data\", hexadecimal text");
    if (data && json_string_length(data) > (size_t)2 * SOCKFAM_ADDRESS_MAX)
        return sf_fail(call->error, SOCKFAM_ERROR_OVERFLOW, 0, "raw: an address has at most %d bytes",
                       SOCKFAM_ADDRESS_MAX);
    int size = 0;
    if (family)
        size = print_family(family, text, sizeof(text));
    if (data)
        size += snprintf(text + size, sizeof(text) - (size_t)size, "%sdata=%s", family ? "," : "",
                         json_string_value(data));
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
    return read_format(call, object);
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
    json_t *object = sf_json_parse(json, size, SF_JSON_ALLOW_NUL | SF_JSON_HIGH, &problem);
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
    bool is_negative = op->kind->traits & SF_KIND_SIGNED && sf_signed(op, number) < 0;
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
    if (op->is_integer)
        return put_integer(call, op, out);
    if (!(op->kind->traits & SF_KIND_INTEGER))
        plain.flags &= ~SOCKFAM_DISPLAY; /* values, not words */
    return put_string(out, text, (size_t)(op->kind->print(&plain, op, text) - text));
}

static char *put_raw(const struct sockfam_address *address, char *out)
{
    size_t length = sf_address_length(address), skip = length >= 2 ? 2 : 0;
    out = put_format(out, "raw");
    if (skip)
        out = sf_print_decimal(put_key(out, "family"), sf_family_of(address->bytes));
    if (length == skip)
        return out;
    out = put_key(out, "data");
    *out++ = '"';
    out = sf_print_bytes(out, address->bytes + skip, length - skip);
    *out++ = '"';
    return out;
}

static char *put_address(const struct sf_call *call, char *out)
{
    out = put_format(out, sf_call_name(call));
    for (const struct sf_op *op = call->plan->op; op < call->plan->op + call->plan->op_count; op++)
        if (sf_is_shown(op))
            out = put_field(call, op, out);
    return out;
}

int sockfam_address_to_json(const struct sockfam_context *ctx, const struct sockfam_address *address, unsigned flags,
                            char *json, size_t size, size_t *need, struct sockfam_error *error)
{
    char text[JSON_MAX];
    struct sf_call call;
    sf_error_begin(error);
    sf_call_open(&call, ctx, address, flags, error);
    char *end = call.plan ? put_address(&call, text) : put_raw(address, text);
    *end++ = '}';
    return sf_give_text(text, (size_t)(end - text), json, size, need, error);
}
