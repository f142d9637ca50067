/* SPDX-License-Identifier: MIT */
/*
 * Options and control messages: the same rows, the same rules. A name stands once in its record; (level, number) may
 * stand several times, since headers have several names for one option.
 */
#include <string.h>

#include "core/plugin/judge.h"
#include "core/plugin/names.h"

#define KNOWN_FLAGS (SOCKFAM_OPTION_READ | SOCKFAM_OPTION_WRITE | SOCKFAM_OPTION_SINGLE_STACK)

struct record {
    const char *name;
    const struct sockfam_option_row *rows;
    size_t count;
};

static int judge_texts(const struct sf_judge *judge, const struct record *record, size_t i)
{
    const struct sockfam_option_row *row = &record->rows[i];
    int result = sf_judge_text(judge, record->name, i, "name", row->name, sizeof(row->name), sf_is_constant_name,
                               "[A-Z][A-Za-z0-9_]*");
    if (result == 0)
        result =
            sf_judge_text(judge, record->name, i, "doc", row->doc, sizeof(row->doc), sf_is_doc, "one line of UTF-8");
    return result;
}

static int judge_row(const struct sf_judge *judge, const struct record *record, const struct sockfam_option_row *row)
{
    bool has_size =
        row->kind == SOCKFAM_OPTION_TEXT || row->kind == SOCKFAM_OPTION_BYTES || row->kind == SOCKFAM_OPTION_COUNTED;
    if (row->kind < SOCKFAM_OPTION_INT || row->kind > SOCKFAM_OPTION_U8)
        return sf_refuse(judge, "\"%s\" of record \"%s\" is of the unknown kind %u", row->name, record->name,
                         row->kind);
    if (has_size != (row->size != 0))
        return sf_refuse(judge, "\"%s\" of record \"%s\" has size %u; texts and bytes have one, other kinds 0",
                         row->name, record->name, row->size);
    if (row->flags & ~KNOWN_FLAGS)
        return sf_refuse(judge, "\"%s\" of record \"%s\" has unknown flags 0x%x", row->name, record->name, row->flags);
    if ((row->flags & SOCKFAM_OPTION_READ) && (row->flags & SOCKFAM_OPTION_WRITE))
        return sf_refuse(judge, "\"%s\" of record \"%s\" can neither be set nor read", row->name, record->name);
    if ((row->flags & SOCKFAM_OPTION_SINGLE_STACK) && row->kind != SOCKFAM_OPTION_BOOL)
        return sf_refuse(judge, "\"%s\" of record \"%s\" is SOCKFAM_OPTION_SINGLE_STACK, but no BOOL", row->name,
                         record->name);
    return 0;
}

static int judge_record(const struct sf_judge *judge, const struct record *record)
{
    int result = 0;
    for (size_t i = 0; result == 0 && i < record->count; i++)
        result = judge_texts(judge, record, i);
    for (size_t i = 0; result == 0 && i < record->count; i++) {
        result = judge_row(judge, record, &record->rows[i]);
        for (size_t k = 0; result == 0 && k < i; k++)
            if (strcmp(record->rows[i].name, record->rows[k].name) == 0)
                result =
                    sf_refuse(judge, "the record \"%s\" has two rows named \"%s\"", record->name, record->rows[i].name);
    }
    return result;
}

int sf_judge_options(const struct sf_judge *judge)
{
    const struct sf_tables *tables = judge->tables;
    const struct record options = { "options", tables->options, tables->option_count };
    const struct record messages = { "messages", tables->messages, tables->message_count };
    int result = judge_record(judge, &options);
    return result < 0 ? result : judge_record(judge, &messages);
}
