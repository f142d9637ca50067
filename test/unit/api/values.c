/* SPDX-License-Identifier: MIT */
/* Values in the caller's room, text up to its NUL, and structs that begin at zero. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <sockfam/sockfam.h>

static struct sockfam_context *ctx;
static struct sockfam_error error;

static int open_context(void **state)
{
    (void)state;
    return sockfam_context_open(&ctx, SOCKFAM_TEST_BUILD "/config/sockfam.json", &error);
}

static int close_context(void **state)
{
    (void)state;
    sockfam_context_close(ctx);
    return 0;
}

static struct sockfam_address parse(const char *text)
{
    struct sockfam_address address;
    if (sockfam_address_parse(ctx, text, SOCKFAM_TO_NUL, SOCKFAM_NO_LOOKUP, &address, &error) < 0)
        fail_msg("%s: %s", text, error.message);
    return address;
}

static void values_go_into_exactly_the_room_there_is(void **state)
{
    struct sockfam_address address = parse("inet:127.0.0.1:80");
    struct sockfam_value value[3];
    char scratch[16];
    struct sockfam_values values = { .value = value, .room = 2, .scratch = scratch, .scratch_size = sizeof(scratch) };
    (void)state;
    memset(value, 0x55, sizeof(value));
    assert_int_equal(sockfam_address_to_values(ctx, &address, 0, &values, &error), 0); /* and no fields asked for */
    assert_int_equal(values.count, 2);
    assert_int_equal(value[0].span.size, 9);
    assert_memory_equal(value[0].span.data, "127.0.0.1", 9);
    assert_true(value[0].span.data >= scratch && value[0].span.data + 9 <= scratch + sizeof(scratch));
    assert_int_equal(value[1].u, 80);
    assert_int_equal(value[2].kind, 0x55555555);
}

static void values_without_room_say_how_many_there_are(void **state)
{
    struct sockfam_address address = parse("inet:127.0.0.1:80");
    struct sockfam_value value[2];
    char scratch[16];
    struct sockfam_values values = { .value = value, .room = 1, .scratch = scratch, .scratch_size = sizeof(scratch) };
    (void)state;
    memset(value, 0x55, sizeof(value));
    assert_int_equal(sockfam_address_to_values(ctx, &address, 0, &values, &error), -ENOSPC);
    assert_int_equal(error.kind, SOCKFAM_ERROR_OVERFLOW);
    assert_int_equal(error.reason, SOCKFAM_REASON_NO_ROOM);
    assert_int_equal(values.count, 2);
    assert_int_equal(value[0].kind, 0x55555555);
    values.room = 2;
    values.scratch_size = 8; /* one byte too few for the text */
    assert_int_equal(sockfam_address_to_values(ctx, &address, 0, &values, &error), -ENOSPC);
    assert_int_equal(value[0].kind, 0x55555555);
}

static void values_of_the_stack_hold_any_address(void **state)
{
    struct sockfam_address address = parse("alg:aead,gcm(aes)");
    SOCKFAM_VALUES(values);
    (void)state;
    assert_int_equal(sockfam_address_to_values(ctx, &address, SOCKFAM_ALL_FIELDS, &values, &error), 0);
    assert_true(values.count >= 2);
    for (size_t i = 0; i < values.count; i++)
        assert_non_null(values.field[i]->name);
    assert_string_equal(values.field[0]->name, "type");
}

static void text_up_to_its_nul_is_the_same_as_with_its_size(void **state)
{
    struct sockfam_address one, two;
    const char *json = "{\"format\":\"inet\",\"host\":\"127.0.0.1\",\"port\":80}";
    (void)state;
    assert_int_equal(sockfam_address_parse(ctx, "inet:127.0.0.1:80", 17, 0, &one, &error), 0);
    two = parse("inet:127.0.0.1:80");
    assert_int_equal(one.length, 16);
    assert_int_equal(two.length, one.length);
    assert_memory_equal(one.bytes, two.bytes, one.length);
    memset(&two, 0x55, sizeof(two));
    assert_int_equal(sockfam_address_from_json(ctx, json, SOCKFAM_TO_NUL, 0, &two, &error), 0);
    assert_int_equal(two.length, one.length);
    assert_memory_equal(one.bytes, two.bytes, one.length);
    assert_int_equal(sockfam_value_text("four", SOCKFAM_TO_NUL).span.size, 4);
    assert_int_equal(sockfam_value_text("four", 2).span.size, 2);
}

static void address_that_is_made_has_zeros_in_reserve(void **state)
{
    struct sockfam_address address, again;
    (void)state;
    memset(&address, 0x55, sizeof(address));
    memset(&again, 0x55, sizeof(again));
    assert_int_equal(sockfam_address_parse(ctx, "unix:/x", SOCKFAM_TO_NUL, 0, &address, &error), 0);
    assert_int_equal(address.reserved[0] | address.reserved[1], 0);
    assert_int_equal(sockfam_address_from_bytes(ctx, NULL, address.bytes, 4, 4, &again, &error), 0);
    assert_int_equal(again.reserved[0] | again.reserved[1], 0);
}

static void error_of_a_function_built_upon_it_is_like_the_librarys(void **state)
{
    (void)state;
    memset(&error, 0, sizeof(error));
    assert_int_equal(
        sockfam_error_set(&error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_TOO_LONG, "name", "much\ntoo long"),
        -ENAMETOOLONG);
    assert_string_equal(error.message, "much?too long");
    assert_string_equal(error.field, "name");
    assert_int_equal(error.code, ENAMETOOLONG);
    assert_int_equal(sockfam_error_set(&error, SOCKFAM_ERROR_MEMORY, 0, SOCKFAM_REASON_NONE, NULL, NULL), -ENOMEM);
    assert_int_equal(error.kind, SOCKFAM_ERROR_VALUE); /* the first one stays */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_go_into_exactly_the_room_there_is),
        cmocka_unit_test(values_without_room_say_how_many_there_are),
        cmocka_unit_test(values_of_the_stack_hold_any_address),
        cmocka_unit_test(text_up_to_its_nul_is_the_same_as_with_its_size),
        cmocka_unit_test(address_that_is_made_has_zeros_in_reserve),
        cmocka_unit_test(error_of_a_function_built_upon_it_is_like_the_librarys),
    };
    return cmocka_run_group_tests_name("api_values", tests, open_context, close_context);
}
