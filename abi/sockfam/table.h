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

#include <sockfam/table_option.h>

#ifdef __cplusplus
extern "C" {
#endif

/* 64-bit members are 4-aligned, so that a row has the same layout on 32- and 64-bit machines and in a note. */
#if defined(__GNUC__)
typedef int64_t sockfam_i64 __attribute__((aligned(4)));
typedef uint64_t sockfam_u64 __attribute__((aligned(4)));
#else
#error "sockfam needs a compiler with GNU attributes (gcc or clang)"
#endif

#define SOCKFAM_NAME_SIZE 16     /* family, format and field names, NUL included */
#define SOCKFAM_PROTOCOL_SIZE 24 /* protocol, module and /proc/net/protocols names, NUL included */
#define SOCKFAM_DOC_SIZE 80      /* one line for people, unit included, NUL included */
#define SOCKFAM_LEAD_SIZE 12     /* the characters a format's scheme-less text may begin with, NUL included */
#define SOCKFAM_ADDRESS_MAX 128  /* bytes; the kernel takes no longer address (struct sockaddr_storage) */
#define SOCKFAM_FIELDS_MAX 16    /* fields of one format, SHADOW ones included */
#define SOCKFAM_ANY (-1)         /* a protocol row that stands for every number without a row of its own */

/* One record is one ELF note of owner "sockfam" and this type, its contents `struct sockfam_record` and the rows. */
enum sockfam_record_type {
    SOCKFAM_RECORD_HEAD = 1,      /* exactly one row */
    SOCKFAM_RECORD_FORMATS = 2,
    SOCKFAM_RECORD_FIELDS = 3,
    SOCKFAM_RECORD_PROTOCOLS = 4,
    SOCKFAM_RECORD_CONSTANTS = 5,
    SOCKFAM_RECORD_STRINGS = 6,   /* row_size 1: the pool that constants take their names from */
    SOCKFAM_RECORD_OPTIONS = 7,   /* socket options: struct sockfam_option_row, <sockfam/table_option.h> */
    SOCKFAM_RECORD_MESSAGES = 8   /* control messages: the same rows */
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
    uint16_t abi_major;     /* equal to the core's */
    uint16_t abi_minor_min; /* the lowest and highest minor the driver can live with */
    uint16_t abi_minor_max;
    uint16_t af;            /* AF_ number of its sockets; 0: it has none on this system */
    uint32_t flags;         /* SOCKFAM_HEAD_* */
    sockfam_u64 features;   /* features the core must know, bits SOCKFAM_FEATURE_*; none are defined yet */
};

#define SOCKFAM_HEAD_CODE 1u    /* the plugin exports `sockfam_code_v1` */
#define SOCKFAM_HEAD_WINDOWS 2u /* sockets and numbers of Windows; addresses work everywhere */

#define SOCKFAM_FEATURES_KNOWN UINT64_C(0)

/*
 * One address layout. A format whose layout depends on the sockaddr's family (rds: IPv4 or IPv6) has one row for each,
 * of the same name.
 */
struct sockfam_format_row {
    char name[SOCKFAM_NAME_SIZE];    /* the scheme in text */
    char doc[SOCKFAM_DOC_SIZE];
    char example[SOCKFAM_DOC_SIZE];  /* a complete address as text; the conformance suite parses it */
    char lead[SOCKFAM_LEAD_SIZE];    /* characters; text without a scheme that begins with one is of this format */
    uint16_t af;                     /* what the sockaddr's family member holds, host order */
    uint16_t size;                   /* bytes of the canonical sockaddr */
    uint16_t min;                    /* the shortest that a kernel answers, bytes; the rest is taken as zero */
    uint16_t tag_at;                 /* offset of the 1-byte field that chooses the variant, 0: no variants */
    uint32_t flags;                  /* SOCKFAM_FORMAT_* */
    uint32_t code;                   /* SOCKFAM_CODE_*: what the driver's code does for this format */
};

#define SOCKFAM_FORMAT_SCALAR 1u   /* Python passes the one value bare, not in a tuple */
#define SOCKFAM_FORMAT_COLLAPSE 2u /* Python gets a tuple that is down to one value bare (hci), and may give it so */

#define SOCKFAM_CODE_LOOKUP 1u /* turns names into field bytes (host names) */
#define SOCKFAM_CODE_PARSE 2u
#define SOCKFAM_CODE_PRINT 4u
#define SOCKFAM_CODE_ENCODE 8u
#define SOCKFAM_CODE_DECODE 16u

enum sockfam_kind {
    SOCKFAM_KIND_UINT = 1,   /* unsigned, 1, 2, 4 or 8 bytes */
    SOCKFAM_KIND_SINT = 2,   /* two's complement, 1, 2, 4 or 8 bytes */
    SOCKFAM_KIND_IFACE = 3,  /* interface index, 4 bytes, host order; a name or #index in text */
    SOCKFAM_KIND_TEXT = 4,   /* text up to the first NUL or the field's end */
    SOCKFAM_KIND_BYTES = 5,  /* bytes, hexadecimal in text; their number lies at len_at, or is the size */
    SOCKFAM_KIND_PATH = 6,   /* a file name, or `@` and an abstract name, up to the sockaddr's end (unix(7)) */
    SOCKFAM_KIND_BDADDR = 7, /* Bluetooth device address, 6 bytes, last byte of the text first */
    SOCKFAM_KIND_GUID = 8,   /* 16 bytes, first three groups little-endian, the rest as written */
    SOCKFAM_KIND_IPV4 = 9,   /* 4 bytes, network order */
    SOCKFAM_KIND_IPV6 = 10   /* 16 bytes, network order; `[..]` in text */
};

#define SOCKFAM_FIELD_BE 0x001u      /* stored big-endian (UINT, SINT); neither BE nor LE: host order */
#define SOCKFAM_FIELD_LE 0x002u      /* stored little-endian */
#define SOCKFAM_FIELD_HEX 0x004u     /* printed as 0x.. */
#define SOCKFAM_FIELD_WORD 0x008u    /* display text prints a word of the set where there is one */
#define SOCKFAM_FIELD_OPT 0x010u     /* may be left out; text leaves the default out and names it otherwise */
#define SOCKFAM_FIELD_TUPLE 0x020u   /* OPT in text, but the tuple must hold it */
#define SOCKFAM_FIELD_TRIM 0x040u    /* the tuple leaves out a trailing default */
#define SOCKFAM_FIELD_NAMED 0x080u   /* always key=value in text */
#define SOCKFAM_FIELD_EXTRA 0x100u   /* beyond Python's tuple: not in it, in either direction */
#define SOCKFAM_FIELD_SHADOW 0x200u  /* in the tuple only, read from the bytes, ignored when written */
#define SOCKFAM_FIELD_TAIL 0x400u    /* may run past the format's size, to `.max` bytes (TEXT, BYTES) */
#define SOCKFAM_FIELD_NONZERO 0x800u /* the user must give one: 0, or the empty interface name, is refused */

/*
 * One field of a format, in the order of Python's tuple. Offsets count from the start of the sockaddr. `min` and `max`
 * bound what a user may give (numbers; for TEXT and BYTES the length in bytes); both 0: the whole range of the size.
 * A kernel may say more than a user may; such an address decodes and prints.
 */
struct sockfam_field_row {
    char format[SOCKFAM_NAME_SIZE]; /* which format */
    char name[SOCKFAM_NAME_SIZE];   /* the key in text and JSON; unique within a variant */
    char doc[SOCKFAM_DOC_SIZE];     /* what it is, with its unit */
    uint16_t kind;                  /* enum sockfam_kind */
    uint16_t reserved;
    uint32_t flags;                 /* SOCKFAM_FIELD_* */
    uint16_t at;                    /* offset, bytes */
    uint16_t size;                  /* bytes; PATH: the most a path may have */
    uint16_t len_at;                /* BYTES: offset of the byte that holds their number; 0: none */
    uint16_t zone_at;               /* IPV6: offset of the scope id (4 bytes, host order); 0: none */
    uint16_t af;                    /* only in the format's layout for this sockaddr family; 0: in all */
    uint8_t sep;                    /* what precedes it in text, ':' or ','; 0: ',' */
    uint8_t set;                    /* number of its word set, see constants; 0: none */
    uint32_t when;                  /* variants it belongs to: bit N for tag value N; 0: all */
    sockfam_i64 min;
    sockfam_u64 max;
    sockfam_i64 initial;            /* OPT: what it is when left out */
};

/* One (type, protocol) pair that socket(2) takes for the driver's family. The first row is what a user gets by default. */
struct sockfam_protocol_row {
    char name[SOCKFAM_PROTOCOL_SIZE];   /* unique in the driver */
    char doc[SOCKFAM_DOC_SIZE];
    char format[SOCKFAM_NAME_SIZE];     /* the format of its addresses */
    char module[SOCKFAM_PROTOCOL_SIZE]; /* the kernel module that brings it, "" where it is always built in */
    char proc[SOCKFAM_PROTOCOL_SIZE];   /* its name in /proc/net/protocols, "" where it has none */
    int32_t type;                       /* SOCKFAM_STREAM ..: Linux's numbers on every architecture but MIPS */
    int32_t protocol;                   /* host order, or SOCKFAM_ANY */
    uint32_t flags;                     /* SOCKFAM_PROTOCOL_* */
};

#define SOCKFAM_PROTOCOL_DIAL_BINDS 1u    /* bind(2) is all that takes an address: dialling binds, nothing listens */
#define SOCKFAM_PROTOCOL_DIAL_ACCEPTS 2u  /* with BINDS: the socket to use is what accept(2) then gives */
#define SOCKFAM_PROTOCOL_NAMELESS 4u /* the kernel tells no addresses: accept(2) takes none */
#define SOCKFAM_PROTOCOL_NO_MSG_NOSIGNAL 8u    /* sending refuses MSG_NOSIGNAL, and never raises SIGPIPE */
#define SOCKFAM_PROTOCOL_NO_HALF_CLOSE 16u      /* shutdown(2) ends both directions, or is refused */
#define SOCKFAM_PROTOCOL_CONNECTIONLESS 32u     /* no connections, whatever the type: listen(2) is refused */

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
};

#define SOCKFAM_CONSTANT_ALIAS 1u /* another name for what a constant of the same value is called usually (AF_LOCAL) */

#ifdef __cplusplus
}
#endif

#endif
