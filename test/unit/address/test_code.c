/* SPDX-License-Identifier: MIT */
/*
 * A driver whose code stands in for the engine, and what the core does when such code fails or makes nonsense. What the
 * functions do is chosen by each test through `act`.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <errno.h>

#include <sockfam/sockfam.h>

#include "support/builtin.h"

#define SOCKFAM_BUILTIN coded
#include <sockfam/short_names.h>

enum act {
    WORK, FAIL_OS, FAIL_VALUE, FAIL_TWICE, TOO_LONG, TOO_SHORT, OTHER_FAMILY, NOTHING, TOO_MANY,
    /* answers that contradict themselves */
    POSITIVE, SILENT, FAIL_IN_VAIN, FAIL_ODDLY, UNWRITTEN, CONTROL, NO_VALUES, ODD_KIND, ELSEWHERE, BEYOND
};

static enum act act;
static unsigned calls;
static unsigned flags_seen;
static struct sockfam_context *ctx;

#undef fail /* a macro of cmocka, and a member of struct sockfam_host */

#define NEVER 62

/* clang-format off */
SOCKFAM_FORMATS(
    { "coded", "a number, by code", "coded:<7>", .af = NEVER, .size = 16, .min = 8,
      .code = SOCKFAM_CODE_PARSE | SOCKFAM_CODE_PRINT | SOCKFAM_CODE_ENCODE | SOCKFAM_CODE_DECODE },
    { "looked", "an address, or a name", "looked:[::1]:1", .af = NEVER, .size = 32, .min = 32,
      .code = SOCKFAM_CODE_LOOKUP });
SOCKFAM_FIELDS(
    { "coded", "number", "a number", UINT, .flags = BE, .at = 4, .size = 4 },
    { "looked", "host", "address or name", IPV6, .at = 8, .size = 16, .zone_at = 24 },
    { "looked", "port", "port", UINT, .flags = BE, .at = 2, .size = 2, .sep = ':' },
    { "looked", "scope", "scope id", UINT, .flags = OPT, .at = 24, .size = 4 },
    { "looked", "host4", "another address or name", IPV4, .flags = OPT | NAMED, .at = 28, .size = 4 });
/* clang-format on */

static int begin(const struct sockfam_call *call)
{
    calls++;
    flags_seen = call->flags;
    if (act == FAIL_OS)
        return call->host->fail(call->error, SOCKFAM_ERROR_OS, ENETDOWN, "the network is down");
    if (act == FAIL_VALUE)
        return call->host->fail(call->error, SOCKFAM_ERROR_VALUE, EINVAL, "what is that");
    if (act == FAIL_TWICE) {
        call->host->fail(call->error, SOCKFAM_ERROR_VALUE, EINVAL, "first");
        return call->host->fail(call->error, SOCKFAM_ERROR_OS, ENETDOWN, "second");
    }
    if (act == FAIL_IN_VAIN)
        call->host->fail(call->error, SOCKFAM_ERROR_VALUE, EINVAL, "and yet it works");
    if (act == FAIL_ODDLY)
        return call->host->fail(call->error, 4711, INT32_MIN, "a\nb\x1b[31m");
    return act == SILENT ? -EBADF : 0;
}

static int end(void)
{
    return act == POSITIVE ? 7 : 0;
}

/* Makes a sockaddr in memory that must be zero. */
static int make(uint32_t number, void *sockaddr, size_t *length)
{
    uint8_t *bytes = sockaddr;
    uint16_t family = act == OTHER_FAMILY ? NEVER + 1 : NEVER;
    for (size_t i = 0; i < SOCKFAM_ADDRESS_MAX; i++)
        assert_int_equal(bytes[i], 0);
    if (act == NOTHING)
        return 0;
    memcpy(bytes, &family, sizeof(family));
    for (int i = 0; i < 4; i++)
        bytes[4 + i] = (uint8_t)(number >> (24 - 8 * i));
    *length = act == TOO_LONG ? SOCKFAM_ADDRESS_MAX + 1 : act == TOO_SHORT ? 7 : 16;
    return end();
}

/* "<NUMBER>" */
static int parse(const struct sockfam_call *call, struct sockfam_span body, void *sockaddr, size_t *length)
{
    char text[32] = "";
    int result = begin(call);
    if (result < 0)
        return result;
    if (body.size < 3 || body.size >= sizeof(text) || body.data[0] != '<' || body.data[body.size - 1] != '>')
        return call->host->fail(call->error, SOCKFAM_ERROR_VALUE, EINVAL, "no angle brackets");
    memcpy(text, body.data + 1, body.size - 2);
    return make((uint32_t)strtoul(text, NULL, 10), sockaddr, length);
}

static uint32_t number_of(const void *sockaddr)
{
    const uint8_t *bytes = sockaddr;
    return (uint32_t)bytes[4] << 24 | (uint32_t)bytes[5] << 16 | (uint32_t)bytes[6] << 8 | bytes[7];
}

static int print(const struct sockfam_call *call, const void *sockaddr, size_t length, char *text, size_t size,
                 size_t *need)
{
    char made[32];
    int result = begin(call);
    (void)length;
    if (result < 0)
        return result;
    *need = act == TOO_LONG ? size + 1 : (size_t)snprintf(made, sizeof(made), "<%u>", number_of(sockaddr));
    if (act != TOO_LONG)
        memcpy(text, made, *need);
    if (act == UNWRITTEN)
        *need = 500;
    if (act == CONTROL)
        text[1] = '\x1b';
    return end();
}

static int encode(const struct sockfam_call *call, const struct sockfam_value *values, size_t count, void *sockaddr,
                  size_t *length)
{
    int result = begin(call);
    if (result < 0)
        return result;
    if (count != 1 || values[0].kind != SOCKFAM_VALUE_UINT)
        return call->host->fail(call->error, SOCKFAM_ERROR_TYPE, EINVAL, "one integer");
    return make((uint32_t)values[0].u, sockaddr, length);
}

/* Text in scratch, to its last byte. */
static int decode(const struct sockfam_call *call, const void *sockaddr, size_t length, struct sockfam_value *values,
                  size_t *count, char *scratch)
{
    int result = begin(call);
    if (result < 0)
        return result;
    memset(scratch, 's', SOCKFAM_SCRATCH_SIZE);
    values[0] = sockfam_value_uint(number_of(sockaddr));
    values[1] = sockfam_value_text(scratch, SOCKFAM_SCRATCH_SIZE);
    values[2] = sockfam_value_uint(length);
    *count = act == TOO_MANY ? SOCKFAM_FIELDS_MAX + 1 : 3;
    if (act == NO_VALUES)
        *count = 4;
    if (act == ODD_KIND)
        values[1].kind = 99;
    if (act == ELSEWHERE)
        values[1].span.data = (const char *)&calls;
    if (act == BEYOND)
        values[1].span.size++;
    return end();
}

static int lookup(const struct sockfam_call *call, const char *field, struct sockfam_span name, void *sockaddr,
                  size_t length)
{
    uint8_t *bytes = sockaddr;
    uint32_t scope = 9;
    int result = begin(call);
    if (result < 0)
        return result;
    assert_int_equal(length, 32);
    memset(bytes + 2, 0xee, length - 2);
    if (strcmp(field, "host") == 0) {
        assert_int_equal(name.size, 4);
        assert_memory_equal(name.data, "home", 4);
        memset(bytes + 8, 0x11, 16);
        memcpy(bytes + 24, &scope, sizeof(scope));
    } else {
        assert_string_equal(field, "host4");
        memset(bytes + 28, 0x22, 4);
    }
    return end();
}

static const struct sockfam_format_code functions[] = {
    { "coded", NULL, parse, print, encode, decode },
    { .format = "looked", .lookup = lookup },
};
SOCKFAM_DRIVER_WITH_CODE("coded", "a driver of this test", functions, NEVER);

/* ------------------------------------------------------------------ the tests */

static int open_context(void **state)
{
    (void)state;
    return open_builtin(&ctx, "coded", "coded");
}

static int close_context(void **state)
{
    (void)state;
    sockfam_context_close(ctx);
    return 0;
}

static int reset(void **state)
{
    (void)state;
    act = WORK;
    calls = 0;
    return 0;
}

static struct sockfam_address parsed(const char *text)
{
    struct sockfam_address address;
    assert_int_equal(sockfam_address_parse(ctx, text, strlen(text), 0, &address, NULL), 0);
    return address;
}

static void code_makes_and_prints_addresses(void **state)
{
    char text[64];
    SOCKFAM_VALUES(values);
    struct sockfam_value number = sockfam_value_uint(0x01020304);
    struct sockfam_address address = parsed("coded:<16909060>"), other;
    (void)state;
    assert_int_equal(address.length, 16);
    assert_memory_equal(address.bytes + 4, "\1\2\3\4", 4);
    assert_int_equal(sockfam_address_print(ctx, &address, SOCKFAM_DISPLAY, text, sizeof(text), NULL, NULL), 0);
    assert_string_equal(text, "coded:<16909060>");
    assert_int_equal(flags_seen, SOCKFAM_DISPLAY);
    assert_int_equal(sockfam_address_from_values(ctx, address.format, &number, 1, SOCKFAM_NO_LOOKUP, &other, NULL), 0);
    assert_int_equal(flags_seen, SOCKFAM_NO_LOOKUP);
    assert_memory_equal(address.bytes, other.bytes, 16);
    assert_int_equal(sockfam_address_to_values(ctx, &address, 0, &values, NULL), 0);
    assert_int_equal(values.count, 3);
    assert_int_equal(values.value[0].u, 0x01020304);
    assert_int_equal(values.value[1].span.size, SOCKFAM_SCRATCH_SIZE);
    assert_int_equal(values.value[1].span.data[SOCKFAM_SCRATCH_SIZE - 1], 's');
    assert_int_equal(calls, 4);
}

/* All fields and JSON come from the tables, which a format with code has too. */
static void tables_serve_what_code_does_not(void **state)
{
    char json[64];
    SOCKFAM_VALUES(values);
    struct sockfam_address address = parsed("coded:<7>"), other;
    (void)state;
    calls = 0;
    assert_int_equal(sockfam_address_to_values(ctx, &address, SOCKFAM_ALL_FIELDS, &values, NULL), 0);
    assert_int_equal(values.count, 1);
    assert_int_equal(values.value[0].u, 7);
    assert_int_equal(sockfam_address_to_json(ctx, &address, 0, json, sizeof(json), NULL, NULL), 0);
    assert_string_equal(json, "{\"format\":\"coded\",\"number\":7}");
    assert_int_equal(sockfam_address_from_json(ctx, json, strlen(json), 0, &other, NULL), 0);
    assert_memory_equal(address.bytes, other.bytes, 16);
    assert_int_equal(calls, 0);
}

static void short_buffers_get_nothing_of_code(void **state)
{
    char text[64];
    struct sockfam_address address = parsed("coded:<7>");
    (void)state;
    for (size_t size = 0; size < sizeof("coded:<7>"); size++) {
        size_t need = 0;
        memset(text, 0x5a, sizeof(text));
        assert_int_equal(sockfam_address_print(ctx, &address, 0, text, size, &need, NULL), -ENOSPC);
        assert_int_equal(need, sizeof("coded:<7>"));
        for (size_t i = 0; i < sizeof(text); i++)
            assert_int_equal(text[i], 0x5a);
    }
}

/* Each way into the code, for a failure of it. */
static int call_all(unsigned which, const struct sockfam_address *address, struct sockfam_address *made,
                    struct sockfam_error *error)
{
    char text[64];
    SOCKFAM_VALUES(values);
    struct sockfam_value number = sockfam_value_uint(1);
    memset(made, 0x5a, sizeof(*made));
    memset(error, 0, sizeof(*error));
    switch (which) {
    case 0:
        return sockfam_address_parse(ctx, "coded:<1>", 9, 0, made, error);
    case 1:
        return sockfam_address_print(ctx, address, 0, text, sizeof(text), NULL, error);
    case 2:
        return sockfam_address_from_values(ctx, address->format, &number, 1, 0, made, error);
    default:
        return sockfam_address_to_values(ctx, address, 0, &values, error);
    }
}

static void want_untouched(const struct sockfam_address *address)
{
    const uint8_t *bytes = (const uint8_t *)address;
    for (size_t i = 0; i < sizeof(*address); i++)
        assert_int_equal(bytes[i], 0x5a);
}

static void failures_of_code_are_told(void **state)
{
    static const struct {
        enum act act;
        uint32_t kind;
        int code;
        const char *message;
    } cases[] = {
        { FAIL_OS, SOCKFAM_ERROR_OS, ENETDOWN, "the network is down" },
        { FAIL_VALUE, SOCKFAM_ERROR_VALUE, EINVAL, "what is that" },
        { FAIL_TWICE, SOCKFAM_ERROR_VALUE, EINVAL, "first" },
    };
    struct sockfam_address address = parsed("coded:<7>"), made;
    struct sockfam_error error;
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        act = cases[i].act;
        for (unsigned which = 0; which < 4; which++) {
            assert_in_range(-call_all(which, &address, &made, &error), 1, 200);
            assert_int_equal(error.kind, cases[i].kind);
            assert_int_equal(error.code, cases[i].code);
            assert_string_equal(error.message, cases[i].message);
            want_untouched(&made);
        }
    }
    assert_int_equal(sockfam_address_parse(ctx, "coded:<1>", 9, 0, &made, NULL), -EINVAL); /* the first, here too */
}

static void nonsense_of_code_is_refused(void **state)
{
    static const enum act acts[] = { TOO_LONG, TOO_SHORT, OTHER_FAMILY, NOTHING };
    struct sockfam_address address = parsed("coded:<7>"), made;
    struct sockfam_error error;
    (void)state;
    for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++) {
        act = acts[i];
        for (unsigned which = 0; which < 4; which += 2) {
            assert_int_equal(call_all(which, &address, &made, &error), -ENOEXEC);
            assert_int_equal(error.kind, SOCKFAM_ERROR_PLUGIN);
            want_untouched(&made);
        }
    }
    act = TOO_LONG;
    assert_int_equal(call_all(1, &address, &made, &error), -ENOSPC);
    act = TOO_MANY;
    assert_int_equal(call_all(3, &address, &made, &error), -ENOEXEC);
}

/* What a function returned contradicts what it said. */
static void results_of_code_that_contradict_it_are_refused(void **state)
{
    static const struct {
        enum act act;
        const char *message;
    } cases[] = {
        { POSITIVE, "returned a positive number" },
        { SILENT, "failed without calling fail()" },
        { FAIL_IN_VAIN, "called fail() and returned 0" },
    };
    struct sockfam_address address = parsed("coded:<7>"), made;
    struct sockfam_error error;
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        act = cases[i].act;
        for (unsigned which = 0; which < 5; which++) {
            if (which < 4)
                assert_int_equal(call_all(which, &address, &made, &error), -ENOEXEC);
            else
                assert_int_equal(sockfam_address_parse(ctx, "looked:home:80", 14, 0, &made, &error), -ENOEXEC);
            assert_int_equal(error.kind, SOCKFAM_ERROR_PLUGIN);
            assert_non_null(strstr(error.message, cases[i].message));
            assert_string_equal(error.file, "builtin");
        }
        assert_int_equal(sockfam_address_parse(ctx, "coded:<1>", 9, 0, &made, NULL), -ENOEXEC);
    }
}

static void odd_failures_of_code_stay_plain(void **state)
{
    struct sockfam_address address = parsed("coded:<7>"), made;
    struct sockfam_error error;
    (void)state;
    act = FAIL_ODDLY;
    for (unsigned which = 0; which < 4; which++) {
        assert_int_equal(call_all(which, &address, &made, &error), -EINVAL);
        assert_int_equal(error.kind, SOCKFAM_ERROR_VALUE);
        assert_string_equal(error.message, "a?b?[31m");
    }
}

/* Nothing of ours that the code did not write reaches the caller. */
static void text_of_code_that_was_not_written_is_refused(void **state)
{
    struct sockfam_address address = parsed("coded:<7>");
    struct sockfam_error error = { 0 };
    char text[SOCKFAM_TEXT_MAX];
    (void)state;
    memset(text, 0x5a, sizeof(text));
    for (act = UNWRITTEN; act <= CONTROL; act++) {
        assert_int_equal(sockfam_address_print(ctx, &address, 0, text, sizeof(text), NULL, &error), -ENOEXEC);
        assert_int_equal(error.kind, SOCKFAM_ERROR_PLUGIN);
        assert_int_equal(text[0], 0x5a);
    }
}

static void values_of_code_that_are_not_whole_are_refused(void **state)
{
    struct sockfam_address address = parsed("coded:<7>"), made;
    struct sockfam_error error;
    (void)state;
    for (act = NO_VALUES; act <= BEYOND; act++) {
        assert_int_equal(call_all(3, &address, &made, &error), -ENOEXEC);
        assert_int_equal(error.kind, SOCKFAM_ERROR_PLUGIN);
    }
}

/* Bytes of a format that its code takes apart are kept as they came, not made canonical. */
static void bytes_for_code_stay_as_they_came(void **state)
{
    uint8_t bytes[20] = { 0 };
    uint16_t family = NEVER;
    struct sockfam_address address;
    SOCKFAM_VALUES(values);
    const struct sockfam_format *format = sockfam_format_find(ctx, "coded");
    (void)state;
    memcpy(bytes, &family, sizeof(family));
    bytes[12] = 1;
    for (size_t size = 0; size <= sizeof(bytes); size++) {
        assert_int_equal(sockfam_address_from_bytes(ctx, format, bytes, size, size, &address, NULL), 0);
        size_t length = size >= 2 && size < 8 ? 8 : size; /* the family alone: as if zeros followed */
        assert_int_equal(address.length, length);
        assert_int_equal(address.received, size);
        assert_memory_equal(address.bytes, bytes, size);
        assert_ptr_equal(address.format, size < 2 || size > 16 ? NULL : format);
        if (!address.format)
            continue;
        assert_int_equal(sockfam_address_to_values(ctx, &address, 0, &values, NULL), 0);
        assert_int_equal(values.value[2].u, length);
    }
}

static void names_are_looked_up_by_code(void **state)
{
    uint32_t scope;
    struct sockfam_address address = parsed("looked:home:80,host4=there");
    (void)state;
    assert_int_equal(calls, 2);
    assert_memory_equal(address.bytes + 8, "\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11", 16);
    assert_memory_equal(address.bytes + 28, "\x22\x22\x22\x22", 4);
    assert_memory_equal(address.bytes + 2, "\0\x50\0\0\0\0", 6);
    memcpy(&scope, address.bytes + 24, sizeof(scope));
    assert_int_equal(scope, 9);
    calls = 0;
    address = parsed("looked:[::1%3]:80");
    memcpy(&scope, address.bytes + 24, sizeof(scope));
    assert_int_equal(scope, 3);
    assert_int_equal(calls, 0);
}

static void failed_lookups_are_told(void **state)
{
    struct sockfam_address address;
    struct sockfam_error error = { 0 };
    (void)state;
    act = FAIL_OS;
    assert_int_equal(sockfam_address_parse(ctx, "looked:home:80", 14, 0, &address, &error), -ENETDOWN);
    assert_string_equal(error.message, "the network is down");
    calls = 0;
    assert_int_equal(sockfam_address_parse(ctx, "looked:home:80", 14, SOCKFAM_NO_LOOKUP, &address, &error),
                     -EWOULDBLOCK);
    assert_int_equal(error.kind, SOCKFAM_ERROR_VALUE);
    assert_int_equal(calls, 0);
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup(function, reset)
    const struct CMUnitTest tests[] = {
        TEST(code_makes_and_prints_addresses),   TEST(tables_serve_what_code_does_not),
        TEST(short_buffers_get_nothing_of_code), TEST(failures_of_code_are_told),
        TEST(nonsense_of_code_is_refused),       TEST(bytes_for_code_stay_as_they_came),
        TEST(names_are_looked_up_by_code),       TEST(failed_lookups_are_told),
        TEST(results_of_code_that_contradict_it_are_refused),
        TEST(odd_failures_of_code_stay_plain),
        TEST(text_of_code_that_was_not_written_is_refused),
        TEST(values_of_code_that_are_not_whole_are_refused),
    };
    return cmocka_run_group_tests_name("address_code", tests, open_context, close_context) != 0;
}
