/* SPDX-License-Identifier: MIT */
/*
 * The rules for threads, for the thread sanitizer to see: a context is anyone's, its defaults too; a socket is one
 * thread's at a time, but closing, detaching and shutting down are allowed to others.
 */
#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

#include <sockfam/connection.h>
#include <sockfam/option.h>
#include <sockfam/transfer.h>

#include "core/registry/context.h"

#define THREADS 4
#define ROUNDS 300

static struct sockfam_context *ctx;
static struct sf_sys sys;

/* The sanitizer takes a descriptor's number for memory, and closing it for a write; so this close is unknown to it. */
static int close_unseen(int fd)
{
    return (int)syscall(SYS_close, fd);
}

static int open_context(void **state)
{
    (void)state;
    sys = sf_sys_default;
    sys.close = close_unseen;
    return sockfam_context_open(&ctx, SOCKFAM_TEST_BUILD "/config/sockfam.json", NULL);
}

static int close_context(void **state)
{
    (void)state;
    sockfam_context_close(ctx);
    return 0;
}

static int never(void *data)
{
    (void)data;
    return 0;
}

static const struct sockfam_hook hook = { .interrupted = never };

/* Pairs of one's own, made from the shared context while its defaults change. */
static void *work(void *number)
{
    uintptr_t failures = 0;
    char byte;
    for (int i = 0; i < ROUNDS; i++) {
        struct sockfam_socket pair[2];
        sockfam_context_set_default_timeout(ctx, i % 2 ? INT64_C(5000000000) : SOCKFAM_BLOCKING);
        sockfam_context_set_default_hook(ctx, (uintptr_t)number % 2 ? &hook : NULL);
        failures += sockfam_socket_pair(ctx, AF_UNIX, SOCK_STREAM, 0, pair, NULL) < 0;
        failures += sockfam_socket_set_option(&pair[0], "SO_SNDBUF", "20000", SOCKFAM_TO_NUL, NULL) < 0;
        failures += sockfam_socket_send(&pair[0], "x", 1, 0, NULL) != 1;
        failures += sockfam_socket_recv(&pair[1], &byte, 1, 0, NULL) != 1;
        failures += sockfam_socket_close(&pair[0], NULL) < 0;
        failures += sockfam_socket_close(&pair[1], NULL) < 0;
    }
    return (void *)failures;
}

static void context_is_shared_by_many_threads(void **state)
{
    (void)state;
    pthread_t threads[THREADS];
    for (uintptr_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, work, (void *)i), 0);
    for (int i = 0; i < THREADS; i++) {
        void *failures;
        pthread_join(threads[i], &failures);
        assert_null(failures);
    }
    sockfam_context_set_default_timeout(ctx, SOCKFAM_BLOCKING);
    sockfam_context_set_default_hook(ctx, NULL);
}

static void *receive(void *socket)
{
    char byte;
    ptrdiff_t result;
    do
        result = sockfam_socket_recv(socket, &byte, 1, 0, NULL);
    while (result == 1);
    return (void *)(intptr_t)result;
}

enum how { CLOSE, DETACH, SHUTDOWN };

static void end_from_elsewhere(enum how how)
{
    ctx->sys = &sys;
    for (int i = 0; i < 100; i++) {
        struct sockfam_socket pair[2];
        pthread_t thread;
        void *result;
        int fd = -1;
        assert_int_equal(sockfam_socket_pair(ctx, AF_UNIX, SOCK_STREAM, 0, pair, NULL), 0);
        assert_int_equal(sockfam_socket_set_timeout(&pair[0], 20000000, NULL), 0);
        pthread_create(&thread, NULL, receive, &pair[0]);
        sockfam_socket_send(&pair[1], "abc", 3, 0, NULL);
        if (how == CLOSE)
            sockfam_socket_close(&pair[0], NULL);
        else if (how == DETACH)
            fd = sockfam_socket_detach(&pair[0]);
        else
            sockfam_socket_shutdown(&pair[0], SHUT_RDWR, NULL);
        pthread_join(thread, &result);
        intptr_t code = (intptr_t)result;
        assert_true(code == 0 || code == -EBADF || code == -ETIMEDOUT);
        if (fd >= 0)
            close_unseen(fd);
        sockfam_socket_close(&pair[0], NULL);
        sockfam_socket_close(&pair[1], NULL);
    }
    ctx->sys = &sf_sys_default;
}

static void close_from_another_thread_is_harmless(void **state)
{
    (void)state;
    end_from_elsewhere(CLOSE);
}

static void detach_from_another_thread_is_harmless(void **state)
{
    (void)state;
    end_from_elsewhere(DETACH);
}

static void shutdown_from_another_thread_wakes_the_call(void **state)
{
    (void)state;
    end_from_elsewhere(SHUTDOWN);
}

static void *close_it(void *socket)
{
    sockfam_socket_close(socket, NULL);
    return NULL;
}

static void closers_together_close_once(void **state)
{
    (void)state;
    for (int i = 0; i < 100; i++) {
        struct sockfam_socket s;
        pthread_t threads[THREADS];
        assert_int_equal(sockfam_socket_open(ctx, "unix", NULL, &s, NULL), 0);
        for (int k = 0; k < THREADS; k++)
            pthread_create(&threads[k], NULL, close_it, &s);
        for (int k = 0; k < THREADS; k++)
            pthread_join(threads[k], NULL);
        assert_int_equal(sockfam_socket_fd(&s), -1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(context_is_shared_by_many_threads),
        cmocka_unit_test(close_from_another_thread_is_harmless),
        cmocka_unit_test(detach_from_another_thread_is_harmless),
        cmocka_unit_test(shutdown_from_another_thread_wakes_the_call),
        cmocka_unit_test(closers_together_close_once),
    };
    return cmocka_run_group_tests_name("socket_threads", tests, open_context, close_context);
}
