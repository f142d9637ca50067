/* SPDX-License-Identifier: MIT */
/*
 * sockfam plugin: what a plugin's file says, and whether the library would take it. Nothing of it is run or mapped, no
 * config is read, and it is judged alone: what it has in common with other drivers shows up in `config check`.
 */
#include "plugin.h"

#include <string.h>

#include "families.h"

static const char help_text[] =
    "usage: sockfam plugin [--json] FILE..\n"
    "\n"
    "The tables in a plugin's file, read without loading it, and what the gate says of it: accepted,\n"
    "or at which stage it was refused and why. Stages: path, note, gate, commit. Exit code 1 if one of\n"
    "them is refused. FILE need not be named in any config.\n"
    "\n"
    "  --json    an object a line: {\"file\",\"state\",\"stage\",\"reason\",\"warnings\",\"name\",\"doc\",\"af\",\n"
    "            \"abi\",\"code\",\"formats\",\"protocols\",\"options\",\"messages\",\"constants\"};\n"
    "            of a refused one the first five\n"
    "\n"
    "examples\n"
    "  sockfam plugin acme.so\n"
    "  sockfam plugin --json acme.so\n"
    "  for file in *.so; do sockfam plugin $file >$file.txt; done\n";

static json_t *json_of_string(const char *text)
{
    return json_of_text(text, strlen(text));
}

/* What is not a reason to refuse it. */
static json_t *json_of_warnings(const struct sockfam_context *ctx)
{
    json_t *array = json_array();
    const struct sockfam_error *problem;
    for (size_t i = 0; (problem = sockfam_problem_at(ctx, i)); i++)
        json_append(&array, json_of_string(problem->message));
    return array;
}

static json_t *json_of_abi(const struct sockfam_head_row *head)
{
    return json_pack("{s:i, s:i, s:i}", "major", (int)head->abi_major, "minor_min", (int)head->abi_minor_min,
                     "minor_max", (int)head->abi_minor_max);
}

static json_t *json_of_accepted(const struct sockfam_context *ctx, const char *file)
{
    const struct sockfam_family *family = sockfam_family_at(ctx, 0);
    const struct sockfam_head_row *head = sockfam_family_head(family);
    json_t *object =
        json_pack("{s:o, s:s, s:n, s:n, s:o, s:s, s:s, s:i, s:o, s:b, s:o, s:o, s:o, s:o, s:o}", "file",
                  json_of_string(file), "state", "accepted", "stage", "reason", "warnings", json_of_warnings(ctx),
                  "name", family->name, "doc", family->doc, "af", (int)family->af, "abi", json_of_abi(head), "code",
                  (head->flags & SOCKFAM_HEAD_CODE) != 0, "formats", plugin_json_formats(family), "protocols",
                  plugin_json_protocols(family), "options", plugin_json_options(family, SOCKFAM_OPTIONS), "messages",
                  plugin_json_options(family, SOCKFAM_MESSAGES), "constants", plugin_json_constants(ctx, family));
    if (object && family->on & SOCKFAM_ON_WINDOWS)
        json_object_set_new(object, "os", json_string("windows"));
    return object;
}

static int refused(const char *file, int json, const struct sockfam_error *error)
{
    if (error->kind == SOCKFAM_ERROR_MEMORY) {
        report_error(error);
    } else if (json) {
        write_json(json_pack("{s:o, s:s, s:s?, s:o, s:[]}", "file", json_of_string(file), "state", "refused", "stage",
                             stage_name(error->stage), "reason", json_of_string(error->message), "warnings"));
    } else {
        const char *stage = stage_name(error->stage);
        put_clean(stdout, file, strlen(file));
        printf(": refused%s%s: ", stage ? ", stage " : "", stage ? stage : "");
        put_clean(stdout, error->message, strlen(error->message));
        putchar('\n');
    }
    return NO;
}

static void put_verdict(const struct sockfam_context *ctx, const char *file)
{
    const struct sockfam_head_row *head = sockfam_family_head(sockfam_family_at(ctx, 0));
    const struct sockfam_error *problem;
    put_clean(stdout, file, strlen(file));
    printf(": accepted\nABI      %u.%u", head->abi_major, head->abi_minor_min);
    if (head->abi_minor_max > head->abi_minor_min)
        printf(" to %u.%u", head->abi_major, head->abi_minor_max);
    printf("; this library has %d.%d\n", SOCKFAM_ABI_MAJOR, SOCKFAM_ABI_MINOR);
    printf("code     %s\n",
           head->flags & SOCKFAM_HEAD_CODE ? "yes, loaded on first use; it was not looked at" : "none");
    for (size_t i = 0; (problem = sockfam_problem_at(ctx, i)); i++) {
        fputs("warning  ", stdout);
        put_clean(stdout, problem->message, strlen(problem->message));
        putchar('\n');
    }
    putchar('\n');
}

static int one_plugin(const char *file, int json)
{
    struct sockfam_context *ctx = NULL;
    struct sockfam_error error = { 0 };
    if (sockfam_context_open_plugin(&ctx, file, &error) < 0)
        return refused(file, json, &error);
    int result = YES;
    if (json) {
        result = write_json(json_of_accepted(ctx, file));
    } else {
        put_verdict(ctx, file);
        families_reference(ctx, sockfam_family_at(ctx, 0));
    }
    sockfam_context_close(ctx);
    return result;
}

static int run(const struct command *self, int argc, char **argv)
{
    int json;
    int given = options_json(self, argc, argv, &json);
    if (given != OPTION_END)
        return given;
    if (options_left() == argc)
        return usage(self, "which plugin?");
    for (int i = options_left(); i < argc; i++) {
        if (argv[i][0] == '\0')
            return usage(self, "an empty name is not a file");
    }
    int result = YES;
    int last = NO;
    for (int i = options_left(); i < argc && !ferror(stdout); i++) {
        if (!json && last == YES) /* a table came before */
            putchar('\n');
        last = one_plugin(argv[i], json);
        result = last == YES ? result : NO;
    }
    return result;
}

const struct command command_plugin = {
    .name = "plugin",
    .summary = "what a plugin's file says, and whether it would be taken",
    .help = help_text,
    .run = run,
};
