/* SPDX-License-Identifier: MIT */
/*
 * Connecting without waiting: each address of the target in turn, until one answers. A connection under way reports
 * itself by becoming writable, and SO_ERROR says how it went. Where the kernel would rather have the caller wait (a
 * unix socket whose backlog is full, no descriptors left) it is tried again after pauses, until the time is up.
 */
#include "pipe_meet.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#define PAUSE_FIRST (BILLION / 200)
#define PAUSE_MOST (BILLION / 10)

static void finish(struct dial *dial, int result)
{
    timer_cancel(dial->loop, &dial->timer);
    task_cancel(&dial->task);
    dial->watch->task = NULL;
    dial->done(dial, result);
}

void dial_cancel(struct dial *dial)
{
    timer_cancel(dial->loop, &dial->timer);
    task_cancel(&dial->task);
    place_close(dial->place);
}

static void begin_next(struct dial *dial);

/* This address will not do. */
static void fail(struct dial *dial, const char *why)
{
    bool is_last = dial->at + 1 == dial->target->count;
    if (is_last)
        say(dial->loop, "%s", why);
    place_close(dial->place);
    if (is_last) {
        finish(dial, NO);
        return;
    }
    dial->at++;
    begin_next(dial);
}

/* Likewise: "cannot connect to ..: why" */
static void fail_to_connect(struct dial *dial, const char *why)
{
    struct sockfam_error error = { 0 };
    snprintf(error.message, sizeof(error.message), "%s", why);
    place_failed(dial->place, "connect to", 0, &error);
    fail(dial, error.message);
}

static void time_out(struct dial *dial)
{
    char why[64];
    snprintf(why, sizeof(why), "timed out after %.9g s", (double)dial->timeout / (double)BILLION);
    fail_to_connect(dial, why);
}

static void try_again_later(struct dial *dial)
{
    int64_t next = dial->loop->now + dial->pause;
    if (dial->pause < PAUSE_MOST)
        dial->pause *= 2;
    timer_set(dial->loop, &dial->timer, next < dial->deadline ? next : dial->deadline);
}

/* Families whose requests go through accepted sockets. */
static int accept_instead(struct place *place, struct sockfam_error *error)
{
    struct sockfam_socket accepted;
    if (!(place->row->flags & SOCKFAM_PROTOCOL_DIAL_ACCEPTS))
        return 0;
    int result = sockfam_socket_accept(&place->socket, &accepted, NULL, error);
    if (result < 0)
        return result;
    sockfam_socket_close(&place->socket, NULL);
    place->socket = accepted;
    return sockfam_socket_set_timeout(&place->socket, SOCKFAM_NON_BLOCKING, error);
}

static int connect_once(struct place *place, struct sockfam_error *error)
{
    if (!(place->row->flags & SOCKFAM_PROTOCOL_DIAL_BINDS))
        return sockfam_socket_connect(&place->socket, &place->address, error);
    int result = sockfam_socket_bind(&place->socket, &place->address, error);
    return result < 0 ? result : accept_instead(place, error);
}

/* The socket has its address, or soon will. */
static void watch_it(struct dial *dial, bool is_connected)
{
    int result = watch_begin(dial->loop, dial->watch, sockfam_socket_fd(&dial->place->socket));
    if (result < 0) {
        fail_to_connect(dial, strerror(-result));
    } else if (is_connected) {
        finish(dial, YES);
    } else {
        dial->watch->can_write = false;
        if (dial->deadline != INT64_MAX)
            timer_set(dial->loop, &dial->timer, dial->deadline);
    }
}

static int open_it(struct dial *dial, struct sockfam_error *error)
{
    struct place *place = dial->place;
    int result = place_open(dial->ctx, dial->target->side, &dial->target->spots[dial->at], place, error);
    if (result == 0)
        result = sockfam_socket_set_timeout(&place->socket, SOCKFAM_NON_BLOCKING, error);
    if (result < 0 || !dial->bind)
        return result;
    result = place_bind(place, dial->bind, error);
    if (result < 0) {
        place->address = *dial->bind;
        place_failed(place, "bind to", result, error);
        place_close(place);
    }
    return result;
}

static bool is_shortage(int code)
{
    return code == -EAGAIN || code == -EMFILE || code == -ENFILE || code == -ENOBUFS || code == -ENOMEM;
}

static void attempt(struct dial *dial)
{
    struct sockfam_error error = { 0 };
    bool is_open = sockfam_socket_fd(&dial->place->socket) >= 0;
    int result = is_open ? 0 : open_it(dial, &error);
    is_open = result == 0;
    if (is_open)
        result = connect_once(dial->place, &error);
    if (result == 0 || result == -EINPROGRESS || result == -EINTR)
        watch_it(dial, result == 0);
    else if (is_shortage(result))
        try_again_later(dial);
    else if (is_open)
        fail_to_connect(dial, error.message);
    else
        fail(dial, error.message);
}

/* The socket says something: it is connected, or not. */
static void run(struct task *task)
{
    struct dial *dial = OWNER(task, struct dial, task);
    int64_t code = 0;
    if (!dial->watch->can_write && !dial->watch->is_broken)
        return;
    sockfam_socket_getsockopt_int(&dial->place->socket, SOL_SOCKET, SO_ERROR, &code, NULL);
    if (code != 0)
        fail_to_connect(dial, strerror((int)code));
    else
        finish(dial, YES);
}

static void expired(struct timer *timer)
{
    struct dial *dial = OWNER(timer, struct dial, timer);
    if (dial->loop->now >= dial->deadline)
        time_out(dial);
    else
        attempt(dial);
}

static bool fits(const struct sockfam_address *bind, const struct sockfam_address *address)
{
    return !bind || bind->format == address->format;
}

static void begin_next(struct dial *dial)
{
    const struct target *target = dial->target;
    while (dial->at + 1 < target->count && !fits(dial->bind, &target->spots[dial->at].address))
        dial->at++;
    *dial->place =
        (struct place){ .socket = { .ctx = dial->ctx, .fd = -1 }, .address = target->spots[dial->at].address };
    dial->watch->fd = -1;
    dial->pause = PAUSE_FIRST;
    if (dial->timeout < 0 || __builtin_add_overflow(dial->loop->now, dial->timeout, &dial->deadline))
        dial->deadline = INT64_MAX;
    attempt(dial);
}

void dial_begin(struct dial *dial)
{
    dial->task = (struct task){ .run = run };
    dial->timer = (struct timer){ .expired = expired };
    dial->watch->task = &dial->task;
    dial->at = 0;
    begin_next(dial);
}
