/* SPDX-License-Identifier: MIT */
/* Which files count: named ones, those of the environment, none; and what `config show` says of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sockfam/config.h>

#include "core/context/open.h"

#define PLUGINS SOCKFAM_TEST_BUILD "/test/plugins"

static char folder[] = "/tmp/sockfam-search-XXXXXX";
static char config[64];

static void write_config(const char *text)
{
    FILE *file = fopen(config, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static int set_up(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(config, sizeof(config), "%s/sockfam.json", folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    unlink(config);
    return rmdir(folder);
}

static int clear(void **state)
{
    (void)state;
    unsetenv("SOCKFAM_CONFIG");
    unsetenv("SOCKFAM_PLUGIN_PATH");
    return 0;
}

/* The state of family "odd" in a context opened with `path`, 0: it has none. */
static enum sockfam_state odd_state(const char *path)
{
    struct sockfam_context *ctx = NULL;
    struct sockfam_error error = { 0 };
    if (sockfam_context_open(&ctx, path, &error) < 0)
        fail_msg("%s", error.message);
    const struct sockfam_family *odd = sockfam_family_find(ctx, "odd");
    enum sockfam_state state = odd ? odd->state : 0;
    sockfam_context_close(ctx);
    return state;
}

static void config_of_the_environment_replaces_the_others(void **state)
{
    (void)state;
    write_config("{\"version\":1,\"families\":{\"odd\":{\"plugin\":\"" PLUGINS "/odd_plain.so\"}}}");
    setenv("SOCKFAM_CONFIG", config, 1);
    assert_int_equal(odd_state(NULL), SOCKFAM_STATE_READY);
    setenv("SOCKFAM_CONFIG", "/nonexistent.json", 1);
    assert_int_equal(odd_state(config), SOCKFAM_STATE_READY);
}

static void plugin_path_of_the_environment_is_searched_first(void **state)
{
    (void)state;
    write_config(
        "{\"version\":1,\"plugin_path\":[\"/nonexistent\"],\"families\":{\"odd\":{\"plugin\":\"odd_plain.so\"}}}");
    assert_int_equal(odd_state(config), SOCKFAM_STATE_MISSING);
    setenv("SOCKFAM_PLUGIN_PATH", ":/nonexistent::" PLUGINS ":", 1);
    assert_int_equal(odd_state(config), SOCKFAM_STATE_READY);
}

static void named_config_that_cannot_be_read_fails(void **state)
{
    struct sockfam_context *ctx = NULL;
    struct sockfam_error error = { 0 };
    (void)state;
    assert_int_equal(sockfam_context_open(&ctx, "/nonexistent.json", &error), -ENOENT);
    assert_int_equal(error.kind, SOCKFAM_ERROR_CONFIG);
    assert_int_equal(error.stage, SOCKFAM_STAGE_PARSE);
    assert_string_equal(error.file, "/nonexistent.json");
    assert_string_equal(error.message, "cannot read the config: No such file or directory");
    assert_int_equal(sockfam_context_open(&ctx, folder, &error), -EISDIR);
    setenv("SOCKFAM_CONFIG", "/nonexistent.json", 1);
    assert_int_equal(sockfam_context_open(&ctx, NULL, &error), -ENOENT);
    assert_null(ctx);
}

static void config_over_one_mebibyte_is_refused(void **state)
{
    struct sockfam_context *ctx = NULL;
    struct sockfam_error error = { 0 };
    (void)state;
    write_config("{}");
    assert_int_equal(truncate(config, (1 << 20) + 1), 0);
    assert_int_equal(sockfam_context_open(&ctx, config, &error), -EFBIG);
    assert_non_null(strstr(error.message, "it has 1048577 bytes, at most 1048576 are read"));
}

static void config_that_is_a_fifo_does_not_hang(void **state)
{
    struct sockfam_context *ctx = NULL;
    struct sockfam_error error = { 0 };
    (void)state;
    unlink(config);
    assert_int_equal(mkfifo(config, 0644), 0);
    assert_int_equal(sockfam_context_open(&ctx, config, &error), -EINVAL);
    assert_non_null(strstr(error.message, "it is a FIFO"));
    unlink(config);
}

/* The environment as a privileged program sees it. */
static char *no_environment(const char *name)
{
    (void)name;
    return NULL;
}

static void environment_is_asked_through_secure_getenv_only(void **state)
{
    struct sf_sys sys = sf_sys_default;
    struct sockfam_context *ctx = NULL;
    (void)state;
    sys.secure_getenv = no_environment;
    setenv("SOCKFAM_PLUGIN_PATH", PLUGINS, 1);
    setenv("SOCKFAM_CONFIG", "/nonexistent.json", 1);
    write_config(
        "{\"version\":1,\"plugin_path\":[\"/nonexistent\"],\"families\":{\"odd\":{\"plugin\":\"odd_plain.so\"}}}");
    assert_int_equal(sf_context_open(&ctx, &sys, config, false, NULL), 0);
    assert_int_equal(sockfam_family_find(ctx, "odd")->state, SOCKFAM_STATE_MISSING);
    sockfam_context_close(ctx);
    assert_int_equal(sf_context_open(&ctx, &sys, NULL, false, NULL), 0);
    sockfam_context_close(ctx);
}

static void plugin_is_found_after_a_change_of_folder(void **state)
{
    char before[1024];
    struct sockfam_context *ctx = NULL;
    struct sockfam_address address;
    (void)state;
    write_config("{\"version\":1,\"plugin_path\":[\"" PLUGINS
                 "\"],\"families\":{\"odd\":{\"plugin\":\"odd_code.so\"}}}");
    assert_non_null(getcwd(before, sizeof(before)));
    assert_int_equal(chdir(folder), 0);
    assert_int_equal(sockfam_context_open(&ctx, "sockfam.json", NULL), 0);
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(sockfam_address_parse(ctx, "odd:name", 8, 0, &address, NULL), 0);
    sockfam_context_close(ctx);
    assert_int_equal(chdir(before), 0);
}

static void show_tells_where_each_member_comes_from(void **state)
{
    char text[2048], from[128];
    size_t need = 0;
    (void)state;
    write_config("{\"version\":1,\"plugin_path\":[\"/nonexistent\"],\"families\":{\"odd\":{\"enabled\":false}}}");
    assert_int_equal(sockfam_config_show(config, text, 10, &need, NULL), -ENOSPC);
    assert_true(need > 100);
    assert_int_equal(sockfam_config_show(config, text, sizeof(text), &need, NULL), 0);
    assert_int_equal(strlen(text) + 1, need);
    snprintf(from, sizeof(from), "\"enabled\": \"%s\"", config);
    assert_non_null(strstr(text, from));
    assert_non_null(strstr(text, "\"enabled\": false"));
    assert_non_null(strstr(text, "\"priority\": 0"));
    assert_non_null(strstr(text, "\"folder\": \"/nonexistent\""));
}

/* A file that is replaced behind our back is not loaded: its tables were never judged. */
static void plugin_replaced_after_opening_is_not_loaded(void **state)
{
    char plugin[64], text[256], command[256];
    struct sockfam_context *ctx = NULL;
    struct sockfam_address address;
    struct sockfam_error error = { 0 };
    (void)state;
    snprintf(plugin, sizeof(plugin), "%s/odd.so", folder);
    snprintf(command, sizeof(command), "cp " PLUGINS "/odd_code.so %s", plugin);
    assert_int_equal(system(command), 0);
    snprintf(text, sizeof(text), "{\"version\":1,\"families\":{\"odd\":{\"plugin\":\"%s\"}}}", plugin);
    write_config(text);
    assert_int_equal(sockfam_context_open(&ctx, config, NULL), 0);
    snprintf(command, sizeof(command), "cp --remove-destination " PLUGINS "/odd_plain.so %s", plugin);
    assert_int_equal(system(command), 0);
    assert_int_equal(sockfam_address_parse(ctx, "odd:name", 8, 0, &address, &error), -ESTALE);
    assert_int_equal(error.stage, SOCKFAM_STAGE_LOAD);
    sockfam_context_close(ctx);
    unlink(plugin);
}

#define TEST(name) cmocka_unit_test_setup(name, clear)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(config_of_the_environment_replaces_the_others), TEST(plugin_path_of_the_environment_is_searched_first),
        TEST(named_config_that_cannot_be_read_fails),        TEST(config_over_one_mebibyte_is_refused),
        TEST(config_that_is_a_fifo_does_not_hang),           TEST(environment_is_asked_through_secure_getenv_only),
        TEST(plugin_is_found_after_a_change_of_folder),      TEST(show_tells_where_each_member_comes_from),
        TEST(plugin_replaced_after_opening_is_not_loaded),
    };
    return cmocka_run_group_tests_name("config_search", tests, set_up, tear_down);
}
