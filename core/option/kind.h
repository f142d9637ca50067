/* SPDX-License-Identifier: MIT */
/*
 * A kind of options and control messages is one object, as a kind of fields is (core/address/kind.h): the size of its
 * values, the flags that it allows, and how they get in and out. Each has a file kind_*.c, alone or with its relatives,
 * and a line of the list in kind.c; nothing else asks of which kind a row is.
 */
#ifndef SF_OPTION_KIND_H
#define SF_OPTION_KIND_H

#include "core/base/error.h"
#include "core/base/number.h"
#include "core/option/value.h"

/* A value being read. */
struct sf_option_call {
    const struct sockfam_context *ctx;
    const struct sockfam_option_row *row;
    const struct sf_format *format; /* of a STRUCT */
    const char *begin;              /* of the text, for positions in it; NULL: there is none */
    struct sf_option_value *out;    /* values are put behind what is there */
    struct sockfam_error *error;
};

/* Text being printed, which counts on when its room is used up. */
struct sf_option_text {
    const struct sockfam_context *ctx;
    const struct sockfam_option_row *row;
    const struct sf_format *format;
    char *text;
    size_t size, used;
};

/* What is true of a kind. */
#define SF_OPTION_SIGNED 0x01u    /* an integer that may be negative */
#define SF_OPTION_SIZED 0x02u     /* the row says the most bytes */
#define SF_OPTION_FORMATTED 0x04u /* the row names a format */
#define SF_OPTION_NO_BYTES 0x08u  /* nothing can be read, and no message holds it */

struct sf_option_kind {
    const char *name; /* as rows spell it */
    size_t size;      /* bytes of each value; 0: any number of them */
    uint32_t flags;   /* SOCKFAM_OPTION_* that mean something for it, besides those of all kinds */
    uint32_t traits;  /* SF_OPTION_* */
    uint64_t max;     /* of an integer: the largest; 0: it is none */

    /* The text that stands for one value, put into call->out. */
    int (*read)(const struct sf_option_call *call, struct sockfam_span text);

    /* Bytes as a program gives them. NULL: they are the value as they are. */
    int (*put_bytes)(const struct sf_option_call *call, struct sockfam_span bytes);

    /* Prints one value. false: the bytes are not of the kind, and nothing was printed. */
    bool (*print)(struct sf_option_text *out, const uint8_t *bytes, size_t length);
};

/* The object of enum sockfam_option_kind, NULL: unknown. */
const struct sf_option_kind *sf_option_kind_of(uint32_t number);

extern const struct sf_option_kind sf_option_int, sf_option_bool, sf_option_u8; /* kind_integer.c */
extern const struct sf_option_kind sf_option_u16, sf_option_u32, sf_option_u64;
extern const struct sf_option_kind sf_option_length;
extern const struct sf_option_kind sf_option_linger, sf_option_timeval, sf_option_timespec; /* kind_time.c */
extern const struct sf_option_kind sf_option_text, sf_option_bytes, sf_option_counted;      /* kind_bytes.c */
extern const struct sf_option_kind sf_option_fds;                                           /* kind_list.c */
extern const struct sf_option_kind sf_option_struct, sf_option_address;                     /* kind_struct.c */

/* ------------------------------------------------------------------ what kinds share */

int sf_option_bad_text(const struct sf_option_call *call, struct sockfam_span text, const char *right);
int sf_option_too_large(const struct sf_option_call *call, const char *range);

/* Puts bytes of a value, at most SF_OPTION_MAX in all. */
int sf_option_put(const struct sf_option_call *call, const void *bytes, size_t size);

/* kind_integer.c: puts a number of the row's kind; `is_negative` counts it downwards. */
int sf_option_put_number(const struct sf_option_call *call, uint64_t number, bool is_negative);

bool sf_option_is_word(struct sockfam_span text, const char *word);

/* Cuts the part up to the next `separator`, or to the end, off the text. */
struct sockfam_span sf_option_next(struct sockfam_span *text, char separator);

void sf_option_add(struct sf_option_text *out, const char *text, size_t size);
void sf_option_add_number(struct sf_option_text *out, uint64_t number);
void sf_option_add_signed(struct sf_option_text *out, int64_t number);
void sf_option_add_hex(struct sf_option_text *out, const uint8_t *bytes, size_t length);

#endif
