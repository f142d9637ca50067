/* SPDX-License-Identifier: MIT */
/*
 * Conflicts between drivers. Names of families and formats, lead characters and (AF, protocol) pairs belong to one
 * driver; a constant may stand in several, if it is the same everywhere. Nothing is chosen silently: the later driver
 * is refused.
 */
#include "core/registry/conflict.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/base/error.h"
#include "core/registry/system.h"

struct conflict {
    const struct sockfam_context *ctx;
    const struct sf_driver *driver;
    struct sockfam_error *error;
};

/* `what` is taken by `other`. */
#define taken(conflict, other, ...) refuse(conflict, other, snprintf(what, sizeof(what), __VA_ARGS__) < 0 ? "" : what)

static int refuse(const struct conflict *conflict, const struct sockfam_family *other, const char *what)
{
    return sf_fail_plugin(conflict->error, SOCKFAM_STAGE_COMMIT, conflict->driver->family.plugin, EEXIST,
                          "driver \"%s\" (%s) conflicts with \"%s\" (%s): %s; disable one of them",
                          conflict->driver->family.name, conflict->driver->family.plugin, other->name, other->plugin,
                          what);
}

static int check_name(const struct conflict *conflict)
{
    const struct sf_registry *registry = conflict->ctx->registry;
    for (size_t i = 0; i < registry->driver_count; i++)
        if (strcmp(registry->drivers[i]->family.name, conflict->driver->family.name) == 0)
            return refuse(conflict, &registry->drivers[i]->family, "both have that name");
    return 0;
}

static int check_format(const struct conflict *conflict, const struct sf_format *format)
{
    char what[96];
    const struct sockfam_format_row *row = format->rows;
    if (format->is_struct)
        return 0;
    const struct sf_format *other = sf_format_by_name(conflict->ctx, row->name, strlen(row->name));
    if (other)
        return taken(conflict, other->format.family, "both have the format \"%s\"", row->name);
    for (const char *at = row->lead; *at != '\0'; at++) {
        other = conflict->ctx->lead[(unsigned char)*at];
        if (other)
            return taken(conflict, other->format.family, "formats \"%s\" and \"%s\" both have the lead '%c'",
                         other->format.name, row->name, *at);
    }
    return 0;
}

static void say(const struct sockfam_constant *constant, char text[64])
{
    if (constant->text)
        snprintf(text, 64, "\"%.60s\"", constant->text);
    else
        snprintf(text, 64, "%" PRId64, constant->value);
}

static int check_routes(const struct conflict *conflict)
{
    const struct sf_driver *driver = conflict->driver;
    const struct sf_registry *registry = conflict->ctx->registry;
    if (!sf_holds(driver->family.on, sf_system_here))
        return 0;
    for (size_t i = 0; i < registry->route_count; i++) {
        const struct sf_route *route = &registry->routes[i];
        for (size_t k = 0; route->af == driver->family.af && k < driver->family.protocol_count; k++) {
            char what[96];
            const struct sockfam_protocol_row *row = &driver->protocols[k];
            int32_t protocol = row->protocol;
            bool counts = row->format[0] != '\0' && sf_holds(row->on, sf_system_here);
            if (counts && protocol == route->protocol)
                return taken(conflict, route->format->format.family, "both have protocol %d of family number %u",
                             protocol, route->af);
        }
    }
    return 0;
}

int sf_conflict(const struct sockfam_context *ctx, const struct sf_driver *driver, struct sockfam_error *error)
{
    const struct conflict conflict = { ctx, driver, error };
    int result = check_name(&conflict);
    for (size_t i = 0; result == 0 && i < driver->format_count; i++)
        result = check_format(&conflict, &driver->formats[i]);
    if (result == 0)
        result = check_routes(&conflict);
    return result;
}

int sf_conflict_of_constants(const struct sockfam_context *ctx, const struct sf_driver *driver,
                             const struct sockfam_constant *ours, const struct sockfam_constant *theirs,
                             struct sockfam_error *error)
{
    const struct conflict conflict = { ctx, driver, error };
    char what[320], our_value[64], their_value[64];
    say(ours, our_value);
    say(theirs, their_value);
    return taken(&conflict, theirs->family, "constant %.128s is %s and %s", ours->name, our_value, their_value);
}
