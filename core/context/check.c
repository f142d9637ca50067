/* SPDX-License-Identifier: MIT */
/* What <sockfam/config.h> offers: the loader's stages on their own, for people who look for a mistake. */
#include <sockfam/config.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/config/config.h"
#include "core/context/loader.h"
#include "core/context/open.h"
#include "core/plugin/elf.h"
#include "core/registry/registry.h"

int sockfam_context_open_plugin(struct sockfam_context **ctx, const char *file, struct sockfam_error *error)
{
    sf_error_begin(error);
    struct sockfam_context *made = sf_context_new(&sf_sys_default);
    if (!made)
        return sf_no_memory(error);
    made->is_inspecting = true;
    int result = sf_loader_add_plugin(made, file, error);
    if (result == 0)
        result = sf_elf_inspect(made->sys, file, &made->registry->problems, error);
    if (result == 0)
        result = sf_loader_warn(made, NULL, error);
    if (result < 0) {
        sockfam_context_close(made);
        return result;
    }
    sf_registry_finish(made->registry);
    *ctx = made;
    return 0;
}

int sockfam_context_inspect(struct sockfam_context **ctx, const char *config, struct sockfam_error *error)
{
    sf_error_begin(error);
    return sf_context_open(ctx, &sf_sys_default, config, SF_OPEN_INSPECT, error);
}

int sockfam_config_check(const char *config, void (*found)(void *user, const struct sockfam_error *problem), void *user,
                         struct sockfam_error *error)
{
    struct sockfam_context *ctx = NULL;
    const struct sockfam_error *problem;
    int count = 0;
    sf_error_begin(error);
    int result =
        sf_context_open(&ctx, &sf_sys_default, config, SF_OPEN_LENIENT | SF_OPEN_INSPECT | SF_OPEN_WARN, error);
    if (result < 0)
        return result;
    for (; (problem = sockfam_problem_at(ctx, (size_t)count)); count++)
        if (found)
            found(user, problem);
    sockfam_context_close(ctx);
    return count;
}

int sockfam_config_show(const char *config, char *json, size_t size, size_t *need, struct sockfam_error *error)
{
    struct sf_config read;
    sf_error_begin(error);
    int result = sf_config_init(&read, &sf_sys_default, config, error);
    char *text = result == 0 ? sf_config_show(&read) : NULL;
    sf_config_deinit(&read);
    if (!text)
        return result < 0 ? result : sf_no_memory(error);
    result = sf_give_text(text, strlen(text), json, size, need, error);
    free(text);
    return result;
}
