/* SPDX-License-Identifier: MIT */
/* What went wrong, where, and what would be right. Owned by the caller, filled by the library, never allocated. */
#ifndef SOCKFAM_ERROR_H
#define SOCKFAM_ERROR_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The kind decides what `code` means and which exception a language binding raises.
 */
enum sockfam_error_kind {
    SOCKFAM_ERROR_NONE = 0,
    SOCKFAM_ERROR_OS = 1,       /* code: an errno value, positive */
    SOCKFAM_ERROR_RESOLVER = 2, /* code: an EAI_* value of getaddrinfo(3) */
    SOCKFAM_ERROR_HOST = 3,     /* code: an h_errno value of gethostbyname(3) */
    SOCKFAM_ERROR_TIMEOUT = 4,  /* code: ETIMEDOUT */
    SOCKFAM_ERROR_TYPE = 5,     /* a value of the wrong kind, or the wrong number of values; code: EINVAL */
    SOCKFAM_ERROR_VALUE = 6,    /* text or a value that means nothing here; code: EINVAL */
    SOCKFAM_ERROR_OVERFLOW = 7, /* an integer, a text or an address beyond its range; code: ERANGE or ENOSPC */
    SOCKFAM_ERROR_CONFIG = 8,   /* a config file; code: EINVAL or the errno of reading it */
    SOCKFAM_ERROR_PLUGIN = 9,   /* a plugin that was refused; code: ENOEXEC, EEXIST or the errno of reading it */
    SOCKFAM_ERROR_MEMORY = 10   /* code: ENOMEM */
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

#define SOCKFAM_ERROR_FILE_SIZE 256
#define SOCKFAM_ERROR_MESSAGE_SIZE 512

/*
 * Zero it before first use; any function that takes one sets `kind` to SOCKFAM_ERROR_NONE when it starts. When several
 * things are wrong the first one is kept. Every member is plain data; both texts end in NUL and are cut to fit.
 */
struct sockfam_error {
    uint32_t kind;   /* enum sockfam_error_kind */
    int32_t code;    /* see the kind */
    uint32_t stage;  /* enum sockfam_stage */
    uint32_t offset; /* 1-based byte position in the text that was read; 0: does not apply */
    uint32_t line;   /* 1-based, in `file`; 0: does not apply */
    uint32_t column; /* 1-based, in bytes; 0: does not apply */
    char file[SOCKFAM_ERROR_FILE_SIZE];       /* the config file or the plugin, "" where there is none */
    char pointer[SOCKFAM_ERROR_FILE_SIZE];    /* RFC 6901 JSON pointer of the entry, "" where there is none */
    char message[SOCKFAM_ERROR_MESSAGE_SIZE]; /* what was wrong with what, and what would be right; no newline */
};

#ifdef __cplusplus
}
#endif

#endif
