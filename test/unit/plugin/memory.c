/* SPDX-License-Identifier: MIT */
/*
 * Every allocation of opening, loading and asking fails once, and then all from that one on. Each time the call
 * succeeds or says that there is no memory, and afterwards nothing is left behind and the next call does well.
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

#include "support/memory.h"

#define PLUGINS SOCKFAM_TEST_BUILD "/test/plugins"

static char folder[] = "/tmp/sockfam-memory-XXXXXX";
static char config[64], code_config[64];

static void write_text(const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* Families of every state, drop-ins and mistakes, so that every path of the loader allocates. */
static int set_up(void **state)
{
    char path[128];
    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(config, sizeof(config), "%s/sockfam.json", folder);
    snprintf(code_config, sizeof(code_config), "%s/code.json", folder);
    snprintf(path, sizeof(path), "%s/families.d", folder);
    assert_int_equal(mkdir(path, 0755), 0);
    write_text("sockfam.json", "{\"version\":1,\"plugin_path\":[\"" PLUGINS "\",\"..\"],\"families\":{"
                               "\"odd\":{\"plugin\":\"odd_code.so\"},\"even\":{\"plugin\":\"odd_overlap.so\"},"
                               "\"missing\":{\"plugin\":\"missing.so\"},\"off\":{\"enabled\":false},\"bad\":{\"x\":1},"
                               "\"two\":{\"plugin\":\"odd_plain.so\"},\"vsock\":{\"plugin\":\"" SOCKFAM_TEST_BUILD
                               "/plugins/vsock/vsock.so\"}}}");
    write_text("families.d/1.json", "{\"version\":1,\"families\":{\"even\":{\"priority\":2}}}");
    write_text("families.d/2.json", "{\"version\":1,");
    write_text("code.json", "{\"version\":1,\"families\":{\"odd\":{\"plugin\":\"" PLUGINS "/odd_code.so\"}}}");
    setenv("SOCKFAM_PLUGIN_PATH", "/nonexistent", 1);
    return 0;
}

static int tear_down(void **state)
{
    char command[64];
    (void)state;
    snprintf(command, sizeof(command), "rm -rf %s", folder);
    return system(command);
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

/* What is tried: 0, or a negative errno. It cleans up behind itself. */
struct attempt {
    int (*run)(void);
};

static int try_open(void)
{
    struct sockfam_context *ctx = NULL;
    struct sockfam_error error = { 0 };
    int result = sockfam_context_open(&ctx, config, &error);
    if (result < 0) {
        assert_null(ctx);
        assert_int_equal(error.kind, SOCKFAM_ERROR_MEMORY);
        return result;
    }
    assert_int_equal(sockfam_family_count(ctx), 7);
    assert_int_equal(sockfam_family_find(ctx, "odd")->state, SOCKFAM_STATE_READY);
    assert_int_equal(sockfam_family_find(ctx, "even")->state, SOCKFAM_STATE_REFUSED);
    assert_int_equal(sockfam_family_find(ctx, "missing")->state, SOCKFAM_STATE_MISSING);
    assert_int_equal(sockfam_constant_find(ctx, "AF_VSOCK")->value, 40);
    sockfam_context_close(ctx);
    return 0;
}

static int try_check(void)
{
    int result = sockfam_config_check(config, NULL, NULL, NULL);
    return result == 5 ? 0 : result;
}

static int try_show(void)
{
    char text[8192];
    int result = sockfam_config_show(config, text, sizeof(text), NULL, NULL);
    return result == 0 && !strstr(text, "\"even\"") ? -EINVAL : result;
}

static int try_plugin(void)
{
    struct sockfam_context *ctx = NULL;
    int result = sockfam_context_open_plugin(&ctx, PLUGINS "/odd_constructor.so", NULL);
    sockfam_context_close(ctx);
    return result;
}

static void failing_allocation_is_reported_and_leaves_nothing(void **state)
{
    const struct attempt *attempt = *state;
    long n = 0;
    bool has_failed = true;
    if (!memory_can_fail()) {
        print_message("SKIP: the sanitizer has its own malloc\n");
        skip();
    }
    assert_int_equal(attempt->run(), 0); /* what the C library keeps for good is allocated here */
    long live = memory_live();
    int descriptors = count_descriptors();
    for (; has_failed; n++) {
        for (int for_good = 0; for_good < 2; for_good++) {
            memory_fail_at(n, for_good);
            int result = attempt->run();
            has_failed = memory_succeed();
            if (result != -ENOMEM && result != 0)
                fail_msg("allocation %ld: result %d", n, result);
            if (memory_live() != live)
                fail_msg("allocation %ld: %ld blocks are left", n, memory_live() - live);
        }
    }
    assert_true(n > 4);
    assert_int_equal(count_descriptors(), descriptors);
    assert_int_equal(attempt->run(), 0);
}

/* Out of memory is not remembered: when there is some again the code is loaded. */
static void failing_allocation_while_loading_code_is_not_remembered(void **state)
{
    struct sockfam_context *ctx = NULL;
    struct sockfam_address address;
    int result = -ENOMEM;
    (void)state;
    if (!memory_can_fail()) {
        print_message("SKIP: the sanitizer has its own malloc\n");
        skip();
    }
    assert_int_equal(sockfam_context_open(&ctx, code_config, NULL), 0);
    for (long n = 0; result != 0; n++) {
        struct sockfam_error error = { 0 };
        memory_fail_at(n, true);
        result = sockfam_address_parse(ctx, "odd:name", 8, 0, &address, &error);
        memory_succeed();
        if (result != 0 && result != -ENOMEM)
            fail_msg("allocation %ld: result %d: %s", n, result, error.message);
    }
    assert_int_equal(address.bytes[7], 4);
    sockfam_context_close(ctx);
}

static void constants_that_cannot_be_sorted_are_an_error_and_then_listed(void **state)
{
    const struct sockfam_constant_query query = { .family = "vsock", .prefix = "VMADDR_" };
    struct sockfam_context *ctx = NULL;
    (void)state;
    if (!memory_can_fail()) {
        print_message("SKIP: the sanitizer has its own malloc\n");
        skip();
    }
    assert_int_equal(sockfam_context_open(&ctx, config, NULL), 0);
    memory_fail_at(0, true);
    const struct sockfam_constant *const *list = NULL;
    size_t count = 0;
    assert_int_equal(sockfam_constant_list(ctx, &query, &list, &count, NULL), -ENOMEM);
    assert_true(memory_succeed());
    assert_null(list);
    assert_int_equal(sockfam_constant_list(ctx, &query, &list, &count, NULL), 0);
    assert_true(count > 2);
    sockfam_context_close(ctx);
}

#define ATTEMPT(name)                                                                                                  \
    {                                                                                                                  \
#name, failing_allocation_is_reported_and_leaves_nothing, NULL, NULL, &(struct attempt)                        \
        {                                                                                                              \
            name                                                                                                       \
        }                                                                                                              \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        ATTEMPT(try_open),
        ATTEMPT(try_check),
        ATTEMPT(try_show),
        ATTEMPT(try_plugin),
        cmocka_unit_test(failing_allocation_while_loading_code_is_not_remembered),
        cmocka_unit_test(constants_that_cannot_be_sorted_are_an_error_and_then_listed),
    };
    return cmocka_run_group_tests_name("loader_memory", tests, set_up, tear_down);
}
