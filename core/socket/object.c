/* SPDX-License-Identifier: MIT */
/*
 * The object: a descriptor and what is known of it, in the caller's memory. Closing takes the descriptor out with one
 * atomic exchange, so of several closers one closes, and each later call sees -1.
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "core/registry/system.h"
#include "core/socket/socket.h"

#define BILLION INT64_C(1000000000)

static int take_fd(struct sockfam_socket *s)
{
    return __atomic_exchange_n(&s->fd, -1, __ATOMIC_RELAXED);
}

static void set_closed(struct sockfam_socket *s, const struct sockfam_context *ctx)
{
    memset(s, 0, sizeof(*s));
    s->ctx = ctx;
    s->fd = -1;
    s->timeout = sf_default_timeout(ctx);
}

/* "tcp, udp, raw", for messages. */
static const char *list_protocols(const struct sockfam_family *family, char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < family->protocol_count && used < size; i++)
        used += (size_t)snprintf(text + used, size - used, "%s%s", i ? ", " : "", sockfam_family_protocol_at(family, i)->name);
    return text;
}

static int find_protocol(const struct sockfam_context *ctx, const char *name, const char *protocol,
                         const struct sockfam_protocol_row **row, const struct sockfam_family **found,
                         struct sockfam_error *error)
{
    char names[300];
    const struct sockfam_family *family = *found = sockfam_family_find(ctx, name);
    if (!family)
        return sf_fail(error, SOCKFAM_ERROR_VALUE, 0, "there is no family \"%.40s\"", name);
    if (family->state >= SOCKFAM_STATE_DISABLED)
        return sf_fail(error, SOCKFAM_ERROR_VALUE, 0, "family %s cannot be used: %s", name,
                       family->problem ? family->problem->message : "the config disables it");
    if (family->af == 0 || !sf_holds(family->on, sf_system_here) || family->protocol_count == 0)
        return sf_fail(error, SOCKFAM_ERROR_VALUE, 0, "family %s has no sockets on this system", name);
    for (size_t i = 0; i < family->protocol_count; i++) {
        *row = sockfam_family_protocol_at(family, i);
        if (!protocol || strcmp((*row)->name, protocol) == 0)
            return 0;
    }
    return sf_fail(error, SOCKFAM_ERROR_VALUE, 0, "family %s has no protocol \"%.40s\"; there are %s", name, protocol,
                   list_protocols(family, names, sizeof(names)));
}

static const struct sockfam_format *format_named(const struct sockfam_family *family, const char *name)
{
    for (size_t i = 0; i < family->format_count; i++)
        if (strcmp(family->formats[i]->name, name) == 0)
            return family->formats[i];
    return NULL;
}

/* SOCK_CLOEXEC, and non-blocking from birth where the timeout will be one. */
static int open_flags(int64_t timeout)
{
    return SOCK_CLOEXEC | (timeout >= 0 ? SOCK_NONBLOCK : 0);
}

int sockfam_socket_open(const struct sockfam_context *ctx, const char *family, const char *protocol, struct sockfam_socket *s,
                        struct sockfam_error *error)
{
    const struct sockfam_protocol_row *row = NULL;
    const struct sockfam_family *found;
    sf_error_begin(error);
    set_closed(s, ctx);
    int result = find_protocol(ctx, family, protocol, &row, &found, error);
    if (result < 0)
        return result;
    int type = sf_type_number(row->type), number = row->protocol == SOCKFAM_ANY ? 0 : row->protocol;
    int fd = ctx->sys->socket((int)found->af, type | open_flags(s->timeout), number);
    if (fd < 0)
        return sf_os_fail(error, errno, "socket");
    int64_t timeout = s->timeout;
    sf_socket_set(s, ctx, fd, (int)found->af, type, number, format_named(found, row->format));
    s->timeout = timeout;
    return 0;
}

/* Takes the flags that Linux puts beside the type out of it. */
static int64_t split_type(const struct sockfam_context *ctx, int *type)
{
    int64_t timeout = *type & SOCK_NONBLOCK ? SOCKFAM_NON_BLOCKING : sf_default_timeout(ctx);
    *type &= ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
    return timeout;
}

static int check_numbers(int af, int type, int protocol, struct sockfam_error *error)
{
    if (af < 0 || af > UINT16_MAX || type < 0 || type > UINT16_MAX || protocol < 0)
        return sf_fail(error, SOCKFAM_ERROR_VALUE, 0, "family %d, type %d and protocol %d are no numbers of a socket",
                       af, type, protocol);
    return 0;
}

int sockfam_socket_open_numbers(const struct sockfam_context *ctx, int af, int type, int protocol, struct sockfam_socket *s,
                           struct sockfam_error *error)
{
    sf_error_begin(error);
    set_closed(s, ctx);
    int64_t timeout = split_type(ctx, &type);
    int result = check_numbers(af, type, protocol, error);
    if (result < 0)
        return result;
    int fd = ctx->sys->socket(af, type | open_flags(timeout), protocol);
    if (fd < 0)
        return sf_os_fail(error, errno, "socket");
    sf_socket_set(s, ctx, fd, af, type, protocol, sf_format_of_numbers(ctx, af, type, protocol));
    s->timeout = timeout;
    return 0;
}

int sockfam_socket_pair(const struct sockfam_context *ctx, int af, int type, int protocol, struct sockfam_socket pair[2],
                       struct sockfam_error *error)
{
    int fds[2];
    sf_error_begin(error);
    set_closed(&pair[0], ctx);
    set_closed(&pair[1], ctx);
    int64_t timeout = split_type(ctx, &type);
    int result = check_numbers(af, type, protocol, error);
    if (result < 0)
        return result;
    if (ctx->sys->socketpair(af, type | open_flags(timeout), protocol, fds) < 0)
        return sf_os_fail(error, errno, "socketpair");
    const struct sockfam_format *format = sf_format_of_numbers(ctx, af, type, protocol);
    for (int i = 0; i < 2; i++) {
        sf_socket_set(&pair[i], ctx, fds[i], af, type, protocol, format);
        pair[i].timeout = timeout;
    }
    return 0;
}

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

int sockfam_socket_from_fd(const struct sockfam_context *ctx, int fd, int af, int type, int protocol, struct sockfam_socket *s,
                   struct sockfam_error *error)
{
    set_closed(s, ctx);
    int made = sockfam_fd_dup(ctx, fd, error);
    if (made < 0)
        return made;
    int result = sockfam_socket_adopt(ctx, made, af, type, protocol, s, error);
    if (result < 0)
        ctx->sys->close(made);
    return result;
}

/* ------------------------------------------------------------------ ending */

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

/* ------------------------------------------------------------------ timeouts */

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
        return sf_fail(error, SOCKFAM_ERROR_VALUE, 0, "a timeout is a number of seconds from 0, not %g", seconds);
    double exact = seconds * (double)BILLION;
    if (exact >= 9223372036854775808.0)
        return sf_fail(error, SOCKFAM_ERROR_OVERFLOW, 0, "a timeout is less than 9223372037 seconds, not %g", seconds);
    *nanoseconds = (int64_t)exact;
    *nanoseconds += (double)*nanoseconds < exact;
    return 0;
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
