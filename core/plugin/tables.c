/* SPDX-License-Identifier: MIT */
/*
 * The rule of growth, as in the kernel's copy_struct_from_user: a row that is shorter than ours is completed with
 * zeros; a longer one is taken if what we do not know of it is zero, and else refused, since it means something.
 * `shapes` has a line for each record whose rows are copied; the head decides first whether we can understand the rest.
 */
#include "core/plugin/tables.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/carve.h"
#include "core/base/error.h"
#include "core/plugin/gate.h"
#include "core/plugin/minor.h"

#define SHAPE(record, row, rows, count, max)                                                                           \
    {                                                                                                                  \
        SOCKFAM_RECORD_##record, max, sizeof(row), offsetof(struct sf_tables, rows), offsetof(struct sf_tables, count) \
    }

static const struct shape {
    uint32_t type, max;
    size_t size;        /* bytes of a row as we know it */
    size_t rows, count; /* where they lie in struct sf_tables */
} shapes[] = {
    SHAPE(FORMATS, struct sockfam_format_row, formats, format_count, SF_FORMATS_MAX),
    SHAPE(FIELDS, struct sockfam_field_row, fields, field_count, SF_FIELDS_MAX),
    SHAPE(PROTOCOLS, struct sockfam_protocol_row, protocols, protocol_count, SF_PROTOCOLS_MAX),
    SHAPE(OPTIONS, struct sockfam_option_row, options, option_count, SF_OPTIONS_MAX),
    SHAPE(MESSAGES, struct sockfam_option_row, messages, message_count, SF_OPTIONS_MAX),
    SHAPE(TUPLES, struct sockfam_tuple_row, tuples, tuple_count, SF_TUPLES_MAX),
    SHAPE(STRINGS, char, pool, pool_size, SF_STRINGS_MAX),
};

#define SHAPES (sizeof(shapes) / sizeof(shapes[0]))

static int check_count(const struct sf_records *records, uint32_t type, uint32_t max, const char *source,
                       struct sockfam_error *error)
{
    if (records->rows[type].count > max)
        return sf_fail_plugin(error, SOCKFAM_STAGE_GATE, source, 0,
                              "the record \"%s\" has %u rows; at most %u are taken", sf_record_name(type),
                              records->rows[type].count, max);
    return 0;
}

static int check_counts(const struct sf_records *records, const char *source, struct sockfam_error *error)
{
    const struct sf_rows *strings = &records->rows[SOCKFAM_RECORD_STRINGS];
    int result = check_count(records, SOCKFAM_RECORD_CONSTANTS, SF_CONSTANTS_MAX, source, error);
    for (size_t i = 0; result == 0 && i < SHAPES; i++)
        result = check_count(records, shapes[i].type, shapes[i].max, source, error);
    if (result == 0 && strings->count != 0 && strings->row_size != 1)
        result =
            sf_fail_plugin(error, SOCKFAM_STAGE_GATE, source, 0,
                           "the record \"strings\" has rows of %u bytes; it must have rows of 1", strings->row_size);
    return result;
}

static int take_head(struct sf_tables *tables, const struct sf_records *records, const char *source,
                     struct sockfam_error *error)
{
    const struct sf_rows *rows = &records->rows[SOCKFAM_RECORD_HEAD];
    struct sockfam_head_row *head = &tables->head;
    if (rows->count != 1)
        return sf_fail_plugin(error, SOCKFAM_STAGE_GATE, source, 0,
                              "the record \"head\" has %u rows; a driver has exactly one", rows->count);
    bool is_known = sf_row_copy(rows, 0, head, sizeof(*head));
    int result = sf_gate_head(head, source, error);
    if (result == 0 && !is_known)
        result = sf_gate_newer(head, source, error, "its head has members that this library does not know");
    if (result == 0 && records->required != 0)
        result = sf_gate_newer(head, source, error, "its record of type 0x%x has to be known, but is not",
                               records->required);
    return result < 0 ? result : sf_minor_derive(head, records, source, error);
}

int sf_tables_init(struct sf_tables *tables, const struct sf_records *records, size_t *room, const char *source,
                   struct sockfam_error *error)
{
    memset(tables, 0, sizeof(*tables));
    int result = take_head(tables, records, source, error);
    if (result == 0)
        result = check_counts(records, source, error);
    if (result < 0)
        return result;
    tables->constant_count = records->rows[SOCKFAM_RECORD_CONSTANTS].count;
    *room = sf_part_room(tables->constant_count, sizeof(*tables->hashes)) +
            sf_part_room(records->rows[SOCKFAM_RECORD_FORMATS].count, sizeof(*tables->groups));
    for (size_t i = 0; i < SHAPES; i++)
        *room += sf_part_room(records->rows[shapes[i].type].count, shapes[i].size);
    return 0;
}

static int copy_rows(const struct sf_tables *tables, const struct sf_records *records, uint32_t type, void *to,
                     size_t size, const char *source, struct sockfam_error *error)
{
    const struct sf_rows *rows = &records->rows[type];
    if (rows->count != 0 && rows->row_size == size) {
        memcpy(to, rows->data, rows->count * size);
        return 0;
    }
    for (size_t i = 0; i < rows->count; i++)
        if (!sf_row_copy(rows, i, (char *)to + i * size, size))
            return sf_gate_newer(&tables->head, source, error,
                                 "row %zu of \"%s\" has members that this library does not know", i + 1,
                                 sf_record_name(type));
    return 0;
}

/* Most rows there are: only looked at, unless they are of another size or lie askew. */
static int place_constants(struct sf_tables *tables, const struct sf_records *records, const char *source,
                           struct sockfam_error *error)
{
    const struct sf_rows *rows = &records->rows[SOCKFAM_RECORD_CONSTANTS];
    size_t size = sizeof(*tables->constants);
    tables->constants = (const void *)rows->data;
    if (rows->count == 0 || (rows->row_size == size && (uintptr_t)rows->data % _Alignof(uint32_t) == 0))
        return 0;
    tables->constants = tables->spare = malloc(rows->count * size);
    if (!tables->spare)
        return sf_no_memory(error);
    return copy_rows(tables, records, SOCKFAM_RECORD_CONSTANTS, tables->spare, size, source, error);
}

int sf_tables_copy(struct sf_tables *tables, const struct sf_records *records, char **at, const char *source,
                   struct sockfam_error *error)
{
    int result = 0;
    tables->hashes = sf_part_carve(at, tables->constant_count, sizeof(*tables->hashes));
    tables->groups = sf_part_carve(at, records->rows[SOCKFAM_RECORD_FORMATS].count, sizeof(*tables->groups));
    for (size_t i = 0; result == 0 && i < SHAPES; i++) {
        const struct shape *shape = &shapes[i];
        size_t count = records->rows[shape->type].count;
        void *rows = sf_part_carve(at, count, shape->size);
        memcpy((char *)tables + shape->rows, &rows, sizeof(rows));
        memcpy((char *)tables + shape->count, &count, sizeof(count));
        result = copy_rows(tables, records, shape->type, rows, shape->size, source, error);
    }
    return result < 0 ? result : place_constants(tables, records, source, error);
}

void sf_tables_deinit(struct sf_tables *tables)
{
    free(tables->spare);
    memset(tables, 0, sizeof(*tables));
}
