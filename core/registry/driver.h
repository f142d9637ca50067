/* SPDX-License-Identifier: MIT */
/*
 * The model: drivers and formats as the core works with them. core/plugin builds them from judged rows, core/address
 * adds the plans; afterwards nothing of them changes, the state of a driver's code aside, so readers take no lock.
 */
#ifndef SF_REGISTRY_DRIVER_H
#define SF_REGISTRY_DRIVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sockfam/driver.h>
#include <sockfam/sockfam.h>

#include "core/base/error.h"
#include "core/base/names.h"

struct sf_format;
struct sf_plan;

/* How a driver's code is reached. core/plugin/code.c makes it; the rest of it is that file's. */
struct sf_code {
    /*
     * The functions of a format, loading the code on first use. Waits for nobody else's plugin code. 0 and *code, or a
     * negative errno with `error` filled (stage LOAD or MATCH); then each later call says the same.
     */
    int (*functions)(const struct sockfam_context *ctx, const struct sf_format *format,
                     const struct sockfam_format_code **code, struct sockfam_error *error);
    bool (*is_loaded)(const struct sf_code *code); /* in memory, and matches; never loads */
};

/* A format with its plans. The public view comes first, so a pointer to one is a pointer to the other. */
struct sf_format {
    struct sockfam_format format;
    const struct sf_driver *driver;
    const struct sockfam_format_row *rows;  /* its variants */
    const struct sockfam_field_row *fields; /* in the order of Python's tuple */
    struct sf_plan *plans;                  /* one for each layout and variant; core/address/plan.h */
    size_t plan_count;
    const struct sockfam_tuple_row *tuples; /* none: the tuple is what its fields come to */
    size_t tuple_count;
    uint32_t code; /* SOCKFAM_CODE_* of its rows */
    uint32_t name_size;
    bool is_struct; /* of options: no address, and not found by name */
};

/* A driver: judged copies of its rows. The public view comes first. */
struct sf_driver {
    struct sockfam_family family;
    struct sockfam_head_row head;
    struct sf_format *formats;
    size_t format_count;
    struct sockfam_constant *constants; /* in table order */
    const uint32_t *hashes;             /* of their names: sf_hash() */
    size_t constant_count;
    const struct sockfam_constant **words; /* those of a word set: by set, then table order */
    size_t word_count;
    const struct sockfam_protocol_row *protocols;
    const struct sockfam_option_row *options, *messages;
    size_t option_count, message_count;
    struct sf_code *code; /* NULL: it has none */
};

static inline const struct sf_format *sf_format_of(const struct sockfam_format *format)
{
    return (const struct sf_format *)(const void *)format;
}

/* Of a usable family. */
static inline const struct sf_driver *sf_driver_of(const struct sockfam_family *family)
{
    return (const struct sf_driver *)(const void *)family;
}

#endif
