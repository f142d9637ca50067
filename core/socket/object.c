/* SPDX-License-Identifier: MIT */
/*
 * The object: a descriptor and what is known of it, in the caller's memory. Closing takes the descriptor out with one
 * atomic exchange, so of several closers one closes, and each later call sees -1.
 */
#include <fcntl.h>
#include <string.h>

#include <sockfam/connection.h>

#include "core/socket/socket.h"

void sf_socket_set_closed(struct sockfam_socket *s, const struct sockfam_context *ctx)
{
    memset(s, 0, sizeof(*s));
    s->ctx = ctx;
    s->fd = -1;
    s->timeout = sf_default_timeout(ctx);
}

void sf_socket_set(struct sockfam_socket *s, const struct sockfam_context *ctx, int fd, int af, int type, int protocol,
                   const struct sockfam_format *format)
{
    const struct sockfam_protocol_row *row = sf_protocol_row(format, type, protocol);
    sf_socket_set_closed(s, ctx);
    s->format = format;
    s->hook = ctx ? atomic_load_explicit(&ctx->default_hook, memory_order_acquire) : NULL;
    s->protocol = protocol;
    s->af = af;
    s->type = type;
    s->flags = ctx ? atomic_load_explicit(&ctx->default_flags, memory_order_relaxed) : 0;
    s->flags |= row && row->flags & SOCKFAM_PROTOCOL_NAMELESS ? SOCKFAM_SOCKET_NAMELESS : 0;
    s->flags |= row && row->flags & SOCKFAM_PROTOCOL_NO_MSG_NOSIGNAL ? SOCKFAM_SOCKET_NO_MSG_NOSIGNAL : 0;
    __atomic_store_n(&s->fd, fd, __ATOMIC_RELAXED);
}

/* ------------------------------------------------------------------ duplicates */

int sockfam_fd_dup(const struct sockfam_context *ctx, int fd, struct sockfam_error *error)
{
    sf_error_begin(error);
    int made = ctx->sys->fcntl(fd, F_DUPFD_CLOEXEC, 0);
    return made < 0 ? sf_os_fail(error, errno, "dup") : made;
}

int sockfam_socket_dup(const struct sockfam_socket *s, struct sockfam_socket *duplicate, struct sockfam_error *error)
{
    sf_error_begin(error);
    int fd = sf_sys_of(s)->fcntl(sf_fd(s), F_DUPFD_CLOEXEC, 0);
    int code = errno;
    struct sockfam_socket made = *s;
    made.fd = fd < 0 ? -1 : fd;
    *duplicate = made;
    return fd < 0 ? sf_os_fail(error, code, "dup") : 0;
}

int sockfam_socket_from_fd(const struct sockfam_context *ctx, int fd, int af, int type, int protocol,
                           struct sockfam_socket *s, struct sockfam_error *error)
{
    sf_socket_set_closed(s, ctx);
    int made = sockfam_fd_dup(ctx, fd, error);
    if (made < 0)
        return made;
    int result = sockfam_socket_adopt(ctx, made, af, type, protocol, s, error);
    if (result < 0)
        ctx->sys->close(made);
    return result;
}

/* ------------------------------------------------------------------ ending */

static int take_fd(struct sockfam_socket *s)
{
    return __atomic_exchange_n(&s->fd, -1, __ATOMIC_RELAXED);
}

static int close_fd(const struct sf_sys *sys, int fd, struct sockfam_error *error)
{
    if (sys->close(fd) == 0 || errno == ECONNRESET)
        return 0;
    return sf_os_fail(error, errno, "close");
}

int sockfam_fd_close(const struct sockfam_context *ctx, int fd, struct sockfam_error *error)
{
    sf_error_begin(error);
    return close_fd(ctx->sys, fd, error);
}

int sockfam_socket_close(struct sockfam_socket *s, struct sockfam_error *error)
{
    sf_error_begin(error);
    int fd = take_fd(s);
    return fd < 0 ? 0 : close_fd(sf_sys_of(s), fd, error);
}

int sockfam_socket_shutdown(struct sockfam_socket *s, int how, struct sockfam_error *error)
{
    sf_error_begin(error);
    if (sf_sys_of(s)->shutdown(sf_fd(s), how) < 0)
        return sf_os_fail(error, errno, "shutdown");
    return 0;
}

int sockfam_socket_detach(struct sockfam_socket *s)
{
    return take_fd(s);
}

int sockfam_socket_fd(const struct sockfam_socket *s)
{
    return sf_fd(s);
}

int sockfam_socket_get_inheritable(const struct sockfam_socket *s, struct sockfam_error *error)
{
    sf_error_begin(error);
    int flags = sf_sys_of(s)->fcntl(sf_fd(s), F_GETFD, 0);
    return flags < 0 ? sf_os_fail(error, errno, "get_inheritable") : !(flags & FD_CLOEXEC);
}

int sockfam_socket_set_inheritable(struct sockfam_socket *s, int inheritable, struct sockfam_error *error)
{
    sf_error_begin(error);
    int flags = sf_sys_of(s)->fcntl(sf_fd(s), F_GETFD, 0);
    if (flags >= 0)
        flags = sf_sys_of(s)->fcntl(sf_fd(s), F_SETFD, inheritable ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC);
    return flags < 0 ? sf_os_fail(error, errno, "set_inheritable") : 0;
}
