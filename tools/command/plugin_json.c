/* SPDX-License-Identifier: MIT */
/* The tables of a driver as JSON: an object a row, its members named as in <sockfam/table.h>, flags as words. */
#include "plugin.h"

#include <inttypes.h>

#include "families.h"

struct flag {
    uint32_t bit;
    const char *name;
};

static const struct flag format_flags[] = { { SOCKFAM_FORMAT_SCALAR, "scalar" },
                                            { SOCKFAM_FORMAT_COLLAPSE, "collapse" },
                                            { 0, NULL } };

static const struct flag code_flags[] = { { SOCKFAM_CODE_LOOKUP, "lookup" }, { SOCKFAM_CODE_PARSE, "parse" },
                                          { SOCKFAM_CODE_PRINT, "print" },   { SOCKFAM_CODE_ENCODE, "encode" },
                                          { SOCKFAM_CODE_DECODE, "decode" }, { 0, NULL } };

static const struct flag field_flags[] = { { SOCKFAM_FIELD_BE, "be" },
                                           { SOCKFAM_FIELD_LE, "le" },
                                           { SOCKFAM_FIELD_HEX, "hex" },
                                           { SOCKFAM_FIELD_WORD, "word" },
                                           { SOCKFAM_FIELD_OPT, "opt" },
                                           { SOCKFAM_FIELD_TUPLE, "tuple" },
                                           { SOCKFAM_FIELD_TRIM, "trim" },
                                           { SOCKFAM_FIELD_NAMED, "named" },
                                           { SOCKFAM_FIELD_EXTRA, "extra" },
                                           { SOCKFAM_FIELD_SHADOW, "shadow" },
                                           { SOCKFAM_FIELD_TAIL, "tail" },
                                           { SOCKFAM_FIELD_NONZERO, "nonzero" },
                                           { 0, NULL } };

static const struct flag protocol_flags[] = { { SOCKFAM_PROTOCOL_DIAL_BINDS, "binds" },
                                              { SOCKFAM_PROTOCOL_DIAL_ACCEPTS, "accepts" },
                                              { SOCKFAM_PROTOCOL_NAMELESS, "nameless" },
                                              { SOCKFAM_PROTOCOL_NO_MSG_NOSIGNAL, "plain" },
                                              { 0, NULL } };

static const struct flag option_flags[] = { { SOCKFAM_OPTION_READ_ONLY, "read" },
                                            { SOCKFAM_OPTION_WRITE_ONLY, "write" },
                                            { SOCKFAM_OPTION_SINGLE_STACK, "single_stack" },
                                            { 0, NULL } };

/* Appends to an array that is under way; on failure frees it, so that it is NULL from there on. */
static void append(json_t **array, json_t *value)
{
    if (!*array || json_array_append_new(*array, value) == 0)
        return;
    json_decref(*array);
    *array = NULL;
}

static json_t *json_of_flags(const struct flag *names, uint32_t flags)
{
    json_t *array = json_array();
    for (; names->name; names++) {
        if (flags & names->bit)
            append(&array, json_string(names->name));
    }
    return array;
}

static json_t *json_of_bound(const struct sockfam_field_row *field, uint64_t bound)
{
    return field->size == 8 || bound > INT64_MAX ? json_of_wide(bound) : json_integer((json_int_t)bound);
}

static json_t *json_of_separator(const struct sockfam_field_row *field)
{
    char text[2] = { (char)(field->sep != 0 ? field->sep : ','), '\0' };
    return json_string(text);
}

static json_t *json_of_variants(const struct sockfam_field_row *field)
{
    json_t *array = json_array();
    for (int i = 0; i < 32; i++) {
        if (field->when >> i & 1)
            append(&array, json_integer(i));
    }
    return array;
}

static json_t *json_of_field(const struct sockfam_field_row *field)
{
    int bounded = field->min != 0 || field->max != 0;
    return json_pack("{s:s, s:s, s:s, s:i, s:i, s:o, s:o, s:i, s:i, s:o, s:i, s:i, s:o, s:o, s:o}", "name", field->name,
                     "doc", field->doc, "kind", families_kind_name(field->kind), "at", (int)field->at, "size",
                     (int)field->size, "flags", json_of_flags(field_flags, field->flags), "sep",
                     json_of_separator(field), "len_at", (int)field->len_at, "zone_at", (int)field->zone_at, "when",
                     json_of_variants(field), "family", (int)field->af, "set", (int)field->set, "min",
                     bounded ? json_integer(field->min) : json_null(), "max",
                     bounded ? json_of_bound(field, field->max) : json_null(), "initial",
                     field->flags & SOCKFAM_FIELD_OPT ? json_integer(field->initial) : json_null());
}

static json_t *json_of_layouts(const struct sockfam_format *format)
{
    json_t *array = json_array();
    for (size_t i = 0; i < format->variant_count; i++) {
        const struct sockfam_format_row *row = sockfam_format_variant_at(format, i);
        append(&array,
               json_pack("{s:i, s:i, s:i}", "family", (int)row->af, "size", (int)row->size, "min", (int)row->min));
    }
    return array;
}

static json_t *json_of_format(const struct sockfam_format *format)
{
    const struct sockfam_format_row *row = sockfam_format_variant_at(format, 0);
    json_t *fields = json_array();
    for (size_t i = 0; i < format->field_count; i++)
        append(&fields, json_of_field(sockfam_format_field_at(format, i)));
    return json_pack("{s:s, s:s, s:s, s:s, s:i, s:o, s:o, s:o, s:o}", "name", row->name, "doc", row->doc, "example",
                     row->example, "lead", row->lead, "tag_at", (int)row->tag_at, "flags",
                     json_of_flags(format_flags, row->flags), "code", json_of_flags(code_flags, row->code), "layouts",
                     json_of_layouts(format), "fields", fields);
}

json_t *plugin_json_formats(const struct sockfam_family *family)
{
    json_t *array = json_array();
    for (size_t i = 0; i < family->format_count; i++)
        append(&array, json_of_format(family->formats[i]));
    return array;
}

json_t *plugin_json_protocols(const struct sockfam_family *family)
{
    json_t *array = json_array();
    for (size_t i = 0; i < family->protocol_count; i++) {
        const struct sockfam_protocol_row *row = sockfam_family_protocol_at(family, i);
        append(&array, json_pack("{s:s, s:s, s:s, s:o, s:s, s:s, s:s, s:o}", "name", row->name, "doc", row->doc, "type",
                                 protocol_type_name(row->type), "number",
                                 row->protocol == SOCKFAM_ANY ? json_null() : json_integer(row->protocol), "format",
                                 row->format, "module", row->module, "proc", row->proc, "flags",
                                 json_of_flags(protocol_flags, row->flags)));
    }
    return array;
}

json_t *plugin_json_constants(const struct sockfam_context *ctx, const struct sockfam_family *family)
{
    json_t *array = json_array();
    struct sockfam_constant_query query = { .family = family->name };
    const struct constants all = constants_of(ctx, &query);
    for (size_t i = 0; i < all.count; i++) {
        const struct sockfam_constant *each = all.list[i];
        json_t *value = each->kind == SOCKFAM_CONSTANT_STRING ? json_string(each->text) : json_integer(each->value);
        append(&array, json_pack("{s:s, s:o, s:s?, s:i}", "name", each->name, "value", value, "word", each->word, "set",
                                 (int)each->set));
    }
    return array;
}

json_t *plugin_json_options(const struct sockfam_family *family, enum sockfam_option_record record)
{
    json_t *array = json_array();
    const struct sockfam_option_row *row;
    for (size_t i = 0; (row = sockfam_family_option_at(family, record, i)); i++) {
        append(&array,
               json_pack("{s:s, s:s, s:i, s:i, s:s, s:i, s:o}", "name", row->name, "doc", row->doc, "level",
                         (int)row->level, "number", (int)row->number, "kind", families_option_kind_name(row->kind),
                         "size", (int)row->size, "flags", json_of_flags(option_flags, row->flags)));
    }
    return array;
}
