/* SPDX-License-Identifier: MIT */
/* Rows of address layouts: formats, their fields, and Python's tuples. <sockfam/table.h> says what all rows share. */
#ifndef SOCKFAM_TABLE_FORMAT_H
#define SOCKFAM_TABLE_FORMAT_H

#include <stdint.h>

#include <sockfam/table_base.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * One variant of an address's layout. A format whose layout varies has several rows of one name, numbered from 0 in the
 * order of the table. Which one bytes are of is decided by the sockaddr's family, the length, the tag (the first
 * field's value) and the FIXED fields: the first row that they all fit. Text, JSON and values are of the tag's variant,
 * or else of the first that takes them. Two rows of one family and tag must be told apart by text too: one has a NAMED
 * field that must be given and the other lacks, or the kinds of their IP addresses differ.
 */
struct sockfam_format_row {
    char name[SOCKFAM_NAME_SIZE];    /* the scheme in text */
    char doc[SOCKFAM_DOC_SIZE];
    char example[SOCKFAM_DOC_SIZE];  /* a complete address as text; the conformance suite parses it */
    char lead[SOCKFAM_LEAD_SIZE];    /* characters; text without a scheme that begins with one is of this format */
    uint16_t af;                     /* what the sockaddr's family member holds, host order; 0 for a STRUCT */
    uint16_t size;                   /* bytes of the canonical sockaddr */
    uint16_t min;                    /* the shortest that a kernel answers, bytes; the rest is taken as zero */
    uint16_t reserved;
    uint32_t flags;                  /* SOCKFAM_FORMAT_*; the same in all rows of a format */
    uint32_t code;                   /* SOCKFAM_CODE_*: what the driver's code does for this format; likewise */
    uint32_t on;                     /* SOCKFAM_ON_* */
    sockfam_i64 tag;                 /* TAGGED: what the first field holds in this variant */
};

#define SOCKFAM_FORMAT_TAGGED 1u      /* the first field, a UINT or SINT that all variants have, says the variant */
#define SOCKFAM_FORMAT_LENGTH_BYTE 2u /* BSD: byte 0 holds the sockaddr's length, byte 1 the family */
#define SOCKFAM_FORMAT_STRUCT 4u      /* no address but a struct that options hold: no family, fields begin at byte 0 */

#define SOCKFAM_CODE_LOOKUP 1u /* turns names into field bytes */
#define SOCKFAM_CODE_PARSE 2u
#define SOCKFAM_CODE_PRINT 4u
#define SOCKFAM_CODE_ENCODE 8u
#define SOCKFAM_CODE_DECODE 16u

enum sockfam_kind {
    SOCKFAM_KIND_UINT = 1,    /* unsigned, 1, 2, 4 or 8 bytes */
    SOCKFAM_KIND_SINT = 2,    /* two's complement, 1, 2, 4 or 8 bytes */
    SOCKFAM_KIND_IFACE = 3,   /* interface index, 4 bytes, host order; a name or #index in text */
    SOCKFAM_KIND_TEXT = 4,    /* text up to the first NUL, the field's end, its length or its fill */
    SOCKFAM_KIND_BYTES = 5,   /* bytes, hexadecimal in text; their number lies at len_at, or is the size */
    SOCKFAM_KIND_PATH = 6,    /* a file name, or `@` and an abstract name, up to the sockaddr's end (unix(7)) */
    SOCKFAM_KIND_BDADDR = 7,  /* Bluetooth device address, 6 bytes, last byte of the text first */
    SOCKFAM_KIND_GUID = 8,    /* 16 bytes, first three groups little-endian, the rest as written */
    SOCKFAM_KIND_IPV4 = 9,    /* 4 bytes, network order */
    SOCKFAM_KIND_IPV6 = 10,   /* 16 bytes, network order; `[..]` in text */
    SOCKFAM_KIND_MAC = 11,    /* hardware address: BYTES, in text with a colon between two bytes (also read without) */
    SOCKFAM_KIND_ADDRESS = 12 /* a sockaddr of any family, zero behind its end; `{inet:..}` in text, `{}`: all zero */
};

#define SOCKFAM_FIELD_BE 0x001u      /* big-endian (UINT, SINT; of others the length); without BE and LE host order */
#define SOCKFAM_FIELD_LE 0x002u      /* little-endian */
#define SOCKFAM_FIELD_HEX 0x004u     /* text prints 0x.. */
#define SOCKFAM_FIELD_WORD 0x008u    /* display text prints a word of the set where there is one */
#define SOCKFAM_FIELD_OPT 0x010u     /* may be left out; text leaves the default out and names it otherwise */
#define SOCKFAM_FIELD_NAMED 0x020u   /* always key=value in text */
#define SOCKFAM_FIELD_TAIL 0x040u    /* may run past the size, to `.max` bytes; BYTES, MAC without len_at to the end */
#define SOCKFAM_FIELD_NONZERO 0x080u /* the user must give one: 0, or the empty interface name, is refused */
#define SOCKFAM_FIELD_FIXED 0x100u   /* always `initial` and shown nowhere; bytes that differ are not of this variant */
#define SOCKFAM_FIELD_HOST 0x200u    /* IPV4, IPV6: what is not an address is a host to look up, getaddrinfo(3) */
#define SOCKFAM_FIELD_LIST 0x400u    /* elements of the kind, as many as len_at says; in text with `+` between them */

/*
 * One field of a format, in the order of text and JSON. Offsets count from the start of the sockaddr. `min` and `max`
 * bound what a user may give (numbers; for TEXT, BYTES and MAC the length in bytes); both 0: the whole range of the
 * size. A kernel may say more than a user may; such an address decodes and prints.
 */
struct sockfam_field_row {
    char format[SOCKFAM_NAME_SIZE]; /* which format */
    char name[SOCKFAM_NAME_SIZE];   /* the key in text and JSON; unique within a variant */
    char doc[SOCKFAM_DOC_SIZE];     /* what it is, with its unit */
    uint32_t kind;                  /* enum sockfam_kind */
    uint32_t flags;                 /* SOCKFAM_FIELD_* */
    uint16_t at;                    /* offset, bytes */
    uint16_t size;                  /* bytes; PATH: the most a path may have; LIST: of all elements there is room for */
    uint16_t len_at;                /* offset of its length in bytes (LIST: in elements); 0: none */
    uint16_t zone_at;               /* IPV6: offset of the scope id (4 bytes, host order); 0: none */
    uint8_t len_size;               /* bytes of the length: 1, 2, 4 or 8; 0: 1 */
    uint8_t fill;                   /* TEXT: what stands behind its end; then NUL is a byte like others */
    uint8_t sep;                    /* what precedes it in text, ':' or ','; 0: ',' */
    uint8_t set;                    /* number of its word set, see constants; 0: none */
    uint32_t when;                  /* variants it belongs to: bit N for the format's row N; 0: all */
    sockfam_i64 min;
    sockfam_u64 max;
    sockfam_i64 initial;            /* OPT: what it is when left out; FIXED: what it is */
};

/*
 * One element of Python's tuple, in its order. A format without such rows has the tuple "all fields in order", of which
 * trailing OPT ones may be left out. Nothing else reads these rows: text, JSON and bytes are the fields' alone.
 */
struct sockfam_tuple_row {
    char format[SOCKFAM_NAME_SIZE];
    char field[SOCKFAM_NAME_SIZE]; /* which field; "": `number` stands here, and what a user gives is ignored */
    uint32_t flags;                /* SOCKFAM_TUPLE_* */
    uint32_t kinds;                /* what CPython takes: bits 1 << enum sockfam_value_kind; 0: all the field takes */
    uint32_t when;                 /* variants, as in a field's row */
    uint32_t reserved;
    sockfam_u64 max;               /* the most that CPython takes, a number or bytes; 0: what the field takes */
    sockfam_i64 number;
};

#define SOCKFAM_TUPLE_OPTIONAL 1u  /* this and what follows may be left out */
#define SOCKFAM_TUPLE_TRIM 2u      /* reading leaves it out at the end if it is the default */
#define SOCKFAM_TUPLE_IGNORED 4u   /* must be an integer, and is not stored: another element says it */
#define SOCKFAM_TUPLE_SCALAR 8u    /* the only element, and given bare, not in a tuple */
#define SOCKFAM_TUPLE_COLLAPSE 16u /* on the first element: a tuple of nothing else is given bare (hci), and may be */
#define SOCKFAM_TUPLE_WRAPS 32u    /* CPython cuts what is too large; the library does not, a binding may */

#ifdef __cplusplus
}
#endif

#endif
