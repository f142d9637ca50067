/* SPDX-License-Identifier: MIT */
/*
 * Building a driver: one allocation that has it, everything that points at its rows and the rows themselves, which are
 * copied once, put in order and judged there: those of one format lie together, in the order in which formats first
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
#include "core/registry/index.h"
#include "core/registry/system.h"

_Static_assert(SF_CONSTANTS_MAX <= SF_INDEX_CONSTANTS_MAX, "the index numbers all constants of a driver");

/* ------------------------------------------------------------------ formats */

static void make_formats(struct sf_driver *driver, const struct sf_tables *tables, const struct sockfam_format **views)
{
    for (size_t i = 0; i < tables->group_count; i++) {
        const struct sf_group *group = &tables->groups[i];
        struct sf_format *format = &driver->formats[i];
        *format = (struct sf_format){
            .format = { .name = group->formats->name,
                        .family = &driver->family,
                        .variant_count = group->format_count,
                        .field_count = group->field_count },
            .driver = driver,
            .tuples = group->tuples,
            .tuple_count = group->tuple_count,
            .is_struct = group->formats->flags & SOCKFAM_FORMAT_STRUCT,
            .rows = group->formats,
            .fields = group->fields,
        };
        if (!format->is_struct)
            views[driver->family.format_count++] = &format->format;
    }
    driver->format_count = tables->group_count;
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
