/* SPDX-License-Identifier: MIT */
/*
 * Memory and descriptors with the families of this build: the shapes of an address ask for no memory, but for reading
 * JSON, which survives the failure of each allocation; and what was opened is given back whole.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <sockfam/sockfam.h>

#include "support/memory.h"
#include "support/constants.h"

#define CONFIG SOCKFAM_TEST_BUILD "/config/sockfam.json"

static struct sockfam_context *ctx;

static int set_up(void **state)
{
    (void)state;
    return sockfam_context_open(&ctx, CONFIG, NULL);
}

static int tear_down(void **state)
{
    (void)state;
    sockfam_context_close(ctx);
    return 0;
}

static void need_failing_memory(void)
{
    if (memory_can_fail())
        return;
    print_message("SKIP: the sanitizer has its own malloc\n");
    skip();
}

static int count_descriptors(void)
{
    int count = 0;
    DIR *folder = opendir("/proc/self/fd");
    assert_non_null(folder);
    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

/* Calls `use` with an address of each layout of each format. */
static void for_each_address(void (*use)(const struct sockfam_address *address))
{
    size_t count = 0;
    for (size_t i = 0; i < sockfam_family_count(ctx); i++) {
        const struct sockfam_family *family = sockfam_family_at(ctx, i);
        for (size_t k = 0; k < family->format_count; k++) {
            const struct sockfam_format *format = family->formats[k];
            for (size_t row = 0; row < format->variant_count; row++) {
                struct sockfam_address address;
                const char *text = sockfam_format_variant_at(format, row)->example;
                assert_int_equal(sockfam_address_parse(ctx, text, strlen(text), SOCKFAM_NO_LOOKUP, &address, NULL), 0);
                use(&address);
                count++;
            }
        }
    }
    assert_true(count > 0);
    const char *raw = "raw:family=65000,data=00ff";
    struct sockfam_address address;
    assert_int_equal(sockfam_address_parse(ctx, raw, strlen(raw), 0, &address, NULL), 0);
    use(&address);
}

/* ------------------------------------------------------------------ shapes that need no memory */

static void use_text_and_bytes(const struct sockfam_address *address, unsigned flags)
{
    struct sockfam_address back;
    char text[SOCKFAM_TEXT_MAX];
    size_t need;
    struct sockfam_error error;
    assert_int_equal(sockfam_address_print(ctx, address, flags, text, sizeof(text), &need, &error), 0);
    assert_int_equal(sockfam_address_parse(ctx, text, need - 1, flags, &back, &error), 0);
    assert_memory_equal(back.bytes, address->bytes, address->length);
    assert_int_equal(sockfam_address_print(ctx, address, flags, text, 3, &need, &error), -ENOSPC);
    assert_int_equal(sockfam_address_from_bytes(ctx, address->format, address->bytes, address->length, address->length,
                                                &back, &error),
                     0);
    assert_ptr_equal(back.format, address->format);
}

static void use_values(const struct sockfam_address *address, unsigned flags)
{
    struct sockfam_address back;
    SOCKFAM_VALUES(values);
    struct sockfam_error error;
    char text[SOCKFAM_TEXT_MAX];
    size_t need;
    if (!address->format) {
        assert_int_equal(sockfam_address_to_values(ctx, address, flags, &values, &error), -EINVAL);
        return;
    }
    assert_int_equal(sockfam_address_to_values(ctx, address, flags | SOCKFAM_ALL_FIELDS, &values, &error), 0);
    for (size_t i = 0; i < values.count; i++)
        assert_int_equal(
            sockfam_address_print_field(ctx, address, values.field[i], flags, text, sizeof(text), &need, &error), 0);
    assert_int_equal(sockfam_address_to_values(ctx, address, flags, &values, &error), 0);
    assert_int_equal(
        sockfam_address_from_values(ctx, address->format, values.value, values.count, flags, &back, &error), 0);
    assert_int_equal(
        sockfam_address_from_values(ctx, address->format, values.value, SOCKFAM_FIELDS_MAX, flags, &back, &error),
        -EINVAL);
}

static void use_json(const struct sockfam_address *address, unsigned flags)
{
    char json[2048];
    size_t need;
    struct sockfam_error error;
    assert_int_equal(sockfam_address_to_json(ctx, address, flags, json, sizeof(json), &need, &error), 0);
    assert_int_equal(need, strlen(json) + 1);
    assert_int_equal(sockfam_address_to_json(ctx, address, flags, json, 5, &need, &error), -ENOSPC);
}

static void use_without_memory(const struct sockfam_address *address)
{
    struct sockfam_address back;
    struct sockfam_error error;
    memory_fail_at(0, true);
    use_text_and_bytes(address, SOCKFAM_NO_LOOKUP);
    use_text_and_bytes(address, SOCKFAM_NO_LOOKUP | SOCKFAM_DISPLAY);
    use_values(address, SOCKFAM_NO_LOOKUP);
    use_json(address, SOCKFAM_NO_LOOKUP | SOCKFAM_DISPLAY);
    assert_true(sockfam_address_parse(ctx, "inet:1.2.3.4:no", 15, SOCKFAM_NO_LOOKUP, &back, &error) < 0);
    assert_false(memory_succeed());
}

static void shapes_but_json_input_ask_for_no_memory(void **state)
{
    (void)state;
    need_failing_memory();
    for_each_address(use_without_memory);
}

static void lookups_by_name_ask_for_no_memory(void **state)
{
    (void)state;
    need_failing_memory();
    memory_fail_at(0, true);
    for (size_t i = 0; i < sockfam_family_count(ctx); i++) {
        const struct sockfam_family *family = sockfam_family_at(ctx, i);
        assert_ptr_equal(sockfam_family_find(ctx, family->name), family);
        for (size_t k = 0; k < family->format_count; k++)
            assert_ptr_equal(sockfam_format_find(ctx, family->formats[k]->name), family->formats[k]);
        sockfam_format_by_number(ctx, family->af, 0);
    }
    assert_null(sockfam_constant_find(ctx, "NOT_THERE"));
    assert_false(memory_succeed());
}

/* ------------------------------------------------------------------ JSON input */

static bool read_json_failing_at(const char *json, long n, bool for_good)
{
    struct sockfam_error error = { 0 };
    struct sockfam_address address = { .length = 99 };
    long live = memory_live();
    memory_fail_at(n, for_good);
    int result = sockfam_address_from_json(ctx, json, strlen(json), SOCKFAM_NO_LOOKUP, &address, &error);
    bool has_failed = memory_succeed();
    assert_int_equal(memory_live(), live);
    if (has_failed) {
        assert_int_equal(result, -ENOMEM);
        assert_int_equal(error.kind, SOCKFAM_ERROR_MEMORY);
        assert_int_equal(address.length, 99);
    } else {
        assert_int_equal(result, 0);
    }
    return has_failed;
}

static void read_json_failing_everywhere(const struct sockfam_address *address)
{
    char json[2048];
    bool has_failed = true;
    long n = 0;
    assert_int_equal(sockfam_address_to_json(ctx, address, SOCKFAM_NO_LOOKUP, json, sizeof(json), NULL, NULL), 0);
    for (; has_failed; n++) {
        has_failed = read_json_failing_at(json, n, false);
        read_json_failing_at(json, n, true);
    }
    assert_true(n > 2);
}

static void json_input_without_memory_is_refused_and_leaves_nothing(void **state)
{
    (void)state;
    need_failing_memory();
    for_each_address(read_json_failing_everywhere);
}

/* ------------------------------------------------------------------ contexts */

/* A whole life: every address in every shape, every list, every lookup. */
static void live_once(void)
{
    static const char *const texts[] = { "inet:1.2.3.4:5", "unix:@x", "nosuch:1", "raw:data=01", "" };
    struct sockfam_context *own = NULL;
    char json[2048];
    assert_int_equal(sockfam_context_open(&own, CONFIG, NULL), 0);
    constants_of(own, NULL);
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct sockfam_address address;
        if (sockfam_address_parse(own, texts[i], strlen(texts[i]), SOCKFAM_NO_LOOKUP, &address, NULL) == 0)
            sockfam_address_to_json(own, &address, SOCKFAM_NO_LOOKUP, json, sizeof(json), NULL, NULL);
    }
    sockfam_context_close(own);
}

static void closed_context_leaves_no_memory_and_no_descriptor(void **state)
{
    (void)state;
    live_once(); /* what the C library keeps for good is allocated here */
    long live = memory_live();
    int descriptors = count_descriptors();
    for (int i = 0; i < 3; i++)
        live_once();
    assert_int_equal(memory_live(), live);
    assert_int_equal(count_descriptors(), descriptors);
}

static bool open_failing_at(long n, bool for_good)
{
    struct sockfam_error error = { 0 };
    struct sockfam_context *own = NULL;
    long live = memory_live();
    memory_fail_at(n, for_good);
    int result = sockfam_context_open(&own, CONFIG, &error);
    bool has_failed = memory_succeed();
    if (result < 0) {
        assert_true(has_failed);
        assert_int_equal(result, -ENOMEM);
        assert_int_equal(error.kind, SOCKFAM_ERROR_MEMORY);
        assert_null(own);
    }
    sockfam_context_close(own);
    assert_int_equal(memory_live(), live);
    return has_failed;
}

static void opening_without_memory_is_refused_and_leaves_nothing(void **state)
{
    bool has_failed = true;
    (void)state;
    need_failing_memory();
    int descriptors = count_descriptors();
    for (long n = 0; has_failed; n++) {
        has_failed = open_failing_at(n, false);
        open_failing_at(n, true);
    }
    assert_int_equal(count_descriptors(), descriptors);
    live_once();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shapes_but_json_input_ask_for_no_memory),
        cmocka_unit_test(lookups_by_name_ask_for_no_memory),
        cmocka_unit_test(json_input_without_memory_is_refused_and_leaves_nothing),
        cmocka_unit_test(closed_context_leaves_no_memory_and_no_descriptor),
        cmocka_unit_test(opening_without_memory_is_refused_and_leaves_nothing),
    };
    return cmocka_run_group_tests_name("failure", tests, set_up, tear_down);
}
