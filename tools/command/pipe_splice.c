/* SPDX-License-Identifier: MIT */
/*
 * Bulk between two streams: the bytes stay in the kernel, spliced into a pipe of the loop's and out of it; when nothing
 * is in it the pipe is given back. What splice(2) says of an end means little: neither 0 nor EAGAIN tell an end, or a
 * mark of urgent data, from a pause. So a peek asks, and all but a pause is left to recv(2). A kernel that cannot
 * splice from a socket says so at the first try, one that cannot splice to it when the pipe is to be emptied: then it
 * is copied.
 */
#include "pipe_link.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define ROOM ((size_t)1 << 20) /* the most to splice at once */
#define BULK (64u << 10)       /* bytes; less without a pause is not worth a pipe */

bool splice_can(const struct flow *flow)
{
    return flow->from->socket && flow->to->socket && !flow->from->has_records && !flow->to->has_records &&
           !flow->cannot_splice;
}

static bool is_later(ptrdiff_t result)
{
    return result == -EAGAIN || result == -EWOULDBLOCK || result == -EINTR;
}

static bool cannot_splice(ptrdiff_t result)
{
    return result == -EINVAL || result == -EOPNOTSUPP || result == -ENOSYS || result == -EPERM;
}

static void copy_from_now(struct flow *flow)
{
    flow->cannot_splice = true;
    flow->is_bulk = false;
}

/* Nothing could be spliced. */
static void look_closer(struct flow *flow)
{
    uint8_t byte;
    ptrdiff_t count = sockfam_socket_recv(flow->from->socket, &byte, 1, MSG_PEEK, NULL);
    if (is_later(count))
        flow->from->watch.can_read = false;
    if (!is_later(count) || flow->burst < BULK)
        flow->is_bulk = false;
    flow->burst = 0;
}

enum flow_result splice_fill(struct flow *flow, struct loop *loop)
{
    struct sockfam_error error = { 0 };
    if (pipe_take(loop, flow->pipe) < 0) { /* no descriptors left: no bulk */
        copy_from_now(flow);
        return FLOW_GOES;
    }
    ptrdiff_t count = sockfam_socket_splice_to_pipe(flow->from->socket, flow->pipe[1], ROOM, 0, &error);
    if (count > 0) {
        flow->size = (size_t)count;
        flow->burst = flow->burst < BULK ? flow->burst + (uint32_t)count : BULK;
        return FLOW_GOES;
    }
    pipe_put(loop, flow->pipe);
    if (cannot_splice(count))
        copy_from_now(flow);
    else if (count < 0 && !is_later(count))
        return flow_cannot_read(flow, loop, error.message);
    else
        look_closer(flow);
    return FLOW_GOES;
}

/* The kernel splices from the one socket, but not to the other: what is in the pipe is copied, and all that follows. */
static ptrdiff_t leave_pipe(struct flow *flow, struct loop *loop)
{
    copy_from_now(flow);
    flow->data = malloc(flow->size);
    if (!flow->data)
        return -ENOMEM;
    for (size_t done = 0; done < flow->size;) {
        ssize_t count = read(flow->pipe[0], flow->data + done, flow->size - done);
        if (count <= 0)
            return count < 0 ? -errno : -EIO;
        done += (size_t)count;
    }
    pipe_put(loop, flow->pipe);
    return 0;
}

enum flow_result splice_drain(struct flow *flow, struct loop *loop)
{
    struct sockfam_error error = { 0 };
    ptrdiff_t count = sockfam_socket_splice_from_pipe(flow->to->socket, flow->pipe[0], flow->size, 0, &error);
    if (cannot_splice(count)) {
        count = leave_pipe(flow, loop);
        error.message[0] = '\0';
        if (count == 0)
            return FLOW_GOES;
    }
    if (count < 0)
        return flow_cannot_write(flow, loop, count, error.message);
    flow->moved += (uint64_t)count;
    flow->size -= (size_t)count;
    if (flow->size == 0)
        pipe_put(loop, flow->pipe);
    return FLOW_GOES;
}
