/* SPDX-License-Identifier: MIT */
/* The laws that every driver's formats keep. Each function here is a test of one layout, or of one family. */
#ifndef CONFORMANCE_SUITE_H
#define CONFORMANCE_SUITE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "model.h"

extern struct sockfam_context *suite_ctx; /* set before the first test runs */

struct law {
    const char *name;          /* follows the layout's or family's name */
    void (*run)(void **state); /* *state: const struct layout *, or const struct sockfam_family * */
};

/* Ended by a NULL name. */
extern const struct law laws_of_shapes[];
extern const struct law laws_of_buffers[];
extern const struct law laws_of_refusal[];
extern const struct law laws_of_syntax[];
extern const struct law laws_of_words[];
extern const struct law laws_of_kernels[];
extern const struct law laws_of_noise[];
extern const struct law laws_of_families[];

/* Calls `check` for each field's extremes in turn, everything else random, and then with all random. */
void suite_each(const struct layout *layout, unsigned long times,
                void (*check)(struct model *model, struct random *random));

/* The model's address, made from its bytes as a kernel would give them; fails the test if they are not taken apart. */
void suite_address(const struct model *model, struct sockfam_address *address);

/* Fails the test unless `address` is the model's. `how` says what made it. */
void suite_same(const struct model *model, const struct sockfam_address *address, const char *how);

/* A negative result, a filled error and an untouched output, of the kind wanted (0: any). */
struct refusal {
    struct sockfam_address address;
    struct sockfam_error error;
    int result;
};
void suite_refuse_text(const struct layout *layout, const char *text, unsigned flags, uint32_t kind);
void suite_refuse_json(const struct layout *layout, const char *json, unsigned flags, uint32_t kind);
void suite_refuse_values(const struct layout *layout, const struct sockfam_value *values, size_t count, uint32_t kind);

/* JSON of an address, canonical or for display. */
void suite_json(const struct sockfam_address *address, unsigned flags, char json[4096]);

#endif
