/* SPDX-License-Identifier: MIT */
/*
 * sockfam families: which families the config names, and what became of each. With names: the whole reference of these,
 * which families_reference.c writes.
 */
#include "families.h"

#include <string.h>

static const char help_text[] =
    "usage: sockfam families [--json] [NAME..]\n"
    "\n"
    "The families of the config, each with its state:\n"
    "  ready     its tables were read, its code (if it has any) is not loaded yet\n"
    "  loaded    its code is loaded too\n"
    "  builtin   it is part of the library\n"
    "  disabled  by the config\n"
    "  missing   its plugin is not there\n"
    "  refused   its plugin is not in order; the reason is shown\n"
    "With names, all there is to know of these: formats, fields, protocols, constants. Exit code 1 if\n"
    "one of them cannot be used.\n"
    "\n"
    "  --json    an array of {\"name\",\"af\",\"formats\",\"plugin\",\"state\",\"reason\"}\n"
    "\n"
    "examples\n"
    "  sockfam families\n"
    "  sockfam families vsock\n"
    "  sockfam families --json can inet6\n";

const char *family_state_name(enum sockfam_state state)
{
    static const char *const names[] = {
        [SOCKFAM_STATE_READY] = "ready",       [SOCKFAM_STATE_LOADED] = "loaded",   [SOCKFAM_STATE_BUILTIN] = "builtin",
        [SOCKFAM_STATE_DISABLED] = "disabled", [SOCKFAM_STATE_MISSING] = "missing", [SOCKFAM_STATE_REFUSED] = "refused",
    };
    return state > 0 && (size_t)state < sizeof(names) / sizeof(names[0]) ? names[state] : "unknown";
}

int family_is_usable(const struct sockfam_family *family)
{
    return family->state == SOCKFAM_STATE_READY || family->state == SOCKFAM_STATE_LOADED ||
           family->state == SOCKFAM_STATE_BUILTIN;
}

const char *family_reason(const struct sockfam_family *family, char *text, size_t size)
{
    if (family->state == SOCKFAM_STATE_DISABLED)
        return "the config disables it";
    return family->problem ? error_text(family->problem, text, size) : NULL;
}

static json_t *json_of_formats(const struct sockfam_family *family)
{
    json_t *array = json_array();
    for (size_t i = 0; i < family->format_count; i++)
        json_append(&array, json_string(family->formats[i]->name));
    return array;
}

static json_t *json_of_family(const struct sockfam_context *ctx, const struct sockfam_family *family)
{
    char reason[1280];
    const char *why = family_reason(family, reason, sizeof(reason));
    const char *plugin = family->plugin ? family->plugin : "";
    json_t *object = json_pack("{s:s, s:i, s:o, s:o, s:s, s:o}", "name", family->name, "af", (int)family->af, "formats",
                               json_of_formats(family), "plugin", json_of_text(plugin, strlen(plugin)), "state",
                               family_state_name(sockfam_family_state(ctx, family)), "reason",
                               why ? json_of_text(why, strlen(why)) : json_null());
    if (object && family->on & SOCKFAM_ON_WINDOWS)
        json_object_set_new(object, "os", json_string("windows"));
    return object;
}

static void put_formats(const struct sockfam_family *family, char *text, size_t size)
{
    size_t used = 0;
    snprintf(text, size, "%s", family->format_count > 0 ? "" : "-");
    for (size_t i = 0; i < family->format_count && used < size; i++)
        used += (size_t)snprintf(text + used, size - used, "%s%s", i > 0 ? " " : "", family->formats[i]->name);
}

static void put_line(const struct sockfam_context *ctx, const struct sockfam_family *family, int width)
{
    char formats[256];
    char number[12] = "-";
    char reason[1280];
    const char *what = family_reason(family, reason, sizeof(reason));
    if (!what)
        what = family->doc ? family->doc : "";
    if (family->af != 0)
        snprintf(number, sizeof(number), "%u", family->af);
    put_formats(family, formats, sizeof(formats));
    printf("%-16s %3s  %-8s  %-*s  ", family->name, number, family_state_name(sockfam_family_state(ctx, family)), width,
           formats);
    put_clean(stdout, what, strlen(what));
    putchar('\n');
}

static void put_list(const struct sockfam_context *ctx)
{
    int width = 7;
    if (sockfam_family_count(ctx) == 0)
        report("there is no family: 'sockfam config show' says which config was read; SOCKFAM_CONFIG names another");
    for (size_t i = 0; i < sockfam_family_count(ctx); i++) {
        char formats[256];
        put_formats(sockfam_family_at(ctx, i), formats, sizeof(formats));
        if (strlen(formats) > (size_t)width)
            width = (int)strlen(formats);
    }
    printf("%-16s %3s  %-8s  %-*s  %s\n", "family", "AF", "state", width, "formats", "what it is");
    for (size_t i = 0; i < sockfam_family_count(ctx); i++)
        put_line(ctx, sockfam_family_at(ctx, i), width);
}

static void put_unusable(const struct sockfam_family *family)
{
    char reason[1280];
    const char *why = family_reason(family, reason, sizeof(reason));
    printf("%s: %s", family->name, family_state_name(family->state));
    if (family->plugin && family->plugin[0] != '\0') {
        fputs(", plugin ", stdout);
        put_clean(stdout, family->plugin, strlen(family->plugin));
    }
    putchar('\n');
    if (why) {
        put_clean(stdout, why, strlen(why));
        putchar('\n');
    }
}

/* What is wrong with the config's files and belongs to no family, so that no line of the list tells it. */
static void report_other_problems(const struct sockfam_context *ctx)
{
    const struct sockfam_error *problem;
    for (size_t i = 0; (problem = sockfam_problem_at(ctx, i)); i++) {
        size_t at = 0;
        while (at < sockfam_family_count(ctx) && sockfam_family_at(ctx, at)->problem != problem)
            at++;
        if (at == sockfam_family_count(ctx))
            report_error(problem);
    }
}

static int all_families(const struct sockfam_context *ctx, int json)
{
    report_other_problems(ctx);
    if (!json) {
        put_list(ctx);
        return YES;
    }
    json_t *array = json_array();
    for (size_t i = 0; array && i < sockfam_family_count(ctx); i++)
        json_append(&array, json_of_family(ctx, sockfam_family_at(ctx, i)));
    return write_json_array(array);
}

static int named_families(const struct sockfam_context *ctx, int json, int count, char **names)
{
    int result = YES;
    json_t *array = json_array();
    for (int i = 0; array && i < count; i++) {
        const struct sockfam_family *family = sockfam_family_find(ctx, names[i]);
        if (!family || !family_is_usable(family))
            result = family ? NO : no_such_family(ctx, names[i]);
        if (!json && family && i > 0)
            putchar('\n');
        if (family && json)
            json_append(&array, json_of_family(ctx, family));
        else if (family && family_is_usable(family))
            families_reference(ctx, family);
        else if (family)
            put_unusable(family);
    }
    if (json)
        return write_json_array(array) == YES ? result : NO;
    json_decref(array);
    return result;
}

static int run(const struct command *self, int argc, char **argv)
{
    int json;
    int given = options_json(self, argc, argv, &json);
    if (given != OPTION_END)
        return given;
    struct sockfam_context *ctx = NULL;
    int result = context_inspect(&ctx);
    if (result != YES)
        return result;
    int first = options_left();
    result = first == argc ? all_families(ctx, json) : named_families(ctx, json, argc - first, argv + first);
    sockfam_context_close(ctx);
    return result;
}

const struct command command_families = {
    .name = "families",
    .summary = "the families of the config, and all there is to know of one",
    .help = help_text,
    .run = run,
};
