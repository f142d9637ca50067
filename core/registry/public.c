/* SPDX-License-Identifier: MIT */
/* What applications ask a context about its families, formats and constants: the registry, in public terms. */
#include <string.h>

#include <sockfam/config.h>

#include "core/registry/registry.h"
#include "core/registry/system.h"
#include "core/registry/views.h"

size_t sockfam_family_count(const struct sockfam_context *ctx)
{
    return ctx->registry->family_count;
}

const struct sockfam_family *sockfam_family_at(const struct sockfam_context *ctx, size_t index)
{
    return index < ctx->registry->family_count ? ctx->registry->families[index] : NULL;
}

const struct sockfam_family *sockfam_family_find(const struct sockfam_context *ctx, const char *name)
{
    return sf_registry_family(ctx->registry, name);
}

enum sockfam_state sockfam_family_state(const struct sockfam_context *ctx, const struct sockfam_family *family)
{
    (void)ctx;
    if (family->state != SOCKFAM_STATE_READY)
        return family->state;
    const struct sf_code *code = sf_driver_of(family)->code;
    return code && code->is_loaded(code) ? SOCKFAM_STATE_LOADED : SOCKFAM_STATE_READY;
}

const struct sockfam_head_row *sockfam_family_head(const struct sockfam_family *family)
{
    if (family->state >= SOCKFAM_STATE_DISABLED)
        return NULL;
    return &sf_driver_of(family)->head;
}

/* ------------------------------------------------------------------ rows, one by one */

const struct sockfam_protocol_row *sockfam_family_protocol_at(const struct sockfam_family *family, size_t index)
{
    return index < family->protocol_count ? &sf_driver_of(family)->protocols[index] : NULL;
}

const struct sockfam_format_row *sockfam_format_variant_at(const struct sockfam_format *format, size_t index)
{
    return index < format->variant_count ? &sf_format_of(format)->rows[index] : NULL;
}

const struct sockfam_field_row *sockfam_format_field_at(const struct sockfam_format *format, size_t index)
{
    return index < format->field_count ? &sf_format_of(format)->fields[index] : NULL;
}

const struct sockfam_tuple_row *sockfam_format_tuple_at(const struct sockfam_format *format, size_t index)
{
    const struct sf_format *whole = sf_format_of(format);
    return index < whole->tuple_count ? &whole->tuples[index] : NULL;
}

const struct sockfam_format *sockfam_family_struct(const struct sockfam_family *family, const char *name)
{
    if (family->state >= SOCKFAM_STATE_DISABLED)
        return NULL;
    const struct sf_driver *driver = sf_driver_of(family);
    for (size_t i = 0; i < driver->format_count; i++)
        if (driver->formats[i].is_struct && strcmp(driver->formats[i].format.name, name) == 0)
            return &driver->formats[i].format;
    return NULL;
}

size_t sockfam_family_option_count(const struct sockfam_family *family, enum sockfam_option_record record)
{
    if (!family || family->state >= SOCKFAM_STATE_DISABLED)
        return 0;
    return record == SOCKFAM_MESSAGES ? sf_driver_of(family)->message_count : sf_driver_of(family)->option_count;
}

const struct sockfam_option_row *sockfam_family_option_at(const struct sockfam_family *family,
                                                          enum sockfam_option_record record, size_t index)
{
    if (index >= sockfam_family_option_count(family, record))
        return NULL;
    return record == SOCKFAM_MESSAGES ? &sf_driver_of(family)->messages[index] : &sf_driver_of(family)->options[index];
}

/* ------------------------------------------------------------------ what a context has */

int sockfam_context_holds(const struct sockfam_context *ctx, uint32_t on)
{
    (void)ctx;
    return sf_holds(on, sf_system_here);
}

const struct sockfam_error *sockfam_problem_at(const struct sockfam_context *ctx, size_t index)
{
    return index < ctx->registry->problems.count ? ctx->registry->problems.all[index] : NULL;
}

const struct sf_format *sf_format_by_name(const struct sockfam_context *ctx, const char *name, size_t size)
{
    return sf_map_get(&ctx->registry->formats, sf_key_of(name, size));
}

const struct sockfam_format *sockfam_format_find(const struct sockfam_context *ctx, const char *name)
{
    const struct sf_format *format = sf_format_by_name(ctx, name, strlen(name));
    return format ? &format->format : NULL;
}

const struct sockfam_format *sockfam_format_by_number(const struct sockfam_context *ctx, uint32_t af, int32_t protocol)
{
    const struct sf_format *format = sf_registry_route(ctx->registry, af, protocol);
    return format ? &format->format : NULL;
}

const struct sockfam_constant *sockfam_constant_find(const struct sockfam_context *ctx, const char *name)
{
    return sf_index_find(&ctx->registry->constants, ctx->registry->drivers, name);
}

int sockfam_constant_list(const struct sockfam_context *ctx, const struct sockfam_constant_query *query,
                          const struct sockfam_constant *const **list, size_t *count, struct sockfam_error *error)
{
    sf_error_begin(error);
    return sf_views_list(ctx->registry, query, list, count) < 0 ? sf_no_memory(error) : 0;
}
