/* SPDX-License-Identifier: MIT */
/* Tables of a driver that a test can alter, and the way from them to a driver, through notes as a plugin has them. */
#ifndef TEST_TABLES_H
#define TEST_TABLES_H

#include <sockfam/driver.h>
#include <sockfam/sockfam.h>

#include "core/plugin/assemble.h"

struct tables {
    struct sockfam_head_row head;
    struct sockfam_format_row formats[34];
    struct sockfam_field_row fields[68];
    struct sockfam_protocol_row protocols[4];
    struct sockfam_constant_row constants[8];
    struct sockfam_tuple_row tuples[8];
    char pool[256];
    uint32_t heads, format_count, field_count, protocol_count, constant_count, tuple_count, pool_size;
};

/*
 * A driver "NAME" with the AF number `af`: one format "NAME" of 16 bytes {at 4: port, at 8: node}, a protocol "stream",
 * and no constant.
 */
void tables_init(struct tables *tables, const char *name, uint16_t af);

/* Adds a number; `word` NULL or its short name in `set`. */
void tables_add_constant(struct tables *tables, const char *name, int64_t value, const char *word, uint8_t set);

/* The offset in the pool of a text that is added there. */
uint32_t tables_add_text(struct tables *tables, const char *text);

/* The notes. Returns their size, at most `size`. */
size_t tables_write(const struct tables *tables, void *notes, size_t size);

/* A driver of them, from a source called `source`. */
int tables_driver(const struct tables *tables, const char *source, struct sf_driver **driver,
                  struct sockfam_error *error);

#endif
