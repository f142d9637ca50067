/* SPDX-License-Identifier: MIT */
/*
 * One direction of traffic. What is read goes through the loop's scratch and is written at once; memory is taken only
 * for what could not be written, so a direction in which nothing waits has none. A read that fills its room is bulk,
 * and what follows is spliced (pipe_splice.c). Sockets are non-blocking and tried at once. Standard input and output
 * may block, so they are asked first, and no more is written to a pipe than it surely takes.
 */
#include "pipe_link.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#define COPY_SIZE ((size_t)64 << 10)
#define RECORD_SIZE LOOP_SCRATCH        /* the largest datagram that is received whole */
#define INPUT_RECORD ((size_t)32 << 10) /* the largest that is made of standard input */
#define TURNS 16                        /* reads and writes before others come */

int flow_init(struct flow *flow, struct end *from, struct end *to, size_t record)
{
    *flow = (struct flow){ .from = from, .to = to, .record = to->has_records ? record : 0, .pipe = { -1, -1 } };
    flow->data = flow->record > 0 ? malloc(flow->record) : NULL;
    return flow->record > 0 && !flow->data ? -ENOMEM : 0;
}

static void forget(struct flow *flow, struct loop *loop)
{
    if (flow->data != loop->scratch && flow->record == 0)
        free(flow->data);
    if (flow->record == 0)
        flow->data = NULL;
    flow->at = flow->size = 0;
    flow->is_urgent = false;
}

void flow_deinit(struct flow *flow, struct loop *loop)
{
    flow->record = 0;
    forget(flow, loop);
    for (int i = 0; i < 2; i++) {
        if (flow->pipe[i] >= 0)
            close(flow->pipe[i]);
        flow->pipe[i] = -1;
    }
}

/* What stays behind leaves the scratch, which is everybody's. */
static enum flow_result keep(struct flow *flow, struct loop *loop)
{
    if (flow->data != loop->scratch)
        return FLOW_GOES;
    flow->data = malloc(flow->size - flow->at);
    if (!flow->data) {
        say(loop, "out of memory");
        return FLOW_FAILED;
    }
    memcpy(flow->data, loop->scratch + flow->at, flow->size - flow->at);
    flow->size -= flow->at;
    flow->at = 0;
    return FLOW_GOES;
}

static bool is_later(ptrdiff_t result)
{
    return result == -EAGAIN || result == -EWOULDBLOCK || result == -EINTR;
}

/* Whether a descriptor that may block is ready. */
static bool is_ready(const struct watch *watch, short events)
{
    struct pollfd fd = { .fd = watch->fd, .events = events };
    return watch->is_always || poll(&fd, 1, 0) != 0;
}

/* ------------------------------------------------------------------ reading */

enum flow_result flow_cannot_read(struct flow *flow, struct loop *loop, const char *why)
{
    flow->has_ended = true;
    say(loop, "%s", why);
    return flow->from->socket ? FLOW_FAILED : FLOW_LOST; /* what comes from the other side still matters */
}

static size_t room_of(const struct flow *flow)
{
    if (flow->from->has_records)
        return RECORD_SIZE;
    if (flow->record > 0)
        return flow->record - flow->size;
    return !flow->from->socket && flow->to->has_records ? INPUT_RECORD : COPY_SIZE;
}

static ptrdiff_t receive(struct flow *flow, struct loop *loop, struct sockfam_error *error)
{
    struct end *from = flow->from;
    struct sockfam_address peer;
    size_t room = room_of(flow);
    int flags = from->has_records ? MSG_TRUNC : 0; /* the length that it had */
    flow->data = loop->scratch;
    ptrdiff_t count = sockfam_socket_recvfrom(from->socket, flow->data, room, flags, from->peer ? &peer : NULL, error);
    if (count < 0)
        return count;
    if ((size_t)count > room) {
        say(loop, "a datagram of %td bytes was cut to %zu", count, room);
        count = (ptrdiff_t)room;
    }
    if (from->peer) {
        *from->peer = peer;
        from->has_peer = true;
    }
    flow->is_bulk = (size_t)count == room && splice_can(flow);
    flow->records++;
    return count;
}

/* A standard input that is closed, or not this process's to read, is one without contents. */
static ptrdiff_t read_input(struct flow *flow, struct loop *loop, struct sockfam_error *error)
{
    struct watch *watch = &flow->from->watch;
    if (!is_ready(watch, POLLIN))
        return -EAGAIN;
    if (flow->record == 0)
        flow->data = loop->scratch;
    ssize_t count = read(watch->fd, flow->data + flow->size, room_of(flow));
    if (count >= 0)
        return count;
    int code = errno;
    if (code == EBADF || (code == EIO && flow->from->is_terminal))
        return 0;
    snprintf(error->message, sizeof(error->message), "cannot read standard input: %s", strerror(code));
    return -code;
}

/* The byte that the sender has marked as urgent, when everything before it has been read. It stays in its place. */
static ptrdiff_t receive_urgent(struct flow *flow, struct loop *loop)
{
    struct end *from = flow->from;
    int at_mark = from->has_marks ? sockatmark(from->watch.fd) : 0;
    from->has_marks &= at_mark >= 0;
    if (at_mark <= 0 || sockfam_socket_recv(from->socket, loop->scratch, 1, 0, NULL) != 1)
        return 0;
    flow->data = loop->scratch;
    flow->is_urgent = flow->to->socket;
    return 1;
}

static enum flow_result drain(struct flow *flow, struct loop *loop);
static bool can_write(const struct flow *flow);
static bool is_complete(const struct flow *flow);

/* Something was read: it is written at once, as far as it goes. */
static enum flow_result pass(struct flow *flow, struct loop *loop, ptrdiff_t count)
{
    enum flow_result result = FLOW_GOES;
    flow->size += (size_t)count;
    flow->has_ended = count == 0 && flow->from->has_end;
    if (flow->is_dropped)
        flow->size = 0;
    if (is_complete(flow) && can_write(flow))
        result = drain(flow, loop);
    if (flow->size == 0)
        forget(flow, loop);
    else if (result != FLOW_FAILED)
        return keep(flow, loop) == FLOW_GOES ? result : FLOW_FAILED;
    return result;
}

static enum flow_result fill(struct flow *flow, struct loop *loop)
{
    struct sockfam_error error = { 0 };
    struct end *from = flow->from;
    if (flow->is_bulk)
        return splice_fill(flow, loop);
    ptrdiff_t count = receive_urgent(flow, loop);
    if (count > 0)
        return pass(flow, loop, count);
    count = from->socket ? receive(flow, loop, &error) : read_input(flow, loop, &error);
    if (count >= 0)
        return pass(flow, loop, count);
    if (flow->record == 0)
        forget(flow, loop);
    if (is_later(count)) {
        from->watch.can_read = count == -EINTR;
        return FLOW_GOES;
    }
    return flow_cannot_read(flow, loop, error.message);
}

/* ------------------------------------------------------------------ writing */

/* Nobody takes it any more: who sends it should know, as far as the family can say so. */
static void give_up(struct flow *flow, struct loop *loop)
{
    forget(flow, loop);
    flow->has_ended = flow->is_over = true;
    if (flow->from->socket)
        sockfam_socket_shutdown(flow->from->socket, SHUT_RD, NULL);
}

enum flow_result flow_cannot_write(struct flow *flow, struct loop *loop, ptrdiff_t code, const char *why)
{
    struct end *to = flow->to;
    if (is_later(code) || (code == -ENOBUFS && to->has_records)) {
        flow->is_stalled = to->socket && to->has_records;
        if (to->socket)
            to->watch.can_write = code == -EINTR;
        else
            to->output.can_write = code == -EINTR;
        return FLOW_GOES;
    }
    if (to->peer && to->peer->received <= sizeof(sa_family_t))
        say(loop, "who sent the last datagram has no address to answer to");
    else
        say(loop, "%s", why[0] != '\0' ? why : strerror((int)-code));
    to->is_gone = !to->socket;
    if (to->is_gone)
        return FLOW_FAILED;
    if (to->peer)
        forget(flow, loop);
    else
        give_up(flow, loop);
    return FLOW_LOST;
}

/* A pipe that poll(2) calls writable takes PIPE_BUF bytes at least; more could wait for its reader. */
static ptrdiff_t write_output(struct flow *flow, size_t size, struct sockfam_error *error)
{
    const struct watch *watch = &flow->to->output;
    if (!is_ready(watch, POLLOUT))
        return -EAGAIN;
    ssize_t count = write(watch->fd, flow->data + flow->at, !watch->is_always && size > PIPE_BUF ? PIPE_BUF : size);
    if (count >= 0)
        return count;
    int code = errno;
    snprintf(error->message, sizeof(error->message), "cannot write the result: %s", strerror(code));
    return -code;
}

static ptrdiff_t send_some(struct flow *flow, size_t size, struct sockfam_error *error)
{
    struct end *to = flow->to;
    const uint8_t *data = flow->data + flow->at;
    if (!to->socket)
        return write_output(flow, size, error);
    if (to->peer)
        return sockfam_socket_sendto(to->socket, data, size, 0, to->peer, error);
    int flags = (to->is_request ? MSG_MORE : 0) | (flow->is_urgent ? MSG_OOB : 0);
    ptrdiff_t count = sockfam_socket_send(to->socket, data, size, flags, error);
    if (count >= 0 || !flow->is_urgent || is_later(count))
        return count;
    flow->is_urgent = false; /* where there is no such thing it is a byte like others */
    return sockfam_socket_send(to->socket, data, size, 0, error);
}

static enum flow_result drain(struct flow *flow, struct loop *loop)
{
    struct sockfam_error error = { 0 };
    size_t size = flow->size - flow->at;
    if (!flow->data)
        return splice_drain(flow, loop);
    ptrdiff_t count = send_some(flow, size, &error);
    if (count < 0)
        return flow_cannot_write(flow, loop, count, error.message);
    flow->moved += (uint64_t)count;
    flow->at += (size_t)count;
    if (flow->at == flow->size)
        forget(flow, loop);
    return FLOW_GOES;
}

/* ------------------------------------------------------------------ when */

/* The other side hears that nothing more comes. Those that cannot hear it, or are gone, are no concern. */
static void pass_end_on(struct flow *flow, struct loop *loop)
{
    struct end *to = flow->to;
    flow->is_over = true;
    if (to->socket && to->has_half_close)
        sockfam_socket_shutdown(to->socket, SHUT_WR, NULL);
    int nothing = !to->socket && to->lets_go ? open("/dev/null", O_WRONLY | O_CLOEXEC) : -1;
    if (nothing >= 0) {
        int fd = to->output.fd;
        watch_end(loop, &to->output);
        dup2(nothing, fd);
        close(nothing);
    }
}

static bool is_complete(const struct flow *flow)
{
    return flow->size > 0 && (flow->has_ended || flow->at > 0 || flow->size >= flow->record);
}

static bool can_write(const struct flow *flow)
{
    const struct end *to = flow->to;
    return !flow->is_stalled && (to->socket ? to->watch.can_write : to->output.can_write);
}

static bool can_read(const struct flow *flow)
{
    return !flow->is_held && (!flow->to->peer || flow->to->has_peer) && flow->from->watch.can_read;
}

enum flow_result flow_run(struct flow *flow, struct loop *loop)
{
    enum flow_result result = FLOW_GOES;
    for (int turn = 0; turn < TURNS && result == FLOW_GOES; turn++) {
        if (flow->is_over)
            return FLOW_GOES;
        if (is_complete(flow)) {
            if (!can_write(flow))
                return FLOW_GOES;
            result = drain(flow, loop);
        } else if (flow->has_ended) {
            pass_end_on(flow, loop);
        } else if (!can_read(flow)) {
            return FLOW_GOES;
        } else {
            result = fill(flow, loop);
        }
    }
    return result == FLOW_GOES ? FLOW_AGAIN : result;
}
