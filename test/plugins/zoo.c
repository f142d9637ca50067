/* SPDX-License-Identifier: MIT */
/*
 * Every odd plugin of expected.txt, dropped in beside the stock families by a config of one file: its state, stage and
 * message are those expected, nothing of it is registered unless it is ready, and the stock families answer as before.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sockfam/config.h>
#include <sockfam/sockfam.h>

#include "zoo.h"
#include "support/constants.h"

#define CASES_MAX 128

struct expected {
    char name[40], state[16], stage[16], message[200];
};

static struct expected cases[CASES_MAX];
static char folder[] = "/tmp/sockfam-zoo-XXXXXX";
static char main_config[64], drop_in[96];

/* ------------------------------------------------------------------ the config */

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* The stock config of this build, whose plugins lie in the build's folder. */
static void write_main(void)
{
    static char text[65536];
    char out[70000];
    FILE *file = fopen(SOCKFAM_TEST_BUILD "/config/sockfam.json", "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
    fclose(file);
    char *path = strstr(text, "\"../plugins\"");
    assert_non_null(path);
    snprintf(out, sizeof(out), "%.*s\"" SOCKFAM_TEST_BUILD "/plugins\", \"%s\"%s", (int)(path - text), text, folder,
             path + strlen("\"../plugins\""));
    write_text(main_config, out);
}

static void write_drop_in(const char *plugin)
{
    char text[700];
    snprintf(text, sizeof(text), "{\"version\":1,\"families\":{\"odd\":{\"plugin\":\"%s\"}}}\n", plugin);
    write_text(drop_in, text);
}

static int set_up(void **state)
{
    char path[64];
    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(main_config, sizeof(main_config), "%s/sockfam.json", folder);
    snprintf(path, sizeof(path), "%s/families.d", folder);
    snprintf(drop_in, sizeof(drop_in), "%s/odd.json", path);
    assert_int_equal(mkdir(path, 0755), 0);
    write_main();
    unsetenv("SOCKFAM_PLUGIN_PATH");
    return 0;
}

static int tear_down(void **state)
{
    char command[64];
    (void)state;
    snprintf(command, sizeof(command), "rm -rf %s", folder);
    return system(command);
}

/* ------------------------------------------------------------------ what is asked afterwards */

static const char *state_name(enum sockfam_state state)
{
    return state == SOCKFAM_STATE_READY     ? "ready"
           : state == SOCKFAM_STATE_LOADED  ? "loaded"
           : state == SOCKFAM_STATE_REFUSED ? "refused"
           : state == SOCKFAM_STATE_MISSING ? "missing"
                                            : "?";
}

static const char *stage_name(uint32_t stage)
{
    static const char *const names[] = { "", "parse", "path", "note", "gate", "commit", "load", "match" };
    return stage < 8 ? names[stage] : "?";
}

static void check_problem(const struct expected *expected, const struct sockfam_error *problem)
{
    assert_string_equal(stage_name(problem->stage), expected->stage);
    if (!strstr(problem->message, expected->message))
        fail_msg("message is: %s", problem->message);
    assert_true(problem->file[0] != '\0');
}

/* The address and the constant of a family that has nothing to do with it. */
static void check_others(const struct sockfam_context *ctx)
{
    char text[64];
    struct sockfam_address address;
    struct sockfam_error error = { 0 };
    for (size_t i = 0; i < sockfam_family_count(ctx); i++) {
        const struct sockfam_family *family = sockfam_family_at(ctx, i);
        if (strcmp(family->name, "odd") != 0 && family->problem)
            fail_msg("family %s: %s", family->name, family->problem->message);
    }
    assert_int_equal(sockfam_address_parse(ctx, "vsock:2:1024", 12, 0, &address, &error), 0);
    assert_int_equal(sockfam_address_print(ctx, &address, 0, text, sizeof(text), NULL, &error), 0);
    assert_string_equal(text, "vsock:2:1024");
    assert_int_equal(sockfam_address_parse(ctx, "/run/x", 6, 0, &address, &error), 0);
    assert_string_equal(address.format->name, "unix");
    assert_ptr_equal(sockfam_format_by_number(ctx, 40, 0), sockfam_format_find(ctx, "vsock"));
    assert_int_equal(sockfam_constant_find(ctx, "AF_INET")->value, 2);
}

static void check_nothing_registered(const struct sockfam_context *ctx)
{
    const struct sockfam_constant_query query = { .family = "odd" };
    assert_null(sockfam_format_find(ctx, "odd"));
    assert_null(sockfam_constant_find(ctx, "ODD_ONE"));
    assert_int_equal(constants_of(ctx, &query).count, 0);
    assert_null(sockfam_format_by_number(ctx, 211, 0));
}

/* Its tables work whatever its code does; what needs the code says each time why there is none. */
static void check_use(const struct expected *expected, const struct sockfam_context *ctx,
                      const struct sockfam_family *odd)
{
    struct sockfam_address address;
    assert_non_null(sockfam_format_find(ctx, "odd"));
    if (!(odd->flags & SOCKFAM_HEAD_CODE))
        return;
    assert_int_equal(sockfam_address_parse(ctx, "odd:1.2.3.4", 11, 0, &address, NULL), 0);
    for (int i = 0; i < 2; i++) {
        struct sockfam_error error = { 0 };
        int result = sockfam_address_parse(ctx, "odd:name", 8, 0, &address, &error);
        if (expected->stage[0] != '\0')
            check_problem(expected, &error);
        assert_int_equal(result, expected->stage[0] == '\0' ? 0 : -ENOEXEC);
    }
    assert_string_equal(state_name(sockfam_family_state(ctx, odd)), expected->stage[0] == '\0' ? "loaded" : "ready");
    assert_int_equal(sockfam_address_parse(ctx, "odd:1.2.3.4", 11, 0, &address, NULL), 0);
}

static int count_descriptors(void)
{
    int count = 0;
    DIR *stream = opendir("/proc/self/fd");
    while (stream && readdir(stream))
        count++;
    closedir(stream);
    return count;
}

static void odd_plugin(void **state)
{
    const struct expected *expected = *state;
    char plugin[512], compiled[512];
    struct sockfam_context *ctx = NULL;
    struct sockfam_error error = { 0 };
    snprintf(compiled, sizeof(compiled), SOCKFAM_TEST_BUILD "/test/plugins/odd_%s.so", expected->name);
    if (access(compiled, F_OK) == 0)
        memcpy(plugin, compiled, sizeof(plugin));
    else
        assert_true(make_plugin(expected->name, folder, plugin));
    if (plugin[0] == '\0')
        skip();
    write_drop_in(plugin);
    int descriptors = count_descriptors();
    if (sockfam_context_open(&ctx, main_config, &error) < 0)
        fail_msg("%s", error.message);
    const struct sockfam_family *odd = sockfam_family_find(ctx, "odd");
    assert_non_null(odd);
    assert_string_equal(state_name(odd->state), expected->state);
    if (odd->state == SOCKFAM_STATE_READY)
        check_use(expected, ctx, odd);
    else
        check_nothing_registered(ctx);
    if (odd->state != SOCKFAM_STATE_READY)
        check_problem(expected, odd->problem);
    check_others(ctx);
    sockfam_context_close(ctx);
    assert_int_equal(count_descriptors(), descriptors);
}

/* ------------------------------------------------------------------ the rest */

static void constructors_are_reported_by_open_plugin(void **state)
{
    struct sockfam_context *ctx = NULL;
    (void)state;
    assert_int_equal(sockfam_context_open_plugin(&ctx, ODD_FILE("constructor"), NULL), 0);
    assert_non_null(sockfam_problem_at(ctx, 0));
    assert_non_null(strstr(sockfam_problem_at(ctx, 0)->message, "would run when its code is loaded"));
    assert_int_equal(sockfam_family_count(ctx), 1);
    assert_int_equal(sockfam_family_head(sockfam_family_at(ctx, 0))->abi_major, SOCKFAM_ABI_MAJOR);
    sockfam_context_close(ctx);
}

static void open_plugin_says_what_the_gate_says(void **state)
{
    struct sockfam_context *ctx = NULL;
    struct sockfam_error error = { 0 };
    (void)state;
    assert_int_equal(sockfam_context_open_plugin(&ctx, ODD_FILE("overlap"), &error), -ENOEXEC);
    assert_int_equal(error.stage, SOCKFAM_STAGE_GATE);
    assert_string_equal(error.file, ODD_FILE("overlap"));
}

static char *trimmed(char *text)
{
    text += strspn(text, " ");
    for (size_t size = strlen(text); size > 0 && strchr(" \n", text[size - 1]); size--)
        text[size - 1] = '\0';
    return text;
}

static size_t read_cases(void)
{
    char line[400];
    size_t count = 0;
    FILE *file = fopen(SOCKFAM_TEST_SOURCE "/test/plugins/expected.txt", "r");
    while (file && fgets(line, sizeof(line), file) && count < CASES_MAX) {
        char *rest = line, *name = strsep(&rest, "|"), *state = strsep(&rest, "|"), *stage = strsep(&rest, "|");
        if (line[0] == '#' || !stage || !rest)
            continue;
        struct expected *expected = &cases[count++];
        snprintf(expected->name, sizeof(expected->name), "%s", trimmed(name));
        snprintf(expected->state, sizeof(expected->state), "%s", trimmed(state));
        snprintf(expected->stage, sizeof(expected->stage), "%s", trimmed(stage));
        snprintf(expected->message, sizeof(expected->message), "%s", trimmed(rest));
    }
    if (file)
        fclose(file);
    return count;
}

int main(void)
{
    static struct CMUnitTest tests[CASES_MAX + 2];
    size_t count = read_cases();
    for (size_t i = 0; i < count; i++)
        tests[i] = (struct CMUnitTest){ cases[i].name, odd_plugin, NULL, NULL, &cases[i] };
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(constructors_are_reported_by_open_plugin);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(open_plugin_says_what_the_gate_says);
    return _cmocka_run_group_tests("odd_plugins", tests, count, set_up, tear_down);
}
