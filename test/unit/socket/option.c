/* SPDX-License-Identifier: MIT */
/* Options by number and by name, every kind of value. */
#include "fake.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
static struct sockfam_socket s;
static char text[1024];

static void open_tcp(void)
{
    want_ok(sockfam_socket_open(ctx, "inet", "tcp", &s, &error));
}

static const char *get(const char *name)
{
    want_ok(sockfam_socket_get_option(&s, name, text, sizeof(text), NULL, &error));
    return text;
}

static void options_by_number_as_bytes(void **state)
{
    (void)state;
    int value = 1;
    size_t length;
    struct linger linger = { 1, 7 }, got;
    open_tcp();
    want_ok(sockfam_socket_setsockopt(&s, SOL_SOCKET, SO_KEEPALIVE, &value, sizeof(value), &error));
    want_ok(sockfam_socket_setsockopt(&s, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger), &error));
    want_ok(sockfam_socket_getsockopt(&s, SOL_SOCKET, SO_LINGER, &got, sizeof(got), &length, &error));
    assert_int_equal(length, sizeof(got));
    assert_int_equal(got.l_linger, 7);
    want_error(sockfam_socket_setsockopt(&s, SOL_SOCKET, SO_KEEPALIVE, &value, 1, &error), OS, EINVAL);
    want_error(sockfam_socket_setsockopt(&s, SOL_SOCKET, SO_KEEPALIVE, NULL, 4, &error), OS, EFAULT);
    want_error(sockfam_socket_setsockopt(&s, SOL_SOCKET, 9999, &value, sizeof(value), &error), OS, ENOPROTOOPT);
    want_error(sockfam_socket_getsockopt(&s, SOL_SOCKET, SO_LINGER, &got, 0, &length, &error), OVERFLOW, ERANGE);
    sockfam_socket_close(&s, NULL);
    want_error(sockfam_socket_getsockopt(&s, SOL_SOCKET, SO_LINGER, &got, sizeof(got), &length, &error), OS, EBADF);
}

static void options_by_number_as_integers(void **state)
{
    (void)state;
    int64_t value = 0;
    open_tcp();
    want_ok(sockfam_socket_setsockopt_int(&s, IPPROTO_TCP, TCP_NODELAY, 1, &error));
    want_ok(sockfam_socket_getsockopt_int(&s, IPPROTO_TCP, TCP_NODELAY, &value, &error));
    assert_int_equal(value, 1);
    struct linger linger = { 1, 7 };
    want_ok(sockfam_socket_setsockopt(&s, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger), &error));
    want_ok(sockfam_socket_getsockopt_int(&s, SOL_SOCKET, SO_LINGER, &value, &error));
    assert_int_equal(value, 1); /* l_onoff, as Python gives it */
    want_error(sockfam_socket_setsockopt_int(&s, SOL_SOCKET, SO_RCVBUF, INT64_C(1) << 40, &error), OVERFLOW, ERANGE);
    sockfam_socket_close(&s, NULL);
}

static void options_of_64_bits_need_no_special_case(void **state)
{
    (void)state;
    int64_t value = 0;
    if (sockfam_socket_open(ctx, "vsock", "stream", &s, &error) < 0) {
        want_system("vsock");
        print_message("SKIP: vsock: %s\n", error.message);
        skip();
    }
    want_ok(sockfam_socket_set_option(&s, "SO_VM_SOCKETS_BUFFER_SIZE", "131072", SOCKFAM_TO_NUL, &error));
    assert_string_equal(get("SO_VM_SOCKETS_BUFFER_SIZE"), "131072");
    want_ok(sockfam_socket_setsockopt_int(&s, AF_VSOCK, 0, 65536, &error));
    want_ok(sockfam_socket_getsockopt_int(&s, AF_VSOCK, 0, &value, &error));
    assert_int_equal(value, 65536);
    want_ok(sockfam_socket_set_option(&s, "SO_VM_SOCKETS_CONNECT_TIMEOUT", "2.5", SOCKFAM_TO_NUL, &error));
    assert_string_equal(get("SO_VM_SOCKETS_CONNECT_TIMEOUT"), "2.5");
    sockfam_socket_close(&s, NULL);
}

static void options_by_name_round_trip(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        { "SO_KEEPALIVE", "on", "1" },
        { "SO_KEEPALIVE", "no", "0" },
        { "SO_LINGER", "5", "5" },
        { "SO_LINGER", "off", "off" },
        { "SO_RCVTIMEO", "1.5", "1.5" },
        { "SO_SNDTIMEO", "3", "3" },
        { "TCP_NODELAY", "TRUE", "1" },
        { "TCP_KEEPIDLE", "0x20", "32" },
        { "IP_TTL", "33", "33" },
        { "IP_MTU_DISCOVER", "IP_PMTUDISC_DO", "2" },
        { "SO_BINDTODEVICE", "lo", "lo" },
        { "SO_PRIORITY", "3", "3" },
        { "TCP_CONGESTION", "reno", "reno" },
        { "SO_MAX_PACING_RATE", "123456789", "123456789" },
    };
    open_tcp();
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        want_ok(sockfam_socket_set_option(&s, cases[i][0], cases[i][1], SOCKFAM_TO_NUL, &error));
        assert_string_equal(get(cases[i][0]), cases[i][2]);
    }
    assert_string_equal(get("SO_TYPE"), "1");
    sockfam_socket_close(&s, NULL);
}

static void options_by_name_refuse_nonsense(void **state)
{
    (void)state;
    size_t need = 0;
    open_tcp();
    want_error(sockfam_socket_set_option(&s, "NONSENSE", "1", SOCKFAM_TO_NUL, &error), VALUE, EINVAL);
    want_error(sockfam_socket_get_option(&s, "NONSENSE", text, 9, NULL, &error), VALUE, EINVAL);
    want_error(sockfam_socket_set_option(&s, "SO_TYPE", "1", SOCKFAM_TO_NUL, &error), VALUE, EINVAL);
    want_error(sockfam_socket_get_option(&s, "SO_RCVBUFFORCE", text, 9, NULL, &error), VALUE, EINVAL);
    want_error(sockfam_socket_set_option(&s, "SO_KEEPALIVE", "2", SOCKFAM_TO_NUL, &error), OVERFLOW, ERANGE);
    want_error(sockfam_socket_set_option(&s, "SO_KEEPALIVE", "maybe", SOCKFAM_TO_NUL, &error), VALUE, EINVAL);
    want_error(sockfam_socket_set_option(&s, "SO_RCVBUF", "4294967296", SOCKFAM_TO_NUL, &error), OVERFLOW, ERANGE);
    want_error(sockfam_socket_set_option(&s, "SO_RCVBUF", "", SOCKFAM_TO_NUL, &error), VALUE, EINVAL);
    want_error(sockfam_socket_set_option(&s, "SO_MARK", "-1", SOCKFAM_TO_NUL, &error), OVERFLOW, ERANGE);
    want_error(sockfam_socket_set_option(&s, "SO_LINGER", "-1", SOCKFAM_TO_NUL, &error), VALUE, EINVAL);
    want_error(sockfam_socket_set_option(&s, "SO_RCVTIMEO", "1.x", SOCKFAM_TO_NUL, &error), VALUE, EINVAL);
    want_error(sockfam_socket_set_option(&s, "SO_BINDTODEVICE", "an interface too long", SOCKFAM_TO_NUL, &error), VALUE,
               ENAMETOOLONG);
    want_error(sockfam_socket_set_option(&s, "SO_TXTIME", "0g", SOCKFAM_TO_NUL, &error), VALUE, EINVAL);
    want_error(sockfam_socket_set_option(&s, "SO_TXTIME", "000", SOCKFAM_TO_NUL, &error), VALUE, EINVAL);
    want_error(sockfam_socket_set_option(&s, "CAN_RAW_LOOPBACK", "1", SOCKFAM_TO_NUL, &error), OS, ENOPROTOOPT);
    want_ok(sockfam_socket_set_option(&s, "SO_LINGER", "5", SOCKFAM_TO_NUL, &error));
    want_error(sockfam_socket_get_option(&s, "SO_LINGER", text, 1, &need, &error), OVERFLOW, ENOSPC);
    assert_int_equal(need, 2);
    fake_fail(OP_setsockopt, 1, 1, EPERM);
    want_error(sockfam_socket_set_option(&s, "SO_MARK", "1", SOCKFAM_TO_NUL, &error), OS, EPERM);
    sockfam_socket_close(&s, NULL);
}

static void names_of_other_drivers_are_found(void **state)
{
    (void)state;
    if (sockfam_socket_open(ctx, "inet6", "tcp", &s, &error) < 0) {
        want_system("inet6");
        print_message("SKIP: inet6: %s\n", error.message);
        skip();
    }
    want_ok(sockfam_socket_set_option(&s, "TCP_NODELAY", "1", SOCKFAM_TO_NUL, &error)); /* inet's row */
    want_ok(sockfam_socket_set_option(&s, "IPV6_V6ONLY", "1", SOCKFAM_TO_NUL, &error));
    sockfam_socket_close(&s, NULL);
}

static void rows_are_there_for_who_asks(void **state)
{
    (void)state;
    const struct sockfam_family *can = sockfam_family_find(ctx, "can");
    const struct sockfam_option_row *row = sockfam_option_find(ctx, can, SOCKFAM_OPTIONS, "CAN_RAW_LOOPBACK");
    assert_non_null(row);
    assert_int_equal(row->level, 101);
    assert_int_equal(row->number, 3);
    assert_int_equal(row->kind, SOCKFAM_OPTION_BOOL);
    assert_true(sockfam_family_option_count(can, SOCKFAM_OPTIONS) > 5);
    assert_non_null(sockfam_family_option_at(can, SOCKFAM_OPTIONS, 5));
    assert_null(sockfam_family_option_at(can, SOCKFAM_OPTIONS, sockfam_family_option_count(can, SOCKFAM_OPTIONS)));
    assert_ptr_equal(sockfam_option_by_number(ctx, can, SOCKFAM_OPTIONS, 101, 3), row);
    assert_null(sockfam_option_by_number(ctx, NULL, SOCKFAM_OPTIONS, 101, 3));
    assert_int_equal(sockfam_family_option_count(NULL, SOCKFAM_OPTIONS), 0);
    assert_null(sockfam_family_option_at(NULL, SOCKFAM_OPTIONS, 0));
    assert_null(sockfam_option_find(ctx, can, SOCKFAM_MESSAGES, "CAN_RAW_LOOPBACK"));
}

/* No two stock drivers share a name but with the one of no family, so a row of another family gets such a name here. */
static void option_that_several_drivers_have_is_the_own_then_that_of_no_family(void **state)
{
    (void)state;
    const struct sockfam_family *alg = sockfam_family_find(ctx, "alg"), *inet = sockfam_family_find(ctx, "inet");
    const struct sockfam_family *generic = sockfam_family_find(ctx, "generic");
    struct sockfam_option_row *row =
        (struct sockfam_option_row *)(uintptr_t)sockfam_family_option_at(alg, SOCKFAM_OPTIONS, 0);
    const struct sockfam_option_row before = *row;
    const struct sockfam_option_row *debug = sockfam_family_option_at(generic, SOCKFAM_OPTIONS, 0);
    memcpy(row->name, debug->name, sizeof(row->name));
    assert_ptr_equal(sockfam_option_find(ctx, inet, SOCKFAM_OPTIONS, debug->name), debug);
    assert_ptr_equal(sockfam_option_find(ctx, NULL, SOCKFAM_OPTIONS, debug->name), debug);
    assert_ptr_equal(sockfam_option_find(ctx, alg, SOCKFAM_OPTIONS, debug->name), row);
    *row = before;
    assert_ptr_equal(sockfam_option_find(ctx, inet, SOCKFAM_OPTIONS, row->name), row);
}

static void option_text_is_a_pointer_and_a_size(void **state)
{
    (void)state;
    char value[8];
    want_ok(sockfam_socket_open(ctx, "inet", "tcp", &s, &error));
    want_ok(sockfam_socket_set_option(&s, "TCP_NODELAY", "10", 1, &error));
    want_ok(sockfam_socket_get_option(&s, "TCP_NODELAY", value, sizeof(value), NULL, &error));
    assert_string_equal(value, "1");
    want_error(sockfam_socket_set_option(&s, "TCP_NODELAY", "1", 0, &error), VALUE, EINVAL);
    sockfam_socket_close(&s, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(options_by_number_as_bytes),
        TEST(options_by_number_as_integers),
        TEST(options_of_64_bits_need_no_special_case),
        TEST(options_by_name_round_trip),
        TEST(options_by_name_refuse_nonsense),
        TEST(option_that_several_drivers_have_is_the_own_then_that_of_no_family),
        TEST(option_text_is_a_pointer_and_a_size),
        TEST(names_of_other_drivers_are_found),
        TEST(rows_are_there_for_who_asks),
    };
    return cmocka_run_group_tests_name("socket_option", tests, open_context, close_context);
}
