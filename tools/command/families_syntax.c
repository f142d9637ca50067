/* SPDX-License-Identifier: MIT */
/*
 * How a format's addresses are written, made from its field rows: `vsock:<cid>:<port>[,flags=<flags>]` as text,
 * `(cid, port)` as Python's tuple. A format whose fields depend on a tag has lines for each variant.
 */
#include "families.h"

#include <string.h>

/* One layout and variant of a format. */
struct shape {
    const struct sockfam_context *ctx;
    const struct sockfam_format *format;
    const struct sockfam_format_row *row;
    int variant; /* the tag's value, -1: the format has no variants */
};

static int belongs(const struct shape *shape, const struct sockfam_field_row *field)
{
    if (field->af != 0 && field->af != shape->row->af)
        return 0;
    return field->when == 0 || (shape->variant >= 0 && field->when >> shape->variant & 1);
}

static int is_tag(const struct shape *shape, const struct sockfam_field_row *field)
{
    return shape->variant >= 0 && field->at == shape->row->tag_at;
}

static void put_tag(const struct shape *shape, const struct sockfam_field_row *field)
{
    char text[WORD_MAX];
    const char *word = families_word(shape->ctx, shape->format, field, shape->variant, text);
    if (word)
        fputs(word, stdout);
    else
        printf("%d", shape->variant);
}

static void put_field(const struct shape *shape, const struct sockfam_field_row *field, int first)
{
    int optional = (field->flags & SOCKFAM_FIELD_OPT) != 0;
    int named = optional || field->flags & SOCKFAM_FIELD_NAMED;
    if (optional)
        putchar('[');
    if (!first)
        putchar(named || field->sep == 0 ? ',' : field->sep);
    if (named)
        printf("%s=", field->name);
    if (is_tag(shape, field))
        put_tag(shape, field);
    else
        printf(field->kind == SOCKFAM_KIND_IPV6 && !named ? "[<%s>]" : "<%s>", field->name);
    if (optional)
        putchar(']');
}

static void put_text(const struct shape *shape)
{
    int first = 1;
    printf("  text     %s:", shape->row->name);
    for (size_t i = 0; i < shape->format->field_count; i++) {
        const struct sockfam_field_row *field = sockfam_format_field_at(shape->format, i);
        if (field->flags & SOCKFAM_FIELD_SHADOW || !belongs(shape, field))
            continue;
        put_field(shape, field, first);
        first = 0;
    }
    putchar('\n');
}

static void put_tuple(const struct shape *shape)
{
    int bare = shape->row->flags & SOCKFAM_FORMAT_SCALAR ? 1 : 0;
    size_t count = 0;
    size_t open = 0;
    fputs(bare ? "  values   " : "  values   (", stdout);
    for (size_t i = 0; i < shape->format->field_count; i++) {
        const struct sockfam_field_row *field = sockfam_format_field_at(shape->format, i);
        if (field->flags & SOCKFAM_FIELD_EXTRA || !belongs(shape, field))
            continue;
        if (field->flags & SOCKFAM_FIELD_OPT && !(field->flags & SOCKFAM_FIELD_TUPLE)) {
            putchar('[');
            open++;
        }
        if (count++ > 0)
            fputs(", ", stdout);
        if (is_tag(shape, field))
            printf("%d", shape->variant);
        else
            fputs(field->name, stdout);
    }
    for (; open > 0; open--)
        putchar(']');
    if (!bare)
        fputs(count == 1 ? ",)" : ")", stdout);
    puts(shape->row->flags & SOCKFAM_FORMAT_COLLAPSE ? " or the first alone" : "");
}

void families_syntax(const struct sockfam_context *ctx, const struct sockfam_format *format)
{
    uint32_t variants = 0;
    for (size_t i = 0; i < format->field_count; i++)
        variants |= sockfam_format_field_at(format, i)->when;
    for (size_t i = 0; i < format->variant_count; i++) {
        struct shape shape = { ctx, format, sockfam_format_variant_at(format, i), -1 };
        if (variants == 0) {
            put_text(&shape);
            put_tuple(&shape);
        }
        for (shape.variant = 0; variants != 0 && shape.variant < 32; shape.variant++) {
            if (!(variants >> shape.variant & 1))
                continue;
            put_text(&shape);
            put_tuple(&shape);
        }
    }
}
