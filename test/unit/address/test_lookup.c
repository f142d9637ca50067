/* SPDX-License-Identifier: MIT */
/*
 * Interface names, zones and the mode without lookups, on a system that is made up: which names print as names, which
 * as numbers, how a lookup fails, and that nothing is asked where nothing may be.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <errno.h>

#include "core/context/open.h"

static struct sockfam_context *ctx;
static struct sf_sys fake;
static unsigned asked; /* calls of either function */
static int name_error; /* errno of a failing if_nametoindex(); 0: it sets none */

/* Index 1 and up. */
/* clang-format off */
static const char *const names[] = {
    "lo", "eth0", "wlan.100", "a-b_c", "25", "25x", "7", "0x1", "veth@2", "with space", "a,b", "a%b", "a:b", "#3",
    "\xc3\xa4", "rx", "fifteen_letters", "-", ".", "A",
};
/* clang-format on */
#define NAMES (sizeof(names) / sizeof(names[0]))

static unsigned fake_nametoindex(const char *name)
{
    asked++;
    for (unsigned i = 0; i < NAMES; i++)
        if (strcmp(names[i], name) == 0)
            return i + 1;
    if (name_error)
        errno = name_error;
    return 0;
}

static char *fake_indextoname(unsigned index, char *name)
{
    asked++;
    return index > 0 && index <= NAMES ? strcpy(name, names[index - 1]) : NULL;
}

static int open_context(void **state)
{
    (void)state;
    fake = sf_sys_default;
    fake.if_nametoindex = fake_nametoindex;
    fake.if_indextoname = fake_indextoname;
    return sf_context_open(&ctx, &fake, SOCKFAM_TEST_BUILD "/config/sockfam.json", false, NULL);
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
    asked = 0;
    name_error = ENODEV;
    return 0;
}

static void need_format(const char *name)
{
    if (sockfam_format_find(ctx, name))
        return;
    print_message("SKIP: no driver in this build has the format %s\n", name);
    skip();
}

static int parse(const char *text, unsigned flags, struct sockfam_address *address, struct sockfam_error *error)
{
    return sockfam_address_parse(ctx, text, strlen(text), flags, address, error);
}

static uint32_t number_at(const struct sockfam_address *address, size_t at)
{
    uint32_t number;
    memcpy(&number, address->bytes + at, sizeof(number));
    return number;
}

static const char *print(const struct sockfam_address *address, unsigned flags)
{
    static char text[SOCKFAM_TEXT_MAX];
    assert_int_equal(sockfam_address_print(ctx, address, flags, text, sizeof(text), NULL, NULL), 0);
    return text;
}

/* ------------------------------------------------------------------ interfaces */

static void display_names_plain_interfaces_only(void **state)
{
    static const char *const wanted[] = {
        "lo",  "eth0", "wlan.100", "a-b_c",           "25", "25x", "7", "0x1", "#9", "#10", "#11", "#12", "#13",
        "#14", "#15",  "rx",       "fifteen_letters", "-",  ".",   "A"
    };
    (void)state;
    need_format("can");
    for (unsigned i = 0; i < NAMES; i++) {
        struct sockfam_address address, back;
        char text[SOCKFAM_TEXT_MAX];
        snprintf(text, sizeof(text), "can:#%u", i + 1);
        assert_int_equal(parse(text, SOCKFAM_NO_LOOKUP, &address, NULL), 0);
        assert_string_equal(print(&address, 0), text);
        assert_string_equal(print(&address, SOCKFAM_DISPLAY | SOCKFAM_NO_LOOKUP), text);
        assert_string_equal(print(&address, SOCKFAM_DISPLAY) + 4, wanted[i]);
        snprintf(text, sizeof(text), "%s", print(&address, SOCKFAM_DISPLAY));
        assert_int_equal(parse(text, 0, &back, NULL), 0);
        assert_int_equal(number_at(&back, 4), i + 1);
    }
}

/* Any name can be typed, with escapes where it needs them. */
static void escaped_names_are_looked_up_whole(void **state)
{
    struct sockfam_address address;
    (void)state;
    need_format("can");
    for (unsigned i = 0; i < NAMES; i++) {
        char text[128] = "can:";
        for (const char *p = names[i]; *p; p++)
            snprintf(text + strlen(text), 4, "%%%02x", (unsigned char)*p);
        assert_int_equal(parse(text, 0, &address, NULL), 0);
        assert_int_equal(number_at(&address, 4), i + 1);
    }
}

static void values_name_interfaces_that_have_a_name(void **state)
{
    struct sockfam_address address;
    SOCKFAM_VALUES(values);
    (void)state;
    need_format("can");
    assert_int_equal(parse("can:#10", 0, &address, NULL), 0);
    assert_int_equal(sockfam_address_to_values(ctx, &address, 0, &values, NULL), 0);
    assert_int_equal(values.value[0].kind, SOCKFAM_VALUE_TEXT);
    assert_int_equal(values.value[0].span.size, 10);
    assert_memory_equal(values.value[0].span.data, "with space", 10);
    assert_int_equal(sockfam_address_from_values(ctx, address.format, values.value, 1, 0, &address, NULL), 0);
    assert_int_equal(number_at(&address, 4), 10);
    assert_int_equal(parse("can:#999", 0, &address, NULL), 0);
    assert_int_equal(sockfam_address_to_values(ctx, &address, 0, &values, NULL), 0);
    assert_int_equal(values.value[0].kind, SOCKFAM_VALUE_UINT);
    assert_int_equal(values.value[0].u, 999);
}

static void failed_lookup_tells_its_errno(void **state)
{
    static const int wanted[][2] = { { ENODEV, ENODEV }, { EMFILE, EMFILE }, { ENXIO, ENXIO }, { 0, ENODEV } };
    (void)state;
    need_format("can");
    for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
        struct sockfam_address address;
        struct sockfam_error error = { 0 };
        name_error = wanted[i][0];
        errno = EPERM; /* of something earlier */
        assert_int_equal(parse("can:nosuch0", 0, &address, &error), -wanted[i][1]);
        assert_int_equal(error.kind, SOCKFAM_ERROR_OS);
        assert_int_equal(error.code, wanted[i][1]);
        assert_string_equal(error.message, "can: there is no interface \"nosuch0\"");
    }
}

/* ------------------------------------------------------------------ zones */

static void zones_print_names_that_read_back(void **state)
{
    static const char *const wanted[] = {
        "lo", "eth0", "wlan.100", "a-b_c",           "5", "6", "7", "0x1", "9", "10", "11", "12", "13",
        "14", "15",   "rx",       "fifteen_letters", "-", ".", "A"
    };
    (void)state;
    need_format("inet6");
    for (unsigned i = 0; i < NAMES; i++) {
        struct sockfam_address address, back;
        char text[64], shown[128];
        snprintf(text, sizeof(text), "inet6:[fe80::1%%%u]:80", i + 1);
        assert_int_equal(parse(text, SOCKFAM_NO_LOOKUP, &address, NULL), 0);
        assert_string_equal(print(&address, 0), text);
        assert_string_equal(print(&address, SOCKFAM_DISPLAY | SOCKFAM_NO_LOOKUP), text);
        snprintf(shown, sizeof(shown), "inet6:[fe80::1%%%s]:80", wanted[i]);
        assert_string_equal(print(&address, SOCKFAM_DISPLAY), shown);
        assert_int_equal(parse(shown, 0, &back, NULL), 0);
        assert_int_equal(number_at(&back, 24), i + 1);
    }
}

static void zones_are_read_as_rfc_6874_has_them(void **state)
{
    static const struct {
        const char *zone;
        uint32_t wanted;
    } cases[] = {
        { "lo", 1 },
        { "25lo", 1 },
        { "1", 1 },
        { "0", 0 },
        { "25eth0", 2 },
        { "2525x", 6 },
        { "4294967295", 4294967295u },
        { "25", 25 },
        { "251", 251 },
        { "2525", 2525 },
        { "25rx", 16 },
        { "rx", 16 },
        { "A", 20 },
    };
    (void)state;
    need_format("inet6");
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct sockfam_address address;
        char text[64];
        snprintf(text, sizeof(text), "[fe80::1%%%s]:80", cases[i].zone);
        assert_int_equal(parse(text, 0, &address, NULL), 0);
        if (number_at(&address, 24) != cases[i].wanted)
            fail_msg("zone %s is read as %u", cases[i].zone, number_at(&address, 24));
    }
}

static void bad_zones_are_refused(void **state)
{
    static const char *const zones[] = { "",   "25nosuch0", "nosuch0",          "4294967296", "99999999999999999999",
                                         "-1", "#1",        "sixteen_letters_", "1%1",        "lo%",
                                         " lo" };
    (void)state;
    need_format("inet6");
    for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
        struct sockfam_address address;
        char text[64];
        snprintf(text, sizeof(text), "[fe80::1%%%s]:80", zones[i]);
        if (parse(text, 0, &address, NULL) >= 0)
            fail_msg("zone \"%s\" is accepted as %u", zones[i], number_at(&address, 24));
    }
}

/* The zone of the host counts where the tuple gives no scope id, and the scope id where it does. */
static void tuple_scope_wins_over_zone(void **state)
{
    const char *host = "fe80::1%eth0";
    struct sockfam_value values[4] = { sockfam_value_text(host, strlen(host)), sockfam_value_uint(80),
                                       sockfam_value_uint(0), sockfam_value_uint(7) };
    struct sockfam_address address;
    (void)state;
    need_format("inet6");
    const struct sockfam_format *inet6 = sockfam_format_find(ctx, "inet6");
    for (size_t count = 2; count <= 3; count++) {
        assert_int_equal(sockfam_address_from_values(ctx, inet6, values, count, 0, &address, NULL), 0);
        assert_int_equal(number_at(&address, 24), 2);
    }
    assert_int_equal(sockfam_address_from_values(ctx, inet6, values, 4, 0, &address, NULL), 0);
    assert_int_equal(number_at(&address, 24), 7);
    values[3] = (struct sockfam_value){ .kind = SOCKFAM_VALUE_NONE };
    assert_int_equal(sockfam_address_from_values(ctx, inet6, values, 4, 0, &address, NULL), 0);
    assert_int_equal(number_at(&address, 24), 2);
}

/* ------------------------------------------------------------------ nothing is asked */

static void canonical_text_asks_nothing(void **state)
{
    static const char *const texts[] = {
        "can:#1",   "packet:#2,proto=0x800",  "inet6:[fe80::1%1]:80", "inet:127.0.0.1:80", "vsock:2:1024",
        "xdp:#1,0", "isotp:#1,rx=0x1,tx=0x2", "rds:[fe80::1%1]:80"
    };
    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct sockfam_address address;
        char json[1024];
        char format[16];
        size_t size = strcspn(texts[i], ":");
        memcpy(format, texts[i], size);
        format[size] = '\0';
        if (!sockfam_format_find(ctx, format))
            continue;
        assert_int_equal(parse(texts[i], 0, &address, NULL), 0);
        assert_string_equal(print(&address, 0), texts[i]);
        assert_int_equal(sockfam_address_to_json(ctx, &address, 0, json, sizeof(json), NULL, NULL), 0);
        assert_int_equal(sockfam_address_from_json(ctx, json, strlen(json), 0, &address, NULL), 0);
        assert_int_equal(asked, 0);
    }
}

static void no_lookup_asks_nothing(void **state)
{
    const struct sockfam_value name = sockfam_value_text("lo", 2);
    struct sockfam_address address;
    SOCKFAM_VALUES(values);
    struct sockfam_error error = { 0 };
    (void)state;
    need_format("can");
    const struct sockfam_format *can = sockfam_format_find(ctx, "can");
    assert_int_equal(parse("can:lo", SOCKFAM_NO_LOOKUP, &address, &error), -EWOULDBLOCK);
    assert_int_equal(sockfam_address_from_values(ctx, can, &name, 1, SOCKFAM_NO_LOOKUP, &address, &error), -EWOULDBLOCK);
    const char *json = "{\"format\":\"can\",\"interface\":\"lo\"}";
    assert_int_equal(sockfam_address_from_json(ctx, json, strlen(json), SOCKFAM_NO_LOOKUP, &address, &error), -EWOULDBLOCK);
    assert_int_equal(parse("can:#1", SOCKFAM_NO_LOOKUP, &address, &error), 0);
    assert_string_equal(print(&address, SOCKFAM_DISPLAY | SOCKFAM_NO_LOOKUP), "can:#1");
    assert_int_equal(sockfam_address_to_values(ctx, &address, SOCKFAM_NO_LOOKUP, &values, NULL), 0);
    assert_int_equal(values.value[0].u, 1);
    assert_int_equal(asked, 0);
}

/* The resolver is not even called, where these names would otherwise go. */
static void no_lookup_refuses_host_names(void **state)
{
    static const char *const texts[] = { "inet:localhost:80",  "inet:1:80",
                                         "inet:127.1:80",      "inet:0x7f.1:80",
                                         "inet6:localhost:80", "inet6:[localhost]:80",
                                         "inet6:[fe80::1%lo]:80", "inet6:host=localhost,port=80" };
    (void)state;
    need_format("inet");
    need_format("inet6");
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct sockfam_address address;
        struct sockfam_error error = { 0 };
        assert_int_equal(parse(texts[i], SOCKFAM_NO_LOOKUP, &address, &error), -EWOULDBLOCK);
        assert_int_equal(error.kind, SOCKFAM_ERROR_VALUE);
        assert_non_null(strstr(error.message, "refused"));
        assert_int_equal(asked, 0);
    }
}

/* With lookups, the core takes what CPython takes: old forms of IPv4 numbers, and names of this machine. */
static void lookup_reads_old_ipv4_forms(void **state)
{
    static const struct {
        const char *text;
        const uint8_t wanted[4];
    } cases[] = {
        { "inet:127.1:80", { 127, 0, 0, 1 } }, { "inet:0x7f.1:80", { 127, 0, 0, 1 } },
        { "inet:1:80", { 0, 0, 0, 1 } },       { "inet:010.1.1.1:80", { 8, 1, 1, 1 } },
        { "inet:1.2.259:80", { 1, 2, 1, 3 } },
    };
    (void)state;
    need_format("inet");
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct sockfam_address address;
        struct sockfam_error error = { 0 };
        if (parse(cases[i].text, 0, &address, &error) < 0)
            fail_msg("%s: %s", cases[i].text, error.message);
        assert_memory_equal(address.bytes + 4, cases[i].wanted, 4);
    }
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup(function, reset)
    const struct CMUnitTest tests[] = {
        TEST(display_names_plain_interfaces_only),
        TEST(escaped_names_are_looked_up_whole),
        TEST(values_name_interfaces_that_have_a_name),
        TEST(failed_lookup_tells_its_errno),
        TEST(zones_print_names_that_read_back),
        TEST(zones_are_read_as_rfc_6874_has_them),
        TEST(bad_zones_are_refused),
        TEST(tuple_scope_wins_over_zone),
        TEST(canonical_text_asks_nothing),
        TEST(no_lookup_asks_nothing),
        TEST(no_lookup_refuses_host_names),
        TEST(lookup_reads_old_ipv4_forms),
    };
    return cmocka_run_group_tests_name("address_lookup", tests, open_context, close_context) != 0;
}
