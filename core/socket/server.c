/* SPDX-License-Identifier: MIT */
/*
 * Python's create_connection and create_server: a host's addresses one after another, and a listening stream. Which
 * option makes a family dual stack is a flag of its driver's rows.
 */
#include <stdio.h>

#include <sockfam/connection.h>
#include <sockfam/option.h>
#include <sockfam/resolve.h>

#include "core/socket/dial.h"

/* ------------------------------------------------------------------ a host's addresses, one after another */

static int attempt(const struct sockfam_context *ctx, const struct sockfam_addrinfo *info, int64_t timeout,
                   const struct sockfam_address *source, struct sockfam_socket *s, struct sockfam_error *error)
{
    int result = sockfam_socket_open_numbers(ctx, info->af, info->type, info->protocol, s, error);
    if (result == 0)
        result = sf_apply_timeout(s, timeout, error);
    if (result == 0 && source)
        result = sockfam_socket_bind(s, source, error);
    if (result == 0)
        result = sockfam_socket_connect(s, &info->address, error);
    return result < 0 ? sf_give_up(s, result) : 0;
}

static int resolve(const struct sockfam_context *ctx, const struct sockfam_connection *connection,
                   struct sockfam_addrinfos **list, struct sockfam_error *error)
{
    const struct sockfam_hints hints = { .type = SOCK_STREAM };
    char port[8];
    if (!connection->service && (connection->port < 0 || connection->port > UINT16_MAX))
        return sf_fail_reason(error, SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_RANGE, "port",
                              "a port must be 0 to 65535, and %lld is not", (long long)connection->port);
    snprintf(port, sizeof(port), "%u", (unsigned)(uint16_t)connection->port);
    return sockfam_getaddrinfo(ctx, connection->host, connection->service ? connection->service : port, &hints, list,
                               error);
}

int sockfam_connection_create(const struct sockfam_context *ctx, struct sockfam_connection *connection, int64_t timeout,
                              struct sockfam_socket *s, struct sockfam_error *error)
{
    struct sockfam_addrinfos *list;
    struct sockfam_error own = { .kind = SOCKFAM_ERROR_NONE };
    struct sockfam_error *last = error ? error : &own;
    const struct sockfam_addrinfo *info;
    sf_error_begin(error);
    sf_socket_set_closed(s, ctx);
    connection->error_count = 0;
    int result = sf_check_timeout(timeout, error);
    if (result == 0)
        result = resolve(ctx, connection, &list, error);
    if (result < 0)
        return result;
    for (size_t i = 0; (info = sockfam_addrinfos_at(list, i)); i++) {
        result = attempt(ctx, info, timeout, connection->source, s, last);
        if (result == 0 || last->kind == SOCKFAM_ERROR_INTERRUPTED)
            break;
        if (connection->errors && connection->error_count < connection->error_room)
            connection->errors[connection->error_count] = *last;
        connection->error_count++;
    }
    sockfam_addrinfos_free(list);
    return result;
}

/* ------------------------------------------------------------------ servers */

static const struct sockfam_option_row *single_stack(const struct sockfam_family *family)
{
    const struct sockfam_option_row *row;
    for (size_t i = 0; (row = sockfam_family_option_at(family, SOCKFAM_OPTIONS, i)); i++)
        if (row->flags & SOCKFAM_OPTION_SINGLE_STACK)
            return row;
    return NULL;
}

static int set_stack(struct sockfam_socket *s, const struct sockfam_option_row *row, bool is_dual,
                     struct sockfam_error *error)
{
    if (!row && is_dual)
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_UNSUPPORTED, "flags",
                              "sockets of family %s cannot be dual stack", s->format->family->name);
    return row ? sockfam_socket_setsockopt_int(s, row->level, row->number, !is_dual, error) : 0;
}

static int set_reuse(struct sockfam_socket *s, uint32_t flags, struct sockfam_error *error)
{
    int on = 1;
    sf_try_set(s, SO_REUSEADDR);
    if (!(flags & SOCKFAM_SERVER_REUSE_PORT) ||
        sf_sys_of(s)->setsockopt(sf_fd(s), SOL_SOCKET, SO_REUSEPORT, &on, sizeof(on)) == 0 || errno == EOPNOTSUPP ||
        errno == ENOPROTOOPT)
        return 0;
    return sf_os_fail(error, errno, "sharing the port");
}

int sockfam_server_create(const struct sockfam_context *ctx, const struct sockfam_address *address,
                          const struct sockfam_server *server, struct sockfam_socket *s, struct sockfam_error *error)
{
    uint32_t flags = server ? server->flags : 0;
    sf_error_begin(error);
    sf_socket_set_closed(s, ctx);
    const struct sockfam_protocol_row *row = sf_choose_protocol(address, NULL, SOCKFAM_STREAM, error);
    if (!row)
        return -EINVAL;
    const struct sockfam_family *family = address->format->family;
    int result = sockfam_socket_open(ctx, family->name, row->name, s, error);
    if (result == 0)
        result = set_reuse(s, flags, error);
    if (result == 0)
        result = set_stack(s, single_stack(family), flags & SOCKFAM_SERVER_DUAL_STACK, error);
    if (result == 0)
        result = sockfam_socket_bind(s, address, error);
    if (result == 0)
        result = sockfam_socket_listen(s, server && server->backlog > 0 ? server->backlog : SOCKFAM_BACKLOG, error);
    return result < 0 ? sf_give_up(s, result) : 0;
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
