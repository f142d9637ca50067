/* SPDX-License-Identifier: MIT */
/* One field by itself: its kind, size and flags, and what a user may give. Offsets are judge_layout.c's. */
#include <inttypes.h>
#include <string.h>

#include "core/plugin/judge.h"

#define KIND_BIT(kind) (1u << (kind))
#define NUMBERS (KIND_BIT(SOCKFAM_KIND_UINT) | KIND_BIT(SOCKFAM_KIND_SINT))
#define LENGTHS (KIND_BIT(SOCKFAM_KIND_TEXT) | KIND_BIT(SOCKFAM_KIND_BYTES))
#define FIELD_FLAGS 0xfffu

/* Sizes that a kind may have: a fixed one, or a set of them (bit N: N bytes), or any (0). */
static const struct {
    const char *name;
    uint32_t sizes;
    const char *said;
} kinds[] = {
    [SOCKFAM_KIND_UINT] = { "UINT", KIND_BIT(1) | KIND_BIT(2) | KIND_BIT(4) | KIND_BIT(8), "1, 2, 4 or 8" },
    [SOCKFAM_KIND_SINT] = { "SINT", KIND_BIT(1) | KIND_BIT(2) | KIND_BIT(4) | KIND_BIT(8), "1, 2, 4 or 8" },
    [SOCKFAM_KIND_IFACE] = { "IFACE", KIND_BIT(4), "4" },
    [SOCKFAM_KIND_TEXT] = { "TEXT", 0, "1 or more" },
    [SOCKFAM_KIND_BYTES] = { "BYTES", 0, "1 or more" },
    [SOCKFAM_KIND_PATH] = { "PATH", 0, "1 or more" },
    [SOCKFAM_KIND_BDADDR] = { "BDADDR", KIND_BIT(6), "6" },
    [SOCKFAM_KIND_GUID] = { "GUID", KIND_BIT(16), "16" },
    [SOCKFAM_KIND_IPV4] = { "IPV4", KIND_BIT(4), "4" },
    [SOCKFAM_KIND_IPV6] = { "IPV6", KIND_BIT(16), "16" },
};

#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

/* Flags that are only for some kinds. */
static const struct {
    const char *name;
    uint32_t flag;
    uint32_t kinds;
} only_for[] = {
    { "BE", SOCKFAM_FIELD_BE, NUMBERS },
    { "LE", SOCKFAM_FIELD_LE, NUMBERS },
    { "HEX", SOCKFAM_FIELD_HEX, NUMBERS },
    { "SHADOW", SOCKFAM_FIELD_SHADOW, NUMBERS },
    { "TRIM", SOCKFAM_FIELD_TRIM, NUMBERS | KIND_BIT(SOCKFAM_KIND_IFACE) },
    { "TAIL", SOCKFAM_FIELD_TAIL, LENGTHS },
    { "NONZERO", SOCKFAM_FIELD_NONZERO, NUMBERS | KIND_BIT(SOCKFAM_KIND_IFACE) },
};

/* Flags that need another one, or exclude it. */
static const struct {
    const char *name, *other_name;
    uint32_t flag, other;
    bool needs;
} pairs[] = {
    { "BE", "LE", SOCKFAM_FIELD_BE, SOCKFAM_FIELD_LE, false },
    { "TRIM", "OPT", SOCKFAM_FIELD_TRIM, SOCKFAM_FIELD_OPT, true },
    { "TUPLE", "OPT", SOCKFAM_FIELD_TUPLE, SOCKFAM_FIELD_OPT, true },
    { "EXTRA", "OPT", SOCKFAM_FIELD_EXTRA, SOCKFAM_FIELD_OPT, true },
    { "TUPLE", "TRIM", SOCKFAM_FIELD_TUPLE, SOCKFAM_FIELD_TRIM, false },
    { "TUPLE", "EXTRA", SOCKFAM_FIELD_TUPLE, SOCKFAM_FIELD_EXTRA, false },
    { "SHADOW", "EXTRA", SOCKFAM_FIELD_SHADOW, SOCKFAM_FIELD_EXTRA, false },
    { "SHADOW", "NAMED", SOCKFAM_FIELD_SHADOW, SOCKFAM_FIELD_NAMED, false },
    { "SHADOW", "NONZERO", SOCKFAM_FIELD_SHADOW, SOCKFAM_FIELD_NONZERO, false },
    { "SHADOW", "TAIL", SOCKFAM_FIELD_SHADOW, SOCKFAM_FIELD_TAIL, false },
};

static int judge_kind(const struct sf_judge *judge, const struct sockfam_field_row *field)
{
    if (field->kind == 0 || field->kind >= KINDS)
        return sf_refuse_unknown(judge, "field \"%s\" of format \"%s\" is of the unknown kind %u", field->name,
                                 field->format, field->kind);
    uint32_t sizes = kinds[field->kind].sizes;
    bool is_right = sizes ? field->size < 32 && (sizes & KIND_BIT(field->size)) : field->size > 0;
    if (!is_right)
        return sf_refuse(judge, "field \"%s\" of format \"%s\" has %u bytes; %s takes %s", field->name, field->format,
                         field->size, kinds[field->kind].name, kinds[field->kind].said);
    if (field->len_at != 0 && field->kind != SOCKFAM_KIND_BYTES)
        return sf_refuse(judge, "field \"%s\" of format \"%s\" has len_at; only BYTES has a length", field->name,
                         field->format);
    if (field->zone_at != 0 && field->kind != SOCKFAM_KIND_IPV6)
        return sf_refuse(judge, "field \"%s\" of format \"%s\" has zone_at; only IPV6 has a zone", field->name,
                         field->format);
    return 0;
}

static int judge_flags(const struct sf_judge *judge, const struct sockfam_field_row *field)
{
    if (field->flags & ~FIELD_FLAGS)
        return sf_refuse_unknown(judge, "field \"%s\" of format \"%s\" has unknown flags 0x%x", field->name,
                                 field->format, field->flags & ~FIELD_FLAGS);
    for (size_t i = 0; i < sizeof(only_for) / sizeof(only_for[0]); i++)
        if ((field->flags & only_for[i].flag) && !(only_for[i].kinds & KIND_BIT(field->kind)))
            return sf_refuse(judge, "field \"%s\" of format \"%s\" is %s, which means nothing for %s", field->name,
                             field->format, only_for[i].name, kinds[field->kind].name);
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
        if ((field->flags & pairs[i].flag) && !(field->flags & pairs[i].other) == pairs[i].needs)
            return sf_refuse(judge, "field \"%s\" of format \"%s\" is %s %s %s", field->name, field->format,
                             pairs[i].name, pairs[i].needs ? "but not" : "and also", pairs[i].other_name);
    if ((field->flags & SOCKFAM_FIELD_WORD) && field->set == 0)
        return sf_refuse(judge, "field \"%s\" of format \"%s\" is WORD but has no word set", field->name,
                         field->format);
    if (field->sep != 0 && field->sep != ',' && field->sep != ':')
        return sf_refuse(judge, "the separator of field \"%s\" of format \"%s\" is byte %u; it must be ',' or ':'",
                         field->name, field->format, field->sep);
    return 0;
}

static int judge_name(const struct sf_judge *judge, const struct sockfam_field_row *field)
{
    if (strcmp(field->name, "format") == 0)
        return sf_refuse(judge, "a field of format \"%s\" is named \"format\"; JSON needs that key for the format",
                         field->format);
    if (!sf_judge_format(judge->tables, field->format))
        return sf_refuse(judge, "field \"%s\" is of format \"%s\", which the driver does not have", field->name,
                         field->format);
    if (field->af == 0)
        return 0;
    for (size_t i = 0; i < judge->tables->format_count; i++)
        if (judge->tables->formats[i].af == field->af && strcmp(judge->tables->formats[i].name, field->format) == 0)
            return 0;
    return sf_refuse(judge, "field \"%s\" is only for sockaddr family %u, for which format \"%s\" has no row",
                     field->name, field->af, field->format);
}

/* ------------------------------------------------------------------ range and default */

static uint64_t highest(const struct sockfam_field_row *field)
{
    unsigned bits = field->size * 8u - (field->kind == SOCKFAM_KIND_SINT);
    return bits == 64 ? UINT64_MAX : (UINT64_C(1) << bits) - 1;
}

static int judge_number_range(const struct sf_judge *judge, const struct sockfam_field_row *field)
{
    uint64_t most = highest(field);
    int64_t least = field->kind == SOCKFAM_KIND_SINT ? -(int64_t)most - 1 : 0;
    if (field->min < least || field->max > most)
        return sf_refuse(judge,
                         "field \"%s\" of format \"%s\" has %u bytes, too few for its range %" PRId64 "..%" PRIu64,
                         field->name, field->format, field->size, field->min, field->max);
    if (field->min > 0 && (uint64_t)field->min > field->max)
        return sf_refuse(judge, "field \"%s\" of format \"%s\" has the range %" PRId64 "..%" PRIu64 ", which is empty",
                         field->name, field->format, field->min, field->max);
    if (field->min != 0 || field->max != 0) {
        least = field->min;
        most = field->max;
    }
    bool is_bits = field->kind == SOCKFAM_KIND_UINT && field->size == 8; /* a negative one stands for its bits */
    bool is_below = field->initial < least && !is_bits;
    bool is_above = (is_bits || field->initial > 0) && (uint64_t)field->initial > most;
    if ((field->flags & SOCKFAM_FIELD_OPT) && (is_below || is_above))
        return sf_refuse(judge, "the default %" PRId64 " of field \"%s\" of format \"%s\" is out of its range",
                         field->initial, field->name, field->format);
    if ((field->flags & SOCKFAM_FIELD_NONZERO) && (field->flags & SOCKFAM_FIELD_OPT) && field->initial == 0)
        return sf_refuse(judge, "field \"%s\" of format \"%s\" is NONZERO, but its default is 0", field->name,
                         field->format);
    return 0;
}

static int judge_length_range(const struct sf_judge *judge, const struct sockfam_field_row *field)
{
    uint64_t most = field->flags & SOCKFAM_FIELD_TAIL ? SOCKFAM_ADDRESS_MAX : field->size;
    if (field->min < 0 || field->max > most || (uint64_t)field->min > (field->max ? field->max : most))
        return sf_refuse(
            judge, "field \"%s\" of format \"%s\" takes lengths %" PRId64 "..%" PRIu64 "; it has room for %" PRIu64,
            field->name, field->format, field->min, field->max, most);
    if ((field->flags & SOCKFAM_FIELD_TAIL) && field->max < field->size)
        return sf_refuse(judge, "field \"%s\" of format \"%s\" is TAIL, but its max %" PRIu64 " is below its size %u",
                         field->name, field->format, field->max, field->size);
    return 0;
}

static int judge_range(const struct sf_judge *judge, const struct sockfam_field_row *field)
{
    if (KIND_BIT(field->kind) & NUMBERS)
        return judge_number_range(judge, field);
    if (field->initial != 0)
        return sf_refuse(judge, "field \"%s\" of format \"%s\" is no number; its default can only be zero", field->name,
                         field->format);
    if (KIND_BIT(field->kind) & LENGTHS)
        return judge_length_range(judge, field);
    if (field->min != 0 || field->max != 0)
        return sf_refuse(judge, "field \"%s\" of format \"%s\" has a range, which means nothing for %s", field->name,
                         field->format, kinds[field->kind].name);
    return 0;
}

int sf_judge_field(const struct sf_judge *judge, const struct sockfam_field_row *field)
{
    int result = judge_name(judge, field);
    if (result == 0)
        result = judge_kind(judge, field);
    if (result == 0)
        result = judge_flags(judge, field);
    if (result == 0)
        result = judge_range(judge, field);
    return result;
}
