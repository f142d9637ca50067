/* SPDX-License-Identifier: MIT */
/* Addresses, connect in its three modes and for event loops, accept. */
#include "fake.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/time.h>
#include <sys/un.h>

static struct sockfam_socket s;

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
    const struct sockfam_hook hook = { .interrupted = give_up };
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

/* Fills what is left of a unix listener's backlog: the kernel lets one more in than it says. */
static int fill_backlog(const struct sockfam_address *address, struct sockfam_socket extra[4])
{
    for (int i = 0; i < 4; i++) {
        want_ok(sockfam_socket_open(ctx, "unix", "stream", &extra[i], &error));
        want_ok(sockfam_socket_set_timeout(&extra[i], 0, &error));
        if (sockfam_socket_connect_ex(&extra[i], address, &error) == EAGAIN)
            return i + 1;
    }
    fail_msg("the backlog does not fill");
    return 0;
}

static void connect_to_a_full_unix_backlog_waits_until_the_deadline(void **state)
{
    (void)state;
    struct sockfam_socket server, first, extra[4];
    struct sockfam_address address;
    struct timeval limit;
    socklen_t length = sizeof(limit);
    make_full_server(&server, &address, &first);
    int count = fill_backlog(&address, extra);
    want_ok(sockfam_socket_open(ctx, "unix", "stream", &s, &error));
    want_ok(sockfam_socket_set_timeout(&s, 100 * MS, &error));
    int64_t begin = now();
    want_error(sockfam_socket_connect(&s, &address, &error), TIMEOUT, ETIMEDOUT);
    assert_non_null(strstr(error.message, "sockfam-test-full"));
    assert_true(now() - begin >= 100 * MS && now() - begin < 1000 * MS);
    assert_int_equal(sockfam_socket_connect_ex(&s, &address, &error), EAGAIN);
    assert_int_equal(error.kind, SOCKFAM_ERROR_TIMEOUT);
    assert_true(fcntl(s.fd, F_GETFL) & O_NONBLOCK); /* and everything is as it was */
    assert_int_equal(getsockopt(s.fd, SOL_SOCKET, SO_SNDTIMEO, &limit, &length), 0);
    assert_int_equal(limit.tv_sec + limit.tv_usec, 0);
    want_ok(sockfam_socket_set_timeout(&s, 0, &error));
    want_error(sockfam_socket_connect(&s, &address, &error), OS, EAGAIN);
    sockfam_socket_close(&s, NULL);
    close_all(extra, count);
    sockfam_socket_close(&first, NULL);
    sockfam_socket_close(&server, NULL);
}

static void *accept_later(void *listener)
{
    usleep(50000);
    for (int i = 0; i < 4; i++) {
        int fd = accept(*(int *)listener, NULL, NULL);
        if (fd >= 0)
            close(fd);
    }
    return NULL;
}

static void connect_to_a_full_unix_backlog_succeeds_once_there_is_room(void **state)
{
    (void)state;
    struct sockfam_socket server, first, extra[4];
    struct sockfam_address address;
    pthread_t thread;
    make_full_server(&server, &address, &first);
    int count = fill_backlog(&address, extra);
    want_ok(sockfam_socket_set_timeout(&server, 0, &error));
    assert_int_equal(pthread_create(&thread, NULL, accept_later, &server.fd), 0);
    want_ok(sockfam_socket_dial(ctx, "unix:@sockfam-test-full", SOCKFAM_TO_NUL, NULL, 5000 * MS, &s, &error));
    pthread_join(thread, NULL);
    assert_int_equal(s.timeout, 5000 * MS);
    sockfam_socket_close(&s, NULL);
    close_all(extra, count);
    sockfam_socket_close(&first, NULL);
    sockfam_socket_close(&server, NULL);
}

static void handle(int signal)
{
    (void)signal;
}

/* Signals that interrupt, one each so many microseconds; 0: no more. */
static void tick(int microseconds)
{
    const struct sigaction action = { .sa_handler = handle };
    const struct itimerval timer = { { 0, microseconds }, { 0, microseconds } };
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &timer, NULL);
}

static void connect_to_a_full_unix_backlog_is_asked_again_after_a_signal(void **state)
{
    (void)state;
    const struct sockfam_hook hook = { .interrupted = give_up };
    struct sockfam_socket server, first, extra[4];
    struct sockfam_address address;
    make_full_server(&server, &address, &first);
    int count = fill_backlog(&address, extra);
    want_ok(sockfam_socket_open(ctx, "unix", "stream", &s, &error));
    want_ok(sockfam_socket_set_timeout(&s, 100 * MS, &error));
    fake_reset();
    tick(15000);
    int64_t begin = now();
    want_error(sockfam_socket_connect(&s, &address, &error), TIMEOUT, ETIMEDOUT);
    assert_true(now() - begin >= 100 * MS);
    assert_true(fake.calls[OP_connect] >= 3);
    s.hook = &hook;
    want_error(sockfam_socket_connect(&s, &address, &error), INTERRUPTED, ECANCELED);
    tick(0);
    assert_true(fcntl(s.fd, F_GETFL) & O_NONBLOCK);
    sockfam_socket_close(&s, NULL);
    close_all(extra, count);
    sockfam_socket_close(&first, NULL);
    sockfam_socket_close(&server, NULL);
}

static void errors_of_bind_connect_and_send_name_the_address(void **state)
{
    (void)state;
    struct sockfam_address address, odd = parse("unix:/nonexistent/x");
    struct iovec vector = { (char[]){ "x" }, 1 };
    const struct sockfam_message message = { .buffers = &vector, .buffer_count = 1, .to = &odd };
    refused_address(&address);
    want_ok(sockfam_socket_open(ctx, "inet", "tcp", &s, &error));
    want_error(sockfam_socket_connect(&s, &address, &error), OS, ECONNREFUSED);
    assert_non_null(strstr(error.message, "cannot connect to inet:127.0.0.1:"));
    sockfam_socket_close(&s, NULL);
    want_ok(sockfam_socket_open(ctx, "unix", "dgram", &s, &error));
    want_error(sockfam_socket_bind(&s, &odd, &error), OS, ENOENT);
    assert_string_equal(error.message, "cannot bind to unix:/nonexistent/x: No such file or directory");
    want_error(sockfam_socket_sendto(&s, "x", 1, 0, &odd, &error), OS, ENOENT);
    assert_string_equal(error.message, "cannot send to unix:/nonexistent/x: No such file or directory");
    want_error(sockfam_socket_sendmsg(&s, &message, 0, &error), OS, ENOENT);
    assert_string_equal(error.message, "cannot send to unix:/nonexistent/x: No such file or directory");
    error.flags = SOCKFAM_ERROR_NO_TEXT;
    want_error(sockfam_socket_connect(&s, &odd, &error), OS, ENOENT);
    assert_string_equal(error.message, "");
    error.flags = 0;
    sockfam_socket_close(&s, NULL);
}

/* ------------------------------------------------------------------ connecting in an event loop */

static void connect_begin_and_finish_fit_an_event_loop(void **state)
{
    (void)state;
    struct sockfam_socket server;
    struct sockfam_address address;
    make_server(&server, &address, SOCKFAM_BLOCKING);
    want_ok(sockfam_socket_open(ctx, "inet", "tcp", &s, &error));
    want_error(sockfam_socket_connect_begin(&s, &address, &error), VALUE, EINVAL); /* it blocks */
    want_ok(sockfam_socket_set_timeout(&s, 0, &error));
    fake_reset();
    assert_int_equal(sockfam_socket_connect_begin(&s, &address, &error), 1);
    assert_int_equal(fake.total, 1); /* it did not wait */
    struct pollfd poll_for = { sockfam_socket_fd(&s), POLLOUT, 0 };
    assert_int_equal(poll(&poll_for, 1, 1000), 1);
    want_ok(sockfam_socket_connect_finish(&s, &error));
    sockfam_socket_close(&s, NULL);
    want_error(sockfam_socket_connect_finish(&s, &error), OS, EBADF);
    sockfam_socket_close(&server, NULL);
}

static void connect_finish_gives_the_errno_of_the_attempt(void **state)
{
    (void)state;
    struct sockfam_address address;
    refused_address(&address);
    want_ok(sockfam_socket_open_numbers(ctx, AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0, &s, &error));
    int result = sockfam_socket_connect_begin(&s, &address, &error);
    if (result == 1) {
        struct pollfd poll_for = { sockfam_socket_fd(&s), POLLOUT, 0 };
        assert_int_equal(poll(&poll_for, 1, 1000), 1);
        result = sockfam_socket_connect_finish(&s, &error);
    }
    assert_int_equal(result, -ECONNREFUSED);
    assert_int_equal(error.kind, SOCKFAM_ERROR_OS);
    sockfam_socket_close(&s, NULL);
}

static void connect_finish_too_early_says_still_under_way(void **state)
{
    (void)state;
    struct sockfam_socket server, clients[8];
    struct sockfam_address address;
    make_stuck_server(&server, &address, clients);
    want_ok(sockfam_socket_open_numbers(ctx, AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0, &s, &error));
    assert_int_equal(sockfam_socket_connect_begin(&s, &address, &error), 1);
    assert_int_equal(sockfam_socket_connect_finish(&s, &error), 1);
    sockfam_socket_close(&s, NULL);
    close_all(clients, 8);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(connect_refused_is_the_kernels_errno_in_each_mode),
        TEST(connect_that_times_out_goes_on_in_the_kernel),
        TEST(connect_ex_non_blocking_gives_115_then_0_then_106),
        TEST(connect_interrupted_waits_and_is_not_reissued),
        TEST(connect_ex_is_negative_only_when_the_hook_gives_up),
        TEST(connect_to_a_full_unix_backlog_waits_until_the_deadline),
        TEST(connect_to_a_full_unix_backlog_succeeds_once_there_is_room),
        TEST(connect_to_a_full_unix_backlog_is_asked_again_after_a_signal),
        TEST(errors_of_bind_connect_and_send_name_the_address),
        TEST(connect_begin_and_finish_fit_an_event_loop),
        TEST(connect_finish_gives_the_errno_of_the_attempt),
        TEST(connect_finish_too_early_says_still_under_way),
        TEST(names_of_both_ends_agree),
        TEST(accepted_socket_blocks_whatever_the_listener_does),
        TEST(accept_faults_are_reported_and_leave_nothing),
    };
    return cmocka_run_group_tests_name("socket_connect", tests, open_context, close_context);
}
