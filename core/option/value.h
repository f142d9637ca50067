/* SPDX-License-Identifier: MIT */
/* Values of options and control messages: bytes as the kernel has them, text as people write them. */
#ifndef SF_OPTION_VALUE_H
#define SF_OPTION_VALUE_H

#include <stdbool.h>

#include <sockfam/option.h>

#include "core/registry/context.h"

#define SF_OPTION_MAX SOCKFAM_STRUCT_MAX /* bytes of any value that goes through text */

struct sf_option_value {
    size_t length;       /* of `bytes`, and what the kernel is told */
    bool is_length_only; /* there are no bytes: the length is the value, and may be any */
    _Alignas(8) uint8_t bytes[SF_OPTION_MAX];
};

/*
 * From text, an integer or bytes to what the kernel takes; bytes are taken as they are. VALUE, OVERFLOW, TYPE. `row` is
 * one of the context's, or of a kind other than STRUCT.
 */
int sf_option_read(const struct sockfam_context *ctx, const struct sockfam_option_row *row,
                   const struct sockfam_value *value, struct sf_option_value *out, struct sockfam_error *error);

/* From text to what getting an ASK option sends; an empty text asks for nothing in particular. */
int sf_option_read_question(const struct sockfam_context *ctx, const struct sockfam_option_row *row,
                            struct sockfam_span text, struct sf_option_value *out, struct sockfam_error *error);

/*
 * Prints bytes as the row says, as hexadecimal if they are not of its kind or row is NULL. Writes at most `size` bytes
 * and no NUL; returns how many the text has.
 */
size_t sf_option_print(const struct sockfam_context *ctx, const struct sockfam_option_row *row, const uint8_t *bytes,
                       size_t length, char *text, size_t size);

/* Bytes of an integer kind, 0 for others. */
size_t sf_option_integer_size(const struct sockfam_option_row *row);

/* The format of a row of kind STRUCT, which is one of the context's; NULL for others. */
const struct sf_format *sf_option_format(const struct sockfam_context *ctx, const struct sockfam_option_row *row);

#endif
