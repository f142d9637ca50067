/* SPDX-License-Identifier: MIT */
/*
 * Adding is in three steps: conflicts are looked for, room is made everywhere, and only then the driver is entered,
 * constants first: the index finds their conflicts while it enters them, and takes them out again. Nothing can fail
 * behind that, so there is never half a registration.
 */
#include "core/registry/registry.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/array.h"
#include "core/registry/conflict.h"
#include "core/registry/system.h"
#include "core/registry/views.h"

/* A family that cannot be used, with its texts behind it. */
struct unusable {
    struct sockfam_family family;
    char texts[];
};

void sf_registry_deinit(struct sf_registry *registry, void (*free_driver)(struct sf_driver *driver))
{
    for (size_t i = 0; i < registry->family_count; i++)
        if (registry->families[i]->state >= SOCKFAM_STATE_DISABLED)
            free((struct unusable *)(uintptr_t)registry->families[i]);
    for (size_t i = 0; i < registry->driver_count; i++)
        free_driver(registry->drivers[i]);
    free(registry->drivers);
    free(registry->families);
    sf_problems_deinit(&registry->problems);
    free(registry->routes);
    sf_map_deinit(&registry->formats);
    sf_index_deinit(&registry->constants);
    sf_views_free(atomic_load(&registry->views));
}

/* ------------------------------------------------------------------ drivers */

/* A driver without protocols still has a number: if it has one format, that is what its addresses are. */
static size_t count_routes(const struct sf_driver *driver)
{
    if (driver->family.af == 0 || !sf_holds(driver->family.on, sf_system_here))
        return 0;
    if (driver->family.protocol_count == 0)
        return driver->family.format_count == 1;
    return driver->family.protocol_count;
}

static int make_room(struct sf_registry *registry, const struct sf_driver *driver)
{
    if (registry->driver_count == SF_INDEX_DRIVERS_MAX)
        return -ENOMEM;
    int result = sf_reserve(&registry->drivers, &registry->driver_room, registry->driver_count, 1, sizeof(void *));
    if (result == 0)
        result = sf_reserve(&registry->families, &registry->family_room, registry->family_count, 1, sizeof(void *));
    if (result == 0)
        result = sf_reserve(&registry->routes, &registry->route_room, registry->route_count, count_routes(driver),
                            sizeof(*registry->routes));
    if (result == 0)
        result = sf_map_reserve(&registry->formats, driver->format_count);
    return result < 0 ? result : sf_index_reserve(&registry->constants, driver->constant_count);
}

static void enter_formats(struct sockfam_context *ctx, const struct sf_driver *driver)
{
    for (size_t i = 0; i < driver->format_count; i++) {
        const struct sf_format *format = &driver->formats[i];
        if (format->is_struct)
            continue;
        const char *name = format->format.name;
        sf_map_put(&ctx->registry->formats, sf_key_of(name, strlen(name)), format, NULL);
        for (const char *at = format->rows->lead; *at != '\0'; at++)
            ctx->lead[(unsigned char)*at] = format;
    }
}

static const struct sf_format *format_named(const struct sf_driver *driver, const char *name)
{
    for (size_t i = 0; i < driver->format_count; i++)
        if (strcmp(driver->formats[i].format.name, name) == 0)
            return &driver->formats[i];
    return NULL;
}

static void enter_routes(struct sf_registry *registry, const struct sf_driver *driver)
{
    size_t count = count_routes(driver);
    for (size_t i = 0; i < count; i++) {
        const struct sockfam_protocol_row *row = driver->family.protocol_count ? &driver->protocols[i] : NULL;
        if (row && (row->format[0] == '\0' || !sf_holds(row->on, sf_system_here)))
            continue;
        registry->routes[registry->route_count++] = (struct sf_route){
            driver->family.af,
            row ? row->protocol : SOCKFAM_ANY,
            row ? format_named(driver, row->format) : sf_format_of(driver->family.formats[0]),
        };
    }
}

int sf_registry_add(struct sockfam_context *ctx, struct sf_driver *driver, struct sockfam_error *error)
{
    struct sf_registry *registry = ctx->registry;
    const struct sockfam_constant *ours;
    int result = sf_conflict(ctx, driver, error);
    if (result < 0)
        return result;
    if (make_room(registry, driver) < 0)
        return sf_no_memory(error);
    registry->drivers[registry->driver_count] = driver;
    const struct sockfam_constant *other =
        sf_index_enter(&registry->constants, registry->drivers, registry->driver_count, &ours);
    if (other && other->family == &driver->family)
        return sf_fail_plugin(error, SOCKFAM_STAGE_GATE, driver->family.plugin, 0,
                              "constant %s appears twice, as rows %td and %td", ours->name,
                              other - driver->constants + 1, ours - driver->constants + 1);
    if (other)
        return sf_conflict_of_constants(ctx, driver, ours, other, error);
    enter_formats(ctx, driver);
    enter_routes(registry, driver);
    registry->families[registry->family_count++] = &driver->family;
    registry->driver_count++;
    return 0;
}

/* ------------------------------------------------------------------ what is not usable, and why */

int sf_registry_add_problem(struct sf_registry *registry, const struct sockfam_error *problem,
                            const struct sockfam_error **kept)
{
    return sf_problems_add(&registry->problems, problem, kept);
}

int sf_registry_add_unusable(struct sf_registry *registry, const char *name, const char *plugin,
                             enum sockfam_state state, const struct sockfam_error *kept)
{
    size_t name_size = strlen(name) + 1, plugin_size = strlen(plugin) + 1;
    if (sf_reserve(&registry->families, &registry->family_room, registry->family_count, 1, sizeof(void *)) < 0)
        return -ENOMEM;
    struct unusable *unusable = calloc(1, sizeof(*unusable) + name_size + plugin_size);
    if (!unusable)
        return -ENOMEM;
    unusable->family.name = memcpy(unusable->texts, name, name_size);
    unusable->family.plugin = memcpy(unusable->texts + name_size, plugin, plugin_size);
    unusable->family.doc = "";
    unusable->family.state = state;
    unusable->family.problem = kept;
    registry->families[registry->family_count++] = &unusable->family;
    return 0;
}

/* ------------------------------------------------------------------ finding */

static int by_name(const void *a, const void *b)
{
    const struct sockfam_family *const *left = a, *const *right = b;
    int order = strcmp((*left)->name, (*right)->name);
    return order ? order : (int)(*left)->state - (int)(*right)->state; /* a usable one comes first */
}

static int by_number(const void *a, const void *b)
{
    const struct sf_route *left = a, *right = b;
    if (left->af != right->af)
        return left->af < right->af ? -1 : 1;
    return (left->protocol > right->protocol) - (left->protocol < right->protocol);
}

void sf_registry_finish(struct sf_registry *registry)
{
    sf_sort(registry->families, registry->family_count, sizeof(void *), by_name);
    sf_sort(registry->routes, registry->route_count, sizeof(*registry->routes), by_number);
}

const struct sockfam_family *sf_registry_family(const struct sf_registry *registry, const char *name)
{
    size_t low = 0, high = registry->family_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(registry->families[middle]->name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == registry->family_count || strcmp(registry->families[low]->name, name) != 0)
        return NULL;
    return registry->families[low];
}

const struct sf_format *sf_registry_only(const struct sf_registry *registry, uint32_t af)
{
    const struct sf_format *only = NULL;
    for (size_t i = 0; i < registry->route_count; i++) {
        const struct sf_route *route = &registry->routes[i];
        if (route->af != af)
            continue;
        if (only && only != route->format)
            return NULL;
        only = route->format;
    }
    return only;
}

const struct sf_format *sf_registry_route(const struct sf_registry *registry, uint32_t af, int32_t protocol)
{
    const struct sf_route wanted[] = { { af, protocol, NULL }, { af, SOCKFAM_ANY, NULL } };
    for (size_t i = 0; af != 0 && registry->route_count != 0 && i < 2; i++) {
        const struct sf_route *route =
            bsearch(&wanted[i], registry->routes, registry->route_count, sizeof(*registry->routes), by_number);
        if (route)
            return route->format;
    }
    return NULL;
}
