/* SPDX-License-Identifier: MIT */
/*
 * Plans: a format compiled so that printing and parsing walk one flat array and never look at tables. A format has one
 * plan for each combination of layout (sockaddr family) and variant (tag value); most have exactly one.
 */
#ifndef SF_ADDRESS_PLAN_H
#define SF_ADDRESS_PLAN_H

#include <stdbool.h>

#include "core/registry/context.h"

/* How an integer lies in the sockaddr: its size, and whether its bytes are swapped against the host's order. */
enum sf_store { SF_STORE_8, SF_STORE_16, SF_STORE_32, SF_STORE_64, SF_STORE_SWAP16, SF_STORE_SWAP32, SF_STORE_SWAP64 };

/* One field of one plan. */
struct sf_op {
    uint8_t kind;  /* enum sockfam_kind */
    uint8_t store; /* enum sf_store, for integers and interfaces */
    char sep;      /* what precedes it in text */
    char next_sep; /* what may end it besides ',': the separator of the next positional field; ',' if there is none */
    bool keyed;    /* printed as key=value */
    bool greedy;   /* as a positional it runs to ",key=" or to the end */
    bool hidden;   /* not in text: the zone of an address says it */
    uint8_t name_size;
    uint16_t at, size, len_at, zone_at;
    uint32_t flags;  /* SOCKFAM_FIELD_* */
    uint32_t bit;    /* 1 << index of the op */
    uint32_t zone_bit; /* IPV6: the bit of the op that lies at zone_at, 0: none */
    uint64_t max;    /* what a user may give: the largest number, or the longest text in bytes */
    int64_t min;     /* the smallest number, or the shortest text */
    uint64_t initial; /* as stored, of OPT fields */
    const struct sockfam_constant *const *words;
    uint32_t word_count;
    const struct sockfam_field_row *row;
};

struct sf_plan {
    uint16_t family; /* in the sockaddr's first two bytes */
    uint16_t size;   /* of the canonical sockaddr, unless a field runs past it */
    uint16_t min;    /* shortest answer of a kernel */
    uint16_t longest; /* the most bytes a canonical sockaddr of this plan has */
    bool has_tag;
    uint8_t tag;
    uint8_t op_count;
    uint8_t positional_count;
    uint8_t positional[SOCKFAM_FIELDS_MAX]; /* ops that text may give by position, in order */
    uint8_t printed_count;
    uint8_t printed[SOCKFAM_FIELDS_MAX]; /* ops as text has them: positional first, then by key */
    uint32_t required;                   /* bits of the ops that must be given */
    uint32_t defaulted;                  /* bits of the ops whose default is not zero */
    uint16_t text_max;                   /* the most bytes that its text takes, scheme and NUL included */
    uint8_t tuple_min, tuple_max;        /* how many values the tuple may hold */
    uint64_t covered[SOCKFAM_ADDRESS_MAX / 64]; /* a bit for each byte some field covers */
    struct sf_op op[SOCKFAM_FIELDS_MAX];
};

/* An operation on an address under way: what its functions share. */
struct sf_call {
    const struct sockfam_context *ctx;
    const struct sf_format *format;
    const struct sf_plan *plan;
    unsigned flags; /* SOCKFAM_NO_LOOKUP ... */
    uint8_t *bytes; /* the sockaddr, SOCKFAM_ADDRESS_MAX of them */
    size_t length;  /* canonical bytes in use */
    uint32_t given; /* bits of the ops that were set */
    uint32_t zoned; /* bits of the ops that a zone set */
    const char *text; /* start of the text being read, for positions; NULL: none */
    struct sockfam_error *error;
};

/* From `begin` up to `end`. */
#define SF_SPAN(begin, end) ((struct sockfam_span){ (begin), (size_t)((end) - (begin)) })

/*
 * Makes the plans of a format whose rows were judged and whose driver's words are in place. Fails on ENOMEM and if its
 * text could grow beyond SOCKFAM_TEXT_MAX. sf_format_release() frees the plans, also after failure.
 */
int sf_format_compile(struct sf_format *format, struct sockfam_error *error);
void sf_format_release(struct sf_format *format);

/* The plan for bytes (by family and tag), NULL: none. `bytes` has at least 2, `size` of them are real. */
const struct sf_plan *sf_plan_search(const struct sf_format *format, const uint8_t *bytes, size_t size);
/* The plan for a value of the tag field, NULL: none. */
const struct sf_plan *sf_plan_of_tag(const struct sf_format *format, uint64_t tag);
/* The plan whose first field suits text: an IPV6 field for text with a colon or bracket, else the first. */
const struct sf_plan *sf_plan_of_text(const struct sf_format *format, struct sockfam_span text);
/* The op of a name, NULL: none. SHADOW ones have no name for users. */
const struct sf_op *sf_plan_find(const struct sf_plan *plan, const char *name, size_t size);

/* What names of formats and fields consist of. */
static inline bool sf_is_name_char(char c)
{
    return (unsigned)(c - 'a') < 26 || (unsigned)(c - '0') < 10 || c == '_';
}

/* The sockaddr's family, host order. */
static inline uint16_t sf_family_of(const uint8_t *bytes)
{
    uint16_t family;
    __builtin_memcpy(&family, bytes, sizeof(family));
    return family;
}

static inline const struct sf_plan *sf_plan_of_bytes(const struct sf_format *format, const uint8_t *bytes, size_t size)
{
    const struct sf_plan *plan = format->plans;
    return plan->family == sf_family_of(bytes) && !plan->has_tag ? plan : sf_plan_search(format, bytes, size);
}

static inline void sf_family_put(uint8_t *bytes, uint16_t family)
{
    __builtin_memcpy(bytes, &family, sizeof(family));
}

/* Reads an integer field as stored, zero-extended. */
static inline uint64_t sf_load(const struct sf_op *op, const uint8_t *bytes)
{
    uint16_t u16;
    uint32_t u32;
    uint64_t u64;
    const uint8_t *p = bytes + op->at;
    switch ((enum sf_store)op->store) {
    case SF_STORE_8:
        return *p;
    case SF_STORE_16:
    case SF_STORE_SWAP16:
        __builtin_memcpy(&u16, p, 2);
        return op->store == SF_STORE_16 ? u16 : __builtin_bswap16(u16);
    case SF_STORE_32:
    case SF_STORE_SWAP32:
        __builtin_memcpy(&u32, p, 4);
        return op->store == SF_STORE_32 ? u32 : __builtin_bswap32(u32);
    case SF_STORE_64:
    case SF_STORE_SWAP64:
        __builtin_memcpy(&u64, p, 8);
        return op->store == SF_STORE_64 ? u64 : __builtin_bswap64(u64);
    }
    return 0;
}

/* Writes the low bytes of an integer. */
static inline void sf_store(const struct sf_op *op, uint8_t *bytes, uint64_t value)
{
    uint16_t u16;
    uint32_t u32;
    uint8_t *p = bytes + op->at;
    switch ((enum sf_store)op->store) {
    case SF_STORE_8:
        *p = (uint8_t)value;
        return;
    case SF_STORE_16:
    case SF_STORE_SWAP16:
        u16 = op->store == SF_STORE_16 ? (uint16_t)value : __builtin_bswap16((uint16_t)value);
        __builtin_memcpy(p, &u16, 2);
        return;
    case SF_STORE_32:
    case SF_STORE_SWAP32:
        u32 = op->store == SF_STORE_32 ? (uint32_t)value : __builtin_bswap32((uint32_t)value);
        __builtin_memcpy(p, &u32, 4);
        return;
    case SF_STORE_64:
    case SF_STORE_SWAP64:
        value = op->store == SF_STORE_64 ? value : __builtin_bswap64(value);
        __builtin_memcpy(p, &value, 8);
        return;
    }
}

/* Sign-extends what sf_load() gave for a SINT field. */
static inline int64_t sf_signed(const struct sf_op *op, uint64_t value)
{
    unsigned shift = 64 - 8u * op->size;
    return (int64_t)(value << shift) >> shift;
}

static inline bool sf_is_integer(const struct sf_op *op)
{
    return op->kind == SOCKFAM_KIND_UINT || op->kind == SOCKFAM_KIND_SINT;
}

#endif
