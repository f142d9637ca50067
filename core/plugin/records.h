/* SPDX-License-Identifier: MIT */
/*
 * Finding a driver's records in the bytes of its notes, wherever those come from: a plugin's file, a builtin, a test.
 */
#ifndef SF_PLUGIN_RECORDS_H
#define SF_PLUGIN_RECORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sockfam/error.h>
#include <sockfam/table.h>

#define SF_RECORD_TYPES (SOCKFAM_RECORD_TUPLES + 1)

/* The rows of one record, as the driver knows them. `data` may be unaligned; NULL: the driver has no such record. */
struct sf_rows {
    const unsigned char *data;
    uint32_t row_size; /* bytes, at least 1 unless count is 0 */
    uint32_t count;
};

struct sf_records {
    struct sf_rows rows[SF_RECORD_TYPES]; /* by enum sockfam_record_type */
    uint32_t required;                    /* the type of a record that must be known and is not; 0: none */
};

/*
 * Walks `size` bytes of notes. Every offset and count is checked against `size`; notes of other owners and records of
 * unknown types are skipped, those with SOCKFAM_RECORD_REQUIRED remembered. Fails (stage NOTE) on a note that runs past
 * the end, a record shorter than it says, a record that stands twice, and if there is no note of ours. The records
 * borrow from `bytes`; `source` names them.
 */
int sf_records_read(struct sf_records *records, const void *bytes, size_t size, const char *source,
                    struct sockfam_error *error);

/* As sf_records_read(), adding to records that are zeroed or were filled from other spans; *found counts our notes. */
int sf_records_add(struct sf_records *records, const void *bytes, size_t size, const char *source, size_t *found,
                   struct sockfam_error *error);

/*
 * Copies row `index` into the `size` bytes of `row`; what the driver's row lacks becomes zero. false: what it has more
 * is not all zero, so it says something that we do not understand.
 */
bool sf_row_copy(const struct sf_rows *rows, size_t index, void *row, size_t size);

/* "fields" for SOCKFAM_RECORD_FIELDS, for messages. */
const char *sf_record_name(uint32_t type);

#endif
