/* SPDX-License-Identifier: MIT */
/*
 * One direction of traffic: read when there is nothing to write, write when there is. Between two streams the bytes
 * stay in the kernel: they are spliced into a pipe and out of it. A kernel that cannot do that says so at the first
 * try, or when the pipe is to be emptied; then it is copied. Sockets are non-blocking and tried at once; descriptors
 * may block, so they are used only when poll(2) says they are ready, and no more is written to a pipe than it surely
 * takes.
 */
#include "pipe.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#define COPY_SIZE ((size_t)64 << 10)
#define RECORD_SIZE ((size_t)256 << 10) /* the largest datagram that is received whole */
#define INPUT_RECORD ((size_t)32 << 10) /* the largest that is made of standard input */
#define PIPE_SIZE ((size_t)1 << 20)

static bool is_readable(short revents)
{
    return revents & (POLLIN | POLLHUP | POLLERR | POLLNVAL);
}

static void close_pipe(struct flow *flow)
{
    for (int i = 0; i < 2; i++) {
        if (flow->pipe[i] >= 0)
            close(flow->pipe[i]);
        flow->pipe[i] = -1;
    }
}

/* 0, or -1: no pipe, so copy. A small pipe is slower, no worse. */
static int open_pipe(struct flow *flow)
{
    if (pipe2(flow->pipe, O_CLOEXEC | O_NONBLOCK) < 0)
        return -1;
    int size = fcntl(flow->pipe[1], F_SETPIPE_SZ, (int)PIPE_SIZE);
    flow->room = size > 0 ? (size_t)size : COPY_SIZE;
    return 0;
}

static int start_copying(struct flow *flow)
{
    flow->room = flow->from->has_records ? RECORD_SIZE : COPY_SIZE;
    if (!flow->from->socket && flow->to->has_records)
        flow->room = flow->record > 0 ? flow->record : INPUT_RECORD;
    flow->data = malloc(flow->room);
    return flow->data ? 0 : -ENOMEM;
}

int flow_init(struct flow *flow, struct end *from, struct end *to, size_t record)
{
    bool splices = from->socket && to->socket && !from->has_records && !to->has_records;
    *flow = (struct flow){ .from = from, .to = to, .record = to->has_records ? record : 0, .pipe = { -1, -1 } };
    return splices && open_pipe(flow) == 0 ? 0 : start_copying(flow);
}

void flow_deinit(struct flow *flow)
{
    free(flow->data);
    flow->data = NULL;
    close_pipe(flow);
}

/* ------------------------------------------------------------------ reading */

static ptrdiff_t receive(struct flow *flow, struct sockfam_error *error)
{
    struct end *from = flow->from;
    struct sockfam_address peer;
    int flags = from->has_records ? MSG_TRUNC : 0; /* the length that it had */
    ptrdiff_t count =
        sockfam_socket_recvfrom(from->socket, flow->data, flow->room, flags, from->answers ? &peer : NULL, error);
    if (count < 0)
        return count;
    if ((size_t)count > flow->room) {
        progress_hide();
        report("a datagram of %td bytes was cut to %zu", count, flow->room);
        count = (ptrdiff_t)flow->room;
    }
    if (from->answers) {
        from->peer = peer;
        from->has_peer = true;
    }
    flow->records++;
    return count;
}

static ptrdiff_t read_input(struct flow *flow, struct sockfam_error *error)
{
    ssize_t count = read(flow->from->in, flow->data + flow->size, flow->room - flow->size);
    if (count >= 0)
        return count;
    int code = errno;
    error->code = code;
    snprintf(error->message, sizeof(error->message), "cannot read standard input: %s", strerror(code));
    return -code;
}

static bool cannot_splice(ptrdiff_t result)
{
    return result == -EINVAL || result == -EOPNOTSUPP || result == -ENOSYS || result == -EPERM;
}

static ptrdiff_t fill_somehow(struct flow *flow, struct sockfam_error *error)
{
    if (!flow->from->socket)
        return read_input(flow, error);
    if (!flow->data) {
        ptrdiff_t count = sockfam_socket_splice_to_pipe(flow->from->socket, flow->pipe[1], flow->room, 0, error);
        if (!cannot_splice(count))
            return count;
        close_pipe(flow);
        if (start_copying(flow) < 0)
            return -ENOMEM;
    }
    return receive(flow, error);
}

static bool is_later(ptrdiff_t result)
{
    return result == -EAGAIN || result == -EWOULDBLOCK || result == -EINTR;
}

static enum flow_result fill(struct flow *flow)
{
    struct sockfam_error error = { 0 };
    ptrdiff_t count = fill_somehow(flow, &error);
    if (is_later(count))
        return FLOW_GOES;
    if (count < 0) {
        progress_hide();
        report("%s", error.message[0] != '\0' ? error.message : "out of memory");
        return FLOW_FAILED;
    }
    flow->size += (size_t)count;
    flow->has_ended = count == 0 && flow->from->has_end;
    return FLOW_GOES;
}

/* ------------------------------------------------------------------ writing */

/* A pipe that poll(2) calls writable takes PIPE_BUF bytes at least; more could wait for its reader. */
static ptrdiff_t write_output(struct flow *flow, size_t size, struct sockfam_error *error)
{
    struct stat status;
    bool is_pipe = fstat(flow->to->out, &status) == 0 && !S_ISREG(status.st_mode);
    ssize_t count = write(flow->to->out, flow->data + flow->at, is_pipe && size > PIPE_BUF ? PIPE_BUF : size);
    if (count >= 0)
        return count;
    int code = errno;
    snprintf(error->message, sizeof(error->message), "cannot write the result: %s", strerror(code));
    return -code;
}

/* The kernel splices from the one socket, but not to the other: what is in the pipe is copied, and all that follows. */
static ptrdiff_t leave_pipe(struct flow *flow)
{
    flow->room = flow->size > COPY_SIZE ? flow->size : COPY_SIZE;
    flow->data = malloc(flow->room);
    if (!flow->data)
        return -ENOMEM;
    for (size_t done = 0; done < flow->size;) {
        ssize_t count = read(flow->pipe[0], flow->data + done, flow->size - done);
        if (count <= 0)
            return count < 0 ? -errno : -EIO;
        done += (size_t)count;
    }
    close_pipe(flow);
    return 0;
}

static ptrdiff_t drain_somehow(struct flow *flow, struct sockfam_error *error)
{
    struct end *to = flow->to;
    size_t size = flow->size - flow->at;
    if (!to->socket)
        return write_output(flow, size, error);
    if (!flow->data) {
        ptrdiff_t count = sockfam_socket_splice_from_pipe(to->socket, flow->pipe[0], size, 0, error);
        if (!cannot_splice(count))
            return count;
        count = leave_pipe(flow);
        if (count < 0)
            return count;
    }
    const uint8_t *data = flow->data + flow->at;
    if (to->answers)
        return sockfam_socket_sendto(to->socket, data, size, 0, &to->peer, error);
    return sockfam_socket_send(to->socket, data, size, to->is_request ? MSG_MORE : 0, error);
}

/* Nobody takes it any more: who sends it should know, as far as the family can say so. */
static void give_up(struct flow *flow)
{
    flow->size = flow->at = 0;
    flow->has_ended = flow->is_over = true;
    if (flow->from->socket)
        sockfam_socket_shutdown(flow->from->socket, SHUT_RD, NULL);
}

static enum flow_result drain_failed(struct flow *flow, const struct sockfam_error *error, ptrdiff_t code)
{
    struct end *to = flow->to;
    if (is_later(code) || (code == -ENOBUFS && to->has_records)) {
        flow->is_stalled = to->has_records;
        return FLOW_GOES;
    }
    progress_hide();
    if (to->answers && to->peer.received <= sizeof(sa_family_t))
        report("who sent the last datagram has no address to answer to");
    else
        report("%s", error->message[0] != '\0' ? error->message : strerror((int)-code));
    if (!to->socket)
        return FLOW_FAILED;
    if (to->answers)
        flow->size = flow->at = 0;
    else
        give_up(flow);
    return FLOW_LOST;
}

static enum flow_result drain(struct flow *flow)
{
    struct sockfam_error error = { 0 };
    ptrdiff_t count = drain_somehow(flow, &error);
    if (count < 0)
        return drain_failed(flow, &error, count);
    flow->moved += (uint64_t)count;
    if (!flow->data)
        flow->size -= (size_t)count;
    else
        flow->at += (size_t)count;
    if (flow->at == flow->size)
        flow->at = flow->size = 0;
    return FLOW_GOES;
}

/* ------------------------------------------------------------------ when */

/* The other side hears that nothing more comes. Those that cannot hear it, or are gone, are no concern. */
static void pass_end_on(struct flow *flow)
{
    struct end *to = flow->to;
    flow->is_over = true;
    if (to->socket && to->has_end)
        sockfam_socket_shutdown(to->socket, SHUT_WR, NULL);
    int nothing = !to->socket && to->lets_go ? open("/dev/null", O_WRONLY | O_CLOEXEC) : -1;
    if (nothing >= 0) {
        dup2(nothing, to->out);
        close(nothing);
    }
}

static bool is_complete(const struct flow *flow)
{
    return flow->size > 0 && (flow->has_ended || flow->at > 0 || flow->size >= flow->record);
}

static bool wants_input(const struct flow *flow)
{
    return !flow->has_ended && !flow->is_held && !is_complete(flow) && (!flow->to->answers || flow->to->has_peer);
}

void flow_poll(const struct flow *flow, struct pollfd poll[2])
{
    const struct end *from = flow->from, *to = flow->to;
    int out = to->socket ? sockfam_socket_fd(to->socket) : to->out;
    poll[0] = (struct pollfd){ .fd = -1, .events = POLLIN };
    poll[1] = (struct pollfd){ .fd = -1 };
    if (wants_input(flow))
        poll[0].fd = from->socket ? sockfam_socket_fd(from->socket) : from->in;
    if (is_complete(flow) && !flow->is_stalled)
        poll[1] = (struct pollfd){ .fd = out, .events = POLLOUT };
    else if (to->socket && to->has_end && !flow->is_over)
        poll[1].fd = out; /* for POLLHUP: both directions are closed */
}

enum flow_result flow_step(struct flow *flow, const struct pollfd poll[2])
{
    enum flow_result result = FLOW_GOES;
    bool can_write = flow->is_stalled || (poll[1].events != 0 && poll[1].revents != 0);
    flow->is_stalled = false;
    if (is_readable(poll[0].revents)) {
        result = fill(flow);
        can_write = flow->to->socket;
    }
    if (result == FLOW_GOES && is_complete(flow) && can_write)
        result = drain(flow);
    else if (poll[1].events == 0 && poll[1].revents & POLLHUP && flow->size == 0 && !is_readable(poll[0].revents))
        flow->has_ended = true;
    if (result == FLOW_GOES && flow->has_ended && flow->size == 0 && !flow->is_over)
        pass_end_on(flow);
    return result;
}
