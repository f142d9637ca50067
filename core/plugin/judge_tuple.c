/* SPDX-License-Identifier: MIT */
/*
 * Tuples: in each variant of a format that has such rows, what must be given is in the tuple once, and what may be left
 * out stands at its end.
 */
#include <string.h>

#include "core/address/kind.h"
#include "core/plugin/judge.h"

#define FLAGS                                                                                                          \
    (SOCKFAM_TUPLE_OPTIONAL | SOCKFAM_TUPLE_TRIM | SOCKFAM_TUPLE_IGNORED | SOCKFAM_TUPLE_SCALAR |                      \
     SOCKFAM_TUPLE_COLLAPSE | SOCKFAM_TUPLE_WRAPS)
#define VALUE_KINDS                                                                                                    \
    (1u << SOCKFAM_VALUE_UINT | 1u << SOCKFAM_VALUE_SINT | 1u << SOCKFAM_VALUE_TEXT | 1u << SOCKFAM_VALUE_BYTES)

/* The tuple of one variant. */
struct tuple {
    const struct sf_judge *judge;
    const char *format;
    size_t count;
    const struct sockfam_tuple_row *rows[SOCKFAM_FIELDS_MAX];
    size_t field_count;
    const struct sockfam_field_row *fields[SOCKFAM_FIELDS_MAX + 1];
};

static int judge_row(const struct sf_judge *judge, const struct sockfam_tuple_row *row)
{
    if (row->flags & ~FLAGS)
        return sf_refuse_unknown(judge, "element \"%s\" of the tuple of format \"%s\" has unknown flags 0x%x",
                                 row->field, row->format, row->flags & ~FLAGS);
    if (row->kinds & ~VALUE_KINDS)
        return sf_refuse_unknown(judge, "element \"%s\" of the tuple of format \"%s\" takes unknown kinds 0x%x",
                                 row->field, row->format, row->kinds & ~VALUE_KINDS);
    if ((row->flags & SOCKFAM_TUPLE_TRIM) && !(row->flags & SOCKFAM_TUPLE_OPTIONAL))
        return sf_refuse(judge, "element \"%s\" of the tuple of format \"%s\" is TRIM but not OPTIONAL", row->field,
                         row->format);
    if (row->number != 0 && row->field[0] != '\0')
        return sf_refuse(judge, "element \"%s\" of the tuple of format \"%s\" is a field and a number", row->field,
                         row->format);
    return 0;
}

static const struct sockfam_field_row *find(const struct tuple *tuple, const char *name)
{
    for (size_t i = 0; i < tuple->field_count; i++)
        if (sf_is_same_name(tuple->fields[i]->name, name) && !(tuple->fields[i]->flags & SOCKFAM_FIELD_FIXED))
            return tuple->fields[i];
    return NULL;
}

/*
 * Only integers, which need no scratch, may stand in a tuple more than once. All others stand there at most once and
 * share the bytes of one sockaddr; none takes more than 4 bytes of scratch for each of its own (an interface's name 16
 * for 4, an address of a list 16 for 4), and so SOCKFAM_SCRATCH_SIZE suffices for every tuple.
 */
_Static_assert(4 * SOCKFAM_ADDRESS_MAX <= SOCKFAM_SCRATCH_SIZE, "the values of a tuple must fit into the scratch");

static bool is_integer(const struct sockfam_field_row *field)
{
    const uint32_t traits = sf_kind_of(field->kind)->traits;
    return traits & SF_KIND_INTEGER && !(traits & SF_KIND_NAMES);
}

static int judge_element(const struct tuple *tuple, size_t i)
{
    const struct sockfam_tuple_row *row = tuple->rows[i];
    const struct sockfam_field_row *field = row->field[0] ? find(tuple, row->field) : NULL;
    if (row->field[0] && !field)
        return sf_refuse(tuple->judge, "the tuple of format \"%s\" has \"%s\", which is not a field of that variant",
                         tuple->format, row->field);
    if (field && (row->flags & SOCKFAM_TUPLE_IGNORED) && !is_integer(field))
        return sf_refuse_field(tuple->judge, field, "is IGNORED in the tuple, where only an integer can be");
    if (field && (row->flags & SOCKFAM_TUPLE_OPTIONAL) && !(field->flags & SOCKFAM_FIELD_OPT))
        return sf_refuse_field(tuple->judge, field, "is OPTIONAL in the tuple, but must be given");
    if (i > 0 && (tuple->rows[i - 1]->flags & SOCKFAM_TUPLE_OPTIONAL) && !(row->flags & SOCKFAM_TUPLE_OPTIONAL))
        return sf_refuse(tuple->judge, "element %zu of the tuple of format \"%s\" must be given, but the one before it "
                                       "need not",
                         i + 1, tuple->format);
    if ((row->flags & SOCKFAM_TUPLE_SCALAR) && tuple->count != 1)
        return sf_refuse(tuple->judge, "the tuple of format \"%s\" is SCALAR, but has %zu elements", tuple->format,
                         tuple->count);
    if ((row->flags & SOCKFAM_TUPLE_COLLAPSE) && (i != 0 || (row->flags & SOCKFAM_TUPLE_SCALAR)))
        return sf_refuse(tuple->judge,
                         "element %zu of the tuple of format \"%s\" is COLLAPSE; only the first can be, and "
                         "not of a SCALAR",
                         i + 1, tuple->format);
    return 0;
}

/* Where a field is stored from: 0 or 1 elements. */
static size_t count_field(const struct tuple *tuple, const char *name)
{
    size_t count = 0;
    for (size_t i = 0; i < tuple->count; i++)
        count += sf_is_same_name(tuple->rows[i]->field, name) && !(tuple->rows[i]->flags & SOCKFAM_TUPLE_IGNORED);
    return count;
}

static int judge_field(const struct tuple *tuple, const struct sockfam_field_row *field)
{
    size_t count = count_field(tuple, field->name);
    if (count > 1)
        return sf_refuse_field(tuple->judge, field, "is in the tuple %zu times; all but one must be IGNORED", count);
    if (count == 0 && !(field->flags & (SOCKFAM_FIELD_OPT | SOCKFAM_FIELD_FIXED)))
        return sf_refuse_field(tuple->judge, field, "must be given, but is not in the tuple");
    return 0;
}

static int judge_tuple(struct tuple *tuple, bool is_tagged)
{
    int result = 0;
    for (size_t i = 0; result == 0 && i < tuple->count; i++)
        result = judge_element(tuple, i);
    for (size_t i = 0; result == 0 && i < tuple->field_count; i++)
        result = judge_field(tuple, tuple->fields[i]);
    if (result == 0 && is_tagged && !sf_is_same_name(tuple->rows[0]->field, tuple->fields[0]->name))
        return sf_refuse(tuple->judge, "the tuple of format \"%s\" must begin with its tag, \"%s\"", tuple->format,
                         tuple->fields[0]->name);
    return result;
}

static int judge_variant(const struct sf_judge *judge, const struct sf_group *group, size_t variant)
{
    const struct sockfam_format_row *row = &group->formats[variant];
    struct tuple tuple;
    tuple.judge = judge;
    tuple.format = row->name;
    tuple.count = 0;
    for (size_t i = 0; i < group->tuple_count; i++) {
        const struct sockfam_tuple_row *element = &group->tuples[i];
        if (element->when != 0 && !(element->when >> variant & 1))
            continue;
        if (tuple.count == SOCKFAM_FIELDS_MAX)
            return sf_refuse(judge, "the tuple of format \"%s\" has more than %d elements", row->name,
                             SOCKFAM_FIELDS_MAX);
        tuple.rows[tuple.count++] = element;
    }
    if (tuple.count == 0)
        return sf_refuse(judge, "variant %zu of format \"%s\" has no tuple, but others have", variant, row->name);
    tuple.field_count = sf_judge_fields_of(group, variant, tuple.fields);
    return judge_tuple(&tuple, row->flags & SOCKFAM_FORMAT_TAGGED);
}

static int judge_group(const struct sf_judge *judge, const struct sf_group *group)
{
    int result = 0;
    if (group->formats->flags & SOCKFAM_FORMAT_STRUCT)
        return sf_refuse(judge, "a tuple is of format \"%s\", which is a STRUCT and has none", group->formats->name);
    for (size_t i = 0; result == 0 && i < group->tuple_count; i++)
        result = judge_row(judge, &group->tuples[i]);
    for (size_t i = 0; result == 0 && i < group->format_count; i++)
        result = judge_variant(judge, group, i);
    return result;
}

int sf_judge_tuples(const struct sf_judge *judge)
{
    const struct sf_tables *tables = judge->tables;
    int result = 0;
    for (size_t i = 0; result == 0 && i < tables->group_count; i++)
        if (tables->groups[i].tuple_count != 0)
            result = judge_group(judge, &tables->groups[i]);
    if (result == 0 && tables->grouped_tuples < tables->tuple_count)
        return sf_refuse(judge, "a tuple is of format \"%s\", which the driver does not have",
                         tables->tuples[tables->grouped_tuples].format);
    return result;
}
