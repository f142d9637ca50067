/* SPDX-License-Identifier: MIT */
/*
 * One event loop: descriptors that become ready, moments that come, and signals that end it. What happens is noted in
 * watches and timers; what is to be done about it is a task, which is run once however much has happened. So no task is
 * run while events are walked, and a task may free whatever it likes.
 */
#ifndef LOOP_H
#define LOOP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BILLION INT64_C(1000000000)

/* What a member belongs to. */
#define OWNER(pointer, type, member) ((type *)(void *)((char *)(pointer)-offsetof(type, member)))

/* Something to be done, in its turn. All zeros but `run`: not queued. */
struct task {
    struct task *next, *before;
    void (*run)(struct task *task);
};

/*
 * A descriptor, reported when its state changes only (EPOLLET): who finds it not ready after all clears can_read or
 * can_write and is told of the next change. Both are true at first, so a try comes first.
 */
struct watch {
    struct task *task; /* queued at each change */
    int fd;            /* -1: none */
    bool is_always;    /* a file, or another that does not wait */
    bool can_read, can_write;
    bool is_broken; /* both directions are closed, or it has failed */
};

/* A moment. All zeros but `expired`: not set. Timers form a pairing heap. */
struct timer {
    struct timer *child, *sibling, *before;
    int64_t due;
    bool is_set;
    void (*expired)(struct timer *timer);
};

#define LOOP_PIPES 16 /* kept for later */

struct loop {
    int epoll;
    struct task ready; /* the queue's two ends */
    struct timer *first;
    int64_t now;     /* of this turn, on the monotonic clock, nanoseconds */
    bool is_done;    /* loop_run() returns */
    bool has_status; /* the line of progress stands on stderr */
    uint8_t *scratch;
    int pipes[LOOP_PIPES][2];
    size_t pipe_count;
};

#define LOOP_SCRATCH ((size_t)256 << 10) /* bytes that a task may use while it is run */

/* YES, or NO after a report. loop_deinit() in any case. */
int loop_init(struct loop *loop);
void loop_deinit(struct loop *loop);

/* Runs until is_done (0) or until a signal asked for the end (-EINTR). */
int loop_run(struct loop *loop);

void task_queue(struct loop *loop, struct task *task);
void task_cancel(struct task *task);

/* 0 or a negative errno. `watch->task` is set, all else is set here. */
int watch_begin(struct loop *loop, struct watch *watch, int fd);
/* Before the descriptor is closed, if others have it too. */
void watch_end(struct loop *loop, struct watch *watch);

/* Also moves one that is set. */
void timer_set(struct loop *loop, struct timer *timer, int64_t due);
void timer_cancel(struct loop *loop, struct timer *timer);

/* An empty pipe for splice(2). 0, or a negative errno; pipe_put() takes back empty ones only, others are closed. */
int pipe_take(struct loop *loop, int pipe[2]);
void pipe_put(struct loop *loop, int pipe[2]);

/* A report; the line of progress is taken away first. */
void say(struct loop *loop, const char *format, ...) __attribute__((format(printf, 2, 3)));
void status_hide(struct loop *loop);

/*
 * From now on SIGINT, SIGTERM and SIGHUP, unless they were ignored, end the loop, in order, and interrupt what waits.
 */
int stop_prepare(void);

#endif
