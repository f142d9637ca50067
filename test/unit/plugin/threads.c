/* SPDX-License-Identifier: MIT */
/*
 * Many threads at once: opening and closing contexts, first use of a driver's code, lookups and queries of one context.
 * Meant for ThreadSanitizer; without it the answers are compared all the same.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sockfam/sockfam.h>

#include "support/constants.h"

#define THREADS 8
#define ODD(name) SOCKFAM_TEST_BUILD "/test/plugins/odd_" name ".so"

static char path[] = "/tmp/sockfam-threads-XXXXXX";
static struct sockfam_context *shared;
static pthread_barrier_t barrier;
static atomic_int wrong;

/* One driver with code, one whose code is not what its tables say, and one without. */
static void write_config(const char *odd)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "{\"version\":1,\"families\":{\"odd\":{\"plugin\":\"%s\"}}}\n", odd);
    fclose(file);
}

static int set_up(void **state)
{
    (void)state;
    int fd = mkstemp(path);
    return fd < 0 ? -1 : close(fd);
}

static int tear_down(void **state)
{
    (void)state;
    return unlink(path);
}

static void run_threads(void *(*run)(void *))
{
    pthread_t threads[THREADS];
    atomic_store(&wrong, 0);
    assert_int_equal(pthread_barrier_init(&barrier, NULL, THREADS), 0);
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, run, NULL), 0);
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    pthread_barrier_destroy(&barrier);
    assert_int_equal(atomic_load(&wrong), 0);
}

static void *use_code(void *unused)
{
    struct sockfam_address address;
    (void)unused;
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < 20; i++)
        if (sockfam_address_parse(shared, "odd:name", 8, 0, &address, NULL) < 0 || address.bytes[7] != 4)
            atomic_fetch_add(&wrong, 1);
    return NULL;
}

static void first_use_of_code_by_many_threads_loads_it_for_all(void **state)
{
    (void)state;
    write_config(ODD("code"));
    assert_int_equal(sockfam_context_open(&shared, path, NULL), 0);
    assert_int_equal(sockfam_family_state(shared, sockfam_family_at(shared, 0)), SOCKFAM_STATE_READY);
    run_threads(use_code);
    assert_int_equal(sockfam_family_state(shared, sockfam_family_at(shared, 0)), SOCKFAM_STATE_LOADED);
    sockfam_context_close(shared);
}

static void *use_bad_code(void *unused)
{
    struct sockfam_address address;
    (void)unused;
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < 20; i++) {
        struct sockfam_error error = { 0 };
        if (sockfam_address_parse(shared, "odd:name", 8, 0, &address, &error) == 0 ||
            error.stage != SOCKFAM_STAGE_MATCH || !strstr(error.message, "is only in the code"))
            atomic_fetch_add(&wrong, 1);
    }
    return NULL;
}

static void failed_first_use_tells_all_threads_the_same(void **state)
{
    (void)state;
    write_config(ODD("code_stranger"));
    assert_int_equal(sockfam_context_open(&shared, path, NULL), 0);
    run_threads(use_bad_code);
    sockfam_context_close(shared);
}

static void *look_up(void *unused)
{
    const struct sockfam_constant_query query = { .prefix = "ODD_" };
    (void)unused;
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < 200; i++) {
        const struct constants found = constants_of(shared, &query);
        if (found.count < 2 || strcmp(found.list[0]->name, "ODD_ONE") != 0 ||
            !sockfam_format_find(shared, "odd") || !sockfam_format_by_number(shared, 211, 0) ||
            !sockfam_constant_find(shared, "ODD_TWO"))
            atomic_fetch_add(&wrong, 1);
    }
    return NULL;
}

static void lookups_by_many_threads_agree(void **state)
{
    (void)state;
    write_config(ODD("plain"));
    assert_int_equal(sockfam_context_open(&shared, path, NULL), 0);
    run_threads(look_up);
    sockfam_context_close(shared);
}

static void *open_and_close(void *unused)
{
    (void)unused;
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < 10; i++) {
        struct sockfam_context *ctx = NULL;
        struct sockfam_address address;
        if (sockfam_context_open(&ctx, path, NULL) < 0 ||
            sockfam_address_parse(ctx, "odd:name", 8, 0, &address, NULL) < 0)
            atomic_fetch_add(&wrong, 1);
        sockfam_context_close(ctx);
    }
    return NULL;
}

static void contexts_of_many_threads_do_not_meet(void **state)
{
    (void)state;
    write_config(ODD("code"));
    run_threads(open_and_close);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_use_of_code_by_many_threads_loads_it_for_all),
        cmocka_unit_test(failed_first_use_tells_all_threads_the_same),
        cmocka_unit_test(lookups_by_many_threads_agree),
        cmocka_unit_test(contexts_of_many_threads_do_not_meet),
    };
    return cmocka_run_group_tests_name("loader_threads", tests, set_up, tear_down);
}
