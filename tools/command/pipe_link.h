/* SPDX-License-Identifier: MIT */
/* Bytes and datagrams that move, in the loop: in one direction, and in both. */
#ifndef PIPE_LINK_H
#define PIPE_LINK_H

#include "loop.h"
#include "pipe.h"

/* ------------------------------------------------------------------ one direction */

/* A side of the traffic: a socket, or two descriptors. */
struct end {
    struct sockfam_socket *socket; /* non-blocking; NULL: `watch` is read and `output` written, which may block */
    struct watch watch, output;
    bool has_records;    /* what one send takes is what one receive gives */
    bool has_end;        /* the other side can say that it has no more to send */
    bool has_half_close; /* and so can this one */
    bool has_marks;      /* of urgent data, perhaps */
    bool is_request;     /* what is sent belongs together, until the answer is asked for */
    bool is_terminal;    /* standard input */
    bool lets_go;        /* close `output` when nothing more comes, so that its reader knows */
    bool is_gone;        /* standard output */
    bool has_peer;
    struct sockfam_address *peer; /* who sent last, and is sent to; NULL: the socket has one peer */
};

struct flow {
    struct end *from, *to;
    uint8_t *data; /* what is to be written, from `at`: here, or in the pipe */
    size_t at, size;
    size_t record;    /* collect so many bytes before they are sent; 0: don't */
    int pipe[2];      /* while it splices; -1: none */
    uint64_t moved;   /* bytes */
    uint64_t records; /* received */
    uint32_t burst;   /* bytes spliced without a pause */
    bool has_ended;   /* nothing more will be read */
    bool is_over;     /* and all is written, or cannot be */
    bool is_held;     /* don't read yet */
    bool is_stalled;  /* the kernel had no room though it said so: try again soon */
    bool is_bulk;     /* splice */
    bool is_urgent;   /* the byte in `data` */
    bool cannot_splice;
    bool is_dropped; /* what is read goes nowhere */
};

enum flow_result {
    FLOW_GOES,   /* all that can be done is done */
    FLOW_AGAIN,  /* there is more to do, but others come first */
    FLOW_LOST,   /* this direction has failed; the other one may go on. Reported */
    FLOW_FAILED, /* nothing can go on. Reported */
};

/* -ENOMEM; flow_deinit() in any case. */
int flow_init(struct flow *flow, struct end *from, struct end *to, size_t record);
void flow_deinit(struct flow *flow, struct loop *loop);

/* Moves what can be moved. Never blocks, but for descriptors that are read or written slowly. */
enum flow_result flow_run(struct flow *flow, struct loop *loop);

/* pipe_splice.c. As fill and drain in pipe_flow.c, for bulk. */
bool splice_can(const struct flow *flow);
enum flow_result splice_fill(struct flow *flow, struct loop *loop);
enum flow_result splice_drain(struct flow *flow, struct loop *loop);
/* pipe_flow.c, for pipe_splice.c. */
enum flow_result flow_cannot_read(struct flow *flow, struct loop *loop, const char *why);
enum flow_result flow_cannot_write(struct flow *flow, struct loop *loop, ptrdiff_t code, const char *why);

/* ------------------------------------------------------------------ both directions */

struct link {
    struct loop *loop;
    struct end *near, *far; /* near: standard input and output, or who connected to a relay */
    struct flow out, in;    /* near to far, far to near */
    struct task task;
    struct timer idle, retry;
    int64_t timeout;      /* nanoseconds without anything moving, SOCKFAM_BLOCKING: any time */
    int64_t last, stall;  /* when something moved; until the next try of what is stalled */
    int64_t over;         /* since when it would be over, had all arrived; 0: it is not */
    int result;           /* so far */
    bool once;            /* without connections: one datagram is enough */
    bool ends_with_input; /* where nobody can say that no more comes: when `out` is over, `in` is after the timeout */
    bool ends_with_peer;  /* although `out` could go on */
    bool send_only;       /* what comes is dropped; it is over with `out` */
    bool receive_only;    /* nothing is sent, not even that nothing is */
    bool answers_last;    /* the answer is asked for when the request is complete */
    void (*ended)(struct link *link); /* once; then link_deinit() */
};

/* The ends of a link. The socket's watch has begun, or begins here. 0 or a negative errno. */
void end_of_socket(struct end *end, struct sockfam_socket *socket, const struct sockfam_protocol_row *row);
int end_of_standard(struct end *end, struct loop *loop);

/* All but `out`, `in`, `task` and the timers is set. Calls ended() when both directions are over, later. */
int link_begin(struct link *link, size_t record);
void link_deinit(struct link *link);
/* A signal came: how the link ends then, after a report. */
int link_interrupt(struct link *link);

/* A line on stderr, if that is a terminal and nothing else of it, from the first second on. */
struct progress {
    struct timer timer;
    const struct link *link;
    int64_t begin;
};
void progress_begin(struct progress *progress, const struct link *link);
void progress_end(struct progress *progress);

#endif
