/* SPDX-License-Identifier: MIT */
/* Tuples of golden cases: JSON to values, and comparison. */
#include "golden_values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int take_hex(struct golden_tuple *tuple, size_t *used, const char *hex, struct sockfam_value *value)
{
    size_t size = strlen(hex) / 2;
    uint8_t *bytes = tuple->room + *used;
    if (size > sizeof(tuple->room) - *used)
        return -1;
    for (size_t i = 0; i < size; i++) {
        unsigned byte;
        if (sscanf(hex + 2 * i, "%2x", &byte) != 1)
            return -1;
        bytes[i] = (uint8_t)byte;
    }
    *used += size;
    *value = sockfam_value_bytes(bytes, size);
    return 0;
}

static int take(struct golden_tuple *tuple, size_t *used, const json_t *json, struct sockfam_value *value)
{
    const char *text = json_string_value(json);
    if (json_is_object(json) && json_is_string(json_object_get(json, "hex")))
        return take_hex(tuple, used, json_string_value(json_object_get(json, "hex")), value);
    if (json_is_null(json))
        *value = (struct sockfam_value){ .kind = SOCKFAM_VALUE_NONE };
    else if (json_is_integer(json) && json_integer_value(json) < 0)
        *value = sockfam_value_sint(json_integer_value(json));
    else if (json_is_integer(json))
        *value = sockfam_value_uint((uint64_t)json_integer_value(json));
    else if (text && strncmp(text, "0x", 2) == 0)
        *value = sockfam_value_uint(strtoull(text, NULL, 16));
    else if (text)
        *value = sockfam_value_text(text, json_string_length(json));
    else
        return -1;
    return 0;
}

int golden_tuple_read(struct golden_tuple *tuple, const char *text)
{
    size_t used = 0;
    tuple->json = json_loads(text, JSON_ALLOW_NUL, NULL);
    tuple->count = json_array_size(tuple->json);
    if (!json_is_array(tuple->json) || tuple->count > SOCKFAM_FIELDS_MAX + 2)
        return -1;
    for (size_t i = 0; i < tuple->count; i++)
        if (take(tuple, &used, json_array_get(tuple->json, i), &tuple->value[i]) < 0)
            return -1;
    return 0;
}

void golden_tuple_free(struct golden_tuple *tuple)
{
    json_decref(tuple->json);
    tuple->json = NULL;
}

static int is_integer(const struct sockfam_value *value)
{
    return value->kind == SOCKFAM_VALUE_UINT || value->kind == SOCKFAM_VALUE_SINT;
}

static int equals(const struct sockfam_value *a, const struct sockfam_value *b)
{
    if (is_integer(a) && is_integer(b))
        return a->u == b->u && (a->kind == b->kind || a->s >= 0);
    return a->kind == b->kind && a->span.size == b->span.size &&
           (a->span.size == 0 || memcmp(a->span.data, b->span.data, a->span.size) == 0);
}

int golden_tuple_equals(const struct golden_tuple *tuple, const struct sockfam_value *values, size_t count)
{
    if (tuple->count != count)
        return 0;
    for (size_t i = 0; i < count; i++)
        if (!equals(&tuple->value[i], &values[i]))
            return 0;
    return 1;
}
