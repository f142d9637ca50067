/* SPDX-License-Identifier: MIT */
/*
 * Hosts by name and address. What asks nobody runs on the real resolver, all else on
 * ours; one test of each function asks the real one for localhost, where /etc/hosts has it.
 */
#include <errno.h>
#include <netdb.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sockfam/resolve.h>

#include "fake.h"

static struct sockfam_error error;

static void want_error(uint32_t kind, int code)
{
    assert_int_equal(error.kind, kind);
    assert_int_equal(error.code, code);
}

/* Skips unless /etc/hosts says that localhost is 127.0.0.1; asking DNS may take minutes. */
static void need_localhost(void)
{
    char line[512];
    FILE *file = fopen("/etc/hosts", "r");
    bool is_there = false;
    while (file && !is_there && fgets(line, sizeof(line), file))
        is_there = strncmp(line, "127.0.0.1", 9) == 0 && strstr(line, "localhost");
    if (file)
        fclose(file);
    if (is_there)
        return;
    print_message("SKIP: /etc/hosts has no localhost\n");
    skip();
}

/* ------------------------------------------------------------------ gethostbyname */

static void want_ip(const struct sockfam_context *ctx, const char *name, const char *ip)
{
    char text[SOCKFAM_IP_SIZE];
    if (sockfam_gethostbyname(ctx, name, text, &error) < 0)
        fail_msg("%s: %s", name, error.message);
    assert_string_equal(text, ip);
}

static void want_no_ip(const struct sockfam_context *ctx, const char *name, uint32_t kind, int code)
{
    char text[SOCKFAM_IP_SIZE] = "untouched";
    assert_true(sockfam_gethostbyname(ctx, name, text, &error) < 0);
    assert_string_equal(text, "untouched");
    want_error(kind, code);
}

static void gethostbyname_special_names_ask_nobody(void **state)
{
    (void)state;
    want_ip(ours, "", "0.0.0.0");
    want_ip(ours, "<broadcast>", "255.255.255.255");
    want_ip(ours, "255.255.255.255", "255.255.255.255");
    want_ip(ours, "192.0.2.1", "192.0.2.1");
    assert_int_equal(fake.calls, 0);
}

static void gethostbyname_loose_literal_is_read_by_libc(void **state)
{
    (void)state;
    want_ip(real, "127.1", "127.0.0.1");
    want_ip(real, "0x7f.1", "127.0.0.1");
    want_ip(real, "010.1.1.1", "8.1.1.1");
    want_ip(real, "1", "0.0.0.1");
}

static void gethostbyname_ipv6_literal_is_of_another_family(void **state)
{
    (void)state;
    want_no_ip(real, "::1", SOCKFAM_ERROR_RESOLVER, EAI_ADDRFAMILY);
}

static void gethostbyname_name_gives_the_first_answer(void **state)
{
    (void)state;
    want_ip(ours, "www.example.org", "192.0.2.7");
    assert_int_equal(fake.calls, 1);
    assert_int_equal(fake.live, 0);
}

static void gethostbyname_unknown_name_is_noname(void **state)
{
    (void)state;
    want_no_ip(ours, "nobody", SOCKFAM_ERROR_RESOLVER, EAI_NONAME);
    assert_non_null(strstr(error.message, "\"nobody\""));
    want_no_ip(ours, " 192.0.2.1", SOCKFAM_ERROR_RESOLVER, EAI_NONAME);
    want_no_ip(ours, "<any>", SOCKFAM_ERROR_RESOLVER, EAI_NONAME);
    want_no_ip(ours, "six", SOCKFAM_ERROR_RESOLVER, EAI_NONAME);
}

static void gethostbyname_failing_resolver_says_why(void **state)
{
    (void)state;
    fake.status = EAI_SYSTEM;
    fake.error = EMFILE;
    want_no_ip(ours, "box", SOCKFAM_ERROR_OS, EMFILE);
    fake.status = EAI_AGAIN;
    want_no_ip(ours, "box", SOCKFAM_ERROR_RESOLVER, EAI_AGAIN);
    fake.status = EAI_MEMORY;
    want_no_ip(ours, "box", SOCKFAM_ERROR_MEMORY, ENOMEM);
}

static void gethostbyname_strange_answer_is_refused(void **state)
{
    (void)state;
    fake.family = 250;
    want_no_ip(ours, "box", SOCKFAM_ERROR_OS, EAFNOSUPPORT);
    assert_int_equal(fake.live, 0);
    fake.family = AF_INET6; /* with the length of an IPv4 address */
    want_no_ip(ours, "box", SOCKFAM_ERROR_OS, EAFNOSUPPORT);
    fake.family = 0;
    fake.is_silent = 1;
    want_no_ip(ours, "box", SOCKFAM_ERROR_RESOLVER, EAI_NONAME);
}

static void gethostbyname_localhost_is_loopback(void **state)
{
    (void)state;
    need_localhost();
    want_ip(real, "localhost", "127.0.0.1");
}

/* ------------------------------------------------------------------ gethostbyname_ex */

/* Either of the two functions. */
#define LOOKUP                                                                                                         \
    int (*lookup)(const struct sockfam_context *, const char *, struct sockfam_hostent **, struct sockfam_error *)

static void want_no_host(LOOKUP, const char *name, uint32_t kind, int code)
{
    struct sockfam_hostent *untouched = (struct sockfam_hostent *)(void *)&error, *host = untouched;
    assert_true(lookup(ours, name, &host, &error) < 0);
    assert_ptr_equal(host, untouched);
    want_error(kind, code);
}

static struct sockfam_hostent *find(LOOKUP, const char *name)
{
    struct sockfam_hostent *host = NULL;
    if (lookup(ours, name, &host, &error) < 0)
        fail_msg("%s: %s", name, error.message);
    assert_int_equal(error.kind, SOCKFAM_ERROR_NONE);
    return host;
}

static void want_box(const struct sockfam_hostent *host)
{
    assert_string_equal(host->name, "box.example.org");
    assert_int_equal(host->af, AF_INET);
    assert_int_equal(host->alias_count, 2);
    assert_string_equal(host->aliases[0], "box");
    assert_string_equal(host->aliases[1], "www.example.org");
    assert_int_equal(host->address_count, 2);
    assert_string_equal(host->addresses[0], "192.0.2.7");
    assert_string_equal(host->addresses[1], "192.0.2.8");
}

static void gethostbyname_ex_name_gives_the_whole_entry(void **state)
{
    struct sockfam_hostent *host = find(sockfam_gethostbyname_ex, "box");
    (void)state;
    want_box(host);
    assert_int_equal(fake.calls, 2);
    sockfam_hostent_free(host);
    sockfam_hostent_free(NULL);
}

static void gethostbyname_ex_refused_by_the_first_question_is_resolver(void **state)
{
    (void)state;
    want_no_host(sockfam_gethostbyname_ex, "nobody", SOCKFAM_ERROR_RESOLVER, EAI_NONAME);
    want_no_host(sockfam_gethostbyname_ex, "six", SOCKFAM_ERROR_RESOLVER, EAI_NONAME);
}

static void gethostbyname_ex_refused_by_the_second_question_is_host(void **state)
{
    (void)state;
    want_no_host(sockfam_gethostbyname_ex, "", SOCKFAM_ERROR_HOST, NO_RECOVERY);
    assert_non_null(strstr(error.message, hstrerror(NO_RECOVERY)));
    want_no_host(sockfam_gethostbyname_ex, "<broadcast>", SOCKFAM_ERROR_HOST, HOST_NOT_FOUND);
    fake.fail_after = 1;
    fake.host_code = TRY_AGAIN;
    want_no_host(sockfam_gethostbyname_ex, "box", SOCKFAM_ERROR_HOST, TRY_AGAIN);
    assert_non_null(strstr(error.message, hstrerror(TRY_AGAIN)));
    fake.fail_after = 1;
    fake.host_code = NO_DATA;
    want_no_host(sockfam_gethostbyname_ex, "box", SOCKFAM_ERROR_HOST, NO_DATA);
}

static void gethostbyname_ex_empty_name_on_libc_is_no_recovery(void **state)
{
    struct sockfam_hostent *host;
    (void)state;
    assert_int_equal(sockfam_gethostbyname_ex(real, "", &host, &error), -EIO);
    want_error(SOCKFAM_ERROR_HOST, NO_RECOVERY);
}

static void gethostbyname_ex_long_answer_grows_the_buffer(void **state)
{
    struct sockfam_hostent *host;
    (void)state;
    fake.need = 1000000;
    host = find(sockfam_gethostbyname_ex, "box");
    want_box(host);
    assert_true(fake.biggest >= 1000000 && fake.biggest < 4000000);
    sockfam_hostent_free(host);
}

static void gethostbyname_ex_endless_answer_ends(void **state)
{
    (void)state;
    fake.need = SIZE_MAX;
    want_no_host(sockfam_gethostbyname_ex, "box", SOCKFAM_ERROR_OS, ERANGE);
    assert_int_equal(fake.biggest, 16 << 20);
    assert_true(fake.calls < 20);
}

static void gethostbyname_ex_internal_error_is_its_errno(void **state)
{
    (void)state;
    fake.fail_after = 1;
    fake.host_code = NETDB_INTERNAL;
    fake.error = EMFILE;
    want_no_host(sockfam_gethostbyname_ex, "box", SOCKFAM_ERROR_OS, EMFILE);
    fake.fail_after = 1;
    fake.status = ENFILE;
    want_no_host(sockfam_gethostbyname_ex, "box", SOCKFAM_ERROR_OS, ENFILE);
    fake.fail_after = 1;
    fake.status = ENOMEM;
    want_no_host(sockfam_gethostbyname_ex, "box", SOCKFAM_ERROR_MEMORY, ENOMEM);
    fake.fail_after = 1;
    fake.status = ENFILE;
    fake.host_code = NETDB_SUCCESS;
    want_no_host(sockfam_gethostbyname_ex, "box", SOCKFAM_ERROR_OS, ENFILE);
    fake.fail_after = 1;
    fake.status = fake.error = 0;
    fake.host_code = NETDB_INTERNAL;
    want_no_host(sockfam_gethostbyname_ex, "box", SOCKFAM_ERROR_OS, EIO);
}

static void gethostbyname_ex_entry_of_another_family_is_refused(void **state)
{
    (void)state;
    fake.family = AF_INET6;
    want_no_host(sockfam_gethostbyname_ex, "192.0.2.7", SOCKFAM_ERROR_HOST, HOST_NOT_FOUND);
    want_no_host(sockfam_gethostbyaddr, "192.0.2.7", SOCKFAM_ERROR_OS, EAFNOSUPPORT);
    assert_non_null(strstr(error.message, "box.example.org"));
}

static void gethostbyname_ex_localhost_is_loopback(void **state)
{
    struct sockfam_hostent *host = NULL;
    (void)state;
    need_localhost();
    assert_int_equal(sockfam_gethostbyname_ex(real, "localhost", &host, &error), 0);
    assert_true(host->name[0] != '\0');
    assert_true(host->address_count >= 1);
    assert_string_equal(host->addresses[0], "127.0.0.1");
    sockfam_hostent_free(host);
}

/* ------------------------------------------------------------------ gethostbyaddr */

static void gethostbyaddr_address_gives_the_whole_entry(void **state)
{
    struct sockfam_hostent *host = find(sockfam_gethostbyaddr, "192.0.2.8");
    (void)state;
    want_box(host);
    assert_int_equal(fake.calls, 1);
    sockfam_hostent_free(host);
}

static void gethostbyaddr_ipv6_address_gives_ipv6(void **state)
{
    struct sockfam_hostent *host = find(sockfam_gethostbyaddr, "2001:DB8:0::7");
    (void)state;
    assert_string_equal(host->name, "six");
    assert_int_equal(host->af, AF_INET6);
    assert_int_equal(host->alias_count, 1);
    assert_int_equal(host->address_count, 1);
    assert_string_equal(host->addresses[0], "2001:db8::7");
    sockfam_hostent_free(host);
}

static void gethostbyaddr_name_is_resolved_first(void **state)
{
    struct sockfam_hostent *host = find(sockfam_gethostbyaddr, "simple");
    (void)state;
    assert_string_equal(host->name, "plain");
    assert_int_equal(fake.calls, 2);
    assert_string_equal(fake.text, "192.0.2.9");
    sockfam_hostent_free(host);
}

static void gethostbyaddr_zone_is_left_to_libc(void **state)
{
    (void)state;
    want_no_host(sockfam_gethostbyaddr, "2001:db8::7%lo", SOCKFAM_ERROR_RESOLVER, EAI_NONAME);
    assert_string_equal(fake.text, "2001:db8::7%lo");
}

static void gethostbyaddr_without_a_name_is_host_not_found(void **state)
{
    (void)state;
    want_no_host(sockfam_gethostbyaddr, "192.0.2.99", SOCKFAM_ERROR_HOST, HOST_NOT_FOUND);
    assert_non_null(strstr(error.message, "192.0.2.99"));
    want_no_host(sockfam_gethostbyaddr, "<broadcast>", SOCKFAM_ERROR_HOST, HOST_NOT_FOUND);
    want_no_host(sockfam_gethostbyaddr, "nobody", SOCKFAM_ERROR_RESOLVER, EAI_NONAME);
}

static void gethostbyaddr_empty_text_is_ambiguous(void **state)
{
    (void)state;
    want_no_host(sockfam_gethostbyaddr, "", SOCKFAM_ERROR_VALUE, EINVAL);
    assert_int_equal(fake.calls, 0);
}

static void gethostbyaddr_loopback_is_localhost(void **state)
{
    struct sockfam_hostent *host = NULL;
    (void)state;
    need_localhost();
    assert_int_equal(sockfam_gethostbyaddr(real, "127.0.0.1", &host, &error), 0);
    assert_string_equal(host->addresses[0], "127.0.0.1");
    sockfam_hostent_free(host);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(gethostbyname_special_names_ask_nobody, reset),
        cmocka_unit_test_setup(gethostbyname_loose_literal_is_read_by_libc, reset),
        cmocka_unit_test_setup(gethostbyname_ipv6_literal_is_of_another_family, reset),
        cmocka_unit_test_setup(gethostbyname_name_gives_the_first_answer, reset),
        cmocka_unit_test_setup(gethostbyname_unknown_name_is_noname, reset),
        cmocka_unit_test_setup(gethostbyname_failing_resolver_says_why, reset),
        cmocka_unit_test_setup(gethostbyname_strange_answer_is_refused, reset),
        cmocka_unit_test_setup(gethostbyname_localhost_is_loopback, reset),
        cmocka_unit_test_setup(gethostbyname_ex_name_gives_the_whole_entry, reset),
        cmocka_unit_test_setup(gethostbyname_ex_refused_by_the_first_question_is_resolver, reset),
        cmocka_unit_test_setup(gethostbyname_ex_refused_by_the_second_question_is_host, reset),
        cmocka_unit_test_setup(gethostbyname_ex_empty_name_on_libc_is_no_recovery, reset),
        cmocka_unit_test_setup(gethostbyname_ex_long_answer_grows_the_buffer, reset),
        cmocka_unit_test_setup(gethostbyname_ex_endless_answer_ends, reset),
        cmocka_unit_test_setup(gethostbyname_ex_internal_error_is_its_errno, reset),
        cmocka_unit_test_setup(gethostbyname_ex_entry_of_another_family_is_refused, reset),
        cmocka_unit_test_setup(gethostbyname_ex_localhost_is_loopback, reset),
        cmocka_unit_test_setup(gethostbyaddr_address_gives_the_whole_entry, reset),
        cmocka_unit_test_setup(gethostbyaddr_ipv6_address_gives_ipv6, reset),
        cmocka_unit_test_setup(gethostbyaddr_name_is_resolved_first, reset),
        cmocka_unit_test_setup(gethostbyaddr_zone_is_left_to_libc, reset),
        cmocka_unit_test_setup(gethostbyaddr_without_a_name_is_host_not_found, reset),
        cmocka_unit_test_setup(gethostbyaddr_empty_text_is_ambiguous, reset),
        cmocka_unit_test_setup(gethostbyaddr_loopback_is_localhost, reset),
    };
    return cmocka_run_group_tests_name("resolve_host", tests, open_both, close_both);
}
