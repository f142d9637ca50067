/* SPDX-License-Identifier: MIT */
/*
 * Addresses and connections. Addresses go to the kernel as they are and come back through the one function that makes
 * them canonical. connect is asked of the kernel once: what follows is waiting for it to finish, and SO_ERROR.
 */
#include <string.h>

#include "core/socket/socket.h"

void sf_answer_take(const struct sockfam_socket *s, const struct sf_answer *name, struct sockfam_address *address)
{
    size_t size = name->length < sizeof(name->bytes) ? name->length : sizeof(name->bytes);
    sockfam_address_from_bytes(s->ctx, s->format, name->bytes, size, name->length, address, NULL);
}

int sockfam_socket_bind(struct sockfam_socket *s, const struct sockfam_address *address, struct sockfam_error *error)
{
    sf_error_begin(error);
    if (sf_sys_of(s)->bind(sf_fd(s), address->bytes, address->length) < 0)
        return sf_os_fail(error, errno, "bind");
    return 0;
}

int sockfam_socket_listen(struct sockfam_socket *s, int backlog, struct sockfam_error *error)
{
    sf_error_begin(error);
    if (sf_sys_of(s)->listen(sf_fd(s), backlog < 0 ? 0 : backlog) < 0)
        return sf_os_fail(error, errno, "listen");
    return 0;
}

int sockfam_socket_shutdown(struct sockfam_socket *s, int how, struct sockfam_error *error)
{
    sf_error_begin(error);
    if (sf_sys_of(s)->shutdown(sf_fd(s), how) < 0)
        return sf_os_fail(error, errno, "shutdown");
    return 0;
}

int sockfam_socket_getsockname(const struct sockfam_socket *s, struct sockfam_address *address, struct sockfam_error *error)
{
    struct sf_answer name = { .length = sizeof(name.bytes) };
    sf_error_begin(error);
    if (sf_sys_of(s)->getsockname(sf_fd(s), name.bytes, &name.length) < 0)
        return sf_os_fail(error, errno, "getsockname");
    sf_answer_take(s, &name, address);
    return 0;
}

int sockfam_socket_getpeername(const struct sockfam_socket *s, struct sockfam_address *address, struct sockfam_error *error)
{
    struct sf_answer name = { .length = sizeof(name.bytes) };
    sf_error_begin(error);
    if (sf_sys_of(s)->getpeername(sf_fd(s), name.bytes, &name.length) < 0)
        return sf_os_fail(error, errno, "getpeername");
    sf_answer_take(s, &name, address);
    return 0;
}

/* ------------------------------------------------------------------ accept */

static void set_accepted(struct sockfam_socket *accepted, const struct sockfam_socket *s, int fd, int64_t timeout)
{
    struct sockfam_socket made = *s;
    made.fd = fd;
    made.timeout = timeout;
    *accepted = made;
}

int sockfam_socket_accept(struct sockfam_socket *s, struct sockfam_socket *accepted, struct sockfam_address *peer,
                   struct sockfam_error *error)
{
    struct sf_wait wait = sf_wait_begin(s, POLLIN, "accept", error);
    bool is_named = peer && !(s->flags & SOCKFAM_SOCKET_NAMELESS);
    int64_t timeout = sf_default_timeout(s->ctx);
    struct sf_answer name;
    ptrdiff_t fd;
    name.length = 0;
    do {
        name.length = is_named ? sizeof(name.bytes) : 0;
        fd = sf_sys_of(s)->accept4(sf_fd(s), is_named ? name.bytes : NULL, is_named ? &name.length : NULL,
                                   SOCK_CLOEXEC | (timeout >= 0 ? SOCK_NONBLOCK : 0));
    } while (sf_wait_again(&wait, &fd));
    set_accepted(accepted, s, fd < 0 ? -1 : (int)fd, timeout);
    if (fd < 0)
        return (int)fd;
    if (peer)
        sf_answer_take(s, &name, peer);
    return 0;
}

/* ------------------------------------------------------------------ connect */

/* Waits for an attempt that is under way. 0, a positive errno of the attempt, or negative as sf_wait_ready(). */
static int finish_connect(struct sf_wait *wait)
{
    int code = 0;
    socklen_t length = sizeof(code);
    int result = sf_wait_ready(wait);
    if (result < 0)
        return result;
    if (sf_sys_of(wait->s)->getsockopt(sf_fd(wait->s), SOL_SOCKET, SO_ERROR, &code, &length) < 0)
        return errno;
    return code == EISCONN ? 0 : code;
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
    bool is_waited_for = code == EINTR ? wait->timeout != 0 : code == EINPROGRESS && wait->timeout > 0;
    return is_waited_for ? finish_connect(wait) : code;
}

int sockfam_socket_connect(struct sockfam_socket *s, const struct sockfam_address *address, struct sockfam_error *error)
{
    struct sf_wait wait = sf_wait_begin(s, POLLOUT | POLLERR, "connect", error);
    int result = try_connect(&wait, address);
    return result > 0 ? sf_os_fail(error, result, "connect") : result;
}

/* The error struct is also how it is told apart whether time ran out, so there must be one. */
int sockfam_socket_connect_ex(struct sockfam_socket *s, const struct sockfam_address *address, struct sockfam_error *error)
{
    struct sockfam_error own;
    struct sf_wait wait = sf_wait_begin(s, POLLOUT | POLLERR, "connect", error ? error : &own);
    own.kind = SOCKFAM_ERROR_NONE;
    int result = try_connect(&wait, address);
    if (result >= 0 || wait.aborted)
        return result;
    if (wait.error->kind == SOCKFAM_ERROR_TIMEOUT)
        return EAGAIN;
    wait.error->kind = SOCKFAM_ERROR_NONE;
    return -result;
}
