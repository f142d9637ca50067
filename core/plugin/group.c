/* SPDX-License-Identifier: MIT */
/* All three kinds of rows begin with the name of their format, so they are told apart by their size only. */
#include "core/plugin/group.h"

#include <string.h>

#include "core/base/names.h"

#define ROW_MAX 512 /* bytes of the largest row there is */

_Static_assert(sizeof(struct sockfam_format_row) <= ROW_MAX && sizeof(struct sockfam_field_row) <= ROW_MAX &&
                   sizeof(struct sockfam_tuple_row) <= ROW_MAX,
               "a row is too large to be moved");

/* Rows of one record. */
struct rows {
    char *first;
    size_t count, size;
};

static const char *format_of(const struct rows *rows, size_t index)
{
    return rows->first + index * rows->size;
}

/* Moves row `from` forward to row `to`, what lies between them one row back. */
static void move_row(const struct rows *rows, size_t from, size_t to)
{
    char row[ROW_MAX], *place = rows->first + to * rows->size;
    memcpy(row, rows->first + from * rows->size, rows->size);
    memmove(place + rows->size, place, (from - to) * rows->size);
    memcpy(place, row, rows->size);
}

/* Brings all rows of a format to `at`, in their order. How many there are. */
static size_t gather(const struct rows *rows, const char *format, size_t at)
{
    size_t found = 0;
    for (size_t i = at; i < rows->count; i++) {
        if (!sf_is_same_name(format_of(rows, i), format))
            continue;
        if (i != at + found)
            move_row(rows, i, at + found);
        found++;
    }
    return found;
}

/* How many rows of a format lie at `at`. */
static size_t count_run(const struct rows *rows, const char *format, size_t at)
{
    size_t end = at;
    while (end < rows->count && sf_is_same_name(format_of(rows, end), format))
        end++;
    return end - at;
}

/* Whether rows lie format by format as the groups do. */
static bool are_in_order(const struct sf_tables *tables, const struct rows *rows)
{
    size_t at = 0;
    for (size_t i = 0; i < tables->group_count; i++)
        at += count_run(rows, tables->groups[i].formats->name, at);
    return at == rows->count;
}

/* How many rows of `format` there are at `at`, after they were brought there if they need not be there yet. */
static size_t take(const struct rows *rows, const char *format, size_t at, bool is_ordered)
{
    return is_ordered ? count_run(rows, format, at) : gather(rows, format, at);
}

static void group_formats(struct sf_tables *tables)
{
    const struct rows rows = { (char *)tables->formats, tables->format_count, sizeof(*tables->formats) };
    for (size_t at = 0; at < tables->format_count;) {
        struct sf_group *group = &tables->groups[tables->group_count++];
        *group = (struct sf_group){ .formats = &tables->formats[at] };
        group->format_count = gather(&rows, group->formats->name, at);
        at += group->format_count;
    }
}

static void group_fields(struct sf_tables *tables)
{
    const struct rows rows = { (char *)tables->fields, tables->field_count, sizeof(*tables->fields) };
    bool is_ordered = are_in_order(tables, &rows);
    for (size_t i = 0; i < tables->group_count; i++) {
        struct sf_group *group = &tables->groups[i];
        group->fields = rows.count ? &tables->fields[tables->grouped_fields] : NULL;
        group->field_count = take(&rows, group->formats->name, tables->grouped_fields, is_ordered);
        tables->grouped_fields += group->field_count;
    }
}

static void group_tuples(struct sf_tables *tables)
{
    const struct rows rows = { (char *)tables->tuples, tables->tuple_count, sizeof(*tables->tuples) };
    bool is_ordered = are_in_order(tables, &rows);
    for (size_t i = 0; i < tables->group_count; i++) {
        struct sf_group *group = &tables->groups[i];
        group->tuples = rows.count ? &tables->tuples[tables->grouped_tuples] : NULL;
        group->tuple_count = take(&rows, group->formats->name, tables->grouped_tuples, is_ordered);
        tables->grouped_tuples += group->tuple_count;
    }
}

void sf_tables_group(struct sf_tables *tables)
{
    group_formats(tables);
    group_fields(tables);
    group_tuples(tables);
}

const struct sf_group *sf_group_find(const struct sf_tables *tables, const char *name)
{
    for (size_t i = 0; i < tables->group_count; i++)
        if (sf_is_same_name(tables->groups[i].formats->name, name))
            return &tables->groups[i];
    return NULL;
}
