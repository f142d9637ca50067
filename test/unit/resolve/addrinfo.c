/* SPDX-License-Identifier: MIT */
/*
 * getaddrinfo: literals on the real resolver, which asks nobody for them; names and failures on ours.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sockfam/resolve.h>

#include "fake.h"

static struct sockfam_error error;

static int resolve(const struct sockfam_context *ctx, const char *host, const char *service,
                   const struct sockfam_hints *hints, struct sockfam_addrinfos **list)
{
    memset(&error, 0x55, sizeof(error));
    error.flags = 0; /* the one member that is the caller's */
    return sockfam_getaddrinfo(ctx, host, service, hints, list, &error);
}

/* That a call fails with this kind and code, and makes no list. */
static void want_failure(const struct sockfam_context *ctx, const char *host, const char *service,
                         const struct sockfam_hints *hints, uint32_t kind, int code)
{
    struct sockfam_addrinfos *untouched = (struct sockfam_addrinfos *)(void *)&error, *list = untouched;
    assert_true(resolve(ctx, host, service, hints, &list) < 0);
    assert_ptr_equal(list, untouched);
    assert_int_equal(error.kind, kind);
    assert_int_equal(error.code, code);
}

/* The text of an address, canonical. In static memory. */
static const char *print(const struct sockfam_context *ctx, const struct sockfam_address *address)
{
    static char text[SOCKFAM_TEXT_MAX];
    assert_int_equal(sockfam_address_print(ctx, address, 0, text, sizeof(text), NULL, NULL), 0);
    return text;
}

/* That the only answer to a literal is this address. */
static void want_one(const char *host, const char *service, const char *text)
{
    const struct sockfam_hints hints = { .type = SOCK_STREAM };
    struct sockfam_addrinfos *list = NULL;
    if (resolve(real, host, service, &hints, &list) < 0)
        fail_msg("%s %s: %s", host, service, error.message);
    assert_int_equal(sockfam_addrinfos_count(list), 1);
    assert_string_equal(print(real, &sockfam_addrinfos_at(list, 0)->address), text);
    sockfam_addrinfos_free(list);
}

/* ------------------------------------------------------------------ getaddrinfo, the real one */

static void getaddrinfo_ipv4_literal_gives_every_field(void **state)
{
    const struct sockfam_hints hints = { .af = AF_INET, .type = SOCK_STREAM, .flags = AI_NUMERICHOST };
    struct sockfam_addrinfos *list = NULL;
    (void)state;
    need_formats();
    assert_int_equal(resolve(real, "192.0.2.1", "80", &hints, &list), 0);
    assert_int_equal(error.kind, SOCKFAM_ERROR_NONE);
    assert_int_equal(sockfam_addrinfos_count(list), 1);
    assert_int_equal(sockfam_addrinfos_at(list, 0)->af, AF_INET);
    assert_int_equal(sockfam_addrinfos_at(list, 0)->type, SOCK_STREAM);
    assert_int_equal(sockfam_addrinfos_at(list, 0)->protocol, IPPROTO_TCP);
    assert_string_equal(sockfam_addrinfos_at(list, 0)->canonical, "");
    assert_ptr_equal(sockfam_addrinfos_at(list, 0)->address.format, sockfam_format_find(real, "inet"));
    assert_int_equal(sockfam_addrinfos_at(list, 0)->address.length, sizeof(struct sockaddr_in));
    assert_string_equal(print(real, &sockfam_addrinfos_at(list, 0)->address), "inet:192.0.2.1:80");
    sockfam_addrinfos_free(list);
}

static void getaddrinfo_no_hints_gives_each_type(void **state)
{
    struct sockfam_addrinfos *list = NULL;
    unsigned types = 0;
    (void)state;
    assert_int_equal(resolve(real, "192.0.2.1", "80", NULL, &list), 0);
    for (size_t i = 0; i < sockfam_addrinfos_count(list); i++)
        types |= 1u << sockfam_addrinfos_at(list, i)->type;
    assert_int_equal(types, 1u << SOCK_STREAM | 1u << SOCK_DGRAM | 1u << SOCK_RAW);
    sockfam_addrinfos_free(list);
}

static void getaddrinfo_ipv6_literal_prints_as_such(void **state)
{
    (void)state;
    need_formats();
    want_one("2001:db8::1", "443", "inet6:[2001:db8::1]:443");
    want_one("::ffff:192.0.2.1", NULL, "inet6:[::ffff:192.0.2.1]:0");
}

static void getaddrinfo_zone_becomes_scope(void **state)
{
    (void)state;
    need_formats();
    want_one("fe80::1%1", "80", "inet6:[fe80::1%1]:80");
    want_failure(real, "fe80::1%nosuchiface", "80", &(struct sockfam_hints){ .flags = AI_NUMERICHOST },
                 SOCKFAM_ERROR_RESOLVER, EAI_NONAME);
}

static void getaddrinfo_loose_ipv4_literal_is_taken(void **state)
{
    (void)state;
    need_formats();
    want_one("127.1", "80", "inet:127.0.0.1:80");
    want_one("0x7f.1", "80", "inet:127.0.0.1:80");
}

static void getaddrinfo_canonical_name_of_literal_is_itself(void **state)
{
    const struct sockfam_hints hints = { .type = SOCK_STREAM, .flags = AI_CANONNAME | AI_NUMERICHOST };
    struct sockfam_addrinfos *list = NULL;
    (void)state;
    assert_int_equal(resolve(real, "::1", "80", &hints, &list), 0);
    assert_string_equal(sockfam_addrinfos_at(list, 0)->canonical, "::1");
    sockfam_addrinfos_free(list);
}

/* That all addresses for no host at all are these, in any order. */
static void want_own(int flags, const char *ipv4, const char *ipv6)
{
    const struct sockfam_hints hints = { .type = SOCK_STREAM, .flags = flags };
    struct sockfam_addrinfos *list = NULL;
    assert_int_equal(resolve(real, NULL, "80", &hints, &list), 0);
    for (size_t i = 0; i < sockfam_addrinfos_count(list); i++)
        assert_string_equal(print(real, &sockfam_addrinfos_at(list, i)->address),
                            sockfam_addrinfos_at(list, i)->af == AF_INET ? ipv4 : ipv6);
    assert_true(sockfam_addrinfos_count(list) >= 1);
    sockfam_addrinfos_free(list);
}

static void getaddrinfo_no_host_is_this_machine(void **state)
{
    (void)state;
    need_formats();
    want_own(0, "inet:127.0.0.1:80", "inet6:[::1]:80");
    want_own(AI_PASSIVE, "inet:0.0.0.0:80", "inet6:[::]:80");
}

static void getaddrinfo_nothing_to_find_is_noname(void **state)
{
    (void)state;
    want_failure(real, NULL, NULL, NULL, SOCKFAM_ERROR_RESOLVER, EAI_NONAME);
    want_failure(real, "", "80", NULL, SOCKFAM_ERROR_RESOLVER, EAI_NONAME);
    want_failure(real, "name", "80", &(struct sockfam_hints){ .flags = AI_NUMERICHOST }, SOCKFAM_ERROR_RESOLVER,
                 EAI_NONAME);
    want_failure(real, "[::1]", "80", &(struct sockfam_hints){ .flags = AI_NUMERICHOST }, SOCKFAM_ERROR_RESOLVER,
                 EAI_NONAME);
    assert_non_null(strstr(error.message, gai_strerror(EAI_NONAME)));
    assert_non_null(strstr(error.message, "[::1]"));
}

static void getaddrinfo_port_of_16_bits_is_taken(void **state)
{
    (void)state;
    need_formats();
    want_one("127.0.0.1", "0", "inet:127.0.0.1:0");
    want_one("127.0.0.1", "65535", "inet:127.0.0.1:65535");
    want_one("127.0.0.1", "080", "inet:127.0.0.1:80");
    want_one("127.0.0.1", "00000000000000000000000000000000000080", "inet:127.0.0.1:80");
    want_one("127.0.0.1", "", "inet:127.0.0.1:0");
    want_one("127.0.0.1", NULL, "inet:127.0.0.1:0");
}

static void getaddrinfo_port_beyond_16_bits_never_wraps(void **state)
{
    static const char *const odd[] = {
        "65536", "65616", "4294967376", "18446744073709551696", "1000000000000000000000000000000",
        "-1",    "-0",    "-65456",     "-4294967216",          "+80",
        " 80",   "\t+80", "  -80",
    };
    (void)state;
    for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
        want_failure(real, "127.0.0.1", odd[i], NULL, SOCKFAM_ERROR_RESOLVER, EAI_SERVICE);
        assert_non_null(strstr(error.message, "65535"));
    }
}

static void getaddrinfo_service_that_is_no_number_is_a_name(void **state)
{
    static const char *const names[] = { " ", "+", "-", "80x", "+80x", "no such service" };
    const struct sockfam_hints numeric = { .type = SOCK_STREAM, .flags = AI_NUMERICSERV };
    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        want_failure(real, "127.0.0.1", names[i], NULL, SOCKFAM_ERROR_RESOLVER, EAI_SERVICE);
    want_failure(real, "127.0.0.1", "http", &numeric, SOCKFAM_ERROR_RESOLVER, EAI_NONAME);
    fake.status = EAI_AGAIN;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        want_failure(ours, "box", names[i], NULL, SOCKFAM_ERROR_RESOLVER, EAI_AGAIN);
}

static void getaddrinfo_service_name_comes_from_services(void **state)
{
    (void)state;
    need_formats();
    if (access("/etc/services", R_OK) != 0) {
        print_message("SKIP: this machine has no /etc/services\n");
        skip();
    }
    want_one("127.0.0.1", "http", "inet:127.0.0.1:80");
}

static void getaddrinfo_bad_hints_say_which(void **state)
{
    (void)state;
    want_failure(real, "127.0.0.1", "80", &(struct sockfam_hints){ .af = AF_INET6 }, SOCKFAM_ERROR_RESOLVER,
                 EAI_ADDRFAMILY);
    want_failure(real, "127.0.0.1", "80", &(struct sockfam_hints){ .af = 77 }, SOCKFAM_ERROR_RESOLVER, EAI_FAMILY);
    want_failure(real, "127.0.0.1", "80", &(struct sockfam_hints){ .af = -1 }, SOCKFAM_ERROR_RESOLVER, EAI_FAMILY);
    want_failure(real, "127.0.0.1", "80", &(struct sockfam_hints){ .type = 99 }, SOCKFAM_ERROR_RESOLVER, EAI_SOCKTYPE);
    want_failure(real, "127.0.0.1", "80", &(struct sockfam_hints){ .type = SOCK_STREAM, .protocol = IPPROTO_UDP },
                 SOCKFAM_ERROR_RESOLVER, EAI_SOCKTYPE);
    want_failure(real, "127.0.0.1", "80", &(struct sockfam_hints){ .flags = 1 << 20 }, SOCKFAM_ERROR_RESOLVER,
                 EAI_BADFLAGS);
}

/* ------------------------------------------------------------------ getaddrinfo, ours */

static void getaddrinfo_name_gives_all_addresses_in_order(void **state)
{
    const struct sockfam_hints hints = { .type = SOCK_DGRAM, .protocol = IPPROTO_UDP, .flags = AI_CANONNAME };
    struct sockfam_addrinfos *list = NULL;
    (void)state;
    need_formats();
    assert_int_equal(resolve(ours, "box", NULL, &hints, &list), 0);
    assert_int_equal(fake.live, 0);
    assert_int_equal(sockfam_addrinfos_count(list), 2);
    assert_string_equal(sockfam_addrinfos_at(list, 0)->canonical, "box.example.org");
    assert_string_equal(sockfam_addrinfos_at(list, 1)->canonical, "");
    assert_int_equal(sockfam_addrinfos_at(list, 1)->type, SOCK_DGRAM);
    assert_int_equal(sockfam_addrinfos_at(list, 1)->protocol, IPPROTO_UDP);
    assert_string_equal(print(ours, &sockfam_addrinfos_at(list, 0)->address), "inet:192.0.2.7:0");
    assert_string_equal(print(ours, &sockfam_addrinfos_at(list, 1)->address), "inet:192.0.2.8:0");
    sockfam_addrinfos_free(list);
    sockfam_addrinfos_free(NULL);
}

static void getaddrinfo_each_canonical_name_stays_with_its_item(void **state)
{
    struct sockfam_addrinfos *list = NULL;
    (void)state;
    fake.is_chatty = 1;
    assert_int_equal(resolve(ours, "box", NULL, NULL, &list), 0);
    assert_string_equal(sockfam_addrinfos_at(list, 0)->canonical, "box.example.org");
    assert_string_equal(sockfam_addrinfos_at(list, 1)->canonical, "www.example.org");
    sockfam_addrinfos_free(list);
}

static void getaddrinfo_name_reaches_the_resolver_as_it_is(void **state)
{
    (void)state;
    want_failure(ours,
                 "b\xc3\xbc"
                 "cher..example ",
                 NULL, NULL, SOCKFAM_ERROR_RESOLVER, EAI_NONAME);
    assert_string_equal(fake.text, "b\xc3\xbc"
                                   "cher..example ");
}

static void getaddrinfo_unknown_family_is_raw(void **state)
{
    struct sockfam_addrinfos *list = NULL;
    (void)state;
    fake.family = 250;
    assert_int_equal(resolve(ours, "plain", NULL, NULL, &list), 0);
    assert_int_equal(sockfam_addrinfos_at(list, 0)->af, 250);
    assert_null(sockfam_addrinfos_at(list, 0)->address.format);
    assert_string_equal(print(ours, &sockfam_addrinfos_at(list, 0)->address),
                        "raw:family=250,data=0000c00002090000000000000000");
    sockfam_addrinfos_free(list);
}

static void getaddrinfo_family_without_a_driver_is_raw(void **state)
{
    static const char nothing[] = "{\"version\":1,\"families\":{}}";
    char path[] = "/tmp/sockfam-resolve-XXXXXX";
    struct sockfam_addrinfos *list = NULL;
    struct sockfam_context *ctx = NULL;
    (void)state;
    int fd = mkstemp(path);
    assert_int_equal(write(fd, nothing, sizeof(nothing) - 1), sizeof(nothing) - 1);
    close(fd);
    assert_int_equal(sockfam_context_open(&ctx, path, &error), 0);
    unlink(path);
    assert_int_equal(resolve(ctx, "192.0.2.1", "80", NULL, &list), 0);
    assert_null(sockfam_addrinfos_at(list, 0)->address.format);
    assert_string_equal(print(ctx, &sockfam_addrinfos_at(list, 0)->address),
                        "raw:family=2,data=0050c00002010000000000000000");
    sockfam_addrinfos_free(list);
    sockfam_context_close(ctx);
}

static void getaddrinfo_system_error_is_its_errno(void **state)
{
    (void)state;
    fake.status = EAI_SYSTEM;
    fake.error = EMFILE;
    want_failure(ours, "box", NULL, NULL, SOCKFAM_ERROR_OS, EMFILE);
    assert_non_null(strstr(error.message, strerror(EMFILE)));
    fake.error = 0;
    want_failure(ours, "box", NULL, NULL, SOCKFAM_ERROR_OS, EIO);
    assert_int_equal(fake.live, 0);
}

static void getaddrinfo_out_of_memory_is_memory(void **state)
{
    struct sockfam_addrinfos *list = NULL;
    (void)state;
    fake.status = EAI_MEMORY;
    want_failure(ours, "box", NULL, NULL, SOCKFAM_ERROR_MEMORY, ENOMEM);
    fake.status = EAI_SYSTEM;
    fake.error = ENOMEM;
    want_failure(ours, "box", NULL, NULL, SOCKFAM_ERROR_MEMORY, ENOMEM);
    assert_int_equal(sockfam_getaddrinfo(ours, "box", NULL, NULL, &list, NULL), -ENOMEM);
}

static void getaddrinfo_resolver_error_has_its_code_and_text(void **state)
{
    struct sockfam_addrinfos *list = NULL;
    static const int codes[] = { EAI_AGAIN, EAI_FAIL, EAI_NODATA, EAI_NONAME, EAI_IDN_ENCODE };
    (void)state;
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        fake.status = codes[i];
        want_failure(ours, "box", "gopher", NULL, SOCKFAM_ERROR_RESOLVER, codes[i]);
        assert_non_null(strstr(error.message, gai_strerror(codes[i])));
        assert_non_null(strstr(error.message, "\"box\""));
        assert_non_null(strstr(error.message, "\"gopher\""));
    }
    assert_int_equal(sockfam_getaddrinfo(ours, "box", NULL, NULL, &list, NULL), -EIO);
}

static void getaddrinfo_success_without_answer_is_noname(void **state)
{
    (void)state;
    fake.is_silent = 1;
    want_failure(ours, "box", NULL, NULL, SOCKFAM_ERROR_RESOLVER, EAI_NONAME);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(getaddrinfo_ipv4_literal_gives_every_field, reset),
        cmocka_unit_test_setup(getaddrinfo_no_hints_gives_each_type, reset),
        cmocka_unit_test_setup(getaddrinfo_ipv6_literal_prints_as_such, reset),
        cmocka_unit_test_setup(getaddrinfo_zone_becomes_scope, reset),
        cmocka_unit_test_setup(getaddrinfo_loose_ipv4_literal_is_taken, reset),
        cmocka_unit_test_setup(getaddrinfo_canonical_name_of_literal_is_itself, reset),
        cmocka_unit_test_setup(getaddrinfo_no_host_is_this_machine, reset),
        cmocka_unit_test_setup(getaddrinfo_nothing_to_find_is_noname, reset),
        cmocka_unit_test_setup(getaddrinfo_port_of_16_bits_is_taken, reset),
        cmocka_unit_test_setup(getaddrinfo_port_beyond_16_bits_never_wraps, reset),
        cmocka_unit_test_setup(getaddrinfo_service_that_is_no_number_is_a_name, reset),
        cmocka_unit_test_setup(getaddrinfo_service_name_comes_from_services, reset),
        cmocka_unit_test_setup(getaddrinfo_bad_hints_say_which, reset),
        cmocka_unit_test_setup(getaddrinfo_name_gives_all_addresses_in_order, reset),
        cmocka_unit_test_setup(getaddrinfo_each_canonical_name_stays_with_its_item, reset),
        cmocka_unit_test_setup(getaddrinfo_name_reaches_the_resolver_as_it_is, reset),
        cmocka_unit_test_setup(getaddrinfo_unknown_family_is_raw, reset),
        cmocka_unit_test_setup(getaddrinfo_family_without_a_driver_is_raw, reset),
        cmocka_unit_test_setup(getaddrinfo_system_error_is_its_errno, reset),
        cmocka_unit_test_setup(getaddrinfo_out_of_memory_is_memory, reset),
        cmocka_unit_test_setup(getaddrinfo_resolver_error_has_its_code_and_text, reset),
        cmocka_unit_test_setup(getaddrinfo_success_without_answer_is_noname, reset),
    };
    return cmocka_run_group_tests_name("resolve_addrinfo", tests, open_both, close_both);
}
