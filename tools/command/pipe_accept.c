/* SPDX-License-Identifier: MIT */
/*
 * Accepting, several connections at a time, as long as there may be more of them. A shortage of descriptors or memory
 * is said once and waited out: the connections stay in the kernel's queue.
 */
#include "pipe_meet.h"

#include <errno.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FIRST_PASSED 3
#define BATCH 64
#define FULL_PAUSE (BILLION / 10) /* when there are no descriptors or no memory left */

/* Errors of the listener itself. Others are of one connection, or pass. */
static bool is_fatal(int code)
{
    return code == -EBADF || code == -EINVAL || code == -ENOTSOCK || code == -EOPNOTSUPP;
}

static bool is_shortage(int code)
{
    return code == -EMFILE || code == -ENFILE || code == -ENOBUFS || code == -ENOMEM;
}

static void tell_once(struct listeners *all, const char *why)
{
    if (!all->has_told)
        say(all->loop, "%s; the next connections wait", why);
    all->has_told = true;
}

/* It did not work: whether to try the next one at once. */
static bool go_on(struct listener *listener, int code, const char *why)
{
    struct listeners *all = listener->all;
    if (code == -EAGAIN || code == -EWOULDBLOCK) {
        listener->watch.can_read = false;
        return false;
    }
    if (is_shortage(code)) {
        tell_once(all, why);
        timer_set(all->loop, &all->pause, all->loop->now + FULL_PAUSE);
        return false;
    }
    if (code == -ECONNABORTED || code == -EINTR)
        return true;
    say(all->loop, "%s", why);
    all->is_broken = all->loop->is_done = is_fatal(code);
    return !all->is_broken;
}

static bool has_room(struct listeners *all)
{
    if (all->active < all->limit)
        return true;
    if (all->limit > 1)
        tell_once(all, "there are as many connections as can be served");
    return false;
}

static bool accept_one(struct listener *listener)
{
    struct listeners *all = listener->all;
    struct sockfam_socket accepted;
    struct sockfam_address peer;
    struct sockfam_error error = { 0 };
    int result = sockfam_socket_accept(&listener->place.socket, &accepted, &peer, &error);
    if (result < 0)
        return go_on(listener, result, error.message);
    all->active++;
    timer_cancel(all->loop, &all->nobody);
    traffic_tell(all->traffic, all->ctx, "connected", &peer);
    all->came(all, &accepted, listener->place.row);
    return true;
}

static void run(struct task *task)
{
    struct listener *listener = OWNER(task, struct listener, task);
    struct listeners *all = listener->all;
    for (int i = 0; i < BATCH; i++) {
        if (!listener->watch.can_read || all->pause.is_set || all->loop->is_done || !has_room(all))
            return;
        if (!accept_one(listener))
            return;
    }
    task_queue(all->loop, task);
}

static void wake(struct listeners *all)
{
    for (size_t i = 0; i < all->count; i++)
        task_queue(all->loop, &all->each[i].task);
}

static void expired(struct timer *timer)
{
    wake(OWNER(timer, struct listeners, pause));
}

static void nobody_came(struct timer *timer)
{
    struct listeners *all = OWNER(timer, struct listeners, nobody);
    say(all->loop, "timed out: no connection within %.9g s", (double)all->patience / (double)BILLION);
    all->is_broken = all->loop->is_done = true;
}

static void wait_for_somebody(struct listeners *all)
{
    if (all->patience >= 0)
        timer_set(all->loop, &all->nobody, all->loop->now + all->patience);
}

int listeners_begin(struct listeners *all)
{
    int result = YES;
    all->pause = (struct timer){ .expired = expired };
    all->nobody = (struct timer){ .expired = nobody_came };
    for (size_t i = 0; i < all->count; i++) {
        struct listener *listener = &all->each[i];
        listener->task = (struct task){ .run = run };
        listener->watch.task = &listener->task;
        int began = watch_begin(all->loop, &listener->watch, sockfam_socket_fd(&listener->place.socket));
        if (began < 0)
            report("epoll: %s", strerror(-began));
        if (began < 0)
            result = NO;
    }
    wake(all);
    wait_for_somebody(all);
    return result;
}

void listeners_release(struct listeners *all)
{
    if (--all->active == 0)
        wait_for_somebody(all);
    wake(all);
}

/* ------------------------------------------------------------------ opening */

/* A host may have addresses that this machine has not got. */
static bool is_tolerable(int code, const struct listeners *all, size_t at, size_t count)
{
    return (code == -EADDRNOTAVAIL || code == -EAFNOSUPPORT) && (all->count > 0 || at + 1 < count);
}

static int open_all(struct listeners *all, const struct target *target)
{
    size_t count = row_has_connections(target->spots[0].row) ? target->count : 1;
    all->each = calloc(count, sizeof(*all->each));
    if (!all->each) {
        report("out of memory");
        return NO;
    }
    for (size_t i = 0; i < count; i++) {
        struct sockfam_error error = { 0 };
        struct listener *listener = &all->each[all->count];
        listener->all = all;
        int result = place_announce(all->ctx, target, i, &listener->place, &error);
        if (result < 0 && !is_tolerable(result, all, i, count)) {
            report("%s", error.message);
            return NO;
        }
        all->count += result >= 0;
    }
    for (size_t i = 0; i < all->count; i++)
        traffic_tell(all->traffic, all->ctx, "listening", &all->each[i].place.address);
    return YES;
}

/* Sockets that are passed by systemd, or who acts like it: descriptors from 3 on, for this process. */
static int passed_count(void)
{
    int64_t process, count;
    const char *whose = getenv("LISTEN_PID"), *many = getenv("LISTEN_FDS");
    if (!whose || !many || number_parse(whose, &process) < 0 || number_parse(many, &count) < 0)
        return 0;
    return process == getpid() && count > 0 && count < 1000 ? (int)count : 0;
}

static int adopt_all(struct listeners *all)
{
    int count = passed_count();
    if (count == 0) {
        report("no listening socket was passed: LISTEN_FDS and LISTEN_PID do not say so");
        return NO;
    }
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_PID");
    all->each = calloc((size_t)count, sizeof(*all->each));
    for (int i = 0; all->each && i < count; i++) {
        struct sockfam_error error = { 0 };
        struct listener *listener = &all->each[all->count];
        listener->all = all;
        if (place_adopt(all->ctx, FIRST_PASSED + i, &listener->place, &error) < 0) {
            report("%s", error.message);
            return NO;
        }
        all->count++;
        traffic_tell(all->traffic, all->ctx, "listening", &listener->place.address);
    }
    return all->each ? YES : NO;
}

int listeners_open(struct listeners *all, const struct sockfam_context *ctx, const struct traffic *traffic)
{
    struct target target = { 0 };
    *all = (struct listeners){ .ctx = ctx, .traffic = traffic };
    int result = traffic->is_activated ? YES : target_find(ctx, &traffic->a, true, &target);
    if (result == YES)
        result = stop_prepare();
    if (result == YES)
        result = traffic->is_activated ? adopt_all(all) : open_all(all, &target);
    target_free(&target);
    if (result != YES)
        listeners_close(all);
    return result;
}

void listeners_close(struct listeners *all)
{
    for (size_t i = 0; i < all->count; i++)
        place_close(&all->each[i].place);
    free(all->each);
    all->each = NULL;
    all->count = 0;
}
