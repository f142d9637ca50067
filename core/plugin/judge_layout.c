/* SPDX-License-Identifier: MIT */
/*
 * Fields against each other. A format has a layout for each sockaddr family, and a layout with a tag has variants; in
 * each of them the fields that apply are laid over a map of the sockaddr's bytes, where each byte is of one field only.
 * SHADOW fields are read through others, so they are not on the map.
 */
#include <string.h>

#include "core/plugin/judge.h"

#define FAMILY_SIZE 2

/* One variant of one layout. */
struct layout {
    const struct sf_judge *judge;
    const struct sockfam_format_row *format;
    const struct sockfam_field_row *fields[SOCKFAM_FIELDS_MAX];
    size_t count;
    const char *owner[SOCKFAM_ADDRESS_MAX]; /* which field a byte is of */
};

static bool is_in_memory(const struct sockfam_field_row *field)
{
    return !(field->flags & SOCKFAM_FIELD_SHADOW);
}

/* Whether it may end beyond the format's size: it does not by itself, but addresses grow with it. */
static bool may_grow(const struct sockfam_field_row *field)
{
    return field->kind == SOCKFAM_KIND_PATH || (field->flags & SOCKFAM_FIELD_TAIL);
}

static int cover(struct layout *layout, const char *name, uint32_t at, uint32_t size)
{
    for (uint32_t i = at; i < at + size; i++) {
        if (layout->owner[i])
            return sf_refuse(layout->judge, "field \"%s\" of format \"%s\" overlaps \"%s\" at byte %u", name,
                             layout->format->name, layout->owner[i], i);
        layout->owner[i] = name;
    }
    return 0;
}

static int judge_place(struct layout *layout, const struct sockfam_field_row *field)
{
    const struct sockfam_format_row *format = layout->format;
    uint32_t end = (uint32_t)field->at + field->size;
    if (field->at < FAMILY_SIZE)
        return sf_refuse(layout->judge, "field \"%s\" of format \"%s\" begins at byte %u, inside the sockaddr's family",
                         field->name, format->name, field->at);
    if (end > format->size)
        return sf_refuse(layout->judge, "field \"%s\" of format \"%s\" ends at byte %u, beyond the sockaddr's %u",
                         field->name, format->name, end, format->size);
    if (field->kind == SOCKFAM_KIND_PATH && format->min > field->at)
        return sf_refuse(layout->judge,
                         "an address of format \"%s\" has %u bytes if \"%s\" is empty, fewer than its min %u",
                         format->name, field->at, field->name, format->min);
    if ((field->flags & SOCKFAM_FIELD_TAIL) && end != format->size)
        return sf_refuse(layout->judge,
                         "field \"%s\" of format \"%s\" is TAIL, but ends at byte %u, not at the end, %u", field->name,
                         format->name, end, format->size);
    if ((field->flags & SOCKFAM_FIELD_TAIL) && field->max > SOCKFAM_ADDRESS_MAX - (uint64_t)field->at)
        return sf_refuse(layout->judge, "field \"%s\" of format \"%s\" may end at byte %llu; a sockaddr has at most %d",
                         field->name, format->name, (unsigned long long)(field->at + field->max), SOCKFAM_ADDRESS_MAX);
    if (field->len_at != 0 && (field->len_at < FAMILY_SIZE || field->len_at >= format->size))
        return sf_refuse(layout->judge, "the length of field \"%s\" of format \"%s\" lies at byte %u, not in 2..%u",
                         field->name, format->name, field->len_at, format->size - 1);
    return 0;
}

static int lay_field(struct layout *layout, const struct sockfam_field_row *field)
{
    int result = judge_place(layout, field);
    if (result == 0 && is_in_memory(field))
        result = cover(layout, field->name, field->at, field->size);
    if (result == 0 && is_in_memory(field) && field->len_at != 0)
        result = cover(layout, field->name, field->len_at, 1);
    return result;
}

static int judge_grown(const struct layout *layout, const struct sockfam_field_row *field)
{
    for (size_t i = 0; i < layout->count; i++) {
        const struct sockfam_field_row *other = layout->fields[i];
        if (other != field && is_in_memory(other) && other->at > field->at)
            return sf_refuse(layout->judge,
                             "field \"%s\" of format \"%s\" runs to the sockaddr's end, but \"%s\" follows",
                             field->name, layout->format->name, other->name);
    }
    return 0;
}

/* Text says it through the zone only: 0 where there is none, and any number. */
static bool is_scope(const struct sockfam_field_row *field)
{
    const uint32_t refused = SOCKFAM_FIELD_BE | SOCKFAM_FIELD_LE | SOCKFAM_FIELD_SHADOW | SOCKFAM_FIELD_NONZERO;
    return field->kind == SOCKFAM_KIND_UINT && field->size == 4 && (field->flags & SOCKFAM_FIELD_OPT) &&
           !(field->flags & refused) && field->initial == 0 && field->min == 0 &&
           (field->max == 0 || field->max == UINT32_MAX);
}

static int judge_zone(const struct layout *layout, const struct sockfam_field_row *field)
{
    for (size_t i = 0; i < layout->count; i++)
        if (layout->fields[i]->at == field->zone_at && is_scope(layout->fields[i]))
            return 0;
    return sf_refuse(layout->judge,
                     "the zone of field \"%s\" of format \"%s\" lies at byte %u, where no UINT of 4 bytes "
                     "in host order begins that is OPT, 0 by default and without a range",
                     field->name, layout->format->name, field->zone_at);
}

/* The tag must be read before it is known which other fields there are, so it comes first and is in every variant. */
static int judge_tag(const struct layout *layout)
{
    const struct sockfam_format_row *format = layout->format;
    const struct sockfam_field_row *first = layout->count ? layout->fields[0] : NULL;
    if (format->tag_at == 0)
        return 0;
    if (!first || first->at != format->tag_at || first->kind != SOCKFAM_KIND_UINT || first->size != 1 ||
        first->when != 0 || (first->flags & (SOCKFAM_FIELD_SHADOW | SOCKFAM_FIELD_OPT | SOCKFAM_FIELD_EXTRA)))
        return sf_refuse(layout->judge,
                         "the first field of format \"%s\" must be its tag: a plain UINT of 1 byte at %u", format->name,
                         format->tag_at);
    return 0;
}

/* What a tuple may leave out stands at its end, or nobody could tell which value is which. */
static int judge_order(const struct layout *layout)
{
    const struct sockfam_field_row *left_out = NULL;
    for (size_t i = 0; i < layout->count; i++) {
        const struct sockfam_field_row *field = layout->fields[i];
        bool is_free = (field->flags & SOCKFAM_FIELD_OPT) && !(field->flags & SOCKFAM_FIELD_TUPLE);
        if (field->flags & (SOCKFAM_FIELD_EXTRA | SOCKFAM_FIELD_SHADOW))
            continue;
        if (left_out && !is_free)
            return sf_refuse(layout->judge,
                             "field \"%s\" of format \"%s\" must be given, but \"%s\" before it need not", field->name,
                             layout->format->name, left_out->name);
        if (is_free)
            left_out = field;
    }
    return 0;
}

/* Likewise in text, where a value that may be left out has a position unless it is always named. */
static int judge_positions(const struct layout *layout)
{
    const struct sockfam_field_row *left_out = NULL;
    for (size_t i = 0; i < layout->count; i++) {
        const struct sockfam_field_row *field = layout->fields[i];
        if (field->flags & (SOCKFAM_FIELD_NAMED | SOCKFAM_FIELD_SHADOW))
            continue;
        if (left_out && !(field->flags & SOCKFAM_FIELD_OPT))
            return sf_refuse(layout->judge,
                             "\"%s\" of format \"%s\" must be given, but \"%s\" before it need not: make "
                             "that NAMED",
                             field->name, layout->format->name, left_out->name);
        if (field->flags & SOCKFAM_FIELD_OPT)
            left_out = field;
    }
    return 0;
}

static int judge_names(const struct layout *layout)
{
    for (size_t i = 0; i < layout->count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(layout->fields[i]->name, layout->fields[k]->name) == 0)
                return sf_refuse(layout->judge, "format \"%s\" has two fields named \"%s\"", layout->format->name,
                                 layout->fields[i]->name);
    return 0;
}

static int judge_scalar(const struct layout *layout)
{
    size_t values = 0;
    for (size_t i = 0; i < layout->count; i++)
        values += !(layout->fields[i]->flags & SOCKFAM_FIELD_EXTRA);
    if ((layout->format->flags & SOCKFAM_FORMAT_SCALAR) && values != 1)
        return sf_refuse(layout->judge, "format \"%s\" is SCALAR, but its tuple has %zu values", layout->format->name,
                         values);
    return 0;
}

static int judge_layout(struct layout *layout)
{
    if (layout->count == 0)
        return sf_refuse(layout->judge, "format \"%s\" has no field for sockaddr family %u", layout->format->name,
                         layout->format->af);
    int result = judge_names(layout);
    if (result == 0)
        result = judge_tag(layout);
    for (size_t i = 0; result == 0 && i < layout->count; i++)
        result = lay_field(layout, layout->fields[i]);
    for (size_t i = 0; result == 0 && i < layout->count; i++) {
        if (may_grow(layout->fields[i]))
            result = judge_grown(layout, layout->fields[i]);
        if (result == 0 && layout->fields[i]->zone_at != 0)
            result = judge_zone(layout, layout->fields[i]);
    }
    if (result == 0)
        result = judge_order(layout);
    if (result == 0)
        result = judge_positions(layout);
    return result < 0 ? result : judge_scalar(layout);
}

/* The layout of a format row where the tag is `variant`; -1: without regard to variants, if the format has none. */
static int judge_variant(const struct sf_judge *judge, const struct sockfam_format_row *format, int variant)
{
    struct layout layout = { .judge = judge, .format = format };
    for (size_t i = 0; i < judge->tables->field_count; i++) {
        const struct sockfam_field_row *field = &judge->tables->fields[i];
        if (strcmp(field->format, format->name) != 0 || (field->af != 0 && field->af != format->af))
            continue;
        if (field->when != 0 && (variant < 0 || !(field->when >> variant & 1)))
            continue;
        layout.fields[layout.count++] = field; /* cannot overflow: see judge_count() */
    }
    return judge_layout(&layout);
}

static int judge_count(const struct sf_judge *judge, const struct sockfam_format_row *format, uint32_t *variants)
{
    size_t count = 0;
    for (size_t i = 0; i < judge->tables->field_count; i++) {
        const struct sockfam_field_row *field = &judge->tables->fields[i];
        if (strcmp(field->format, format->name) != 0)
            continue;
        count++;
        *variants |= field->when;
    }
    if (count > SOCKFAM_FIELDS_MAX)
        return sf_refuse(judge, "format \"%s\" has %zu fields; at most %d are taken", format->name, count,
                         SOCKFAM_FIELDS_MAX);
    if (*variants != 0 && format->tag_at == 0)
        return sf_refuse(judge, "fields of format \"%s\" are only for some variants, but it has no tag", format->name);
    return 0;
}

int sf_judge_layouts(const struct sf_judge *judge)
{
    int result = 0;
    for (size_t i = 0; result == 0 && i < judge->tables->format_count; i++) {
        const struct sockfam_format_row *format = &judge->tables->formats[i];
        uint32_t variants = 0;
        result = judge_count(judge, format, &variants);
        if (result == 0)
            result = judge_variant(judge, format, -1);
        for (int variant = 0; result == 0 && variant < 32; variant++)
            if (variants >> variant & 1)
                result = judge_variant(judge, format, variant);
    }
    return result;
}
