/* SPDX-License-Identifier: MIT */
/*
 * Two directions of traffic: whenever something happens to one of their ends, each moves what it can. Where the family
 * has connections the link is over when both sides have said so; one that breaks is a failure, whatever was under way.
 * Where it has none, nobody says so: then it is over with the input, with the first datagram (--once), or when nothing
 * came for a while.
 */
#include "pipe_link.h"

#include <linux/sockios.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define STALL (BILLION / 500)     /* how soon what had no room is tried again, at first */
#define STALL_MOST (BILLION / 20) /* and then */
#define GRACE BILLION             /* to answer, for a peer that cannot be told that no more comes */
#define PROGRESS_FIRST BILLION    /* transfers that are shorter need no progress */
#define PROGRESS_EVERY (BILLION / 5)

/* ------------------------------------------------------------------ ends */

void end_of_socket(struct end *end, struct sockfam_socket *socket, const struct sockfam_protocol_row *row)
{
    bool has_end = row_has_connections(row);
    struct watch watch = end->watch;
    *end = (struct end){
        .socket = socket,
        .watch = watch,
        .output = { .fd = -1 },
        .has_records = row->type != SOCKFAM_STREAM,
        .has_marks = row->type == SOCKFAM_STREAM,
        .has_end = has_end,
        .has_half_close = has_end && !(row->flags & SOCKFAM_PROTOCOL_NO_HALF_CLOSE),
        .is_request = row->flags & SOCKFAM_PROTOCOL_DIAL_ACCEPTS,
    };
}

int end_of_standard(struct end *end, struct loop *loop)
{
    *end = (struct end){ .has_end = true, .has_half_close = true, .is_terminal = isatty(STDIN_FILENO) };
    int result = watch_begin(loop, &end->watch, STDIN_FILENO);
    return result < 0 ? result : watch_begin(loop, &end->output, STDOUT_FILENO);
}

/* ------------------------------------------------------------------ progress */

static uint64_t moved_of(const struct link *link)
{
    return link->out.moved + link->in.moved;
}

static void show_progress(struct timer *timer)
{
    struct progress *progress = OWNER(timer, struct progress, timer);
    const struct link *link = progress->link;
    const double mib = 1 << 20;
    double seconds = (double)(link->loop->now - progress->begin) / (double)BILLION;
    fprintf(stderr, "\r\033[K%.1f MiB sent, %.1f MiB received, %.1f MiB/s", (double)link->out.moved / mib,
            (double)link->in.moved / mib, (double)moved_of(link) / mib / seconds);
    fflush(stderr);
    link->loop->has_status = true;
    timer_set(link->loop, timer, link->loop->now + PROGRESS_EVERY);
}

void progress_begin(struct progress *progress, const struct link *link)
{
    *progress = (struct progress){ .timer = { .expired = show_progress }, .link = link, .begin = link->loop->now };
    if (isatty(STDERR_FILENO) && !isatty(STDIN_FILENO) && !isatty(STDOUT_FILENO))
        timer_set(link->loop, &progress->timer, progress->begin + PROGRESS_FIRST);
}

void progress_end(struct progress *progress)
{
    timer_cancel(progress->link->loop, &progress->timer);
    status_hide(progress->link->loop);
}

/* ------------------------------------------------------------------ when it is over */

static bool has_connection(const struct link *link)
{
    return link->far->has_end;
}

/* The far side does not know that nothing more comes, and `out` is over: it has time to answer, no more. */
static bool is_last_wait(const struct link *link)
{
    return link->ends_with_input && link->out.is_over && !link->far->has_half_close && !link->once;
}

static bool is_over(const struct link *link)
{
    if (link->near->is_terminal && link->in.is_over) /* nobody is there to hear what could be typed */
        return true;
    if (link->out.is_over && (link->in.is_over || link->send_only))
        return true;
    if (link->far->has_half_close || !link->out.is_over || link->in.size > 0)
        return false;
    if (link->once && (link->ends_with_input || !has_connection(link)))
        return link->in.records > 0;
    return !has_connection(link) && link->ends_with_input && link->timeout < 0;
}

/* Both directions at once, where one alone could not: some families take closing alone for a failure (tipc). */
static void say_goodbye(const struct end *end)
{
    if (end->socket && end->has_end && !end->has_half_close)
        sockfam_socket_shutdown(end->socket, SHUT_RDWR, NULL);
}

static void finish(struct link *link, int result)
{
    if (result != YES)
        link->result = NO;
    if (link->result == YES) {
        say_goodbye(link->near);
        say_goodbye(link->far);
    }
    timer_cancel(link->loop, &link->idle);
    timer_cancel(link->loop, &link->retry);
    task_cancel(&link->task);
    link->ended(link);
}

/*
 * Whether what was sent has arrived, or never will. Only then is it known how it went: who is gone, or reads no more,
 * answers with a reset, sooner or later.
 */
static bool has_arrived(struct link *link, const struct end *end)
{
    int64_t code = 0;
    int count = 0;
    if (!end->socket || !end->has_end || link->result != YES)
        return true;
    sockfam_socket_getsockopt_int(end->socket, SOL_SOCKET, SO_ERROR, &code, NULL);
    if (code != 0) {
        say(link->loop, "what was sent did not arrive: %s", strerror((int)code));
        link->result = NO;
    }
    return code != 0 || ioctl(end->watch.fd, SIOCOUTQ, &count) < 0 || count == 0;
}

/* It is over, but for that: whether it is really. */
static bool is_settled(struct link *link)
{
    if (!link->out.is_over || (has_arrived(link, link->far) && has_arrived(link, link->near)))
        return true;
    if (link->over == 0) {
        link->over = link->loop->now;
        link->stall = STALL / 2;
    }
    if (link->loop->now >= link->over + GRACE)
        return true;
    timer_set(link->loop, &link->retry, link->loop->now + link->stall);
    link->stall = link->stall < STALL_MOST ? 2 * link->stall : link->stall;
    return false;
}

/* How long nothing may move, negative: any time. */
static int64_t patience(const struct link *link)
{
    return link->timeout < 0 && is_last_wait(link) && has_connection(link) ? GRACE : link->timeout;
}

static void watch_time(struct link *link)
{
    int64_t limit = patience(link);
    if (limit >= 0 && (!link->idle.is_set || link->idle.due > link->last + limit))
        timer_set(link->loop, &link->idle, link->last + limit);
}

/* Perhaps nobody answers any more: where nobody can say so that is how traffic ends, else it is a failure. */
static void idle_expired(struct timer *timer)
{
    struct link *link = OWNER(timer, struct link, idle);
    if (link->loop->now < link->last + patience(link)) {
        watch_time(link);
        return;
    }
    if (is_last_wait(link) || link->over > 0) {
        finish(link, link->result);
        return;
    }
    say(link->loop, "timed out: nothing came or went for %.9g s", (double)link->timeout / (double)BILLION);
    finish(link, NO);
}

static void retry_expired(struct timer *timer)
{
    struct link *link = OWNER(timer, struct link, retry);
    link->out.is_stalled = link->in.is_stalled = false;
    link->far->watch.can_write = link->near->watch.can_write = true;
    task_queue(link->loop, &link->task);
}

int link_interrupt(struct link *link)
{
    if (has_connection(link))
        say(link->loop, "interrupted");
    return has_connection(link) || link->ends_with_input ? NO : link->result;
}

/* ------------------------------------------------------------------ going on */

/*
 * An end that is broken, although all that came from it has been read: it is gone for what would go there too, and if
 * it did not go in peace that is a failure, even when nothing was under way. False: so it is.
 */
static bool look_at_end(struct link *link, struct end *end, const struct flow *from, struct flow *to)
{
    int64_t code = 0;
    if (!end->socket || !end->watch.is_broken || !end->has_end || !from->has_ended || to->is_over)
        return true;
    sockfam_socket_getsockopt_int(end->socket, SOL_SOCKET, SO_ERROR, &code, NULL);
    if (code != 0) {
        say(link->loop, "the peer is gone: %s", strerror((int)code));
        return false;
    }
    if (to->size == 0)
        to->has_ended = true;
    return true;
}

static void go_on_later(struct link *link)
{
    if (!link->out.is_stalled && !link->in.is_stalled) {
        link->stall = STALL;
    } else if (!link->retry.is_set) {
        timer_set(link->loop, &link->retry, link->loop->now + link->stall);
        link->stall = link->stall < STALL_MOST ? 2 * link->stall : link->stall;
    }
    watch_time(link);
}

/* One direction. Whether anything can go on. */
static bool step(struct link *link, struct flow *flow)
{
    enum flow_result result = flow_run(flow, link->loop);
    if (result == FLOW_AGAIN)
        task_queue(link->loop, &link->task);
    else if (result != FLOW_GOES)
        link->result = NO;
    if (result == FLOW_LOST) /* there may be more */
        task_queue(link->loop, &link->task);
    return result != FLOW_FAILED;
}

/* Nothing more is read. */
static void end_flow(struct link *link, struct flow *flow)
{
    if (!flow->has_ended)
        task_queue(link->loop, &link->task);
    flow->has_ended = true;
}

static bool step_both(struct link *link)
{
    if (!step(link, &link->out))
        return false;
    if (link->out.is_over)
        link->in.is_held = false;
    if (!step(link, &link->in))
        return false;
    if (link->once && !has_connection(link) && link->in.records > 0)
        end_flow(link, &link->in);
    if (link->ends_with_peer && link->in.is_over)
        end_flow(link, &link->out);
    return look_at_end(link, link->near, &link->out, &link->in) && look_at_end(link, link->far, &link->in, &link->out);
}

static void run(struct task *task)
{
    struct link *link = OWNER(task, struct link, task);
    uint64_t before = moved_of(link);
    bool had_ended = link->out.has_ended && link->in.has_ended;
    bool was_over = link->out.is_over;
    if (!step_both(link)) {
        finish(link, NO);
        return;
    }
    if (!had_ended && link->out.has_ended && link->in.has_ended)
        task_queue(link->loop, task);
    if (moved_of(link) != before || link->out.is_over != was_over)
        link->last = link->loop->now;
    if (!is_over(link))
        go_on_later(link);
    else if (is_settled(link))
        finish(link, link->result);
}

int link_begin(struct link *link, size_t record)
{
    int out = flow_init(&link->out, link->near, link->far, record);
    int in = flow_init(&link->in, link->far, link->near, 0);
    link->in.is_held = link->answers_last;
    link->in.is_dropped = link->send_only;
    link->out.has_ended = link->out.is_over = link->receive_only;
    link->once = link->once || link->answers_last;
    link->task = (struct task){ .run = run };
    link->idle = (struct timer){ .expired = idle_expired };
    link->retry = (struct timer){ .expired = retry_expired };
    link->result = YES;
    link->stall = STALL;
    link->last = link->loop->now;
    link->near->watch.task = link->far->watch.task = &link->task;
    link->near->output.task = &link->task;
    task_queue(link->loop, &link->task);
    watch_time(link);
    return out < 0 ? out : in;
}

void link_deinit(struct link *link)
{
    timer_cancel(link->loop, &link->idle);
    timer_cancel(link->loop, &link->retry);
    task_cancel(&link->task);
    link->near->watch.task = link->far->watch.task = NULL;
    link->near->output.task = NULL;
    flow_deinit(&link->out, link->loop);
    flow_deinit(&link->in, link->loop);
}
