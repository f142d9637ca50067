/* SPDX-License-Identifier: MIT */
/*
 * Building a driver. Its rows lie in one allocation (tables.c), everything that points at them in a second one, plans
 * in those of core/address. Rows of one format are moved together, in the order in which formats first appear, so a
 * format is a pointer and a count.
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

struct sizes {
    size_t formats, rows, fields, constants, words, source;
};

static size_t count_formats(const struct sf_tables *tables)
{
    size_t count = 0;
    for (size_t i = 0; i < tables->format_count; i++)
        count += sf_judge_format(tables, tables->formats[i].name) == &tables->formats[i];
    return count;
}

static size_t count_words(const struct sf_tables *tables)
{
    size_t count = 0;
    for (size_t i = 0; i < tables->constant_count; i++)
        count += tables->constants[i].set != 0;
    return count;
}

/* Rows and fields of the format that `name` names, one after another. */
static void gather_format(struct sf_format *format, const struct sf_tables *tables, const char *name,
                          struct sockfam_format_row *rows, struct sockfam_field_row *fields)
{
    size_t row_count = 0, field_count = 0;
    for (size_t i = 0; i < tables->format_count; i++)
        if (strcmp(tables->formats[i].name, name) == 0)
            rows[row_count++] = tables->formats[i];
    for (size_t i = 0; i < tables->field_count; i++)
        if (strcmp(tables->fields[i].format, name) == 0)
            fields[field_count++] = tables->fields[i];
    format->format.name = rows->name;
    format->rows = rows;
    format->format.variant_count = row_count;
    format->fields = fields;
    format->format.field_count = field_count;
    format->code = rows[0].code;
}

static void make_formats(struct sf_driver *driver, const struct sf_tables *tables, const struct sockfam_format **views,
                         struct sockfam_format_row *rows, struct sockfam_field_row *fields)
{
    size_t count = 0;
    for (size_t i = 0; i < tables->format_count; i++) {
        struct sf_format *format = &driver->formats[count];
        const char *name = tables->formats[i].name;
        if (sf_judge_format(tables, name) != &tables->formats[i])
            continue;
        gather_format(format, tables, name, rows, fields);
        format->format.family = &driver->family;
        format->driver = driver;
        rows += format->format.variant_count;
        fields += format->format.field_count;
        views[count++] = &format->format;
    }
    driver->format_count = count;
    driver->family.formats = views;
    driver->family.format_count = count;
}

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
    }
    driver->names = tables->names;
    driver->constant_count = tables->constant_count;
}

/* A counting sort: by set, and within it in table order. */
static void make_words(struct sf_driver *driver)
{
    size_t begin[257] = { 0 };
    for (size_t i = 0; i < driver->constant_count; i++)
        if (driver->constants[i].set != 0)
            begin[driver->constants[i].set + 1]++;
    for (size_t set = 1; set < 257; set++)
        begin[set] += begin[set - 1];
    driver->word_count = begin[256];
    for (size_t i = 0; i < driver->constant_count; i++)
        if (driver->constants[i].set != 0)
            driver->words[begin[driver->constants[i].set]++] = &driver->constants[i];
}

static void make_family(struct sf_driver *driver, const struct sf_tables *tables, const char *source)
{
    driver->head = tables->head;
    driver->family.name = driver->head.name;
    driver->family.doc = driver->head.doc;
    driver->family.plugin = source;
    driver->family.af = driver->head.af;
    driver->family.flags = driver->head.flags;
    driver->protocols = tables->protocols;
    driver->family.protocol_count = tables->protocol_count;
    driver->family.state = SOCKFAM_STATE_READY;
    driver->options = tables->options;
    driver->option_count = tables->option_count;
    driver->messages = tables->messages;
    driver->message_count = tables->message_count;
}

static size_t sum_rooms(const struct sizes *n)
{
    return sf_part_room(1, sizeof(struct sf_driver_whole)) + sf_part_room(n->formats, sizeof(struct sf_format)) +
           sf_part_room(n->formats, sizeof(void *)) + sf_part_room(n->rows, sizeof(struct sockfam_format_row)) +
           sf_part_room(n->fields, sizeof(struct sockfam_field_row)) +
           sf_part_room(n->constants, sizeof(struct sockfam_constant)) + sf_part_room(n->words, sizeof(void *)) +
           sf_part_room(n->source, 1);
}

static struct sf_driver *make_driver(const struct sf_tables *tables, const char *source)
{
    const struct sizes n = { count_formats(tables),  tables->format_count, tables->field_count,
                             tables->constant_count, count_words(tables),  strlen(source) + 1 };
    char *at = malloc(sum_rooms(&n));
    if (!at)
        return NULL;
    struct sf_driver_whole *whole = memset(sf_part_carve(&at, 1, sizeof(*whole)), 0, sizeof(*whole));
    struct sf_driver *driver = &whole->driver;
    driver->formats = sf_part_carve(&at, n.formats, sizeof(struct sf_format));
    memset(driver->formats, 0, n.formats * sizeof(struct sf_format));
    const struct sockfam_format **views = sf_part_carve(&at, n.formats, sizeof(void *));
    struct sockfam_format_row *rows = sf_part_carve(&at, n.rows, sizeof(*rows));
    struct sockfam_field_row *fields = sf_part_carve(&at, n.fields, sizeof(*fields));
    driver->constants = sf_part_carve(&at, n.constants, sizeof(*driver->constants));
    driver->words = sf_part_carve(&at, n.words, sizeof(void *));
    memcpy(at, source, n.source);
    whole->tables = *tables;
    make_family(driver, tables, at);
    make_formats(driver, tables, views, rows, fields);
    make_constants(driver, tables);
    make_words(driver);
    return driver;
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
        int result = sf_format_compile(&driver->formats[i], error);
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
    int result = sf_tables_init(&tables, records, source, error);
    if (result == 0)
        result = sf_judge(&tables, source, error);
    struct sf_driver *made = result == 0 ? make_driver(&tables, source) : NULL;
    if (!made) {
        sf_tables_deinit(&tables);
        return result < 0 ? result : sf_no_memory(error);
    }
    result = compile_formats(made, error);
    if (result < 0) {
        sf_driver_free(made);
        return result;
    }
    *driver = made;
    return 0;
}

void sf_driver_free(struct sf_driver *driver)
{
    if (!driver)
        return;
    struct sf_driver_whole *whole = (struct sf_driver_whole *)(void *)driver;
    for (size_t i = 0; i < driver->format_count; i++)
        sf_format_release(&driver->formats[i]);
    sf_code_free(driver->code);
    sf_tables_deinit(&whole->tables);
    free(whole);
}
