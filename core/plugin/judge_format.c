/* SPDX-License-Identifier: MIT */
/*
 * Formats by themselves. Rows of one name are the variants of one format; what is said of the format as a whole must be
 * the same in all of them. That variants can be told apart is judge_layout.c's.
 */
#include <string.h>

#include "core/base/names.h"
#include "core/plugin/judge.h"

#define FORMAT_FLAGS (SOCKFAM_FORMAT_TAGGED | SOCKFAM_FORMAT_LENGTH_BYTE | SOCKFAM_FORMAT_STRUCT)
#define CODE_BITS                                                                                                      \
    (SOCKFAM_CODE_LOOKUP | SOCKFAM_CODE_PARSE | SOCKFAM_CODE_PRINT | SOCKFAM_CODE_ENCODE | SOCKFAM_CODE_DECODE)
#define FAMILY_SIZE 2 /* bytes of sa_family, or of the length and the family */

bool sf_judge_meet(uint32_t one, uint32_t other)
{
    static const uint32_t groups[] = { SOCKFAM_ON_SYSTEMS, SOCKFAM_ON_SIZES, SOCKFAM_ON_NUMBERS };
    for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++)
        if ((one & groups[i]) && (other & groups[i]) && !(one & other & groups[i]))
            return false;
    return true;
}

static int judge_address(const struct sf_judge *judge, const struct sockfam_format_row *row)
{
    if (row->af == 0)
        return sf_refuse(judge, "format \"%s\" has no family number for its sockaddr", row->name);
    if (row->size < FAMILY_SIZE || row->size > SOCKFAM_ADDRESS_MAX)
        return sf_refuse(judge, "format \"%s\" has %u bytes; a sockaddr has %d to %d", row->name, row->size,
                         FAMILY_SIZE, SOCKFAM_ADDRESS_MAX);
    if (row->min < FAMILY_SIZE || row->min > row->size)
        return sf_refuse(judge, "the shortest address of format \"%s\" is %u bytes; it must be %d to its size, %u",
                         row->name, row->min, FAMILY_SIZE, row->size);
    if ((row->flags & SOCKFAM_FORMAT_LENGTH_BYTE) && row->af > UINT8_MAX)
        return sf_refuse(judge, "format \"%s\" has a length byte, so its family number has one byte; %u does not fit",
                         row->name, row->af);
    return 0;
}

static int judge_struct(const struct sf_judge *judge, const struct sockfam_format_row *row)
{
    if (row->af != 0 || (row->flags & SOCKFAM_FORMAT_LENGTH_BYTE))
        return sf_refuse(judge, "format \"%s\" is a STRUCT, which has no family%s", row->name,
                         row->af ? " number" : " and no length byte");
    if (row->size == 0 || row->size > SOCKFAM_STRUCT_MAX)
        return sf_refuse(judge, "format \"%s\" has %u bytes; a STRUCT has 1 to %d", row->name, row->size,
                         SOCKFAM_STRUCT_MAX);
    if (row->min > row->size)
        return sf_refuse(judge, "the shortest form of \"%s\" is %u bytes, more than its size, %u", row->name, row->min,
                         row->size);
    if (row->code != 0 || row->lead[0] != '\0')
        return sf_refuse(judge, "format \"%s\" is a STRUCT, which has neither code nor lead", row->name);
    return 0;
}

static int judge_numbers(const struct sf_judge *judge, const struct sockfam_format_row *row)
{
    int result = row->flags & SOCKFAM_FORMAT_STRUCT ? judge_struct(judge, row) : judge_address(judge, row);
    if (result < 0)
        return result;
    if (row->flags & ~FORMAT_FLAGS)
        return sf_refuse_unknown(judge, "format \"%s\" has unknown flags 0x%x", row->name, row->flags & ~FORMAT_FLAGS);
    if (row->code & ~CODE_BITS)
        return sf_refuse_unknown(judge, "format \"%s\" has unknown code bits 0x%x", row->name, row->code & ~CODE_BITS);
    if (row->tag != 0 && !(row->flags & SOCKFAM_FORMAT_TAGGED))
        return sf_refuse(judge, "format \"%s\" has a tag, but is not TAGGED", row->name);
    if (row->reserved != 0)
        return sf_refuse(judge, "format \"%s\" has %u in a reserved member", row->name, row->reserved);
    if (strcmp(row->name, "raw") == 0)
        return sf_refuse(judge, "a format cannot be named \"raw\": that is the scheme of addresses without a format");
    return 0;
}

/* The characters of its lead, which must be of it alone; `owner` is by character. */
static int judge_lead(const struct sf_judge *judge, const struct sockfam_format_row *row, const char *owner[256])
{
    for (const char *at = row->lead; *at != '\0'; at++) {
        const char *other = owner[(unsigned char)*at];
        if (*at >= 'a' && *at <= 'z')
            return sf_refuse(judge, "the lead of format \"%s\" has '%c'; lower-case letters begin a scheme", row->name,
                             *at);
        if (other && strcmp(other, row->name) != 0)
            return sf_refuse(judge, "formats \"%s\" and \"%s\" both have the lead '%c'", other, row->name, *at);
        owner[(unsigned char)*at] = row->name;
    }
    return 0;
}

static int judge_variants(const struct sf_judge *judge, const struct sf_group *group)
{
    const struct sockfam_format_row *first = group->formats;
    for (const struct sockfam_format_row *row = first + 1; row < first + group->format_count; row++)
        if (row->flags != first->flags || row->code != first->code || strcmp(row->lead, first->lead) != 0)
            return sf_refuse(judge, "the rows of format \"%s\" differ in flags, code or lead; they must agree",
                             row->name);
    if (group->format_count > SOCKFAM_VARIANTS_MAX)
        return sf_refuse(judge, "format \"%s\" has more than %d rows", first->name, SOCKFAM_VARIANTS_MAX);
    if (group->field_count == 0)
        return sf_refuse(judge, "format \"%s\" has no field", first->name);
    return 0;
}

static int judge_group(const struct sf_judge *judge, const struct sf_group *group, const char *owner[256])
{
    int result = 0;
    for (size_t i = 0; result == 0 && i < group->format_count; i++) {
        result = judge_numbers(judge, &group->formats[i]);
        if (result == 0)
            result = judge_lead(judge, &group->formats[i], owner);
    }
    return result < 0 ? result : judge_variants(judge, group);
}

int sf_judge_formats(const struct sf_judge *judge)
{
    const char *owner[256] = { NULL };
    int result = 0;
    for (size_t i = 0; result == 0 && i < judge->tables->group_count; i++)
        result = judge_group(judge, &judge->tables->groups[i], owner);
    return result;
}
