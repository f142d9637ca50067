/* SPDX-License-Identifier: MIT */
/*
 * Opening sockets, by the names that drivers give families and protocols or by numbers. Numbers go to the kernel as
 * they are: it knows best which are none.
 */
#include <stdio.h>
#include <string.h>

#include <sockfam/connection.h>

#include "core/base/list.h"
#include "core/registry/system.h"
#include "core/socket/socket.h"

static int find_protocol(const struct sockfam_context *ctx, const char *name, const char *protocol,
                         const struct sockfam_protocol_row **row, const struct sockfam_family **found,
                         struct sockfam_error *error)
{
    struct sf_list names;
    sf_list_begin(&names);
    const struct sockfam_family *family = *found = sockfam_family_find(ctx, name);
    if (!family)
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_NO_SUCH_NAME, "family",
                              "unknown family \"%.40s\"", name);
    if (family->state >= SOCKFAM_STATE_DISABLED)
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_UNSUPPORTED, "family",
                              "family %s cannot be used: %s", name,
                              family->problem ? family->problem->message : "the config disables it");
    if (family->af == 0 || !sf_holds(family->on, sf_system_here) || family->protocol_count == 0)
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_UNSUPPORTED, "family",
                              "family %s has no sockets on this system", name);
    for (size_t i = 0; i < family->protocol_count; i++) {
        *row = sockfam_family_protocol_at(family, i);
        if (!sf_holds((*row)->on, sf_system_here))
            continue;
        if (!protocol || strcmp((*row)->name, protocol) == 0)
            return 0;
        sf_list_add(&names, (*row)->name);
    }
    return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_NO_SUCH_NAME, "protocol",
                          "family %s does not have a protocol \"%.40s\"; there are %s", name, protocol, names.text);
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

int sockfam_socket_open(const struct sockfam_context *ctx, const char *family, const char *protocol,
                        struct sockfam_socket *s, struct sockfam_error *error)
{
    const struct sockfam_protocol_row *row = NULL;
    const struct sockfam_family *found;
    sf_error_begin(error);
    sf_socket_set_closed(s, ctx);
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

static int64_t timeout_of_type(const struct sockfam_context *ctx, int type)
{
    return type & SOCK_NONBLOCK ? SOCKFAM_NON_BLOCKING : sf_default_timeout(ctx);
}

int sockfam_socket_open_numbers(const struct sockfam_context *ctx, int af, int type, int protocol,
                                struct sockfam_socket *s, struct sockfam_error *error)
{
    sf_error_begin(error);
    sf_socket_set_closed(s, ctx);
    int64_t timeout = timeout_of_type(ctx, type);
    int fd = ctx->sys->socket(af, type | open_flags(timeout), protocol);
    if (fd < 0)
        return sf_os_fail(error, errno, "socket");
    type = sf_type_alone(type);
    sf_socket_set(s, ctx, fd, af, type, protocol, sf_format_of_numbers(ctx, af, type, protocol));
    s->timeout = timeout;
    return 0;
}

int sockfam_socket_pair(const struct sockfam_context *ctx, int af, int type, int protocol,
                        struct sockfam_socket pair[2], struct sockfam_error *error)
{
    int fds[2];
    sf_error_begin(error);
    sf_socket_set_closed(&pair[0], ctx);
    sf_socket_set_closed(&pair[1], ctx);
    int64_t timeout = timeout_of_type(ctx, type);
    if (ctx->sys->socketpair(af, type | open_flags(timeout), protocol, fds) < 0)
        return sf_os_fail(error, errno, "socketpair");
    type = sf_type_alone(type);
    const struct sockfam_format *format = sf_format_of_numbers(ctx, af, type, protocol);
    for (int i = 0; i < 2; i++) {
        sf_socket_set(&pair[i], ctx, fds[i], af, type, protocol, format);
        pair[i].timeout = timeout;
    }
    return 0;
}

int sockfam_family_has_sockets(const struct sockfam_context *ctx, const char *family, const char *protocol)
{
    struct sockfam_socket s;
    if (sockfam_socket_open(ctx, family, protocol, &s, NULL) < 0)
        return 0;
    sockfam_socket_close(&s, NULL);
    return 1;
}
