/* SPDX-License-Identifier: MIT */
/*
 * The stages of a family: its plugin is found (path), its notes are read (note), judged (gate) and registered (commit);
 * a builtin begins with its notes. Each stage says its own reason; whatever happens to one family, the next one's turn
 * comes, and a refused one leaves nothing behind but its name, state and reason.
 */
#include "core/context/loader.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/plugin/assemble.h"
#include "core/plugin/builtin.h"
#include "core/plugin/code.h"
#include "core/plugin/elf.h"
#include "core/registry/registry.h"

/* A family that somebody wants: an entry of the config, or without a config a builtin. */
struct wanted {
    const struct sf_config_family *family; /* NULL: not of the config */
    const struct sockfam_builtin *builtin; /* NULL: look for it if the family says so */
    int64_t priority;
    size_t index; /* of the file that named it first */
    char name[SOCKFAM_NAME_SIZE];
};

int sf_loader_driver(const struct sockfam_context *ctx, const char *file, unsigned flags, struct sf_driver **driver,
                     size_t *constructors, struct sockfam_error *error)
{
    struct sf_elf elf;
    struct sf_driver *made = NULL;
    int result = sf_elf_read(&elf, ctx->sys, file, flags, error);
    if (result < 0)
        return result;
    result = sf_driver_new(&made, &elf.records, file, error);
    if (result == 0)
        result = sf_code_attach(made, NULL, &elf.identity, error);
    if (constructors)
        *constructors = elf.constructors;
    sf_elf_deinit(&elf);
    if (result < 0)
        sf_driver_free(made);
    else
        *driver = made;
    return result;
}

/* ------------------------------------------------------------------ finding the plugin */

static int fail_missing(const struct sf_config *config, const struct sf_config_family *family,
                        struct sockfam_error *error)
{
    char folders[320];
    const struct sf_config_source *from = family->plugin_from;
    sf_config_say_folders(config, family, folders, sizeof(folders));
    sf_fail_plugin(error, SOCKFAM_STAGE_PATH, from ? from->path : "", ENOENT, "there is no \"%s\" in %s",
                   family->plugin ? family->plugin : family->name, folders);
    snprintf(error->pointer, sizeof(error->pointer), "/families/%s/plugin", family->name);
    return -ENOENT;
}

static bool is_absent(const struct sockfam_error *error)
{
    return error->stage == SOCKFAM_STAGE_PATH && (error->code == ENOENT || error->code == ENOTDIR);
}

/* Tries every place where the plugin may lie; the first file that is there decides. */
static int find_plugin(const struct sockfam_context *ctx, const struct sf_config *config,
                       const struct sf_config_family *family, struct sf_driver **driver, struct sockfam_error *error)
{
    struct sockfam_error own = { .kind = SOCKFAM_ERROR_NONE };
    size_t tried = 0;
    char *file;
    while ((file = sf_config_candidate(config, family, tried, error))) {
        own.kind = SOCKFAM_ERROR_NONE;
        int result = sf_loader_driver(ctx, file, 0, driver, NULL, &own);
        free(file);
        tried++;
        if (result == 0)
            return 0;
        if (!is_absent(&own)) {
            *error = own;
            return result;
        }
    }
    if (error->kind == SOCKFAM_ERROR_MEMORY)
        return -ENOMEM;
    if (tried != 1)
        return fail_missing(config, family, error);
    *error = own;
    return -own.code;
}

static int find_builtin(const struct wanted *wanted, struct sf_driver **driver, struct sockfam_error *error)
{
    const struct sockfam_builtin *builtin = wanted->builtin ? wanted->builtin : sf_builtin_find(wanted->name);
    if (builtin)
        return sf_builtin_driver(builtin, driver, error);
    return sf_fail_plugin(error, SOCKFAM_STAGE_PATH, SF_BUILTIN, ENOENT, "no driver \"%s\" is linked into this library",
                          wanted->name);
}

static bool is_builtin(const struct wanted *wanted)
{
    if (!wanted->family)
        return true;
    if (!wanted->family->plugin)
        return sf_builtin_find(wanted->name) != NULL;
    return strcmp(wanted->family->plugin, SF_CONFIG_BUILTIN) == 0;
}

static int find_driver(const struct sockfam_context *ctx, const struct sf_config *config, const struct wanted *wanted,
                       struct sf_driver **driver, struct sockfam_error *error)
{
    struct sf_driver *found = NULL;
    int result = is_builtin(wanted) ? find_builtin(wanted, &found, error)
                                    : find_plugin(ctx, config, wanted->family, &found, error);
    if (result < 0)
        return result;
    if (strcmp(found->family.name, wanted->name) != 0) {
        result =
            sf_fail_plugin(error, SOCKFAM_STAGE_COMMIT, found->family.plugin, 0,
                           "its driver is named \"%s\", the config calls it \"%s\"", found->family.name, wanted->name);
        sf_driver_free(found);
        return result;
    }
    *driver = found;
    return 0;
}

/* ------------------------------------------------------------------ one family */

/* A required family that cannot be used ends the opening. */
static int fail_required(const struct wanted *wanted, const struct sockfam_error *problem, struct sockfam_error *error)
{
    int result = problem->code > 0 ? -problem->code : -ENOEXEC;
    if (!error)
        return result;
    *error = *problem;
    snprintf(error->message, sizeof(error->message), "the config requires family \"%s\": %.440s", wanted->name,
             problem->message);
    return result;
}

static const char *plugin_text(const struct wanted *wanted, const struct sockfam_error *problem)
{
    if (problem && problem->kind == SOCKFAM_ERROR_PLUGIN && problem->pointer[0] == '\0')
        return problem->file;
    if (wanted->family && wanted->family->plugin)
        return wanted->family->plugin;
    return wanted->family ? "" : SF_BUILTIN;
}

static int list_unusable(struct sf_registry *registry, const struct wanted *wanted, const struct sockfam_error *problem)
{
    const struct sockfam_error *kept;
    if (sf_registry_add_problem(registry, problem, &kept) < 0)
        return -ENOMEM;
    return sf_registry_add_unusable(registry, wanted->name, plugin_text(wanted, kept),
                                    is_absent(kept) ? SOCKFAM_STATE_MISSING : SOCKFAM_STATE_REFUSED, kept);
}

/* -ENOMEM, or 0 with problem->kind telling whether the family is registered. */
static int try_family(struct sockfam_context *ctx, const struct sf_config *config, const struct wanted *wanted,
                      struct sockfam_error *problem)
{
    struct sf_driver *driver = NULL;
    int result = find_driver(ctx, config, wanted, &driver, problem);
    if (result == 0)
        result = sf_registry_add(ctx, driver, problem);
    if (result == 0)
        return 0;
    sf_driver_free(driver);
    if (problem->kind == SOCKFAM_ERROR_MEMORY)
        return -ENOMEM;
    return list_unusable(ctx->registry, wanted, problem);
}

/* The registry's copy of a problem that the config found; all of them were copied in their order. */
static const struct sockfam_error *kept_problem(const struct sf_registry *registry, const struct sf_config *config,
                                                const struct sockfam_error *problem)
{
    for (size_t i = 0; i < config->problem_count; i++)
        if (config->problems[i] == problem)
            return registry->problems[i];
    return NULL;
}

static int add_family(struct sockfam_context *ctx, const struct sf_config *config, const struct wanted *wanted,
                      bool is_lenient, struct sockfam_error *error)
{
    const struct sf_config_family *family = wanted->family;
    struct sockfam_error problem = { .kind = SOCKFAM_ERROR_NONE };
    int result;
    if (family && family->problem) {
        problem = *family->problem;
        result = sf_registry_add_unusable(ctx->registry, wanted->name, plugin_text(wanted, NULL), SOCKFAM_STATE_REFUSED,
                                          kept_problem(ctx->registry, config, family->problem));
    } else if (family && !family->is_enabled) {
        result = sf_registry_add_unusable(ctx->registry, wanted->name, plugin_text(wanted, NULL),
                                          SOCKFAM_STATE_DISABLED, NULL);
    } else {
        result = try_family(ctx, config, wanted, &problem);
    }
    if (result < 0)
        return sf_no_memory(error);
    if (problem.kind != SOCKFAM_ERROR_NONE && family && family->is_required && !is_lenient)
        return fail_required(wanted, &problem, error);
    return 0;
}

/* ------------------------------------------------------------------ all of them */

static int by_priority(const void *a, const void *b)
{
    const struct wanted *left = a, *right = b;
    if (left->priority != right->priority)
        return left->priority > right->priority ? -1 : 1;
    if (left->index != right->index)
        return left->index < right->index ? -1 : 1;
    return strcmp(left->name, right->name);
}

static bool is_in_config(const struct sf_config *config, const char *name)
{
    for (size_t i = 0; i < config->family_count; i++)
        if (strcmp(config->families[i].name, name) == 0)
            return true;
    return false;
}

static size_t fill_wanted(struct wanted *all, const struct sf_config *config)
{
    size_t count = 0;
    const struct sockfam_builtin *builtin;
    for (size_t i = 0; i < config->family_count; i++) {
        const struct sf_config_family *family = &config->families[i];
        all[count] = (struct wanted){ .family = family, .priority = family->priority, .index = family->index };
        strcpy(all[count++].name, family->name); /* its length was checked with its charset */
    }
    for (size_t i = 0; !config->has_main && (builtin = sf_builtin_at(i)); i++) {
        all[count] = (struct wanted){ .builtin = builtin };
        sf_builtin_name(builtin, all[count].name);
        count += !is_in_config(config, all[count].name);
    }
    return count;
}

int sf_loader_open(struct sockfam_context *ctx, const struct sf_config *config, bool is_lenient,
                   struct sockfam_error *error)
{
    size_t count = config->family_count;
    int result = 0;
    for (size_t i = 0; i < config->problem_count; i++)
        if (sf_registry_add_problem(ctx->registry, config->problems[i], NULL) < 0)
            return sf_no_memory(error);
    for (size_t i = 0; sf_builtin_at(i); i++)
        count++;
    struct wanted *all = calloc(count + 1, sizeof(*all));
    if (!all)
        return sf_no_memory(error);
    count = fill_wanted(all, config);
    qsort(all, count, sizeof(*all), by_priority);
    for (size_t i = 0; result == 0 && i < count; i++)
        result = add_family(ctx, config, &all[i], is_lenient, error);
    free(all);
    return result;
}
