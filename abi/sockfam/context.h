/* SPDX-License-Identifier: MIT */
/*
 * Contexts, what their drivers know, and addresses in four shapes. <sockfam/sockfam.h> includes it.
 *
 * A context is opened once, reads its drivers' tables, and never changes after; every function that takes a const
 * context may be called from any number of threads. Contexts are independent of each other. Nothing prints, exits,
 * aborts or keeps global state. Functions return 0 or a count, or a negative errno after filling `error`, which may be
 * NULL. On failure no output is touched, except that sizes needed are always reported; where a function says more, that
 * counts.
 *
 * Text to be read is a pointer and a size, or SOCKFAM_TO_NUL for the size; names end in NUL. Structs that the caller
 * places have reserved members: zero them, `= { 0 }` does; the structs never change their size within a major version.
 * Lists that the library makes are reached through functions, item by item.
 */
#ifndef SOCKFAM_CONTEXT_H
#define SOCKFAM_CONTEXT_H

#include <stddef.h>
#include <stdint.h>

#include <sockfam/error.h>
#include <sockfam/table.h>
#include <sockfam/value.h>
#include <sockfam/version.h>

#ifdef __cplusplus
extern "C" {
#endif

struct sockfam_context; /* a context */

/*
 * Opens a context with the drivers that a config names; each one that is refused leaves the others alone and is found
 * with its reason in sockfam_family_at(). `config` is a file's path, or NULL: the configs of the system, of its
 * administrator and of the environment, or if there is none, all builtins. Reads files, runs nothing of a plugin.
 * Fails on ENOMEM and when a family that the config requires is missing or refused. The caller owns *ctx.
 */
SOCKFAM_API int sockfam_context_open(struct sockfam_context **ctx, const char *config, struct sockfam_error *error);

/* Frees a context and all that was borrowed from it. NULL is fine. */
SOCKFAM_API void sockfam_context_close(struct sockfam_context *ctx);

/* The library's version at run time, e.g. "0.1.0". */
SOCKFAM_API const char *sockfam_version(void);

/* ------------------------------------------------------------------ what the drivers say */

enum sockfam_state {
    SOCKFAM_STATE_READY = 1,    /* tables read from a plugin, its code (if any) not loaded yet */
    SOCKFAM_STATE_LOADED = 2,   /* code loaded too */
    SOCKFAM_STATE_BUILTIN = 3,
    SOCKFAM_STATE_DISABLED = 4, /* by the config */
    SOCKFAM_STATE_MISSING = 5,  /* its file is not there */
    SOCKFAM_STATE_REFUSED = 6   /* `problem` says why */
};

struct sockfam_format;

/* A family of the context. Lives as long as the context. Only name, plugin, state and problem are set if not usable. */
struct sockfam_family {
    const char *name;
    const char *doc;
    const char *plugin; /* the file, or "builtin" */
    uint32_t af;        /* AF_ number; 0: none on this system */
    uint32_t flags;     /* SOCKFAM_HEAD_* */
    const struct sockfam_format *const *formats;
    size_t format_count;
    const struct sockfam_protocol_row *protocols; /* the first one is the default */
    size_t protocol_count;
    const struct sockfam_error *problem; /* NULL: none */
    enum sockfam_state state;            /* as at opening; sockfam_family_state() says it as of now */
};

/* A format as registered. Lives as long as the context. */
struct sockfam_format {
    const struct sockfam_family *family;
    const struct sockfam_format_row *rows; /* one for each layout (sockaddr family) of the format, at least one */
    size_t row_count;
    const struct sockfam_field_row *fields; /* in the order of Python's tuple */
    size_t field_count;
};

struct sockfam_constant {
    const char *name;
    const char *word; /* its short name within the word set, NULL: it is no word */
    const char *text; /* SOCKFAM_CONSTANT_STRING: its value, else NULL */
    int64_t value;    /* SOCKFAM_CONSTANT_NUMBER: its value, else 0 */
    const struct sockfam_family *family;
    uint32_t kind;    /* enum sockfam_constant_kind */
    uint32_t set;     /* the driver's number of the word set, 0: none */
};

/* All families of the config in name order, usable or not. at() gives NULL beyond the count. */
SOCKFAM_API size_t sockfam_family_count(const struct sockfam_context *ctx);
SOCKFAM_API const struct sockfam_family *sockfam_family_at(const struct sockfam_context *ctx, size_t index);
SOCKFAM_API const struct sockfam_family *sockfam_family_find(const struct sockfam_context *ctx, const char *name);
/* The state now: a READY family becomes LOADED when its code is. */
SOCKFAM_API enum sockfam_state sockfam_family_state(const struct sockfam_context *ctx, const struct sockfam_family *family);

/* What opening found wrong (a config's line, a plugin's table), in the order found. NULL beyond the last. */
SOCKFAM_API const struct sockfam_error *sockfam_problem_at(const struct sockfam_context *ctx, size_t index);

/* NULL if no driver has it. `protocol` in host order; an exact protocol row wins over SOCKFAM_ANY. */
SOCKFAM_API const struct sockfam_format *sockfam_format_find(const struct sockfam_context *ctx, const char *name);
SOCKFAM_API const struct sockfam_format *sockfam_format_by_number(const struct sockfam_context *ctx, uint32_t af, int32_t protocol);

/* Which constants: each member that is set narrows. */
struct sockfam_constant_query {
    const char *family; /* a driver's name, NULL: all drivers; a constant of several drivers then comes once for each */
    const char *prefix; /* of the constant's name, NULL: any */
    const int64_t *value; /* NULL: any */
    const void *reserved[3];
};

/* By full name, exact case; NULL if there is none. Of several drivers that share it, the first by name. O(1). */
SOCKFAM_API const struct sockfam_constant *sockfam_constant_find(const struct sockfam_context *ctx, const char *name);
/* The first (previous NULL) or next one that matches, in name order; NULL: no more. O(log n) to begin. */
SOCKFAM_API const struct sockfam_constant *sockfam_constant_next(const struct sockfam_context *ctx,
                                                                 const struct sockfam_constant_query *query,
                                                                 const struct sockfam_constant *previous);

/* ------------------------------------------------------------------ addresses */

/* Enough for the text of any address, canonical or display, NUL included. */
#define SOCKFAM_TEXT_MAX 1024

/*
 * An address: a format and its canonical sockaddr. Plain data, may be copied. With format NULL it is raw: bytes that
 * no driver of the context could take apart, kept as they are. Two addresses are equal if format, length and bytes are.
 */
struct sockfam_address {
    const struct sockfam_format *format; /* of the context that made it, NULL: raw */
    uint32_t length;                     /* bytes in use, what connect(2) or bind(2) wants */
    uint32_t received;                   /* bytes a kernel gave, before they were made canonical; else = length */
    union {
        uint8_t bytes[SOCKFAM_ADDRESS_MAX]; /* a struct sockaddr; bytes beyond `length` are undefined */
        uint64_t alignment;
    };
    uint64_t reserved[2]; /* 0 */
};

/*
 * Reads text: "inet:127.0.0.1:80", "can:can0", "/run/x", "raw:family=46,data=00ff". Scheme-less text is taken where its
 * first character belongs to one format only. Interface names and (through the driver's code) host names are looked
 * up in the caller's network namespace, which may block, unless SOCKFAM_NO_LOOKUP is given. No allocation otherwise.
 */
SOCKFAM_API int sockfam_address_parse(const struct sockfam_context *ctx, const char *text, size_t size, unsigned flags,
                              struct sockfam_address *address, struct sockfam_error *error) SOCKFAM_MUST_USE SOCKFAM_NONNULL(1, 2, 5);

/*
 * Prints text and a NUL into `text` of `size` bytes. *need (may be NULL) becomes the bytes needed, NUL included, also
 * on -ENOSPC, when nothing is written. Canonical without flags: no lookup, no words, the same on every machine.
 */
SOCKFAM_API int sockfam_address_print(const struct sockfam_context *ctx, const struct sockfam_address *address, unsigned flags,
                              char *text, size_t size, size_t *need, struct sockfam_error *error) SOCKFAM_NONNULL(1, 2);

/*
 * Takes a sockaddr of `received` bytes as a kernel returned it, of which `size` lie in `bytes` (a kernel may report more
 * than it wrote). `format` comes from the socket's protocol; bytes that are not of it become a raw address, so nothing
 * is lost. Fails only beyond SOCKFAM_ADDRESS_MAX (-E2BIG).
 */
SOCKFAM_API int sockfam_address_from_bytes(const struct sockfam_context *ctx, const struct sockfam_format *format, const void *bytes,
                                   size_t size, size_t received, struct sockfam_address *address,
                                   struct sockfam_error *error) SOCKFAM_NONNULL(1, 6);

/* Python's tuple to an address. Text is taken as it is, nothing unescaped; integers outside a field are errors. */
SOCKFAM_API int sockfam_address_from_values(const struct sockfam_context *ctx, const struct sockfam_format *format,
                               const struct sockfam_value *values, size_t count, unsigned flags,
                               struct sockfam_address *address, struct sockfam_error *error) SOCKFAM_MUST_USE SOCKFAM_NONNULL(1, 2, 6);

/*
 * What decoding gives, in room that the caller has: `room` values and as many fields, and scratch bytes, into which the
 * values' spans point, or into the address. SOCKFAM_VALUES(name) makes one on the stack that has room for any address:
 *
 *     SOCKFAM_VALUES(values);
 *     sockfam_address_to_values(ctx, &address, 0, &values, &error);
 */
struct sockfam_values {
    struct sockfam_value *value;
    const struct sockfam_field_row **field; /* field[i] is whose value value[i] is; NULL: not wanted */
    size_t room;                            /* of both, in elements */
    char *scratch;
    size_t scratch_size; /* bytes; SOCKFAM_SCRATCH_SIZE is enough for any address */
    size_t count;        /* set: values there are, also if `room` is too small */
    uint64_t reserved[2];
};

/* Room for any address that this version knows. */
struct sockfam_values_room {
    struct sockfam_value value[SOCKFAM_FIELDS_MAX];
    const struct sockfam_field_row *field[SOCKFAM_FIELDS_MAX];
    char scratch[SOCKFAM_SCRATCH_SIZE];
};

#define SOCKFAM_VALUES(name)                                                                                           \
    struct sockfam_values_room name##_room;                                                                            \
    struct sockfam_values name = { name##_room.value,   name##_room.field,    SOCKFAM_FIELDS_MAX,                      \
                                   name##_room.scratch, SOCKFAM_SCRATCH_SIZE, 0,                                       \
                                   { 0, 0 } }

/*
 * An address to Python's tuple, or with SOCKFAM_ALL_FIELDS to every field but SHADOW ones. An interface is its name,
 * "" for index 0, and the index itself where it has no name or SOCKFAM_NO_LOOKUP forbids to ask. -EINVAL if raw;
 * -ENOSPC if the room or the scratch is too small, and then nothing but `count` is set.
 */
SOCKFAM_API int sockfam_address_to_values(const struct sockfam_context *ctx, const struct sockfam_address *address, unsigned flags,
                               struct sockfam_values *values, struct sockfam_error *error) SOCKFAM_MUST_USE SOCKFAM_NONNULL(1, 2, 4);

/*
 * Prints one field's value as it stands in text and JSON: escaped, words and interface names with SOCKFAM_DISPLAY.
 * Buffer and *need as for sockfam_address_print(). `field` must be one that sockfam_address_to_values() gave for this address.
 */
SOCKFAM_API int sockfam_address_print_field(const struct sockfam_context *ctx, const struct sockfam_address *address,
                                    const struct sockfam_field_row *field, unsigned flags, char *text, size_t size,
                                    size_t *need, struct sockfam_error *error) SOCKFAM_NONNULL(1, 2, 3);

/*
 * JSON, one flat object: {"format":"vsock","cid":2,"port":1024,"flags":0}. Integers of 8 bytes are "0x..", text has the
 * escapes of the address syntax, bytes are hexadecimal text or {"hex":".."}. Reading it is the only address function that
 * allocates (and frees again). Buffers and *need as for sockfam_address_print().
 */
SOCKFAM_API int sockfam_address_from_json(const struct sockfam_context *ctx, const char *json, size_t size, unsigned flags,
                                  struct sockfam_address *address, struct sockfam_error *error) SOCKFAM_MUST_USE SOCKFAM_NONNULL(1, 2, 5);
SOCKFAM_API int sockfam_address_to_json(const struct sockfam_context *ctx, const struct sockfam_address *address, unsigned flags,
                                char *json, size_t size, size_t *need, struct sockfam_error *error) SOCKFAM_NONNULL(1, 2);

#ifdef __cplusplus
}
#endif

#endif
