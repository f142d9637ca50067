/* SPDX-License-Identifier: MIT */
/* The context: what every function of the core is handed. Built once while it opens, read-only afterwards. */
#ifndef SF_REGISTRY_CONTEXT_H
#define SF_REGISTRY_CONTEXT_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "core/registry/driver.h"
#include "core/sys/sys.h"

struct sf_registry;
struct sockfam_hook;

struct sockfam_context {
    const struct sf_sys *sys;
    const struct sf_format *lead[256]; /* by first byte of text without a scheme */
    struct sf_registry *registry;      /* all the rest: core/registry/registry.h */
    bool is_inspecting;                /* no code of a plugin is ever loaded */
    /*
     * The address of a host by its name, 4 or 16 bytes of it, and the index of its zone or 0. May block. 0, or a
     * negative errno with `error` filled. Set while opening to what core/resolve does; NULL: no names.
     */
    int (*lookup_host)(const struct sockfam_context *ctx, size_t size, struct sockfam_span name, uint8_t *address,
                       uint32_t *zone, struct sockfam_error *error);
    /* the only members that change after opening: what new sockets begin with */
    _Atomic(int64_t) default_timeout; /* nanoseconds, SOCKFAM_BLOCKING at first */
    _Atomic(const struct sockfam_hook *) default_hook;
    _Atomic(uint32_t) default_flags; /* SOCKFAM_SOCKET_SIGPIPE or 0 */
};

/* A format by the name that `name` spells in `size` bytes (not NUL-terminated); NULL: none. O(1). */
const struct sf_format *sf_format_by_name(const struct sockfam_context *ctx, const char *name, size_t size);

#endif
