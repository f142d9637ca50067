/* SPDX-License-Identifier: MIT */
/*
 * What a context's drivers say: families, formats, protocols, constants. All of it is the context's, lives as long as
 * it and never changes. Structs here grow at their end in later minors, and rows too: so there are pointers and
 * functions, and no arrays of them.
 */
#ifndef SOCKFAM_FAMILY_H
#define SOCKFAM_FAMILY_H

#include <stddef.h>
#include <stdint.h>

#include <sockfam/error.h>
#include <sockfam/table.h>
#include <sockfam/version.h>

#ifdef __cplusplus
extern "C" {
#endif

struct sockfam_context;

enum sockfam_state {
    SOCKFAM_STATE_READY = 1,  /* tables read from a plugin, its code (if any) not loaded yet */
    SOCKFAM_STATE_LOADED = 2, /* code loaded too */
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
    uint32_t on;        /* SOCKFAM_ON_*: the systems that have its sockets, see sockfam_context_holds() */
    const struct sockfam_format *const *formats;
    size_t format_count;
    size_t protocol_count;               /* sockfam_family_protocol_at() */
    const struct sockfam_error *problem; /* NULL: none */
    enum sockfam_state state;            /* as at opening; sockfam_family_state() says it as of now */
};

/* A format as registered. Lives as long as the context. */
struct sockfam_format {
    const char *name; /* the scheme in text */
    const struct sockfam_family *family;
    size_t variant_count; /* sockfam_format_variant_at(); at least one */
    size_t field_count;   /* sockfam_format_field_at() */
};

struct sockfam_constant {
    const char *name;
    const char *word; /* its short name within the word set, NULL: it is not a word */
    const char *text; /* SOCKFAM_CONSTANT_STRING: its value, else NULL */
    int64_t value;    /* SOCKFAM_CONSTANT_NUMBER: its value, else 0 */
    const struct sockfam_family *family;
    uint32_t kind;  /* enum sockfam_constant_kind */
    uint32_t set;   /* the driver's number of the word set, 0: none */
    uint32_t flags; /* SOCKFAM_CONSTANT_ALIAS */
};

/* Whether what a mask SOCKFAM_ON_* says holds on the context's system, this machine: 1 or 0. */
SOCKFAM_API int sockfam_context_holds(const struct sockfam_context *ctx, uint32_t on);

/* All families of the config in name order, usable or not. at() gives NULL beyond the count. */
SOCKFAM_API size_t sockfam_family_count(const struct sockfam_context *ctx);
SOCKFAM_API const struct sockfam_family *sockfam_family_at(const struct sockfam_context *ctx, size_t index);
SOCKFAM_API const struct sockfam_family *sockfam_family_find(const struct sockfam_context *ctx, const char *name);
/* The state now: a READY family becomes LOADED when its code is. */
SOCKFAM_API enum sockfam_state sockfam_family_state(const struct sockfam_context *ctx,
                                                    const struct sockfam_family *family);

/*
 * A family's protocols, of which the first is the default; a format's rows, one for each layout of its sockaddr; and
 * its fields. NULL beyond the last. Rows may be longer than this program knows, so they are not to be taken as arrays.
 */
SOCKFAM_API const struct sockfam_protocol_row *sockfam_family_protocol_at(const struct sockfam_family *family,
                                                                          size_t index);
SOCKFAM_API const struct sockfam_format_row *sockfam_format_variant_at(const struct sockfam_format *format,
                                                                       size_t index);
SOCKFAM_API const struct sockfam_field_row *sockfam_format_field_at(const struct sockfam_format *format, size_t index);

/* The rows of a format's tuple, in their order. NULL beyond the last, and at once if the tuple is simply all fields. */
SOCKFAM_API const struct sockfam_tuple_row *sockfam_format_tuple_at(const struct sockfam_format *format, size_t index);

/* A format with flag STRUCT, which options of the family name; addresses never have it. NULL: there is none. */
SOCKFAM_API const struct sockfam_format *sockfam_family_struct(const struct sockfam_family *family, const char *name);

/*
 * "UINT" for SOCKFAM_KIND_UINT, as rows spell it; NULL: unknown. And the most that its values can be, in a field's
 * size.
 */
SOCKFAM_API const char *sockfam_kind_name(uint32_t kind);

/* What a user may give for a field: its range, or its lengths in bytes, of a LIST in elements. *least is in two's complement where negative. */
SOCKFAM_API void sockfam_field_range(const struct sockfam_field_row *field, int64_t *least, uint64_t *most);

/* What opening found wrong (a config's line, a plugin's table), in the order found. NULL beyond the last. */
SOCKFAM_API const struct sockfam_error *sockfam_problem_at(const struct sockfam_context *ctx, size_t index);

/* NULL if no driver has it. `protocol` in host order; an exact protocol row wins over SOCKFAM_ANY. */
SOCKFAM_API const struct sockfam_format *sockfam_format_find(const struct sockfam_context *ctx, const char *name);
SOCKFAM_API const struct sockfam_format *sockfam_format_by_number(const struct sockfam_context *ctx, uint32_t af,
                                                                  int32_t protocol);

/* Which constants: each member that is set narrows. */
struct sockfam_constant_query {
    const char *family; /* a driver's name, NULL: all drivers; a constant of several drivers then comes once for each */
    const char *prefix; /* of the constant's name, NULL: any */
    const int64_t *value;    /* NULL: any */
    const void *reserved[2]; /* NULL */
};

/* By full name, exact case; NULL if there is none. Of several drivers that share it, the first by name. O(1). */
SOCKFAM_API const struct sockfam_constant *sockfam_constant_find(const struct sockfam_context *ctx, const char *name);
/*
 * All that match (`query` NULL: all there are), in name order, of one name in order of families: *list is an array of
 * *count pointers, borrowed from the context. The context sorts its constants when it is first asked for any; that can
 * fail with -ENOMEM. O(log n) afterwards.
 */
SOCKFAM_API int sockfam_constant_list(const struct sockfam_context *ctx, const struct sockfam_constant_query *query,
                                      const struct sockfam_constant *const **list, size_t *count,
                                      struct sockfam_error *error);

#ifdef __cplusplus
}
#endif

#endif
