/* SPDX-License-Identifier: MIT */
/* The one-line functions: dial and announce, create_connection and create_server. */
#include "fake.h"

#include <netinet/in.h>

static struct sockfam_socket s, pair[2];

static void announce_and_dial_make_a_connection(void **state)
{
    (void)state;
    const char *const texts[] = { "unix:@sockfam-test-dial", "inet:127.0.0.1:0", "inet6:[::1]:0" };
    const char *const families[] = { "unix", "inet", "inet6" };
    for (int i = 0; i < 3; i++) {
        struct sockfam_socket server, accepted;
        struct sockfam_address address, peer;
        if (sockfam_socket_announce(ctx, texts[i], SOCKFAM_TO_NUL, NULL, SOCKFAM_DEFAULT_TIMEOUT, &server, &error) <
            0) {
            want_system(families[i]);
            print_message("SKIP: %s\n", error.message);
            continue;
        }
        want_ok(sockfam_socket_getsockname(&server, &address, &error));
        want_ok(sockfam_socket_dial(ctx, print(&address), SOCKFAM_TO_NUL, NULL, 1000 * MS, &s, &error));
        assert_int_equal(s.timeout, 1000 * MS);
        want_ok(sockfam_socket_accept(&server, &accepted, &peer, &error));
        want_ok(sockfam_socket_sendall(&s, "hello", 5, 0, NULL, &error));
        char text[5];
        assert_int_equal(sockfam_socket_recv(&accepted, text, 5, MSG_WAITALL, &error), 5);
        assert_memory_equal(text, "hello", 5);
        sockfam_socket_close(&accepted, NULL);
        sockfam_socket_close(&s, NULL);
        sockfam_socket_close(&server, NULL);
    }
}

static void dial_of_nonsense_leaves_nothing_open(void **state)
{
    (void)state;
    want_error(sockfam_socket_dial(ctx, "nonsense:1", SOCKFAM_TO_NUL, NULL, 0, &s, &error), VALUE, EINVAL);
    want_error(sockfam_socket_dial(ctx, "raw:family=46,data=00", SOCKFAM_TO_NUL, NULL, 0, &s, &error), VALUE, EINVAL);
    want_error(sockfam_socket_dial(ctx, "inet:127.0.0.1:1", SOCKFAM_TO_NUL, "nonsense", 0, &s, &error), VALUE, EINVAL);
    want_error(sockfam_socket_dial(ctx, "unix:@sockfam-nobody", SOCKFAM_TO_NUL, NULL, -1, &s, &error), OS,
               ECONNREFUSED);
    assert_int_equal(s.fd, -1);
    want_error(sockfam_socket_announce(ctx, "unix:/nonexistent/x", SOCKFAM_TO_NUL, NULL, -1, &s, &error), OS, ENOENT);
    assert_non_null(strstr(error.message, "/nonexistent/x"));
}

static void datagrams_by_dial_and_announce_need_no_accept(void **state)
{
    (void)state;
    struct sockfam_socket server;
    struct sockfam_address address, from;
    char text[8];
    want_ok(sockfam_socket_announce(ctx, "inet:127.0.0.1:0", SOCKFAM_TO_NUL, "udp", 500 * MS, &server, &error));
    want_ok(sockfam_socket_getsockname(&server, &address, &error));
    want_ok(sockfam_socket_dial(ctx, print(&address), SOCKFAM_TO_NUL, "udp", 500 * MS, &s, &error));
    assert_int_equal(sockfam_socket_send(&s, "abc", 3, 0, &error), 3);
    assert_int_equal(sockfam_socket_recvfrom(&server, text, sizeof(text), 0, &from, &error), 3);
    assert_int_equal(sockfam_socket_sendto(&server, "xy", 2, 0, &from, &error), 2);
    assert_int_equal(sockfam_socket_recv(&s, text, sizeof(text), 0, &error), 2);
    sockfam_socket_close(&s, NULL);
    sockfam_socket_close(&server, NULL);
}

static void packet_and_netlink_dial_by_their_drivers_rules(void **state)
{
    (void)state;
    want_ok(sockfam_socket_dial(ctx, "netlink:0", SOCKFAM_TO_NUL, "route", 100 * MS, &s, &error));
    assert_int_equal(fake.calls[OP_connect], 1);
    sockfam_socket_close(&s, NULL);
    fake_reset();
    if (sockfam_socket_dial(ctx, "packet:lo,proto=0x800", SOCKFAM_TO_NUL, NULL, 100 * MS, &s, &error) < 0) {
        want_system("packet");
        print_message("SKIP: %s\n", error.message);
        skip();
    }
    assert_int_equal(fake.calls[OP_connect], 0);
    assert_int_equal(fake.calls[OP_bind], 1);
    sockfam_socket_close(&s, NULL);
}

/* ------------------------------------------------------------------ protocols without connections */

static const struct sf_sys *behind;

/* Sockets of rds are those of UDP here: what is asked of them is the same. */
static int play_socket(int af, int type, int protocol)
{
    bool is_rds = af == 21;
    if (is_rds)
        assert_int_equal(type & 0xf, SOCK_SEQPACKET);
    return behind->socket(is_rds ? AF_INET : af, is_rds ? (type & ~0xf) | SOCK_DGRAM : type, protocol);
}

static void rds_is_announced_without_listening_and_dialled_from_an_own_address(void **state)
{
    (void)state;
    struct sockfam_socket server;
    struct sockfam_address address, own;
    char text[4];
    static struct sf_sys played;
    behind = ctx->sys;
    played = *behind;
    played.socket = play_socket;
    ctx->sys = &played;
    want_ok(sockfam_socket_announce(ctx, "rds:127.0.0.1:0", SOCKFAM_TO_NUL, NULL, 500 * MS, &server, &error));
    assert_int_equal(fake.calls[OP_listen], 0);
    want_ok(sockfam_socket_getsockname(&server, &address, &error));
    fake_reset();
    want_ok(sockfam_socket_dial(ctx, print(&address), SOCKFAM_TO_NUL, NULL, 500 * MS, &s, &error));
    assert_int_equal(fake.calls[OP_bind], 1);
    want_ok(sockfam_socket_getsockname(&s, &own, &error));
    assert_memory_equal(print(&own), "rds:127.0.0.1:", 14);
    assert_int_equal(sockfam_socket_send(&s, "abc", 3, 0, &error), 3); /* without an address */
    assert_int_equal(sockfam_socket_recv(&server, text, sizeof(text), 0, &error), 3);
    fake_fail(OP_bind, 1, 1, EADDRNOTAVAIL);
    sockfam_socket_close(&s, NULL);
    want_error(sockfam_socket_dial(ctx, "rds:127.0.0.1:9", SOCKFAM_TO_NUL, NULL, 0, &s, &error), OS, EADDRNOTAVAIL);
    ctx->sys = behind;
    sockfam_socket_close(&server, NULL);
}

static void family_has_sockets_says_what_the_machine_can_open(void **state)
{
    (void)state;
    assert_int_equal(sockfam_family_has_sockets(ctx, "unix", NULL), 1);
    assert_int_equal(sockfam_family_has_sockets(ctx, "inet", "udp"), 1);
    assert_int_equal(sockfam_family_has_sockets(ctx, "inet", "nonsense"), 0);
    assert_int_equal(sockfam_family_has_sockets(ctx, "nonsense", NULL), 0);
    fake_fail(OP_socket, 1, 1, EAFNOSUPPORT);
    assert_int_equal(sockfam_family_has_sockets(ctx, "inet6", NULL), 0);
}

static void create_connection_tries_all_and_keeps_all_errors(void **state)
{
    (void)state;
    struct sockfam_socket server;
    struct sockfam_address address, any = parse("inet:127.0.0.1:0");
    struct sockfam_error errors[2] = { { .kind = 0 } };
    char port[8];
    struct sockfam_connection to = {
        .host = "127.0.0.1", .service = port, .source = &any, .errors = errors, .error_room = 2, .error_count = 99
    };
    make_server(&server, &address, 1000 * MS);
    snprintf(port, sizeof(port), "%u", (unsigned)(address.bytes[2] << 8 | address.bytes[3]));
    want_ok(sockfam_connection_create(ctx, &to, 400 * MS, &s, &error));
    assert_int_equal(to.error_count, 0);
    assert_int_equal(s.timeout, 400 * MS);
    sockfam_socket_close(&s, NULL);
    sockfam_socket_close(&server, NULL);
    to.source = NULL;
    want_error(sockfam_connection_create(ctx, &to, 400 * MS, &s, &error), OS, ECONNREFUSED);
    assert_int_equal(to.error_count, 1);
    assert_int_equal(errors[0].kind, SOCKFAM_ERROR_OS);
    assert_int_equal(errors[0].code, ECONNREFUSED);
    assert_int_equal(s.fd, -1);
    to.service = "nonsense!";
    want_error(sockfam_connection_create(ctx, &to, -1, &s, &error), RESOLVER, ENOENT);
    assert_int_equal(to.error_count, 0);
}

static void create_connection_takes_the_port_as_a_number(void **state)
{
    (void)state;
    struct sockfam_socket server;
    struct sockfam_address address;
    struct sockfam_connection to = { .host = "127.0.0.1" };
    make_server(&server, &address, 1000 * MS);
    to.port = address.bytes[2] << 8 | address.bytes[3];
    want_ok(sockfam_connection_create(ctx, &to, 400 * MS, &s, &error));
    sockfam_socket_close(&s, NULL);
    sockfam_socket_close(&server, NULL);
    const int64_t bad[] = { -1, 65536, INT64_MAX };
    for (int i = 0; i < 3; i++) {
        to.port = bad[i];
        want_error(sockfam_connection_create(ctx, &to, -1, &s, &error), OVERFLOW, ERANGE);
        assert_string_equal(error.field, "port");
        assert_int_equal(s.fd, -1);
    }
}

static int give_up(void *data)
{
    (void)data;
    return -ECANCELED;
}

static void create_connection_tries_no_more_after_the_hook_gave_up(void **state)
{
    (void)state;
    const struct sockfam_hook hook = { .interrupted = give_up };
    struct sockfam_connection to = { .port = 9 }; /* this machine: each address it has */
    sockfam_context_set_default_hook(ctx, &hook);
    fake_fail(OP_connect, 1, UINT32_MAX, EINTR);
    want_error(sockfam_connection_create(ctx, &to, 100 * MS, &s, &error), INTERRUPTED, ECANCELED);
    sockfam_context_set_default_hook(ctx, NULL);
    assert_int_equal(fake.calls[OP_connect], 1);
    assert_int_equal(to.error_count, 0);
    assert_int_equal(s.fd, -1);
}

static void negative_timeouts_without_a_meaning_are_refused(void **state)
{
    (void)state;
    struct sockfam_connection to = { .host = "127.0.0.1", .port = 9 };
    const char *text = "inet:127.0.0.1:9";
    want_error(sockfam_connection_create(ctx, &to, -2, &s, &error), VALUE, ERANGE);
    want_error(sockfam_socket_dial(ctx, text, SOCKFAM_TO_NUL, "udp", INT64_MIN + 1, &s, &error), VALUE, ERANGE);
    want_error(sockfam_socket_announce(ctx, text, SOCKFAM_TO_NUL, "udp", -5, &s, &error), VALUE, ERANGE);
    assert_string_equal(error.field, "timeout");
    assert_int_equal(fake.calls[OP_socket], 0);
    want_ok(sockfam_socket_dial(ctx, text, SOCKFAM_TO_NUL, "udp", SOCKFAM_DEFAULT_TIMEOUT, &s, &error));
    assert_int_equal(s.timeout, SOCKFAM_BLOCKING);
    sockfam_socket_close(&s, NULL);
}

static void create_server_closes_what_it_cannot_bind(void **state)
{
    (void)state;
    struct sockfam_socket server;
    struct sockfam_address address, v6 = parse("inet6:[::1]:0");
    const struct sockfam_server dual = { .flags = SOCKFAM_SERVER_DUAL_STACK };
    const struct sockfam_server reuse = { .flags = SOCKFAM_SERVER_REUSE_PORT, .backlog = 3 };
    make_server(&server, &address, SOCKFAM_BLOCKING);
    want_error(sockfam_server_create(ctx, &address, NULL, &s, &error), OS, EADDRINUSE);
    assert_non_null(strstr(error.message, "inet:127.0.0.1:"));
    want_error(sockfam_server_create(ctx, &address, &dual, &s, &error), VALUE, EINVAL);
    sockfam_socket_close(&server, NULL);
    want_ok(sockfam_server_create(ctx, &address, &reuse, &server, &error));
    want_ok(sockfam_server_create(ctx, &address, &reuse, &s, &error));
    sockfam_socket_close(&s, NULL);
    sockfam_socket_close(&server, NULL);
    if (sockfam_server_has_dualstack(ctx, "inet6")) {
        int value = -1;
        socklen_t length = sizeof(value);
        v6 = parse("inet6:[::]:0");
        want_ok(sockfam_server_create(ctx, &v6, &dual, &s, &error));
        getsockopt(s.fd, IPPROTO_IPV6, IPV6_V6ONLY, &value, &length);
        assert_int_equal(value, 0);
        sockfam_socket_close(&s, NULL);
        want_ok(sockfam_server_create(ctx, &v6, NULL, &s, &error));
        getsockopt(s.fd, IPPROTO_IPV6, IPV6_V6ONLY, &value, &length);
        assert_int_equal(value, 1);
        sockfam_socket_close(&s, NULL);
    }
    address = parse("unix:@sockfam-test-server");
    want_ok(sockfam_server_create(ctx, &address, &reuse, &s, &error)); /* SO_REUSEPORT is not for unix: ignored */
    sockfam_socket_close(&s, NULL);
}

static void has_dualstack_ipv6_is_a_fact_of_the_machine(void **state)
{
    (void)state;
    assert_int_equal(sockfam_server_has_dualstack(ctx, "inet"), 0);
    assert_int_equal(sockfam_server_has_dualstack(ctx, "nonsense"), 0);
    fake_fail(OP_socket, 1, 1, EAFNOSUPPORT);
    assert_int_equal(sockfam_server_has_dualstack(ctx, "inet6"), 0);
    fake_reset();
    int fd = socket(AF_INET6, SOCK_STREAM, 0);
    assert_int_equal(sockfam_server_has_dualstack(ctx, "inet6"), fd >= 0);
    if (fd >= 0)
        close(fd);
}

static void failing_steps_of_one_line_functions_leak_nothing(void **state)
{
    (void)state;
    const enum op ops[] = { OP_socket, OP_bind, OP_listen, OP_set_nonblocking };
    struct sockfam_address address = parse("unix:@sockfam-test-steps");
    for (size_t i = 0; i < sizeof(ops) / sizeof(ops[0]); i++) {
        fake_fail(ops[i], 1, 1, ENOMEM);
        want_error(sockfam_socket_announce(ctx, "unix:@sockfam-test-steps", SOCKFAM_TO_NUL, NULL, 5, &s, &error), OS,
                   ENOMEM);
        assert_int_equal(s.fd, -1);
        if (ops[i] == OP_set_nonblocking)
            continue;
        fake_fail(ops[i], 1, 1, ENOBUFS);
        want_error(sockfam_server_create(ctx, &address, NULL, &s, &error), OS, ENOBUFS);
        assert_int_equal(s.fd, -1);
    }
    fake_fail(OP_socketpair, 1, 1, EMFILE);
    want_error(sockfam_socket_pair(ctx, AF_UNIX, SOCK_STREAM, 0, pair, &error), OS, EMFILE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(announce_and_dial_make_a_connection),
        TEST(dial_of_nonsense_leaves_nothing_open),
        TEST(datagrams_by_dial_and_announce_need_no_accept),
        TEST(packet_and_netlink_dial_by_their_drivers_rules),
        TEST(rds_is_announced_without_listening_and_dialled_from_an_own_address),
        TEST(family_has_sockets_says_what_the_machine_can_open),
        TEST(create_connection_tries_all_and_keeps_all_errors),
        TEST(create_connection_takes_the_port_as_a_number),
        TEST(create_connection_tries_no_more_after_the_hook_gave_up),
        TEST(negative_timeouts_without_a_meaning_are_refused),
        TEST(create_server_closes_what_it_cannot_bind),
        TEST(has_dualstack_ipv6_is_a_fact_of_the_machine),
        TEST(failing_steps_of_one_line_functions_leak_nothing),
    };
    return cmocka_run_group_tests_name("socket_dial", tests, open_context, close_context);
}
