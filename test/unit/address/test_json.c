/* SPDX-License-Identifier: MIT */
/* Integers of an address's JSON: all that 64 bits hold, signed or not, and nothing beyond. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
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

static void need(const char *format)
{
    if (sockfam_format_find(ctx, format))
        return;
    print_message("SKIP: this build has no %s\n", format);
    skip();
}

static int read_name(const char *name, struct sockfam_address *address)
{
    char json[160];
    snprintf(json, sizeof(json), "{\"format\":\"j1939\",\"interface\":\"#1\",\"name\":%s,\"pgn\":1,\"addr\":2}", name);
    return sockfam_address_from_json(ctx, json, SOCKFAM_TO_NUL, SOCKFAM_NO_LOOKUP, address, &error);
}

static void json_integers_up_to_2_to_64_are_taken(void **state)
{
    static const uint64_t names[] = { 0, 1, INT64_MAX, UINT64_C(1) << 63, (UINT64_C(1) << 63) + 1, UINT64_MAX };
    (void)state;
    need("j1939");
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        char digits[24], json[160];
        struct sockfam_address address, again;
        uint64_t got;
        snprintf(digits, sizeof(digits), "%llu", (unsigned long long)names[i]);
        if (read_name(digits, &address) < 0)
            fail_msg("%s: %s", digits, error.message);
        memcpy(&got, address.bytes + 8, sizeof(got));
        assert_true(got == names[i]);
        assert_int_equal(sockfam_address_to_json(ctx, &address, 0, json, sizeof(json), NULL, NULL), 0);
        assert_int_equal(sockfam_address_from_json(ctx, json, SOCKFAM_TO_NUL, SOCKFAM_NO_LOOKUP, &again, NULL), 0);
        assert_memory_equal(again.bytes, address.bytes, address.length);
    }
}

static void json_integers_beyond_64_bits_are_refused_where_they_stand(void **state)
{
    static const char *const names[] = { "18446744073709551616", "-9223372036854775809", "100000000000000000000" };
    (void)state;
    need("j1939");
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct sockfam_address address;
        assert_int_equal(read_name(names[i], &address), -EINVAL);
        assert_non_null(strstr(error.message, "this integer is beyond 64 bits; integers are -2^63 to 2^64-1"));
        assert_int_equal(error.line, 1);
        assert_int_equal(error.column, strlen("{\"format\":\"j1939\",\"interface\":\"#1\",\"name\":") + 1);
    }
}

static void json_integers_outside_a_field_are_refused_with_its_range(void **state)
{
    static const struct {
        const char *format, *json, *message;
    } cases[] = {
        { "j1939", "{\"format\":\"j1939\",\"interface\":\"#1\",\"name\":-9223372036854775808,\"pgn\":1,\"addr\":2}",
          "name must be 0 to 18446744073709551615, and -9223372036854775808 is not" },
        { "j1939", "{\"format\":\"j1939\",\"interface\":9223372036854775808,\"name\":1,\"pgn\":1,\"addr\":2}",
          "interface must be 0 to 4294967295, and 9223372036854775808 is not" },
        { "tipc", "{\"format\":\"tipc\",\"addr_type\":\"NAME\",\"type\":1,\"instance\":2,\"scope\":18446744073709551615}",
          "scope must be -128 to 127, and 18446744073709551615 is not" },
        { "unix", "{\"format\":\"unix\",\"path\":9223372036854775808}", "path must be text or bytes" },
        { "unix", "{\"format\":\"unix\",\"path\":{\"hex\":9223372036854775808}}", "path is not {\"hex\":\"..\"}" },
        { "unix", "{\"format\":9223372036854775808}", "a string \"format\"" },
        { "unix", "{\"format\":\"raw\",\"family\":9223372036854775808}", "9223372036854775808 is not" },
        { "unix", "{\"format\":\"raw\",\"data\":9223372036854775808}", "\"data\", hexadecimal text" },
        { "unix", "9223372036854775808", "an address is an object" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct sockfam_address address;
        if (!sockfam_format_find(ctx, cases[i].format))
            continue;
        if (sockfam_address_from_json(ctx, cases[i].json, SOCKFAM_TO_NUL, SOCKFAM_NO_LOOKUP, &address, &error) >= 0)
            fail_msg("%s: was taken", cases[i].json);
        if (!strstr(error.message, cases[i].message))
            fail_msg("%s: %s", cases[i].json, error.message);
    }
}

static void digits_in_a_string_stay_text(void **state)
{
    static const char json[] = "{\"format\":\"unix\",\"path\":\"/\\\"9223372036854775808\\\"\"}";
    struct sockfam_address address;
    (void)state;
    need("unix");
    assert_int_equal(sockfam_address_from_json(ctx, json, SOCKFAM_TO_NUL, 0, &address, &error), 0);
    assert_memory_equal(address.bytes + 2, "/\"9223372036854775808\"", 23);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_integers_up_to_2_to_64_are_taken),
        cmocka_unit_test(json_integers_beyond_64_bits_are_refused_where_they_stand),
        cmocka_unit_test(json_integers_outside_a_field_are_refused_with_its_range),
        cmocka_unit_test(digits_in_a_string_stay_text),
    };
    return cmocka_run_group_tests_name("address_json", tests, open_context, close_context);
}
