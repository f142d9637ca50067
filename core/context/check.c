/* SPDX-License-Identifier: MIT */
/* What <sockfam/config.h> offers: the loader's stages on their own, for people who look for a mistake. */
#include <sockfam/config.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/config/config.h"
#include "core/context/loader.h"
#include "core/context/open.h"
#include "core/plugin/assemble.h"
#include "core/plugin/elf.h"
#include "core/registry/registry.h"

static int warn_of_constructors(struct sockfam_context *ctx, const char *file, size_t constructors)
{
    struct sockfam_error problem = { .kind = SOCKFAM_ERROR_NONE };
    if (constructors == 0)
        return 0;
    sf_fail_plugin(&problem, SOCKFAM_STAGE_LOAD, file, 0,
                   "%zu function%s of it would run when its code is loaded: write no constructors, link with "
                   "-nostartfiles",
                   constructors, constructors == 1 ? "" : "s");
    return sf_registry_add_problem(ctx->registry, &problem, NULL);
}

int sockfam_context_open_plugin(struct sockfam_context **ctx, const char *file, struct sockfam_error *error)
{
    struct sf_driver *driver = NULL;
    size_t constructors = 0;
    sf_error_begin(error);
    struct sockfam_context *made = sf_context_new(&sf_sys_default);
    if (!made)
        return sf_no_memory(error);
    int result = sf_loader_driver(made, file, SF_ELF_CONSTRUCTORS, &driver, &constructors, error);
    if (result == 0)
        result = sf_registry_add(made, driver, error);
    if (result == 0 && warn_of_constructors(made, file, constructors) < 0)
        result = sf_no_memory(error);
    else if (result < 0 && driver)
        sf_driver_free(driver);
    if (result < 0) {
        sockfam_context_close(made);
        return result;
    }
    sf_registry_finish(made->registry);
    *ctx = made;
    return 0;
}

int sockfam_config_check(const char *config, void (*found)(void *user, const struct sockfam_error *problem), void *user,
                         struct sockfam_error *error)
{
    struct sockfam_context *ctx = NULL;
    const struct sockfam_error *problem;
    int count = 0;
    sf_error_begin(error);
    int result = sf_context_open(&ctx, &sf_sys_default, config, true, error);
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
    size_t wanted = strlen(text) + 1;
    if (need)
        *need = wanted;
    if (wanted > size)
        result =
            sf_fail(error, SOCKFAM_ERROR_OVERFLOW, ENOSPC, "the config needs %zu bytes, there are %zu", wanted, size);
    else
        memcpy(json, text, wanted);
    free(text);
    return result;
}
