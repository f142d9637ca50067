/* SPDX-License-Identifier: MIT */
/* The JSON parser: what it takes, what it refuses and at which byte; and Jansson as the judge of what it made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "core/base/json.h"
#include "support/memory.h"

static json_t *parse(const char *text, unsigned flags, struct sf_json_problem *problem)
{
    /* a copy of the exact size, so that a sanitizer sees any byte read beyond it */
    size_t size = strlen(text);
    char *copy = malloc(size ? size : 1);
    assert_non_null(copy);
    memcpy(copy, text, size);
    json_t *value = sf_json_parse(copy, size, flags, problem);
    free(copy);
    return value;
}

static void right_texts_give_what_jansson_makes_of_them(void **state)
{
    static const char *const texts[] = {
        "{}",
        "[]",
        " [ ] ",
        "\"\"",
        "null",
        "[true,false,null]",
        "0",
        "-0",
        "-1",
        "9223372036854775807",
        "-9223372036854775808",
        "[1, 2 ,3]\n",
        "{\"a\":1,\"b\":{\"a\":[{}]}}",
        "\"a\\\"b\\\\c\\/d\\b\\f\\n\\r\\t\"",
        "\"\\u0041\\u00e9\\u20ac\\ud83d\\ude00\"",
        "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\"",
        "\"\\\\\"",
        "\"\\\\\\\"\"",
        "{\"\":\"\"}",
        "\"/\x7f\"",
    };
    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct sf_json_problem problem;
        json_t *ours = parse(texts[i], 0, &problem);
        json_t *theirs = json_loads(texts[i], JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);
        if (!ours)
            fail_msg("%s: %s at %zu", texts[i], problem.text, problem.position);
        if (!theirs || !json_equal(ours, theirs))
            fail_msg("%s: is something else to Jansson", texts[i]);
        json_decref(ours);
        json_decref(theirs);
    }
}

static void integers_up_to_2_to_64_are_taken_where_they_are_allowed(void **state)
{
    static const struct {
        const char *text;
        uint64_t number;
    } cases[] = {
        { "9223372036854775808", UINT64_C(1) << 63 },
        { "9223372036854775809", (UINT64_C(1) << 63) + 1 },
        { "10000000000000000000", UINT64_C(10000000000000000000) },
        { "18446744073709551615", UINT64_MAX },
        { "0", 0 }, /* and none of the others is one that Jansson has no type for */
        { "1", 0 },
        { "9223372036854775807", 0 },
        { "-9223372036854775808", 0 },
        { "1e19", 0 },
        { "\"9223372036854775808\"", 0 },
        { "\"\\\"9223372036854775808\\\"\"", 0 },
        { "{\"\\u00ff\":9223372036854775807}", 0 },
        { "[9223372036854775808]", 0 },
    };
    struct sf_json_problem problem;
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        json_t *value = parse(cases[i].text, SF_JSON_HIGH, &problem);
        if (!value || sf_json_high(value) != cases[i].number || (cases[i].number && json_is_integer(value)))
            fail_msg("%s: is another number", cases[i].text);
        json_decref(value);
    }
    assert_int_equal(sf_json_high(NULL), 0);
    assert_null(parse("{\"\xff\":1}", SF_JSON_HIGH, &problem)); /* no text can pretend */
}

static void integers_beyond_64_bits_are_refused_with_their_range(void **state)
{
    static const char *const texts[] = { "18446744073709551616", "-9223372036854775809", "99999999999999999999",
                                         "184467440737095516150" };
    struct sf_json_problem problem;
    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        assert_null(parse(texts[i], SF_JSON_HIGH, &problem));
        assert_string_equal(problem.text, "this integer is beyond 64 bits; integers are -2^63 to 2^64-1");
        assert_int_equal(problem.position, 0);
    }
    assert_null(parse("9223372036854775808", 0, &problem));
    assert_string_equal(problem.text, "this integer is beyond 64 bits; integers are -2^63 to 2^63-1");
}

static void reals_keep_their_type(void **state)
{
    static const char *const texts[] = { "0.5", "-1e3", "1E+2", "0e-0", "123.456e7" };
    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct sf_json_problem problem;
        json_t *value = parse(texts[i], 0, &problem);
        assert_true(json_is_real(value));
        json_decref(value);
    }
}

static void wrong_texts_are_refused_at_the_byte_that_is_wrong(void **state)
{
    static const struct {
        const char *text;
        size_t position;
        const char *message;
    } cases[] = {
        { "", 0, "a value expected, found the end of the text" },
        { " \n", 0, "found the end of the text" },
        { "{", 1, "a key in quotes expected, found the end" },
        { "{\"a\"", 4, "':' expected, found the end" },
        { "{\"a\":", 5, "a value expected" },
        { "{\"a\":1", 6, "',' or '}' expected" },
        { "{\"a\":1,}", 7, "a key in quotes expected, found '}'" },
        { "{a:1}", 1, "a key in quotes expected, found 'a'" },
        { "[1 2]", 3, "',' or ']' expected, found '2'" },
        { "[1,]", 3, "a value expected, found ']'" },
        { "[1}", 2, "',' or ']' expected, found '}'" },
        { "1 2", 2, "the end of the text expected, found '2'" },
        { "{} {}", 3, "the end of the text expected" },
        { "01", 1, "the end of the text expected, found '1'" },
        { "-", 1, "a digit expected" },
        { "1.", 2, "a digit expected" },
        { "1e", 2, "a digit expected" },
        { "+1", 0, "a value expected, found '+'" },
        { "abc", 0, "a value expected, found 'a'" },
        { "tru", 0, "a value expected, found 't'" },
        { "NaN", 0, "a value expected" },
        { "9223372036854775808", 0, "this integer is beyond 64 bits" },
        { "-9223372036854775809", 0, "this integer is beyond 64 bits" },
        { "99999999999999999999999", 0, "this integer is beyond 64 bits" },
        { "\"a", 2, "'\"' expected, found the end" },
        { "\"a\\", 3, "an escape (\\n, \\u00e9) expected, found the end" },
        { "\"\\x\"", 2, "an escape (\\n, \\u00e9) expected, found 'x'" },
        { "\"\\u12\"", 1, "this escape is not a character" },
        { "\"\\ud800\"", 1, "this escape is not a character" },
        { "\"\\ud800\\u0041\"", 1, "this escape is not a character" },
        { "\"\\udc00\"", 1, "this escape is not a character" },
        { "\"\\u0000\"", 1, "\\u0000 is not allowed" },
        { "\"a\nb\"", 2, "a control character in a string must be escaped" },
        { "\"\x1f\"", 1, "a control character" },
        { "\"\xc3\"", 1, "this byte is not UTF-8" },
        { "\"\xc0\x80\"", 1, "this byte is not UTF-8" },
        { "\"\xed\xa0\x80\"", 1, "this byte is not UTF-8" },
        { "\"\xf4\x90\x80\x80\"", 1, "this byte is not UTF-8" },
        { "\"\xe2\x82", 1, "this byte is not UTF-8" },
        { "{\"a\":1,\"a\":2}", 7, "this key appears twice in its object" },
        { "{\"a\":1,\"\\u0061\":2}", 7, "this key appears twice in its object" },
        { "\xef\xbb\xbf{}", 0, "a value expected, found byte 0xef" },
        { "// no\n{}", 0, "a value expected, found '/'" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct sf_json_problem problem = { 99, "none" };
        json_t *value = parse(cases[i].text, 0, &problem);
        if (value)
            fail_msg("%s: was taken", cases[i].text);
        if (problem.position != cases[i].position || !strstr(problem.text, cases[i].message))
            fail_msg("%s: %s at %zu", cases[i].text, problem.text, problem.position);
    }
}

static void nul_is_taken_in_strings_where_it_is_allowed_and_never_in_keys(void **state)
{
    struct sf_json_problem problem;
    (void)state;
    json_t *value = parse("\"a\\u0000b\"", SF_JSON_ALLOW_NUL, &problem);
    assert_int_equal(json_string_length(value), 3);
    json_decref(value);
    assert_null(parse("{\"a\\u0000b\":1}", SF_JSON_ALLOW_NUL, &problem));
    assert_string_equal(problem.text, "a key has a NUL");
}

static void levels_are_bounded(void **state)
{
    char text[2 * SF_JSON_DEPTH_MAX + 3];
    struct sf_json_problem problem;
    (void)state;
    memset(text, '[', SF_JSON_DEPTH_MAX);
    memset(text + SF_JSON_DEPTH_MAX, ']', SF_JSON_DEPTH_MAX);
    text[2 * SF_JSON_DEPTH_MAX] = '\0';
    json_t *value = parse(text, 0, &problem);
    assert_non_null(value);
    json_decref(value);
    memset(text, '[', SF_JSON_DEPTH_MAX + 1);
    assert_null(parse(text, 0, &problem));
    assert_int_equal(problem.position, SF_JSON_DEPTH_MAX);
    assert_string_equal(problem.text, "too many levels");
}

static void failing_allocation_is_told_from_a_mistake_and_leaves_nothing(void **state)
{
    static const char text[] = "{\"a long key, longer than Jansson's buffer\":[1,9223372036854775808,{\"b\":\"\\u0041\"}],\"c\":0.5}";
    bool has_failed = true;
    (void)state;
    if (!memory_can_fail()) {
        print_message("SKIP: the sanitizer has its own malloc\n");
        skip();
    }
    long live = memory_live();
    for (long n = 0; has_failed; n++) {
        struct sf_json_problem problem;
        memory_fail_at(n, n % 2);
        json_t *value = sf_json_parse(text, sizeof(text) - 1, SF_JSON_HIGH, &problem);
        has_failed = memory_succeed();
        assert_true(has_failed == !value);
        if (!value)
            assert_string_equal(problem.text, "");
        json_decref(value);
        assert_int_equal(memory_live(), live);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(right_texts_give_what_jansson_makes_of_them),
        cmocka_unit_test(integers_up_to_2_to_64_are_taken_where_they_are_allowed),
        cmocka_unit_test(integers_beyond_64_bits_are_refused_with_their_range),
        cmocka_unit_test(reals_keep_their_type),
        cmocka_unit_test(wrong_texts_are_refused_at_the_byte_that_is_wrong),
        cmocka_unit_test(nul_is_taken_in_strings_where_it_is_allowed_and_never_in_keys),
        cmocka_unit_test(levels_are_bounded),
        cmocka_unit_test(failing_allocation_is_told_from_a_mistake_and_leaves_nothing),
    };
    return cmocka_run_group_tests_name("config_json", tests, NULL, NULL);
}
