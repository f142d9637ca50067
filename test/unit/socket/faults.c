/* SPDX-License-Identifier: MIT */
/*
 * Every system call of every function, failed one after another with every errno that matters: each time the function
 * reports just that errno, or goes on where it must, leaves no descriptor behind, and works when it is called again.
 */
#include "fake.h"

#include <fcntl.h>

static struct sockfam_socket pair[2];
static char buffer[64];
static struct iovec vector = { buffer, 4 };

/* A function under test: sets up what it needs, calls it once, tidies up. */
struct subject {
    const char *name;
    int (*run)(void); /* what the function gave */
};

static int keep(struct sockfam_socket *s, int result)
{
    assert_true((s->fd >= 0) == (result >= 0));
    sockfam_socket_close(s, NULL);
    return result;
}

static int run_open(void)
{
    struct sockfam_socket s;
    return keep(&s, sockfam_socket_open(ctx, "unix", NULL, &s, &error));
}

static int run_numbers(void)
{
    struct sockfam_socket s;
    return keep(&s, sockfam_socket_open_numbers(ctx, AF_UNIX, SOCK_STREAM, 0, &s, &error));
}

static int run_socketpair(void)
{
    struct sockfam_socket made[2];
    int result = keep(&made[0], sockfam_socket_pair(ctx, AF_UNIX, SOCK_STREAM, 0, made, &error));
    return keep(&made[1], result);
}

static int run_dup(void)
{
    struct sockfam_socket s;
    return keep(&s, sockfam_socket_dup(&pair[0], &s, &error));
}

static int run_fromfd(void)
{
    struct sockfam_socket s;
    sockfam_context_set_default_timeout(ctx, 1000 * MS);
    int result = keep(&s, sockfam_socket_from_fd(ctx, pair[0].fd, -1, -1, -1, &s, &error));
    sockfam_context_set_default_timeout(ctx, SOCKFAM_BLOCKING);
    return result;
}

static int run_announce(void)
{
    struct sockfam_socket s;
    return keep(&s, sockfam_socket_announce(ctx, "unix:@sockfam-faults", SOCKFAM_TO_NUL, NULL, 1000 * MS, &s, &error));
}

static int run_create_server(void)
{
    struct sockfam_socket s;
    struct sockfam_address address = parse("inet:127.0.0.1:0");
    return keep(&s, sockfam_server_create(ctx, &address, NULL, &s, &error));
}

/* A listener and a client around dial and accept; only the calls of ours have faults. */
static int run_dial_and_accept(void)
{
    struct sockfam_socket server, client, accepted = { .fd = -1 };
    struct sockfam_address peer;
    const struct sf_sys *faulty = ctx->sys;
    ctx->sys = &sf_sys_default;
    want_ok(sockfam_socket_announce(ctx, "unix:@sockfam-faults", SOCKFAM_TO_NUL, NULL, 1000 * MS, &server, &error));
    ctx->sys = faulty;
    int result = sockfam_socket_dial(ctx, "unix:@sockfam-faults", SOCKFAM_TO_NUL, NULL, 1000 * MS, &client, &error);
    assert_true((client.fd >= 0) == (result >= 0));
    if (result >= 0)
        result = keep(&accepted, sockfam_socket_accept(&server, &accepted, &peer, &error));
    sockfam_socket_close(&client, NULL);
    ctx->sys = &sf_sys_default;
    sockfam_socket_close(&server, NULL);
    ctx->sys = faulty;
    return result;
}

static int run_create_connection(void)
{
    struct sockfam_socket server, client;
    struct sockfam_address address;
    char port[8];
    const struct sf_sys *faulty = ctx->sys;
    ctx->sys = &sf_sys_default;
    want_ok(sockfam_socket_announce(ctx, "inet:127.0.0.1:0", SOCKFAM_TO_NUL, NULL, 1000 * MS, &server, &error));
    want_ok(sockfam_socket_getsockname(&server, &address, &error));
    snprintf(port, sizeof(port), "%u", (unsigned)(address.bytes[2] << 8 | address.bytes[3]));
    ctx->sys = faulty;
    struct sockfam_connection to = { .host = "127.0.0.1", .service = port };
    int result = keep(&client, sockfam_connection_create(ctx, &to, 1000 * MS, &client, &error));
    ctx->sys = &sf_sys_default;
    sockfam_socket_close(&server, NULL);
    ctx->sys = faulty;
    return result;
}

/* What is sent must arrive once, or not at all. */
static int check_arrival(ptrdiff_t result, const struct sf_sys *faulty)
{
    ctx->sys = &sf_sys_default;
    struct sockfam_error own = { .kind = 0 };
    ptrdiff_t got = sockfam_socket_recv(&pair[1], buffer, 64, MSG_DONTWAIT, &own);
    assert_int_equal(got, result > 0 ? result : -ETIMEDOUT);
    ctx->sys = faulty;
    return (int)result;
}

#define SENDS(name, call)                                                                                              \
    static int run_##name(void)                                                                                        \
    {                                                                                                                  \
        struct sockfam_message message = { .buffers = &vector, .buffer_count = 1 };                                    \
        size_t sent = 0;                                                                                               \
        const int fds[] = { 0 };                                                                                       \
        (void)message, (void)sent, (void)fds;                                                                          \
        pair[1].timeout = 1;                                                                                           \
        ptrdiff_t result = call;                                                                                       \
        return check_arrival(result, ctx->sys);                                                                        \
    }

SENDS(send, sockfam_socket_send(&pair[0], "abcd", 4, 0, &error))
SENDS(sendall, sockfam_socket_sendall(&pair[0], "abcd", 4, 0, &sent, &error) < 0 ? -error.code : (ptrdiff_t)sent)
SENDS(sendmsg, sockfam_socket_sendmsg(&pair[0], &message, 0, &error))
SENDS(sendmmsg, sockfam_socket_sendmmsg(&pair[0], &message, 1, 0, &error) < 0 ? -error.code : (ptrdiff_t)message.length)
SENDS(send_fds, sockfam_socket_send_fds(&pair[0], &vector, 1, fds, 0, 0, NULL, &error))

/* What was sent is received in the end: a fault loses nothing. */
#define RECEIVES(name, call)                                                                                           \
    static int run_##name(void)                                                                                        \
    {                                                                                                                  \
        struct sockfam_message message = { .buffers = &vector, .buffer_count = 1 };                                    \
        struct sockfam_address from;                                                                                   \
        size_t count = 0;                                                                                              \
        int fds[2];                                                                                                    \
        (void)message, (void)from, (void)count, (void)fds;                                                             \
        assert_int_equal(write(pair[1].fd, "abcd", 4), 4);                                                             \
        ptrdiff_t result = call;                                                                                       \
        if (result < 0)                                                                                                \
            assert_int_equal(read(pair[0].fd, buffer, 64), 4);                                                         \
        return (int)result;                                                                                            \
    }

RECEIVES(recv, sockfam_socket_recv(&pair[0], buffer, 64, 0, &error))
RECEIVES(recvfrom, sockfam_socket_recvfrom(&pair[0], buffer, 64, 0, &from, &error))
RECEIVES(recvmsg, sockfam_socket_recvmsg(&pair[0], &message, 0, &error))
RECEIVES(recvmmsg, sockfam_socket_recvmmsg(&pair[0], &message, 1, 0, &error))
RECEIVES(recv_fds, sockfam_socket_recv_fds(&pair[0], buffer, 64, fds, 2, &count, 0, NULL, &from, &error))

static int run_names(void)
{
    struct sockfam_address address;
    int result = sockfam_socket_getsockname(&pair[0], &address, &error);
    return result < 0 ? result : sockfam_socket_getpeername(&pair[0], &address, &error);
}

static int run_options(void)
{
    char text[32];
    int result = sockfam_socket_set_option(&pair[0], "SO_RCVBUF", "10000", SOCKFAM_TO_NUL, &error);
    return result < 0 ? result : sockfam_socket_get_option(&pair[0], "SO_RCVBUF", text, sizeof(text), NULL, &error);
}

static int run_modes(void)
{
    int result = sockfam_socket_set_timeout(&pair[0], 100 * MS, &error);
    if (result == 0)
        result = sockfam_socket_set_inheritable(&pair[0], 0, &error);
    return result < 0 ? result : sockfam_socket_get_inheritable(&pair[0], &error);
}

static const struct subject subjects[] = {
    { "socket", run_open },
    { "socket by numbers", run_numbers },
    { "socketpair", run_socketpair },
    { "dup", run_dup },
    { "fromfd", run_fromfd },
    { "announce", run_announce },
    { "server", run_create_server },
    { "dial, accept", run_dial_and_accept },
    { "create_connection", run_create_connection },
    { "send", run_send },
    { "sendall", run_sendall },
    { "sendmsg", run_sendmsg },
    { "sendmmsg", run_sendmmsg },
    { "send_fds", run_send_fds },
    { "recv", run_recv },
    { "recvfrom", run_recvfrom },
    { "recvmsg", run_recvmsg },
    { "recvmmsg", run_recvmmsg },
    { "recv_fds", run_recv_fds },
    { "names", run_names },
    { "options", run_options },
    { "modes", run_modes },
};

static const int codes[] = { EINTR, EAGAIN, ENOMEM, EMFILE, ENFILE, ENOBUFS, ECONNABORTED, ECONNRESET, EIO };

/* Calls that may fail without the function failing: close, and SO_REUSEADDR of servers. */
static int may_go_on(enum op op, int code)
{
    return op == OP_close || op == OP_setsockopt || ((code == EINTR || code == EAGAIN) && op != OP_fcntl);
}

static void fail_each_call(const struct subject *subject, enum op op, int code)
{
    for (unsigned at = 1; at < 10; at++) {
        make_pair(pair, SOCK_STREAM, 1000 * MS);
        fake_fail(op, at, 1, code);
        int result = subject->run();
        unsigned calls = fake.calls[op];
        fake.at = 0;
        if (calls >= at && result < 0 && error.code != code)
            fail_msg("%s, call %u of %d fails with %d: error %d", subject->name, at, op, code, error.code);
        if (calls >= at && result >= 0 && !may_go_on(op, code))
            fail_msg("%s, call %u of %d fails with %d: no error", subject->name, at, op, code);
        if (calls < at && result < 0)
            fail_msg("%s without a fault: %s", subject->name, error.message);
        close_pair(pair);
        if (calls < at)
            return;
    }
}

static void every_call_may_fail_with_everything(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++)
        for (int op = 0; op < OP_COUNT; op++)
            for (size_t k = 0; k < sizeof(codes) / sizeof(codes[0]); k++)
                fail_each_call(&subjects[i], (enum op)op, codes[k]);
}

int main(void)
{
    const struct CMUnitTest tests[] = { TEST(every_call_may_fail_with_everything) };
    return cmocka_run_group_tests_name("socket_faults", tests, open_context, close_context);
}
