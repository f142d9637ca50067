/* SPDX-License-Identifier: MIT */
/* Numbers in text against libc's: every length of digits, every power of two and ten, what is not a number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/number.h"
#include "support/random.h"

static void compare_print(uint64_t number)
{
    char ours[32], theirs[32];
    *sf_print_decimal(ours, number) = '\0';
    snprintf(theirs, sizeof(theirs), "%llu", (unsigned long long)number);
    assert_string_equal(ours, theirs);
    *sf_print_hex(ours, number) = '\0';
    snprintf(theirs, sizeof(theirs), "0x%llx", (unsigned long long)number);
    assert_string_equal(ours, theirs);
}

/* Reads a number back that libc printed, in all forms. */
static void compare_read(uint64_t number)
{
    static const char *const forms[] = { "%llu", "0x%llx", "0x%llX", "0X%llx", "0x000%llx", "-%llu", "-0x%llx" };
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        char text[40];
        uint64_t got = 0;
        bool negative = false;
        int size = snprintf(text, sizeof(text), forms[i], (unsigned long long)number);
        assert_int_equal(sf_read_number(text, (size_t)size, &got, &negative), SF_NUMBER_OK);
        assert_true(got == number);
        assert_int_equal(negative, forms[i][0] == '-');
        if (i == 0) {
            assert_ptr_equal(sf_read_decimal(text, text + size, &got), text + size);
            assert_true(got == number);
        }
    }
}

static void numbers_near_powers_are_printed_and_read(void **state)
{
    (void)state;
    for (unsigned bit = 0; bit < 64; bit++) {
        for (int off = -2; off <= 2; off++) {
            compare_print((UINT64_C(1) << bit) + (uint64_t)(int64_t)off);
            compare_read((UINT64_C(1) << bit) + (uint64_t)(int64_t)off);
        }
    }
    for (uint64_t power = 1, i = 0; i < 20; i++, power *= 10) {
        for (int off = -1; off <= 1; off++) {
            compare_print(power + (uint64_t)(int64_t)off);
            compare_read(power + (uint64_t)(int64_t)off);
        }
    }
    for (uint64_t number = 0; number < 70000; number++)
        compare_print(number);
}

static void random_numbers_are_printed_and_read(void **state)
{
    struct random random = random_for("numbers");
    (void)state;
    for (unsigned long i = random_times(500000, 50000); i > 0; i--) {
        uint64_t number = random_next(&random) >> random_below(&random, 64);
        compare_print(number);
        compare_read(number);
    }
}

static void number_texts_end_as_they_should(void **state)
{
    static const struct {
        const char *text;
        enum sf_number wanted;
    } cases[] = {
        { "", SF_NUMBER_NONE },
        { "-", SF_NUMBER_NONE },
        { "0x", SF_NUMBER_NONE },
        { "-0x", SF_NUMBER_NONE },
        { "x", SF_NUMBER_NONE },
        { "0xg", SF_NUMBER_NONE },
        { "+1", SF_NUMBER_NONE },
        { "--1", SF_NUMBER_NONE },
        { "1-", SF_NUMBER_NONE },
        { " 1", SF_NUMBER_NONE },
        { "1 ", SF_NUMBER_NONE },
        { "1a", SF_NUMBER_NONE },
        { "0b1", SF_NUMBER_NONE },
        { "0x1h", SF_NUMBER_NONE },
        { "00", SF_NUMBER_OCTAL },
        { "01", SF_NUMBER_OCTAL },
        { "-01", SF_NUMBER_OCTAL },
        { "0", SF_NUMBER_OK },
        { "-0", SF_NUMBER_OK },
        { "0x0", SF_NUMBER_OK },
        { "0x00000000000000000001", SF_NUMBER_OK },
        { "18446744073709551615", SF_NUMBER_OK },
        { "18446744073709551616", SF_NUMBER_HUGE },
        { "18446744073709551620", SF_NUMBER_HUGE },
        { "99999999999999999999", SF_NUMBER_HUGE },
        { "184467440737095516150", SF_NUMBER_HUGE },
        { "0xffffffffffffffff", SF_NUMBER_OK },
        { "0x10000000000000000", SF_NUMBER_HUGE },
        { "0xffffffffffffffff0", SF_NUMBER_HUGE },
        { "-18446744073709551616", SF_NUMBER_HUGE },
        { "1\0002", SF_NUMBER_OK },
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        uint64_t number;
        bool negative;
        size_t size = strlen(cases[i].text);
        if (sf_read_number(cases[i].text, size, &number, &negative) != cases[i].wanted)
            fail_msg("\"%s\" ends otherwise", cases[i].text);
    }
    uint64_t number;
    bool negative;
    assert_int_equal(sf_read_number("1\0002", 3, &number, &negative), SF_NUMBER_NONE);
}

static void decimal_stops_behind_its_digits(void **state)
{
    static const struct {
        const char *text;
        int digits; /* -1: none */
        uint64_t value;
    } cases[] = {
        { "", -1, 0 },
        { "a", -1, 0 },
        { "-1", -1, 0 },
        { "0", 1, 0 },
        { "0x1", 1, 0 },
        { "00", -1, 0 },
        { "012", -1, 0 },
        { "1:2", 1, 1 },
        { "12,", 2, 12 },
        { "80x", 2, 80 },
        { "0,", 1, 0 },
        { "1 ", 1, 1 },
        { "18446744073709551615,", 20, UINT64_MAX },
        { "18446744073709551616", -1, 0 },
        { "1844674407370955161:5", 19, UINT64_C(1844674407370955161) },
        { "1844674407370955161/5", 19, UINT64_C(1844674407370955161) },
        { "18446744073709551625", -1, 0 },
        { "20000000000000000000", -1, 0 },
        { "100000000000000000000", -1, 0 },
        { "9999999999999999999", 19, UINT64_C(9999999999999999999) },
        { "10000000000000000000", 20, UINT64_C(10000000000000000000) },
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        uint64_t value = 0;
        const char *text = cases[i].text;
        const char *end = sf_read_decimal(text, text + strlen(text), &value);
        if ((end ? end - text : -1) != cases[i].digits || value != cases[i].value)
            fail_msg("\"%s\" ends otherwise", text);
    }
}

static void hex_digits_have_their_value(void **state)
{
    (void)state;
    for (int c = 0; c < 256; c++) {
        const char *digits = "0123456789abcdefABCDEF";
        const char *found = c ? strchr(digits, c) : NULL;
        int wanted = !found ? -1 : found - digits < 16 ? (int)(found - digits) : (int)(found - digits) - 6;
        assert_int_equal(sf_hex_value((char)c), wanted);
    }
}

static void bytes_are_printed_in_pairs(void **state)
{
    uint8_t bytes[256];
    char ours[513], theirs[513];
    (void)state;
    for (int i = 0; i < 256; i++) {
        bytes[i] = (uint8_t)i;
        snprintf(theirs + 2 * i, 3, "%02x", i);
    }
    *sf_print_bytes(ours, bytes, sizeof(bytes)) = '\0';
    assert_string_equal(ours, theirs);
    assert_ptr_equal(sf_print_bytes(ours, bytes, 0), ours);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_near_powers_are_printed_and_read),
        cmocka_unit_test(random_numbers_are_printed_and_read),
        cmocka_unit_test(number_texts_end_as_they_should),
        cmocka_unit_test(decimal_stops_behind_its_digits),
        cmocka_unit_test(hex_digits_have_their_value),
        cmocka_unit_test(bytes_are_printed_in_pairs),
    };
    return cmocka_run_group_tests_name("address_number", tests, NULL, NULL) != 0;
}
