/* SPDX-License-Identifier: MIT */
/*
 * What a driver of odd layouts and a caller who errs could once make the engine do: too much room taken, the wrong
 * variant, the wrong message.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <errno.h>

#include <sockfam/sockfam.h>

#include "support/builtin.h"

#define SOCKFAM_BUILTIN edges
#include <sockfam/short_names.h>

#define NEVER 62

static struct sockfam_context *ctx;

/* clang-format off */
SOCKFAM_FORMATS(
    { "many", "few addresses in much room", "many:1.2.3.4", .af = NEVER, .size = 128, .min = 128 },
    { "words", "addresses with long words", "words:1.2.3.4", .af = NEVER, .size = 32, .min = 32 },
    { "tagged", "by a number", "tagged:2:1", .af = NEVER, .size = 8, .min = 8, .flags = TAGGED, .tag = 2 },
    { "tagged", "by another", "tagged:3:1", .af = NEVER, .size = 8, .min = 8, .flags = TAGGED, .tag = 3 },
    { "below", "by a number below zero", "below:-2", .af = NEVER, .size = 8, .min = 8, .flags = TAGGED, .tag = -2 },
    { "ranges", "what has lengths", "ranges:", .af = NEVER, .size = 40, .min = 40 },
    { "path", "a path and a number", "path:/x", .af = NEVER, .size = 40, .min = 10 },
    { "tail", "a name that runs on", "tail:a,b", .af = NEVER, .size = 16, .min = 9 },
    { "zoned", "an address with a zone", "zoned:[::1]", .af = NEVER, .size = 28, .min = 28 },
    { "bsd", "with a length byte", "bsd:1", .af = NEVER, .size = 16, .min = 8, .flags = LENGTH_BYTE },
    { "texts", "texts that may be missing", "texts:1", .af = NEVER, .size = 32, .min = 8 },
    { "either", "an address, a number and a text", "either:1.2.3.4:1:x", .af = NEVER, .size = 32, .min = 32 },
    { "either", "a name and a number", "either:1.2.3.4:1,id=1", .af = NEVER, .size = 40, .min = 40 },
    { "either", "another", "either:[::1]", .af = NEVER, .size = 48, .min = 48 },
    { "again", "a number twice", "again:1,2", .af = NEVER, .size = 16, .min = 16 },
    { "inner", "addresses", "#1,{}", .size = 264, .min = 264, .flags = STRUCT },
    { "group", "a struct", "1", .size = 300, .min = 300, .flags = STRUCT });
SOCKFAM_FIELDS(
    { "many", "some", "1 of 30", IPV4, .flags = LIST, .at = 8, .size = 120, .min = 1, .max = 1, .len_at = 2 },
    { "words", "some", "1 to 6", IPV4, .flags = LIST | WORD, .at = 8, .size = 24, .min = 1, .max = 6, .len_at = 2, .set = 1 },
    { "tagged", "type", "which", UINT, .at = 2, .size = 1 },
    { "tagged", "id", "a number", UINT, .at = 4, .size = 4, .sep = ':' },
    { "below", "type", "which", SINT, .at = 2, .size = 1 },
    { "ranges", "list", "0 to 3", IPV4, .flags = LIST | OPT | NAMED, .at = 8, .size = 12, .len_at = 2 },
    { "ranges", "bytes", "all 4", BYTES, .flags = OPT | NAMED, .at = 20, .size = 4 },
    { "ranges", "mac", "all 6", MAC, .flags = OPT | NAMED, .at = 24, .size = 6 },
    { "ranges", "some", "0 to 10", BYTES, .flags = OPT | NAMED, .at = 30, .size = 10, .len_at = 3 },
    { "path", "path", "a file", PATH, .at = 10, .size = 30 },
    { "path", "seven", "7 mostly", UINT, .flags = OPT | NAMED, .at = 4, .size = 2, .initial = 7 },
    { "path", "pad", "blanks mostly", TEXT, .flags = OPT | NAMED, .at = 6, .size = 4, .fill = ' ' },
    { "tail", "type", "a type", TEXT, .at = 2, .size = 6 },
    { "tail", "name", "a long name", TEXT, .flags = TAIL, .at = 8, .size = 8, .max = 40, .sep = ',' },
    { "zoned", "host", "an address", IPV6, .at = 8, .size = 16, .zone_at = 24 },
    { "zoned", "scope", "scope id", UINT, .flags = OPT | NAMED, .at = 24, .size = 4 },
    { "bsd", "number", "a number", UINT, .at = 4, .size = 4 },
    { "texts", "number", "a number", UINT, .at = 4, .size = 4 },
    { "texts", "near", "a text", TEXT, .flags = OPT | NAMED, .at = 8, .size = 8 },
    { "texts", "far", "a text", TEXT, .flags = OPT | NAMED, .at = 16, .size = 8 },
    { "texts", "end", "a text to the end", TEXT, .flags = OPT | NAMED | TAIL, .at = 24, .size = 8, .max = 20 },
    { "either", "host", "an address", IPV4, .at = 4, .size = 4, .when = 1 },
    { "either", "port", "a number", UINT, .at = 8, .size = 2, .sep = ':', .max = 99, .when = 1 },
    { "either", "host", "a name", IPV4, .flags = HOST, .at = 4, .size = 4, .when = 2 },
    { "either", "port", "a number", UINT, .at = 8, .size = 2, .sep = ':', .when = 2 },
    { "either", "id", "a number", UINT, .at = 10, .size = 2, .flags = NAMED, .when = 2 },
    { "either", "host", "an address", IPV6, .at = 8, .size = 16, .when = 4 },
    { "again", "id", "a number", UINT, .at = 4, .size = 4 },
    { "again", "last", "a number", UINT, .at = 8, .size = 4, .flags = OPT },
    { "inner", "near", "an address", ADDRESS, .at = 0, .size = 128 },
    { "inner", "number", "a number", UINT, .at = 128, .size = 4, .sep = ',' },
    { "inner", "far", "an address", ADDRESS, .at = 136, .size = 128, .sep = ',' },
    { "group", "number", "a number", UINT, .at = 0, .size = 4 },
    { "group", "rest", "bytes", BYTES, .flags = OPT | NAMED, .at = 4, .size = 296 });
#define EDGES(NUMBER, WORD, STRING) STRING(EDGE_LONG, "9.9.9.9", 1, A_WORD_THAT_IS_LONGER_THAN_ANY_ADDRESS)
SOCKFAM_CONSTANTS(EDGES);
/* clang-format on */
SOCKFAM_TUPLES(
    { "again", "id", .flags = 0 }, { "again", "id", .flags = IGNORED }, { "again", "last", .flags = OPTIONAL });
SOCKFAM_PROTOCOLS({ "stream", "the format of the family's bytes", "path", .type = SOCKFAM_STREAM });
SOCKFAM_DRIVER("edges", "odd layouts", NEVER);

static int open_context(void **state)
{
    (void)state;
    return open_builtin(&ctx, "edges", "many");
}

static int close_context(void **state)
{
    (void)state;
    sockfam_context_close(ctx);
    return 0;
}

/* A kernel may fill a list beyond what a user may give; its text has room then too. */
static void lists_print_all_elements_that_fit(void **state)
{
    uint8_t bytes[128] = { 0 };
    char text[SOCKFAM_TEXT_MAX];
    uint16_t family = NEVER;
    size_t need;
    struct sockfam_address address;
    (void)state;
    memset(bytes + 8, 255, 120);
    memcpy(bytes, &family, sizeof(family));
    bytes[2] = 30;
    assert_int_equal(sockfam_address_from_bytes(ctx, sockfam_format_find(ctx, "many"), bytes, 128, 128, &address, NULL), 0);
    assert_non_null(address.format);
    assert_int_equal(sockfam_address_print(ctx, &address, 0, text, sizeof(text), &need, NULL), 0);
    assert_int_equal(need, strlen("many:") + 30 * strlen("255.255.255.255+"));
    memset(text, '!', sizeof(text)); /* too little room: nothing is written */
    assert_int_equal(sockfam_address_print(ctx, &address, 0, text, 200, &need, NULL), -ENOSPC);
    for (size_t i = 200; i < sizeof(text); i++)
        assert_int_equal(text[i], '!');
}

/* Words are longer than addresses; they are counted into the room, and are no part of values. */
static void lists_have_room_for_words(void **state)
{
    static const char body[] = "words:9.9.9.9+9.9.9.9+9.9.9.9+9.9.9.9+9.9.9.9+9.9.9.9";
    char text[SOCKFAM_TEXT_MAX];
    size_t need;
    struct sockfam_address address;
    SOCKFAM_VALUES(values);
    (void)state;
    memset(text, '!', sizeof(text));
    assert_int_equal(sockfam_address_parse(ctx, body, SOCKFAM_TO_NUL, 0, &address, NULL), 0);
    assert_int_equal(sockfam_address_print(ctx, &address, SOCKFAM_DISPLAY, text, 200, &need, NULL), -ENOSPC);
    assert_int_equal(need, strlen("words:") + 6 * strlen("A_WORD_THAT_IS_LONGER_THAN_ANY_ADDRESS+"));
    for (size_t i = 200; i < sizeof(text); i++)
        assert_int_equal(text[i], '!');
    assert_int_equal(sockfam_address_to_values(ctx, &address, SOCKFAM_DISPLAY, &values, NULL), 0);
    assert_int_equal(values.value[0].span.size, strlen(body) - strlen("words:"));
    assert_memory_equal(values.value[0].span.data, body + strlen("words:"), values.value[0].span.size);
}

/* A struct may be larger than any sockaddr, and is refused before a byte of it is made. */
static void structs_are_no_addresses(void **state)
{
    const struct sockfam_format *format = sockfam_family_struct(sockfam_family_find(ctx, "edges"), "group");
    struct sockfam_value number = sockfam_value_uint(1);
    struct sockfam_address address = { .format = format, .length = 128 };
    struct sockfam_element element;
    struct sockfam_error error = { 0 };
    SOCKFAM_VALUES(values);
    (void)state;
    assert_non_null(format);
    assert_int_equal(sockfam_address_from_values(ctx, format, &number, 1, 0, &address, &error), -EINVAL);
    assert_string_equal(error.message, "group is a struct that options hold, not an address");
    assert_int_equal(sockfam_address_from_bytes(ctx, format, "\1\0\0\0", 4, 4, &address, &error), -EINVAL);
    assert_int_equal(sockfam_format_element(format, NULL, 0, &element), -EINVAL);
    assert_int_equal(sockfam_address_to_values(ctx, &address, 0, &values, &error), -EINVAL);
    assert_int_equal(sockfam_address_set(ctx, &address, "number", &number, 0, &error), -EINVAL);
    assert_null(sockfam_format_find(ctx, "group"));
}

/* The tag is a number as the field has it: neither text nor other numbers whose low bytes are the same. */
static void elements_are_of_the_variant_of_the_number(void **state)
{
    static const struct {
        const char *format;
        struct sockfam_value value;
        int result;
    } cases[] = {
        { "tagged", { .kind = SOCKFAM_VALUE_UINT, .u = 2 }, 1 },
        { "tagged", { .kind = SOCKFAM_VALUE_SINT, .s = 3 }, 1 },
        { "tagged", { .kind = SOCKFAM_VALUE_UINT, .u = 258 }, -EINVAL },
        { "tagged", { .kind = SOCKFAM_VALUE_SINT, .s = -254 }, -EINVAL },
        { "tagged", { .kind = SOCKFAM_VALUE_TEXT, .span = { (const char *)(uintptr_t)2, 0 } }, -EINVAL },
        { "below", { .kind = SOCKFAM_VALUE_SINT, .s = -2 }, 0 },
        { "below", { .kind = SOCKFAM_VALUE_UINT, .u = 254 }, -EINVAL },
        { "below", { .kind = SOCKFAM_VALUE_UINT, .u = UINT64_MAX - 1 }, -EINVAL },
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct sockfam_element element;
        const struct sockfam_format *format = sockfam_format_find(ctx, cases[i].format);
        int result = sockfam_format_element(format, &cases[i].value, 1, &element);
        if (result != cases[i].result)
            fail_msg("case %zu: %d", i, result);
    }
}

static void ranges_are_what_is_taken(void **state)
{
    static const uint64_t wanted[][2] = { { 0, 3 }, { 4, 4 }, { 6, 6 }, { 0, 10 } };
    const struct sockfam_format *format = sockfam_format_find(ctx, "ranges");
    (void)state;
    for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
        int64_t least;
        uint64_t most;
        sockfam_field_range(sockfam_format_field_at(format, i), &least, &most);
        assert_int_equal(least, wanted[i][0]);
        assert_int_equal(most, wanted[i][1]);
    }
}

/* One field is set; all else stays, the length too. */
static void setting_a_field_leaves_the_others(void **state)
{
    static const struct {
        const char *before, *field;
        struct sockfam_value value;
        const char *after;
    } cases[] = {
        { "tail:ab,a name of more than 8 bytes", "type", { .kind = SOCKFAM_VALUE_TEXT, .span = { "c", 1 } },
          "tail:c,a%20name%20of%20more%20than%208%20bytes" },
        { "tail:ab,a name of more than 8 bytes", "name", { .kind = SOCKFAM_VALUE_TEXT, .span = { "c", 1 } }, "tail:ab,c" },
        { "zoned:[fe80::1%3]", "host", { .kind = SOCKFAM_VALUE_TEXT, .span = { "fe80::2", 7 } }, "zoned:[fe80::2%3]" },
        { "zoned:[fe80::1%3]", "host", { .kind = SOCKFAM_VALUE_TEXT, .span = { "fe80::2%4", 9 } }, "zoned:[fe80::2%4]" },
        { "zoned:[fe80::1%3]", "scope", { .kind = SOCKFAM_VALUE_NONE }, "zoned:[fe80::1]" },
        { "path:/x,seven=1", "seven", { .kind = SOCKFAM_VALUE_NONE }, "path:/x" },
        { "path:@x,seven=1", "seven", { .kind = SOCKFAM_VALUE_UINT, .u = 3 }, "path:@x,seven=3" },
        { "path:/x,pad=ab", "pad", { .kind = SOCKFAM_VALUE_NONE }, "path:/x" },
        { "path:/x,pad=ab", "path", { .kind = SOCKFAM_VALUE_TEXT, .span = { "/abc", 4 } }, "path:/abc,pad=ab" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct sockfam_address address, same;
        char text[SOCKFAM_TEXT_MAX];
        assert_int_equal(sockfam_address_parse(ctx, cases[i].before, SOCKFAM_TO_NUL, 0, &address, NULL), 0);
        assert_int_equal(sockfam_address_set(ctx, &address, cases[i].field, &cases[i].value, 0, NULL), 0);
        assert_int_equal(sockfam_address_print(ctx, &address, 0, text, sizeof(text), NULL, NULL), 0);
        assert_string_equal(text, cases[i].after);
        assert_int_equal(sockfam_address_parse(ctx, text, SOCKFAM_TO_NUL, 0, &same, NULL), 0);
        assert_int_equal(address.length, same.length);
        assert_memory_equal(address.bytes, same.bytes, same.length);
    }
}

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define IS_LITTLE 1
#define HOST16(number) (number), 0
#define HOST32(number) (number), 0, 0, 0
#else
#define IS_LITTLE 0
#define HOST16(number) 0, (number)
#define HOST32(number) 0, 0, 0, (number)
#endif

/* Takes bytes of format `name` behind its family, all of them real, and compares what they become as text. */
static void takes(const char *name, const void *bytes, size_t size, const char *wanted)
{
    struct sockfam_address address;
    char text[SOCKFAM_TEXT_MAX];
    assert_int_equal(sockfam_address_from_bytes(ctx, sockfam_format_find(ctx, name), bytes, size, size, &address, NULL), 0);
    assert_int_equal(sockfam_address_print(ctx, &address, 0, text, sizeof(text), NULL, NULL), 0);
    assert_string_equal(text, wanted);
}

/* Bytes that stay raw, every one of them. */
static void takes_not(const void *bytes, size_t size)
{
    struct sockfam_address address;
    assert_int_equal(sockfam_address_from_bytes(ctx, sockfam_format_find(ctx, "path"), bytes, size, size, &address, NULL), 0);
    assert_null(address.format);
    assert_int_equal(address.length, size);
    assert_memory_equal(address.bytes, bytes, size);
}

/* A file name that fills its field has its NUL behind it, and the kernel gives that too. */
static void paths_that_fill_their_field_may_have_a_nul_more(void **state)
{
    char bytes[42] = { HOST16(NEVER), 0, 0, HOST16(7), ' ', ' ', ' ', ' ' };
    (void)state;
    memset(bytes + 10, 'x', 30);
    takes("path", bytes, 40, "path:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
    takes("path", bytes, 41, "path:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
    takes_not(bytes, 42);
    bytes[10] = 0;
    takes_not(bytes, 41);
}

static void length_bytes_count_what_was_given(void **state)
{
    (void)state;
    takes("bsd", "\2\76", 2, "bsd:0");
    takes("bsd", "\0\76", 2, "bsd:0");
    takes("bsd", "\3\76", 2, IS_LITTLE ? "raw:family=15875" : "raw:family=830");
    takes("bsd", (const char[]){ 8, NEVER, 0, 0, HOST32(1) }, 8, "bsd:1");
}

static void texts_that_were_not_received_are_empty(void **state)
{
    static const char bytes[32] = { HOST16(NEVER), 0, 0, HOST32(1), 'a', 'b' };
    (void)state;
    takes("texts", bytes, 8, "texts:1");
    takes("texts", bytes, 12, "texts:1,near=ab");
    takes("texts", bytes, 16, "texts:1,near=ab");
    takes("texts", bytes, 20, "texts:1,near=ab");
    takes("texts", bytes, 32, "texts:1,near=ab");
}

/* Refuses text without lookups; what the error says. */
static struct sockfam_error refused(const char *text, int result)
{
    struct sockfam_address address;
    struct sockfam_error error = { 0 };
    int got = sockfam_address_parse(ctx, text, SOCKFAM_TO_NUL, SOCKFAM_NO_LOOKUP, &address, &error);
    if (got != result)
        fail_msg("%s: %d, %s", text, got, error.message);
    return error;
}

static void of_several_variants_the_best_error_is_kept(void **state)
{
    (void)state;
    assert_int_equal(refused("either:name:1,id=1", -EWOULDBLOCK).reason, SOCKFAM_REASON_WOULD_LOOK_UP);
    assert_int_equal(refused("either:1.2.3.4:100,id=x", -EINVAL).offset, strlen("either:1.2.3.4:100,id=x"));
    assert_int_equal(refused("either:[::g]", -EINVAL).reason, SOCKFAM_REASON_SYNTAX);
}

static void tags_that_are_not_given_are_missing(void **state)
{
    static const char *const texts[] = { "tagged:id=1", "tagged:", "below:" };
    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct sockfam_error error = refused(texts[i], -EINVAL);
        assert_int_equal(error.reason, SOCKFAM_REASON_MISSING);
        assert_string_equal(error.field, "type");
    }
    assert_int_equal(refused("tagged:x", -EINVAL).reason, SOCKFAM_REASON_SYNTAX);
}

static void elements_of_lists_are_not_empty(void **state)
{
    static const char *const texts[] = { "words:1.2.3.4+", "words:+", "words:+1.2.3.4", "words:1.2.3.4++1.2.3.4" };
    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        assert_int_equal(refused(texts[i], -EINVAL).reason, SOCKFAM_REASON_SYNTAX);
}

/* Braces and brackets of an inner address's own values close nothing. */
static void addresses_within_braces_keep_theirs(void **state)
{
    static const char *const texts[] = { "{path:a%7D,b},7,{path:%7B[x}", "{path:]x},7,{path:/a[}", "{},7,{path:a%7D%7D}" };
    const struct sockfam_format *format = sockfam_family_struct(sockfam_family_find(ctx, "edges"), "inner");
    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        uint8_t bytes[SOCKFAM_STRUCT_MAX];
        char text[SOCKFAM_STRUCT_TEXT_MAX];
        size_t length;
        struct sockfam_error error = { 0 };
        if (sockfam_struct_parse(ctx, format, texts[i], strlen(texts[i]), 0, bytes, sizeof(bytes), &length, &error) < 0)
            fail_msg("%s: %s", texts[i], error.message);
        assert_int_equal(sockfam_struct_print(ctx, format, bytes, length, 0, text, sizeof(text), NULL, NULL), 0);
        assert_string_equal(text, texts[i]);
    }
}

/* A number that is ignored has no name: it is said that it is ignored, and which value it is. */
static void ignored_values_are_told_apart(void **state)
{
    const struct sockfam_value values[] = { sockfam_value_uint(1), sockfam_value_text("1", 1) };
    const struct sockfam_format *format = sockfam_format_find(ctx, "again");
    struct sockfam_address address;
    struct sockfam_error error = { 0 };
    (void)state;
    assert_int_equal(sockfam_address_from_values(ctx, format, values, 1, 0, &address, &error), -EINVAL);
    assert_string_equal(error.message, "again: takes 2 to 3 values (id, ignored, last), not 1");
    assert_int_equal(sockfam_address_from_values(ctx, format, values, 2, 0, &address, &error), -EINVAL);
    assert_string_equal(error.message, "again: value 2, which is ignored, must be an integer");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_print_all_elements_that_fit),
        cmocka_unit_test(lists_have_room_for_words),
        cmocka_unit_test(elements_are_of_the_variant_of_the_number),
        cmocka_unit_test(ranges_are_what_is_taken),
        cmocka_unit_test(setting_a_field_leaves_the_others),
        cmocka_unit_test(paths_that_fill_their_field_may_have_a_nul_more),
        cmocka_unit_test(length_bytes_count_what_was_given),
        cmocka_unit_test(texts_that_were_not_received_are_empty),
        cmocka_unit_test(of_several_variants_the_best_error_is_kept),
        cmocka_unit_test(tags_that_are_not_given_are_missing),
        cmocka_unit_test(elements_of_lists_are_not_empty),
        cmocka_unit_test(addresses_within_braces_keep_theirs),
        cmocka_unit_test(ignored_values_are_told_apart),
        cmocka_unit_test(structs_are_no_addresses),
    };
    return cmocka_run_group_tests_name("address_edges", tests, open_context, close_context) != 0;
}
