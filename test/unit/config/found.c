/* SPDX-License-Identifier: MIT */
/* What counts as absent and what does not, which file is searched first, and that nothing is opened to look at it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <sockfam/config.h>

#include "core/context/open.h"

#define PLAIN SOCKFAM_TEST_BUILD "/test/plugins/odd_plain.so"

static char folder[] = "/tmp/sockfam-found-XXXXXX";
static char config[64];
static struct sf_sys sys; /* the real one, unless a test replaces a part of it */
static int failure;       /* the errno of what fails; 0: nothing does */
static const char *failing; /* what the paths that fail have in them */

static FILE *begin(const char *name)
{
    char path[128];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    return file;
}

static void write_file(const char *name, const char *text)
{
    FILE *file = begin(name);
    fputs(text, file);
    fclose(file);
}

static void make_folder(const char *name)
{
    char path[128];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    assert_int_equal(mkdir(path, 0755), 0);
}

static void put_plugin(const char *name)
{
    char path[160];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    assert_int_equal(symlink(PLAIN, path), 0);
}

static int set_up(void **state)
{
    (void)state;
    strcpy(folder + strlen(folder) - 6, "XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(config, sizeof(config), "%s/sockfam.json", folder);
    sys = sf_sys_default;
    failure = 0;
    failing = folder;
    unsetenv("SOCKFAM_CONFIG");
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

static struct sockfam_context *opened(const char *file)
{
    struct sockfam_context *ctx = NULL;
    struct sockfam_error error = { 0 };
    if (sf_context_open(&ctx, &sys, file, 0, &error) < 0)
        fail_msg("%s", error.message);
    return ctx;
}

/* The only problem of a context with the config, which has to do with `file`; "": there is none. */
static void want_problem(const char *file, const char *message)
{
    struct sockfam_context *ctx = opened(config);
    const struct sockfam_error *problem = sockfam_problem_at(ctx, 0);
    if (message[0] == '\0') {
        assert_null(problem);
    } else {
        assert_non_null(problem);
        assert_int_equal(problem->stage, SOCKFAM_STAGE_PARSE);
        if (!strstr(problem->message, message) || !strstr(problem->file, file))
            fail_msg("%s: %s", problem->file, problem->message);
        assert_null(sockfam_problem_at(ctx, 1));
    }
    sockfam_context_close(ctx);
}

/* ------------------------------------------------------------------ absence */

static int fail_open(const char *path, int flags)
{
    if (failure == 0 || !strstr(path, failing))
        return open(path, flags);
    errno = failure;
    return -1;
}

static void drop_in_that_cannot_be_read_is_a_problem(void **state)
{
    static const int codes[] = { EACCES, EMFILE, EIO, ELOOP, ENOENT };
    (void)state;
    write_file("sockfam.json", "{\"version\":1}");
    make_folder("families.d");
    write_file("families.d/off.json", "{\"version\":1,\"families\":{\"odd\":{\"enabled\":false}}}");
    sys.open = fail_open;
    failing = "off.json";
    want_problem("", "");
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        failure = codes[i];
        want_problem("/families.d/off.json", strerror(failure));
    }
}

/* Of the configs that nobody named only absence is not a problem. */
static void usual_config_that_cannot_be_read_is_a_problem(void **state)
{
    static const int codes[] = { EACCES, EIO, ELOOP };
    (void)state;
    sys.open = fail_open;
    failing = "sockfam.json";
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        failure = codes[i];
        struct sockfam_context *ctx = opened(NULL);
        assert_non_null(sockfam_problem_at(ctx, 1)); /* the system's, and its administrator's */
        assert_int_equal(sockfam_problem_at(ctx, 0)->code, failure);
        sockfam_context_close(ctx);
    }
    failure = ENOTDIR;
    struct sockfam_context *ctx = opened(NULL);
    assert_null(sockfam_problem_at(ctx, 0));
    sockfam_context_close(ctx);
}

/* ------------------------------------------------------------------ the search */

/* Where family "odd" was found, behind the test's folder; "" if it is not ready. */
static void want_found(const char *where)
{
    struct sockfam_context *ctx = opened(config);
    const struct sockfam_family *odd = sockfam_family_find(ctx, "odd");
    assert_non_null(odd);
    if (where[0] != '\0' && odd->problem)
        fail_msg("%s", odd->problem->message);
    if (where[0] == '\0')
        assert_int_equal(odd->state, SOCKFAM_STATE_REFUSED);
    else if (strcmp(odd->plugin + strlen(folder), where) != 0)
        fail_msg("found in %s", odd->plugin);
    sockfam_context_close(ctx);
}

static void make_places(void)
{
    static const char *const names[] = { "a", "b", "c" };
    for (size_t i = 0; i < 3; i++) {
        char path[64];
        make_folder(names[i]);
        snprintf(path, sizeof(path), "%s/odd", names[i]);
        make_folder(path);
        snprintf(path, sizeof(path), "%s/odd/odd.so", names[i]);
        put_plugin(path);
    }
}

static void folders_of_the_latest_file_are_searched_first_and_in_order(void **state)
{
    (void)state;
    make_places();
    make_folder("families.d");
    write_file("sockfam.json", "{\"version\":1,\"plugin_path\":[\"a\"],\"families\":{\"odd\":{}}}");
    write_file("families.d/more.json", "{\"version\":1,\"plugin_path\":[\"../b\",\"../c\"]}");
    want_found("/b/odd/odd.so");
}

static void folders_of_the_naming_file_come_before_those_of_later_ones(void **state)
{
    (void)state;
    make_places();
    make_folder("families.d");
    write_file("sockfam.json", "{\"version\":1,\"plugin_path\":[\"a\"],"
                               "\"families\":{\"odd\":{\"plugin\":\"odd/odd.so\"}}}");
    write_file("families.d/1.json", "{\"version\":1,\"plugin_path\":[\"../b\"]}");
    write_file("families.d/2.json", "{\"version\":1,\"plugin_path\":[\"../none\"]}");
    want_found("/a/odd/odd.so");
    write_file("sockfam.json", "{\"version\":1,\"plugin_path\":[\"none\"],"
                               "\"families\":{\"odd\":{\"plugin\":\"odd/odd.so\"}}}");
    want_found("/b/odd/odd.so");
    write_file("families.d/2.json", "{\"version\":1,\"plugin_path\":[\"../c\"]}");
    want_found("/c/odd/odd.so");
}

/* ------------------------------------------------------------------ looking */

/* The writer waits for somebody who opens its FIFO to read; nobody of us may be that. */
static void writer_of_a_fifo_goes_on_waiting(void **state)
{
    struct sockfam_context *ctx = NULL;
    struct sockfam_error error = { 0 };
    char fifo[96];
    (void)state;
    snprintf(fifo, sizeof(fifo), "%s/fifo", folder);
    assert_int_equal(mkfifo(fifo, 0644), 0);
    pid_t writer = fork();
    if (writer == 0) {
        int fd = open(fifo, O_WRONLY | O_CLOEXEC);
        _exit(fd >= 0 ? 1 : 2);
    }
    nanosleep(&(const struct timespec){ .tv_nsec = 50 * 1000 * 1000 }, NULL);
    assert_int_equal(sockfam_context_open_plugin(&ctx, fifo, &error), -EINVAL);
    assert_int_equal(sockfam_context_open(&ctx, fifo, &error), -EINVAL);
    FILE *file = begin("sockfam.json");
    fprintf(file, "{\"version\":1,\"families\":{\"odd\":{\"plugin\":\"%s\"}}}", fifo);
    fclose(file);
    want_found("");
    nanosleep(&(const struct timespec){ .tv_nsec = 50 * 1000 * 1000 }, NULL);
    assert_int_equal(waitpid(writer, NULL, WNOHANG), 0);
    kill(writer, SIGKILL);
    waitpid(writer, NULL, 0);
}

/* ------------------------------------------------------------------ how much */

static void folder_of_too_many_drop_ins_is_a_problem(void **state)
{
    (void)state;
    write_file("sockfam.json", "{\"version\":1}");
    make_folder("families.d");
    for (int i = 0; i <= 1024; i++) {
        char name[32];
        snprintf(name, sizeof(name), "families.d/%d.json", i);
        write_file(name, "{\"version\":1}");
    }
    want_problem("/families.d", "more than 1024");
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(drop_in_that_cannot_be_read_is_a_problem),
        TEST(usual_config_that_cannot_be_read_is_a_problem),
        TEST(folders_of_the_latest_file_are_searched_first_and_in_order),
        TEST(folders_of_the_naming_file_come_before_those_of_later_ones),
        TEST(writer_of_a_fifo_goes_on_waiting),
        TEST(folder_of_too_many_drop_ins_is_a_problem),
    };
    return cmocka_run_group_tests_name("config_found", tests, NULL, NULL) != 0;
}
