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

#include "core/base/array.h"
#include "core/plugin/assemble.h"
#include "core/plugin/builtin.h"
#include "core/plugin/code.h"
#include "core/plugin/elf.h"
#include "core/registry/registry.h"
#include "core/sys/file.h"
#include "core/sys/trust.h"

/* A family that somebody wants: an entry of the config, or without a config a builtin. */
struct wanted {
    const struct sf_config_family *family; /* NULL: not of the config */
    const struct sf_builtin *builtin;      /* NULL: it comes from a plugin, or there is no such builtin */
    const char *name;
    int64_t priority;
    size_t index; /* of the file that named it first */
};

/* What opening a context works with. */
struct loader {
    struct sockfam_context *ctx;
    const struct sf_config *config;
    struct sf_builtins builtins;
    struct sf_elf elf; /* reads one plugin after another */
};

/* A privileged program runs nothing that others may have put there. */
static int check_trust(const struct sf_sys *sys, const char *file, struct sockfam_error *error)
{
    char problem[SF_TRUST_PROBLEM_SIZE];
    int result = sys->is_privileged() ? sf_trust(sys, file, problem) : 0;
    if (result < 0)
        return sf_fail_plugin(error, SOCKFAM_STAGE_PATH, file, -result, "the plugin is not trusted: %s", problem);
    return 0;
}

/* The driver of a plugin's file, which `elf` reads. The caller owns it. */
static int make_driver(const struct sockfam_context *ctx, struct sf_elf *elf, const char *file, bool is_named,
                       struct sf_driver **driver, struct sockfam_error *error)
{
    struct sf_driver *made = NULL;
    int result = check_trust(ctx->sys, file, error);
    if (result == 0)
        result = sf_elf_read(elf, ctx->sys, file, is_named, error);
    if (result == 0)
        result = sf_driver_new(&made, &elf->records, file, error);
    if (result == 0)
        result = sf_code_attach(ctx, made, elf, error);
    sf_elf_close(elf, ctx->sys);
    if (result < 0)
        sf_driver_free(made);
    else
        *driver = made;
    return result;
}

int sf_loader_add_plugin(struct sockfam_context *ctx, const char *file, struct sockfam_error *error)
{
    struct sf_elf elf = { .first = NULL };
    struct sf_driver *driver = NULL;
    int result = make_driver(ctx, &elf, file, true, &driver, error);
    sf_elf_deinit(&elf);
    if (result == 0)
        result = sf_registry_add(ctx, driver, error);
    if (result < 0)
        sf_driver_free(driver);
    return result;
}

/* ------------------------------------------------------------------ finding the plugin */

static int fail_missing(const struct sf_config *config, const struct sf_config_family *family,
                        struct sockfam_error *error)
{
    struct sf_list folders;
    const struct sf_config_source *from = family->plugin_from;
    sf_config_say_folders(config, family, &folders);
    sf_fail_plugin(error, SOCKFAM_STAGE_PATH, from ? from->path : "", ENOENT, "there is no \"%s\" in %s",
                   family->plugin ? family->plugin : family->name, folders.text);
    snprintf(error->pointer, sizeof(error->pointer), "/families/%s/plugin", family->name);
    return -ENOENT;
}

static bool is_absent(const struct sockfam_error *error)
{
    return error->stage == SOCKFAM_STAGE_PATH && sf_is_absence(error->code);
}

/* A folder that we may not enter, which is not to hide what lies in the next one. */
static bool is_closed(const struct sockfam_error *error)
{
    return error->stage == SOCKFAM_STAGE_PATH && error->code == EACCES;
}

/*
 * Tries every place where the plugin may lie; the first file that is there decides. If there is none, a place that
 * could not be looked at is what is said.
 */
static int find_plugin(struct loader *loader, const struct sf_config_family *family, struct sf_driver **driver,
                       struct sockfam_error *error)
{
    char file[SF_CONFIG_PATH_SIZE];
    struct sockfam_error closed = { .kind = SOCKFAM_ERROR_NONE };
    struct sf_config_search search = sf_config_search(loader->config, family);
    size_t tried = 0;
    for (; sf_config_candidate(&search, file); tried++) {
        error->kind = SOCKFAM_ERROR_NONE;
        int result = make_driver(loader->ctx, &loader->elf, file, !sf_config_is_searched(family), driver, error);
        if (result == 0 || !(is_absent(error) || is_closed(error)))
            return result;
        if (is_closed(error) && closed.kind == SOCKFAM_ERROR_NONE)
            closed = *error;
    }
    if (closed.kind != SOCKFAM_ERROR_NONE)
        *error = closed;
    if (tried == 1 || closed.kind != SOCKFAM_ERROR_NONE)
        return -error->code;
    error->kind = SOCKFAM_ERROR_NONE;
    return fail_missing(loader->config, family, error);
}

static int find_driver(struct loader *loader, const struct wanted *wanted, struct sf_driver **driver,
                       struct sockfam_error *error)
{
    const struct sf_config_family *family = wanted->family;
    if (wanted->builtin)
        return sf_builtin_driver(wanted->builtin, driver, error);
    if (!family->plugin || strcmp(family->plugin, SF_CONFIG_BUILTIN) != 0)
        return find_plugin(loader, family, driver, error);
    return sf_fail_plugin(error, SOCKFAM_STAGE_PATH, SF_BUILTIN, ENOENT, "no driver \"%s\" is linked into this library",
                          wanted->name);
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

/* Registers the family. -ENOMEM, or 0 with problem->kind telling whether it is usable. */
static int register_family(struct loader *loader, const struct wanted *wanted, struct sockfam_error *problem)
{
    struct sf_driver *driver = NULL;
    int result = find_driver(loader, wanted, &driver, problem);
    if (result == 0 && strcmp(driver->family.name, wanted->name) != 0)
        result =
            sf_fail_plugin(problem, SOCKFAM_STAGE_COMMIT, driver->family.plugin, 0,
                           "its driver is named \"%s\", the config calls it \"%s\"", driver->family.name, wanted->name);
    if (result == 0)
        result = sf_registry_add(loader->ctx, driver, problem);
    if (result == 0) {
        problem->kind = SOCKFAM_ERROR_NONE; /* of a place where it was not */
        return 0;
    }
    sf_driver_free(driver);
    return problem->kind == SOCKFAM_ERROR_MEMORY ? -ENOMEM : 0;
}

static int list_unusable(struct sf_registry *registry, const struct wanted *wanted, const struct sockfam_error *problem)
{
    const struct sockfam_error *kept;
    if (sf_registry_add_problem(registry, problem, &kept) < 0)
        return -ENOMEM;
    return sf_registry_add_unusable(registry, wanted->name, plugin_text(wanted, kept),
                                    is_absent(kept) ? SOCKFAM_STATE_MISSING : SOCKFAM_STATE_REFUSED, kept);
}

static int add_family(struct loader *loader, const struct wanted *wanted, bool is_lenient, struct sockfam_error *error)
{
    const struct sf_config_family *family = wanted->family;
    struct sf_registry *registry = loader->ctx->registry;
    struct sockfam_error problem = { .kind = SOCKFAM_ERROR_NONE };
    const struct sockfam_error *reason = family && family->problem ? family->problem : &problem;
    int result;
    if (reason != &problem) {
        result =
            sf_registry_add_unusable(registry, wanted->name, plugin_text(wanted, NULL), SOCKFAM_STATE_REFUSED, reason);
    } else if (family && !family->is_enabled) {
        result =
            sf_registry_add_unusable(registry, wanted->name, plugin_text(wanted, NULL), SOCKFAM_STATE_DISABLED, NULL);
    } else {
        result = register_family(loader, wanted, &problem);
        if (result == 0 && problem.kind != SOCKFAM_ERROR_NONE)
            result = list_unusable(registry, wanted, &problem);
    }
    if (result < 0)
        return sf_no_memory(error);
    if (reason->kind != SOCKFAM_ERROR_NONE && family && family->is_required && !is_lenient)
        return fail_required(wanted, reason, error);
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

/* A config names families; without any config it is the builtins that there are. */
static size_t list_wanted(const struct loader *loader, struct wanted *all)
{
    const struct sf_config *config = loader->config;
    size_t count = 0;
    for (size_t i = 0; i < config->family_count; i++) {
        const struct sf_config_family *family = &config->families[i];
        bool may_be_linked = !family->plugin || strcmp(family->plugin, SF_CONFIG_BUILTIN) == 0;
        all[count++] =
            (struct wanted){ .family = family,
                             .builtin = may_be_linked ? sf_builtin_find(&loader->builtins, family->name) : NULL,
                             .name = family->name,
                             .priority = family->priority,
                             .index = family->index };
    }
    for (size_t i = 0; !config->has_main && i < loader->builtins.count; i++)
        if (!is_in_config(config, loader->builtins.all[i].name))
            all[count++] = (struct wanted){ .builtin = &loader->builtins.all[i], .name = loader->builtins.all[i].name };
    sf_sort(all, count, sizeof(*all), by_priority);
    return count;
}

int sf_loader_open(struct sockfam_context *ctx, struct sf_config *config, bool is_lenient, struct sockfam_error *error)
{
    struct loader loader = { .ctx = ctx, .config = config };
    ctx->registry->problems = config->problems; /* the registry's from now on; families still point at theirs */
    config->problems = (struct sf_problems){ NULL, 0, 0 };
    int result = sf_builtins_init(&loader.builtins);
    struct wanted *all = calloc(config->family_count + loader.builtins.count + 1, sizeof(*all));
    if (result < 0 || !all)
        result = sf_no_memory(error);
    size_t count = result == 0 ? list_wanted(&loader, all) : 0;
    for (size_t i = 0; result == 0 && i < count; i++)
        result = add_family(&loader, &all[i], is_lenient, error);
    free(all);
    sf_elf_deinit(&loader.elf);
    sf_builtins_deinit(&loader.builtins);
    return result;
}

/* ------------------------------------------------------------------ warnings */

static int warn_of_file(struct sockfam_context *ctx, enum sockfam_stage stage, const char *file)
{
    char text[SF_TRUST_PROBLEM_SIZE];
    struct sockfam_error problem = { .kind = SOCKFAM_ERROR_NONE };
    if (sf_trust(ctx->sys, file, text) != -EPERM)
        return 0;
    sf_fail_plugin(&problem, stage, file, EPERM, "others may change it: %s", text);
    return sf_registry_add_problem(ctx->registry, &problem, NULL);
}

int sf_loader_warn(struct sockfam_context *ctx, const struct sf_config *config, struct sockfam_error *error)
{
    int result = 0;
    for (size_t i = 0; config && result == 0 && i < config->source_count; i++)
        result = warn_of_file(ctx, SOCKFAM_STAGE_PARSE, config->sources[i]->path);
    for (size_t i = 0; result == 0 && i < ctx->registry->driver_count; i++)
        if (ctx->registry->drivers[i]->family.state != SOCKFAM_STATE_BUILTIN)
            result = warn_of_file(ctx, SOCKFAM_STAGE_PATH, ctx->registry->drivers[i]->family.plugin);
    return result < 0 ? sf_no_memory(error) : 0;
}
