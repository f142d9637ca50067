/* SPDX-License-Identifier: MIT */
/*
 * What an address should be, worked out from the public tables alone and by other means than the library's: a second
 * reading of <sockfam/table.h>, simple rather than fast. The laws compare the library with it.
 */
#ifndef CONFORMANCE_MODEL_H
#define CONFORMANCE_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sockfam/sockfam.h>

#include "support/random.h"

/* One way in which a format's bytes may lie: one of its rows. */
struct layout {
    const struct sockfam_format *format;
    const struct sockfam_format_row *row;
    unsigned variant; /* its number */
    unsigned siblings; /* how many layouts the format has, itself included */
    char name[48];    /* for test names */
};

/* What a field holds. */
struct cell {
    const struct sockfam_field_row *row;
    uint64_t number;                   /* UINT, IFACE; SINT in two's complement */
    uint8_t data[SOCKFAM_ADDRESS_MAX]; /* other kinds and lists, as they lie in memory */
    size_t size;                       /* bytes of them */
};

struct model {
    const struct layout *layout;
    size_t count;
    struct cell cell[SOCKFAM_FIELDS_MAX]; /* the layout's fields in row order, FIXED ones included */
};

/* All layouts of a context's usable formats; how many there are. */
size_t layouts_of(const struct sockfam_context *ctx, struct layout *layouts, size_t room);

bool is_fixed(const struct sockfam_field_row *row);  /* shown nowhere */
bool is_list(const struct sockfam_field_row *row);
bool is_number(const struct sockfam_field_row *row); /* UINT or SINT */
bool is_text(const struct sockfam_field_row *row);   /* TEXT or PATH */
bool is_bytes(const struct sockfam_field_row *row);  /* BYTES or MAC */
bool has_any_byte(const struct sockfam_field_row *row); /* a TEXT in which NUL is a byte like others */
bool is_tag(const struct layout *layout, const struct sockfam_field_row *row);
bool is_untagged(const struct layout *layout); /* one of several layouts that no tag tells apart */
size_t element_size(const struct sockfam_field_row *row); /* of a LIST */

/* What a user may give: the least and most number, length, or elements. `most` of a SINT is cast. */
int64_t least_of(const struct sockfam_field_row *row);
uint64_t most_of(const struct sockfam_field_row *row);

/* Bytes that an integer has in the sockaddr, in the order that a row says; `size` 0 is 1. */
void put_number(uint8_t *out, unsigned size, const struct sockfam_field_row *row, uint64_t number);

/* The sockaddr; its length. */
size_t model_bytes(const struct model *model, uint8_t bytes[SOCKFAM_ADDRESS_MAX]);

/* Bytes that some field of the layout may make other than zero. */
void model_covered(const struct layout *layout, bool covered[SOCKFAM_ADDRESS_MAX]);

/* Whether the cell holds the field's default. */
bool is_default(const struct cell *cell);

/* The layout's field of number `index` among those that the format has for it, NULL beyond the last. */
const struct sockfam_field_row *layout_field(const struct layout *layout, size_t index);

/* ------------------------------------------------------------------ values */

struct tuple {
    size_t count;
    struct sockfam_value value[SOCKFAM_FIELDS_MAX];
    const struct sockfam_field_row *field[SOCKFAM_FIELDS_MAX];
    uint32_t flags[SOCKFAM_FIELDS_MAX]; /* SOCKFAM_TUPLE_* */
    char scratch[SOCKFAM_FIELDS_MAX][1024]; /* texts that are made */
};

/* What decoding gives with SOCKFAM_NO_LOOKUP: Python's tuple, or all fields. */
void model_tuple(const struct model *model, bool all_fields, struct tuple *tuple);
/* The tuple with nothing trimmed. */
void model_whole_tuple(const struct model *model, struct tuple *tuple);

/* Whether the tuple has a value that says this field. */
bool is_told(const struct model *model, const struct sockfam_field_row *row);

/* Whether Python's tuple says all there is: nothing beyond it, and no TEXT that cannot be given as text. */
bool is_in_tuple(const struct model *model);

bool same_value(const struct sockfam_value *a, const struct sockfam_value *b);

/* ------------------------------------------------------------------ text */

enum style {
    STYLE_CANONICAL,
    STYLE_COMMAS, /* like canonical, but with ',' for every separator and optional fields by position */
    STYLE_KEYS    /* every field by its key, in random order, everything in its other spelling */
};

/* Prints an address; `random` is for STYLE_KEYS only. */
void model_text(const struct model *model, enum style style, struct random *random, char text[4096]);

/* The same by keys, with other text for one field, or NULL: without it. */
void model_text_with(const struct model *model, const struct sockfam_field_row *field, const char *other,
                     char text[4096]);

/* One field as canonical text and JSON have it. */
void model_field_text(const struct model *model, const struct cell *cell, char text[1024]);

/* ------------------------------------------------------------------ making them up */

/* Fills every field with something that a user may give. */
void model_random(struct model *model, const struct layout *layout, struct random *random);

/* Puts the edge-th extreme value into a field; false: there are no more. */
bool model_edge(struct model *model, size_t field, unsigned edge);

/* Puts the default into an OPT field. */
void model_default(struct cell *cell);

/* Puts defaults into fields beyond the tuple, so that it says all. */
void model_without_extra(struct model *model);

#endif
