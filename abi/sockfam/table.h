/* SPDX-License-Identifier: MIT */
/*
 * The rows a driver consists of. Integers and inline strings, no pointers, every member at most 4-aligned, in the byte
 * order of the machine the driver runs on: the same bytes in an ELF note, in a builtin and in the registry. Drivers
 * write them through <sockfam/driver.h>; applications read them through <sockfam/sockfam.h>.
 *
 * Strings are NUL-terminated and zero-filled. Names are [a-z][a-z0-9_]*; documentation is printable ASCII or UTF-8.
 * A member that a shorter row lacks is zero, and zero always means "nothing special".
 */
#ifndef SOCKFAM_TABLE_H
#define SOCKFAM_TABLE_H

#include <stdint.h>

#include <sockfam/table_base.h>
#include <sockfam/table_format.h>
#include <sockfam/table_option.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One record is one ELF note of owner "sockfam" and this type, its contents `struct sockfam_record` and the rows. */
enum sockfam_record_type {
    SOCKFAM_RECORD_HEAD = 1,      /* exactly one row */
    SOCKFAM_RECORD_FORMATS = 2,
    SOCKFAM_RECORD_FIELDS = 3,
    SOCKFAM_RECORD_PROTOCOLS = 4,
    SOCKFAM_RECORD_CONSTANTS = 5,
    SOCKFAM_RECORD_STRINGS = 6,   /* row_size 1: the pool that constants take their names from */
    SOCKFAM_RECORD_OPTIONS = 7,   /* socket options: struct sockfam_option_row, <sockfam/table_option.h> */
    SOCKFAM_RECORD_MESSAGES = 8,  /* control messages: the same rows */
    SOCKFAM_RECORD_TUPLES = 9     /* Python's tuples that are not simply all fields */
};

/*
 * With a type: a library that does not know the record must refuse the driver ("needs a newer library"). Without it the
 * record is skipped, which suits records that only add something.
 */
#define SOCKFAM_RECORD_REQUIRED 0x80000000u

struct sockfam_record {
    uint32_t row_size; /* bytes of one row as the driver knows it; smaller and larger than ours are both fine */
    uint32_t rows;
};

/* Who the driver is. */
struct sockfam_head_row {
    char name[SOCKFAM_NAME_SIZE]; /* the family's name here */
    char doc[SOCKFAM_DOC_SIZE];
    uint32_t flags;         /* SOCKFAM_HEAD_* */
    uint16_t abi_major;     /* equal to the core's */
    uint16_t abi_minor_min; /* a floor: the library also looks at what the rows use, so 0 is right for most drivers */
    uint16_t abi_minor_max; /* the minor of the headers that it was compiled with */
    uint16_t af;            /* AF_ number of its sockets; 0: it has none */
    uint32_t on;            /* the systems that have its sockets and constants; its addresses can be used on all */
    sockfam_u64 features;   /* features the core must know, bits SOCKFAM_FEATURE_*; none are defined yet */
};

#define SOCKFAM_HEAD_CODE 1u /* the plugin exports `sockfam_code_v1` */

#define SOCKFAM_FEATURES_KNOWN UINT64_C(0)

/*
 * One (type, protocol) pair that socket(2) takes for the driver's family. The first row is what a user gets by default.
 */
struct sockfam_protocol_row {
    char name[SOCKFAM_PROTOCOL_SIZE];   /* unique in the driver */
    char doc[SOCKFAM_DOC_SIZE];
    char format[SOCKFAM_NAME_SIZE];     /* the format of its addresses, "": it has no addresses */
    char module[SOCKFAM_PROTOCOL_SIZE]; /* the kernel module that brings it, "" where it is always built in */
    char proc[SOCKFAM_PROTOCOL_SIZE];   /* its name in /proc/net/protocols, "" where it has none */
    int32_t type;                       /* SOCKFAM_STREAM ..: Linux's numbers on every architecture but MIPS */
    int32_t protocol;                   /* host order, or SOCKFAM_ANY */
    uint32_t flags;                     /* SOCKFAM_PROTOCOL_* */
    uint32_t on;                        /* SOCKFAM_ON_* */
};

#define SOCKFAM_PROTOCOL_DIAL_BINDS 1u      /* bind(2) is all that takes an address: dialling binds, nothing listens */
#define SOCKFAM_PROTOCOL_DIAL_ACCEPTS 2u    /* with DIAL_BINDS: the socket to use is what accept(2) then gives */
#define SOCKFAM_PROTOCOL_NAMELESS 4u        /* the kernel gives no addresses: accept(2) takes none */
#define SOCKFAM_PROTOCOL_NO_MSG_NOSIGNAL 8u /* sending refuses MSG_NOSIGNAL, and never raises SIGPIPE */
#define SOCKFAM_PROTOCOL_NO_HALF_CLOSE 16u  /* SHUT_WR is refused, or ends both directions */
#define SOCKFAM_PROTOCOL_CONNECTIONLESS 32u /* SEQPACKET without connections: nothing listens, sending needs bind(2) */

#define SOCKFAM_STREAM 1 /* the core translates to the architecture's SOCK_ number */
#define SOCKFAM_DGRAM 2
#define SOCKFAM_RAW 3
#define SOCKFAM_RDM 4
#define SOCKFAM_SEQPACKET 5
#define SOCKFAM_DCCP 6

enum sockfam_constant_kind {
    SOCKFAM_CONSTANT_NUMBER = 1, /* `value` */
    SOCKFAM_CONSTANT_STRING = 2  /* `value` is the offset of the string in the pool */
};

/*
 * A name and its number or string. Texts lie in the pool (the STRINGS record), at the offsets given, NUL-terminated.
 * A constant may be a word: within the word set of that number its short name stands for it in text. Of several words
 * with one value the first in the table is the one that display text prints.
 */
struct sockfam_constant_row {
    uint32_t name;     /* pool offset; [A-Z][A-Za-z0-9_]* */
    uint32_t word;     /* pool offset of the short name; 0: not a word (no text begins at offset 0) */
    sockfam_i64 value;
    uint8_t kind;      /* enum sockfam_constant_kind */
    uint8_t set;       /* the word set it belongs to, as fields name it; 0: none */
    uint16_t flags;    /* SOCKFAM_CONSTANT_ALIAS */
    uint32_t on;       /* SOCKFAM_ON_* */
};

#define SOCKFAM_CONSTANT_ALIAS 1u /* another name, with the same value, is the usual one (AF_LOCAL: AF_UNIX) */

#ifdef __cplusplus
}
#endif

#endif
