/* SPDX-License-Identifier: MIT */
/*
 * Every function that allocates, with its first, second, ... allocation failing until it succeeds: each failure is
 * -ENOMEM of kind MEMORY, leaves the outputs alone and loses nothing. Sanitizers bring an allocator of their own, so
 * there these tests are skipped; the resolver is ours and allocates nothing.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <sockfam/resolve.h>

#include "fake.h"
#include "support/memory.h"

/* Runs the attempt until all its allocations succeed; how many failed on the way. */
static int exhaust(int (*attempt)(struct sockfam_error *error))
{
    if (!memory_can_fail()) {
        print_message("SKIP: the allocator is the sanitizer's\n");
        skip();
    }
    for (int failures = 0; failures < 100; failures++) {
        struct sockfam_error error = { 0 };
        long before = memory_live();
        memory_fail_at(failures, false);
        int result = attempt(&error);
        bool has_failed = memory_succeed();
        assert_int_equal(memory_live(), before);
        assert_int_equal(fake.live, 0);
        if (!has_failed) {
            assert_int_equal(result, 0);
            return failures;
        }
        assert_int_equal(result, -ENOMEM);
        assert_int_equal(error.kind, SOCKFAM_ERROR_MEMORY);
        assert_int_equal(error.code, ENOMEM);
    }
    fail_msg("never succeeded");
    return 0;
}

static int try_getaddrinfo(struct sockfam_error *error)
{
    struct sockfam_addrinfos *list = NULL;
    int result = sockfam_getaddrinfo(ours, "box", NULL, NULL, &list, error);
    if (result < 0 && list)
        return 1;
    sockfam_addrinfos_free(list);
    return result;
}

static int try_gethostbyname_ex(struct sockfam_error *error)
{
    struct sockfam_hostent *host = NULL;
    int result = sockfam_gethostbyname_ex(ours, "box", &host, error);
    if (result < 0 && host)
        return 1;
    sockfam_hostent_free(host);
    return result;
}

static int try_gethostbyaddr(struct sockfam_error *error)
{
    struct sockfam_hostent *host = NULL;
    int result = sockfam_gethostbyaddr(ours, "box", &host, error);
    if (result < 0 && host)
        return 1;
    sockfam_hostent_free(host);
    return result;
}

static int try_getfqdn(struct sockfam_error *error)
{
    char text[32] = "";
    int result = sockfam_getfqdn(ours, " box ", text, sizeof(text), NULL, error);
    return result == 0 ? strcmp(text, "box.example.org") : text[0] == '\0' ? result : 1;
}

static int try_getservbyname(struct sockfam_error *error)
{
    uint16_t port;
    return sockfam_getservbyname(ours, "gopher", NULL, &port, error);
}

static int try_getservbyport(struct sockfam_error *error)
{
    char name[16];
    return sockfam_getservbyport(ours, 70, NULL, name, sizeof(name), NULL, error);
}

static int try_getprotobyname(struct sockfam_error *error)
{
    int32_t number;
    return sockfam_getprotobyname(ours, "tcp", &number, error);
}

static int try_if_nameindex(struct sockfam_error *error)
{
    struct sockfam_interfaces *list = NULL;
    int result = sockfam_if_nameindex(ours, &list, error);
    if (result < 0 && list)
        return 1;
    sockfam_interfaces_free(list);
    return result;
}

static void getaddrinfo_without_memory_loses_nothing(void **state)
{
    (void)state;
    assert_int_equal(exhaust(try_getaddrinfo), 1);
}

static void gethostbyname_ex_without_memory_loses_nothing(void **state)
{
    (void)state;
    assert_int_equal(exhaust(try_gethostbyname_ex), 1);
    fake.need = 60000; /* three buffers, each given back before the next */
    assert_int_equal(exhaust(try_gethostbyname_ex), 4);
}

static void gethostbyaddr_without_memory_loses_nothing(void **state)
{
    (void)state;
    fake.need = 10000;
    assert_int_equal(exhaust(try_gethostbyaddr), 2);
}

static void getfqdn_without_memory_loses_nothing(void **state)
{
    (void)state;
    fake.need = 10000;
    assert_int_equal(exhaust(try_getfqdn), 3);
}

static void getservbyname_without_memory_loses_nothing(void **state)
{
    (void)state;
    assert_int_equal(exhaust(try_getservbyname), 0);
    fake.need = 30000;
    assert_int_equal(exhaust(try_getservbyname), 2);
    assert_int_equal(exhaust(try_getservbyport), 2);
    assert_int_equal(exhaust(try_getprotobyname), 2);
}

static void if_nameindex_without_memory_loses_nothing(void **state)
{
    (void)state;
    assert_int_equal(exhaust(try_if_nameindex), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(getaddrinfo_without_memory_loses_nothing, reset),
        cmocka_unit_test_setup(gethostbyname_ex_without_memory_loses_nothing, reset),
        cmocka_unit_test_setup(gethostbyaddr_without_memory_loses_nothing, reset),
        cmocka_unit_test_setup(getfqdn_without_memory_loses_nothing, reset),
        cmocka_unit_test_setup(getservbyname_without_memory_loses_nothing, reset),
        cmocka_unit_test_setup(if_nameindex_without_memory_loses_nothing, reset),
    };
    return cmocka_run_group_tests_name("resolve_memory", tests, open_both, close_both);
}
