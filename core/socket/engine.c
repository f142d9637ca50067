/* SPDX-License-Identifier: MIT */
/*
 * The call engine. A call is tried at once. A try that fails says by its errno what comes next: after EINTR the hook is
 * asked and the call tried again; after EAGAIN, if the socket has a timeout, one ppoll waits for the descriptor until
 * the call's deadline; anything else is the result. The deadline is one moment on the monotonic clock, fixed at the
 * first wait, so neither signals nor spurious wake-ups move it. Descriptors of such sockets are non-blocking, so
 * nothing but ppoll ever waits; those of sockets without a timeout block in the call itself.
 */
#include "core/socket/socket.h"

#define BILLION INT64_C(1000000000)

int sf_os_fail(struct sockfam_error *error, int code, const char *what)
{
    return sf_fail(error, SOCKFAM_ERROR_OS, code, "%s: %s", what, sf_errno_text(code));
}

int64_t sf_now(const struct sf_sys *sys)
{
    struct timespec now;
    sys->clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * BILLION + now.tv_nsec;
}

/* Nanoseconds left, fixing the deadline if that was not done yet. */
static int64_t left(struct sf_wait *wait)
{
    int64_t now = sf_now(sf_sys_of(wait->s));
    if (wait->deadline == 0 && __builtin_add_overflow(now, wait->timeout, &wait->deadline))
        wait->deadline = INT64_MAX;
    return wait->deadline - now;
}

static int timed_out(struct sf_wait *wait)
{
    return sf_fail(wait->error, SOCKFAM_ERROR_TIMEOUT, 0, "%s: timed out after %.9g s", wait->what,
                   (double)wait->timeout / (double)BILLION);
}

int sf_wait_interrupted(struct sf_wait *wait)
{
    const struct sockfam_hook *hook = wait->s->hook;
    int result = hook ? hook->interrupted(hook->data) : 0;
    wait->aborted = result < 0;
    return wait->aborted ? sf_os_fail(wait->error, -result, wait->what) : 0;
}

/* One poll: 1 ready, 0 to poll again, negative as sf_wait_retry(). */
static int poll_once(struct sf_wait *wait, struct pollfd *poll)
{
    const struct sf_sys *sys = sf_sys_of(wait->s);
    struct timespec time, *limit = NULL;
    if (wait->timeout >= 0) {
        int64_t rest = left(wait);
        if (rest <= 0)
            return timed_out(wait);
        time = (struct timespec){ (time_t)(rest / BILLION), (long)(rest % BILLION) };
        limit = &time;
    }
    int count = sys->ppoll(poll, 1, limit, NULL);
    if (count > 0)
        return 1;
    if (count == 0)
        return timed_out(wait);
    int code = errno;
    return code == EINTR ? sf_wait_interrupted(wait) : sf_os_fail(wait->error, code, wait->what);
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
            return sf_os_fail(wait->error, EBADF, wait->what);
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
    return sf_os_fail(wait->error, code, wait->what);
}

int sf_wait_check(struct sf_wait *wait)
{
    int result = sf_wait_interrupted(wait);
    if (result == 0 && wait->timeout > 0 && left(wait) <= 0)
        return timed_out(wait);
    return result;
}
