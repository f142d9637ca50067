/* SPDX-License-Identifier: MIT */
/*
 * A context: opened whole or not at all, read-only afterwards. What it knows is the registry's; which
 * drivers get there is the config's (core/config), or without any config what is linked in.
 */
#include <stdlib.h>
#include <string.h>

#include "core/config/config.h"
#include "core/context/loader.h"
#include "core/context/open.h"
#include "core/plugin/assemble.h"
#include "core/registry/registry.h"
#include "core/resolve/lookup.h"

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
    whole->ctx.lookup_host = sf_lookup_host;
    atomic_init(&whole->ctx.default_timeout, -1);
    return &whole->ctx;
}

int sf_context_open(struct sockfam_context **ctx, const struct sf_sys *sys, const char *config, unsigned how,
                    struct sockfam_error *error)
{
    struct sf_config read;
    struct sockfam_context *made = sf_context_new(sys);
    if (!made)
        return sf_no_memory(error);
    made->is_inspecting = how & SF_OPEN_INSPECT;
    int result = sf_config_init(&read, sys, config, error);
    if (result == 0)
        result = sf_loader_open(made, &read, how & SF_OPEN_LENIENT, error);
    if (result == 0 && (how & SF_OPEN_WARN))
        result = sf_loader_warn(made, &read, error);
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
    return sf_context_open(ctx, &sf_sys_default, config, 0, error);
}

void sockfam_context_close(struct sockfam_context *ctx)
{
    if (!ctx)
        return;
    sf_registry_deinit(ctx->registry, sf_driver_free);
    free((struct whole *)(void *)ctx);
}

const char *sockfam_version(void)
{
    return SOCKFAM_VERSION;
}
