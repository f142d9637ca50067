/* SPDX-License-Identifier: MIT */
/*
 * The call engine. A call is tried at once. A try that fails says by its errno what comes next: after EINTR the hook is
 * asked and the call tried again; after EAGAIN, if the socket has a timeout, one ppoll waits for the descriptor until
 * the call's deadline; anything else is the result. The deadline is one moment on the monotonic clock, fixed at the
 * first wait, so neither signals nor spurious wake-ups move it. Descriptors of such sockets are non-blocking, so
 * nothing but ppoll ever waits; those of sockets without a timeout block in the call itself.
 */
#include <stdio.h>

#include "core/socket/socket.h"

#define BILLION INT64_C(1000000000)

int sf_os_fail(struct sockfam_error *error, int code, const char *what)
{
    return sf_fail(error, SOCKFAM_ERROR_OS, code, "%s: %s", what, sf_errno_text(code));
}

#define SUBJECT_SIZE (SF_SHOWN_ADDRESS + 40)

/* "recv", or where the call has an address "cannot connect to inet:127.0.0.1:1". */
static const char *subject_of(const struct sf_wait *wait, char text[SUBJECT_SIZE])
{
    char address[SF_SHOWN_ADDRESS];
    if (!wait->to || !sf_error_wants_text(wait->error))
        return wait->what;
    snprintf(text, SUBJECT_SIZE, "cannot %s to %s", wait->what,
             sf_show_address(wait->s, wait->to, address, sizeof(address)));
    return text;
}

int sf_wait_fail(const struct sf_wait *wait, int code)
{
    char subject[SUBJECT_SIZE];
    return sf_os_fail(wait->error, code, subject_of(wait, subject));
}

static int64_t now_of(const struct sf_sys *sys)
{
    struct timespec now;
    sys->clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * BILLION + now.tv_nsec;
}

int64_t sf_wait_left(struct sf_wait *wait)
{
    int64_t now = now_of(sf_sys_of(wait->s));
    if (wait->deadline == 0 && __builtin_add_overflow(now, wait->timeout, &wait->deadline))
        wait->deadline = INT64_MAX;
    return wait->deadline - now;
}

int sf_wait_timed_out(const struct sf_wait *wait)
{
    char subject[SUBJECT_SIZE];
    return sf_fail(wait->error, SOCKFAM_ERROR_TIMEOUT, 0, "%s: timed out after %.9g s", subject_of(wait, subject),
                   (double)wait->timeout / (double)BILLION);
}

int sf_wait_interrupted(struct sf_wait *wait)
{
    const struct sockfam_hook *hook = wait->s->hook;
    int result = hook ? hook->interrupted(hook->data) : 0;
    wait->aborted = result < 0;
    if (!wait->aborted)
        return 0;
    return sf_fail(wait->error, SOCKFAM_ERROR_INTERRUPTED, -result, "%s: the caller's hook gave up: %s", wait->what,
                   sf_errno_text(-result));
}

/* One poll: 1 ready, 0 to poll again, negative as sf_wait_retry(). */
static int poll_once(struct sf_wait *wait, struct pollfd *poll)
{
    const struct sf_sys *sys = sf_sys_of(wait->s);
    struct timespec time, *limit = NULL;
    if (wait->timeout >= 0) {
        int64_t rest = sf_wait_left(wait);
        if (rest <= 0)
            return sf_wait_timed_out(wait);
        time = (struct timespec){ (time_t)(rest / BILLION), (long)(rest % BILLION) };
        limit = &time;
    }
    int count = sys->ppoll(poll, 1, limit, NULL);
    if (count > 0)
        return 1;
    if (count == 0)
        return sf_wait_timed_out(wait);
    int code = errno;
    return code == EINTR ? sf_wait_interrupted(wait) : sf_wait_fail(wait, code);
}

int sf_wait_ready_fd(struct sf_wait *wait, int fd, short events)
{
    struct pollfd poll = { fd, events, 0 };
    int result;
    do
        result = poll_once(wait, &poll);
    while (result == 0);
    return result < 0 ? result : 0;
}

int sf_wait_ready(struct sf_wait *wait)
{
    int result;
    do {
        struct pollfd poll = { sf_fd(wait->s), wait->events, 0 };
        if (poll.fd < 0)
            return sf_wait_fail(wait, EBADF);
        result = poll_once(wait, &poll);
    } while (result == 0);
    return result < 0 ? result : 0;
}

int sf_wait_retry(struct sf_wait *wait)
{
    int code = errno;
    if (code == EINTR)
        return sf_wait_interrupted(wait);
    if ((code == EAGAIN || code == EWOULDBLOCK) && wait->timeout > 0)
        return sf_wait_ready(wait);
    return sf_wait_fail(wait, code);
}

int sf_wait_check(struct sf_wait *wait)
{
    int result = sf_wait_interrupted(wait);
    if (result == 0 && wait->timeout > 0 && sf_wait_left(wait) <= 0)
        return sf_wait_timed_out(wait);
    return result;
}
