/* SPDX-License-Identifier: MIT */
/* A driver's rows, copied out of its notes into rows of our own size, into memory of the caller. Not judged yet. */
#ifndef SF_PLUGIN_TABLES_H
#define SF_PLUGIN_TABLES_H

#include <stddef.h>
#include <stdint.h>

#include <sockfam/table.h>

#include "core/plugin/records.h"

/* What a driver may have at most; far beyond any that makes sense, small enough that bad counts cost nothing. */
#define SF_FORMATS_MAX 64
#define SF_FIELDS_MAX 1024
#define SF_PROTOCOLS_MAX 256
#define SF_CONSTANTS_MAX 16384
#define SF_STRINGS_MAX (1u << 20)
#define SF_OPTIONS_MAX 1024
#define SF_TUPLES_MAX SF_FIELDS_MAX

/* The rows of one format. */
struct sf_group {
    const struct sockfam_format_row *formats; /* its variants */
    size_t format_count;
    const struct sockfam_field_row *fields;
    size_t field_count;
    const struct sockfam_tuple_row *tuples;
    size_t tuple_count;
};

struct sf_tables {
    struct sockfam_head_row head;
    struct sockfam_format_row *formats;
    size_t format_count;
    struct sockfam_field_row *fields;
    size_t field_count;
    struct sockfam_protocol_row *protocols;
    size_t protocol_count;
    struct sockfam_option_row *options;
    size_t option_count;
    struct sockfam_option_row *messages;
    size_t message_count;
    struct sockfam_tuple_row *tuples;
    size_t tuple_count;
    struct sf_group *groups; /* room for one a row of `formats`; core/plugin/group.h fills it */
    size_t group_count;
    size_t grouped_fields, grouped_tuples; /* rows whose format the driver has; they come first */
    char *pool;
    size_t pool_size;                             /* bytes */
    const struct sockfam_constant_row *constants; /* where they are in the notes, or in `spare` */
    size_t constant_count;
    uint32_t *hashes; /* of the constants' names, filled by the judge */
    void *spare;      /* constants that cannot be read in place; sf_tables_deinit() frees it */
};

/*
 * The head and the counts, and how many bytes the rows take that sf_tables_copy() copies. Fails (stage GATE) on a head
 * that is not exactly one row, an ABI, a feature or a required record that we do not know - which is why the head is
 * looked at before anything else - and on counts beyond the limits above.
 */
int sf_tables_init(struct sf_tables *tables, const struct sf_records *records, size_t *room, const char *source,
                   struct sockfam_error *error);

/*
 * Copies the rows to *at, which moves behind them; the caller has that much room. Constants stay in the notes where
 * their rows are of our size and aligned. Fails on ENOMEM, and (stage GATE) on a row with members that we do not know.
 */
int sf_tables_copy(struct sf_tables *tables, const struct sf_records *records, char **at, const char *source,
                   struct sockfam_error *error);

void sf_tables_deinit(struct sf_tables *tables);

#endif
