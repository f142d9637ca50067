/* SPDX-License-Identifier: MIT */
/*
 * One field by itself: its kind, size and flags, and what a user may give. What a kind allows its object says
 * (core/address/kind.h). Offsets are judge_layout.c's.
 */
#include <inttypes.h>
#include <string.h>

#include "core/address/kind.h"
#include "core/plugin/judge.h"

#define REFUSE(...) sf_refuse_field(judge, field, __VA_ARGS__)

static const struct {
    const char *name;
    uint32_t flag;
} flags[] = {
    { "BE", SOCKFAM_FIELD_BE },     { "LE", SOCKFAM_FIELD_LE },           { "HEX", SOCKFAM_FIELD_HEX },
    { "WORD", SOCKFAM_FIELD_WORD }, { "OPT", SOCKFAM_FIELD_OPT },         { "NAMED", SOCKFAM_FIELD_NAMED },
    { "TAIL", SOCKFAM_FIELD_TAIL }, { "NONZERO", SOCKFAM_FIELD_NONZERO }, { "FIXED", SOCKFAM_FIELD_FIXED },
    { "HOST", SOCKFAM_FIELD_HOST }, { "LIST", SOCKFAM_FIELD_LIST },
};

#define FLAGS (sizeof(flags) / sizeof(flags[0]))
#define ALL_FLAGS ((1u << FLAGS) - 1)
#define FOR_ALL_KINDS (SOCKFAM_FIELD_OPT | SOCKFAM_FIELD_NAMED | SOCKFAM_FIELD_WORD)
#define ORDERS (SOCKFAM_FIELD_BE | SOCKFAM_FIELD_LE)

/* Flags that exclude each other. */
static const struct {
    uint32_t one, other;
} pairs[] = {
    { SOCKFAM_FIELD_BE, SOCKFAM_FIELD_LE },      { SOCKFAM_FIELD_FIXED, SOCKFAM_FIELD_OPT },
    { SOCKFAM_FIELD_FIXED, SOCKFAM_FIELD_NAMED }, { SOCKFAM_FIELD_FIXED, SOCKFAM_FIELD_WORD },
    { SOCKFAM_FIELD_FIXED, SOCKFAM_FIELD_HEX },  { SOCKFAM_FIELD_FIXED, SOCKFAM_FIELD_NONZERO },
    { SOCKFAM_FIELD_LIST, SOCKFAM_FIELD_HOST },
};

static const char *flag_name(uint32_t flag)
{
    for (size_t i = 0; i < FLAGS; i++)
        if (flags[i].flag == flag)
            return flags[i].name;
    return "?";
}

/* ------------------------------------------------------------------ kind, size, length */

/* Bytes of an element where the kind has one size; 0: it has several. */
static uint32_t element_size(const struct sf_kind *kind)
{
    if (kind->traits & SF_KIND_BRACES)
        return SOCKFAM_ADDRESS_MAX;
    return kind->sizes && (kind->sizes & (kind->sizes - 1)) == 0 ? (uint32_t)__builtin_ctz(kind->sizes) : 0;
}

static int judge_size(const struct sf_judge *judge, const struct sockfam_field_row *field, const struct sf_kind *kind)
{
    bool is_list = field->flags & SOCKFAM_FIELD_LIST;
    uint32_t element = element_size(kind);
    if (is_list && (element == 0 || field->size % element != 0))
        return REFUSE("is a LIST of %u bytes; that is not a number of whole elements of the kind %s", field->size,
                      kind->name);
    if (is_list)
        return 0;
    bool runs_to_end = field->flags & SOCKFAM_FIELD_TAIL && kind->traits & SF_KIND_LENGTH;
    if (field->size == 0 && kind->sizes == 0 && runs_to_end)
        return 0;
    if (kind->sizes ? field->size < 32 && (kind->sizes >> field->size & 1) : field->size > 0)
        return 0;
    if (kind->sizes == 0)
        return REFUSE("has no size");
    if (element)
        return REFUSE("has %u bytes; %s takes %u", field->size, kind->name, element);
    return REFUSE("has %u bytes; %s takes 1, 2, 4 or 8", field->size, kind->name);
}

static int judge_length(const struct sf_judge *judge, const struct sockfam_field_row *field, const struct sf_kind *kind)
{
    uint8_t size = field->len_size;
    bool is_list = field->flags & SOCKFAM_FIELD_LIST;
    if (field->len_at != 0 && !is_list && !(kind->traits & SF_KIND_LENGTH))
        return REFUSE("has len_at; only TEXT, BYTES, MAC and lists have a length");
    if (is_list && field->len_at == 0)
        return REFUSE("is a LIST, but nothing says how many elements it has: give len_at");
    if (size != 0 && field->len_at == 0)
        return REFUSE("has len_size, but no len_at");
    if (size != 0 && size != 1 && size != 2 && size != 4 && size != 8)
        return REFUSE("has a length of %u bytes; 1, 2, 4 or 8 are possible", size);
    if ((field->flags & ORDERS) && !(kind->traits & SF_KIND_INTEGER) && size < 2)
        return REFUSE("is %s, but has no length of 2 bytes or more that could be", flag_name(field->flags & ORDERS));
    if (field->fill != 0 && (!(kind->traits & SF_KIND_GREEDY) || (kind->traits & SF_KIND_GROWS)))
        return REFUSE("has a fill byte, which means nothing for %s", kind->name);
    if (field->fill != 0 && (field->len_at != 0 || (field->flags & SOCKFAM_FIELD_TAIL)))
        return REFUSE("has a fill byte, and also %s", field->len_at ? "a length" : "TAIL");
    return 0;
}

static int judge_kind(const struct sf_judge *judge, const struct sockfam_field_row *field)
{
    const struct sf_kind *kind = sf_kind_of(field->kind);
    if (!kind)
        return sf_refuse_unknown(judge, "field \"%s\" of format \"%s\" is of the unknown kind %u", field->name,
                                 field->format, field->kind);
    int result = judge_size(judge, field, kind);
    if (result == 0)
        result = judge_length(judge, field, kind);
    if (result < 0)
        return result;
    if (field->zone_at != 0 && (!(kind->traits & SF_KIND_BRACKETS) || (field->flags & SOCKFAM_FIELD_LIST)))
        return REFUSE("has zone_at; only IPV6 has a zone");
    return 0;
}

/* ------------------------------------------------------------------ flags */

static int judge_flags(const struct sf_judge *judge, const struct sockfam_field_row *field)
{
    const struct sf_kind *kind = sf_kind_of(field->kind);
    uint32_t odd = field->flags & ~(FOR_ALL_KINDS | kind->flags);
    if (field->flags & ~ALL_FLAGS)
        return sf_refuse_unknown(judge, "field \"%s\" of format \"%s\" has unknown flags 0x%x", field->name,
                                 field->format, field->flags & ~ALL_FLAGS);
    if (odd)
        return REFUSE("is %s, which means nothing for %s", flag_name(odd & -odd), kind->name);
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
        if ((field->flags & pairs[i].one) && (field->flags & pairs[i].other))
            return REFUSE("is %s and also %s", flag_name(pairs[i].one), flag_name(pairs[i].other));
    if ((field->flags & SOCKFAM_FIELD_WORD) && field->set == 0)
        return REFUSE("is WORD but has no word set");
    if ((field->flags & SOCKFAM_FIELD_FIXED) && field->set != 0)
        return REFUSE("is FIXED, so it needs no word set");
    if (field->sep != 0 && field->sep != ',' && field->sep != ':')
        return REFUSE("has byte %u for its separator; it must be ',' or ':'", field->sep);
    return 0;
}

static int judge_name(const struct sf_judge *judge, const struct sockfam_field_row *field)
{
    if (strcmp(field->name, "format") == 0)
        return sf_refuse(judge, "a field of format \"%s\" is named \"format\"; JSON needs that key for the format",
                         field->format);
    if (field >= judge->tables->fields + judge->tables->grouped_fields)
        return sf_refuse(judge, "field \"%s\" is of format \"%s\", which the driver does not have", field->name,
                         field->format);
    return 0;
}

/* ------------------------------------------------------------------ range and default */

static int judge_bounds(const struct sf_judge *judge, const struct sockfam_field_row *field, int64_t least,
                        uint64_t most)
{
    if (field->min < least || field->max > most)
        return REFUSE("has %u bytes, too few for its range %" PRId64 "..%" PRIu64, field->size, field->min, field->max);
    if (field->min > 0 && (uint64_t)field->min > field->max)
        return REFUSE("has the range %" PRId64 "..%" PRIu64 ", which is empty", field->min, field->max);
    return 0;
}

static int judge_default(const struct sf_judge *judge, const struct sockfam_field_row *field, int64_t least,
                         uint64_t most, bool is_signed)
{
    bool is_bits = !is_signed && field->size == 8; /* a negative one stands for its bits */
    bool is_below = field->initial < least && !is_bits;
    bool is_above = (is_bits || field->initial > 0) && (uint64_t)field->initial > most;
    bool has_default = field->flags & (SOCKFAM_FIELD_OPT | SOCKFAM_FIELD_FIXED);
    if (has_default && (is_below || is_above))
        return REFUSE("has the default %" PRId64 ", which is out of its range", field->initial);
    if (!has_default && field->initial != 0)
        return REFUSE("has a default, but must be given: make it OPT or FIXED");
    if ((field->flags & SOCKFAM_FIELD_NONZERO) && (field->flags & SOCKFAM_FIELD_OPT) && field->initial == 0)
        return REFUSE("is NONZERO, but its default is 0");
    return 0;
}

static int judge_number_range(const struct sf_judge *judge, const struct sockfam_field_row *field,
                              const struct sf_kind *kind)
{
    bool is_signed = kind->traits & SF_KIND_SIGNED;
    uint64_t most = kind->most(field);
    int64_t least = is_signed ? -(int64_t)most - 1 : 0;
    int result = judge_bounds(judge, field, least, most);
    bool is_bounded = field->min != 0 || field->max != 0;
    if (result == 0)
        result =
            judge_default(judge, field, is_bounded ? field->min : least, is_bounded ? field->max : most, is_signed);
    return result;
}

/* A length counts bytes, of a LIST its elements. */
static int judge_length_range(const struct sf_judge *judge, const struct sockfam_field_row *field,
                              const struct sf_kind *kind)
{
    bool is_tail = field->flags & SOCKFAM_FIELD_TAIL, is_list = field->flags & SOCKFAM_FIELD_LIST;
    uint32_t unit = is_list ? element_size(kind) : 1;
    uint64_t room = field->size / unit;
    uint64_t most = is_tail ? SOCKFAM_STRUCT_MAX / unit : room, least_max = is_list && room == 0 ? 1 : room;
    if (field->min < 0 || field->max > most || (uint64_t)field->min > (field->max ? field->max : most))
        return REFUSE("takes lengths %" PRId64 "..%" PRIu64 "; it has room for %" PRIu64, field->min, field->max, most);
    if (is_tail && field->max < least_max)
        return REFUSE("is TAIL, but its max %" PRIu64 " is below its size %" PRIu64, field->max, room);
    return 0;
}

static int judge_range(const struct sf_judge *judge, const struct sockfam_field_row *field)
{
    const struct sf_kind *kind = sf_kind_of(field->kind);
    if (kind->traits & SF_KIND_INTEGER && !(kind->traits & SF_KIND_NAMES))
        return judge_number_range(judge, field, kind);
    if (field->initial != 0)
        return REFUSE("is not a number; its default can only be zero");
    if (kind->traits & SF_KIND_LENGTH || field->flags & SOCKFAM_FIELD_LIST)
        return judge_length_range(judge, field, kind);
    if (field->min != 0 || field->max != 0)
        return REFUSE("has a range, which means nothing for %s", kind->name);
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
