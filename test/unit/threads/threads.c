/* SPDX-License-Identifier: MIT */
/*
 * Addresses from many threads: one context for all of them, and one each. Meant for ThreadSanitizer; without it the
 * answers are compared all the same. (Opening, lookups and loading: test/unit/plugin/threads.c.)
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>

#include <sockfam/sockfam.h>

#include "support/constants.h"

#define CONFIG SOCKFAM_TEST_BUILD "/config/sockfam.json"
#define THREADS 8
#define TURNS 50
#define EXAMPLES 64

/* An address and its shapes, as one thread alone found them. */
struct example {
    struct sockfam_address address;
    char text[SOCKFAM_TEXT_MAX];
    char json[2048];
};

static struct sockfam_context *shared;
static struct example examples[EXAMPLES];
static size_t example_count;
static pthread_barrier_t barrier;
static atomic_int wrong;

static void add_example(const char *text)
{
    struct example *example = &examples[example_count++];
    assert_true(example_count <= EXAMPLES);
    assert_int_equal(sockfam_address_parse(shared, text, strlen(text), SOCKFAM_NO_LOOKUP, &example->address, NULL), 0);
    assert_int_equal(sockfam_address_print(shared, &example->address, SOCKFAM_NO_LOOKUP | SOCKFAM_DISPLAY,
                                           example->text, sizeof(example->text), NULL, NULL),
                     0);
    assert_int_equal(sockfam_address_to_json(shared, &example->address, SOCKFAM_NO_LOOKUP, example->json,
                                             sizeof(example->json), NULL, NULL),
                     0);
}

static int set_up(void **state)
{
    (void)state;
    if (sockfam_context_open(&shared, CONFIG, NULL) < 0)
        return -1;
    for (size_t i = 0; i < sockfam_family_count(shared); i++) {
        const struct sockfam_family *family = sockfam_family_at(shared, i);
        for (size_t k = 0; k < family->format_count; k++)
            for (size_t row = 0; row < family->formats[k]->variant_count; row++)
                add_example(sockfam_format_variant_at(family->formats[k], row)->example);
    }
    add_example("raw:family=65000,data=00ff");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    sockfam_context_close(shared);
    return 0;
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

static bool is_same(const struct sockfam_address *left, const struct sockfam_address *right)
{
    return left->length == right->length && memcmp(left->bytes, right->bytes, left->length) == 0;
}

/* Whether a context finds what the shared one found, in every shape. */
static bool agrees(const struct sockfam_context *ctx, const struct example *example)
{
    struct sockfam_address address, back;
    SOCKFAM_VALUES(values);
    struct sockfam_error error;
    char text[SOCKFAM_TEXT_MAX], json[2048];
    const unsigned flags = SOCKFAM_NO_LOOKUP;
    bool is_right =
        sockfam_address_parse(ctx, example->text, strlen(example->text), flags, &address, &error) == 0 &&
        is_same(&address, &example->address) &&
        sockfam_address_print(ctx, &address, flags | SOCKFAM_DISPLAY, text, sizeof(text), NULL, &error) == 0 &&
        strcmp(text, example->text) == 0 &&
        sockfam_address_to_json(ctx, &address, flags, json, sizeof(json), NULL, &error) == 0 &&
        strcmp(json, example->json) == 0 &&
        sockfam_address_from_json(ctx, json, strlen(json), flags, &back, &error) == 0 && is_same(&address, &back);
    if (!is_right || !address.format)
        return is_right;
    return sockfam_address_to_values(ctx, &address, flags, &values, &error) == 0 &&
           sockfam_address_from_values(ctx, address.format, values.value, values.count, flags, &back, &error) == 0 &&
           is_same(&address, &back) &&
           sockfam_address_from_bytes(ctx, address.format, address.bytes, address.length, address.length, &back,
                                      &error) == 0 &&
           is_same(&address, &back);
}

static void *use_shared(void *unused)
{
    (void)unused;
    pthread_barrier_wait(&barrier);
    for (int turn = 0; turn < TURNS; turn++)
        for (size_t i = 0; i < example_count; i++)
            if (!agrees(shared, &examples[i]))
                atomic_fetch_add(&wrong, 1);
    return NULL;
}

static void addresses_of_one_context_by_many_threads_agree(void **state)
{
    (void)state;
    run_threads(use_shared);
}

static void *use_own(void *unused)
{
    (void)unused;
    pthread_barrier_wait(&barrier);
    for (int turn = 0; turn < 5; turn++) {
        struct sockfam_context *own = NULL;
        if (sockfam_context_open(&own, CONFIG, NULL) < 0) {
            atomic_fetch_add(&wrong, 1);
            continue;
        }
        for (size_t i = 0; i < example_count; i++)
            if (!agrees(own, &examples[i]))
                atomic_fetch_add(&wrong, 1);
        sockfam_context_close(own);
    }
    return NULL;
}

static void addresses_of_one_context_for_each_thread_agree(void **state)
{
    (void)state;
    run_threads(use_own);
}

static void *list_constants(void *unused)
{
    const char *before = "";
    (void)unused;
    pthread_barrier_wait(&barrier);
    const struct constants all = constants_of(shared, NULL);
    for (size_t i = 0; i < all.count; i++) {
        const struct sockfam_constant *constant = all.list[i];
        if (strcmp(before, constant->name) > 0 || !sockfam_constant_find(shared, constant->name))
            atomic_fetch_add(&wrong, 1);
        before = constant->name;
    }
    if (all.count == 0)
        atomic_fetch_add(&wrong, 1);
    return NULL;
}

static void first_list_of_constants_by_many_threads_is_in_order(void **state)
{
    (void)state;
    run_threads(list_constants);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_of_one_context_by_many_threads_agree),
        cmocka_unit_test(addresses_of_one_context_for_each_thread_agree),
        cmocka_unit_test(first_list_of_constants_by_many_threads_is_in_order),
    };
    return cmocka_run_group_tests_name("address_threads", tests, set_up, tear_down);
}
