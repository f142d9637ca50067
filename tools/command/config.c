/* SPDX-License-Identifier: MIT */
/*
 * sockfam config: for those who write a config. `check` does what every program that opens it does, and says what is
 * wrong with its files and with the plugins they name; `show` says what they come to, and which of them said it.
 */
#include "command.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const char help_text[] =
    "usage: sockfam config check [--json] [FILE]\n"
    "       sockfam config show [--json] [FILE]\n"
    "\n"
    "Without FILE: the config that every other subcommand works with. A config is its file and the\n"
    "drop-ins beside it, families.d/*.json.\n"
    "\n"
    "  check     what is wrong with it, and with the plugins of families that are enabled: a line for\n"
    "            each, beginning with file, line and column, or with the JSON pointer of the entry.\n"
    "            Exit code 0 and no output if all is well, 1 if not\n"
    "  show      all of its files merged into one, as JSON, and which file said what\n"
    "\n"
    "  --json    check: an array of {\"file\",\"line\",\"column\",\"pointer\",\"message\",\"stage\"};\n"
    "            show: on one line\n"
    "\n"
    "examples\n"
    "  sockfam config check\n"
    "  sockfam config check --json\n"
    "  sockfam config show\n";

/* What `check` has found so far. */
struct findings {
    json_t *array; /* NULL: people get a line each */
    int failed;    /* out of memory */
};

static json_t *json_of_number(uint32_t number)
{
    return number > 0 ? json_integer(number) : json_null();
}

static json_t *json_of_problem(const struct sockfam_error *problem)
{
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:s?}", "file", json_of_text(problem->file, strlen(problem->file)),
                     "line", json_of_number(problem->line), "column", json_of_number(problem->column), "pointer",
                     json_of_text(problem->pointer, strlen(problem->pointer)), "message",
                     json_of_text(problem->message, strlen(problem->message)), "stage", stage_name(problem->stage));
}

static void found(void *user, const struct sockfam_error *problem)
{
    char text[1280];
    struct findings *findings = user;
    if (findings->array) {
        findings->failed |= json_array_append_new(findings->array, json_of_problem(problem)) != 0;
        return;
    }
    error_text(problem, text, sizeof(text));
    put_clean(stdout, text, strlen(text));
    putchar('\n');
}

/* A config that cannot be read at all is an error, and a finding too for those who read nothing but the findings. */
static int check_all(struct findings *findings, const char *config)
{
    struct sockfam_error error = { 0 };
    int count = sockfam_config_check(config, found, findings, &error);
    if (count >= 0)
        return count == 0 ? YES : NO;
    report_error(&error);
    if (findings->array && error.kind != SOCKFAM_ERROR_MEMORY)
        found(findings, &error);
    return NO;
}

static int check(const char *config, int json)
{
    struct findings findings = { .array = json ? json_array() : NULL };
    findings.failed = json && !findings.array;
    int result = findings.failed ? NO : check_all(&findings, config);
    if (!json)
        return result;
    if (findings.failed) {
        json_decref(findings.array);
        findings.array = NULL;
    }
    return write_json_array(findings.array) == YES ? result : NO;
}

/* The text of the merged config, which the caller frees; NULL after a report. */
static char *merged(const char *config)
{
    struct sockfam_error error = { 0 };
    char *text = NULL;
    size_t size = 0;
    size_t need = 4096;
    int result = -1;
    while (result < 0 && need > size) { /* again if the config has grown meanwhile */
        size = need;
        free(text);
        text = malloc(size);
        if (!text) {
            report("out of memory");
            return NULL;
        }
        result = sockfam_config_show(config, text, size, &need, &error);
    }
    if (result >= 0)
        return text;
    report_error(&error);
    free(text);
    return NULL;
}

static int show(const char *config, int json)
{
    char *text = merged(config);
    if (!text)
        return NO;
    int result = json ? write_json(json_loads(text, 0, NULL)) : YES;
    if (!json) {
        fputs(text, stdout);
        putchar('\n');
    }
    free(text);
    return result;
}

static const struct verb {
    const char *name;
    int (*run)(const char *config, int json);
} verbs[] = { { "check", check }, { "show", show } };

#define VERBS (sizeof(verbs) / sizeof(verbs[0]))

/* NULL after a report. */
static const struct verb *find_verb(const struct command *self, const char *name)
{
    char offer[64];
    struct near near = { .wanted = name, .prefix = "config " };
    for (size_t i = 0; i < VERBS; i++) {
        if (strcmp(name, verbs[i].name) == 0)
            return &verbs[i];
        near_offer(&near, verbs[i].name);
    }
    usage(self, "config takes check or show, not '%s'%s", name, near_text(&near, offer, sizeof(offer)));
    return NULL;
}

static int run(const struct command *self, int argc, char **argv)
{
    int json;
    int given = options_json(self, argc, argv, &json);
    if (given != OPTION_END)
        return given;
    int count = argc - options_left();
    char **words = argv + options_left();
    if (count == 0)
        return usage(self, "config check, or config show?");
    const struct verb *verb = find_verb(self, words[0]);
    if (!verb)
        return WRONG_USAGE;
    if (count > 2)
        return usage(self, "one config at a time");
    if (count == 2 && words[1][0] == '\0')
        return usage(self, "an empty name is not a file");
    char path[PATH_MAX];
    return verb->run(count == 2 ? words[1] : context_config(path), json);
}

const struct command command_config = {
    .name = "config",
    .summary = "what is wrong with a config, and what it comes to",
    .help = help_text,
    .run = run,
};
