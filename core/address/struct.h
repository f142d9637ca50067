/* SPDX-License-Identifier: MIT */
/*
 * Structs that options and control messages hold: formats with the flag STRUCT, read and printed as an address's body
 * is, without a scheme. Nothing here knows an option.
 */
#ifndef SF_ADDRESS_STRUCT_H
#define SF_ADDRESS_STRUCT_H

#include "core/address/call.h"
#include "core/address/plan_text.h"

/* What is read, and where to. */
struct sf_struct {
    const struct sockfam_context *ctx;
    const struct sf_format *format;
    unsigned flags; /* SOCKFAM_NO_LOOKUP, SOCKFAM_DISPLAY */
    uint8_t *bytes; /* reading writes, printing reads: SOCKFAM_STRUCT_MAX bytes of room */
    size_t length;  /* reading sets it */
};

/* Text into a struct. `begin`: where positions of errors count from; NULL: from the text's own begin. */
int sf_struct_read(struct sf_struct *s, struct sockfam_span text, const char *begin, struct sockfam_error *error);

/*
 * Likewise what is asked with: any field may be left out, and a list that is asks for as many elements as there is room
 * for.
 */
int sf_struct_read_question(struct sf_struct *s, struct sockfam_span text, struct sockfam_error *error);

/*
 * Begins a call on bytes of a struct, for printing or reading its fields. Copies them to `copy`, a buffer of
 * SOCKFAM_STRUCT_MAX, and completes them with zeros. false: they are of no variant of the format.
 */
bool sf_struct_open(const struct sf_struct *s, const void *bytes, size_t length, struct sf_call *call, uint8_t *copy);

/* Prints an opened struct at `out`, which has SOCKFAM_STRUCT_TEXT_MAX bytes; returns the end. No NUL. */
char *sf_struct_print(const struct sf_call *call, char *out);

#endif
