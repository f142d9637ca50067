/* SPDX-License-Identifier: MIT */
/*
 * Options and control messages: the same rows, the same rules. A name stands once in its record; (level, number) may
 * stand several times, since headers have several names for one option. What a kind allows its object says
 * (core/option/kind.h).
 */
#include <string.h>

#include "core/address/kind.h"
#include "core/base/names.h"
#include "core/base/seen.h"
#include "core/option/kind.h"
#include "core/plugin/judge.h"

struct record {
    const char *name;
    const struct sockfam_option_row *rows;
    size_t count;
};

/* Which formats there are is judged where it matters. */
static bool is_any_text(const char *text)
{
    (void)text;
    return true;
}

static int judge_texts(const struct sf_judge *judge, const struct record *record, size_t i)
{
    const struct sockfam_option_row *row = &record->rows[i];
    int result = 0;
    if (sf_constant_name_size(row->name, sizeof(row->name)) == 0)
        result = sf_judge_text(judge, record->name, i, "name", row->name, sizeof(row->name), sf_is_constant_name,
                               "[A-Z][A-Za-z0-9_]*");
    return result < 0 ? result : sf_judge_doc(judge, record->name, i, "doc", row->doc, sizeof(row->doc));
}

#define REFUSE(...) sf_refuse(judge, "\"%s\" of record \"%s\" " __VA_ARGS__)

static const struct {
    const char *name;
    uint32_t flag;
} flags[] = {
    { "READ_ONLY", SOCKFAM_OPTION_READ_ONLY },
    { "WRITE_ONLY", SOCKFAM_OPTION_WRITE_ONLY },
    { "SINGLE_STACK", SOCKFAM_OPTION_SINGLE_STACK },
    { "BE", SOCKFAM_OPTION_BE },
    { "ARRAY", SOCKFAM_OPTION_ARRAY },
    { "ASK", SOCKFAM_OPTION_ASK },
    { "CODE_ONLY", SOCKFAM_OPTION_CODE_ONLY },
};

#define FLAGS (sizeof(flags) / sizeof(flags[0]))
#define ALL_FLAGS ((1u << FLAGS) - 1)
#define FOR_ALL_KINDS (SOCKFAM_OPTION_READ_ONLY | SOCKFAM_OPTION_WRITE_ONLY | SOCKFAM_OPTION_CODE_ONLY)

static int judge_flags(const struct sf_judge *judge, const struct record *record, const struct sockfam_option_row *row,
                       const struct sf_option_kind *kind)
{
    uint32_t odd = row->flags & ~(FOR_ALL_KINDS | kind->flags);
    bool is_message = record->rows == judge->tables->messages;
    if (row->flags & ~ALL_FLAGS)
        return sf_refuse_unknown(judge, "\"%s\" of record \"%s\" has unknown flags 0x%x", row->name, record->name,
                                 row->flags & ~ALL_FLAGS);
    for (size_t i = 0; odd && i < FLAGS; i++)
        if (odd & flags[i].flag)
            return REFUSE("is %s, which means nothing for %s", row->name, record->name, flags[i].name, kind->name);
    if ((row->flags & SOCKFAM_OPTION_READ_ONLY) && (row->flags & SOCKFAM_OPTION_WRITE_ONLY))
        return REFUSE("can neither be set nor read", row->name, record->name);
    if ((row->flags & SOCKFAM_OPTION_BE) && kind->size < 2)
        return REFUSE("is BE, but has only 1 byte", row->name, record->name);
    if ((row->flags & SOCKFAM_OPTION_ASK) &&
        (is_message || row->flags & (SOCKFAM_OPTION_WRITE_ONLY | SOCKFAM_OPTION_ARRAY)))
        return REFUSE("is ASK, which is for one struct that can be read", row->name, record->name);
    if ((kind->traits & SF_OPTION_NO_BYTES) && (is_message || !(row->flags & SOCKFAM_OPTION_WRITE_ONLY)))
        return REFUSE("is a %s, so it must be an option that is WRITE_ONLY", row->name, record->name, kind->name);
    return 0;
}

/* Whether each element of an array ends by itself, in bytes and in text, and is never an empty text. */
static bool is_element(const struct sf_group *group)
{
    bool has_required = false;
    for (size_t i = 0; i < group->format_count; i++) {
        const struct sockfam_format_row *row = &group->formats[i];
        for (size_t k = 0; k < i; k++)
            if (group->formats[k].size != row->size && sf_judge_meet(group->formats[k].on, row->on))
                return false;
        if (row->min != row->size)
            return false;
    }
    for (size_t i = 0; i < group->field_count; i++) {
        const struct sockfam_field_row *field = &group->fields[i];
        if (field->flags & SOCKFAM_FIELD_TAIL || sf_kind_of(field->kind)->traits & (SF_KIND_GREEDY | SF_KIND_BRACES))
            return false;
        has_required |= !(field->flags & (SOCKFAM_FIELD_OPT | SOCKFAM_FIELD_FIXED)) && field->when == 0;
    }
    return has_required;
}

static int judge_struct(const struct sf_judge *judge, const struct record *record, const struct sockfam_option_row *row,
                        const struct sf_option_kind *kind)
{
    if (!(kind->traits & SF_OPTION_FORMATTED))
        return row->format[0] == '\0' ? 0
                                      : REFUSE("has the format \"%s\", which means nothing for %s", row->name,
                                               record->name, row->format, kind->name);
    const struct sf_group *group = sf_group_find(judge->tables, row->format);
    if (!group || !(group->formats->flags & SOCKFAM_FORMAT_STRUCT))
        return REFUSE("is a STRUCT, but the driver has no STRUCT format \"%s\"", row->name, record->name, row->format);
    if ((row->flags & SOCKFAM_OPTION_ARRAY) && !is_element(group))
        return REFUSE("is an ARRAY of \"%s\", which must have one size, a field that must be given, and no text",
                      row->name, record->name, row->format);
    return 0;
}

static int judge_row(const struct sf_judge *judge, const struct record *record, const struct sockfam_option_row *row)
{
    const struct sf_option_kind *kind = sf_option_kind_of(row->kind);
    if (!kind)
        return sf_refuse_unknown(judge, "\"%s\" of record \"%s\" is of the unknown kind %u", row->name, record->name,
                                 row->kind);
    if (!(kind->traits & SF_OPTION_SIZED) != (row->size == 0))
        return REFUSE("has size %u; texts and bytes have one, other kinds 0", row->name, record->name, row->size);
    int result = judge_flags(judge, record, row, kind);
    if (result == 0 && row->format[0] != '\0')
        result = sf_judge_text(judge, record->name, (size_t)(row - record->rows), "format", row->format,
                               sizeof(row->format), is_any_text, "a name");
    return result < 0 ? result : judge_struct(judge, record, row, kind);
}

static bool is_same_name(const void *user, size_t a, size_t b)
{
    const struct sockfam_option_row *rows = user;
    return strcmp(rows[a].name, rows[b].name) == 0 && sf_judge_meet(rows[a].on, rows[b].on);
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
