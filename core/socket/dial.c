/* SPDX-License-Identifier: MIT */
/*
 * From an address as text to a socket that is ready, in several steps: what is opened is closed again when a later step
 * fails, and the first error is the one reported. How a family takes its addresses is said by flags of its rows.
 */
#include <string.h>

#include <sockfam/connection.h>

#include "core/address/plan.h"
#include "core/socket/dial.h"

int sf_give_up(struct sockfam_socket *s, int result)
{
    sockfam_socket_close(s, NULL);
    return result;
}

int sf_check_timeout(int64_t timeout, struct sockfam_error *error)
{
    if (timeout >= SOCKFAM_BLOCKING || timeout == SOCKFAM_DEFAULT_TIMEOUT)
        return 0;
    return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_RANGE, "timeout",
                          "a timeout of %lld ns: only SOCKFAM_BLOCKING and SOCKFAM_DEFAULT_TIMEOUT are negative",
                          (long long)timeout);
}

int sf_apply_timeout(struct sockfam_socket *s, int64_t timeout, struct sockfam_error *error)
{
    return timeout == SOCKFAM_DEFAULT_TIMEOUT ? 0 : sockfam_socket_set_timeout(s, timeout, error);
}

void sf_try_set(struct sockfam_socket *s, int number)
{
    int on = 1;
    sf_sys_of(s)->setsockopt(sf_fd(s), SOL_SOCKET, number, &on, sizeof(on));
}

const struct sockfam_protocol_row *sf_choose_protocol(const struct sockfam_address *address, const char *name,
                                                      int32_t type, struct sockfam_error *error)
{
    const struct sockfam_format *format = address->format;
    if (!format) {
        sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_UNSUPPORTED, "address",
                       "a raw address does not say what socket to open");
        return NULL;
    }
    for (size_t i = 0; i < format->family->protocol_count; i++) {
        const struct sockfam_protocol_row *row = sockfam_family_protocol_at(format->family, i);
        if (strcmp(row->format, format->name) == 0 && (!name || strcmp(row->name, name) == 0) &&
            (type == 0 || row->type == type))
            return row;
    }
    sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_NO_SUCH_NAME, "protocol",
                   "family %s does not have a protocol %s with %s addresses", format->family->name,
                   name ? name : "of this type", format->name);
    return NULL;
}

/* What is asked for, and the way there. */
struct dialling {
    const char *text;
    size_t size;
    const char *protocol;
    int64_t timeout;
    struct sockfam_address address;
    const struct sockfam_protocol_row *row;
};

/* Text to an address, and a socket for it. */
static int open_text(const struct sockfam_context *ctx, struct dialling *dialling, struct sockfam_socket *s,
                     struct sockfam_error *error)
{
    sf_error_begin(error);
    sf_socket_set_closed(s, ctx);
    int result = sf_check_timeout(dialling->timeout, error);
    if (result == 0)
        result = sockfam_address_parse(ctx, dialling->text, dialling->size, 0, &dialling->address, error);
    if (result < 0)
        return result;
    dialling->row = sf_choose_protocol(&dialling->address, dialling->protocol, 0, error);
    if (!dialling->row)
        return -EINVAL;
    result = sockfam_socket_open(ctx, dialling->address.format->family->name, dialling->row->name, s, error);
    if (result == 0)
        result = sf_apply_timeout(s, dialling->timeout, error);
    return result < 0 ? sf_give_up(s, result) : 0;
}

static int accept_instead(struct sockfam_socket *s, int64_t timeout, struct sockfam_error *error)
{
    struct sockfam_socket accepted;
    int result = sockfam_socket_accept(s, &accepted, NULL, error);
    sockfam_socket_close(s, NULL);
    *s = accepted;
    return result < 0 ? result : sf_apply_timeout(s, timeout, error);
}

/*
 * Binds to the own address that reaches the peer. Which one that is the kernel says of a datagram socket of the
 * address's family that is connected there, without sending anything; its port is as good as any.
 */
static int bind_towards(struct sockfam_socket *s, const struct sockfam_address *peer, struct sockfam_error *error)
{
    const struct sf_sys *sys = sf_sys_of(s);
    struct sf_answer name = { .length = sizeof(name.bytes) };
    int probe = sys->socket(sf_family_of(peer->bytes), SOCK_DGRAM | SOCK_CLOEXEC, 0);
    int code = probe < 0 || sys->connect(probe, peer->bytes, peer->length) < 0 ||
                       sys->getsockname(probe, name.bytes, &name.length) < 0
                   ? errno
                   : 0;
    if (probe >= 0)
        sys->close(probe);
    if (code == 0 && sys->bind(sf_fd(s), name.bytes, name.length) < 0)
        code = errno;
    return code ? sf_os_fail(error, code, "dial: binding to an address of this machine") : 0;
}

static int connect_by_row(struct sockfam_socket *s, const struct dialling *dialling, struct sockfam_error *error)
{
    int result = 0;
    if (dialling->row->flags & SOCKFAM_PROTOCOL_DIAL_BINDS)
        return sockfam_socket_bind(s, &dialling->address, error);
    if (dialling->row->flags & SOCKFAM_PROTOCOL_CONNECTIONLESS)
        result = bind_towards(s, &dialling->address, error);
    return result < 0 ? result : sockfam_socket_connect(s, &dialling->address, error);
}

int sockfam_socket_dial(const struct sockfam_context *ctx, const char *text, size_t size, const char *protocol,
                        int64_t timeout, struct sockfam_socket *s, struct sockfam_error *error)
{
    struct dialling dialling = { .text = text, .size = size, .protocol = protocol, .timeout = timeout };
    int result = open_text(ctx, &dialling, s, error);
    if (result < 0)
        return result;
    result = connect_by_row(s, &dialling, error);
    if (result == 0 && dialling.row->flags & SOCKFAM_PROTOCOL_DIAL_ACCEPTS)
        result = accept_instead(s, timeout, error);
    return result < 0 ? sf_give_up(s, result) : 0;
}

static bool listens(const struct sockfam_protocol_row *row)
{
    return !(row->flags & (SOCKFAM_PROTOCOL_DIAL_BINDS | SOCKFAM_PROTOCOL_CONNECTIONLESS)) &&
           (row->type == SOCKFAM_STREAM || row->type == SOCKFAM_SEQPACKET || row->type == SOCKFAM_DCCP);
}

int sockfam_socket_announce(const struct sockfam_context *ctx, const char *text, size_t size, const char *protocol,
                            int64_t timeout, struct sockfam_socket *s, struct sockfam_error *error)
{
    struct dialling dialling = { .text = text, .size = size, .protocol = protocol, .timeout = timeout };
    int result = open_text(ctx, &dialling, s, error);
    if (result < 0)
        return result;
    if (listens(dialling.row))
        sf_try_set(s, SO_REUSEADDR);
    result = sockfam_socket_bind(s, &dialling.address, error);
    if (result == 0 && listens(dialling.row))
        result = sockfam_socket_listen(s, SOCKFAM_BACKLOG, error);
    return result < 0 ? sf_give_up(s, result) : 0;
}
