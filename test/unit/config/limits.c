/* SPDX-License-Identifier: MIT */
/*
 * What is absent and what only cannot be looked at; in which order folders are searched, also past one that may not be
 * entered; and that a config of many folders and families ends soon.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/context/open.h"

#define PLUGINS SOCKFAM_TEST_BUILD "/test/plugins"

static char folder[] = "/tmp/sockfam-limits-XXXXXX";
static char config[64];
static struct sf_sys sys;
static int failure; /* what the function that a test replaces sets errno to */
static unsigned opened;

static FILE *begin_config(void)
{
    FILE *file = fopen(config, "w");
    assert_non_null(file);
    fputs("{\"version\":1", file);
    return file;
}

static void write_config(const char *rest)
{
    FILE *file = begin_config();
    fprintf(file, ",%s}", rest);
    fclose(file);
}

static int set_up(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(config, sizeof(config), "%s/sockfam.json", folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    unlink(config);
    return rmdir(folder);
}

static int reset(void **state)
{
    (void)state;
    sys = sf_sys_default;
    opened = 0;
    return 0;
}

static struct sockfam_context *open_it(void)
{
    struct sockfam_context *ctx = NULL;
    struct sockfam_error error = { 0 };
    if (sf_context_open(&ctx, &sys, config, 0, &error) < 0)
        fail_msg("%s", error.message);
    return ctx;
}

/* ------------------------------------------------------------------ absence */

static DIR *fail_opendir(const char *path)
{
    assert_non_null(strstr(path, "families.d"));
    errno = failure;
    return NULL;
}

static struct dirent *fail_readdir(DIR *stream)
{
    (void)stream;
    errno = failure;
    return NULL;
}

static void folder_of_drop_ins_that_cannot_be_opened_is_a_problem(void **state)
{
    const int codes[] = { EACCES, EMFILE, ENFILE, EIO, ELOOP };
    (void)state;
    write_config("\"families\":{}");
    sys.opendir = fail_opendir;
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        failure = codes[i];
        struct sockfam_context *ctx = open_it();
        const struct sockfam_error *problem = sockfam_problem_at(ctx, 0);
        assert_non_null(problem);
        assert_int_equal(problem->code, codes[i]);
        assert_non_null(strstr(problem->message, "cannot read the folder of drop-ins"));
        assert_non_null(strstr(problem->file, "families.d"));
        sockfam_context_close(ctx);
    }
}

static void folder_of_drop_ins_that_is_not_there_is_none(void **state)
{
    const int codes[] = { ENOENT, ENOTDIR };
    (void)state;
    write_config("\"families\":{}");
    sys.opendir = fail_opendir;
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        failure = codes[i];
        struct sockfam_context *ctx = open_it();
        assert_null(sockfam_problem_at(ctx, 0));
        sockfam_context_close(ctx);
    }
}

static void folder_of_drop_ins_that_cannot_be_listed_is_a_problem(void **state)
{
    char place[128];
    (void)state;
    snprintf(place, sizeof(place), "%s/families.d", folder);
    assert_int_equal(mkdir(place, 0755), 0);
    write_config("\"families\":{}");
    sys.readdir = fail_readdir;
    failure = EIO;
    struct sockfam_context *ctx = open_it();
    assert_int_equal(sockfam_problem_at(ctx, 0)->code, EIO);
    sockfam_context_close(ctx);
    rmdir(place);
}

/* ------------------------------------------------------------------ the search */

static const char *closed; /* the beginning of a path that may not be entered */

static int open_but_closed(const char *path, int flags)
{
    opened++;
    if (closed && strncmp(path, closed, strlen(closed)) == 0) {
        errno = failure;
        return -1;
    }
    return sf_sys_default.open(path, flags);
}

static int stat_but_closed(const char *path, struct stat *status)
{
    if (closed && strncmp(path, closed, strlen(closed)) == 0) {
        errno = failure;
        return -1;
    }
    return stat(path, status);
}

static void folder_that_may_not_be_entered_does_not_end_the_search(void **state)
{
    (void)state;
    write_config("\"plugin_path\":[\"/closed\",\"" PLUGINS "\"],\"families\":{\"odd\":{\"plugin\":\"odd_plain.so\"}}");
    sys.open = open_but_closed;
    sys.stat = stat_but_closed;
    closed = "/closed/";
    failure = EACCES;
    struct sockfam_context *ctx = open_it();
    assert_int_equal(sockfam_family_find(ctx, "odd")->state, SOCKFAM_STATE_READY);
    assert_null(sockfam_problem_at(ctx, 0));
    sockfam_context_close(ctx);
}

static void plugin_that_may_lie_in_a_closed_folder_is_not_called_missing(void **state)
{
    (void)state;
    write_config("\"plugin_path\":[\"/closed\",\"/nonexistent\"],\"families\":{\"odd\":{\"plugin\":\"odd_plain.so\"}}");
    sys.open = open_but_closed;
    sys.stat = stat_but_closed;
    closed = "/closed/";
    failure = EACCES;
    struct sockfam_context *ctx = open_it();
    const struct sockfam_family *odd = sockfam_family_find(ctx, "odd");
    assert_int_equal(odd->state, SOCKFAM_STATE_REFUSED);
    assert_int_equal(odd->problem->code, EACCES);
    assert_non_null(strstr(odd->problem->file, "/closed/"));
    sockfam_context_close(ctx);
}

/* ENOTDIR, where a file stands in place of a folder, is absence. */
static void file_in_place_of_a_folder_is_absence(void **state)
{
    (void)state;
    write_config("\"plugin_path\":[\"" PLUGINS "/odd_plain.so\",\"" PLUGINS
                 "\"],\"families\":{\"odd\":{\"plugin\":\"odd_plain.so\"},\"none\":{\"plugin\":\"/dev/null/x.so\"}}");
    struct sockfam_context *ctx = open_it();
    assert_int_equal(sockfam_family_find(ctx, "odd")->state, SOCKFAM_STATE_READY);
    assert_int_equal(sockfam_family_find(ctx, "none")->state, SOCKFAM_STATE_MISSING);
    sockfam_context_close(ctx);
}

static void folders_are_searched_in_the_order_in_which_they_stand(void **state)
{
    const char *const families[] = { "{\"plugin\":\"odd.so\"}", "{}" };
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        char text[512];
        snprintf(text, sizeof(text), "\"plugin_path\":[\"/first\",\"/second\",\"/third\"],\"families\":{\"odd\":%s}",
                 families[i]);
        write_config(text);
        struct sockfam_context *ctx = open_it();
        const char *message = sockfam_family_find(ctx, "odd")->problem->message;
        const char *first = strstr(message, "/first"), *second = strstr(message, "/second");
        if (!first || !second || first > second || second > strstr(message, "/third"))
            fail_msg("%s", message);
        sockfam_context_close(ctx);
    }
}

/* ------------------------------------------------------------------ bounds */

static void folders_beyond_the_limit_are_refused(void **state)
{
    (void)state;
    FILE *file = begin_config();
    fputs(",\"plugin_path\":[\"/0\"", file);
    for (int i = 1; i < 4000; i++)
        fprintf(file, ",\"/%d\"", i);
    fputs("],\"families\":{\"odd\":{}}}", file);
    fclose(file);
    sys.open = open_but_closed;
    closed = NULL;
    struct sockfam_context *ctx = open_it();
    assert_string_equal(sockfam_problem_at(ctx, 0)->message, "there are too many folders: at most 64 are searched");
    assert_string_equal(sockfam_problem_at(ctx, 0)->pointer, "/plugin_path/64");
    assert_true(opened < 100);
    sockfam_context_close(ctx);
}

static void families_beyond_the_limit_are_refused(void **state)
{
    (void)state;
    FILE *file = begin_config();
    fputs(",\"families\":{\"f0\":{\"enabled\":false}", file);
    for (int i = 1; i < 5000; i++)
        fprintf(file, ",\"f%d\":{\"enabled\":false}", i);
    fputs("}}", file);
    fclose(file);
    struct sockfam_context *ctx = open_it();
    assert_int_equal(sockfam_family_count(ctx), 4096);
    assert_non_null(strstr(sockfam_problem_at(ctx, 0)->message, "at most 4096 in all files are taken"));
    assert_null(sockfam_problem_at(ctx, 1));
    sockfam_context_close(ctx);
}

#define TEST(name) cmocka_unit_test_setup(name, reset)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(folder_of_drop_ins_that_cannot_be_opened_is_a_problem),
        TEST(folder_of_drop_ins_that_is_not_there_is_none),
        TEST(folder_of_drop_ins_that_cannot_be_listed_is_a_problem),
        TEST(folder_that_may_not_be_entered_does_not_end_the_search),
        TEST(plugin_that_may_lie_in_a_closed_folder_is_not_called_missing),
        TEST(file_in_place_of_a_folder_is_absence),
        TEST(folders_are_searched_in_the_order_in_which_they_stand),
        TEST(folders_beyond_the_limit_are_refused),
        TEST(families_beyond_the_limit_are_refused),
    };
    return cmocka_run_group_tests_name("config_limits", tests, set_up, tear_down);
}
