/* SPDX-License-Identifier: MIT */
/*
 * The real system with faults: each system call of a socket is counted, and the n-th of a kind may fail with an errno,
 * or be cut short. What passes is the kernel's.
 */
#ifndef TEST_SOCKET_FAKE_H
#define TEST_SOCKET_FAKE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <errno.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cmocka.h>

#include <sockfam/connection.h>
#include <sockfam/message.h>
#include <sockfam/option.h>
#include <sockfam/socket.h>
#include <sockfam/transfer.h>

#include "core/registry/context.h"

#define OPS(X)                                                                                                         \
    X(socket)                                                                                                          \
    X(socketpair)                                                                                                      \
    X(bind) X(connect) X(listen) X(accept4) X(shutdown) X(getsockname) X(getpeername) X(getsockopt) X(setsockopt)      \
        X(send) X(sendto) X(sendmsg) X(sendmmsg) X(recv) X(recvfrom) X(recvmsg) X(recvmmsg) X(sendfile) X(splice)      \
            X(read) X(pread) X(fcntl) X(set_nonblocking) X(ppoll) X(close) X(fstat)

enum op {
#define NUMBER_OF(name) OP_##name,
    OPS(NUMBER_OF)
#undef NUMBER_OF
        OP_COUNT
};

struct fake {
    unsigned calls[OP_COUNT];
    unsigned total; /* of all kinds */
    enum op op;     /* which kind has faults */
    unsigned at;    /* the first call with a fault, from 1; 0: none */
    unsigned times; /* how many calls have it */
    int code;       /* errno; 0: cut short to `limit` bytes */
    size_t limit;
    int cmsg_level, cmsg_type; /* of the last sendmsg: its first control message */
    size_t sent_control_size;
    unsigned char sent_control[512];
    int is_swallowed; /* sendmsg is not done, only remembered */
};

extern struct fake fake;
extern struct sockfam_context *ctx;
extern struct sockfam_error error;

/* The n-th call of an operation fails. */
void fake_fail(enum op op, unsigned at, unsigned times, int code);
/* The n-th and later calls move at most `limit` bytes. */
void fake_limit(enum op op, unsigned at, size_t limit);
void fake_reset(void);

/* cmocka: opens `ctx` on the fake system, and for each test resets and looks for descriptors left open. */
int open_context(void **state);
int close_context(void **state);

/* Fails unless it was the system that refused, as it may on another machine, or the build has no such family. */
void want_system(const char *family);
int begin_test(void **state);
int end_test(void **state);

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_test, end_test)

/* A pair of connected unix stream (or other type) sockets, with a timeout. */
void make_pair(struct sockfam_socket pair[2], int type, int64_t timeout);
void close_pair(struct sockfam_socket pair[2]);
/* A listening TCP socket on 127.0.0.1 and its address. */
void make_server(struct sockfam_socket *s, struct sockfam_address *address, int64_t timeout);

struct sockfam_address parse(const char *text);
const char *print(const struct sockfam_address *address); /* static memory */

/* Asserts that `call` gives -code with an error of this kind. */
#define want_error(call, wanted_kind, wanted_code)                                                                     \
    do {                                                                                                               \
        long long got_ = (long long)(call);                                                                            \
        if (got_ != -(wanted_code) || error.kind != SOCKFAM_ERROR_##wanted_kind)                                       \
            fail_msg("%s: %lld, kind %u, \"%s\"", #call, got_, error.kind, error.message);                             \
    } while (0)

/* Asserts success, showing the message otherwise. */
#define want_ok(call)                                                                                                  \
    do {                                                                                                               \
        long long got_ = (long long)(call);                                                                            \
        if (got_ < 0)                                                                                                  \
            fail_msg("%s: %lld, kind %u, \"%s\"", #call, got_, error.kind, error.message);                             \
        assert_int_equal(error.kind, SOCKFAM_ERROR_NONE);                                                              \
    } while (0)

int64_t now(void); /* monotonic nanoseconds */
#define MS INT64_C(1000000)

#endif
