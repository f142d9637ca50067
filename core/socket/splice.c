/* SPDX-License-Identifier: MIT */
/*
 * splice(2) between a socket and a pipe. When it would block, either end may be why: both are waited for, one after the
 * other, under one deadline; readiness does not go away meanwhile, as nobody else uses the ends.
 */
#include <fcntl.h>

#include <sockfam/transfer.h>

#include "core/socket/sigpipe.h"
#include "core/socket/socket.h"

/* After a failed try: as sf_wait_retry(), for both ends. */
static int retry(struct sf_wait *wait, int pipe)
{
    bool is_waited_for = (errno == EAGAIN || errno == EWOULDBLOCK) && wait->timeout > 0;
    int result = sf_wait_retry(wait);
    if (result == 0 && is_waited_for)
        result = sf_wait_ready_fd(wait, pipe, wait->events == POLLIN ? POLLOUT : POLLIN);
    return result;
}

static unsigned all_flags(const struct sockfam_socket *s, unsigned flags)
{
    return s->timeout >= 0 ? flags | SPLICE_F_NONBLOCK : flags;
}

ptrdiff_t sockfam_socket_splice_to_pipe(struct sockfam_socket *s, int pipe, size_t size, unsigned flags,
                                        struct sockfam_error *error)
{
    struct sf_wait wait = sf_wait_begin(s, POLLIN, "splice", error);
    struct sf_sigpipe guard;
    ptrdiff_t result;
    int code = 0;
    sf_sigpipe_begin(&guard, sf_sys_of(s), s->flags & SOCKFAM_SOCKET_SIGPIPE);
    do {
        result = sf_sys_of(s)->splice(sf_fd(s), NULL, pipe, NULL, size, all_flags(s, flags));
        code = result < 0 ? retry(&wait, pipe) : 0;
    } while (result < 0 && code == 0);
    sf_sigpipe_end(&guard, code == -EPIPE);
    return result < 0 ? code : result;
}

ptrdiff_t sockfam_socket_splice_from_pipe(struct sockfam_socket *s, int pipe, size_t size, unsigned flags,
                                          struct sockfam_error *error)
{
    struct sf_wait wait = sf_wait_begin(s, POLLOUT, "splice", error);
    struct sf_sigpipe guard;
    ptrdiff_t result;
    int code = 0;
    sf_sigpipe_begin(&guard, sf_sys_of(s), s->flags & SOCKFAM_SOCKET_SIGPIPE);
    do {
        result = sf_sys_of(s)->splice(pipe, NULL, sf_fd(s), NULL, size, all_flags(s, flags));
        code = result < 0 ? retry(&wait, pipe) : 0;
    } while (result < 0 && code == 0);
    sf_sigpipe_end(&guard, code == -EPIPE);
    return result < 0 ? code : result;
}
