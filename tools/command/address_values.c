/* SPDX-License-Identifier: MIT */
/*
 * Python's tuple as JSON, in and out: str is a string, int an integer, bytes {"hex":".."}. Integers of 8-byte fields
 * are "0x.." strings on the way out and may be on the way in, since few readers of JSON keep 64 bits.
 */
#include "address.h"
#include "kind.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* The tuple on its way in. Bytes of {"hex"} lie in `room`; strings belong to the JSON. */
struct tuple {
    struct sockfam_value value[SOCKFAM_FIELDS_MAX];
    uint64_t high[SOCKFAM_FIELDS_MAX]; /* of integers that the JSON has as 0 */
    size_t count;
    uint8_t room[1024];
    size_t used;
};

static bool is_wide(const struct sockfam_field_row *field)
{
    return field && kind_is_wide(field);
}

json_t *json_of_value(const struct sockfam_value *value, const struct sockfam_field_row *field)
{
    switch (value->kind) {
    case SOCKFAM_VALUE_UINT:
        return is_wide(field) || value->u > INT64_MAX ? json_of_wide(value->u) : json_integer((json_int_t)value->u);
    case SOCKFAM_VALUE_SINT:
        return is_wide(field) ? json_of_wide((uint64_t)value->s) : json_integer(value->s);
    case SOCKFAM_VALUE_TEXT:
        if (value->span.size > 0 && value->span.data[0] == '\0')
            return json_of_bytes(value->span.data, value->span.size);
        return json_of_text(value->span.data, value->span.size);
    case SOCKFAM_VALUE_BYTES:
        return json_of_bytes(value->span.data, value->span.size);
    default:
        return json_null();
    }
}

static int bad_value(size_t position, const char *what)
{
    report("value %zu: %s", position + 1, what);
    return NO;
}

static int take_bytes(struct tuple *tuple, size_t position, const json_t *object, struct sockfam_value *value)
{
    const json_t *hex = json_object_get(object, "hex");
    size_t bad;
    if (!json_is_string(hex) || json_object_size(object) != 1)
        return bad_value(position, "bytes are {\"hex\":\"..\"}");
    if (json_string_length(hex) / 2 + 1 > sizeof(tuple->room) - tuple->used)
        return bad_value(position, "far longer than any address");
    uint8_t *bytes = tuple->room + tuple->used;
    long count = hex_parse(json_string_value(hex), json_string_length(hex), bytes, &bad);
    if (count < 0)
        return bad_value(position, "\"hex\" holds pairs of hexadecimal digits");
    *value = sockfam_value_bytes(bytes, (size_t)count);
    tuple->used += (size_t)count;
    return YES;
}

static int take_string(const struct sockfam_field_row *field, size_t position, const json_t *string,
                       struct sockfam_value *value)
{
    const char *text = json_string_value(string);
    *value = sockfam_value_text(text, json_string_length(string));
    if (!is_wide(field) || strncmp(text, "0x", 2) != 0)
        return YES;
    if (strlen(text) != json_string_length(string) || strspn(text + 2, "0123456789abcdefABCDEF") != strlen(text + 2) ||
        strlen(text) < 3 || strlen(text) > 18)
        return bad_value(position, "wanted 1 to 16 hexadecimal digits after 0x");
    *value = sockfam_value_uint(strtoull(text, NULL, 16));
    return YES;
}

static int take_value(struct tuple *tuple, const struct sockfam_field_row *field, size_t position, const json_t *json)
{
    struct sockfam_value *value = &tuple->value[position];
    if (json_is_object(json))
        return take_bytes(tuple, position, json, value);
    if (json_is_string(json))
        return take_string(field, position, json, value);
    if (!json_is_integer(json))
        return bad_value(position, "wanted a string, an integer or {\"hex\":\"..\"}");
    if (tuple->high[position]) {
        *value = sockfam_value_uint(tuple->high[position]);
        return YES;
    }
    json_int_t number = json_integer_value(json);
    *value = number < 0 ? sockfam_value_sint(number) : sockfam_value_uint((uint64_t)number);
    return YES;
}

static int encode(const struct sockfam_context *ctx, const struct sockfam_format *format, struct tuple *tuple,
                  const json_t *values, unsigned flags, struct sockfam_address *address)
{
    tuple->count = json_array_size(values);
    if (tuple->count > SOCKFAM_FIELDS_MAX) {
        report("%zu values are more than any address has", tuple->count);
        return NO;
    }
    for (size_t i = 0; i < tuple->count; i++) {
        struct sockfam_element element = { .field = NULL };
        sockfam_format_element(format, tuple->value, i, &element);
        if (take_value(tuple, element.field, i, json_array_get(values, i)) != YES)
            return NO;
    }
    struct sockfam_error error = { 0 };
    if (sockfam_address_from_values(ctx, format, tuple->value, tuple->count, flags, address, &error) >= 0)
        return YES;
    report_error(&error);
    return NO;
}

/* Any JSON. NULL after a report. */
static json_t *load_any(const char *text, uint64_t high[SOCKFAM_FIELDS_MAX])
{
    json_error_t wrong;
    char *copy = strdup(text);
    if (!copy) {
        report("out of memory");
        return NULL;
    }
    json_t *json = NULL;
    if (address_take_high(copy, high) == YES) {
        json = json_loads(copy, JSON_ALLOW_NUL | JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, &wrong);
        if (!json)
            report("the values are not JSON: %s (byte %d)", wrong.text, wrong.position);
    }
    free(copy);
    return json;
}

/* The values as an array, also where the format lets its one value stand bare. NULL after a report. */
static json_t *load(const struct sockfam_format *format, const char *text, uint64_t high[SOCKFAM_FIELDS_MAX])
{
    json_t *json = load_any(text, high);
    if (!json)
        return NULL;
    if (json_is_array(json))
        return json;
    const struct sockfam_tuple_row *first = sockfam_format_tuple_at(format, 0);
    if (first && first->flags & (SOCKFAM_TUPLE_SCALAR | SOCKFAM_TUPLE_COLLAPSE))
        return json_pack("[o]", json);
    json_decref(json);
    report("the values of a %s address are a JSON array", format->name);
    return NULL;
}

int address_from_values(const struct sockfam_context *ctx, const struct request *request,
                        struct sockfam_address *address)
{
    const struct sockfam_format *format;
    if (address_format(ctx, request->format, &format) != YES)
        return NO;
    if (!format) {
        report("a raw address has no values; give --from-hex");
        return NO;
    }
    struct tuple tuple = { .count = 0 };
    json_t *values = load(format, request->input, tuple.high);
    if (!values)
        return NO;
    int result = encode(ctx, format, &tuple, values, request->flags, address);
    json_decref(values);
    return result;
}
