/* SPDX-License-Identifier: MIT */
/* Connections being made, in the loop: to an address, and by those who come. */
#ifndef PIPE_MEET_H
#define PIPE_MEET_H

#include "loop.h"
#include "pipe.h"

/* ------------------------------------------------------------------ connecting, in the loop */

struct dial {
    struct loop *loop;
    const struct sockfam_context *ctx;
    const struct target *target;
    const struct sockfam_address *bind;          /* NULL: the kernel chooses */
    int64_t timeout;                             /* for each address; negative: the kernel's */
    struct place *place;                         /* what becomes of it */
    struct watch *watch;                         /* of its socket, from then on */
    void (*done)(struct dial *dial, int result); /* once; failures have been reported, *place is closed then */
    size_t at;                                   /* in the target */
    int64_t deadline;                            /* INT64_MAX: none */
    int64_t pause;                               /* until the next try */
    struct task task;                            /* the socket has something to say */
    struct timer timer;                          /* out of time, or time to try again */
};

/* The members up to `done` are set. */
void dial_begin(struct dial *dial);
/* Gives up; done() is not called. */
void dial_cancel(struct dial *dial);

/* ------------------------------------------------------------------ accepting, in the loop */

struct listeners;

struct listener {
    struct listeners *all;
    struct place place;
    struct watch watch;
    struct task task;
};

/* The sockets of one target, and how many connections there are and may be. */
struct listeners {
    struct loop *loop;
    struct listener *each;
    size_t count;
    size_t active, limit;
    bool has_told;    /* that there are too many */
    bool is_broken;   /* nobody can come any more, or nobody came: the loop is done */
    int64_t patience; /* nanoseconds without any connection, negative: any time */
    struct timer pause, nobody;
    void (*came)(struct listeners *all, struct sockfam_socket *accepted, const struct sockfam_protocol_row *row);
    const struct traffic *traffic;
    const struct sockfam_context *ctx;
};

/*
 * Listens at the addresses of `traffic`'s side A, and tells so; only at the first where there are no connections.
 * Signals end programs while a host is looked up; then it is stop_prepare()'s turn.
 */
int listeners_open(struct listeners *all, const struct sockfam_context *ctx, const struct traffic *traffic);
void listeners_close(struct listeners *all);
/*
 * `loop`, `limit`, `patience` and `came` are set. Who came is told as "connected", and counts until
 * listeners_release().
 */
int listeners_begin(struct listeners *all);
void listeners_release(struct listeners *all);

#endif
