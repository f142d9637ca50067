/* SPDX-License-Identifier: MIT */
/*
 * Two directions of traffic, one poll(2) for both. Where the family has connections it is over when both sides have
 * said so. Where it has none, nobody says so: then it is over with the input, with the first datagram (--once), or when
 * nothing came for a while. Signals that end programs are let in only while it waits, so that nothing is left behind.
 */
#include "pipe.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define BILLION INT64_C(1000000000)
#define STALL (BILLION / 500)  /* how soon what had no room is tried again */
#define PROGRESS_FIRST BILLION /* transfers that are shorter need no progress */
#define PROGRESS_EVERY (BILLION / 5)

/* ------------------------------------------------------------------ stopping */

static volatile sig_atomic_t stopped;
static sigset_t mask_waiting; /* while waiting; all other time the three signals are blocked */
static sigset_t mask_three;

static void stop(int number)
{
    (void)number;
    stopped = 1;
}

void stop_prepare(void)
{
    static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
    const struct sigaction action = { .sa_handler = stop };
    sigemptyset(&mask_three);
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        struct sigaction old;
        sigaddset(&mask_three, numbers[i]);
        sigaction(numbers[i], NULL, &old);
        if (old.sa_handler != SIG_IGN) /* nohup, or in the background */
            sigaction(numbers[i], &action, NULL);
    }
    sigprocmask(SIG_BLOCK, &mask_three, &mask_waiting);
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
        sigdelset(&mask_waiting, numbers[i]);
}

bool stop_asked(void)
{
    return stopped;
}

void stop_anywhere(bool yes)
{
    sigprocmask(yes ? SIG_UNBLOCK : SIG_BLOCK, &mask_three, NULL);
}

int64_t clock_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * BILLION + now.tv_nsec;
}

int stop_poll(struct pollfd *fds, nfds_t count, int64_t nanoseconds)
{
    struct timespec time = { (time_t)(nanoseconds / BILLION), (long)(nanoseconds % BILLION) };
    int result = stopped ? -1 : ppoll(fds, count, nanoseconds < 0 ? NULL : &time, &mask_waiting);
    if (stopped)
        return -EINTR;
    if (result >= 0 || errno != EINTR)
        return result < 0 ? -errno : result;
    for (nfds_t i = 0; i < count; i++) /* another signal: nothing is ready */
        fds[i].revents = 0;
    return 1;
}

/* ------------------------------------------------------------------ ends */

void end_of_place(struct end *end, struct place *place)
{
    bool has_end = place_has_connections(place);
    *end = (struct end){
        .socket = &place->socket,
        .in = -1,
        .out = -1,
        .has_records = place->row->type != SOCKFAM_STREAM,
        .has_end = has_end,
        .is_request = place->row->flags & SOCKFAM_PROTOCOL_DIAL_ACCEPTS,
    };
    sockfam_socket_set_timeout(&place->socket, SOCKFAM_NON_BLOCKING, NULL);
}

void end_of_standard(struct end *end)
{
    *end = (struct end){
        .in = STDIN_FILENO,
        .out = STDOUT_FILENO,
        .has_end = true,
        .is_terminal = isatty(STDIN_FILENO),
    };
}

/* ------------------------------------------------------------------ progress */

static uint64_t moved_of(const struct pump *pump)
{
    return pump->out.moved + pump->in.moved;
}

static bool is_progress_shown;

void progress_hide(void)
{
    if (is_progress_shown)
        fputs("\r\033[K", stderr);
    is_progress_shown = false;
}

static void show_progress(const struct pump *pump, int64_t since, int64_t now)
{
    const double mib = 1 << 20;
    double seconds = (double)(now - since) / (double)BILLION;
    fprintf(stderr, "\r\033[K%.1f MiB sent, %.1f MiB received, %.1f MiB/s", (double)pump->out.moved / mib,
            (double)pump->in.moved / mib, (double)moved_of(pump) / mib / seconds);
    fflush(stderr);
    is_progress_shown = true;
}

/* ------------------------------------------------------------------ the loop */

/* What the loop keeps: when it began, when something moved last, when progress is due. */
struct times {
    int64_t begin, last, progress;
};

static bool has_connection(const struct pump *pump)
{
    return pump->far.has_end;
}

static bool is_over(struct pump *pump)
{
    if (pump->near.is_terminal && pump->in.is_over) /* nobody is there to hear what could be typed */
        return true;
    if (has_connection(pump))
        return pump->out.is_over && pump->in.is_over;
    if (!pump->out.is_over || pump->in.size > 0)
        return false;
    return pump->once ? pump->in.records > 0 : pump->ends_with_input && pump->timeout < 0;
}

/* Nobody answers any more: that is how traffic without connections ends, else it is a failure. */
static int time_out(const struct pump *pump)
{
    if (!has_connection(pump) && pump->ends_with_input && !pump->once && pump->out.is_over)
        return YES;
    progress_hide();
    report("timed out: nothing came or went for %.9g s", (double)pump->timeout / (double)BILLION);
    return NO;
}

static int64_t sooner(int64_t one, int64_t other)
{
    return one < 0 || (other >= 0 && other < one) ? other : one;
}

#define GO_ON (-1)

/* Waits. GO_ON, or what the pump returns. */
static int wait_ready(struct pump *pump, struct times *times, struct pollfd fds[4])
{
    int64_t left = pump->timeout < 0 ? -1 : times->last + pump->timeout - clock_now();
    if (pump->timeout >= 0 && left <= 0)
        return time_out(pump);
    if (pump->out.is_stalled || pump->in.is_stalled)
        left = sooner(left, STALL);
    if (pump->has_progress)
        left = sooner(left, PROGRESS_EVERY);
    int count = stop_poll(fds, 4, left);
    if (count < 0)
        progress_hide();
    if (count == -EINTR) {
        if (has_connection(pump))
            report("interrupted");
        return has_connection(pump) || pump->ends_with_input ? NO : YES;
    }
    if (count < 0)
        report("poll: %s", strerror(-count));
    return count < 0 ? NO : GO_ON;
}

/* Whether anything can go on. */
static bool step(struct flow *flow, const struct pollfd poll[2], int *result)
{
    enum flow_result stepped = flow_step(flow, poll);
    if (stepped != FLOW_GOES)
        *result = NO;
    return stepped != FLOW_FAILED;
}

static void after_step(struct pump *pump, struct times *times, uint64_t before)
{
    int64_t now = clock_now();
    if (moved_of(pump) != before)
        times->last = now;
    if (pump->has_progress && now >= times->progress) {
        show_progress(pump, times->begin, now);
        times->progress = now + PROGRESS_EVERY;
    }
    if (pump->out.is_over)
        pump->in.is_held = false;
    if (pump->once && !has_connection(pump) && pump->in.records > 0)
        pump->in.has_ended = true;
}

static int loop(struct pump *pump)
{
    int result = YES;
    struct times times = { .begin = clock_now() };
    times.last = times.begin;
    times.progress = times.begin + PROGRESS_FIRST;
    while (!is_over(pump)) {
        struct pollfd fds[4];
        uint64_t before = moved_of(pump);
        flow_poll(&pump->out, fds);
        flow_poll(&pump->in, fds + 2);
        int waited = wait_ready(pump, &times, fds);
        if (waited != GO_ON)
            return waited == YES ? result : NO;
        if (!step(&pump->out, fds, &result) || !step(&pump->in, fds + 2, &result))
            return NO;
        after_step(pump, &times, before);
    }
    return result;
}

int pump_run(struct pump *pump, size_t record)
{
    int result = NO;
    int out = flow_init(&pump->out, &pump->near, &pump->far, record);
    int in = flow_init(&pump->in, &pump->far, &pump->near, 0);
    pump->in.is_held = pump->answers_last;
    pump->once = pump->once || pump->answers_last;
    if (out < 0 || in < 0)
        report("out of memory");
    else
        result = loop(pump);
    progress_hide();
    flow_deinit(&pump->out);
    flow_deinit(&pump->in);
    return result;
}
