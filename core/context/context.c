/* SPDX-License-Identifier: MIT */
/*
 * A context: opened whole or not at all, read-only afterwards. What it knows is the registry's (core/plugin); which
 * drivers get there is the config's (core/config), or without any config what is linked in.
 */
#include <stdlib.h>
#include <string.h>

#include "core/config/config.h"
#include "core/context/context.h"
#include "core/plugin/code.h"
#include "core/plugin/assemble.h"
#include "core/context/loader.h"
#include "core/base/names.h"
#include "core/registry/registry.h"
#include "core/registry/views.h"

struct whole {
    struct sockfam_context ctx;
    struct sf_registry registry;
};

struct sockfam_context *sf_context_new(const struct sf_sys *sys)
{
    struct whole *whole = calloc(1, sizeof(*whole));
    if (!whole)
        return NULL;
    whole->ctx.sys = sys;
    whole->ctx.registry = &whole->registry;
    atomic_init(&whole->ctx.default_timeout, -1);
    return &whole->ctx;
}

int sf_context_open(struct sockfam_context **ctx, const struct sf_sys *sys, const char *config, bool is_lenient,
                    struct sockfam_error *error)
{
    struct sf_config read;
    struct sockfam_context *made = sf_context_new(sys);
    if (!made)
        return sf_no_memory(error);
    int result = sf_config_init(&read, sys, config, error);
    if (result == 0)
        result = sf_loader_open(made, &read, is_lenient, error);
    sf_config_deinit(&read);
    if (result < 0) {
        sockfam_context_close(made);
        return result;
    }
    sf_registry_finish(made->registry);
    *ctx = made;
    return 0;
}

int sockfam_context_open(struct sockfam_context **ctx, const char *config, struct sockfam_error *error)
{
    sf_error_begin(error);
    return sf_context_open(ctx, &sf_sys_default, config, false, error);
}

void sockfam_context_close(struct sockfam_context *ctx)
{
    if (!ctx)
        return;
    sf_registry_deinit(ctx->registry);
    free((struct whole *)(void *)ctx);
}

const char *sockfam_version(void)
{
    return SOCKFAM_VERSION;
}

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
    const struct sf_driver *driver = (const struct sf_driver *)(const void *)family;
    return sf_code_is_loaded(driver->code) ? SOCKFAM_STATE_LOADED : SOCKFAM_STATE_READY;
}

const struct sockfam_error *sockfam_problem_at(const struct sockfam_context *ctx, size_t index)
{
    return index < ctx->registry->problem_count ? ctx->registry->problems[index] : NULL;
}

const struct sf_format *sf_format_by_name(const struct sockfam_context *ctx, const char *name, size_t size)
{
    const struct sf_named_format *named = sf_map_get(&ctx->registry->formats, sf_key_of(name, size));
    return named ? named->format : NULL;
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
    return sf_map_get(&ctx->registry->constants, sf_key_of(name, strlen(name)));
}

const struct sockfam_constant *sockfam_constant_next(const struct sockfam_context *ctx,
                                                     const struct sockfam_constant_query *query,
                                                     const struct sockfam_constant *previous)
{
    return sf_views_next(ctx->registry, query, previous);
}
