/* SPDX-License-Identifier: MIT */
/*
 * The loop's turn: events are noted, timers that are due expire, tasks that were queued are run, each once; those that
 * they queue come in the next turn, so none keeps the others or a signal waiting. The handler of the signals writes to
 * a descriptor that every turn looks at.
 */
#include "loop.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "command.h"

#define EVENTS 64
#define PIPE_SIZE (1 << 20)

/* ------------------------------------------------------------------ stopping */

static volatile sig_atomic_t stopped;
static int stop_descriptor = -1; /* readable from the first signal on */

static void stop(int number)
{
    const uint64_t one = 1;
    int code = errno;
    (void)number;
    stopped = 1;
    (void)!write(stop_descriptor, &one, sizeof(one));
    errno = code;
}

int stop_prepare(void)
{
    static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
    const struct sigaction action = { .sa_handler = stop };
    stop_descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (stop_descriptor < 0) {
        report("eventfd: %s", strerror(errno));
        return NO;
    }
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        struct sigaction old;
        sigaction(numbers[i], NULL, &old);
        if (old.sa_handler != SIG_IGN) /* nohup, or in the background */
            sigaction(numbers[i], &action, NULL);
    }
    return YES;
}

static int64_t clock_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * BILLION + now.tv_nsec;
}

/* ------------------------------------------------------------------ reports */

void status_hide(struct loop *loop)
{
    if (loop->has_status)
        fputs("\r\033[K", stderr);
    loop->has_status = false;
}

void say(struct loop *loop, const char *format, ...)
{
    char message[2048];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof(message), format, args);
    va_end(args);
    status_hide(loop);
    report("%s", message);
}

/* ------------------------------------------------------------------ tasks */

static void list_init(struct task *list)
{
    list->next = list->before = list;
}

static void list_append(struct task *list, struct task *task)
{
    task->next = list;
    task->before = list->before;
    list->before->next = task;
    list->before = task;
}

void task_cancel(struct task *task)
{
    if (!task->next)
        return;
    task->next->before = task->before;
    task->before->next = task->next;
    task->next = task->before = NULL;
}

void task_queue(struct loop *loop, struct task *task)
{
    if (!task->next)
        list_append(&loop->ready, task);
}

static bool has_tasks(const struct loop *loop)
{
    return loop->ready.next != &loop->ready;
}

static void run_tasks(struct loop *loop)
{
    struct task turn;
    if (!has_tasks(loop))
        return;
    turn = loop->ready;
    turn.next->before = turn.before->next = &turn;
    list_init(&loop->ready);
    while (turn.next != &turn) {
        struct task *task = turn.next;
        task_cancel(task);
        task->run(task);
    }
}

/* ------------------------------------------------------------------ timers */

static struct timer *meld(struct timer *one, struct timer *other)
{
    if (!one || !other)
        return one ? one : other;
    struct timer *first = other->due < one->due ? other : one;
    struct timer *second = first == one ? other : one;
    second->before = first;
    second->sibling = first->child;
    if (first->child)
        first->child->before = second;
    first->child = second;
    return first;
}

/* A heap of the children: in pairs, then all of them from the last. */
static struct timer *meld_children(struct timer *child)
{
    struct timer *pairs = NULL, *heap = NULL;
    while (child) {
        struct timer *second = child->sibling, *next = second ? second->sibling : NULL;
        child->sibling = child->before = NULL;
        if (second)
            second->sibling = second->before = NULL;
        struct timer *pair = meld(child, second);
        pair->sibling = pairs;
        pairs = pair;
        child = next;
    }
    while (pairs) {
        struct timer *next = pairs->sibling;
        pairs->sibling = NULL;
        heap = meld(heap, pairs);
        pairs = next;
    }
    return heap;
}

void timer_cancel(struct loop *loop, struct timer *timer)
{
    if (!timer->is_set)
        return;
    if (timer == loop->first)
        loop->first = NULL;
    else if (timer->before->child == timer)
        timer->before->child = timer->sibling;
    else
        timer->before->sibling = timer->sibling;
    if (timer->sibling)
        timer->sibling->before = timer->before;
    loop->first = meld(loop->first, meld_children(timer->child));
    if (loop->first)
        loop->first->before = NULL;
    timer->child = timer->sibling = timer->before = NULL;
    timer->is_set = false;
}

void timer_set(struct loop *loop, struct timer *timer, int64_t due)
{
    timer_cancel(loop, timer);
    timer->due = due;
    timer->is_set = true;
    loop->first = meld(loop->first, timer);
}

static void run_timers(struct loop *loop)
{
    const int64_t now = loop->now;
    while (loop->first && loop->first->due <= now) {
        struct timer *timer = loop->first;
        timer_cancel(loop, timer);
        timer->expired(timer);
    }
}

/* ------------------------------------------------------------------ descriptors */

int watch_begin(struct loop *loop, struct watch *watch, int fd)
{
    struct epoll_event event = { .events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data.ptr = watch };
    *watch = (struct watch){ .task = watch->task, .fd = fd, .can_read = true, .can_write = true };
    if (epoll_ctl(loop->epoll, EPOLL_CTL_ADD, fd, &event) == 0)
        return 0;
    watch->is_always = errno == EPERM || errno == EBADF;
    return watch->is_always ? 0 : -errno;
}

void watch_end(struct loop *loop, struct watch *watch)
{
    if (watch->fd >= 0 && !watch->is_always)
        epoll_ctl(loop->epoll, EPOLL_CTL_DEL, watch->fd, NULL);
    watch->fd = -1;
}

static void note(struct loop *loop, const struct epoll_event *event)
{
    struct watch *watch = event->data.ptr;
    if (!watch) /* a signal */
        return;
    const uint32_t bad = event->events & (EPOLLHUP | EPOLLERR);
    watch->can_read |= (event->events & (EPOLLIN | EPOLLRDHUP)) || bad;
    watch->can_write |= (event->events & EPOLLOUT) || bad;
    watch->is_broken |= bad != 0;
    if (watch->task)
        task_queue(loop, watch->task);
}

static int milliseconds(const struct loop *loop)
{
    if (has_tasks(loop))
        return 0;
    if (!loop->first)
        return -1;
    int64_t left = loop->first->due - clock_now();
    if (left <= 0)
        return 0;
    return left / 1000000 >= 1000000 ? 1000000 : (int)((left + 999999) / 1000000);
}

int loop_run(struct loop *loop)
{
    loop->now = clock_now();
    while (!loop->is_done) {
        struct epoll_event events[EVENTS];
        if (stopped)
            return -EINTR;
        int count = epoll_wait(loop->epoll, events, EVENTS, milliseconds(loop));
        loop->now = clock_now();
        for (int i = 0; i < count; i++)
            note(loop, &events[i]);
        run_timers(loop);
        run_tasks(loop);
    }
    return 0;
}

/* ------------------------------------------------------------------ what tasks borrow */

int pipe_take(struct loop *loop, int pipe[2])
{
    if (loop->pipe_count > 0) {
        memcpy(pipe, loop->pipes[--loop->pipe_count], sizeof(loop->pipes[0]));
        return 0;
    }
    if (pipe2(pipe, O_CLOEXEC | O_NONBLOCK) < 0)
        return -errno;
    (void)fcntl(pipe[1], F_SETPIPE_SZ, PIPE_SIZE); /* a small one is slower, no worse */
    return 0;
}

static void close_pipe(int pipe[2])
{
    close(pipe[0]);
    close(pipe[1]);
}

void pipe_put(struct loop *loop, int pipe[2])
{
    if (loop->pipe_count < LOOP_PIPES)
        memcpy(loop->pipes[loop->pipe_count++], pipe, sizeof(loop->pipes[0]));
    else
        close_pipe(pipe);
    pipe[0] = pipe[1] = -1;
}

int loop_init(struct loop *loop)
{
    struct epoll_event event = { .events = EPOLLIN };
    *loop = (struct loop){ .epoll = epoll_create1(EPOLL_CLOEXEC) };
    list_init(&loop->ready);
    loop->scratch = malloc(LOOP_SCRATCH);
    loop->now = clock_now();
    if (loop->epoll < 0 || epoll_ctl(loop->epoll, EPOLL_CTL_ADD, stop_descriptor, &event) < 0)
        report("epoll: %s", strerror(errno));
    else if (!loop->scratch)
        report("out of memory");
    else
        return YES;
    return NO;
}

void loop_deinit(struct loop *loop)
{
    while (loop->pipe_count > 0)
        close_pipe(loop->pipes[--loop->pipe_count]);
    free(loop->scratch);
    if (loop->epoll >= 0)
        close(loop->epoll);
}
