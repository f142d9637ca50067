/* SPDX-License-Identifier: MIT */
/* What the files of core/socket share: the call engine, and finding out what a descriptor is. */
#ifndef SF_SOCKET_SOCKET_H
#define SF_SOCKET_SOCKET_H

#include <errno.h>
#include <poll.h>
#include <stdbool.h>

#include <sockfam/socket.h>

#include "core/registry/context.h"

static inline const struct sf_sys *sf_sys_of(const struct sockfam_socket *s)
{
    return s->ctx ? s->ctx->sys : &sf_sys_default;
}

/* The descriptor now. Asked again before each try, so that after a close by another thread the next try gets EBADF. */
static inline int sf_fd(const struct sockfam_socket *s)
{
    return __atomic_load_n(&s->fd, __ATOMIC_RELAXED);
}

/* The caller's flags for sending, and that no SIGPIPE shall be raised, if that is wanted and possible. */
static inline int sf_send_flags(const struct sockfam_socket *s, int flags)
{
    return s->flags & (SOCKFAM_SOCKET_NO_MSG_NOSIGNAL | SOCKFAM_SOCKET_SIGPIPE) ? flags : flags | MSG_NOSIGNAL;
}

/* An errno of a system call: kind OS, "recv: Connection reset by peer". Returns -code. */
int sf_os_fail(struct sockfam_error *error, int code, const char *what) __attribute__((cold));

/* ------------------------------------------------------------------ the call engine: core/socket/engine.c */

/* One call under way. Its deadline is fixed when it first has to wait; until then no clock is read. */
struct sf_wait {
    const struct sockfam_socket *s;
    struct sockfam_error *error;
    const char *what;                 /* for messages: "recv" */
    int64_t timeout;                  /* the socket's, when the call began */
    int64_t deadline;                 /* monotonic nanoseconds, 0: not fixed yet */
    short events;                     /* what to wait for: POLLIN, POLLOUT */
    bool aborted;                     /* the hook gave up */
    const struct sockfam_address *to; /* for messages; NULL: the call has no address */
};

/* What a public function does first. */
static inline struct sf_wait sf_wait_begin(const struct sockfam_socket *s, short events, const char *what,
                                           struct sockfam_error *error)
{
    sf_error_begin(error);
    return (struct sf_wait){ s, error, what, s->timeout, 0, events, false, NULL };
}

/*
 * After a failed try, with errno as it left it: 0 to try again, or the negative errno to return, with `error`
 * filled.
 */
int sf_wait_retry(struct sf_wait *wait) __attribute__((cold));

/* For loops: `do result = ...; while (sf_wait_again(&wait, &result));` */
static inline bool sf_wait_again(struct sf_wait *wait, ptrdiff_t *result)
{
    if (__builtin_expect(*result >= 0, 1))
        return false;
    int code = sf_wait_retry(wait);
    if (code == 0)
        return true;
    *result = code;
    return false;
}

/* Waits for events of the socket, or of another descriptor under the same deadline. 0, or as sf_wait_retry(). */
int sf_wait_ready(struct sf_wait *wait);
int sf_wait_ready_fd(struct sf_wait *wait, int fd, short events);

/* An errno of the call, with its address if it has one: kind OS. Returns -code. */
int sf_wait_fail(const struct sf_wait *wait, int code) __attribute__((cold));

/*
 * Nanoseconds left of a positive timeout, fixing the deadline if that was not done yet; and the error if there are
 * none.
 */
int64_t sf_wait_left(struct sf_wait *wait);
int sf_wait_timed_out(const struct sf_wait *wait) __attribute__((cold));

/* After a signal: asks the hook. 0, or what it gave up with, kind INTERRUPTED. */
int sf_wait_interrupted(struct sf_wait *wait);

/* Between the parts of a call that makes progress: asks the hook, and fails if the time is up. */
int sf_wait_check(struct sf_wait *wait);

/* ------------------------------------------------------------------ what a socket is: core/socket/numbers.c */

/* Without the flags that Linux puts beside it. */
int sf_type_alone(int type);

/* The row that a socket of these numbers has in the format's driver, NULL: none. */
const struct sockfam_protocol_row *sf_protocol_row(const struct sockfam_format *format, int type, int protocol);

#define SF_CANDIDATES_MAX 16

/* The formats that a socket of these numbers may have, each once; at most SF_CANDIDATES_MAX. */
size_t sf_candidates(const struct sockfam_context *ctx, int af, int type, const struct sockfam_format **formats);

/* The format of a socket that was opened by numbers, NULL: unknown or several. */
const struct sockfam_format *sf_format_of_numbers(const struct sockfam_context *ctx, int af, int type, int protocol);

/* ------------------------------------------------------------------ the object: core/socket/object.c */

/* Fills in a socket that has a descriptor or will get one. */
void sf_socket_set(struct sockfam_socket *s, const struct sockfam_context *ctx, int fd, int af, int type, int protocol,
                   const struct sockfam_format *format);

/* The context's default timeout where that is not blocking, else -1. */
int64_t sf_default_timeout(const struct sockfam_context *ctx);

/* Makes it a closed socket of the context. */
void sf_socket_set_closed(struct sockfam_socket *s, const struct sockfam_context *ctx);

/* ------------------------------------------------------------------ addresses: core/socket/names.c */

/* Room for a kernel's answer. */
struct sf_answer {
    socklen_t length;
    _Alignas(8) uint8_t bytes[SOCKFAM_ADDRESS_MAX];
};

void sf_answer_take(const struct sockfam_socket *s, const struct sf_answer *name, struct sockfam_address *address);

#define SF_SHOWN_ADDRESS 200

/* The address as display text for a message, "the address" if that is not possible. Returns `text`. */
const char *sf_show_address(const struct sockfam_socket *s, const struct sockfam_address *address, char *text,
                            size_t size);

#endif
