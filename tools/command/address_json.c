/* SPDX-License-Identifier: MIT */
/* An address as one JSON object: its texts, its bytes, Python's tuple and all its fields. */
#include "address.h"
#include "kind.h"

#include <string.h>

/* The text of a field that is neither number nor interface: escaped as in an address, no words. */
static json_t *json_of_field_text(const struct sockfam_context *ctx, const struct sockfam_address *address,
                                  const struct sockfam_field_row *field, unsigned flags)
{
    char text[SOCKFAM_TEXT_MAX];
    if (sockfam_address_print_field(ctx, address, field, flags, text, sizeof(text), NULL, NULL) < 0)
        return NULL;
    return json_string(text);
}

static json_t *json_of_fields(const struct sockfam_context *ctx, const struct sockfam_address *address, unsigned flags,
                              struct sockfam_error *error)
{
    SOCKFAM_VALUES(values);
    if (sockfam_address_to_values(ctx, address, flags | SOCKFAM_ALL_FIELDS, &values, error) < 0)
        return NULL;
    json_t *object = json_object();
    for (size_t i = 0; i < values.count; i++) {
        const struct sockfam_field_row *field = values.field[i];
        json_t *value = kind_is_integer(field) ? json_of_value(&values.value[i], field)
                                               : json_of_field_text(ctx, address, field, flags);
        if (json_object_set_new(object, field->name, value) == 0)
            continue;
        json_decref(object);
        return NULL;
    }
    return object;
}

static json_t *json_of_tuple(const struct sockfam_context *ctx, const struct sockfam_address *address, unsigned flags,
                             struct sockfam_error *error)
{
    SOCKFAM_VALUES(values);
    if (sockfam_address_to_values(ctx, address, flags, &values, error) < 0)
        return NULL;
    json_t *array = json_array();
    for (size_t i = 0; i < values.count; i++)
        json_append(&array, json_of_value(&values.value[i], values.field[i]));
    return array;
}

static json_t *json_of_raw(const struct sockfam_address *address)
{
    if (address->length < 2)
        return json_pack("{s:o}", "data", json_of_hex(address->bytes, address->length));
    return json_pack("{s:i, s:o}", "family", (int)address_af(address), "data",
                     json_of_hex(address->bytes + 2, address->length - 2));
}

int address_write_json(const struct sockfam_context *ctx, const struct sockfam_address *address, unsigned flags)
{
    char text[SOCKFAM_TEXT_MAX];
    char display[SOCKFAM_TEXT_MAX];
    const struct sockfam_format *format = address->format;
    if (address_text(ctx, address, flags, text) != YES ||
        address_text(ctx, address, flags | SOCKFAM_DISPLAY, display) != YES)
        return NO;
    struct sockfam_error error = { 0 };
    json_t *values = format ? json_of_tuple(ctx, address, flags, &error) : json_null();
    json_t *fields = !format ? json_of_raw(address) : values ? json_of_fields(ctx, address, flags, &error) : NULL;
    if (error.kind != SOCKFAM_ERROR_NONE) {
        json_decref(values);
        report_error(&error);
        return NO;
    }
    return write_json(json_pack("{s:s, s:s, s:s, s:s?, s:i, s:i, s:i, s:o, s:o, s:o}", "text", text, "display", display,
                                "format", format ? format->name : "raw", "family",
                                format ? format->family->name : NULL, "af", (int)address_af(address), "length",
                                (int)address->length, "received", (int)address->received, "hex",
                                json_of_hex(address->bytes, address->length), "values", values, "fields", fields));
}
