/* SPDX-License-Identifier: MIT */
/*
 * Bytes and datagrams. Every function is one system call in the engine's loop; sendall is a loop of those with the
 * engine's one deadline around it.
 */
#include "core/socket/socket.h"

#include <sockfam/transfer.h>

ptrdiff_t sockfam_socket_send(struct sockfam_socket *s, const void *data, size_t size, int flags,
                              struct sockfam_error *error)
{
    struct sf_wait wait = sf_wait_begin(s, POLLOUT, "send", error);
    ptrdiff_t result;
    do
        result = sf_sys_of(s)->send(sf_fd(s), data, size, sf_send_flags(s, flags));
    while (sf_wait_again(&wait, &result));
    return result;
}

int sockfam_socket_sendall(struct sockfam_socket *s, const void *data, size_t size, int flags, size_t *sent,
                           struct sockfam_error *error)
{
    struct sf_wait wait = sf_wait_begin(s, POLLOUT, "sendall", error);
    size_t done = 0;
    int result = 0;
    do {
        ptrdiff_t count = sf_sys_of(s)->send(sf_fd(s), (const char *)data + done, size - done, sf_send_flags(s, flags));
        if (count >= 0)
            done += (size_t)count;
        result = count < 0 ? sf_wait_retry(&wait) : done < size ? sf_wait_check(&wait) : 0;
        if (count >= 0 && done == size)
            break;
    } while (result == 0);
    if (sent)
        *sent = done;
    return result;
}

ptrdiff_t sockfam_socket_sendto(struct sockfam_socket *s, const void *data, size_t size, int flags,
                                const struct sockfam_address *to, struct sockfam_error *error)
{
    struct sf_wait wait = sf_wait_begin(s, POLLOUT, to ? "send" : "sendto", error);
    ptrdiff_t result;
    wait.to = to;
    do
        result = sf_sys_of(s)->sendto(sf_fd(s), data, size, sf_send_flags(s, flags), to ? to->bytes : NULL,
                                      to ? to->length : 0);
    while (sf_wait_again(&wait, &result));
    return result;
}

ptrdiff_t sockfam_socket_recv(struct sockfam_socket *s, void *data, size_t size, int flags, struct sockfam_error *error)
{
    struct sf_wait wait = sf_wait_begin(s, POLLIN, "recv", error);
    ptrdiff_t result;
    if (size == 0)
        return 0;
    do
        result = sf_sys_of(s)->recv(sf_fd(s), data, size, flags);
    while (sf_wait_again(&wait, &result));
    return result;
}

ptrdiff_t sockfam_socket_recvfrom(struct sockfam_socket *s, void *data, size_t size, int flags,
                                  struct sockfam_address *from, struct sockfam_error *error)
{
    struct sf_wait wait = sf_wait_begin(s, POLLIN, "recvfrom", error);
    struct sf_answer name;
    ptrdiff_t result;
    do {
        name.length = from ? sizeof(name.bytes) : 0;
        result =
            sf_sys_of(s)->recvfrom(sf_fd(s), data, size, flags, from ? name.bytes : NULL, from ? &name.length : NULL);
    } while (sf_wait_again(&wait, &result));
    if (result >= 0 && from)
        sf_answer_take(s, &name, from);
    return result;
}
