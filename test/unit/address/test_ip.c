/* SPDX-License-Identifier: MIT */
/* IPv4 and IPv6 literals against inet_pton(3) and inet_ntop(3): extremes, millions of random and mutated texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <arpa/inet.h>
#include <cmocka.h>

#include "core/address/ip.h"
#include "support/random.h"

#define TEXT_SIZE 128

/* Whether both take the text as a whole, with the same bytes, and a refused or partial one is as it should be. */
static void compare_read(int family, const char *text)
{
    size_t size = strlen(text);
    size_t width = family == AF_INET ? 4 : 16;
    uint8_t ours[16], theirs[16], prefix[16];
    char *copy = malloc(size ? size : 1); /* of just this size, for AddressSanitizer */
    memcpy(copy, text, size);
    memset(ours, 0xa5, sizeof(ours));
    const char *end = family == AF_INET ? sf_ipv4_read(copy, copy + size, ours) : sf_ipv6_read(copy, copy + size, ours);
    bool is_whole = end == copy + size;
    bool is_right = inet_pton(family, text, theirs) == 1;
    if (is_whole != is_right || (is_right && memcmp(ours, theirs, width) != 0))
        fail_msg("\"%s\": %s, and inet_pton says %s", text, is_whole ? "taken" : "refused", is_right ? "good" : "bad");
    for (size_t i = 0; !end && i < width; i++)
        if (ours[i] != 0xa5)
            fail_msg("\"%s\": refused, but written to", text);
    if (end && !is_whole) {
        char head[TEXT_SIZE];
        snprintf(head, sizeof(head), "%.*s", (int)(end - copy), text);
        if (inet_pton(family, head, prefix) != 1 || memcmp(prefix, ours, width) != 0)
            fail_msg("\"%s\": taken up to \"%s\", which is not an address", text, head);
    }
    free(copy);
}

static void compare_print(int family, const uint8_t *bytes)
{
    char ours[64], theirs[64];
    memset(ours, 0xa5, sizeof(ours));
    char *end = family == AF_INET ? sf_ipv4_print(ours, bytes) : sf_ipv6_print(ours, bytes);
    assert_non_null(inet_ntop(family, bytes, theirs, sizeof(theirs)));
    size_t size = strlen(theirs);
    if ((size_t)(end - ours) != size || memcmp(ours, theirs, size) != 0)
        fail_msg("printed %.*s, and inet_ntop says %s", (int)(end - ours), ours, theirs);
    for (size_t i = family == AF_INET ? 16 : 46; i < sizeof(ours); i++)
        assert_int_equal((uint8_t)ours[i], 0xa5);
}

/* ------------------------------------------------------------------ making texts */

static void random_address(uint8_t bytes[16], struct random *random)
{
    uint64_t zeros = random_next(random) & random_next(random);
    uint64_t choice = random_below(random, 8);
    for (int i = 0; i < 16; i++)
        bytes[i] = (uint8_t)(zeros >> i / 2 & 1 ? 0 : random_next(random) >> (random_below(random, 2) ? 60 : 0));
    if (choice < 2)
        memset(bytes, 0, 12);
    if (choice == 1)
        memset(bytes + 10, 0xff, 2);
}

static void add(char *text, const char *more)
{
    size_t used = strlen(text);
    snprintf(text + used, TEXT_SIZE - used, "%s", more);
}

/* Groups, a "::" somewhere, upper and lower case, leading zeros, a dotted quad at times: often right, often not. */
static void loose_ipv6(char *text, struct random *random)
{
    static const char *const forms[] = { "%x", "%X", "%04x", "%02X", "%05x", "%d" };
    uint64_t groups = 1 + random_below(random, 9);
    uint64_t gap = random_below(random, 12);
    char group[16];
    text[0] = '\0';
    for (uint64_t i = 0; i < groups; i++) {
        add(text, i == gap ? "::" : i ? ":" : "");
        uint64_t choice = random_below(random, 24);
        snprintf(group, sizeof(group), "%x", (unsigned)random_below(random, 0x10000));
        if (choice < 5)
            snprintf(group, sizeof(group), forms[1 + choice],
                     (unsigned)(random_next(random) >> random_below(random, 17) & 0xffff));
        add(text, choice == 23 ? "" : group);
    }
    if (random_below(random, 6) == 0) {
        snprintf(group, sizeof(group), ":%u.%u.%u", (unsigned)random_below(random, 260),
                 (unsigned)random_below(random, 30), (unsigned)random_below(random, 10));
        add(text, group);
        snprintf(group, sizeof(group), ".%u", (unsigned)random_below(random, 256));
        add(text, group);
    }
    if (gap == groups)
        add(text, "::");
}

static void loose_ipv4(char *text, struct random *random)
{
    static const char *const forms[] = { "%u", "%u", "%u", "%u", "%02u", "%03u", "0x%x", "%o" };
    char octet[16];
    uint64_t octets = random_below(random, 8) ? 4 : 1 + random_below(random, 6);
    text[0] = '\0';
    for (uint64_t i = 0; i < octets; i++) {
        unsigned value = (unsigned)random_below(random, random_below(random, 8) ? 256 : 1100);
        snprintf(octet, sizeof(octet), forms[random_below(random, random_below(random, 4) ? 4 : 8)], value);
        add(text, i ? "." : "");
        add(text, octet);
    }
}

/* One to three characters put in, taken out or changed. */
static void mutate(char *text, struct random *random)
{
    static const char letters[] = "0123456789abcdefABCDEF::::....%xg-[]/ ";
    for (uint64_t times = 1 + random_below(random, 3); times > 0; times--) {
        size_t size = strlen(text);
        size_t at = (size_t)random_below(random, size + 1);
        char letter = letters[random_below(random, sizeof(letters) - 1)];
        uint64_t choice = random_below(random, 3);
        if (choice == 0 && size + 1 < TEXT_SIZE) {
            memmove(text + at + 1, text + at, size - at + 1);
            text[at] = letter;
        } else if (choice == 1 && at < size) {
            memmove(text + at, text + at + 1, size - at);
        } else if (at < size) {
            text[at] = letter;
        }
    }
}

/* ------------------------------------------------------------------ tests */

static void ipv4_texts_are_read_as_inet_pton_does(void **state)
{
    struct random random = random_for("ipv4");
    char text[TEXT_SIZE];
    (void)state;
    for (unsigned long i = random_times(2000000, 100000); i > 0; i--) {
        loose_ipv4(text, &random);
        compare_read(AF_INET, text);
        mutate(text, &random);
        compare_read(AF_INET, text);
    }
}

static void ipv6_texts_are_read_as_inet_pton_does(void **state)
{
    struct random random = random_for("ipv6");
    char text[TEXT_SIZE];
    uint8_t bytes[16];
    (void)state;
    for (unsigned long i = random_times(2000000, 100000); i > 0; i--) {
        loose_ipv6(text, &random);
        compare_read(AF_INET6, text);
        random_address(bytes, &random);
        inet_ntop(AF_INET6, bytes, text, sizeof(text));
        compare_read(AF_INET6, text);
        mutate(text, &random);
        compare_read(AF_INET6, text);
    }
}

static void known_texts_are_read_as_inet_pton_does(void **state)
{
    /* clang-format off */
    static const char *const texts[] = {
        "", "0", "1.2.3", "1.2.3.4", "1.2.3.4.", "1.2.3.4.5", ".1.2.3.4", "1..2.3", "255.255.255.255", "256.1.1.1",
        "1.2.3.256", "1.2.3.1234", "00.0.0.0", "0.0.0.00", "01.2.3.4", "1.2.3.4 ", " 1.2.3.4", "1.2.3.-4",
        "1.2.3.4x", "0x1.2.3.4", ":", "::", ":::", "::1", "1::", "1::2", "::1::", "1::2::3", ":1", "1:", ":1::",
        "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8",
        "::1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8::", "1::3:4:5:6:7:8", "1:2:3::4:5:6:7:8", "12345::", "::12345", "::g",
        "::1.2.3.4", "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:1.2.3.4", "::1.2.3.4:5", "1.2.3.4::",
        "::1.2.3", "::1.2.3.4.5", "::1.2.3.256", "::01.2.3.4", "::ffff:1.2.3.4", "::FFFF:1.2.3.4",
        "1:2:3:4:5::1.2.3.4", "1:2:3:4:5:6::1.2.3.4", "1:2:3:4:5:6:7::1.2.3.4", "::1%lo", "fe80::1%1", "[::1]",
        "::1 ", " ::1", "::0000", "::00000", "0:0:0:0:0:0:0:0", "0::0", "::-1", "::+1", "::0x1", "1:::2", "::1:",
        "::1.", "::1.2", "::.1.2.3", "1.2", "1.2.3.4:", "::1.2.3.4.", "::255.255.255.255", "::1:255.255.255.255",
    };
    /* clang-format on */
    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        compare_read(AF_INET, texts[i]);
        compare_read(AF_INET6, texts[i]);
    }
}

static void every_ascii_character_is_read_as_inet_pton_does(void **state)
{
    char text[TEXT_SIZE];
    (void)state;
    for (int c = 1; c < 256; c++) {
        static const char *const forms[] = { "1.2.3.%c", "%c.2.3.4", "1.2.3.4%c",       "::%c",
                                             "%c::",     "::1%c",    "1:%c:3:4:5:6:7:8" };
        for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
            snprintf(text, sizeof(text), forms[i], c);
            compare_read(AF_INET, text);
            compare_read(AF_INET6, text);
        }
    }
}

static void ipv4_addresses_are_printed_as_inet_ntop_does(void **state)
{
    struct random random = random_for("ipv4");
    uint8_t bytes[4];
    (void)state;
    for (unsigned i = 0; i < 4 * 256; i++) {
        memset(bytes, (int)(i % 3 * 100), sizeof(bytes));
        bytes[i / 256] = (uint8_t)i;
        compare_print(AF_INET, bytes);
    }
    for (unsigned long i = random_times(2000000, 100000); i > 0; i--) {
        uint32_t number = (uint32_t)random_next(&random);
        memcpy(bytes, &number, sizeof(number));
        compare_print(AF_INET, bytes);
    }
}

/* Every pattern of zero groups, with every length of group digits, then random ones. */
static void ipv6_addresses_are_printed_as_inet_ntop_does(void **state)
{
    static const unsigned values[] = { 1, 0x10, 0x100, 0x1000, 0xffff, 0xabcd };
    struct random random = random_for("ipv6");
    uint8_t bytes[16];
    (void)state;
    for (unsigned pattern = 0; pattern < 256 * 6; pattern++) {
        for (unsigned i = 0; i < 8; i++) {
            unsigned group = pattern >> i & 1 ? values[(pattern / 256 + i) % 6] : 0;
            bytes[2 * i] = (uint8_t)(group >> 8);
            bytes[2 * i + 1] = (uint8_t)group;
        }
        compare_print(AF_INET6, bytes);
    }
    for (unsigned long i = random_times(2000000, 100000); i > 0; i--) {
        random_address(bytes, &random);
        compare_print(AF_INET6, bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_texts_are_read_as_inet_pton_does),
        cmocka_unit_test(every_ascii_character_is_read_as_inet_pton_does),
        cmocka_unit_test(ipv4_texts_are_read_as_inet_pton_does),
        cmocka_unit_test(ipv6_texts_are_read_as_inet_pton_does),
        cmocka_unit_test(ipv4_addresses_are_printed_as_inet_ntop_does),
        cmocka_unit_test(ipv6_addresses_are_printed_as_inet_ntop_does),
    };
    return cmocka_run_group_tests_name("address_ip", tests, NULL, NULL) != 0;
}
