/* SPDX-License-Identifier: MIT */
/* Rows go into notes at an odd address, because nothing says that notes are aligned. */
#include "unit/plugin/tables.h"

#include <stdlib.h>
#include <string.h>

static struct sockfam_field_row field(const char *format, const char *name, uint16_t at)
{
    struct sockfam_field_row row = { .doc = "a number", .kind = SOCKFAM_KIND_UINT, .at = at, .size = 4 };
    strncpy(row.format, format, sizeof(row.format) - 1);
    strncpy(row.name, name, sizeof(row.name) - 1);
    return row;
}

void tables_init(struct tables *tables, const char *name, uint16_t af)
{
    memset(tables, 0, sizeof(*tables));
    tables->heads = tables->format_count = tables->protocol_count = tables->pool_size = 1;
    tables->field_count = 2;
    tables->head = (struct sockfam_head_row){ .doc = "a test", .abi_major = SOCKFAM_ABI_MAJOR, .af = af };
    strncpy(tables->head.name, name, sizeof(tables->head.name) - 1);
    tables->formats[0] =
        (struct sockfam_format_row){ .doc = "an address", .example = "x:1,2", .af = af, .size = 16, .min = 8 };
    strncpy(tables->formats[0].name, name, sizeof(tables->formats[0].name) - 1);
    tables->fields[0] = field(name, "port", 4);
    tables->fields[1] = field(name, "node", 8);
    tables->protocols[0] =
        (struct sockfam_protocol_row){ .name = "stream", .doc = "bytes", .type = SOCKFAM_STREAM, .module = "mod" };
    strncpy(tables->protocols[0].format, name, sizeof(tables->protocols[0].format) - 1);
}

uint32_t tables_add_text(struct tables *tables, const char *text)
{
    uint32_t offset = tables->pool_size;
    strcpy(tables->pool + offset, text);
    tables->pool_size += (uint32_t)strlen(text) + 1;
    return offset;
}

void tables_add_constant(struct tables *tables, const char *name, int64_t value, const char *word, uint8_t set)
{
    struct sockfam_constant_row *row = &tables->constants[tables->constant_count++];
    row->name = tables_add_text(tables, name);
    row->word = word ? tables_add_text(tables, word) : 0;
    row->value = value;
    row->kind = SOCKFAM_CONSTANT_NUMBER;
    row->set = set;
}

static size_t write_note(char *at, uint32_t type, const void *rows, size_t row_size, uint32_t count)
{
    uint32_t size = (uint32_t)(sizeof(struct sockfam_record) + row_size * count);
    struct sockfam_note_header header = { sizeof(SOCKFAM_OWNER), size, type, SOCKFAM_OWNER };
    struct sockfam_record record = { (uint32_t)row_size, count };
    memcpy(at, &header, sizeof(header));
    memcpy(at + sizeof(header), &record, sizeof(record));
    memcpy(at + sizeof(header) + sizeof(record), rows, row_size * count);
    size_t whole = sizeof(header) + ((size + 3) & ~3u);
    memset(at + sizeof(header) + size, 0, whole - sizeof(header) - size);
    return whole;
}

size_t tables_write(const struct tables *tables, void *notes, size_t size)
{
    char *at = notes;
    if (size < sizeof(*tables) + 256)
        abort();
    at += write_note(at, SOCKFAM_RECORD_HEAD, &tables->head, sizeof(tables->head), tables->heads);
    at += write_note(at, SOCKFAM_RECORD_FORMATS, tables->formats, sizeof(tables->formats[0]), tables->format_count);
    at += write_note(at, SOCKFAM_RECORD_FIELDS, tables->fields, sizeof(tables->fields[0]), tables->field_count);
    at += write_note(at, SOCKFAM_RECORD_PROTOCOLS, tables->protocols, sizeof(tables->protocols[0]),
                     tables->protocol_count);
    at += write_note(at, SOCKFAM_RECORD_CONSTANTS, tables->constants, sizeof(tables->constants[0]),
                     tables->constant_count);
    if (tables->tuple_count)
        at += write_note(at, SOCKFAM_RECORD_TUPLES, tables->tuples, sizeof(tables->tuples[0]), tables->tuple_count);
    at += write_note(at, SOCKFAM_RECORD_STRINGS, tables->pool, 1, tables->pool_size);
    return (size_t)(at - (char *)notes);
}

int tables_driver(const struct tables *tables, const char *source, struct sf_driver **driver,
                  struct sockfam_error *error)
{
    struct sf_records records;
    char *notes = malloc(sizeof(*tables) + 512);
    if (!notes)
        abort();
    size_t size = tables_write(tables, notes + 1, sizeof(*tables) + 511);
    int result = sf_records_read(&records, notes + 1, size, source, error);
    if (result == 0)
        result = sf_driver_new(driver, &records, source, error);
    free(notes);
    return result;
}
