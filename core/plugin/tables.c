/* SPDX-License-Identifier: MIT */
/*
 * All rows of a driver in one allocation. The head decides first whether we can understand the rest; then counts are
 * bounded, then rows are copied one by one, so both sides may know longer rows than the other.
 */
#include "core/plugin/tables.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/error.h"
#include "core/plugin/gate.h"
#include "core/base/carve.h"

static const struct {
    uint32_t type;
    uint32_t max;
} limits[] = {
    { SOCKFAM_RECORD_FORMATS, SF_FORMATS_MAX },     { SOCKFAM_RECORD_FIELDS, SF_FIELDS_MAX },
    { SOCKFAM_RECORD_PROTOCOLS, SF_PROTOCOLS_MAX }, { SOCKFAM_RECORD_CONSTANTS, SF_CONSTANTS_MAX },
    { SOCKFAM_RECORD_STRINGS, SF_STRINGS_MAX },     { SOCKFAM_RECORD_OPTIONS, SF_OPTIONS_MAX },
    { SOCKFAM_RECORD_MESSAGES, SF_OPTIONS_MAX },     { SOCKFAM_RECORD_TUPLES, SF_TUPLES_MAX },
};

static int check_counts(const struct sf_records *records, const char *source, struct sockfam_error *error)
{
    for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
        const struct sf_rows *rows = &records->rows[limits[i].type];
        if (rows->count > limits[i].max)
            return sf_fail_plugin(error, SOCKFAM_STAGE_GATE, source, 0,
                                  "the record \"%s\" has %u rows; at most %u are taken", sf_record_name(limits[i].type),
                                  rows->count, limits[i].max);
    }
    if (records->rows[SOCKFAM_RECORD_STRINGS].count != 0 && records->rows[SOCKFAM_RECORD_STRINGS].row_size != 1)
        return sf_fail_plugin(error, SOCKFAM_STAGE_GATE, source, 0,
                              "the record \"strings\" has rows of %u bytes; it must have rows of 1",
                              records->rows[SOCKFAM_RECORD_STRINGS].row_size);
    return 0;
}

static int take_head(struct sf_tables *tables, const struct sf_records *records, const char *source,
                     struct sockfam_error *error)
{
    const struct sf_rows *rows = &records->rows[SOCKFAM_RECORD_HEAD];
    if (rows->count != 1)
        return sf_fail_plugin(error, SOCKFAM_STAGE_GATE, source, 0,
                              "the record \"head\" has %u rows; a driver has exactly one", rows->count);
    sf_row_copy(rows, 0, &tables->head, sizeof(tables->head));
    return sf_gate_head(&tables->head, source, error);
}

static size_t copy_rows(const struct sf_records *records, uint32_t type, void *to, size_t size)
{
    const struct sf_rows *rows = &records->rows[type];
    if (rows->row_size == size && rows->count != 0)
        memcpy(to, rows->data, rows->count * size);
    for (size_t i = 0; rows->row_size != size && i < rows->count; i++)
        sf_row_copy(rows, i, (char *)to + i * size, size);
    return rows->count;
}

static int copy_all(struct sf_tables *tables, const struct sf_records *records, struct sockfam_error *error)
{
    const struct sf_rows *rows = records->rows;
    size_t formats = rows[SOCKFAM_RECORD_FORMATS].count, fields = rows[SOCKFAM_RECORD_FIELDS].count;
    size_t protocols = rows[SOCKFAM_RECORD_PROTOCOLS].count, constants = rows[SOCKFAM_RECORD_CONSTANTS].count;
    size_t pool = rows[SOCKFAM_RECORD_STRINGS].count;
    size_t options = rows[SOCKFAM_RECORD_OPTIONS].count, messages = rows[SOCKFAM_RECORD_MESSAGES].count;
    size_t tuples = rows[SOCKFAM_RECORD_TUPLES].count;
    char *at = malloc(
        sf_part_room(formats, sizeof(*tables->formats)) + sf_part_room(fields, sizeof(*tables->fields)) +
        sf_part_room(protocols, sizeof(*tables->protocols)) + sf_part_room(constants, sizeof(*tables->constants)) +
        sf_part_room(constants, sizeof(*tables->names)) + sf_part_room(options, sizeof(*tables->options)) +
        sf_part_room(messages, sizeof(*tables->messages)) + sf_part_room(tuples, sizeof(*tables->tuples)) + sf_part_room(pool, 1) + 8);
    if (!at)
        return sf_no_memory(error);
    tables->memory = at;
    tables->formats = sf_part_carve(&at, formats, sizeof(*tables->formats));
    tables->fields = sf_part_carve(&at, fields, sizeof(*tables->fields));
    tables->protocols = sf_part_carve(&at, protocols, sizeof(*tables->protocols));
    tables->constants = sf_part_carve(&at, constants, sizeof(*tables->constants));
    tables->names = sf_part_carve(&at, constants, sizeof(*tables->names));
    tables->options = sf_part_carve(&at, options, sizeof(*tables->options));
    tables->messages = sf_part_carve(&at, messages, sizeof(*tables->messages));
    tables->tuples = sf_part_carve(&at, tuples, sizeof(*tables->tuples));
    tables->pool = sf_part_carve(&at, pool, 1);
    tables->format_count = copy_rows(records, SOCKFAM_RECORD_FORMATS, tables->formats, sizeof(*tables->formats));
    tables->field_count = copy_rows(records, SOCKFAM_RECORD_FIELDS, tables->fields, sizeof(*tables->fields));
    tables->protocol_count =
        copy_rows(records, SOCKFAM_RECORD_PROTOCOLS, tables->protocols, sizeof(*tables->protocols));
    tables->constant_count =
        copy_rows(records, SOCKFAM_RECORD_CONSTANTS, tables->constants, sizeof(*tables->constants));
    tables->option_count = copy_rows(records, SOCKFAM_RECORD_OPTIONS, tables->options, sizeof(*tables->options));
    tables->message_count = copy_rows(records, SOCKFAM_RECORD_MESSAGES, tables->messages, sizeof(*tables->messages));
    tables->tuple_count = copy_rows(records, SOCKFAM_RECORD_TUPLES, tables->tuples, sizeof(*tables->tuples));
    tables->pool_size = pool;
    if (pool != 0)
        memcpy(tables->pool, rows[SOCKFAM_RECORD_STRINGS].data, pool);
    return 0;
}

int sf_tables_init(struct sf_tables *tables, const struct sf_records *records, const char *source,
                   struct sockfam_error *error)
{
    memset(tables, 0, sizeof(*tables));
    int result = take_head(tables, records, source, error);
    if (result == 0)
        result = check_counts(records, source, error);
    if (result == 0)
        result = copy_all(tables, records, error);
    return result;
}

void sf_tables_deinit(struct sf_tables *tables)
{
    free(tables->memory);
    memset(tables, 0, sizeof(*tables));
}
