/* SPDX-License-Identifier: MIT */
/* Addresses, connect in its three modes, accept, and the one-line functions. */
#include "fake.h"

#include <netinet/in.h>
#include <sys/un.h>

static struct sockfam_socket s, pair[2];

/* A unix listener whose backlog is full. */
static void make_full_server(struct sockfam_socket *server, struct sockfam_address *address,
                             struct sockfam_socket *first)
{
    *address = parse("unix:@sockfam-test-full");
    want_ok(sockfam_socket_open(ctx, "unix", "stream", server, &error));
    want_ok(sockfam_socket_bind(server, address, &error));
    want_ok(sockfam_socket_listen(server, 0, &error));
    want_ok(sockfam_socket_open(ctx, "unix", "stream", first, &error));
    want_ok(sockfam_socket_connect(first, address, &error));
}

/* A TCP address where connecting takes forever: a listener with a full queue. */
static void make_stuck_server(struct sockfam_socket *server, struct sockfam_address *address,
                              struct sockfam_socket clients[8])
{
    make_server(server, address, SOCKFAM_BLOCKING);
    want_ok(sockfam_socket_listen(server, 0, &error));
    for (int i = 0; i < 8; i++) {
        want_ok(sockfam_socket_open(ctx, "inet", "tcp", &clients[i], &error));
        want_ok(sockfam_socket_set_timeout(&clients[i], 0, &error));
        sockfam_socket_connect_ex(&clients[i], address, &error);
    }
    usleep(10000);
    fake_reset();
}

static void close_all(struct sockfam_socket *sockets, int count)
{
    for (int i = 0; i < count; i++)
        sockfam_socket_close(&sockets[i], NULL);
}

static void refused_address(struct sockfam_address *address)
{
    make_server(&s, address, SOCKFAM_BLOCKING);
    sockfam_socket_close(&s, NULL);
    fake_reset();
}

static void connect_refused_is_the_kernels_errno_in_each_mode(void **state)
{
    (void)state;
    const int64_t modes[] = { SOCKFAM_BLOCKING, 500 * MS };
    struct sockfam_address address;
    refused_address(&address);
    for (int i = 0; i < 2; i++) {
        want_ok(sockfam_socket_open(ctx, "inet", "tcp", &s, &error));
        want_ok(sockfam_socket_set_timeout(&s, modes[i], &error));
        want_error(sockfam_socket_connect(&s, &address, &error), OS, ECONNREFUSED);
        sockfam_socket_close(&s, NULL);
        want_ok(sockfam_socket_open(ctx, "inet", "tcp", &s, &error));
        want_ok(sockfam_socket_set_timeout(&s, modes[i], &error));
        assert_int_equal(sockfam_socket_connect_ex(&s, &address, &error), ECONNREFUSED);
        assert_int_equal(error.kind, SOCKFAM_ERROR_NONE);
        sockfam_socket_close(&s, NULL);
    }
}

static void connect_that_times_out_goes_on_in_the_kernel(void **state)
{
    (void)state;
    struct sockfam_socket server, clients[8];
    struct sockfam_address address;
    make_stuck_server(&server, &address, clients);
    want_ok(sockfam_socket_open(ctx, "inet", "tcp", &s, &error));
    want_ok(sockfam_socket_set_timeout(&s, 30 * MS, &error));
    want_error(sockfam_socket_connect(&s, &address, &error), TIMEOUT, ETIMEDOUT);
    assert_int_equal(fake.calls[OP_connect], 1);
    want_ok(sockfam_socket_set_timeout(&s, 0, &error));
    assert_int_equal(sockfam_socket_connect_ex(&s, &address, &error), EALREADY);
    sockfam_socket_close(&s, NULL);
    want_ok(sockfam_socket_open(ctx, "inet", "tcp", &s, &error));
    want_ok(sockfam_socket_set_timeout(&s, 30 * MS, &error));
    assert_int_equal(sockfam_socket_connect_ex(&s, &address, &error), EAGAIN);
    assert_int_equal(error.kind, SOCKFAM_ERROR_TIMEOUT);
    sockfam_socket_close(&s, NULL);
    close_all(clients, 8);
    sockfam_socket_close(&server, NULL);
}

static void connect_ex_non_blocking_gives_115_then_0_then_106(void **state)
{
    (void)state;
    struct sockfam_socket server;
    struct sockfam_address address;
    make_server(&server, &address, SOCKFAM_BLOCKING);
    want_ok(sockfam_socket_open_numbers(ctx, AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0, &s, &error));
    assert_int_equal(sockfam_socket_connect_ex(&s, &address, &error), EINPROGRESS);
    usleep(10000);
    assert_int_equal(sockfam_socket_connect_ex(&s, &address, &error), 0);
    assert_int_equal(sockfam_socket_connect_ex(&s, &address, &error), EISCONN);
    sockfam_socket_close(&s, NULL);
    want_ok(sockfam_socket_open_numbers(ctx, AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0, &s, &error));
    want_error(sockfam_socket_connect(&s, &address, &error), OS, EINPROGRESS);
    sockfam_socket_close(&s, NULL);
    sockfam_socket_close(&server, NULL);
}

static void connect_interrupted_waits_and_is_not_reissued(void **state)
{
    (void)state;
    struct sockfam_socket server;
    struct sockfam_address address;
    const int64_t modes[] = { SOCKFAM_BLOCKING, 500 * MS };
    make_server(&server, &address, SOCKFAM_BLOCKING);
    for (int i = 0; i < 2; i++) {
        want_ok(sockfam_socket_open(ctx, "inet", "udp", &s, &error)); /* always writable: as if it went on */
        want_ok(sockfam_socket_set_timeout(&s, modes[i], &error));
        fake_reset();
        fake_fail(OP_connect, 1, 1, EINTR);
        want_ok(sockfam_socket_connect(&s, &address, &error));
        assert_int_equal(fake.calls[OP_connect], 1);
        assert_int_equal(fake.calls[OP_ppoll], 1);
        assert_int_equal(fake.calls[OP_getsockopt], 1);
        sockfam_socket_close(&s, NULL);
    }
    want_ok(sockfam_socket_open_numbers(ctx, AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0, &s, &error));
    fake_fail(OP_connect, 1, 2, EINTR);
    want_error(sockfam_socket_connect(&s, &address, &error), OS, EINTR);
    assert_int_equal(sockfam_socket_connect_ex(&s, &address, &error), EINTR);
    sockfam_socket_close(&s, NULL);
    sockfam_socket_close(&server, NULL);
}

static int give_up(void *data)
{
    (void)data;
    return -ECANCELED;
}

static void connect_ex_is_negative_only_when_the_hook_gives_up(void **state)
{
    (void)state;
    const struct sockfam_hook hook = { give_up, NULL };
    struct sockfam_address address = parse("inet:127.0.0.1:9");
    want_ok(sockfam_socket_open(ctx, "inet", "udp", &s, &error));
    s.hook = &hook;
    fake_fail(OP_connect, 1, 1, EINTR);
    assert_int_equal(sockfam_socket_connect_ex(&s, &address, &error), -ECANCELED);
    want_ok(sockfam_socket_set_timeout(&s, 50 * MS, &error));
    fake_fail(OP_connect, 1, 1, EINPROGRESS);
    fake.calls[OP_ppoll] = 0;
    assert_int_equal(sockfam_socket_connect_ex(&s, &address, &error), 0);
    sockfam_socket_close(&s, NULL);
}

static void connect_to_a_full_unix_backlog_is_not_waited_for(void **state)
{
    (void)state;
    struct sockfam_socket server, first;
    struct sockfam_address address;
    make_full_server(&server, &address, &first);
    want_ok(sockfam_socket_open(ctx, "unix", "stream", &s, &error));
    want_ok(sockfam_socket_set_timeout(&s, 2000 * MS, &error));
    int64_t begin = now();
    int code = sockfam_socket_connect_ex(&s, &address, &error);
    assert_true(code == EAGAIN || code == 0); /* the kernel lets one more in */
    if (code == 0) {
        sockfam_socket_close(&s, NULL);
        want_ok(sockfam_socket_open(ctx, "unix", "stream", &s, &error));
        want_ok(sockfam_socket_set_timeout(&s, 2000 * MS, &error));
    }
    want_error(sockfam_socket_connect(&s, &address, &error), OS, EAGAIN);
    assert_true(now() - begin < 1000 * MS);
    sockfam_socket_close(&s, NULL);
    sockfam_socket_close(&first, NULL);
    sockfam_socket_close(&server, NULL);
}

/* ------------------------------------------------------------------ names and accept */

static void names_of_both_ends_agree(void **state)
{
    (void)state;
    struct sockfam_socket server, accepted;
    struct sockfam_address address, peer, own;
    make_server(&server, &address, SOCKFAM_BLOCKING);
    want_ok(sockfam_socket_open(ctx, "inet", "tcp", &s, &error));
    want_error(sockfam_socket_getpeername(&s, &peer, &error), OS, ENOTCONN);
    want_error(sockfam_socket_shutdown(&s, SHUT_RD, &error), OS, ENOTCONN);
    want_ok(sockfam_socket_connect(&s, &address, &error));
    want_error(sockfam_socket_shutdown(&s, 99, &error), OS, EINVAL);
    want_ok(sockfam_socket_accept(&server, &accepted, &peer, &error));
    want_ok(sockfam_socket_getsockname(&s, &own, &error));
    assert_int_equal(own.length, peer.length);
    assert_memory_equal(own.bytes, peer.bytes, own.length);
    want_ok(sockfam_socket_getpeername(&s, &own, &error));
    assert_string_equal(print(&own), print(&address));
    assert_ptr_equal(accepted.format, server.format);
    want_ok(sockfam_socket_shutdown(&s, SHUT_WR, &error));
    sockfam_socket_close(&accepted, NULL);
    sockfam_socket_close(&s, NULL);
    sockfam_socket_close(&server, NULL);
}

static void accepted_socket_blocks_whatever_the_listener_does(void **state)
{
    (void)state;
    const int64_t modes[] = { SOCKFAM_BLOCKING, 300 * MS, 0 };
    for (int i = 0; i < 3; i++) {
        struct sockfam_socket server, accepted;
        struct sockfam_address address;
        make_server(&server, &address, modes[i]);
        want_ok(sockfam_socket_open(ctx, "inet", "tcp", &s, &error));
        want_ok(sockfam_socket_connect(&s, &address, &error));
        usleep(5000);
        want_ok(sockfam_socket_accept(&server, &accepted, NULL, &error));
        assert_int_equal(accepted.timeout, SOCKFAM_BLOCKING);
        assert_int_equal(sockfam_socket_get_inheritable(&accepted, &error), 0);
        sockfam_socket_close(&accepted, NULL);
        sockfam_socket_close(&s, NULL);
        sockfam_socket_close(&server, NULL);
    }
}

static void accept_faults_are_reported_and_leave_nothing(void **state)
{
    (void)state;
    const int codes[] = { ECONNABORTED, EMFILE, ENFILE, ENOMEM, EPERM };
    struct sockfam_socket server, accepted;
    struct sockfam_address address;
    make_server(&server, &address, 300 * MS);
    want_ok(sockfam_socket_open(ctx, "inet", "tcp", &s, &error));
    want_ok(sockfam_socket_connect(&s, &address, &error));
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        fake_fail(OP_accept4, 1, 1, codes[i]);
        want_error(sockfam_socket_accept(&server, &accepted, NULL, &error), OS, codes[i]);
        assert_int_equal(accepted.fd, -1);
    }
    fake_fail(OP_accept4, 1, 2, EINTR);
    want_ok(sockfam_socket_accept(&server, &accepted, NULL, &error)); /* the connection was not lost */
    sockfam_socket_close(&accepted, NULL);
    want_error(sockfam_socket_accept(&server, &accepted, NULL, &error), TIMEOUT, ETIMEDOUT);
    sockfam_socket_close(&s, NULL);
    sockfam_socket_close(&server, NULL);
}

/* ------------------------------------------------------------------ one-line functions */

static void announce_and_dial_make_a_connection(void **state)
{
    (void)state;
    const char *const texts[] = { "unix:@sockfam-test-dial", "inet:127.0.0.1:0", "inet6:[::1]:0" };
    for (int i = 0; i < 3; i++) {
        struct sockfam_socket server, accepted;
        struct sockfam_address address, peer;
        if (sockfam_socket_announce(ctx, texts[i], NULL, SOCKFAM_DEFAULT_TIMEOUT, &server, &error) < 0) {
            print_message("SKIP: %s\n", error.message);
            continue;
        }
        want_ok(sockfam_socket_getsockname(&server, &address, &error));
        want_ok(sockfam_socket_dial(ctx, print(&address), NULL, 1000 * MS, &s, &error));
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
    want_error(sockfam_socket_dial(ctx, "nonsense:1", NULL, 0, &s, &error), VALUE, EINVAL);
    want_error(sockfam_socket_dial(ctx, "raw:family=46,data=00", NULL, 0, &s, &error), VALUE, EINVAL);
    want_error(sockfam_socket_dial(ctx, "inet:127.0.0.1:1", "nonsense", 0, &s, &error), VALUE, EINVAL);
    want_error(sockfam_socket_dial(ctx, "unix:@sockfam-nobody", NULL, -1, &s, &error), OS, ECONNREFUSED);
    assert_int_equal(s.fd, -1);
    want_error(sockfam_socket_announce(ctx, "unix:/nonexistent/x", NULL, -1, &s, &error), OS, ENOENT);
    assert_non_null(strstr(error.message, "/nonexistent/x"));
}

static void datagrams_by_dial_and_announce_need_no_accept(void **state)
{
    (void)state;
    struct sockfam_socket server;
    struct sockfam_address address, from;
    char text[8];
    want_ok(sockfam_socket_announce(ctx, "inet:127.0.0.1:0", "udp", 500 * MS, &server, &error));
    want_ok(sockfam_socket_getsockname(&server, &address, &error));
    want_ok(sockfam_socket_dial(ctx, print(&address), "udp", 500 * MS, &s, &error));
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
    want_ok(sockfam_socket_dial(ctx, "netlink:0", "route", 100 * MS, &s, &error));
    assert_int_equal(fake.calls[OP_connect], 1);
    sockfam_socket_close(&s, NULL);
    fake_reset();
    if (sockfam_socket_dial(ctx, "packet:lo,proto=0x800", NULL, 100 * MS, &s, &error) < 0) {
        print_message("SKIP: %s\n", error.message);
        skip();
    }
    assert_int_equal(fake.calls[OP_connect], 0);
    assert_int_equal(fake.calls[OP_bind], 1);
    sockfam_socket_close(&s, NULL);
}

static void create_connection_tries_all_and_keeps_all_errors(void **state)
{
    (void)state;
    struct sockfam_socket server;
    struct sockfam_address address, any = parse("inet:127.0.0.1:0");
    struct sockfam_error errors[2] = { { .kind = 0 } };
    char port[8];
    size_t failed = 99;
    make_server(&server, &address, 1000 * MS);
    snprintf(port, sizeof(port), "%u", (unsigned)(address.bytes[2] << 8 | address.bytes[3]));
    want_ok(sockfam_connection_create(ctx, "127.0.0.1", port, 400 * MS, &any, &s, errors, 2, &failed, &error));
    assert_int_equal(failed, 0);
    assert_int_equal(s.timeout, 400 * MS);
    sockfam_socket_close(&s, NULL);
    sockfam_socket_close(&server, NULL);
    assert_int_equal(sockfam_connection_create(ctx, "127.0.0.1", port, 400 * MS, NULL, &s, errors, 2, &failed, &error),
                     -ECONNREFUSED);
    assert_int_equal(failed, 1);
    assert_int_equal(errors[0].kind, SOCKFAM_ERROR_OS);
    assert_int_equal(errors[0].code, ECONNREFUSED);
    assert_int_equal(s.fd, -1);
    assert_true(sockfam_connection_create(ctx, "127.0.0.1", "nonsense!", -1, NULL, &s, NULL, 0, NULL, &error) < 0);
    assert_int_equal(error.kind, SOCKFAM_ERROR_RESOLVER);
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
        want_error(sockfam_socket_announce(ctx, "unix:@sockfam-test-steps", NULL, 5, &s, &error), OS, ENOMEM);
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
        TEST(connect_refused_is_the_kernels_errno_in_each_mode),
        TEST(connect_that_times_out_goes_on_in_the_kernel),
        TEST(connect_ex_non_blocking_gives_115_then_0_then_106),
        TEST(connect_interrupted_waits_and_is_not_reissued),
        TEST(connect_ex_is_negative_only_when_the_hook_gives_up),
        TEST(connect_to_a_full_unix_backlog_is_not_waited_for),
        TEST(names_of_both_ends_agree),
        TEST(accepted_socket_blocks_whatever_the_listener_does),
        TEST(accept_faults_are_reported_and_leave_nothing),
        TEST(announce_and_dial_make_a_connection),
        TEST(dial_of_nonsense_leaves_nothing_open),
        TEST(datagrams_by_dial_and_announce_need_no_accept),
        TEST(packet_and_netlink_dial_by_their_drivers_rules),
        TEST(create_connection_tries_all_and_keeps_all_errors),
        TEST(create_server_closes_what_it_cannot_bind),
        TEST(has_dualstack_ipv6_is_a_fact_of_the_machine),
        TEST(failing_steps_of_one_line_functions_leak_nothing),
    };
    return cmocka_run_group_tests_name("socket_connect", tests, open_context, close_context);
}
