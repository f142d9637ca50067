/* SPDX-License-Identifier: MIT */
/* Values of options and control messages: text to bytes and back, each kind; bytes of any size print something. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/time.h>

#include <cmocka.h>

#include "core/option/value.h"

static int open_context(void **state)
{
    return sockfam_context_open((struct sockfam_context **)state, SOCKFAM_TEST_BUILD "/config/sockfam.json", NULL);
}

static int close_context(void **state)
{
    sockfam_context_close(*state);
    return 0;
}

/* Each kind from text to bytes and back. */
static void kinds_round_trip(void **state)
{
    struct sockfam_context *ctx = *state;
    char text[1024];
    static const struct {
        uint16_t kind, size;
        const char *text;
        size_t length;
    } cases[] = {
        { SOCKFAM_OPTION_INT, 0, "-2147483648", 4 },
        { SOCKFAM_OPTION_BOOL, 0, "1", 4 },
        { SOCKFAM_OPTION_U32, 0, "4294967295", 4 },
        { SOCKFAM_OPTION_U64, 0, "18446744073709551615", 8 },
        { SOCKFAM_OPTION_U8, 0, "255", 1 },
        { SOCKFAM_OPTION_LINGER, 0, "0", sizeof(struct linger) },
        { SOCKFAM_OPTION_TIMEVAL, 0, "1.000001", sizeof(struct timeval) },
        { SOCKFAM_OPTION_TIMESPEC, 0, "1.000000001", sizeof(struct timespec) },
        { SOCKFAM_OPTION_TEXT, 16, "cubic", 5 },
        { SOCKFAM_OPTION_BYTES, 4, "00ff10", 3 },
        { SOCKFAM_OPTION_COUNTED, 4, "00ff10", 7 },
        { SOCKFAM_OPTION_FDS, 0, "3,4,5", 12 },
        { SOCKFAM_OPTION_CREDENTIALS, 0, "1,2,3", 12 },
        { SOCKFAM_OPTION_PACKET4, 0, "#2,10.0.0.1,10.0.0.2", 12 },
        { SOCKFAM_OPTION_PACKET6, 0, "fe80::1,#2", 20 },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct sockfam_option_row row = { .name = "X", .kind = cases[i].kind, .size = cases[i].size };
        const struct sockfam_value value = sockfam_value_text(cases[i].text, strlen(cases[i].text));
        struct sf_option_value bytes;
        assert_int_equal(sf_option_read(ctx, &row, &value, &bytes, NULL), 0);
        assert_int_equal(bytes.length, cases[i].length);
        size_t used = sf_option_print(&row, bytes.bytes, bytes.length, text, sizeof(text));
        text[used] = '\0';
        assert_string_equal(text, cases[i].text);
        used = sf_option_print(&row, bytes.bytes, 1, text, sizeof(text)); /* of a wrong size: anything but a crash */
        assert_true(used < sizeof(text));
        const struct sockfam_value nothing = { .kind = SOCKFAM_VALUE_NONE };
        assert_int_equal(sf_option_read(ctx, &row, &nothing, &bytes, NULL), -EINVAL);
    }
}

static void integers_and_bytes_go_in_directly(void **state)
{
    const struct sockfam_option_row u8 = { .name = "X", .kind = SOCKFAM_OPTION_U8 };
    const struct sockfam_option_row text = { .name = "X", .kind = SOCKFAM_OPTION_TEXT, .size = 3 };
    const struct sockfam_value small = sockfam_value_uint(255), large = sockfam_value_uint(256),
                               negative = sockfam_value_sint(-1);
    const struct sockfam_value bytes = sockfam_value_bytes("abc", 3), many = sockfam_value_bytes("abcd", 4);
    struct sf_option_value out;
    assert_int_equal(sf_option_read(*state, &u8, &small, &out, NULL), 0);
    assert_int_equal(out.bytes[0], 255);
    assert_int_equal(sf_option_read(*state, &u8, &large, &out, NULL), -ERANGE);
    assert_int_equal(sf_option_read(*state, &u8, &negative, &out, NULL), -ERANGE);
    assert_int_equal(sf_option_read(*state, &text, &bytes, &out, NULL), 0);
    assert_int_equal(out.length, 3);
    assert_int_equal(sf_option_read(*state, &text, &many, &out, NULL), -ENAMETOOLONG);
    assert_int_equal(sf_option_read(*state, &text, &small, &out, NULL), -EINVAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_round_trip),
        cmocka_unit_test(integers_and_bytes_go_in_directly),
    };
    return cmocka_run_group_tests_name("socket_value", tests, open_context, close_context);
}
