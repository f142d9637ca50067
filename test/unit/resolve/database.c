/* SPDX-License-Identifier: MIT */
/*
 * Services, protocols and interfaces: on ours, and on the real machine where it has the files. What is really there is
 * compared with libc's own functions.
 */
#include <errno.h>
#include <net/if.h>
#include <netdb.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sockfam/resolve.h>

#include "fake.h"

static struct sockfam_error error;

static void want_error(uint32_t kind, int code)
{
    assert_int_equal(error.kind, kind);
    assert_int_equal(error.code, code);
}

static void need_file(const char *path)
{
    if (access(path, R_OK) == 0)
        return;
    print_message("SKIP: this machine has no %s\n", path);
    skip();
}

/* ------------------------------------------------------------------ getservbyname */

static void want_no_port(const char *name, const char *protocol, uint32_t kind, int code)
{
    uint16_t port = 12345;
    assert_true(sockfam_getservbyname(ours, name, protocol, &port, &error) < 0);
    assert_int_equal(port, 12345);
    want_error(kind, code);
}

static void getservbyname_name_or_alias_gives_the_port(void **state)
{
    uint16_t port = 0;
    (void)state;
    assert_int_equal(sockfam_getservbyname(ours, "gopher", NULL, &port, &error), 0);
    assert_int_equal(error.kind, SOCKFAM_ERROR_NONE);
    assert_int_equal(port, 70);
    port = 0;
    assert_int_equal(sockfam_getservbyname(ours, "hole", "tcp", &port, NULL), 0);
    assert_int_equal(port, 70);
}

static void getservbyname_unknown_is_enoent(void **state)
{
    (void)state;
    want_no_port("nosuch", NULL, SOCKFAM_ERROR_OS, ENOENT);
    assert_non_null(strstr(error.message, "nosuch"));
    want_no_port("gopher", "udp", SOCKFAM_ERROR_OS, ENOENT);
    want_no_port("", NULL, SOCKFAM_ERROR_OS, ENOENT);
    fake.status = ENOENT;
    want_no_port("gopher", NULL, SOCKFAM_ERROR_OS, ENOENT);
    assert_non_null(strstr(error.message, "unknown service"));
}

static void getservbyname_failure_is_its_errno(void **state)
{
    (void)state;
    fake.status = EMFILE;
    want_no_port("gopher", NULL, SOCKFAM_ERROR_OS, EMFILE);
    fake.status = ENOMEM;
    want_no_port("gopher", NULL, SOCKFAM_ERROR_MEMORY, ENOMEM);
}

static void getservbyname_long_entry_grows_the_buffer(void **state)
{
    uint16_t port = 0;
    (void)state;
    fake.need = 100000;
    assert_int_equal(sockfam_getservbyname(ours, "gopher", NULL, &port, &error), 0);
    assert_int_equal(port, 70);
    assert_true(fake.biggest >= 100000);
    fake.need = SIZE_MAX;
    want_no_port("gopher", NULL, SOCKFAM_ERROR_OS, ERANGE);
}

static void getservbyname_on_libc_reads_services(void **state)
{
    uint16_t port = 0;
    (void)state;
    need_file("/etc/services");
    assert_int_equal(sockfam_getservbyname(real, "http", "tcp", &port, &error), 0);
    assert_int_equal(port, 80);
    assert_int_equal(sockfam_getservbyname(real, "no such service", NULL, &port, &error), -ENOENT);
}

/* ------------------------------------------------------------------ getservbyport */

static void want_no_service(int64_t port, const char *protocol, uint32_t kind, int code)
{
    char name[16] = "untouched";
    assert_true(sockfam_getservbyport(ours, port, protocol, name, sizeof(name), NULL, &error) < 0);
    assert_string_equal(name, "untouched");
    want_error(kind, code);
}

static void getservbyport_port_gives_the_name(void **state)
{
    char name[16];
    size_t need = 0;
    (void)state;
    assert_int_equal(sockfam_getservbyport(ours, 70, NULL, name, sizeof(name), &need, &error), 0);
    assert_string_equal(name, "gopher");
    assert_int_equal(need, 7);
    assert_int_equal(sockfam_getservbyport(ours, 513, "udp", name, sizeof(name), NULL, NULL), 0);
    assert_string_equal(name, "who");
}

static void getservbyport_beyond_16_bits_is_overflow(void **state)
{
    static const int64_t ports[] = { -1, 65536, 65606, INT64_MIN, INT64_MAX };
    (void)state;
    for (size_t i = 0; i < sizeof(ports) / sizeof(ports[0]); i++)
        want_no_service(ports[i], NULL, SOCKFAM_ERROR_OVERFLOW, ERANGE);
    assert_int_equal(fake.calls, 0);
}

static void getservbyport_unknown_is_enoent(void **state)
{
    (void)state;
    want_no_service(0, NULL, SOCKFAM_ERROR_OS, ENOENT);
    want_no_service(65535, NULL, SOCKFAM_ERROR_OS, ENOENT);
    assert_non_null(strstr(error.message, "65535"));
    want_no_service(70, "udp", SOCKFAM_ERROR_OS, ENOENT);
    assert_non_null(strstr(error.message, "udp"));
}

static void getservbyport_small_buffer_says_what_it_needs(void **state)
{
    char name[16] = "untouched";
    size_t need = 0;
    (void)state;
    assert_int_equal(sockfam_getservbyport(ours, 70, NULL, name, 6, &need, &error), -ENOSPC);
    want_error(SOCKFAM_ERROR_OVERFLOW, ENOSPC);
    assert_int_equal(need, 7);
    assert_string_equal(name, "untouched");
    fake.need = 20000;
    assert_int_equal(sockfam_getservbyport(ours, 70, NULL, name, 7, &need, &error), 0);
    assert_string_equal(name, "gopher");
    fake.status = EMFILE;
    want_no_service(70, NULL, SOCKFAM_ERROR_OS, EMFILE);
}

static void getservbyport_on_libc_reads_services(void **state)
{
    char name[32];
    (void)state;
    need_file("/etc/services");
    assert_int_equal(sockfam_getservbyport(real, 80, "tcp", name, sizeof(name), NULL, &error), 0);
    assert_string_equal(name, "http");
}

/* ------------------------------------------------------------------ getprotobyname */

static void getprotobyname_name_or_alias_gives_the_number(void **state)
{
    int32_t number = 0;
    (void)state;
    assert_int_equal(sockfam_getprotobyname(ours, "tcp", &number, &error), 0);
    assert_int_equal(number, 6);
    number = 0;
    fake.need = 20000;
    assert_int_equal(sockfam_getprotobyname(ours, "TCP", &number, NULL), 0);
    assert_int_equal(number, 6);
}

static void getprotobyname_unknown_is_enoent(void **state)
{
    int32_t number = 12345;
    (void)state;
    assert_int_equal(sockfam_getprotobyname(ours, "nosuch", &number, &error), -ENOENT);
    want_error(SOCKFAM_ERROR_OS, ENOENT);
    assert_int_equal(sockfam_getprotobyname(ours, "", &number, &error), -ENOENT);
    fake.status = EMFILE;
    assert_int_equal(sockfam_getprotobyname(ours, "tcp", &number, &error), -EMFILE);
    reset(NULL);
    fake.need = SIZE_MAX;
    assert_int_equal(sockfam_getprotobyname(ours, "tcp", &number, &error), -ERANGE);
    assert_int_equal(number, 12345);
}

static void getprotobyname_on_libc_reads_protocols(void **state)
{
    int32_t number = 0;
    (void)state;
    need_file("/etc/protocols");
    assert_int_equal(sockfam_getprotobyname(real, "TCP", &number, &error), 0);
    assert_int_equal(number, 6);
    assert_int_equal(sockfam_getprotobyname(real, "no such protocol", &number, &error), -ENOENT);
}

/* ------------------------------------------------------------------ interfaces */

static void if_nameindex_gives_all(void **state)
{
    struct sockfam_interfaces *list = NULL;
    (void)state;
    assert_int_equal(sockfam_if_nameindex(ours, &list, &error), 0);
    assert_int_equal(fake.live, 0);
    assert_int_equal(sockfam_interfaces_count(list), 2);
    assert_int_equal(sockfam_interfaces_at(list, 0)->index, 1);
    assert_string_equal(sockfam_interfaces_at(list, 0)->name, "lo");
    assert_int_equal(sockfam_interfaces_at(list, 1)->index, 7);
    assert_string_equal(sockfam_interfaces_at(list, 1)->name, "lab0");
    sockfam_interfaces_free(list);
    sockfam_interfaces_free(NULL);
}

static void if_nameindex_on_libc_is_the_kernels(void **state)
{
    struct sockfam_interfaces *list = NULL;
    struct if_nameindex *theirs = if_nameindex();
    (void)state;
    assert_non_null(theirs);
    assert_int_equal(sockfam_if_nameindex(real, &list, &error), 0);
    for (size_t i = 0; i < sockfam_interfaces_count(list); i++) {
        assert_int_equal(sockfam_interfaces_at(list, i)->index, theirs[i].if_index);
        assert_string_equal(sockfam_interfaces_at(list, i)->name, theirs[i].if_name);
    }
    assert_int_equal(theirs[sockfam_interfaces_count(list)].if_index, 0);
    if_freenameindex(theirs);
    sockfam_interfaces_free(list);
}

static void if_nameindex_failure_is_its_errno(void **state)
{
    struct sockfam_interfaces *list = NULL;
    (void)state;
    fake.status = -1;
    fake.error = EMFILE;
    assert_int_equal(sockfam_if_nameindex(ours, &list, &error), -EMFILE);
    want_error(SOCKFAM_ERROR_OS, EMFILE);
    fake.error = ENOBUFS; /* how libc says that it has no memory */
    assert_int_equal(sockfam_if_nameindex(ours, &list, &error), -ENOMEM);
    want_error(SOCKFAM_ERROR_MEMORY, ENOMEM);
    assert_null(list);
}

static void want_no_index(const struct sockfam_context *ctx, const char *name, int code)
{
    uint32_t index = 12345;
    assert_int_equal(sockfam_if_nametoindex(ctx, name, &index, &error), -code);
    want_error(SOCKFAM_ERROR_OS, code);
    assert_int_equal(index, 12345);
}

static void if_nametoindex_name_gives_the_index(void **state)
{
    uint32_t index = 0;
    (void)state;
    assert_int_equal(sockfam_if_nametoindex(ours, "lab0", &index, &error), 0);
    assert_int_equal(index, 7);
}

static void if_nametoindex_unknown_is_enodev(void **state)
{
    (void)state;
    want_no_index(ours, "nosuch", ENODEV); /* even if libc left errno alone */
    want_no_index(real, "nosuch", ENODEV);
    want_no_index(real, "", ENODEV);
    want_no_index(real, "longer-than-an-interface", ENODEV);
    assert_non_null(strstr(error.message, "longer-than-an-interface"));
    want_no_index(ours, "sixteen-bytes-xx", ENODEV);
    assert_int_equal(fake.calls, 1);
    want_no_index(real, "lo ", ENODEV);
    fake.status = -1;
    fake.error = EMFILE;
    want_no_index(ours, "lab0", EMFILE);
}

static void if_indextoname_index_gives_the_name(void **state)
{
    char name[SOCKFAM_INTERFACE_SIZE];
    (void)state;
    assert_int_equal(sockfam_if_indextoname(ours, 7, name, &error), 0);
    assert_string_equal(name, "lab0");
}

static void if_indextoname_reverses_if_nametoindex(void **state)
{
    struct sockfam_interfaces *list = NULL;
    (void)state;
    assert_int_equal(sockfam_if_nameindex(real, &list, &error), 0);
    for (size_t i = 0; i < sockfam_interfaces_count(list); i++) {
        char name[SOCKFAM_INTERFACE_SIZE];
        uint32_t index = 0;
        assert_int_equal(sockfam_if_indextoname(real, sockfam_interfaces_at(list, i)->index, name, &error), 0);
        assert_string_equal(name, sockfam_interfaces_at(list, i)->name);
        assert_int_equal(sockfam_if_nametoindex(real, name, &index, &error), 0);
        assert_int_equal(index, sockfam_interfaces_at(list, i)->index);
    }
    sockfam_interfaces_free(list);
}

static void want_no_name(const struct sockfam_context *ctx, int64_t index, uint32_t kind, int code)
{
    char name[SOCKFAM_INTERFACE_SIZE] = "untouched";
    assert_int_equal(sockfam_if_indextoname(ctx, index, name, &error), -code);
    want_error(kind, code);
    assert_string_equal(name, "untouched");
}

static void if_indextoname_unknown_is_enxio(void **state)
{
    (void)state;
    want_no_name(real, 0, SOCKFAM_ERROR_OS, ENXIO);
    want_no_name(real, 0x7ffffff0, SOCKFAM_ERROR_OS, ENXIO);
    want_no_name(ours, 8, SOCKFAM_ERROR_OS, ENXIO);
    fake.status = -1;
    fake.error = EMFILE;
    want_no_name(ours, 7, SOCKFAM_ERROR_OS, EMFILE);
}

static void if_indextoname_beyond_32_bits_never_wraps(void **state)
{
    (void)state;
    want_no_name(ours, -1, SOCKFAM_ERROR_VALUE, ERANGE);
    want_no_name(ours, INT64_MIN, SOCKFAM_ERROR_VALUE, ERANGE);
    want_no_name(ours, INT64_C(0x100000007), SOCKFAM_ERROR_OVERFLOW, ERANGE);
    want_no_name(ours, INT64_MAX, SOCKFAM_ERROR_OVERFLOW, ERANGE);
    assert_int_equal(fake.calls, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(getservbyname_name_or_alias_gives_the_port, reset),
        cmocka_unit_test_setup(getservbyname_unknown_is_enoent, reset),
        cmocka_unit_test_setup(getservbyname_failure_is_its_errno, reset),
        cmocka_unit_test_setup(getservbyname_long_entry_grows_the_buffer, reset),
        cmocka_unit_test_setup(getservbyname_on_libc_reads_services, reset),
        cmocka_unit_test_setup(getservbyport_port_gives_the_name, reset),
        cmocka_unit_test_setup(getservbyport_beyond_16_bits_is_overflow, reset),
        cmocka_unit_test_setup(getservbyport_unknown_is_enoent, reset),
        cmocka_unit_test_setup(getservbyport_small_buffer_says_what_it_needs, reset),
        cmocka_unit_test_setup(getservbyport_on_libc_reads_services, reset),
        cmocka_unit_test_setup(getprotobyname_name_or_alias_gives_the_number, reset),
        cmocka_unit_test_setup(getprotobyname_unknown_is_enoent, reset),
        cmocka_unit_test_setup(getprotobyname_on_libc_reads_protocols, reset),
        cmocka_unit_test_setup(if_nameindex_gives_all, reset),
        cmocka_unit_test_setup(if_nameindex_on_libc_is_the_kernels, reset),
        cmocka_unit_test_setup(if_nameindex_failure_is_its_errno, reset),
        cmocka_unit_test_setup(if_nametoindex_name_gives_the_index, reset),
        cmocka_unit_test_setup(if_nametoindex_unknown_is_enodev, reset),
        cmocka_unit_test_setup(if_indextoname_index_gives_the_name, reset),
        cmocka_unit_test_setup(if_indextoname_reverses_if_nametoindex, reset),
        cmocka_unit_test_setup(if_indextoname_unknown_is_enxio, reset),
        cmocka_unit_test_setup(if_indextoname_beyond_32_bits_never_wraps, reset),
    };
    return cmocka_run_group_tests_name("resolve_database", tests, open_both, close_both);
}
