/* SPDX-License-Identifier: MIT */
/*
 * Several steps as one: what is opened is closed again when a later step fails, and the first error is the one
 * reported. How a family takes its addresses, and which option makes it dual stack, are flags of its driver's rows.
 */
#include <sockfam/connection.h>

#include <stdio.h>
#include <string.h>

#include <sockfam/option.h>
#include <sockfam/resolve.h>

#include "core/socket/socket.h"

/* Ends what was begun: the error stays as it is. */
static int give_up(struct sockfam_socket *s, int result)
{
    sockfam_socket_close(s, NULL);
    return result;
}

static int apply_timeout(struct sockfam_socket *s, int64_t timeout, struct sockfam_error *error)
{
    return timeout == SOCKFAM_DEFAULT_TIMEOUT ? 0 : sockfam_socket_set_timeout(s, timeout, error);
}

/* The row of that name, or the first, that has addresses of the format; NULL with an error. */
static const struct sockfam_protocol_row *choose(const struct sockfam_address *address, const char *name, int32_t type,
                                                 struct sockfam_error *error)
{
    const struct sockfam_format *format = address->format;
    if (!format) {
        sf_fail(error, SOCKFAM_ERROR_VALUE, 0, "a raw address does not say what socket to open");
        return NULL;
    }
    for (size_t i = 0; i < format->family->protocol_count; i++) {
        const struct sockfam_protocol_row *row = sockfam_family_protocol_at(format->family, i);
        if (strcmp(row->format, format->name) == 0 && (!name || strcmp(row->name, name) == 0) &&
            (type == 0 || row->type == type))
            return row;
    }
    sf_fail(error, SOCKFAM_ERROR_VALUE, 0, "family %s has no protocol %s with %s addresses", format->family->name,
            name ? name : "of this type", format->name);
    return NULL;
}

/* Text to an address, and a socket for it. */
static int open_text(const struct sockfam_context *ctx, const char *text, const char *protocol, int64_t timeout,
                     struct sockfam_address *address, const struct sockfam_protocol_row **row, struct sockfam_socket *s,
                     struct sockfam_error *error)
{
    sf_socket_set(s, ctx, -1, 0, 0, 0, NULL);
    int result = sockfam_address_parse(ctx, text, strlen(text), 0, address, error);
    if (result < 0)
        return result;
    *row = choose(address, protocol, 0, error);
    if (!*row)
        return -EINVAL;
    result = sockfam_socket_open(ctx, address->format->family->name, (*row)->name, s, error);
    if (result == 0)
        result = apply_timeout(s, timeout, error);
    return result < 0 ? give_up(s, result) : 0;
}

static int accept_instead(struct sockfam_socket *s, int64_t timeout, struct sockfam_error *error)
{
    struct sockfam_socket accepted;
    int result = sockfam_socket_accept(s, &accepted, NULL, error);
    sockfam_socket_close(s, NULL);
    *s = accepted;
    return result < 0 ? result : apply_timeout(s, timeout, error);
}

int sockfam_socket_dial(const struct sockfam_context *ctx, const char *text, const char *protocol, int64_t timeout,
                 struct sockfam_socket *s, struct sockfam_error *error)
{
    struct sockfam_address address;
    const struct sockfam_protocol_row *row = NULL;
    int result = open_text(ctx, text, protocol, timeout, &address, &row, s, error);
    if (result < 0)
        return result;
    if (row->flags & SOCKFAM_PROTOCOL_DIAL_BINDS)
        result = sockfam_socket_bind(s, &address, error);
    else
        result = sockfam_socket_connect(s, &address, error);
    if (result == 0 && row->flags & SOCKFAM_PROTOCOL_DIAL_ACCEPTS)
        result = accept_instead(s, timeout, error);
    return result < 0 ? give_up(s, result) : 0;
}

static bool listens(const struct sockfam_protocol_row *row)
{
    return !(row->flags & SOCKFAM_PROTOCOL_DIAL_BINDS) &&
           (row->type == SOCKFAM_STREAM || row->type == SOCKFAM_SEQPACKET || row->type == SOCKFAM_DCCP);
}

static int try_set(struct sockfam_socket *s, int number)
{
    int on = 1;
    return sf_sys_of(s)->setsockopt(sf_fd(s), SOL_SOCKET, number, &on, sizeof(on)) < 0 ? errno : 0;
}

/* bind, with the address in the message. */
static int bind_named(struct sockfam_socket *s, const struct sockfam_address *address, struct sockfam_error *error)
{
    char text[200] = "";
    if (sf_sys_of(s)->bind(sf_fd(s), address->bytes, address->length) == 0)
        return 0;
    int code = errno;
    if (sockfam_address_print(s->ctx, address, SOCKFAM_DISPLAY, text, sizeof(text), NULL, NULL) < 0)
        snprintf(text, sizeof(text), "the address");
    return sf_fail(error, SOCKFAM_ERROR_OS, code, "cannot bind to %s: %s", text, sf_errno_text(code));
}

int sockfam_socket_announce(const struct sockfam_context *ctx, const char *text, const char *protocol, int64_t timeout,
                     struct sockfam_socket *s, struct sockfam_error *error)
{
    struct sockfam_address address;
    const struct sockfam_protocol_row *row = NULL;
    int result = open_text(ctx, text, protocol, timeout, &address, &row, s, error);
    if (result < 0)
        return result;
    if (listens(row))
        try_set(s, SO_REUSEADDR);
    result = bind_named(s, &address, error);
    if (result == 0 && listens(row))
        result = sockfam_socket_listen(s, SOCKFAM_BACKLOG, error);
    return result < 0 ? give_up(s, result) : 0;
}

/* ------------------------------------------------------------------ a host's addresses, one after another */

static int attempt(const struct sockfam_context *ctx, const struct sockfam_addrinfo *info, int64_t timeout,
                   const struct sockfam_address *source, struct sockfam_socket *s, struct sockfam_error *error)
{
    int result = sockfam_socket_open_numbers(ctx, info->af, info->type, info->protocol, s, error);
    if (result == 0)
        result = apply_timeout(s, timeout, error);
    if (result == 0 && source)
        result = sockfam_socket_bind(s, source, error);
    if (result == 0)
        result = sockfam_socket_connect(s, &info->address, error);
    return result < 0 ? give_up(s, result) : 0;
}

int sockfam_connection_create(const struct sockfam_context *ctx, const char *host, const char *service, int64_t timeout,
                              const struct sockfam_address *source, struct sockfam_socket *s,
                              struct sockfam_error *errors, size_t room, size_t *failed, struct sockfam_error *error)
{
    const struct sockfam_hints hints = { .type = SOCK_STREAM };
    struct sockfam_addrinfos *list;
    struct sockfam_error own;
    size_t count = 0;
    if (failed)
        *failed = 0;
    sf_socket_set(s, ctx, -1, 0, 0, 0, NULL);
    int result = sockfam_getaddrinfo(ctx, host, service, &hints, &list, error);
    if (result < 0)
        return result;
    for (size_t i = 0; i < list->count; i++) {
        result = attempt(ctx, &list->items[i], timeout, source, s, error ? error : &own);
        if (result == 0)
            break;
        if (count < room)
            errors[count] = error ? *error : own;
        count++;
    }
    sockfam_addrinfos_free(list);
    if (failed)
        *failed = count;
    return result;
}

/* ------------------------------------------------------------------ servers */

static const struct sockfam_option_row *single_stack(const struct sockfam_family *family)
{
    const struct sockfam_option_row *row;
    for (size_t i = 0; (row = sockfam_family_option_at(family, SOCKFAM_OPTIONS, i)); i++)
        if (row->flags & SOCKFAM_OPTION_SINGLE_STACK)
            break;
    return row;
}

static int set_stack(struct sockfam_socket *s, const struct sockfam_option_row *row, bool is_dual,
                     struct sockfam_error *error)
{
    if (!row && is_dual)
        return sf_fail(error, SOCKFAM_ERROR_VALUE, 0, "sockets of family %s cannot be dual stack",
                       s->format->family->name);
    return row ? sockfam_socket_setsockopt_int(s, row->level, row->number, !is_dual, error) : 0;
}

static int set_reuse(struct sockfam_socket *s, uint32_t flags, struct sockfam_error *error)
{
    try_set(s, SO_REUSEADDR);
    int code = flags & SOCKFAM_SERVER_REUSE_PORT ? try_set(s, SO_REUSEPORT) : 0;
    return code == 0 || code == EOPNOTSUPP || code == ENOPROTOOPT ? 0 : sf_os_fail(error, code, "SO_REUSEPORT");
}

int sockfam_server_create(const struct sockfam_context *ctx, const struct sockfam_address *address,
                          const struct sockfam_server *server, struct sockfam_socket *s, struct sockfam_error *error)
{
    uint32_t flags = server ? server->flags : 0;
    sf_error_begin(error);
    sf_socket_set(s, ctx, -1, 0, 0, 0, NULL);
    const struct sockfam_protocol_row *row = choose(address, NULL, SOCKFAM_STREAM, error);
    if (!row)
        return -EINVAL;
    const struct sockfam_family *family = address->format->family;
    int result = sockfam_socket_open(ctx, family->name, row->name, s, error);
    if (result == 0)
        result = set_reuse(s, flags, error);
    if (result == 0)
        result = set_stack(s, single_stack(family), flags & SOCKFAM_SERVER_DUAL_STACK, error);
    if (result == 0)
        result = bind_named(s, address, error);
    if (result == 0)
        result = sockfam_socket_listen(s, server && server->backlog > 0 ? server->backlog : SOCKFAM_BACKLOG, error);
    return result < 0 ? give_up(s, result) : 0;
}

int sockfam_server_has_dualstack(const struct sockfam_context *ctx, const char *family)
{
    struct sockfam_socket s;
    int64_t value = 1;
    const struct sockfam_family *found = sockfam_family_find(ctx, family);
    const struct sockfam_option_row *row = single_stack(found);
    if (!row || sockfam_socket_open(ctx, family, NULL, &s, NULL) < 0)
        return 0;
    bool is_dual = sockfam_socket_setsockopt_int(&s, row->level, row->number, 0, NULL) == 0 &&
                   sockfam_socket_getsockopt_int(&s, row->level, row->number, &value, NULL) == 0 && value == 0;
    sockfam_socket_close(&s, NULL);
    return is_dual;
}
