/* SPDX-License-Identifier: MIT */
/*
 * Fields against each other. In each variant of a format the fields that belong to it are laid over a map of the
 * sockaddr's bytes, where each byte is of one field only.
 */
#include <string.h>

#include "core/address/kind.h"
#include "core/plugin/judge.h"

/* One variant. */
struct layout {
    const struct sf_judge *judge;
    const struct sockfam_format_row *format;
    unsigned begin; /* first byte that a field may have */
    size_t count;
    const struct sockfam_field_row *fields[SOCKFAM_FIELDS_MAX + 1];
    uint64_t taken[SOCKFAM_STRUCT_MAX / 64]; /* a bit for each byte that is of a field */
};

#define REFUSE(...) sf_refuse_field(layout->judge, field, __VA_ARGS__)

static const struct sf_kind *kind_of(const struct sockfam_field_row *field)
{
    return sf_kind_of(field->kind); /* judged: there is one */
}

static bool is_shown(const struct sockfam_field_row *field)
{
    return !(field->flags & SOCKFAM_FIELD_FIXED);
}

/* Whether it may end beyond the format's size: it does not by itself, but addresses grow with it. */
static bool may_grow(const struct sockfam_field_row *field)
{
    return (kind_of(field)->traits & SF_KIND_GROWS) || (field->flags & SOCKFAM_FIELD_TAIL);
}

static unsigned length_size(const struct sockfam_field_row *field)
{
    return field->len_size ? field->len_size : 1;
}

/* ------------------------------------------------------------------ places */

static bool has_byte(const struct sockfam_field_row *field, uint32_t at)
{
    bool is_length = field->len_at != 0 && at >= field->len_at && at < field->len_at + length_size(field);
    return is_length || (at >= field->at && at < (uint32_t)field->at + field->size);
}

/* The message names the first byte of the two and the first field that has it. */
static __attribute__((cold)) int refuse_overlap(const struct layout *layout, const char *name, uint32_t at)
{
    size_t i = 0;
    while (i + 1 < layout->count && !has_byte(layout->fields[i], at))
        i++;
    return sf_refuse(layout->judge, "field \"%s\" of format \"%s\" overlaps \"%s\" at byte %u", name,
                     layout->format->name, layout->fields[i]->name, at);
}

static int cover(struct layout *layout, const char *name, uint32_t at, uint32_t size)
{
    for (uint32_t end = at + size; at < end;) {
        uint32_t bits = 64 - at % 64 < end - at ? 64 - at % 64 : end - at; /* of this word */
        uint64_t mask = (UINT64_MAX >> (64 - bits)) << at % 64, both = layout->taken[at / 64] & mask;
        if (both)
            return refuse_overlap(layout, name, at / 64 * 64 + (uint32_t)__builtin_ctzll(both));
        layout->taken[at / 64] |= mask;
        at += bits;
    }
    return 0;
}

static uint64_t tail_end(const struct sockfam_field_row *field)
{
    const struct sf_kind *kind = kind_of(field);
    bool is_list = field->flags & SOCKFAM_FIELD_LIST;
    uint64_t element = !is_list ? 1 : kind->sizes ? (uint64_t)__builtin_ctz(kind->sizes) : SOCKFAM_ADDRESS_MAX;
    bool has_nul = !is_list && field->len_at == 0 && kind->traits & SF_KIND_GREEDY;
    return field->at + field->max * element + has_nul;
}

static int judge_tail(const struct layout *layout, const struct sockfam_field_row *field)
{
    const struct sockfam_format_row *format = layout->format;
    uint32_t end = (uint32_t)field->at + field->size;
    uint64_t limit = format->flags & SOCKFAM_FORMAT_STRUCT ? SOCKFAM_STRUCT_MAX : SOCKFAM_ADDRESS_MAX;
    if (!(field->flags & SOCKFAM_FIELD_TAIL))
        return 0;
    if (end != format->size)
        return REFUSE("is TAIL, but ends at byte %u, not at the end, %u", end, format->size);
    if (tail_end(field) > limit)
        return REFUSE("may end at byte %llu; a %s has at most %llu", (unsigned long long)tail_end(field),
                      format->flags & SOCKFAM_FORMAT_STRUCT ? "struct" : "sockaddr", (unsigned long long)limit);
    return 0;
}

static int judge_place(struct layout *layout, const struct sockfam_field_row *field)
{
    const struct sockfam_format_row *format = layout->format;
    uint32_t end = (uint32_t)field->at + field->size;
    if (field->at < layout->begin)
        return REFUSE("begins at byte %u, inside the sockaddr's family", field->at);
    if (end > format->size)
        return REFUSE("ends at byte %u, beyond the %s's %u", end,
                      format->flags & SOCKFAM_FORMAT_STRUCT ? "struct" : "sockaddr", format->size);
    if ((kind_of(field)->traits & SF_KIND_GROWS) && format->min > field->at)
        return sf_refuse(layout->judge,
                         "an address of format \"%s\" has %u bytes if \"%s\" is empty, fewer than its min %u",
                         format->name, field->at, field->name, format->min);
    if ((kind_of(field)->traits & SF_KIND_BRACES) && !(format->flags & SOCKFAM_FORMAT_STRUCT))
        return REFUSE("is an ADDRESS, which only a STRUCT can hold");
    if (field->len_at != 0 && (field->len_at < layout->begin || field->len_at + length_size(field) > format->size))
        return REFUSE("has its length at byte %u, not in %u..%u", field->len_at, layout->begin,
                      format->size - length_size(field));
    return judge_tail(layout, field);
}

static int lay_field(struct layout *layout, const struct sockfam_field_row *field)
{
    int result = judge_place(layout, field);
    if (result == 0)
        result = cover(layout, field->name, field->at, field->size);
    if (result == 0 && field->len_at != 0)
        result = cover(layout, field->name, field->len_at, length_size(field));
    return result;
}

static int judge_grown(const struct layout *layout, const struct sockfam_field_row *field)
{
    for (size_t i = 0; i < layout->count; i++)
        if (layout->fields[i]->at > field->at || (layout->fields[i] != field && may_grow(layout->fields[i])))
            return REFUSE("runs to the sockaddr's end, but \"%s\" follows", layout->fields[i]->name);
    return 0;
}

/* Text says it through the zone only: 0 where there is none, and any number. */
static bool is_scope(const struct sockfam_field_row *field)
{
    const uint32_t refused = SOCKFAM_FIELD_BE | SOCKFAM_FIELD_LE | SOCKFAM_FIELD_FIXED | SOCKFAM_FIELD_NONZERO;
    return kind_of(field)->usual == SF_USUAL_NUMBER && field->size == 4 && (field->flags & SOCKFAM_FIELD_OPT) &&
           !(field->flags & refused) && field->initial == 0 && field->min == 0 &&
           (field->max == 0 || field->max == UINT32_MAX);
}

static int judge_zone(const struct layout *layout, const struct sockfam_field_row *field)
{
    for (size_t i = 0; i < layout->count; i++)
        if (layout->fields[i]->at == field->zone_at && is_scope(layout->fields[i]))
            return 0;
    return REFUSE(
        "has its zone at byte %u, where no UINT of 4 bytes in host order begins that is OPT, 0 by default and "
        "without a range",
        field->zone_at);
}

/* ------------------------------------------------------------------ text */

/* The tag must be read before it is known which other fields there are, so it comes first and is in every variant. */
static int judge_tag(const struct layout *layout)
{
    const struct sockfam_format_row *format = layout->format;
    const struct sockfam_field_row *first = layout->fields[0];
    if (!(format->flags & SOCKFAM_FORMAT_TAGGED))
        return 0;
    const struct sf_kind *kind = kind_of(first);
    bool is_plain = kind->traits & SF_KIND_INTEGER && !(kind->traits & SF_KIND_NAMES) && first->when == 0;
    if (!is_plain || (first->flags & (SOCKFAM_FIELD_FIXED | SOCKFAM_FIELD_OPT)))
        return sf_refuse(
            layout->judge,
            "the first field of format \"%s\", \"%s\", must be its tag: a UINT or SINT that must be given, in "
            "all variants",
            format->name, first->name);
    return 0;
}

/*
 * A value that may be left out stands at the end, unless it is always named, or nobody could tell which value is which.
 */
static int judge_positions(const struct layout *layout)
{
    const struct sockfam_field_row *left_out = NULL;
    for (size_t i = 0; i < layout->count; i++) {
        const struct sockfam_field_row *field = layout->fields[i];
        if ((field->flags & SOCKFAM_FIELD_NAMED) || !is_shown(field))
            continue;
        if (left_out && !(field->flags & SOCKFAM_FIELD_OPT))
            return REFUSE("must be given, but \"%s\" before it need not: make that NAMED", left_out->name);
        if (field->flags & SOCKFAM_FIELD_OPT)
            left_out = field;
    }
    return 0;
}

/* A positional value that may be empty, or has colons and no fixed length, would run into what follows. */
static int judge_separators(const struct layout *layout)
{
    const struct sockfam_field_row *before = NULL;
    for (size_t i = 0; i < layout->count; i++) {
        const struct sockfam_field_row *field = layout->fields[i];
        const struct sf_kind *kind = kind_of(field);
        bool varies = field->len_at != 0 || field->flags & SOCKFAM_FIELD_TAIL;
        bool is_counted = varies && !(kind->traits & SF_KIND_GREEDY);
        if ((field->flags & (SOCKFAM_FIELD_NAMED | SOCKFAM_FIELD_OPT)) || !is_shown(field))
            continue;
        if (is_counted && field->min < 1)
            return REFUSE("has a position and may be empty: give it a min of 1, or make it NAMED");
        if (before && field->sep == ':' && before->len_at != 0 && kind_of(before)->traits & SF_KIND_COLONS)
            return REFUSE("follows \"%s\", whose text has colons, with the separator ':'", before->name);
        before = field;
    }
    return 0;
}

/* Names that have a bit of their own differ from all before them; only those that share one are compared. */
static int judge_names(const struct layout *layout)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < layout->count; i++) {
        const char *name = layout->fields[i]->name;
        uint64_t bit = UINT64_C(1) << sf_hash(name, strlen(name)) % 64;
        for (size_t k = 0; k < i && bits & bit; k++)
            if (sf_is_same_name(name, layout->fields[k]->name))
                return sf_refuse(layout->judge, "format \"%s\" has two fields named \"%s\"", layout->format->name,
                                 name);
        bits |= bit;
    }
    return 0;
}

/* ------------------------------------------------------------------ variants */

static int judge_layout(struct layout *layout)
{
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
        result = judge_positions(layout);
    return result < 0 ? result : judge_separators(layout);
}

size_t sf_judge_fields_of(const struct sf_group *group, size_t variant,
                          const struct sockfam_field_row *fields[SOCKFAM_FIELDS_MAX + 1])
{
    size_t count = 0;
    for (size_t i = 0; i < group->field_count && count <= SOCKFAM_FIELDS_MAX; i++) {
        const struct sockfam_field_row *field = &group->fields[i];
        if (field->when == 0 || field->when >> variant & 1)
            fields[count++] = field;
    }
    return count;
}

static int judge_variant(const struct sf_judge *judge, const struct sf_group *group, size_t variant)
{
    const struct sockfam_format_row *format = &group->formats[variant];
    struct layout layout;
    layout.judge = judge;
    layout.format = format;
    memset(layout.taken, 0, sizeof(layout.taken));
    layout.begin = format->flags & SOCKFAM_FORMAT_STRUCT ? 0 : 2;
    layout.count = sf_judge_fields_of(group, variant, layout.fields);
    if (layout.count == 0)
        return sf_refuse(judge, "variant %zu of format \"%s\" has no field", variant, format->name);
    if (layout.count > SOCKFAM_FIELDS_MAX)
        return sf_refuse(judge, "format \"%s\" has more than %d fields in one variant", format->name,
                         SOCKFAM_FIELDS_MAX);
    return judge_layout(&layout);
}

static int judge_when(const struct sf_judge *judge, const struct sf_group *group)
{
    uint32_t unknown = group->format_count < 32 ? UINT32_MAX << group->format_count : 0;
    for (const struct sockfam_field_row *field = group->fields; field < group->fields + group->field_count; field++)
        if (field->when & unknown)
            return sf_refuse_field(judge, field, "is for variants 0x%x; the format has %zu", field->when,
                                   group->format_count);
    return 0;
}

static int judge_group(const struct sf_judge *judge, const struct sf_group *group)
{
    int result = judge_when(judge, group);
    for (size_t i = 0; result == 0 && i < group->format_count; i++)
        result = judge_variant(judge, group, i);
    for (size_t i = 0; result == 0 && i < group->format_count; i++)
        for (size_t k = 0; result == 0 && k < i; k++)
            result = sf_judge_apart(judge, group, k, i);
    return result;
}

int sf_judge_layouts(const struct sf_judge *judge)
{
    const struct sf_tables *tables = judge->tables;
    int result = 0;
    for (size_t i = 0; result == 0 && i < tables->group_count; i++)
        result = judge_group(judge, &tables->groups[i]);
    return result;
}
