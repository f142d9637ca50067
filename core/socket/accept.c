/* SPDX-License-Identifier: MIT */
/* The side that waits for connections. */
#include <sockfam/connection.h>

#include "core/socket/socket.h"

int sockfam_socket_listen(struct sockfam_socket *s, int backlog, struct sockfam_error *error)
{
    sf_error_begin(error);
    if (sf_sys_of(s)->listen(sf_fd(s), backlog < 0 ? 0 : backlog) < 0)
        return sf_os_fail(error, errno, "listen");
    return 0;
}

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
        sf_answer_take(accepted, &name, peer);
    return 0;
}
