/* SPDX-License-Identifier: MIT */
/* getnameinfo: numbers on the real resolver, which asks nobody for them; names and failures on ours. */
#include <errno.h>
#include <netdb.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sockfam/resolve.h>

#include "fake.h"

static struct sockfam_error error;

static struct sockfam_address address_of(const char *text)
{
    struct sockfam_address address;
    assert_int_equal(sockfam_address_parse(real, text, strlen(text), SOCKFAM_NO_LOOKUP, &address, &error), 0);
    return address;
}

static void want_names(const struct sockfam_context *ctx, const char *text, int flags, const char *host,
                       const char *service)
{
    struct sockfam_address address = address_of(text);
    char found[SOCKFAM_HOST_SIZE], port[SOCKFAM_HOST_SIZE];
    if (sockfam_getnameinfo(ctx, &address, flags, found, sizeof(found), port, sizeof(port), &error) < 0)
        fail_msg("%s: %s", text, error.message);
    assert_string_equal(found, host);
    assert_string_equal(port, service);
}

static void want_no_names(const struct sockfam_context *ctx, const char *text, int flags, uint32_t kind, int code)
{
    struct sockfam_address address = address_of(text);
    char host[SOCKFAM_HOST_SIZE] = "untouched", service[32] = "untouched";
    int result = sockfam_getnameinfo(ctx, &address, flags, host, sizeof(host), service, sizeof(service), &error);
    assert_true(result < 0);
    assert_string_equal(host, "untouched");
    assert_string_equal(service, "untouched");
    assert_int_equal(error.kind, kind);
    assert_int_equal(error.code, code);
}

static void getnameinfo_numeric_gives_numbers(void **state)
{
    (void)state;
    need_formats();
    want_names(real, "inet:192.0.2.1:80", NI_NUMERICHOST | NI_NUMERICSERV, "192.0.2.1", "80");
    want_names(real, "inet:0.0.0.0:65535", NI_NUMERICHOST | NI_NUMERICSERV, "0.0.0.0", "65535");
    want_names(real, "inet6:[2001:db8::1]:0", NI_NUMERICHOST | NI_NUMERICSERV, "2001:db8::1", "0");
}

static void getnameinfo_zone_is_part_of_the_host(void **state)
{
    char name[SOCKFAM_INTERFACE_SIZE], wanted[64];
    (void)state;
    need_formats();
    if (sockfam_if_indextoname(real, 1, name, NULL) == 0) {
        snprintf(wanted, sizeof(wanted), "fe80::1%%%s", name);
        want_names(real, "inet6:[fe80::1%1]:80", NI_NUMERICHOST | NI_NUMERICSERV, wanted, "80");
    }
    want_names(real, "inet6:[fe80::1%123456]:80", NI_NUMERICHOST | NI_NUMERICSERV, "fe80::1%123456", "80");
}

static void getnameinfo_names_come_from_the_resolver(void **state)
{
    (void)state;
    need_formats();
    want_names(ours, "inet:192.0.2.7:70", 0, "box.example.org", "gopher");
}

static void getnameinfo_one_text_wanted_gives_one(void **state)
{
    struct sockfam_address address;
    char text[16] = "";
    (void)state;
    need_formats();
    address = address_of("inet:192.0.2.1:80");
    assert_int_equal(sockfam_getnameinfo(real, &address, NI_NUMERICHOST, text, sizeof(text), NULL, 0, NULL), 0);
    assert_string_equal(text, "192.0.2.1");
    assert_int_equal(sockfam_getnameinfo(real, &address, NI_NUMERICSERV, NULL, 0, text, sizeof(text), NULL), 0);
    assert_string_equal(text, "80");
    assert_true(sockfam_getnameinfo(real, &address, 3, NULL, 0, NULL, 0, &error) < 0);
    assert_int_equal(error.kind, SOCKFAM_ERROR_RESOLVER);
    assert_int_equal(error.code, EAI_NONAME);
}

static void getnameinfo_small_buffer_is_overflow_and_untouched(void **state)
{
    struct sockfam_address address;
    char host[10] = "untouched", service[10] = "untouched";
    (void)state;
    need_formats();
    address = address_of("inet:192.0.2.11:65535");
    assert_int_equal(sockfam_getnameinfo(real, &address, 3, host, 10, service, 10, &error), -ENOSPC);
    assert_int_equal(error.kind, SOCKFAM_ERROR_OVERFLOW);
    assert_string_equal(host, "untouched");
    assert_string_equal(service, "untouched");
    assert_int_equal(sockfam_getnameinfo(real, &address, 3, NULL, 0, service, 5, &error), -ENOSPC);
    assert_string_equal(service, "untouched");
    assert_int_equal(sockfam_getnameinfo(real, &address, 3, NULL, 0, service, 6, &error), 0);
    assert_string_equal(service, "65535");
    fake.status = EAI_OVERFLOW;
    want_no_names(ours, "inet:192.0.2.7:70", 0, SOCKFAM_ERROR_OVERFLOW, ENOSPC);
}

static void getnameinfo_other_family_is_refused(void **state)
{
    (void)state;
    want_no_names(ours, "raw:family=1,data=2f782f7900000000000000000000", 3, SOCKFAM_ERROR_RESOLVER, EAI_FAMILY);
    want_no_names(ours, "raw:", 3, SOCKFAM_ERROR_RESOLVER, EAI_FAMILY);
    want_no_names(ours, "raw:family=2,data=0050", 3, SOCKFAM_ERROR_RESOLVER, EAI_FAMILY);
    want_no_names(ours, "raw:family=10,data=0050000000000000000000000000", 3, SOCKFAM_ERROR_RESOLVER, EAI_FAMILY);
    assert_int_equal(fake.calls, 0);
}

static void getnameinfo_raw_address_of_the_internet_is_taken(void **state)
{
    (void)state;
    want_names(real, "raw:family=2,data=0050c00002010000000000000000", 3, "192.0.2.1", "80");
}

static void getnameinfo_bad_flags_and_required_names_say_so(void **state)
{
    (void)state;
    need_formats();
    want_no_names(real, "inet:192.0.2.1:80", 2048, SOCKFAM_ERROR_RESOLVER, EAI_BADFLAGS);
    want_no_names(real, "inet:192.0.2.1:80", -1, SOCKFAM_ERROR_RESOLVER, EAI_BADFLAGS);
    want_no_names(real, "inet:192.0.2.1:80", NI_NUMERICHOST | NI_NAMEREQD, SOCKFAM_ERROR_RESOLVER, EAI_NONAME);
    assert_non_null(strstr(error.message, "192.0.2.1"));
    assert_non_null(strstr(error.message, gai_strerror(EAI_NONAME)));
}

static void getnameinfo_system_error_is_its_errno(void **state)
{
    (void)state;
    need_formats();
    fake.status = EAI_SYSTEM;
    fake.error = ENFILE;
    want_no_names(ours, "inet:192.0.2.7:70", 0, SOCKFAM_ERROR_OS, ENFILE);
    fake.status = EAI_MEMORY;
    want_no_names(ours, "inet:192.0.2.7:70", 0, SOCKFAM_ERROR_MEMORY, ENOMEM);
    fake.status = EAI_AGAIN;
    want_no_names(ours, "inet:192.0.2.7:70", 0, SOCKFAM_ERROR_RESOLVER, EAI_AGAIN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(getnameinfo_numeric_gives_numbers, reset),
        cmocka_unit_test_setup(getnameinfo_zone_is_part_of_the_host, reset),
        cmocka_unit_test_setup(getnameinfo_names_come_from_the_resolver, reset),
        cmocka_unit_test_setup(getnameinfo_one_text_wanted_gives_one, reset),
        cmocka_unit_test_setup(getnameinfo_small_buffer_is_overflow_and_untouched, reset),
        cmocka_unit_test_setup(getnameinfo_other_family_is_refused, reset),
        cmocka_unit_test_setup(getnameinfo_raw_address_of_the_internet_is_taken, reset),
        cmocka_unit_test_setup(getnameinfo_bad_flags_and_required_names_say_so, reset),
        cmocka_unit_test_setup(getnameinfo_system_error_is_its_errno, reset),
    };
    return cmocka_run_group_tests_name("resolve_nameinfo", tests, open_both, close_both);
}
