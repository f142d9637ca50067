/* SPDX-License-Identifier: MIT */
/*
 * How a format's addresses are written, made from its field rows: `vsock:<cid>:<port>[,flags=<flags>]` as text,
 * `(cid, port)` as Python's tuple. A format with variants has lines for each of them.
 */
#include "families.h"
#include "kind.h"

#include <string.h>

/* One variant of a format. */
struct shape {
    const struct sockfam_context *ctx;
    const struct sockfam_format *format;
    const struct sockfam_format_row *row;
    size_t variant;
};

static bool belongs(const struct shape *shape, const struct sockfam_field_row *field)
{
    return (field->when == 0 || field->when >> shape->variant & 1) && !(field->flags & SOCKFAM_FIELD_FIXED);
}

static bool is_tag(const struct shape *shape, const struct sockfam_field_row *field)
{
    return shape->row->flags & SOCKFAM_FORMAT_TAGGED && field == sockfam_format_field_at(shape->format, 0);
}

static void put_tag(const struct shape *shape)
{
    char text[WORD_MAX];
    families_variant(shape->ctx, shape->format, shape->variant, text);
    fputs(text, stdout);
}

static void put_field(const struct shape *shape, const struct sockfam_field_row *field, bool is_first)
{
    bool is_optional = field->flags & SOCKFAM_FIELD_OPT;
    bool is_named = is_optional || field->flags & SOCKFAM_FIELD_NAMED;
    if (is_optional)
        putchar('[');
    if (!is_first)
        putchar(is_named || field->sep == 0 ? ',' : field->sep);
    if (is_named)
        printf("%s=", field->name);
    if (is_tag(shape, field))
        put_tag(shape);
    else
        printf(kind_has_brackets(field) && !is_named ? "[<%s>]" : "<%s>", field->name);
    if (is_optional)
        putchar(']');
}

static void put_text(const struct shape *shape)
{
    bool is_first = true;
    printf("  text     %s:", shape->row->name);
    for (size_t i = 0; i < shape->format->field_count; i++) {
        const struct sockfam_field_row *field = sockfam_format_field_at(shape->format, i);
        if (!belongs(shape, field))
            continue;
        put_field(shape, field, is_first);
        is_first = false;
    }
    putchar('\n');
}

static void put_element(const struct shape *shape, const struct sockfam_element *element)
{
    if (!element->field)
        fputs("0", stdout);
    else if (is_tag(shape, element->field))
        printf("%lld", (long long)shape->row->tag);
    else
        fputs(element->field->name, stdout);
}

/* The values in front of an element decide the variant; of them the tag is the first. */
static int element_at(const struct shape *shape, size_t index, struct sockfam_element *element)
{
    const struct sockfam_value tag[SOCKFAM_FIELDS_MAX] = { sockfam_value_sint(shape->row->tag) };
    return sockfam_format_element(shape->format, tag, index, element);
}

static void put_tuple(const struct shape *shape)
{
    const struct sockfam_tuple_row *first = sockfam_format_tuple_at(shape->format, 0);
    bool is_bare = first && first->flags & SOCKFAM_TUPLE_SCALAR;
    struct sockfam_element element = { .flags = 0 };
    size_t count = 0, open = 0;
    fputs(is_bare ? "  values   " : "  values   (", stdout);
    for (; element_at(shape, count, &element) == 1; count++) {
        if (element.flags & SOCKFAM_TUPLE_OPTIONAL) {
            putchar('[');
            open++;
        }
        if (count > 0)
            fputs(", ", stdout);
        put_element(shape, &element);
    }
    for (; open > 0; open--)
        putchar(']');
    if (!is_bare)
        fputs(count == 1 ? ",)" : ")", stdout);
    puts(first && first->flags & SOCKFAM_TUPLE_COLLAPSE ? " or the first alone" : "");
}

void families_syntax(const struct sockfam_context *ctx, const struct sockfam_format *format)
{
    for (size_t i = 0; i < format->variant_count; i++) {
        const struct shape shape = { ctx, format, sockfam_format_variant_at(format, i), i };
        put_text(&shape);
        put_tuple(&shape);
    }
}
