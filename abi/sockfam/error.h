/* SPDX-License-Identifier: MIT */
/* What went wrong, where, and what would be right. Owned by the caller, filled by the library, never allocated. */
#ifndef SOCKFAM_ERROR_H
#define SOCKFAM_ERROR_H

#include <stdint.h>

#include <sockfam/version.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The kind decides what `code` means and which exception a language binding raises. What a function returns is -code
 * where `code` is an errno, for the other two kinds an errno that says the same, so a program can act without the
 * struct:
 *
 *     RESOLVER  EAI_AGAIN                            -EAGAIN: ask again later
 *               EAI_NONAME, NODATA, ADDRFAMILY,
 *               SERVICE                              -ENOENT: there is no such host or service
 *               EAI_FAMILY                           -EAFNOSUPPORT
 *               EAI_SOCKTYPE                         -ESOCKTNOSUPPORT
 *               EAI_FAIL and unknown ones            -EIO: the name server failed
 *               EAI_BADFLAGS                         -EINVAL
 *               any, reason NO_ZONE                  -ENODEV: there is no such interface
 *     HOST      TRY_AGAIN                            -EAGAIN
 *               HOST_NOT_FOUND, NO_DATA              -ENOENT
 *               NO_RECOVERY and unknown ones         -EIO
 *     VALUE     reason TOO_LONG                      -ENAMETOOLONG: a text is longer than its place
 *               reason RANGE                         -ERANGE: a number is negative or too large
 *               reason WOULD_LOOK_UP                 -EWOULDBLOCK: SOCKFAM_NO_LOOKUP, and it is a name
 *               all others                           -EINVAL
 *     TYPE                                           -EINVAL
 *     OVERFLOW  reason NO_ROOM                       -ENOSPC: the caller's buffer is too small; *need says how large
 *               code E2BIG                           -E2BIG: more bytes than any address has
 *               all others                           -ERANGE: a number beyond its range
 *     TIMEOUT                                        -ETIMEDOUT (the kernel's own is of kind OS)
 *     INTERRUPTED                                    what the hook returned
 *     MEMORY                                         -ENOMEM
 */
enum sockfam_error_kind {
    SOCKFAM_ERROR_NONE = 0,
    SOCKFAM_ERROR_OS = 1,          /* code: an errno value, positive */
    SOCKFAM_ERROR_RESOLVER = 2,    /* code: an EAI_* value of getaddrinfo(3) */
    SOCKFAM_ERROR_HOST = 3,        /* code: an h_errno value of gethostbyname(3) */
    SOCKFAM_ERROR_TIMEOUT = 4,     /* code: ETIMEDOUT */
    SOCKFAM_ERROR_TYPE = 5,        /* a value of the wrong kind, or the wrong number of values; code: EINVAL */
    SOCKFAM_ERROR_VALUE = 6,       /* text or a value that means nothing here, text too long; code: see above */
    SOCKFAM_ERROR_OVERFLOW = 7,    /* a number beyond its range, a buffer too small; code: see above */
    SOCKFAM_ERROR_CONFIG = 8,      /* a config file; code: EINVAL or the errno of reading it */
    SOCKFAM_ERROR_PLUGIN = 9,      /* a plugin that was refused; code: ENOEXEC, EEXIST or the errno of reading it */
    SOCKFAM_ERROR_MEMORY = 10,     /* code: ENOMEM */
    SOCKFAM_ERROR_INTERRUPTED = 11 /* the caller's hook gave up; code: what it returned, positive */
};

/* What is wrong with a value or a text, of the kinds TYPE, VALUE, OVERFLOW, RESOLVER; more may come. */
enum sockfam_reason {
    SOCKFAM_REASON_NONE = 0,
    SOCKFAM_REASON_TOO_LONG = 1,      /* longer than its place */
    SOCKFAM_REASON_TOO_SHORT = 2,     /* bytes or text of which more are needed; empty where it may not be */
    SOCKFAM_REASON_NUL_BYTE = 3,      /* a NUL where there cannot be one */
    SOCKFAM_REASON_COUNT = 4,         /* too many or too few values */
    SOCKFAM_REASON_WRONG_KIND = 5,    /* text for a number, a number for text */
    SOCKFAM_REASON_RANGE = 6,         /* a number that is negative or too large */
    SOCKFAM_REASON_SYNTAX = 7,        /* text that does not read as what it should be */
    SOCKFAM_REASON_NO_SUCH_NAME = 8,  /* an unknown family, format, protocol, option, word, host .. */
    SOCKFAM_REASON_WOULD_LOOK_UP = 9, /* a name, and SOCKFAM_NO_LOOKUP forbids to look it up */
    SOCKFAM_REASON_NO_ZONE = 10,      /* the zone of an IPv6 address names no interface */
    SOCKFAM_REASON_NO_ROOM = 11,      /* the caller's buffer is too small */
    SOCKFAM_REASON_MISSING = 12,      /* a value that must be given */
    SOCKFAM_REASON_TWICE = 13,        /* a field given more than once */
    SOCKFAM_REASON_UNKNOWN_KEY = 14,  /* key=value with a key that the format does not have */
    SOCKFAM_REASON_UNSUPPORTED = 15,  /* known, but not possible with this socket, format or address */
    SOCKFAM_REASON_AMBIGUOUS = 16     /* it may be one of several, which the message lists */
};

/* How far the loader came with a plugin, in the order in which it works. */
enum sockfam_stage {
    SOCKFAM_STAGE_NONE = 0,
    SOCKFAM_STAGE_PARSE = 1,  /* the config file as JSON, and its entries */
    SOCKFAM_STAGE_PATH = 2,   /* finding and opening the plugin's file */
    SOCKFAM_STAGE_NOTE = 3,   /* finding the tables in it, and taking their rows apart */
    SOCKFAM_STAGE_GATE = 4,   /* ABI version, features, and whether the tables make sense */
    SOCKFAM_STAGE_COMMIT = 5, /* conflicts with drivers that are registered already */
    SOCKFAM_STAGE_LOAD = 6,   /* dlopen, on first use of the driver's code */
    SOCKFAM_STAGE_MATCH = 7   /* the code against the tables */
};

#define SOCKFAM_ERROR_FIELD_SIZE 48
#define SOCKFAM_ERROR_FILE_SIZE 256
#define SOCKFAM_ERROR_MESSAGE_SIZE 512

#define SOCKFAM_ERROR_NO_TEXT 1u /* no texts but `field`: the others stay "", which saves making them */

/*
 * Zero it before first use. Any function that takes one first sets kind, code, reason and offset to 0 and the message
 * to ""; so after success nothing of an earlier error can be taken for news. The other members mean something only if
 * `kind` is not NONE. When several things are wrong the first one is kept. Every member is plain data; all texts end in
 * NUL and are cut to fit. The library never changes `flags`. The size of the struct never changes within a major
 * version: `reserved` is room for what will be added.
 */
struct sockfam_error {
    uint32_t kind;                            /* enum sockfam_error_kind */
    int32_t code;                             /* see the kind */
    uint32_t reason;                          /* enum sockfam_reason */
    uint32_t offset;                          /* 1-based byte position in the text that was read; 0: does not apply */
    uint32_t line;                            /* 1-based, in `file`; 0: does not apply */
    uint32_t column;                          /* 1-based, in bytes; 0: does not apply */
    uint32_t stage;                           /* enum sockfam_stage */
    uint32_t flags;                           /* the caller's: SOCKFAM_ERROR_NO_TEXT */
    char message[SOCKFAM_ERROR_MESSAGE_SIZE]; /* what was wrong with what, and what would be right; no newline */
    char field[SOCKFAM_ERROR_FIELD_SIZE];     /* the field, option or argument it is about, "": none in particular */
    char file[SOCKFAM_ERROR_FILE_SIZE];       /* the config file or the plugin, "" where there is none */
    char pointer[SOCKFAM_ERROR_FILE_SIZE];    /* RFC 6901 JSON pointer of the entry, "" where there is none */
    uint32_t reserved[8];
};

/*
 * Fills `error` as the library does, for functions built upon it: unless it is NULL or holds an error already. `code`
 * 0: the usual one. `field` and `message` may be NULL. Returns the negative errno of the table above.
 */
SOCKFAM_API int sockfam_error_set(struct sockfam_error *error, enum sockfam_error_kind kind, int code,
                                  enum sockfam_reason reason, const char *field, const char *message);

#ifdef __cplusplus
}
#endif

#endif
