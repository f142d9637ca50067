/* SPDX-License-Identifier: MIT */
/*
 * Contexts, and addresses in four shapes. What a context's drivers know is in <sockfam/family.h>, which this includes
 * as <sockfam/sockfam.h> includes this.
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
#include <sockfam/family.h>
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
 * A privileged program (AT_SECURE) takes no config and no plugin that users other than root and its own may write.
 * Fails on ENOMEM and when a family that the config requires is missing or refused. The caller owns *ctx.
 */
SOCKFAM_API int sockfam_context_open(struct sockfam_context **ctx, const char *config, struct sockfam_error *error);

/* Frees a context and all that was borrowed from it. NULL is fine. */
SOCKFAM_API void sockfam_context_close(struct sockfam_context *ctx);

/* The library's version at run time, e.g. "0.1.0". */
SOCKFAM_API const char *sockfam_version(void);

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
 * first character belongs to one format only. Interface names and, in fields with HOST, host names are looked
 * up in the caller's network namespace, which may block, unless SOCKFAM_NO_LOOKUP is given. No allocation otherwise.
 */
SOCKFAM_API int sockfam_address_parse(const struct sockfam_context *ctx, const char *text, size_t size, unsigned flags,
                                      struct sockfam_address *address, struct sockfam_error *error) SOCKFAM_MUST_USE
    SOCKFAM_NONNULL(1, 2, 5);

/*
 * Prints text and a NUL into `text` of `size` bytes. *need (may be NULL) becomes the bytes needed, NUL included, also
 * on -ENOSPC, when nothing is written. Canonical without flags: no lookup, no words, the same on every machine.
 */
SOCKFAM_API int sockfam_address_print(const struct sockfam_context *ctx, const struct sockfam_address *address,
                                      unsigned flags, char *text, size_t size, size_t *need,
                                      struct sockfam_error *error) SOCKFAM_NONNULL(1, 2);

/*
 * Takes a sockaddr of `received` bytes as a kernel returned it, of which `size` lie in `bytes` (a kernel may report more
 * than it wrote). `format` comes from the socket's protocol; bytes that are not of it become a raw address, so nothing
 * is lost. Fails only beyond SOCKFAM_ADDRESS_MAX (-E2BIG) and for a STRUCT's format (-EINVAL).
 */
SOCKFAM_API int sockfam_address_from_bytes(const struct sockfam_context *ctx, const struct sockfam_format *format,
                                           const void *bytes, size_t size, size_t received,
                                           struct sockfam_address *address, struct sockfam_error *error)
    SOCKFAM_NONNULL(1, 6);

/* Python's tuple to an address. Text is taken as it is, nothing unescaped; integers outside a field are errors. */
SOCKFAM_API int sockfam_address_from_values(const struct sockfam_context *ctx, const struct sockfam_format *format,
                                            const struct sockfam_value *values, size_t count, unsigned flags,
                                            struct sockfam_address *address,
                                            struct sockfam_error *error) SOCKFAM_MUST_USE SOCKFAM_NONNULL(1, 2, 6);

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
 * An address to Python's tuple, or with SOCKFAM_ALL_FIELDS to every field but FIXED ones. An interface is its name,
 * "" for index 0, and the index itself where it has no name or SOCKFAM_NO_LOOKUP forbids to ask. -EINVAL if raw;
 * -ENOSPC if the room or the scratch is too small, and then nothing but `count` is set.
 */
SOCKFAM_API int sockfam_address_to_values(const struct sockfam_context *ctx, const struct sockfam_address *address,
                                          unsigned flags, struct sockfam_values *values,
                                          struct sockfam_error *error) SOCKFAM_MUST_USE SOCKFAM_NONNULL(1, 2, 4);

/* What the next value of a tuple is, asked before it is made. */
struct sockfam_element {
    const struct sockfam_field_row *field; /* NULL: a number that is ignored */
    uint32_t flags;        /* SOCKFAM_TUPLE_* */
    uint32_t kinds;        /* what CPython takes: bits 1 << enum sockfam_value_kind; 0: what the field takes */
    uint64_t max;          /* the most that CPython takes, a number or bytes; 0: what the field takes */
    size_t least, most;    /* how many values the whole tuple has */
    uint32_t reserved[4];
};

/*
 * The element of number `index`, `before` being the `index` values in front of it: they decide the variant. 1; 0 if the
 * tuple has no such element, with least and most set; -EINVAL if no variant has the first value,
 * or the format is a STRUCT's.
 */
SOCKFAM_API int sockfam_format_element(const struct sockfam_format *format, const struct sockfam_value *before,
                                       size_t index, struct sockfam_element *element);

/*
 * One field of an address by its name, as sockfam_address_to_values() gives it; text and bytes lie in `scratch` of
 * `size` bytes (-ENOSPC). And setting one, with all checks that sockfam_address_from_values() makes; a tag cannot be
 * set.
 */
SOCKFAM_API int sockfam_address_get(const struct sockfam_context *ctx, const struct sockfam_address *address,
                                    const char *name, unsigned flags, struct sockfam_value *value, char *scratch,
                                    size_t size, struct sockfam_error *error);
SOCKFAM_API int sockfam_address_set(const struct sockfam_context *ctx, struct sockfam_address *address,
                                    const char *name, const struct sockfam_value *value, unsigned flags,
                                    struct sockfam_error *error);

/*
 * As sockfam_address_from_bytes(), the format being that of the family in the bytes. Where several formats share it the
 * address is raw: only a socket's protocol can tell.
 */
SOCKFAM_API int sockfam_address_from_sockaddr(const struct sockfam_context *ctx, const void *sockaddr, size_t size,
                                              size_t received, struct sockfam_address *address,
                                              struct sockfam_error *error);

/*
 * Prints one field's value as it stands in text and JSON: escaped, words and interface names with SOCKFAM_DISPLAY.
 * Buffer and *need as for sockfam_address_print(). `field` must be one that sockfam_address_to_values() gave for this
 * address.
 */
SOCKFAM_API int sockfam_address_print_field(const struct sockfam_context *ctx, const struct sockfam_address *address,
                                    const struct sockfam_field_row *field, unsigned flags, char *text, size_t size,
                                    size_t *need, struct sockfam_error *error) SOCKFAM_NONNULL(1, 2, 3);

/*
 * JSON, one flat object: {"format":"vsock","cid":2,"port":1024,"flags":0}. Integers of 8 bytes are "0x..", text has the
 * escapes of the address syntax, bytes are hexadecimal text or {"hex":".."}. Reading it is the only address function
 * that allocates (and frees again). Buffers and *need as for sockfam_address_print().
 */
SOCKFAM_API int sockfam_address_from_json(const struct sockfam_context *ctx, const char *json, size_t size,
                                          unsigned flags, struct sockfam_address *address,
                                          struct sockfam_error *error) SOCKFAM_MUST_USE SOCKFAM_NONNULL(1, 2, 5);
SOCKFAM_API int sockfam_address_to_json(const struct sockfam_context *ctx, const struct sockfam_address *address,
                                        unsigned flags, char *json, size_t size, size_t *need,
                                        struct sockfam_error *error) SOCKFAM_NONNULL(1, 2);

#ifdef __cplusplus
}
#endif

#endif
