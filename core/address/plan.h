/* SPDX-License-Identifier: MIT */
/*
 * Plans: a format compiled so that printing and parsing walk one flat array and never look at tables. A format has one
 * plan for each of its variants (rows) that hold on this system; most have exactly one.
 */
#ifndef SF_ADDRESS_PLAN_H
#define SF_ADDRESS_PLAN_H

#include <stdbool.h>

#include "core/registry/context.h"

/* How an integer lies in the sockaddr: its size, and whether its bytes are swapped against the host's order. */
enum sf_store { SF_STORE_8, SF_STORE_16, SF_STORE_32, SF_STORE_64, SF_STORE_SWAP16, SF_STORE_SWAP32, SF_STORE_SWAP64 };

struct sf_kind;

/* One field of one plan. */
struct sf_op {
    uint8_t usual; /* enum sf_usual of its kind, SF_USUAL_NONE for lists: what is read and printed in place */
    uint8_t store; /* enum sf_store, for integers and interfaces */
    char sep;      /* what precedes it in text */
    char next_sep; /* what may end it besides ',': the separator of the next positional field; ',' if there is none */
    bool is_integer; /* a UINT or SINT, not a list */
    bool keyed;    /* printed as key=value */
    bool greedy;   /* as a positional it runs to ",key=" or to the end */
    bool hidden;   /* not in text: the zone of an address says it */
    uint8_t name_size, fill;
    uint8_t len_store; /* enum sf_store of its length */
    uint16_t at, size, len_at, zone_at;
    uint32_t flags;    /* SOCKFAM_FIELD_* */
    const struct sf_kind *kind;
    const struct sf_kind *element; /* LIST: the kind of its elements; `kind` is sf_kind_list then */
    uint16_t element_size;         /* LIST: bytes of one */
    uint64_t bit;      /* 1 << index of the op */
    uint64_t zone_bit; /* IPV6: the bit of the op that lies at zone_at, 0: none */
    uint64_t max;      /* what a user may give: the largest number, or the longest text in bytes */
    int64_t min;       /* the smallest number, or the shortest text */
    uint64_t initial;  /* as stored, of OPT and FIXED fields */
    const struct sockfam_constant *const *words;
    uint32_t word_count;
    const struct sockfam_field_row *row;
};

/* One element of Python's tuple. */
struct sf_element {
    const struct sf_op *op; /* NULL: `number`, which nobody stores */
    uint32_t flags;         /* SOCKFAM_TUPLE_* */
    uint32_t kinds;         /* as in the row */
    uint64_t max;
    int64_t number;
};

struct sf_plan {
    uint16_t af;      /* in the sockaddr */
    uint16_t size;    /* of the canonical sockaddr, unless a field runs past it */
    uint16_t min;     /* shortest answer of a kernel */
    uint16_t longest; /* the most bytes a canonical sockaddr of this plan has */
    bool has_tag;
    bool has_length_byte;
    bool is_struct; /* no sockaddr: begins with its first field */
    uint8_t variant; /* index of its row in the format */
    uint8_t op_count;
    uint8_t positional_count;
    uint8_t positional[SOCKFAM_FIELDS_MAX]; /* ops that text may give by position, in order */
    uint8_t printed_count;
    uint8_t printed[SOCKFAM_FIELDS_MAX]; /* ops as text has them: positional first, then by key */
    uint8_t element_count, element_min;  /* how many values the tuple may hold, and must */
    uint16_t text_max;                   /* the most bytes that its text takes, scheme and NUL included */
    uint64_t tag;                        /* as stored in the first op */
    uint64_t required;                   /* bits of the ops that must be given */
    uint64_t defaulted;                  /* bits of the ops that are to be filled in where they were not given */
    uint64_t fixed;                      /* bits of the FIXED ops */
    uint64_t covered[SOCKFAM_STRUCT_MAX / 64]; /* a bit for each byte some field covers */
    const struct sockfam_format_row *row;
    struct sf_op *op;
    struct sf_element *element;
};

/* From `begin` up to `end`. */
#define SF_SPAN(begin, end) ((struct sockfam_span){ (begin), (size_t)((end) - (begin)) })

/*
 * Makes the plans of a format whose rows were judged and whose driver's words are in place: of the rows that hold on
 * `system` (SOCKFAM_ON_*), or of all if none does. Fails on ENOMEM and if its text could grow beyond the limit.
 * sf_format_release() frees the plans, also after failure.
 */
int sf_format_compile(struct sf_format *format, uint32_t system, struct sockfam_error *error);
void sf_format_release(struct sf_format *format);

/* The first plan that bytes fit, by family, length, tag and FIXED fields; NULL: none. All `size` bytes are real. */
const struct sf_plan *sf_plan_search(const struct sf_format *format, const uint8_t *bytes, size_t size);
/* The plan whose tag is what `op`, the first field of any plan, holds in `bytes`; NULL: none. */
const struct sf_plan *sf_plan_of_tag(const struct sf_format *format, const struct sf_op *op, const uint8_t *bytes);
/* The op of a name, NULL: none. FIXED ones have no name for users. */
const struct sf_op *sf_plan_find(const struct sf_plan *plan, const char *name, size_t size);
/* Ops that nobody sees. */
static inline bool sf_is_shown(const struct sf_op *op)
{
    return !(op->flags & SOCKFAM_FIELD_FIXED);
}

/* The two bytes of a sockaddr's family, host order. */
static inline uint16_t sf_family_of(const uint8_t *bytes)
{
    uint16_t family;
    __builtin_memcpy(&family, bytes, sizeof(family));
    return family;
}

/* The family as the plan's system has it. */
static inline uint16_t sf_plan_family(const struct sf_plan *plan, const uint8_t *bytes)
{
    return plan->has_length_byte ? bytes[1] : sf_family_of(bytes);
}

static inline const struct sf_plan *sf_plan_of_bytes(const struct sf_format *format, const uint8_t *bytes, size_t size)
{
    const struct sf_plan *plan = format->plans;
    bool is_simple = format->plan_count == 1 && !plan->fixed && !plan->has_length_byte && !plan->has_tag;
    if (is_simple && size >= plan->min && size <= plan->longest && size >= 2 && plan->af == sf_family_of(bytes))
        return plan;
    return sf_plan_search(format, bytes, size);
}

/* Reads an integer as stored, zero-extended. */
static inline uint64_t sf_load_at(enum sf_store store, const uint8_t *p)
{
    uint16_t u16;
    uint32_t u32;
    uint64_t u64;
    switch (store) {
    case SF_STORE_8:
        return *p;
    case SF_STORE_16:
    case SF_STORE_SWAP16:
        __builtin_memcpy(&u16, p, 2);
        return store == SF_STORE_16 ? u16 : __builtin_bswap16(u16);
    case SF_STORE_32:
    case SF_STORE_SWAP32:
        __builtin_memcpy(&u32, p, 4);
        return store == SF_STORE_32 ? u32 : __builtin_bswap32(u32);
    case SF_STORE_64:
    case SF_STORE_SWAP64:
        __builtin_memcpy(&u64, p, 8);
        return store == SF_STORE_64 ? u64 : __builtin_bswap64(u64);
    }
    return 0;
}

/* Writes the low bytes of an integer. */
static inline void sf_store_at(enum sf_store store, uint8_t *p, uint64_t value)
{
    uint16_t u16;
    uint32_t u32;
    switch (store) {
    case SF_STORE_8:
        *p = (uint8_t)value;
        return;
    case SF_STORE_16:
    case SF_STORE_SWAP16:
        u16 = store == SF_STORE_16 ? (uint16_t)value : __builtin_bswap16((uint16_t)value);
        __builtin_memcpy(p, &u16, 2);
        return;
    case SF_STORE_32:
    case SF_STORE_SWAP32:
        u32 = store == SF_STORE_32 ? (uint32_t)value : __builtin_bswap32((uint32_t)value);
        __builtin_memcpy(p, &u32, 4);
        return;
    case SF_STORE_64:
    case SF_STORE_SWAP64:
        value = store == SF_STORE_64 ? value : __builtin_bswap64(value);
        __builtin_memcpy(p, &value, 8);
        return;
    }
}

static inline uint64_t sf_load(const struct sf_op *op, const uint8_t *bytes)
{
    return sf_load_at((enum sf_store)op->store, bytes + op->at);
}

static inline void sf_store(const struct sf_op *op, uint8_t *bytes, uint64_t value)
{
    sf_store_at((enum sf_store)op->store, bytes + op->at, value);
}

/* Sign-extends what sf_load() gave for a SINT field. */
static inline int64_t sf_signed(const struct sf_op *op, uint64_t value)
{
    unsigned shift = 64 - 8u * op->size;
    return (int64_t)(value << shift) >> shift;
}

#endif
