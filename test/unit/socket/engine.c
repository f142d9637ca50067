/* SPDX-License-Identifier: MIT */
/* The call engine: how many system calls, what waits for how long, what signals and the hook do. */
#include "fake.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>

static struct sockfam_socket pair[2];
static char buffer[100];

/* ------------------------------------------------------------------ counting */

static void count_transfer(int64_t timeout)
{
    struct iovec vector = { buffer, 1 };
    struct sockfam_message message = { .buffers = &vector, .buffer_count = 1 };
    const int types[] = { SOCK_STREAM, SOCK_DGRAM };
    for (int i = 0; i < 2; i++) {
        make_pair(pair, types[i], timeout);
        assert_int_equal(sockfam_socket_send(&pair[0], "a", 1, 0, &error), 1);
        assert_int_equal(fake.total, 1);
        assert_int_equal(sockfam_socket_recv(&pair[1], buffer, 1, 0, &error), 1);
        assert_int_equal(fake.total, 2);
        assert_int_equal(sockfam_socket_sendall(&pair[0], "a", 1, 0, NULL, &error), 0);
        assert_int_equal(fake.total, 3);
        assert_int_equal(sockfam_socket_recvfrom(&pair[1], buffer, 1, 0, NULL, &error), 1);
        assert_int_equal(fake.total, 4);
        assert_int_equal(sockfam_socket_sendmsg(&pair[0], &message, 0, &error), 1);
        assert_int_equal(fake.total, 5);
        assert_int_equal(sockfam_socket_recvmsg(&pair[1], &message, 0, &error), 1);
        assert_int_equal(fake.total, 6);
        assert_int_equal(sockfam_socket_sendmmsg(&pair[0], &message, 1, 0, &error), 1);
        assert_int_equal(fake.total, 7);
        assert_int_equal(sockfam_socket_recvmmsg(&pair[1], &message, 1, 0, &error), 1);
        assert_int_equal(fake.total, 8);
        assert_int_equal(fake.calls[OP_ppoll], 0);
        close_pair(pair);
    }
}

static void ready_socket_with_timeout_costs_one_system_call(void **state)
{
    (void)state;
    count_transfer(1000 * MS);
}

static void ready_socket_blocking_costs_one_system_call(void **state)
{
    (void)state;
    count_transfer(SOCKFAM_BLOCKING);
}

static void ready_socket_non_blocking_costs_one_system_call(void **state)
{
    (void)state;
    count_transfer(0);
}

static void ready_accept_and_connect_cost_one_system_call(void **state)
{
    (void)state;
    struct sockfam_socket server, client, accepted;
    struct sockfam_address address, peer;
    make_server(&server, &address, 1000 * MS);
    want_ok(sockfam_socket_open(ctx, "inet", "tcp", &client, &error));
    fake_reset();
    want_ok(sockfam_socket_connect(&client, &address, &error));
    assert_int_equal(fake.total, 1);
    want_ok(sockfam_socket_accept(&server, &accepted, &peer, &error));
    assert_int_equal(fake.total, 2);
    sockfam_socket_close(&accepted, NULL);
    sockfam_socket_close(&client, NULL);
    sockfam_socket_close(&server, NULL);
}

static void waiting_costs_try_poll_try(void **state)
{
    (void)state;
    make_pair(pair, SOCK_STREAM, 20 * MS);
    want_error(sockfam_socket_recv(&pair[0], buffer, 1, 0, &error), TIMEOUT, ETIMEDOUT);
    assert_int_equal(fake.calls[OP_recv], 1);
    assert_int_equal(fake.calls[OP_ppoll], 1);
    assert_int_equal(fake.total, 2);
    close_pair(pair);
}

/* ------------------------------------------------------------------ deadlines */

static void timeout_zero_tries_once(void **state)
{
    (void)state;
    make_pair(pair, SOCK_STREAM, 0);
    want_error(sockfam_socket_recv(&pair[0], buffer, 1, 0, &error), OS, EAGAIN);
    assert_int_equal(fake.total, 1);
    close_pair(pair);
}

static void timeout_passed_is_not_early(void **state)
{
    (void)state;
    make_pair(pair, SOCK_STREAM, 30 * MS);
    int64_t begin = now();
    want_error(sockfam_socket_recvfrom(&pair[0], buffer, 1, 0, NULL, &error), TIMEOUT, ETIMEDOUT);
    assert_true(now() - begin >= 30 * MS);
    close_pair(pair);
}

static void wakeups_without_data_do_not_extend_the_deadline(void **state)
{
    (void)state;
    make_pair(pair, SOCK_STREAM, 30 * MS);
    int64_t begin = now();
    assert_int_equal(write(sockfam_socket_fd(&pair[1]), "x", 1), 1);
    fake_fail(OP_recv, 1, UINT32_MAX, EAGAIN); /* always ready, never a byte */
    want_error(sockfam_socket_recv(&pair[0], buffer, 1, 0, &error), TIMEOUT, ETIMEDOUT);
    assert_in_range(now() - begin, 30 * MS, 300 * MS);
    assert_true(fake.calls[OP_recv] > 2);
    close_pair(pair);
}

static void kernel_timeout_is_of_kind_os(void **state)
{
    (void)state;
    make_pair(pair, SOCK_STREAM, 30 * MS);
    fake_fail(OP_recv, 1, 1, ETIMEDOUT);
    want_error(sockfam_socket_recv(&pair[0], buffer, 1, 0, &error), OS, ETIMEDOUT);
    close_pair(pair);
}

static void blocking_object_on_non_blocking_descriptor_gets_eagain(void **state)
{
    (void)state;
    make_pair(pair, SOCK_STREAM, SOCKFAM_BLOCKING);
    fcntl(pair[0].fd, F_SETFL, O_NONBLOCK);
    want_error(sockfam_socket_recv(&pair[0], buffer, 1, 0, &error), OS, EAGAIN);
    close_pair(pair);
}

static void poll_failure_is_reported(void **state)
{
    (void)state;
    make_pair(pair, SOCK_STREAM, 30 * MS);
    fake_fail(OP_ppoll, 1, 1, ENOMEM);
    want_error(sockfam_socket_recv(&pair[0], buffer, 1, 0, &error), OS, ENOMEM);
    close_pair(pair);
}

/* ------------------------------------------------------------------ signals */

static int asked, give_up_at;

static int interrupted(void *data)
{
    assert_ptr_equal(data, &asked);
    return ++asked == give_up_at ? -ECANCELED : 0;
}

static const struct sockfam_hook hook = { .interrupted = interrupted, .data = &asked };

static void interrupted_call_asks_the_hook_and_goes_on(void **state)
{
    (void)state;
    make_pair(pair, SOCK_STREAM, SOCKFAM_BLOCKING);
    asked = give_up_at = 0;
    pair[0].hook = &hook;
    assert_int_equal(sockfam_socket_send(&pair[1], "x", 1, 0, &error), 1);
    fake_fail(OP_recv, 1, 3, EINTR);
    assert_int_equal(sockfam_socket_recv(&pair[0], buffer, 1, 0, &error), 1);
    assert_int_equal(asked, 3);
    assert_int_equal(fake.calls[OP_recv], 4);
    close_pair(pair);
}

static void hook_that_gives_up_ends_the_call(void **state)
{
    (void)state;
    make_pair(pair, SOCK_STREAM, 500 * MS);
    pair[0].hook = &hook;
    asked = 0;
    give_up_at = 2;
    fake_fail(OP_ppoll, 1, UINT32_MAX, EINTR);
    want_error(sockfam_socket_recv(&pair[0], buffer, 1, 0, &error), INTERRUPTED, ECANCELED);
    assert_int_equal(asked, 2);
    close_pair(pair);
}

static int close_it(void *data)
{
    return sockfam_socket_close(data, NULL);
}

static void hook_may_close_the_socket_of_its_call(void **state)
{
    (void)state;
    make_pair(pair, SOCK_STREAM, 500 * MS);
    const struct sockfam_hook closer = { .interrupted = close_it, .data = &pair[0] };
    pair[0].hook = &closer;
    fake_fail(OP_recv, 1, 1, EINTR);
    want_error(sockfam_socket_recv(&pair[0], buffer, 1, 0, &error), OS, EBADF);
    assert_int_equal(pair[0].fd, -1);
    close_pair(pair);
}

static void default_hook_goes_to_new_and_accepted_sockets(void **state)
{
    (void)state;
    struct sockfam_socket server, client, accepted;
    struct sockfam_address address;
    sockfam_context_set_default_hook(ctx, &hook);
    make_server(&server, &address, SOCKFAM_BLOCKING);
    assert_ptr_equal(server.hook, &hook);
    want_ok(sockfam_socket_open(ctx, "inet", NULL, &client, &error));
    want_ok(sockfam_socket_connect(&client, &address, &error));
    want_ok(sockfam_socket_accept(&server, &accepted, NULL, &error));
    assert_ptr_equal(accepted.hook, &hook);
    sockfam_socket_close(&accepted, NULL);
    sockfam_socket_close(&client, NULL);
    sockfam_socket_close(&server, NULL);
}

static volatile sig_atomic_t signals;

static void count_signal(int number)
{
    (void)number;
    signals++;
}

/* 1 kHz for the time of a 1 s deadline. */
static void signal_storm_neither_shortens_nor_extends_the_deadline(void **state)
{
    (void)state;
    const struct sigaction action = { .sa_handler = count_signal }, before = { .sa_handler = SIG_DFL };
    const struct itimerval fast = { { 0, 1000 }, { 0, 1000 } }, off = { { 0, 0 }, { 0, 0 } };
    make_pair(pair, SOCK_STREAM, 1000 * MS);
    signals = 0;
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &fast, NULL);
    int64_t begin = now();
    ptrdiff_t result = sockfam_socket_recv(&pair[0], buffer, 1, 0, &error);
    int64_t took = now() - begin;
    setitimer(ITIMER_REAL, &off, NULL);
    sigaction(SIGALRM, &before, NULL);
    want_error(result, TIMEOUT, ETIMEDOUT);
    assert_true(signals > 50);
    if (took < 1000 * MS || took > 1100 * MS)
        fail_msg("a deadline of 1 s took %lld us", (long long)took / 1000);
    close_pair(pair);
}

/* ------------------------------------------------------------------ threads */

/* The sanitizer takes a descriptor's number for memory, and closing it for a write; so this close is unknown to it. */
static int close_unseen(int fd)
{
    return (int)syscall(SYS_close, fd);
}

static struct sf_sys uncounted_sys;
static struct sockfam_context uncounted = { .sys = &uncounted_sys }; /* the counters are one thread's */

static void *close_later(void *socket)
{
    usleep(20000);
    sockfam_socket_close(socket, NULL);
    return NULL;
}

static void *detach_later(void *socket)
{
    usleep(20000);
    return (void *)(intptr_t)sockfam_socket_detach(socket);
}

static void close_by_another_thread_ends_a_waiting_call(void **state)
{
    (void)state;
    pthread_t thread;
    make_pair(pair, SOCK_STREAM, 100 * MS);
    pair[0].ctx = &uncounted;
    pthread_create(&thread, NULL, close_later, &pair[0]);
    ptrdiff_t result = sockfam_socket_recv(&pair[0], buffer, 1, 0, &error);
    pthread_join(thread, NULL);
    assert_true(result == -EBADF || result == -ETIMEDOUT);
    want_error(sockfam_socket_recv(&pair[0], buffer, 1, 0, &error), OS, EBADF);
    close_pair(pair);
}

static void detach_by_another_thread_is_harmless(void **state)
{
    (void)state;
    pthread_t thread;
    void *fd;
    make_pair(pair, SOCK_STREAM, 60 * MS);
    pair[0].ctx = &uncounted;
    pthread_create(&thread, NULL, detach_later, &pair[0]);
    assert_true(sockfam_socket_recv(&pair[0], buffer, 1, 0, &error) < 0);
    pthread_join(thread, &fd);
    assert_true((intptr_t)fd >= 0);
    assert_int_equal(sockfam_socket_fd(&pair[0]), -1);
    close_unseen((int)(intptr_t)fd);
    close_pair(pair);
}

static void *close_now(void *socket)
{
    return (void *)(intptr_t)(sockfam_socket_close(socket, NULL) == 0);
}

static void many_closers_close_once(void **state)
{
    (void)state;
    for (int round = 0; round < 200; round++) {
        pthread_t threads[4];
        struct sockfam_socket s;
        want_ok(sockfam_socket_open(ctx, "unix", NULL, &s, &error));
        s.ctx = &uncounted;
        for (int i = 0; i < 4; i++)
            pthread_create(&threads[i], NULL, close_now, &s);
        for (int i = 0; i < 4; i++)
            pthread_join(threads[i], NULL);
        assert_int_equal(sockfam_socket_fd(&s), -1);
    }
}

int main(void)
{
    uncounted_sys = sf_sys_default;
    uncounted_sys.close = close_unseen;
    const struct CMUnitTest tests[] = {
        TEST(ready_socket_with_timeout_costs_one_system_call),
        TEST(ready_socket_blocking_costs_one_system_call),
        TEST(ready_socket_non_blocking_costs_one_system_call),
        TEST(ready_accept_and_connect_cost_one_system_call),
        TEST(waiting_costs_try_poll_try),
        TEST(timeout_zero_tries_once),
        TEST(timeout_passed_is_not_early),
        TEST(wakeups_without_data_do_not_extend_the_deadline),
        TEST(kernel_timeout_is_of_kind_os),
        TEST(blocking_object_on_non_blocking_descriptor_gets_eagain),
        TEST(poll_failure_is_reported),
        TEST(interrupted_call_asks_the_hook_and_goes_on),
        TEST(hook_that_gives_up_ends_the_call),
        TEST(hook_may_close_the_socket_of_its_call),
        TEST(default_hook_goes_to_new_and_accepted_sockets),
        TEST(signal_storm_neither_shortens_nor_extends_the_deadline),
        TEST(close_by_another_thread_ends_a_waiting_call),
        TEST(detach_by_another_thread_is_harmless),
        TEST(many_closers_close_once),
    };
    return cmocka_run_group_tests_name("socket_engine", tests, open_context, close_context);
}
