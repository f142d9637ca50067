/* SPDX-License-Identifier: MIT */
/*
 * Building a driver: one allocation that has it, everything that points at its rows and the rows themselves, which are
 * copied once, judged there, and put in order: those of one format lie together, in the order in which formats first
 * appear, so a format is a pointer and a count. Plans are core/address's.
 */
#include "core/plugin/assemble.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/address/plan.h"
#include "core/base/carve.h"
#include "core/plugin/code.h"
#include "core/plugin/judge.h"
#include "core/registry/system.h"

/* ------------------------------------------------------------------ order */

#define ROW_MAX 512 /* bytes of the largest row there is */

/* Both kinds of rows begin with the name of their format. */
static const char *format_of(const char *rows, size_t index, size_t size)
{
    return rows + index * size;
}

/* Moves row `from` forward to row `to`, what lies between them one row back. */
static void move_row(char *rows, size_t from, size_t to, size_t size)
{
    char row[ROW_MAX];
    memcpy(row, rows + from * size, size);
    memmove(rows + (to + 1) * size, rows + to * size, (from - to) * size);
    memcpy(rows + to * size, row, size);
}

/* Brings all rows of a format to `at`, in their order. How many there are. Mostly they are there already. */
static size_t gather(void *rows, size_t count, size_t size, const char *format, size_t at)
{
    size_t found = 0;
    for (size_t i = at; i < count; i++) {
        if (!sf_is_same_name(format_of(rows, i, size), format))
            continue;
        if (i != at + found)
            move_row(rows, i, at + found, size);
        found++;
    }
    return found;
}

static void make_formats(struct sf_driver *driver, const struct sf_tables *tables, const struct sockfam_format **views)
{
    struct sockfam_format_row *rows = tables->formats;
    size_t field_at = 0;
    _Static_assert(sizeof(*rows) <= ROW_MAX && sizeof(*tables->fields) <= ROW_MAX, "a row is too large to be moved");
    for (size_t at = 0; at < tables->format_count; driver->format_count++) {
        struct sf_format *format = &driver->formats[driver->format_count];
        const char *name = rows[at].name;
        *format = (struct sf_format){
            .format = { .name = name, .family = &driver->family },
            .driver = driver,
            .tuples = tables->tuples,
            .tuple_count = tables->tuple_count,
            .is_struct = rows[at].flags & SOCKFAM_FORMAT_STRUCT,
            .rows = &rows[at],
            .fields = &tables->fields[field_at],
        };
        format->format.variant_count = gather(rows, tables->format_count, sizeof(*rows), name, at);
        format->format.field_count =
            gather(tables->fields, tables->field_count, sizeof(*tables->fields), name, field_at);
        at += format->format.variant_count;
        field_at += format->format.field_count;
        if (!format->is_struct)
            views[driver->family.format_count++] = &format->format;
    }
    driver->family.formats = views;
}

/* ------------------------------------------------------------------ constants */

static void make_constants(struct sf_driver *driver, const struct sf_tables *tables)
{
    for (size_t i = 0; i < tables->constant_count; i++) {
        const struct sockfam_constant_row *row = &tables->constants[i];
        bool is_text = row->kind == SOCKFAM_CONSTANT_STRING;
        driver->constants[i] = (struct sockfam_constant){
            .name = tables->pool + row->name,
            .word = row->word ? tables->pool + row->word : NULL,
            .text = is_text ? tables->pool + row->value : NULL,
            .value = is_text ? 0 : row->value,
            .family = &driver->family,
            .kind = row->kind,
            .set = row->set,
            .flags = row->flags,
        };
        driver->word_count += row->set != 0;
    }
    driver->hashes = tables->hashes;
    driver->constant_count = tables->constant_count;
}

/* A counting sort: by set, and within it in table order. */
static void make_words(struct sf_driver *driver)
{
    size_t begin[257] = { 0 };
    if (driver->word_count == 0)
        return;
    for (size_t i = 0; i < driver->constant_count; i++)
        if (driver->constants[i].set != 0)
            begin[driver->constants[i].set + 1]++;
    for (size_t set = 1; set < 257; set++)
        begin[set] += begin[set - 1];
    for (size_t i = 0; i < driver->constant_count; i++)
        if (driver->constants[i].set != 0)
            driver->words[begin[driver->constants[i].set]++] = &driver->constants[i];
}

/* ------------------------------------------------------------------ the driver */

static void make_family(struct sf_driver *driver, const struct sf_tables *tables)
{
    driver->head = tables->head;
    driver->family.name = driver->head.name;
    driver->family.doc = driver->head.doc;
    driver->family.af = driver->head.af;
    driver->family.flags = driver->head.flags;
    driver->family.on = driver->head.on;
    driver->family.protocol_count = tables->protocol_count;
    driver->family.state = SOCKFAM_STATE_READY;
    driver->protocols = tables->protocols;
    driver->options = tables->options;
    driver->option_count = tables->option_count;
    driver->messages = tables->messages;
    driver->message_count = tables->message_count;
}

/* Copied and judged rows, and behind them room for what points at them. */
static int make_driver(struct sf_driver **made, struct sf_tables *tables, const struct sf_records *records,
                       size_t row_room, const char *source, struct sockfam_error *error)
{
    size_t formats = records->rows[SOCKFAM_RECORD_FORMATS].count, constants = tables->constant_count;
    size_t source_size = strlen(source) + 1;
    char *at =
        malloc(sf_part_room(1, sizeof(struct sf_driver)) + row_room + sf_part_room(formats, sizeof(struct sf_format)) +
               sf_part_room(formats, sizeof(void *)) + sf_part_room(constants, sizeof(struct sockfam_constant)) +
               sf_part_room(constants, sizeof(void *)) + sf_part_room(source_size, 1));
    if (!at)
        return sf_no_memory(error);
    struct sf_driver *driver = memset(sf_part_carve(&at, 1, sizeof(*driver)), 0, sizeof(*driver));
    int result = sf_tables_copy(tables, records, &at, source, error);
    if (result == 0)
        result = sf_judge(tables, source, error);
    if (result < 0) {
        free(driver);
        return result;
    }
    driver->formats = sf_part_carve(&at, formats, sizeof(*driver->formats));
    const struct sockfam_format **views = sf_part_carve(&at, formats, sizeof(*views));
    driver->constants = sf_part_carve(&at, constants, sizeof(*driver->constants));
    driver->words = sf_part_carve(&at, constants, sizeof(*driver->words));
    driver->family.plugin = memcpy(at, source, source_size);
    make_family(driver, tables);
    make_formats(driver, tables, views);
    make_constants(driver, tables);
    make_words(driver);
    *made = driver;
    return 0;
}

/* core/address knows no files: what it says of a format is the gate's refusal of this plugin. */
static void refuse_format(const struct sf_driver *driver, struct sockfam_error *error)
{
    if (!error || error->kind == SOCKFAM_ERROR_NONE || error->stage != SOCKFAM_STAGE_NONE)
        return;
    error->kind = SOCKFAM_ERROR_PLUGIN;
    error->code = ENOEXEC;
    error->stage = SOCKFAM_STAGE_GATE;
    snprintf(error->file, sizeof(error->file), "%s", driver->family.plugin);
}

static int compile_formats(struct sf_driver *driver, struct sockfam_error *error)
{
    for (size_t i = 0; i < driver->format_count; i++) {
        int result = sf_format_compile(&driver->formats[i], sf_system_here, error);
        if (result == -ENOMEM)
            return sf_no_memory(error);
        if (result < 0) {
            refuse_format(driver, error);
            return -ENOEXEC;
        }
    }
    return 0;
}

int sf_driver_new(struct sf_driver **driver, const struct sf_records *records, const char *source,
                  struct sockfam_error *error)
{
    struct sf_tables tables;
    struct sf_driver *made = NULL;
    size_t room;
    int result = sf_tables_init(&tables, records, &room, source, error);
    if (result < 0)
        return result;
    result = make_driver(&made, &tables, records, room, source, error);
    sf_tables_deinit(&tables);
    if (result == 0)
        result = compile_formats(made, error);
    if (result < 0)
        sf_driver_free(made);
    else
        *driver = made;
    return result;
}

void sf_driver_free(struct sf_driver *driver)
{
    if (!driver)
        return;
    for (size_t i = 0; i < driver->format_count; i++)
        sf_format_release(&driver->formats[i]);
    sf_code_free(driver->code);
    free(driver);
}
