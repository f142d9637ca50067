/* SPDX-License-Identifier: MIT */
/* Rows of socket options and control messages: what <sockfam/table.h> says of rows holds here too. */
#ifndef SOCKFAM_TABLE_OPTION_H
#define SOCKFAM_TABLE_OPTION_H

#include <stdint.h>

#include <sockfam/table_base.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SOCKFAM_OPTION_SIZE 40 /* names of options and messages, NUL included */
#define SOCKFAM_OPTION_DOC_SIZE 80

/* What an option's or a message's bytes are. Integers are in host order unless BE. In text: as the comment says. */
enum sockfam_option_kind {
    SOCKFAM_OPTION_INT = 1,      /* 4 bytes, signed: -1 */
    SOCKFAM_OPTION_BOOL = 2,     /* 4 bytes: 0 or 1 (on, off, true, false are read too) */
    SOCKFAM_OPTION_U8 = 3,       /* 1 byte, unsigned */
    SOCKFAM_OPTION_U16 = 4,      /* 2 bytes, unsigned */
    SOCKFAM_OPTION_U32 = 5,      /* 4 bytes, unsigned */
    SOCKFAM_OPTION_U64 = 6,      /* 8 bytes, unsigned */
    SOCKFAM_OPTION_LINGER = 7,   /* struct linger: seconds, or "off" */
    SOCKFAM_OPTION_TIMEVAL = 8,  /* struct timeval: seconds, "1.5" */
    SOCKFAM_OPTION_TIMESPEC = 9, /* struct timespec: seconds, nine digits behind the point */
    SOCKFAM_OPTION_TEXT = 10,    /* text, at most `size` bytes */
    SOCKFAM_OPTION_BYTES = 11,   /* bytes, at most `size` of them; hexadecimal in text */
    SOCKFAM_OPTION_COUNTED = 12, /* 4 bytes: a number of bytes; then those; hexadecimal in text */
    SOCKFAM_OPTION_FDS = 13,     /* descriptors, 4 bytes each: "5,6" */
    SOCKFAM_OPTION_STRUCT = 14,  /* a struct by `format`: as an address without its scheme, "239.1.1.1,interface=#2" */
    SOCKFAM_OPTION_ADDRESS = 15, /* a whole sockaddr: an address as text, "inet:10.0.0.1:80" */
    SOCKFAM_OPTION_LENGTH = 16   /* no bytes; the number is setsockopt's length */
};

#define SOCKFAM_OPTION_READ_ONLY 1u    /* cannot be set (options) or sent (messages) */
#define SOCKFAM_OPTION_WRITE_ONLY 2u   /* cannot be read, or is never received */
#define SOCKFAM_OPTION_SINGLE_STACK 4u /* BOOL option: set, the socket keeps the family's older relative out */
#define SOCKFAM_OPTION_BE 8u           /* U16, U32, U64: in network order */
#define SOCKFAM_OPTION_ARRAY 16u       /* integers or structs, one behind another; `;` between them in text */
#define SOCKFAM_OPTION_ASK 32u         /* STRUCT: getting sends one first, which says what is asked for */
#define SOCKFAM_OPTION_CODE_ONLY 64u   /* holds pointers: has a name, but no text, so only programs use it */

/*
 * A socket option (record OPTIONS) or a type of control message (record MESSAGES). Names are the C headers' own; those
 * of a driver without an AF_ number hold for sockets of all families. Of two options with one name the socket's own
 * driver's counts.
 */
struct sockfam_option_row {
    char name[SOCKFAM_OPTION_SIZE]; /* [A-Z][A-Za-z0-9_]*; unique in the record */
    char doc[SOCKFAM_OPTION_DOC_SIZE];
    int32_t level;
    int32_t number;
    uint16_t kind;                  /* enum sockfam_option_kind */
    uint16_t size;                  /* TEXT, BYTES, COUNTED: the most bytes, at least 1; others 0 */
    uint32_t flags;                 /* SOCKFAM_OPTION_READ_ONLY ... */
    uint32_t on;                    /* SOCKFAM_ON_* */
    char format[SOCKFAM_NAME_SIZE]; /* STRUCT: the driver's SOCKFAM_FORMAT_STRUCT that says what is in it, else "" */
};

#ifdef __cplusplus
}
#endif

#endif
