/* SPDX-License-Identifier: MIT */
/*
 * What the parts of the core share: the context and the drivers in it, as they are after opening. Everything here is
 * built once by core/plugin and read-only afterwards, the driver's code pointer aside; so readers take no lock.
 */
#ifndef SF_REGISTRY_DRIVER_H
#define SF_REGISTRY_DRIVER_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include <sockfam/driver.h>
#include <sockfam/sockfam.h>

#include "core/base/error.h"
#include "core/sys/sys.h"

struct sf_plan;
struct sockfam_hook;
struct sf_code;

/* A format with its plans. The public view comes first, so a pointer to one is a pointer to the other. */
struct sf_format {
    struct sockfam_format format;
    const struct sf_driver *driver;
    struct sf_plan *plans; /* one for each layout and variant; made by sf_format_compile() */
    size_t plan_count;
    uint32_t code; /* SOCKFAM_CODE_* of its rows */
    uint32_t name_size;
};

/* A driver: judged copies of its rows. The public view comes first. */
struct sf_driver {
    struct sockfam_family family;
    struct sockfam_head_row head;
    struct sf_format *formats;
    size_t format_count;
    struct sockfam_constant *constants; /* in table order */
    size_t constant_count;
    const struct sockfam_constant **words; /* those of a word set: by set, then table order */
    size_t word_count;
    struct sf_code *code; /* how its code is loaded; NULL: it has none */
};

struct sockfam_context {
    const struct sf_sys *sys;
    const struct sf_format *lead[256]; /* by first byte of text without a scheme */
    struct sf_registry *registry;      /* all the rest: core/plugin/registry.h */
    /* the only members that change after opening: what new sockets begin with */
    _Atomic(int64_t) default_timeout; /* nanoseconds, SOCKFAM_BLOCKING at first */
    _Atomic(const struct sockfam_hook *) default_hook;
    _Atomic(uint32_t) default_flags; /* SOCKFAM_SOCKET_SIGPIPE or 0 */
};

static inline const struct sf_format *sf_format_of(const struct sockfam_format *format)
{
    return (const struct sf_format *)(const void *)format;
}

/* core/plugin: a format by the name that `name` spells in `size` bytes (not NUL-terminated); NULL: none. O(1). */
const struct sf_format *sf_format_by_name(const struct sockfam_context *ctx, const char *name, size_t size);

/*
 * core/plugin: the driver's functions for a format, loading its code on first use. Waits for nobody else's plugin code.
 * 0 and *code, or a negative errno with `error` filled (stage LOAD or MATCH); then each later call says the same.
 */
int sf_format_functions(const struct sockfam_context *ctx, const struct sf_format *format,
                        const struct sockfam_format_code **code, struct sockfam_error *error);

/* core/plugin: what is lent to the code of drivers. */
extern const struct sockfam_host sf_host;

/*
 * core/address: makes the plans of a format whose rows were judged and whose driver's words are in place. Fails on
 * ENOMEM and if its text could grow beyond SOCKFAM_TEXT_MAX. sf_format_release() frees the plans, also after failure.
 */
int sf_format_compile(struct sf_format *format, struct sockfam_error *error);
void sf_format_release(struct sf_format *format);

#endif
