/* SPDX-License-Identifier: MIT */
/* Timeouts, and what else new sockets take from their context. */
#include "core/socket/socket.h"

#define BILLION INT64_C(1000000000)

int sockfam_socket_set_timeout(struct sockfam_socket *s, int64_t nanoseconds, struct sockfam_error *error)
{
    sf_error_begin(error);
    s->timeout = nanoseconds < 0 ? SOCKFAM_BLOCKING : nanoseconds;
    if (sf_sys_of(s)->set_nonblocking(sf_fd(s), s->timeout >= 0) < 0)
        return sf_os_fail(error, errno, "set_timeout");
    return 0;
}

int64_t sockfam_socket_get_timeout(const struct sockfam_socket *s)
{
    return s->timeout;
}

int sockfam_socket_set_blocking(struct sockfam_socket *s, int blocking, struct sockfam_error *error)
{
    return sockfam_socket_set_timeout(s, blocking ? SOCKFAM_BLOCKING : SOCKFAM_NON_BLOCKING, error);
}

int sockfam_socket_get_blocking(const struct sockfam_socket *s)
{
    return s->timeout != 0;
}

int sockfam_timeout_from_seconds(double seconds, int64_t *nanoseconds, struct sockfam_error *error)
{
    sf_error_begin(error);
    if (!(seconds >= 0))
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_RANGE, "timeout",
                              "a timeout is a number of seconds from 0, not %g", seconds);
    double exact = seconds * (double)BILLION;
    if (exact >= 9223372036854775808.0)
        return sf_fail_reason(error, SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_RANGE, "timeout",
                              "a timeout is less than 9223372037 seconds, not %g", seconds);
    *nanoseconds = (int64_t)exact;
    *nanoseconds += (double)*nanoseconds < exact;
    return 0;
}

int64_t sf_default_timeout(const struct sockfam_context *ctx)
{
    return ctx ? atomic_load_explicit(&ctx->default_timeout, memory_order_relaxed) : SOCKFAM_BLOCKING;
}

void sockfam_context_set_default_timeout(struct sockfam_context *ctx, int64_t nanoseconds)
{
    atomic_store_explicit(&ctx->default_timeout, nanoseconds < 0 ? SOCKFAM_BLOCKING : nanoseconds,
                          memory_order_relaxed);
}

int64_t sockfam_context_get_default_timeout(const struct sockfam_context *ctx)
{
    return sf_default_timeout(ctx);
}

void sockfam_context_set_default_hook(struct sockfam_context *ctx, const struct sockfam_hook *hook)
{
    atomic_store_explicit(&ctx->default_hook, hook, memory_order_release);
}

/* ------------------------------------------------------------------ SIGPIPE */

void sockfam_socket_set_sigpipe(struct sockfam_socket *s, int raised)
{
    s->flags = raised ? s->flags | SOCKFAM_SOCKET_SIGPIPE : s->flags & ~SOCKFAM_SOCKET_SIGPIPE;
}

void sockfam_context_set_default_sigpipe(struct sockfam_context *ctx, int raised)
{
    atomic_store_explicit(&ctx->default_flags, raised ? SOCKFAM_SOCKET_SIGPIPE : 0, memory_order_relaxed);
}
