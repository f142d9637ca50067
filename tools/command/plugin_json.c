/* SPDX-License-Identifier: MIT */
/* The tables of a driver as JSON: an object a row, its members named as in <sockfam/table.h>, flags as words. */
#include "plugin.h"

#include <inttypes.h>

#include "families.h"

struct flag {
    uint32_t bit;
    const char *name;
};

static const struct flag format_flags[] = { { SOCKFAM_FORMAT_TAGGED, "tagged" },
                                            { SOCKFAM_FORMAT_LENGTH_BYTE, "length_byte" },
                                            { SOCKFAM_FORMAT_STRUCT, "struct" },
                                            { 0, NULL } };

static const struct flag tuple_flags[] = { { SOCKFAM_TUPLE_OPTIONAL, "optional" }, { SOCKFAM_TUPLE_TRIM, "trim" },
                                           { SOCKFAM_TUPLE_IGNORED, "ignored" },   { SOCKFAM_TUPLE_SCALAR, "scalar" },
                                           { SOCKFAM_TUPLE_COLLAPSE, "collapse" }, { SOCKFAM_TUPLE_WRAPS, "wraps" },
                                           { 0, NULL } };

static const struct flag code_flags[] = { { SOCKFAM_CODE_LOOKUP, "lookup" }, { SOCKFAM_CODE_PARSE, "parse" },
                                          { SOCKFAM_CODE_PRINT, "print" },   { SOCKFAM_CODE_ENCODE, "encode" },
                                          { SOCKFAM_CODE_DECODE, "decode" }, { 0, NULL } };

static const struct flag field_flags[] = { { SOCKFAM_FIELD_BE, "be" },
                                           { SOCKFAM_FIELD_LE, "le" },
                                           { SOCKFAM_FIELD_HEX, "hex" },
                                           { SOCKFAM_FIELD_WORD, "word" },
                                           { SOCKFAM_FIELD_OPT, "opt" },
                                           { SOCKFAM_FIELD_NAMED, "named" },
                                           { SOCKFAM_FIELD_TAIL, "tail" },
                                           { SOCKFAM_FIELD_NONZERO, "nonzero" },
                                           { SOCKFAM_FIELD_FIXED, "fixed" },
                                           { SOCKFAM_FIELD_HOST, "host" },
                                           { SOCKFAM_FIELD_LIST, "list" },
                                           { 0, NULL } };

static const struct flag protocol_flags[] = { { SOCKFAM_PROTOCOL_DIAL_BINDS, "dial_binds" },
                                              { SOCKFAM_PROTOCOL_DIAL_ACCEPTS, "dial_accepts" },
                                              { SOCKFAM_PROTOCOL_NAMELESS, "nameless" },
                                              { SOCKFAM_PROTOCOL_NO_MSG_NOSIGNAL, "no_msg_nosignal" },
                                              { SOCKFAM_PROTOCOL_NO_HALF_CLOSE, "no_half_close" },
                                              { SOCKFAM_PROTOCOL_CONNECTIONLESS, "connectionless" },
                                              { 0, NULL } };

static const struct flag option_flags[] = { { SOCKFAM_OPTION_READ_ONLY, "read_only" },
                                            { SOCKFAM_OPTION_WRITE_ONLY, "write_only" },
                                            { SOCKFAM_OPTION_SINGLE_STACK, "single_stack" },
                                            { SOCKFAM_OPTION_BE, "be" },
                                            { SOCKFAM_OPTION_ARRAY, "array" },
                                            { SOCKFAM_OPTION_ASK, "ask" },
                                            { SOCKFAM_OPTION_CODE_ONLY, "code_only" },
                                            { 0, NULL } };

static json_t *json_of_flags(const struct flag *names, uint32_t flags)
{
    json_t *array = json_array();
    for (; names->name; names++) {
        if (flags & names->bit)
            json_append(&array, json_string(names->name));
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
            json_append(&array, json_integer(i));
    }
    return array;
}

static json_t *json_of_field(const struct sockfam_field_row *field)
{
    int bounded = field->min != 0 || field->max != 0;
    char kind[KIND_MAX];
    return json_pack("{s:s, s:s, s:s, s:i, s:i, s:o, s:o, s:i, s:i, s:i, s:i, s:o, s:i, s:o, s:o, s:o}", "name",
                     field->name, "doc", field->doc, "kind", families_kind_name(field->kind, kind), "at",
                     (int)field->at, "size", (int)field->size, "flags", json_of_flags(field_flags, field->flags), "sep",
                     json_of_separator(field), "len_at", (int)field->len_at, "len_size", (int)field->len_size,
                     "zone_at", (int)field->zone_at, "fill", (int)field->fill, "when", json_of_variants(field), "set",
                     (int)field->set, "min", bounded ? json_integer(field->min) : json_null(), "max",
                     bounded ? json_of_bound(field, field->max) : json_null(), "initial",
                     field->flags & (SOCKFAM_FIELD_OPT | SOCKFAM_FIELD_FIXED) ? json_integer(field->initial)
                                                                              : json_null());
}

static json_t *json_of_variant_rows(const struct sockfam_format *format)
{
    json_t *array = json_array();
    for (size_t i = 0; i < format->variant_count; i++) {
        const struct sockfam_format_row *row = sockfam_format_variant_at(format, i);
        json_t *tag = row->flags & SOCKFAM_FORMAT_TAGGED ? json_integer(row->tag) : json_null();
        json_append(&array, json_pack("{s:s, s:s, s:i, s:i, s:i, s:i, s:o}", "doc", row->doc, "example", row->example,
                                      "af", (int)row->af, "size", (int)row->size, "min", (int)row->min, "on",
                                      (int)row->on, "tag", tag));
    }
    return array;
}

static json_t *json_of_tuple(const struct sockfam_format *format)
{
    json_t *array = json_array();
    const struct sockfam_tuple_row *row;
    for (size_t i = 0; (row = sockfam_format_tuple_at(format, i)); i++)
        json_append(&array,
                    json_pack("{s:s, s:o, s:i, s:i, s:o, s:i}", "field", row->field, "flags",
                              json_of_flags(tuple_flags, row->flags), "kinds", (int)row->kinds, "when", (int)row->when,
                              "max", json_integer((json_int_t)row->max), "number", (int)row->number));
    return array;
}

static json_t *json_of_format(const struct sockfam_format *format)
{
    const struct sockfam_format_row *row = sockfam_format_variant_at(format, 0);
    json_t *fields = json_array();
    for (size_t i = 0; i < format->field_count; i++)
        json_append(&fields, json_of_field(sockfam_format_field_at(format, i)));
    return json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o}", "name", row->name, "doc", row->doc, "example",
                     row->example, "lead", row->lead, "flags", json_of_flags(format_flags, row->flags), "code",
                     json_of_flags(code_flags, row->code), "variants", json_of_variant_rows(format), "fields", fields,
                     "tuple", json_of_tuple(format));
}

json_t *plugin_json_formats(const struct sockfam_family *family)
{
    json_t *array = json_array();
    for (size_t i = 0; i < family->format_count; i++)
        json_append(&array, json_of_format(family->formats[i]));
    return array;
}

json_t *plugin_json_protocols(const struct sockfam_family *family)
{
    json_t *array = json_array();
    for (size_t i = 0; i < family->protocol_count; i++) {
        const struct sockfam_protocol_row *row = sockfam_family_protocol_at(family, i);
        json_append(&array, json_pack("{s:s, s:s, s:s, s:o, s:s, s:s, s:s, s:o}", "name", row->name, "doc", row->doc,
                                      "type", protocol_type_name(row->type), "number",
                                      row->protocol == SOCKFAM_ANY ? json_null() : json_integer(row->protocol),
                                      "format", row->format, "module", row->module, "proc", row->proc, "flags",
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
        json_append(&array, json_pack("{s:s, s:o, s:s?, s:i}", "name", each->name, "value",
                                      json_of_constant_value(each), "word", each->word, "set", (int)each->set));
    }
    return array;
}

json_t *plugin_json_options(const struct sockfam_family *family, enum sockfam_option_record record)
{
    json_t *array = json_array();
    char kind[KIND_MAX];
    const struct sockfam_option_row *row;
    for (size_t i = 0; (row = sockfam_family_option_at(family, record, i)); i++) {
        json_append(&array, json_pack("{s:s, s:s, s:i, s:i, s:s, s:i, s:s, s:o}", "name", row->name, "doc", row->doc,
                                      "level", (int)row->level, "number", (int)row->number, "kind",
                                      families_option_kind(row->kind, kind), "size", (int)row->size, "format",
                                      row->format, "flags", json_of_flags(option_flags, row->flags)));
    }
    return array;
}
