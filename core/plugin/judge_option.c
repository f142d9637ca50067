/* SPDX-License-Identifier: MIT */
/*
 * Options and control messages: the same rows, the same rules. A name stands once in its record; (level, number) may
 * stand several times, since headers have several names for one option.
 */
#include <string.h>

#include "core/base/names.h"
#include "core/base/seen.h"
#include "core/plugin/judge.h"

#define KNOWN_FLAGS (SOCKFAM_OPTION_READ_ONLY | SOCKFAM_OPTION_WRITE_ONLY | SOCKFAM_OPTION_SINGLE_STACK)

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
        return sf_refuse_unknown(judge, "\"%s\" of record \"%s\" is of the unknown kind %u", row->name, record->name,
                                 row->kind);
    if (has_size != (row->size != 0))
        return sf_refuse(judge, "\"%s\" of record \"%s\" has size %u; texts and bytes have one, other kinds 0",
                         row->name, record->name, row->size);
    if (row->flags & ~KNOWN_FLAGS)
        return sf_refuse_unknown(judge, "\"%s\" of record \"%s\" has unknown flags 0x%x", row->name, record->name,
                                 row->flags);
    if ((row->flags & SOCKFAM_OPTION_READ_ONLY) && (row->flags & SOCKFAM_OPTION_WRITE_ONLY))
        return sf_refuse(judge, "\"%s\" of record \"%s\" can neither be set nor read", row->name, record->name);
    if ((row->flags & SOCKFAM_OPTION_SINGLE_STACK) && row->kind != SOCKFAM_OPTION_BOOL)
        return sf_refuse(judge, "\"%s\" of record \"%s\" is SOCKFAM_OPTION_SINGLE_STACK, but no BOOL", row->name,
                         record->name);
    return 0;
}

static bool is_same_name(const void *user, size_t a, size_t b)
{
    const struct sockfam_option_row *rows = user;
    return strcmp(rows[a].name, rows[b].name) == 0;
}

static int judge_names(const struct sf_judge *judge, const struct record *record, struct sf_seen *seen)
{
    for (size_t i = 0; i < record->count; i++) {
        const char *name = record->rows[i].name;
        size_t other;
        if (sf_seen_put(seen, sf_hash(name, strlen(name)), i, is_same_name, record->rows, &other))
            return sf_refuse(judge, "the record \"%s\" has two rows named \"%s\"", record->name, name);
    }
    return 0;
}

static int judge_record(const struct sf_judge *judge, const struct record *record)
{
    struct sf_seen seen;
    int result = 0;
    for (size_t i = 0; result == 0 && i < record->count; i++)
        result = judge_texts(judge, record, i);
    for (size_t i = 0; result == 0 && i < record->count; i++)
        result = judge_row(judge, record, &record->rows[i]);
    if (result < 0)
        return result;
    if (sf_seen_init(&seen, record->count) < 0)
        return sf_no_memory(judge->error);
    result = judge_names(judge, record, &seen);
    sf_seen_deinit(&seen);
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
