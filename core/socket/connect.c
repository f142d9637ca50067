/* SPDX-License-Identifier: MIT */
/*
 * connect(2) is asked of the kernel once: what follows is waiting for it to finish, and SO_ERROR. The exception is a
 * peer whose queue is full, which the kernel says by EAGAIN where the descriptor does not block (unix(7)): nothing is
 * under way then and nothing can be polled, only a blocking call waits. So it is called again, blocking, and
 * SO_SNDTIMEO, which limits it, is what is left of the deadline.
 */
#include <string.h>
#include <sys/time.h>

#include <sockfam/connection.h>

#include "core/socket/socket.h"

/* ------------------------------------------------------------------ waiting for a place in the peer's queue */

/* What is changed for as long as that takes. */
struct blocking {
    const struct sf_wait *wait;
    struct timeval limit; /* as it was */
};

static int set_limit(const struct sf_wait *wait, const struct timeval *limit)
{
    return sf_sys_of(wait->s)->setsockopt(sf_fd(wait->s), SOL_SOCKET, SO_SNDTIMEO, limit, sizeof(*limit));
}

/* 0 or an errno, nothing changed then. */
static int blocking_begin(struct blocking *blocking, const struct sf_wait *wait)
{
    const struct sf_sys *sys = sf_sys_of(wait->s);
    socklen_t length = sizeof(blocking->limit);
    blocking->wait = wait;
    if (sys->getsockopt(sf_fd(wait->s), SOL_SOCKET, SO_SNDTIMEO, &blocking->limit, &length) < 0)
        return errno;
    return sys->set_nonblocking(sf_fd(wait->s), 0) < 0 ? errno : 0;
}

static void blocking_end(const struct blocking *blocking)
{
    const struct sf_wait *wait = blocking->wait;
    set_limit(wait, &blocking->limit);
    sf_sys_of(wait->s)->set_nonblocking(sf_fd(wait->s), 1);
}

/* One blocking connect: 0, a positive errno, or negative if the time is up. */
static int connect_blocking(struct sf_wait *wait, const struct sockfam_address *address)
{
    int64_t left = sf_wait_left(wait), micro = left / 1000 + 1;
    const struct timeval limit = { (time_t)(micro / 1000000), (suseconds_t)(micro % 1000000) };
    if (left <= 0)
        return sf_wait_timed_out(wait);
    if (set_limit(wait, &limit) < 0 || sf_sys_of(wait->s)->connect(sf_fd(wait->s), address->bytes, address->length) < 0)
        return errno;
    return 0;
}

/* 0, a positive errno, or negative as sf_wait_ready(). */
static int wait_for_queue(struct sf_wait *wait, const struct sockfam_address *address)
{
    struct blocking blocking;
    int result = blocking_begin(&blocking, wait);
    if (result != 0)
        return result;
    do {
        result = connect_blocking(wait, address);
        if (result == EINTR) {
            int code = sf_wait_interrupted(wait);
            result = code < 0 ? code : EAGAIN;
        }
    } while (result == EAGAIN);
    blocking_end(&blocking);
    return result;
}

/* ------------------------------------------------------------------ connect */

/* The result of an attempt that is over: 0 or a positive errno. */
static int result_of_attempt(const struct sockfam_socket *s)
{
    int code = 0;
    socklen_t length = sizeof(code);
    if (sf_sys_of(s)->getsockopt(sf_fd(s), SOL_SOCKET, SO_ERROR, &code, &length) < 0)
        return errno;
    return code == EISCONN ? 0 : code;
}

/* Waits for an attempt that is under way. 0, a positive errno of the attempt, or negative as sf_wait_ready(). */
static int finish_connect(struct sf_wait *wait)
{
    int result = sf_wait_ready(wait);
    return result < 0 ? result : result_of_attempt(wait->s);
}

/* As finish_connect(), from the one connect on. */
static int try_connect(struct sf_wait *wait, const struct sockfam_address *address)
{
    const struct sockfam_socket *s = wait->s;
    if (sf_sys_of(s)->connect(sf_fd(s), address->bytes, address->length) == 0)
        return 0;
    int code = errno;
    if (code == EINTR) {
        int result = sf_wait_interrupted(wait);
        if (result < 0)
            return result;
    }
    if (code == EAGAIN && wait->timeout > 0)
        code = wait_for_queue(wait, address);
    bool is_waited_for = code == EINTR ? wait->timeout != 0 : code == EINPROGRESS && wait->timeout > 0;
    return is_waited_for ? finish_connect(wait) : code;
}

static struct sf_wait begin(struct sockfam_socket *s, const struct sockfam_address *address,
                            struct sockfam_error *error)
{
    struct sf_wait wait = sf_wait_begin(s, POLLOUT | POLLERR, "connect", error);
    wait.to = address;
    return wait;
}

int sockfam_socket_connect(struct sockfam_socket *s, const struct sockfam_address *address, struct sockfam_error *error)
{
    struct sf_wait wait = begin(s, address, error);
    int result = try_connect(&wait, address);
    return result > 0 ? sf_wait_fail(&wait, result) : result;
}

/* The error struct is also how it is told apart whether time ran out, so there must be one. */
int sockfam_socket_connect_ex(struct sockfam_socket *s, const struct sockfam_address *address,
                              struct sockfam_error *error)
{
    struct sockfam_error own;
    own.flags = SOCKFAM_ERROR_NO_TEXT;
    struct sf_wait wait = begin(s, address, error ? error : &own);
    int result = try_connect(&wait, address);
    if (result >= 0 || wait.aborted)
        return result;
    if (wait.error->kind == SOCKFAM_ERROR_TIMEOUT)
        return EAGAIN;
    sf_error_begin(wait.error);
    return -result;
}

/* ------------------------------------------------------------------ for event loops */

int sockfam_socket_connect_begin(struct sockfam_socket *s, const struct sockfam_address *address,
                                 struct sockfam_error *error)
{
    struct sf_wait wait = begin(s, address, error);
    if (wait.timeout < 0)
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_UNSUPPORTED, "timeout",
                              "connect: the socket blocks; give it a timeout of 0 or more");
    if (sf_sys_of(s)->connect(sf_fd(s), address->bytes, address->length) == 0)
        return 0;
    return errno == EINPROGRESS || errno == EINTR ? 1 : sf_wait_fail(&wait, errno);
}

int sockfam_socket_connect_finish(struct sockfam_socket *s, struct sockfam_error *error)
{
    const struct timespec now = { 0, 0 };
    struct pollfd poll = { sf_fd(s), POLLOUT, 0 };
    sf_error_begin(error);
    if (poll.fd < 0)
        return sf_os_fail(error, EBADF, "connect");
    int count = sf_sys_of(s)->ppoll(&poll, 1, &now, NULL);
    if (count == 0 || (count < 0 && errno == EINTR))
        return 1;
    int code = count < 0 ? errno : result_of_attempt(s);
    return code != 0 ? sf_os_fail(error, code, "connect") : 0;
}
