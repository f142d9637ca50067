/* SPDX-License-Identifier: MIT */
/* JSON text to Jansson's values, without Jansson's own parser: that one overruns its buffer when memory runs out. */
#ifndef SF_BASE_JSON_H
#define SF_BASE_JSON_H

#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include <sockfam/error.h>

#define SF_JSON_DEPTH_MAX 64

/* What is wrong with a text, and with which byte of it, counted from 0. */
struct sf_json_problem {
    size_t position;
    char text[96]; /* "" if there was no memory */
};

#define SF_JSON_ALLOW_NUL 1u /* \u0000 in strings */
#define SF_JSON_HIGH 2u      /* integers from 2^63 to 2^64-1, which only sf_json_high reads */

/*
 * Parses RFC 8259 JSON of UTF-8: any value, nothing behind it, no key of an object twice, integers from -2^63 to
 * 2^63-1. Reals keep nothing but their type. The caller owns the value; NULL and *problem if there is none.
 */
json_t *sf_json_parse(const char *text, size_t size, unsigned flags, struct sf_json_problem *problem);

/*
 * Jansson's integers end at 2^63-1. One beyond is an object, to Jansson, with its bits under a key that no text can
 * write since it is no UTF-8: who asks for a string or an integer does not mistake it for one.
 */
#define SF_JSON_HIGH_KEY "\xff"

/* The number of an integer from 2^63 to 2^64-1; 0 if the value (may be NULL) is none. */
static inline uint64_t sf_json_high(const json_t *value)
{
    return (uint64_t)json_integer_value(json_object_get(value, SF_JSON_HIGH_KEY));
}

/* Fills line and column of an error (may be NULL) from a position in the text. */
void sf_json_place(struct sockfam_error *error, const char *text, size_t position);

#endif
