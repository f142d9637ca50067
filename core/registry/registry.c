/* SPDX-License-Identifier: MIT */
/*
 * Adding is in three steps: conflicts are looked for, room is made everywhere, and only then, where nothing can fail
 * any more, the driver is entered. So there is never half a registration and nothing to undo.
 */
#include "core/registry/registry.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/names.h"
#include "core/registry/conflict.h"
#include "core/registry/views.h"

/* Room for `more` elements in an array of `size` bytes each. */
static int reserve(void *array, size_t *room, size_t count, size_t more, size_t size)
{
    void **elements = array;
    size_t wanted = *room ? *room : 16;
    if (count + more <= *room)
        return 0;
    while (wanted < count + more)
        wanted *= 2;
    void *grown = realloc(*elements, wanted * size);
    if (!grown)
        return -ENOMEM;
    *elements = grown;
    *room = wanted;
    return 0;
}

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
    for (size_t i = 0; i < registry->problem_count; i++)
        free(registry->problems[i]);
    free(registry->drivers);
    free(registry->families);
    free(registry->problems);
    free(registry->routes);
    sf_map_deinit(&registry->formats);
    sf_map_deinit(&registry->constants);
    sf_views_free(atomic_load(&registry->views));
}

/* ------------------------------------------------------------------ drivers */

/* A driver without protocols still has a number: if it has one format, that is what its addresses are. */
static size_t count_routes(const struct sf_driver *driver)
{
    if (driver->family.af == 0 || (driver->family.flags & SOCKFAM_HEAD_WINDOWS))
        return 0;
    if (driver->family.protocol_count == 0)
        return driver->format_count == 1;
    return driver->family.protocol_count;
}

static int make_room(struct sf_registry *registry, const struct sf_driver *driver)
{
    int result = reserve(&registry->drivers, &registry->driver_room, registry->driver_count, 1, sizeof(void *));
    if (result == 0)
        result = reserve(&registry->families, &registry->family_room, registry->family_count, 1, sizeof(void *));
    if (result == 0)
        result = reserve(&registry->routes, &registry->route_room, registry->route_count, count_routes(driver),
                         sizeof(*registry->routes));
    if (result == 0)
        result = sf_map_reserve(&registry->formats, driver->format_count);
    return result < 0 ? result : sf_map_reserve(&registry->constants, driver->constant_count);
}

static void enter_formats(struct sockfam_context *ctx, const struct sf_driver *driver)
{
    for (size_t i = 0; i < driver->format_count; i++) {
        const struct sf_format *format = &driver->formats[i];
        const char *name = format->format.name;
        sf_map_put(&ctx->registry->formats, sf_key_of(name, strlen(name)), format, NULL);
        for (const char *at = format->rows->lead; *at != '\0'; at++)
            ctx->lead[(unsigned char)*at] = format;
    }
}

static void enter_constants(struct sf_registry *registry, const struct sf_driver *driver)
{
    for (size_t i = 0; i < driver->constant_count; i++) {
        const struct sockfam_constant *constant = &driver->constants[i];
        const void **place;
        const struct sockfam_constant *other = sf_map_put(&registry->constants, driver->names[i], constant, &place);
        if (other && strcmp(driver->family.name, other->family->name) < 0)
            *place = constant;
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
        registry->routes[registry->route_count++] = (struct sf_route){
            driver->family.af,
            row ? row->protocol : SOCKFAM_ANY,
            row ? format_named(driver, row->format) : &driver->formats[0],
        };
    }
}

int sf_registry_add(struct sockfam_context *ctx, struct sf_driver *driver, struct sockfam_error *error)
{
    struct sf_registry *registry = ctx->registry;
    int result = sf_conflict(ctx, driver, error);
    if (result < 0)
        return result;
    if (make_room(registry, driver) < 0)
        return sf_no_memory(error);
    enter_formats(ctx, driver);
    enter_constants(registry, driver);
    enter_routes(registry, driver);
    registry->families[registry->family_count++] = &driver->family;
    registry->drivers[registry->driver_count++] = driver;
    return 0;
}

/* ------------------------------------------------------------------ what is not usable, and why */

int sf_registry_add_problem(struct sf_registry *registry, const struct sockfam_error *problem,
                            const struct sockfam_error **kept)
{
    if (reserve(&registry->problems, &registry->problem_room, registry->problem_count, 1, sizeof(void *)) < 0)
        return -ENOMEM;
    struct sockfam_error *copy = malloc(sizeof(*copy));
    if (!copy)
        return -ENOMEM;
    *copy = *problem;
    registry->problems[registry->problem_count++] = copy;
    if (kept)
        *kept = copy;
    return 0;
}

int sf_registry_add_unusable(struct sf_registry *registry, const char *name, const char *plugin,
                             enum sockfam_state state, const struct sockfam_error *kept)
{
    size_t name_size = strlen(name) + 1, plugin_size = strlen(plugin) + 1;
    if (reserve(&registry->families, &registry->family_room, registry->family_count, 1, sizeof(void *)) < 0)
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
    if (registry->family_count > 1)
        qsort(registry->families, registry->family_count, sizeof(void *), by_name);
    if (registry->route_count > 1)
        qsort(registry->routes, registry->route_count, sizeof(*registry->routes), by_number);
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
