/* SPDX-License-Identifier: MIT */
/* The error contract: which errno each kind returns, what a struct holds before and after, and errors without text. */
#include <errno.h>
#include <netdb.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/error.h"

static struct sockfam_error error;

static int reset(void **state)
{
    (void)state;
    memset(&error, 0, sizeof(error));
    return 0;
}

/* The table of <sockfam/error.h>. */
static void fail_returns_an_errno_by_kind_code_and_reason(void **state)
{
    static const struct {
        enum sockfam_error_kind kind;
        int code;
        enum sockfam_reason reason;
        int returned, stored;
    } table[] = {
        { SOCKFAM_ERROR_OS, ENOTCONN, 0, -ENOTCONN, ENOTCONN },
        { SOCKFAM_ERROR_RESOLVER, EAI_AGAIN, 0, -EAGAIN, EAI_AGAIN },
        { SOCKFAM_ERROR_RESOLVER, EAI_NONAME, 0, -ENOENT, EAI_NONAME },
        { SOCKFAM_ERROR_RESOLVER, EAI_NODATA, 0, -ENOENT, EAI_NODATA },
        { SOCKFAM_ERROR_RESOLVER, EAI_ADDRFAMILY, 0, -ENOENT, EAI_ADDRFAMILY },
        { SOCKFAM_ERROR_RESOLVER, EAI_SERVICE, 0, -ENOENT, EAI_SERVICE },
        { SOCKFAM_ERROR_RESOLVER, EAI_FAMILY, 0, -EAFNOSUPPORT, EAI_FAMILY },
        { SOCKFAM_ERROR_RESOLVER, EAI_SOCKTYPE, 0, -ESOCKTNOSUPPORT, EAI_SOCKTYPE },
        { SOCKFAM_ERROR_RESOLVER, EAI_BADFLAGS, 0, -EINVAL, EAI_BADFLAGS },
        { SOCKFAM_ERROR_RESOLVER, EAI_FAIL, 0, -EIO, EAI_FAIL },
        { SOCKFAM_ERROR_RESOLVER, -9999, 0, -EIO, -9999 },
        { SOCKFAM_ERROR_RESOLVER, EAI_NONAME, SOCKFAM_REASON_NO_ZONE, -ENODEV, EAI_NONAME },
        { SOCKFAM_ERROR_HOST, TRY_AGAIN, 0, -EAGAIN, TRY_AGAIN },
        { SOCKFAM_ERROR_HOST, HOST_NOT_FOUND, 0, -ENOENT, HOST_NOT_FOUND },
        { SOCKFAM_ERROR_HOST, NO_DATA, 0, -ENOENT, NO_DATA },
        { SOCKFAM_ERROR_HOST, NO_RECOVERY, 0, -EIO, NO_RECOVERY },
        { SOCKFAM_ERROR_TIMEOUT, 0, 0, -ETIMEDOUT, ETIMEDOUT },
        { SOCKFAM_ERROR_TYPE, 0, SOCKFAM_REASON_COUNT, -EINVAL, EINVAL },
        { SOCKFAM_ERROR_VALUE, 0, 0, -EINVAL, EINVAL },
        { SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_NO_SUCH_NAME, -EINVAL, EINVAL },
        { SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_TOO_LONG, -ENAMETOOLONG, ENAMETOOLONG },
        { SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_RANGE, -ERANGE, ERANGE },
        { SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_WOULD_LOOK_UP, -EWOULDBLOCK, EWOULDBLOCK },
        { SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_RANGE, -ERANGE, ERANGE },
        { SOCKFAM_ERROR_OVERFLOW, 0, 0, -ERANGE, ERANGE },
        { SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_NO_ROOM, -ENOSPC, ENOSPC },
        { SOCKFAM_ERROR_PLUGIN, 0, 0, -ENOEXEC, ENOEXEC },
        { SOCKFAM_ERROR_MEMORY, 0, 0, -ENOMEM, ENOMEM },
        { SOCKFAM_ERROR_INTERRUPTED, ECANCELED, 0, -ECANCELED, ECANCELED },
        { SOCKFAM_ERROR_INTERRUPTED, 0, 0, -EINTR, EINTR },
    };
    (void)state;
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        int result = sf_fail_reason(NULL, table[i].kind, table[i].code, table[i].reason, NULL, "x");
        sf_error_begin(&error);
        if (result != table[i].returned ||
            sf_fail_reason(&error, table[i].kind, table[i].code, table[i].reason, NULL, "x") != table[i].returned)
            fail_msg("row %zu: %d, not %d", i, result, table[i].returned);
        assert_int_equal(error.code, table[i].stored);
        assert_int_equal(error.kind, table[i].kind);
        assert_int_equal(error.reason, table[i].reason);
    }
}

static void begin_after_a_failure_leaves_no_stale_message(void **state)
{
    (void)state;
    sf_fail_reason_at(&error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_RANGE, "port", 4, "wrong");
    assert_string_equal(error.message, "wrong");
    assert_string_equal(error.field, "port");
    assert_int_equal(error.offset, 5);
    sf_error_begin(&error);
    assert_int_equal(error.kind, SOCKFAM_ERROR_NONE);
    assert_int_equal(error.code, 0);
    assert_int_equal(error.reason, SOCKFAM_REASON_NONE);
    assert_int_equal(error.offset, 0);
    assert_string_equal(error.message, "");
}

static void fail_after_another_failure_leaves_nothing_of_it(void **state)
{
    (void)state;
    sf_fail_plugin(&error, SOCKFAM_STAGE_GATE, "/x.so", 0, "refused");
    error.line = error.column = 7;
    error.pointer[0] = 'p';
    sf_error_begin(&error);
    sf_fail(&error, SOCKFAM_ERROR_OS, EIO, "lost");
    assert_int_equal(error.stage, SOCKFAM_STAGE_NONE);
    assert_int_equal(error.line + error.column, 0);
    assert_string_equal(error.file, "");
    assert_string_equal(error.pointer, "");
    assert_string_equal(error.field, "");
}

static void fail_twice_keeps_the_first(void **state)
{
    (void)state;
    assert_int_equal(sf_fail_reason(&error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_SYNTAX, "a", "first"), -EINVAL);
    assert_int_equal(sf_fail_reason(&error, SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_RANGE, "b", "second"), -ERANGE);
    assert_string_equal(error.message, "first");
    assert_string_equal(error.field, "a");
    assert_int_equal(error.reason, SOCKFAM_REASON_SYNTAX);
}

static void fail_without_text_sets_numbers_and_field(void **state)
{
    (void)state;
    error.flags = SOCKFAM_ERROR_NO_TEXT;
    assert_false(sf_error_wants_text(&error));
    sf_fail_reason_at(&error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_TOO_LONG, "path", 9, "%s", "never printed");
    assert_int_equal(error.kind, SOCKFAM_ERROR_VALUE);
    assert_int_equal(error.code, ENAMETOOLONG);
    assert_int_equal(error.reason, SOCKFAM_REASON_TOO_LONG);
    assert_int_equal(error.offset, 10);
    assert_string_equal(error.message, "");
    assert_string_equal(error.field, "path");
    assert_int_equal(error.flags, SOCKFAM_ERROR_NO_TEXT);
    sf_error_begin(&error);
    assert_int_equal(error.flags, SOCKFAM_ERROR_NO_TEXT);
}

static void fail_quotes_no_control_bytes_and_cuts_to_fit(void **state)
{
    char field[100];
    (void)state;
    memset(field, 'f', sizeof(field));
    field[99] = '\0';
    sf_fail_reason(&error, SOCKFAM_ERROR_VALUE, 0, 0, field, "a\nb\x1b%600s", "x");
    assert_int_equal(strlen(error.field), SOCKFAM_ERROR_FIELD_SIZE - 1);
    assert_int_equal(strlen(error.message), SOCKFAM_ERROR_MESSAGE_SIZE - 1);
    assert_memory_equal(error.message, "a?b?", 4);
}

/* U+202E and U+2028, which a terminal obeys; what is not UTF-8 is left. */
static void message_has_nothing_that_a_terminal_obeys(void **state)
{
    (void)state;
    sf_fail(&error, SOCKFAM_ERROR_VALUE, 0, "a\xe2\x80\xae" "b\xe2\x80\xa8\n\x1b[0m\xc2\x9b\xff\xc3\xa4");
    assert_string_equal(error.message, "a???b????" "?[0m??\xff\xc3\xa4");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(message_has_nothing_that_a_terminal_obeys, reset),
        cmocka_unit_test_setup(fail_returns_an_errno_by_kind_code_and_reason, reset),
        cmocka_unit_test_setup(begin_after_a_failure_leaves_no_stale_message, reset),
        cmocka_unit_test_setup(fail_after_another_failure_leaves_nothing_of_it, reset),
        cmocka_unit_test_setup(fail_twice_keeps_the_first, reset),
        cmocka_unit_test_setup(fail_without_text_sets_numbers_and_field, reset),
        cmocka_unit_test_setup(fail_quotes_no_control_bytes_and_cuts_to_fit, reset),
    };
    return cmocka_run_group_tests_name("base_error", tests, NULL, NULL);
}
