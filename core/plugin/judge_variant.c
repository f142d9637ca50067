/* SPDX-License-Identifier: MIT */
/*
 * Whether two variants of a format can be told apart: bytes of one must not be bytes of the other, and neither must its
 * text. A tag does both. Without one, text needs a key that one variant must have and the other lacks, or IP addresses
 * of different kinds; bytes need another family, another length, or a FIXED field that differs.
 */
#include <string.h>

#include "core/address/kind.h"
#include "core/plugin/judge.h"

struct variant {
    const struct sockfam_format_row *row;
    size_t count;
    const struct sockfam_field_row *fields[SOCKFAM_FIELDS_MAX + 1];
};

static void set_variant(struct variant *variant, const struct sf_group *group, size_t number)
{
    variant->row = &group->formats[number];
    variant->count = sf_judge_fields_of(group, number, variant->fields);
}

static const struct sockfam_field_row *find(const struct variant *variant, const char *name)
{
    for (size_t i = 0; i < variant->count; i++)
        if (sf_is_same_name(variant->fields[i]->name, name))
            return variant->fields[i];
    return NULL;
}

/* A key that text of the first must have, and that the second does not know. */
static bool has_own_key(const struct variant *one, const struct variant *other)
{
    for (size_t i = 0; i < one->count; i++) {
        const struct sockfam_field_row *field = one->fields[i];
        if ((field->flags & SOCKFAM_FIELD_NAMED) && !(field->flags & SOCKFAM_FIELD_OPT) && !find(other, field->name))
            return true;
    }
    return false;
}

/* 1: has an IPv4 address that must be given, 2: IPv6, 0: neither. */
static int host_of(const struct variant *variant)
{
    for (size_t i = 0; i < variant->count; i++) {
        uint32_t traits = sf_kind_of(variant->fields[i]->kind)->traits;
        if (traits & SF_KIND_HOST && !(variant->fields[i]->flags & SOCKFAM_FIELD_OPT))
            return traits & SF_KIND_BRACKETS ? 2 : 1;
    }
    return 0;
}

static bool differ_in_text(const struct variant *one, const struct variant *other)
{
    return has_own_key(one, other) || has_own_key(other, one) ||
           (host_of(one) && host_of(other) && host_of(one) != host_of(other));
}

static size_t longest(const struct variant *variant)
{
    bool grows = false;
    for (size_t i = 0; i < variant->count; i++)
        grows |= variant->fields[i]->flags & SOCKFAM_FIELD_TAIL ? true : false;
    return grows ? SOCKFAM_STRUCT_MAX : variant->row->size;
}

static bool differ_in_fixed(const struct variant *one, const struct variant *other)
{
    for (size_t i = 0; i < one->count; i++)
        for (size_t k = 0; k < other->count; k++) {
            const struct sockfam_field_row *a = one->fields[i], *b = other->fields[k];
            bool are_fixed = (a->flags & SOCKFAM_FIELD_FIXED) && (b->flags & SOCKFAM_FIELD_FIXED);
            if (are_fixed && a->at == b->at && a->size == b->size && a->initial != b->initial)
                return true;
        }
    return false;
}

static bool differ_in_bytes(const struct variant *one, const struct variant *other)
{
    return one->row->af != other->row->af || longest(one) < other->row->min || longest(other) < one->row->min ||
           differ_in_fixed(one, other);
}

int sf_judge_apart(const struct sf_judge *judge, const struct sf_group *group, size_t one_number, size_t other_number)
{
    const struct sockfam_format_row *one = &group->formats[one_number], *other = &group->formats[other_number];
    struct variant a, b;
    bool is_tagged = one->flags & SOCKFAM_FORMAT_TAGGED;
    if (!sf_judge_meet(one->on, other->on) || (is_tagged && one->tag != other->tag))
        return 0;
    set_variant(&a, group, one_number);
    set_variant(&b, group, other_number);
    if (is_tagged && one->af == other->af)
        return sf_refuse(judge, "variants %zu and %zu of format \"%s\" have the same tag %lld", one_number,
                         other_number, one->name, (long long)one->tag);
    if (!differ_in_bytes(&a, &b))
        return sf_refuse(judge,
                         "bytes of format \"%s\" could be of variant %zu or %zu: let them differ in their family, "
                         "their length or a FIXED field",
                         one->name, one_number, other_number);
    if (!differ_in_text(&a, &b))
        return sf_refuse(judge,
                         "text of format \"%s\" could be of variant %zu or %zu: let one have a NAMED field that must "
                         "be given and that the other lacks, or another kind of IP address",
                         one->name, one_number, other_number);
    return 0;
}
