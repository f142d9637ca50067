/* SPDX-License-Identifier: MIT */
/*
 * The order matters: texts first, because every later message quotes names, and because rows are grouped by them; then
 * each row by itself; then rows against each other. The first rule that is broken refuses the driver.
 */
#include "core/plugin/judge.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/base/names.h"

int sf_judge_text(const struct sf_judge *judge, const char *record, size_t row, const char *what, const char *text,
                  size_t size, bool (*is_right)(const char *), const char *rule)
{
    if (!sf_text_ends(text, size))
        return sf_refuse(judge, "the %s of row %zu of \"%s\" does not end within its %zu bytes", what, row + 1, record,
                         size);
    if (!is_right(text))
        return sf_refuse(judge, "the %s of row %zu of \"%s\" is not %s", what, row + 1, record, rule);
    return 0;
}

int sf_judge_doc(const struct sf_judge *judge, const char *record, size_t row, const char *what, const char *text,
                 size_t size)
{
    if (sf_is_plain_doc(text, size))
        return 0; /* most texts are */
    return sf_judge_text(judge, record, row, what, text, size, sf_is_doc, "one line of UTF-8");
}

int sf_refuse_field(const struct sf_judge *judge, const struct sockfam_field_row *field, const char *format, ...)
{
    char message[SOCKFAM_ERROR_MESSAGE_SIZE];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof(message), format, args);
    va_end(args);
    return sf_refuse(judge, "field \"%s\" of format \"%s\" %s", field->name, field->format, message);
}

/* What is right is seen at a glance, and only the rest is looked at closely. */
#define NAME(record, row, member, value)                                                                               \
    (sf_is_row_name(value) ? 0                                                                                         \
                           : sf_judge_text(judge, record, row, member, value, sizeof(value), sf_is_name, SF_RULE_NAME))
#define DOC(record, row, member, value) sf_judge_doc(judge, record, row, member, value, sizeof(value))

_Static_assert(SOCKFAM_NAME_SIZE == SF_NAME_ROOM, "names of rows have another size");

static int head_texts(const struct sf_judge *judge)
{
    const struct sockfam_head_row *head = &judge->tables->head;
    int result = NAME("head", 0, "name", head->name);
    return result < 0 ? result : DOC("head", 0, "doc", head->doc);
}

static int format_texts(const struct sf_judge *judge, size_t i)
{
    const struct sockfam_format_row *row = &judge->tables->formats[i];
    int result = NAME("formats", i, "name", row->name);
    if (result == 0)
        result = DOC("formats", i, "doc", row->doc);
    if (result == 0)
        result = sf_judge_text(judge, "formats", i, "example", row->example, sizeof(row->example), sf_is_printable,
                               "printable ASCII without blanks");
    if (result == 0)
        result = sf_judge_text(judge, "formats", i, "lead", row->lead, sizeof(row->lead), sf_is_printable,
                               "printable ASCII without blanks");
    return result;
}

static int field_texts(const struct sf_judge *judge, size_t i)
{
    const struct sockfam_field_row *row = &judge->tables->fields[i];
    int result = NAME("fields", i, "format", row->format);
    if (result == 0)
        result = NAME("fields", i, "name", row->name);
    if (result == 0)
        result = DOC("fields", i, "doc", row->doc);
    return result;
}

static int tuple_texts(const struct sf_judge *judge, size_t i)
{
    const struct sockfam_tuple_row *row = &judge->tables->tuples[i];
    int result = NAME("tuples", i, "format", row->format);
    if (result < 0 || row->field[0] == '\0')
        return result;
    return NAME("tuples", i, "field", row->field);
}

static int protocol_texts(const struct sf_judge *judge, size_t i)
{
    const struct sockfam_protocol_row *row = &judge->tables->protocols[i];
    int result = sf_judge_text(judge, "protocols", i, "name", row->name, sizeof(row->name), sf_is_protocol_name,
                               "[a-z][a-z0-9_-]*");
    if (result == 0)
        result = DOC("protocols", i, "doc", row->doc);
    if (result == 0)
        result = row->format[0] == '\0' ? 0 : NAME("protocols", i, "format", row->format);
    if (result == 0)
        result = sf_judge_text(judge, "protocols", i, "module", row->module, sizeof(row->module), sf_is_module_name,
                               "[A-Za-z0-9_-]*");
    if (result == 0)
        result = sf_judge_text(judge, "protocols", i, "proc", row->proc, sizeof(row->proc), sf_is_printable,
                               "printable ASCII without blanks");
    return result;
}

static int all_texts(const struct sf_judge *judge)
{
    const struct sf_tables *tables = judge->tables;
    int result = head_texts(judge);
    for (size_t i = 0; result == 0 && i < tables->format_count; i++)
        result = format_texts(judge, i);
    for (size_t i = 0; result == 0 && i < tables->field_count; i++)
        result = field_texts(judge, i);
    for (size_t i = 0; result == 0 && i < tables->tuple_count; i++)
        result = tuple_texts(judge, i);
    for (size_t i = 0; result == 0 && i < tables->protocol_count; i++)
        result = protocol_texts(judge, i);
    return result;
}

static int judge_whole(const struct sf_judge *judge)
{
    const struct sf_tables *tables = judge->tables;
    uint32_t code = 0;
    for (size_t i = 0; i < tables->format_count; i++)
        code |= tables->formats[i].code;
    if ((tables->head.flags & SOCKFAM_HEAD_CODE) && code == 0)
        return sf_refuse(judge, "driver \"%s\" says that it has code, but none of its formats does", tables->head.name);
    if (!(tables->head.flags & SOCKFAM_HEAD_CODE) && code != 0)
        return sf_refuse(judge, "formats of driver \"%s\" use code, but its head lacks SOCKFAM_HEAD_CODE",
                         tables->head.name);
    if (tables->head.af != 0 && tables->format_count + tables->protocol_count == 0)
        return sf_refuse(judge, "driver \"%s\" has family number %u but neither a format nor a protocol",
                         tables->head.name, tables->head.af);
    if (tables->head.af == 0 && tables->protocol_count != 0)
        return sf_refuse(judge, "driver \"%s\" has protocols but no family number to open sockets with",
                         tables->head.name);
    if (tables->format_count + tables->constant_count == 0)
        return sf_refuse(judge, "driver \"%s\" is empty: no format and no constant", tables->head.name);
    return 0;
}

int sf_judge(struct sf_tables *tables, const char *source, struct sockfam_error *error)
{
    const struct sf_judge judge = { tables, source, error };
    int result = all_texts(&judge);
    if (result < 0)
        return result;
    sf_tables_group(tables);
    result = judge_whole(&judge);
    if (result == 0)
        result = sf_judge_constants(&judge, tables->hashes);
    if (result == 0)
        result = sf_judge_formats(&judge);
    for (size_t i = 0; result == 0 && i < tables->field_count; i++)
        result = sf_judge_field(&judge, &tables->fields[i]);
    if (result == 0)
        result = sf_judge_layouts(&judge);
    if (result == 0)
        result = sf_judge_tuples(&judge);
    if (result == 0)
        result = sf_judge_word_sets(&judge);
    if (result == 0)
        result = sf_judge_protocols(&judge);
    if (result == 0)
        result = sf_judge_options(&judge);
    return result;
}
