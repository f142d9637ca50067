/* SPDX-License-Identifier: MIT */
/* Addresses as text and bytes, and byte order: tables of cases, and libc's functions beside ours on many inputs. */
#include <arpa/inet.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sockfam/resolve.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct sockfam_error error;

static void want_error(uint32_t kind, int code)
{
    assert_int_equal(error.kind, kind);
    assert_int_equal(error.code, code);
}

/* ------------------------------------------------------------------ inet_aton, inet_ntoa */

static void want_aton(const char *text, uint32_t address)
{
    uint8_t bytes[4];
    if (sockfam_inet_aton(text, SOCKFAM_TO_NUL, bytes, &error) < 0)
        fail_msg("%s: %s", text, error.message);
    uint32_t found = (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
    if (found != address)
        fail_msg("%s: %08x, not %08x", text, found, address);
}

static void want_no_aton(const char *text)
{
    uint8_t bytes[4] = { 1, 2, 3, 4 };
    if (sockfam_inet_aton(text, SOCKFAM_TO_NUL, bytes, &error) == 0)
        fail_msg("\"%s\" was taken", text);
    want_error(SOCKFAM_ERROR_VALUE, EINVAL);
    assert_memory_equal(bytes, "\1\2\3\4", 4);
}

static void inet_aton_one_to_four_parts_fill_the_address(void **state)
{
    (void)state;
    want_aton("1.2.3.4", 0x01020304);
    want_aton("1.2.772", 0x01020304);
    want_aton("1.131844", 0x01020304);
    want_aton("16909060", 0x01020304);
    want_aton("1.2.65535", 0x0102ffff);
    want_aton("1.16777215", 0x01ffffff);
    want_aton("4294967295", 0xffffffff);
    want_aton("255.255.255.255", 0xffffffff);
    want_aton("0", 0);
    want_aton("0.0.0.0", 0);
    assert_int_equal(error.kind, SOCKFAM_ERROR_NONE);
}

static void inet_aton_octal_and_hexadecimal_are_read(void **state)
{
    (void)state;
    want_aton("010.1.1.1", 0x08010101);
    want_aton("0x7f.1", 0x7f000001);
    want_aton("0X7F.1", 0x7f000001);
    want_aton("0x1.0x2.0x3.0x4", 0x01020304);
    want_aton("0xffffffff", 0xffffffff);
    want_aton("037777777777", 0xffffffff);
    want_aton("1.2.3.0377", 0x010203ff);
    want_aton("00000000000000000000000001", 1);
}

static void inet_aton_anything_else_is_no_address(void **state)
{
    static const char *const bad[] = {
        "",          " ",          ".",          "1.",         ".1",          "1..2",
        "1.2.3.",    "1.2.3.4.",   "1.2.3.4.5",  "1.2.3.4.0",  "256.1",       "1.256.1",
        "1.2.3.256", "1.2.65536",  "1.16777216", "4294967296", "0x1ffffffff", "99999999999999999999999",
        "08",        "0x",         "0xg",        "1.0x",       "-1",          "+1",
        " 1",        "1.2.3.0400", "1.2.3.4x",   "a.0.0.0",    "::1",         "1,2",
        "localhost",
    };
    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++)
        want_no_aton(bad[i]);
}

static void inet_aton_text_behind_a_blank_is_refused(void **state)
{
    (void)state;
    want_no_aton("1.2.3.4 x");
    want_no_aton("1.2.3.4 ");
    want_no_aton("1.2.3.4\n");
    want_no_aton("1.2\t");
}

/*
 * Every text of up to six of these characters: where libc takes one without a blank, so do we, and to the same bytes.
 */
static void inet_aton_small_alphabet_agrees_with_libc(void **state)
{
    static const char letters[] = "019x.f";
    size_t total = 1;
    (void)state;
    for (unsigned size = 1; size <= 6; size++) {
        total *= sizeof(letters) - 1;
        for (size_t n = 0; n < total; n++) {
            char text[8] = "";
            size_t rest = n;
            for (unsigned i = 0; i < size; i++, rest /= sizeof(letters) - 1)
                text[i] = letters[rest % (sizeof(letters) - 1)];
            struct in_addr theirs = { 0 };
            uint32_t mine = 0;
            bool is_theirs = inet_aton(text, &theirs) != 0;
            if (is_theirs != (sockfam_inet_aton(text, SOCKFAM_TO_NUL, &mine, NULL) == 0) || mine != theirs.s_addr)
                fail_msg("%s: libc %s it", text, is_theirs ? "takes" : "refuses");
        }
    }
}

static void inet_ntoa_four_bytes_give_a_dotted_quad(void **state)
{
    char text[SOCKFAM_IP_SIZE];
    (void)state;
    assert_int_equal(sockfam_inet_ntoa("\xff\0\x0a\x64", 4, text, &error), 0);
    assert_string_equal(text, "255.0.10.100");
}

static void inet_ntoa_other_sizes_are_refused(void **state)
{
    static const size_t sizes[] = { 0, 3, 5, 16 };
    char text[SOCKFAM_IP_SIZE] = "untouched";
    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        assert_int_equal(sockfam_inet_ntoa("0123456789abcdef", sizes[i], text, &error), -EINVAL);
        want_error(SOCKFAM_ERROR_VALUE, EINVAL);
    }
    assert_string_equal(text, "untouched");
}

/* ------------------------------------------------------------------ inet_pton, inet_ntop */

static void inet_pton_address_gives_its_bytes(void **state)
{
    uint8_t bytes[17] = { 0 };
    (void)state;
    bytes[4] = bytes[16] = 0x55;
    assert_int_equal(sockfam_inet_pton(AF_INET, "192.0.2.1", SOCKFAM_TO_NUL, bytes, &error), 4);
    assert_memory_equal(bytes, "\xc0\0\2\1\x55", 5);
    assert_int_equal(sockfam_inet_pton(AF_INET6, "2001:DB8::1", SOCKFAM_TO_NUL, bytes, &error), 16);
    assert_memory_equal(bytes, "\x20\1\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\1\x55", 17);
    assert_int_equal(error.kind, SOCKFAM_ERROR_NONE);
}

static void want_no_pton(int family, const char *text, uint32_t kind, int code)
{
    uint8_t bytes[16], before[16];
    memset(bytes, 0x55, sizeof(bytes));
    memcpy(before, bytes, sizeof(before));
    if (sockfam_inet_pton(family, text, SOCKFAM_TO_NUL, bytes, &error) >= 0)
        fail_msg("\"%s\" was taken", text);
    want_error(kind, code);
    assert_memory_equal(bytes, before, sizeof(bytes));
}

static void inet_pton_anything_else_is_no_address(void **state)
{
    static const char *const bad4[] = { "",         "1.2.3",     "1.2.3.4.5", "01.2.3.4", "1.2.3.256", "1.2.3.4 ",
                                        " 1.2.3.4", "0x1.2.3.4", "::1",       "1.2.3.4x", "1.2.3.-4" };
    static const char *const bad6[] = {
        "",           ":",     ":::",  "1.2.3.4", "::1q",        "::1::2",        "1:1:1:1:1:1:1:1:1",
        "fe80::1%lo", "[::1]", "::1 ", "12345::", "::1.2.3.256", "1:2:3:4:5:6:7", "::1/64"
    };
    (void)state;
    for (size_t i = 0; i < COUNT(bad4); i++)
        want_no_pton(AF_INET, bad4[i], SOCKFAM_ERROR_VALUE, EINVAL);
    for (size_t i = 0; i < COUNT(bad6); i++)
        want_no_pton(AF_INET6, bad6[i], SOCKFAM_ERROR_VALUE, EINVAL);
    assert_non_null(strstr(error.message, "IPv6"));
}

static void inet_pton_other_family_is_eafnosupport(void **state)
{
    (void)state;
    want_no_pton(AF_UNIX, "1.2.3.4", SOCKFAM_ERROR_OS, EAFNOSUPPORT);
    want_no_pton(-1, "1.2.3.4", SOCKFAM_ERROR_OS, EAFNOSUPPORT);
    want_no_pton(AF_UNSPEC, "", SOCKFAM_ERROR_OS, EAFNOSUPPORT);
}

/* All addresses whose groups are each zero or not, a few ways. */
static void inet_ntop_ipv6_agrees_with_libc(void **state)
{
    static const uint16_t groups[] = { 0x1, 0xff, 0xabc, 0xffff };
    (void)state;
    for (unsigned mask = 0; mask < 256 * COUNT(groups); mask++) {
        uint8_t bytes[16] = { 0 }, again[16];
        char mine[SOCKFAM_IP_SIZE], theirs[INET6_ADDRSTRLEN];
        for (unsigned i = 0; i < 8; i++) {
            uint16_t group = mask >> i & 1 ? groups[mask / 256] : 0;
            bytes[2 * i] = (uint8_t)(group >> 8);
            bytes[2 * i + 1] = (uint8_t)group;
        }
        assert_int_equal(sockfam_inet_ntop(AF_INET6, bytes, 16, mine, NULL), 0);
        assert_string_equal(mine, inet_ntop(AF_INET6, bytes, theirs, sizeof(theirs)));
        assert_int_equal(sockfam_inet_pton(AF_INET6, mine, SOCKFAM_TO_NUL, again, NULL), 16);
        assert_memory_equal(again, bytes, 16);
    }
}

static void inet_ntop_ipv4_gives_a_dotted_quad(void **state)
{
    char text[SOCKFAM_IP_SIZE];
    (void)state;
    assert_int_equal(sockfam_inet_ntop(AF_INET, "\x7f\0\0\1", 4, text, &error), 0);
    assert_string_equal(text, "127.0.0.1");
}

static void inet_ntop_longest_text_fits(void **state)
{
    char text[SOCKFAM_IP_SIZE];
    uint8_t bytes[16];
    (void)state;
    memset(bytes, 0xff, sizeof(bytes));
    assert_int_equal(sockfam_inet_ntop(AF_INET6, bytes, 16, text, &error), 0);
    assert_string_equal(text, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
}

static void want_no_ntop(int family, size_t size)
{
    char text[SOCKFAM_IP_SIZE] = "untouched";
    assert_int_equal(sockfam_inet_ntop(family, "0123456789abcdef", size, text, &error), -EINVAL);
    want_error(SOCKFAM_ERROR_VALUE, EINVAL);
    assert_string_equal(text, "untouched");
}

static void inet_ntop_wrong_size_or_family_is_value(void **state)
{
    (void)state;
    want_no_ntop(AF_INET, 3);
    want_no_ntop(AF_INET, 5);
    want_no_ntop(AF_INET, 16);
    want_no_ntop(AF_INET6, 15);
    want_no_ntop(AF_INET6, 4);
    want_no_ntop(AF_INET6, 0);
    want_no_ntop(AF_UNIX, 4);
    want_no_ntop(-1, 4);
}

/* ------------------------------------------------------------------ byte order */

static void htons_and_ntohs_reverse_each_other(void **state)
{
    (void)state;
    for (int64_t value = 0; value <= UINT16_MAX; value++) {
        uint16_t network = 0, host = 0;
        assert_int_equal(sockfam_htons(value, &network, &error), 0);
        assert_int_equal(network, htons((uint16_t)value));
        assert_int_equal(sockfam_ntohs(network, &host, &error), 0);
        assert_int_equal(host, value);
    }
    assert_int_equal(error.kind, SOCKFAM_ERROR_NONE);
}

static void htonl_and_ntohl_reverse_each_other(void **state)
{
    static const uint32_t values[] = { 0, 1, 0x01020304, 0x80000000, 0xfffffffe, 0xffffffff };
    (void)state;
    for (size_t i = 0; i < COUNT(values); i++) {
        uint32_t network = 0, host = 0;
        assert_int_equal(sockfam_htonl(values[i], &network, &error), 0);
        assert_int_equal(network, htonl(values[i]));
        assert_int_equal(sockfam_ntohl(network, &host, &error), 0);
        assert_int_equal(host, values[i]);
    }
}

/* All four functions on one number that is beyond the range of each. */
static void want_no_order(int64_t value, bool has_32_bits, uint32_t kind, int code)
{
    uint16_t small = 0x5555;
    uint32_t big = 0x55555555;
    assert_int_equal(sockfam_htons(value, &small, &error), -code);
    want_error(kind, code);
    assert_int_equal(sockfam_ntohs(value, &small, &error), -code);
    want_error(kind, code);
    assert_int_equal(small, 0x5555);
    if (has_32_bits)
        return;
    assert_int_equal(sockfam_htonl(value, &big, &error), -code);
    want_error(kind, code);
    assert_int_equal(sockfam_ntohl(value, &big, &error), -code);
    want_error(kind, code);
    assert_int_equal(big, 0x55555555);
}

static void htons_negative_is_value(void **state)
{
    (void)state;
    want_no_order(-1, false, SOCKFAM_ERROR_VALUE, ERANGE);
    want_no_order(INT64_MIN, false, SOCKFAM_ERROR_VALUE, ERANGE);
}

static void htons_too_big_is_overflow(void **state)
{
    (void)state;
    want_no_order(65536, true, SOCKFAM_ERROR_OVERFLOW, ERANGE);
    want_no_order(UINT32_MAX, true, SOCKFAM_ERROR_OVERFLOW, ERANGE);
    want_no_order(INT64_C(4294967296), false, SOCKFAM_ERROR_OVERFLOW, ERANGE);
    want_no_order(INT64_MAX, false, SOCKFAM_ERROR_OVERFLOW, ERANGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inet_aton_one_to_four_parts_fill_the_address),
        cmocka_unit_test(inet_aton_octal_and_hexadecimal_are_read),
        cmocka_unit_test(inet_aton_anything_else_is_no_address),
        cmocka_unit_test(inet_aton_text_behind_a_blank_is_refused),
        cmocka_unit_test(inet_aton_small_alphabet_agrees_with_libc),
        cmocka_unit_test(inet_ntoa_four_bytes_give_a_dotted_quad),
        cmocka_unit_test(inet_ntoa_other_sizes_are_refused),
        cmocka_unit_test(inet_pton_address_gives_its_bytes),
        cmocka_unit_test(inet_pton_anything_else_is_no_address),
        cmocka_unit_test(inet_pton_other_family_is_eafnosupport),
        cmocka_unit_test(inet_ntop_ipv6_agrees_with_libc),
        cmocka_unit_test(inet_ntop_ipv4_gives_a_dotted_quad),
        cmocka_unit_test(inet_ntop_longest_text_fits),
        cmocka_unit_test(inet_ntop_wrong_size_or_family_is_value),
        cmocka_unit_test(htons_and_ntohs_reverse_each_other),
        cmocka_unit_test(htonl_and_ntohl_reverse_each_other),
        cmocka_unit_test(htons_negative_is_value),
        cmocka_unit_test(htons_too_big_is_overflow),
    };
    return cmocka_run_group_tests_name("resolve_ip", tests, NULL, NULL);
}
