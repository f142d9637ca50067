/* SPDX-License-Identifier: MIT */
/* Python's tuple as golden cases write it, a JSON array: text, integers, "0x.." for 8 bytes, {"hex":".."} for bytes. */
#ifndef GOLDEN_VALUES_H
#define GOLDEN_VALUES_H

#include <jansson.h>
#include <sockfam/sockfam.h>

/* Room for bytes that values point to. */
struct golden_tuple {
    json_t *json; /* strings belong to it */
    size_t count;
    struct sockfam_value value[SOCKFAM_FIELDS_MAX + 2];
    uint8_t room[1024];
};

/* 0, or -1 if `text` is not such an array. golden_tuple_free() in any case. */
int golden_tuple_read(struct golden_tuple *tuple, const char *text);
void golden_tuple_free(struct golden_tuple *tuple);

/* Whether both hold the same values of the same kinds; integers count as equal if their numbers are. */
int golden_tuple_equals(const struct golden_tuple *tuple, const struct sockfam_value *values, size_t count);

#endif
