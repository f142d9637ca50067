/* SPDX-License-Identifier: MIT */
/* Every case of test/data/config: whether it opens, which families come of it, and what is said to be wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sockfam/config.h>

#include "cases.h"
#include "core/context/open.h"

#define CASES_MAX 128

static struct config_case cases[CASES_MAX];
static char top[] = "/tmp/sockfam-config-XXXXXX";

static int set_up(void **state)
{
    (void)state;
    unsetenv("SOCKFAM_PLUGIN_PATH");
    return mkdtemp(top) ? 0 : -1;
}

static int tear_down(void **state)
{
    char command[64];
    (void)state;
    snprintf(command, sizeof(command), "rm -rf %s", top);
    return system(command);
}

static const char *state_name(enum sockfam_state state)
{
    static const char *const names[] = { "?", "ready", "loaded", "builtin", "disabled", "missing", "refused" };
    return names[state];
}

static void check_open(const char *path, const char *message)
{
    struct sockfam_context *ctx = NULL;
    struct sockfam_error error = { 0 };
    int result = sockfam_context_open(&ctx, path, &error);
    sockfam_context_close(ctx);
    if (!message) {
        if (result < 0)
            fail_msg("cannot open: %s", error.message);
        return;
    }
    assert_true(result < 0);
    assert_int_equal(result, -error.code);
    if (!strstr(error.message, message))
        fail_msg("message is: %s", error.message);
}

static void check_family(const struct sockfam_context *ctx, size_t index, const char *line)
{
    char text[64];
    const struct sockfam_family *family = sockfam_family_at(ctx, index);
    if (!family)
        fail_msg("no family for: %s", line);
    snprintf(text, sizeof(text), "%s %s", family->name, state_name(family->state));
    assert_string_equal(text, line);
}

static void check_problem(const struct sockfam_context *ctx, size_t index, const char *line)
{
    char file[128], pointer[128], rest[256];
    unsigned at_line, at_column;
    int used = 0;
    const struct sockfam_error *problem = sockfam_problem_at(ctx, index);
    if (!problem)
        fail_msg("no problem for: %s", line);
    if (sscanf(line, "! %127s %u:%u %127s %n", file, &at_line, &at_column, pointer, &used) != 4)
        fail_msg("wrong line: %s", line);
    snprintf(rest, sizeof(rest), "%s", line + used);
    size_t size = strlen(problem->file), end = strlen(file);
    const char *theirs = problem->pointer[0] ? problem->pointer : "-";
    if (size < end || strcmp(problem->file + size - end, file) != 0 || problem->line != at_line ||
        problem->column != at_column || strcmp(theirs, pointer) != 0 || !strstr(problem->message, rest))
        fail_msg("problem is: %s %u:%u %s %s", problem->file, problem->line, problem->column, theirs, problem->message);
}

static void config_case(void **state)
{
    const struct config_case *this = *state;
    char folder[256], path[300];
    struct sockfam_context *ctx = NULL;
    size_t families = 0, problems = 0, first = 0;
    snprintf(folder, sizeof(folder), "%s/%s", top, this->name);
    snprintf(path, sizeof(path), "%s/sockfam.json", folder);
    assert_int_equal(case_copy(this, folder), 0);
    first = this->line_count > 0 && this->lines[0][0] == '=';
    check_open(path, first ? this->lines[0] + 2 : NULL);
    assert_int_equal(sf_context_open(&ctx, &sf_sys_default, path, true, NULL), 0);
    for (size_t i = first; i < this->line_count; i++) {
        if (this->lines[i][0] == '!')
            check_problem(ctx, problems++, this->lines[i]);
        else
            check_family(ctx, families++, this->lines[i]);
    }
    if (sockfam_problem_at(ctx, problems))
        fail_msg("one more problem: %s", sockfam_problem_at(ctx, problems)->message);
    assert_int_equal(sockfam_family_count(ctx), families);
    sockfam_context_close(ctx);
    assert_int_equal(sockfam_config_check(path, NULL, NULL, NULL), problems);
}

int main(void)
{
    static struct CMUnitTest tests[CASES_MAX];
    size_t count = cases_read(cases, CASES_MAX);
    for (size_t i = 0; i < count; i++)
        tests[i] = (struct CMUnitTest){ cases[i].name, config_case, NULL, NULL, &cases[i] };
    return _cmocka_run_group_tests("config", tests, count, set_up, tear_down);
}
