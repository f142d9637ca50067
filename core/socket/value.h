/* SPDX-License-Identifier: MIT */
/* Values of options and control messages: bytes as the kernel has them, text as people write them. */
#ifndef SF_SOCKET_VALUE_H
#define SF_SOCKET_VALUE_H

#include <sockfam/option.h>

#include "core/socket/socket.h"

#define SF_OPTION_MAX 1024 /* bytes of any value that goes through text */

struct sf_option_value {
    size_t length;
    _Alignas(8) uint8_t bytes[SF_OPTION_MAX];
};

/*
 * From text, an integer or bytes to what the kernel takes. VALUE, OVERFLOW. `ctx`: for interface names and
 * constants.
 */
int sf_option_read(const struct sockfam_context *ctx, const struct sockfam_option_row *row,
                   const struct sockfam_value *value, struct sf_option_value *out, struct sockfam_error *error);

/*
 * Prints bytes as the row says, as hexadecimal if they are not of its kind or row is NULL. Writes at most `size` bytes
 * and no NUL; returns how many the text has.
 */
size_t sf_option_print(const struct sockfam_option_row *row, const uint8_t *bytes, size_t length, char *text,
                       size_t size);

/* Bytes of an integer kind, 0 for others. */
size_t sf_option_integer_size(const struct sockfam_option_row *row);

#endif
