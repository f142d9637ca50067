/* SPDX-License-Identifier: MIT */
/* Files that others may write: refused in a privileged program, warned of by those who look. */
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
#include "core/sys/trust.h"

#define PLUGIN SOCKFAM_TEST_BUILD "/test/plugins/odd_plain.so"

static char folder[] = "/tmp/sockfam-trust-XXXXXX";
static char config[64], plugin[64];
static struct sf_sys sys;

/* What stat(2) says of one path. */
static const char *told_path;
static mode_t told_mode;
static uid_t told_user;
static gid_t told_group;

static int told_stat(const char *path, struct stat *status)
{
    if (stat(path, status) < 0)
        return -1;
    status->st_uid = status->st_gid = 0;
    status->st_mode &= (mode_t)~022;
    if (told_path && strcmp(path, told_path) == 0) {
        status->st_mode = (status->st_mode & S_IFMT) | told_mode;
        status->st_uid = told_user;
        status->st_gid = told_group;
    }
    return 0;
}

static bool yes(void)
{
    return true;
}

static uid_t user_1000(void)
{
    return 1000;
}

static void write_config(void)
{
    char command[512];
    FILE *file = fopen(config, "w");
    assert_non_null(file);
    fprintf(file, "{\"version\":1,\"families\":{\"odd\":{\"plugin\":\"%s\"}}}", plugin);
    fclose(file);
    snprintf(command, sizeof(command), "cp " PLUGIN " %s && chmod 644 %s %s", plugin, plugin, config);
    assert_int_equal(system(command), 0);
}

static int set_up(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(config, sizeof(config), "%s/sockfam.json", folder);
    snprintf(plugin, sizeof(plugin), "%s/odd.so", folder);
    write_config();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    unlink(config);
    unlink(plugin);
    return rmdir(folder);
}

static int reset(void **state)
{
    (void)state;
    sys = sf_sys_default;
    sys.stat = told_stat;
    sys.is_privileged = yes;
    told_path = NULL;
    told_mode = 0755;
    told_user = 0;
    told_group = 0;
    return 0;
}

/* ------------------------------------------------------------------ who may write */

static void path_of_root_and_of_this_user_is_trusted(void **state)
{
    char problem[SF_TRUST_PROBLEM_SIZE];
    (void)state;
    assert_int_equal(sf_trust(&sys, plugin, problem), 0);
    sys.geteuid = user_1000;
    told_path = plugin;
    told_user = 1000;
    assert_int_equal(sf_trust(&sys, plugin, problem), 0);
    assert_int_equal(sf_trust(&sys, "/nonexistent/x", problem), 0);
}

static void each_component_that_others_may_write_is_named(void **state)
{
    static const struct {
        mode_t mode;
        uid_t user;
        gid_t group;
        const char *problem;
    } cases[] = {
        { 0757, 0, 0, "everybody may write" },
        { 0775, 0, 77, "the group 77 may write" },
        { 0755, 77, 0, "belongs to the user 77" },
    };
    const char *const components[] = { plugin, folder, "/tmp", "/" };
    char problem[SF_TRUST_PROBLEM_SIZE];
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        for (size_t k = 0; k < sizeof(components) / sizeof(components[0]); k++) {
            char quoted[80];
            told_path = components[k];
            told_mode = cases[i].mode;
            told_user = cases[i].user;
            told_group = cases[i].group;
            snprintf(quoted, sizeof(quoted), "\"%s\"", components[k]);
            assert_int_equal(sf_trust(&sys, plugin, problem), -EPERM);
            if (!strstr(problem, cases[i].problem) || (told_user == 0 && !strstr(problem, quoted)))
                fail_msg("%s: %s", components[k], problem);
        }
    }
}

static void sticky_folder_and_own_group_are_trusted(void **state)
{
    char problem[SF_TRUST_PROBLEM_SIZE];
    (void)state;
    told_path = "/tmp";
    told_mode = 01777;
    assert_int_equal(sf_trust(&sys, plugin, problem), 0);
    told_path = folder;
    told_mode = 0775;
    told_group = 0;
    assert_int_equal(sf_trust(&sys, plugin, problem), 0);
}

static void link_leads_to_the_component_that_counts(void **state)
{
    char link[80], problem[SF_TRUST_PROBLEM_SIZE];
    (void)state;
    snprintf(link, sizeof(link), "%s/link.so", folder);
    assert_int_equal(symlink(plugin, link), 0);
    told_path = plugin;
    told_mode = 0666;
    int result = sf_trust(&sys, link, problem);
    unlink(link);
    assert_int_equal(result, -EPERM);
}

/* ------------------------------------------------------------------ what comes of it */

static void privileged_program_refuses_a_plugin_that_others_may_write(void **state)
{
    struct sockfam_context *ctx = NULL;
    (void)state;
    told_path = plugin;
    told_mode = 0666;
    assert_int_equal(sf_context_open(&ctx, &sys, config, 0, NULL), 0);
    const struct sockfam_family *odd = sockfam_family_find(ctx, "odd");
    assert_int_equal(odd->state, SOCKFAM_STATE_REFUSED);
    assert_int_equal(odd->problem->stage, SOCKFAM_STAGE_PATH);
    assert_non_null(strstr(odd->problem->message, "the plugin is not trusted: everybody may write"));
    sockfam_context_close(ctx);
}

static void privileged_program_refuses_a_config_that_others_may_write(void **state)
{
    struct sockfam_context *ctx = NULL;
    struct sockfam_error error = { 0 };
    (void)state;
    told_path = config;
    told_mode = 0666;
    assert_int_equal(sf_context_open(&ctx, &sys, config, 0, &error), -EPERM);
    assert_non_null(strstr(error.message, "cannot read the config: everybody may write"));
    assert_null(ctx);
}

static void other_programs_take_both(void **state)
{
    struct sockfam_context *ctx = NULL;
    (void)state;
    sys.is_privileged = sf_sys_default.is_privileged;
    told_path = plugin;
    told_mode = 0666;
    assert_int_equal(sf_context_open(&ctx, &sys, config, 0, NULL), 0);
    assert_int_equal(sockfam_family_find(ctx, "odd")->state, SOCKFAM_STATE_READY);
    assert_null(sockfam_problem_at(ctx, 0));
    sockfam_context_close(ctx);
}

static unsigned warnings;

static void count_warning(void *user, const struct sockfam_error *problem)
{
    (void)user;
    assert_non_null(strstr(problem->message, "others may change it: everybody may write"));
    warnings++;
}

static void check_and_inspection_warn_of_both(void **state)
{
    struct sockfam_context *ctx = NULL;
    (void)state;
    chmod(plugin, 0666);
    chmod(config, 0666);
    warnings = 0;
    int count = sockfam_config_check(config, count_warning, NULL, NULL);
    int result = sockfam_context_open_plugin(&ctx, plugin, NULL);
    chmod(plugin, 0644);
    chmod(config, 0644);
    assert_int_equal(count, 2);
    assert_int_equal(warnings, 2);
    assert_int_equal(result, 0);
    size_t last = 0; /* a sanitizer's constructor is told before */
    while (sockfam_problem_at(ctx, last + 1))
        last++;
    assert_non_null(strstr(sockfam_problem_at(ctx, last)->message, "others may change it"));
    sockfam_context_close(ctx);
}

#define TEST(name) cmocka_unit_test_setup(name, reset)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(path_of_root_and_of_this_user_is_trusted),
        TEST(each_component_that_others_may_write_is_named),
        TEST(sticky_folder_and_own_group_are_trusted),
        TEST(link_leads_to_the_component_that_counts),
        TEST(privileged_program_refuses_a_plugin_that_others_may_write),
        TEST(privileged_program_refuses_a_config_that_others_may_write),
        TEST(other_programs_take_both),
        TEST(check_and_inspection_warn_of_both),
    };
    return cmocka_run_group_tests_name("config_trust", tests, set_up, tear_down);
}
