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
    const struct sockfam_format_row *format = sf_judge_format(judge->tables, row->format);
    if (!format || (format->flags & SOCKFAM_FORMAT_STRUCT))
        return sf_refuse(judge, "a tuple is of format \"%s\", which %s", row->format,
                         format ? "is a STRUCT and has none" : "the driver does not have");
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
        if (strcmp(tuple->fields[i]->name, name) == 0 && !(tuple->fields[i]->flags & SOCKFAM_FIELD_FIXED))
            return tuple->fields[i];
    return NULL;
}

static int judge_element(const struct tuple *tuple, size_t i)
{
    const struct sockfam_tuple_row *row = tuple->rows[i];
    const struct sockfam_field_row *field = row->field[0] ? find(tuple, row->field) : NULL;
    if (row->field[0] && !field)
        return sf_refuse(tuple->judge, "the tuple of format \"%s\" has \"%s\", which is not a field of that variant",
                         tuple->format, row->field);
    if (field && (row->flags & SOCKFAM_TUPLE_IGNORED) && !(sf_kind_of(field->kind)->traits & SF_KIND_INTEGER))
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
        count += strcmp(tuple->rows[i]->field, name) == 0 && !(tuple->rows[i]->flags & SOCKFAM_TUPLE_IGNORED);
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
    if (result == 0 && is_tagged && strcmp(tuple->rows[0]->field, tuple->fields[0]->name) != 0)
        return sf_refuse(tuple->judge, "the tuple of format \"%s\" must begin with its tag, \"%s\"", tuple->format,
                         tuple->fields[0]->name);
    return result;
}

/* 0 too where the format has no such rows. */
static int judge_variant(const struct sf_judge *judge, const struct sockfam_format_row *row, unsigned variant)
{
    const struct sf_tables *tables = judge->tables;
    struct tuple tuple = { .judge = judge, .format = row->name };
    bool has_rows = false;
    for (size_t i = 0; i < tables->tuple_count; i++) {
        const struct sockfam_tuple_row *element = &tables->tuples[i];
        if (strcmp(element->format, row->name) != 0)
            continue;
        has_rows = true;
        if (element->when != 0 && !(element->when >> variant & 1))
            continue;
        if (tuple.count == SOCKFAM_FIELDS_MAX)
            return sf_refuse(judge, "the tuple of format \"%s\" has more than %d elements", row->name,
                             SOCKFAM_FIELDS_MAX);
        tuple.rows[tuple.count++] = element;
    }
    if (!has_rows)
        return 0;
    if (tuple.count == 0)
        return sf_refuse(judge, "variant %u of format \"%s\" has no tuple, but others have", variant, row->name);
    tuple.field_count = sf_judge_fields_of(tables, row->name, variant, tuple.fields);
    return judge_tuple(&tuple, row->flags & SOCKFAM_FORMAT_TAGGED);
}

int sf_judge_tuples(const struct sf_judge *judge)
{
    const struct sf_tables *tables = judge->tables;
    int result = 0;
    for (size_t i = 0; result == 0 && i < tables->tuple_count; i++)
        result = judge_row(judge, &tables->tuples[i]);
    for (size_t i = 0; result == 0 && i < tables->format_count; i++) {
        unsigned variant = 0;
        for (size_t k = 0; k < i; k++)
            variant += sf_is_same_name(tables->formats[k].name, tables->formats[i].name);
        result = judge_variant(judge, &tables->formats[i], variant);
    }
    return result;
}
