/* SPDX-License-Identifier: MIT */
/* Giving a text to a caller who has a buffer. */
#ifndef SF_BASE_TEXT_H
#define SF_BASE_TEXT_H

#include <stddef.h>

#include <sockfam/error.h>

/* Copies `length` bytes and a NUL into `out` of `size` bytes if they fit; *need (may be NULL) is always set. */
int sf_give_text(const char *text, size_t length, char *out, size_t size, size_t *need, struct sockfam_error *error);

#endif
