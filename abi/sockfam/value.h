/* SPDX-License-Identifier: MIT */
/* Values: what a user puts into an address field or a driver's code hands back. Plain data, never owned. */
#ifndef SOCKFAM_VALUE_H
#define SOCKFAM_VALUE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Flags of every function that reads or prints an address; a driver's code is told them too. */
#define SOCKFAM_NO_LOOKUP 1u  /* refuse host and interface names, print #index: no I/O, no resolver */
#define SOCKFAM_DISPLAY 2u    /* print interface names and words; without it text is canonical */
#define SOCKFAM_ALL_FIELDS 4u /* sockfam_address_to_values: every field in row order, not Python's tuple */

/*
 * Text that is to be read is a pointer and a size; this size stands for "up to the NUL", in every function that takes
 * such text. Names (of families, protocols, options, files, hosts) are always strings that end in NUL.
 */
#define SOCKFAM_TO_NUL SIZE_MAX

/* Bytes or text that lie elsewhere. Not NUL-terminated; `data` may be NULL when `size` is 0. */
struct sockfam_span {
    const char *data;
    size_t size; /* bytes */
};

enum sockfam_value_kind {
    SOCKFAM_VALUE_NONE = 0, /* not given: the field's default */
    SOCKFAM_VALUE_UINT = 1, /* `u` */
    SOCKFAM_VALUE_SINT = 2, /* `s` */
    SOCKFAM_VALUE_TEXT = 3, /* `span`: text, UTF-8 unless the operating system says otherwise */
    SOCKFAM_VALUE_BYTES = 4 /* `span`: bytes without a meaning as text */
};

#define SOCKFAM_SCRATCH_SIZE 768 /* bytes that the values of any address take beside the address */

/* A span points into memory of whoever made the value; the maker's documentation says for how long it is good. */
struct sockfam_value {
    uint32_t kind; /* enum sockfam_value_kind: which member of the union is in use */
    uint32_t reserved;
    union {
        uint64_t u;
        int64_t s;
        struct sockfam_span span;
    };
};

static inline struct sockfam_value sockfam_value_uint(uint64_t u)
{
    struct sockfam_value value;
    value.kind = SOCKFAM_VALUE_UINT;
    value.reserved = 0;
    value.u = u;
    return value;
}

static inline struct sockfam_value sockfam_value_sint(int64_t s)
{
    struct sockfam_value value;
    value.kind = SOCKFAM_VALUE_SINT;
    value.reserved = 0;
    value.s = s;
    return value;
}

/* `data` is borrowed, not copied. `size` may be SOCKFAM_TO_NUL. */
static inline struct sockfam_value sockfam_value_text(const char *data, size_t size)
{
    struct sockfam_value value;
    if (size == SOCKFAM_TO_NUL)
        for (size = 0; data[size] != '\0'; size++)
            continue;
    value.kind = SOCKFAM_VALUE_TEXT;
    value.reserved = 0;
    value.span.data = data;
    value.span.size = size;
    return value;
}

/* `data` is borrowed, not copied. */
static inline struct sockfam_value sockfam_value_bytes(const void *data, size_t size)
{
    struct sockfam_value value = sockfam_value_text((const char *)data, size);
    value.kind = SOCKFAM_VALUE_BYTES;
    return value;
}

#ifdef __cplusplus
}
#endif

#endif
