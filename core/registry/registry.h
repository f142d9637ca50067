/* SPDX-License-Identifier: MIT */
/*
 * All drivers of a context and the ways to find what they know. Filled while the context opens: families are added one
 * after another, each wholly or not at all, then sf_registry_finish(); after that nothing changes and any number of
 * threads may read.
 */
#ifndef SF_REGISTRY_REGISTRY_H
#define SF_REGISTRY_REGISTRY_H

#include <stdatomic.h>

#include "core/base/map.h"
#include "core/base/problems.h"
#include "core/registry/context.h"
#include "core/registry/index.h"

struct sf_views;

/* (AF, protocol) to a format. */
struct sf_route {
    uint32_t af;
    int32_t protocol; /* SOCKFAM_ANY too */
    const struct sf_format *format;
};

struct sf_registry {
    struct sf_driver **drivers; /* in the order they were added, which decides conflicts */
    size_t driver_count, driver_room;
    const struct sockfam_family **families; /* usable or not; in name order once finished */
    size_t family_count, family_room;
    struct sf_problems problems;
    struct sf_route *routes; /* by af, then protocol, once finished */
    size_t route_count, route_room;
    struct sf_map formats; /* struct sf_format */
    struct sf_index constants;
    _Atomic(struct sf_views *) views; /* core/registry/views.h; NULL: nobody asked yet */
};

/* Drivers are freed by the one who made them, with `free_driver`. */
void sf_registry_deinit(struct sf_registry *registry, void (*free_driver)(struct sf_driver *driver));

/*
 * Registers a driver, which the registry then owns. On failure nothing of it is registered and the caller still owns
 * it: -ENOMEM, or stage COMMIT with -EEXIST when its name, a format, a lead character, a constant of another value or
 * an (AF, protocol) is already taken; the message names both.
 */
int sf_registry_add(struct sockfam_context *ctx, struct sf_driver *driver, struct sockfam_error *error);

/*
 * Lists a family that is not usable, its state, and why: NULL if it was disabled, else what sf_registry_add_problem()
 * kept. The texts are copied. -ENOMEM.
 */
int sf_registry_add_unusable(struct sf_registry *registry, const char *name, const char *plugin,
                             enum sockfam_state state, const struct sockfam_error *kept);

/* Remembers a copy of a problem; *kept (may be NULL) lives as long as the registry. */
int sf_registry_add_problem(struct sf_registry *registry, const struct sockfam_error *problem,
                            const struct sockfam_error **kept);

void sf_registry_finish(struct sf_registry *registry);

const struct sockfam_family *sf_registry_family(const struct sf_registry *registry, const char *name);
/* The format of a family number, whatever the protocol; NULL: none, or several. */
const struct sf_format *sf_registry_only(const struct sf_registry *registry, uint32_t af);
const struct sf_format *sf_registry_route(const struct sf_registry *registry, uint32_t af, int32_t protocol);

#endif
