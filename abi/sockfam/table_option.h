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

/* What an option's or a message's bytes are. Integers are in host order. In text: as the comment says. */
enum sockfam_option_kind {
    SOCKFAM_OPTION_INT = 1,          /* 4 bytes, signed: -1 */
    SOCKFAM_OPTION_BOOL = 2,         /* 4 bytes: 0 or 1 (on, off, true, false are read too) */
    SOCKFAM_OPTION_U32 = 3,          /* 4 bytes, unsigned */
    SOCKFAM_OPTION_U64 = 4,          /* 8 bytes, unsigned */
    SOCKFAM_OPTION_LINGER = 5,       /* struct linger: seconds, or "off" */
    SOCKFAM_OPTION_TIMEVAL = 6,      /* struct timeval: seconds, "1.5" */
    SOCKFAM_OPTION_TIMESPEC = 7,     /* struct timespec: seconds, nine digits behind the point */
    SOCKFAM_OPTION_TEXT = 8,         /* text, at most `size` bytes */
    SOCKFAM_OPTION_BYTES = 9,        /* bytes, at most `size` of them; hexadecimal in text */
    SOCKFAM_OPTION_COUNTED = 10,     /* 4 bytes: a number of bytes; then those; hexadecimal in text */
    SOCKFAM_OPTION_FDS = 11,         /* descriptors, 4 bytes each: "5,6" */
    SOCKFAM_OPTION_CREDENTIALS = 12, /* pid, uid, gid of 4 bytes each: "1,0,0" */
    SOCKFAM_OPTION_PACKET4 = 13,     /* interface index, local IPv4 address, destination: "#2,10.0.0.1,10.0.0.1" */
    SOCKFAM_OPTION_PACKET6 = 14,     /* IPv6 address, interface index: "::1,#2" */
    SOCKFAM_OPTION_U8 = 15           /* 1 byte, unsigned */
};

#define SOCKFAM_OPTION_READ_ONLY 1u         /* cannot be set (options) or sent (messages) */
#define SOCKFAM_OPTION_WRITE_ONLY 2u        /* cannot be read, or is never received */
#define SOCKFAM_OPTION_SINGLE_STACK 4u /* BOOL option: set, the socket keeps the family's older relative out */

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
    uint16_t kind;  /* enum sockfam_option_kind */
    uint16_t size;  /* TEXT, BYTES, COUNTED: the most bytes, at least 1 */
    uint32_t flags; /* SOCKFAM_OPTION_READ_ONLY ... */
    uint32_t on;    /* SOCKFAM_ON_* */
    char format[SOCKFAM_NAME_SIZE]; /* STRUCT: the driver's format that says what is in it, else "" */
};

#ifdef __cplusplus
}
#endif

#endif
