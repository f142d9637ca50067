/* SPDX-License-Identifier: MIT */
/*
 * What `sockfam listen`, `connect` and `relay` share: a command line about sockets (pipe_request.c), sockets made as it
 * says (pipe_open.c), bytes or datagrams in one direction (pipe_flow.c), and two directions together (pipe.c).
 * Functions that return int return an exit code and report their errors, where they say nothing else.
 */
#ifndef PIPE_H
#define PIPE_H

#include <poll.h>
#include <stdbool.h>

#include <sockfam/connection.h>
#include <sockfam/message.h>
#include <sockfam/option.h>
#include <sockfam/transfer.h>

#include "command.h"

/* ------------------------------------------------------------------ the command line */

#define SIDE_OPTIONS 32

/* One address and what its sockets shall be like. */
struct side {
    const char *text;
    const char *protocol;             /* --protocol, NULL: the first with such addresses */
    const char *option[SIDE_OPTIONS]; /* --option, NAME=VALUE */
    size_t option_count;
};

struct traffic {
    const struct command *self;
    struct side a, b; /* b: of relay */
    const char *bind; /* --bind, NULL: the kernel chooses */
    FILE *events;     /* where --json goes */
    int64_t timeout;  /* --timeout in nanoseconds, SOCKFAM_BLOCKING without it */
    size_t size;      /* --size: bytes of each datagram that is sent; 0: what one read gives */
    bool once, json;
};

/* `val` of the options that a subcommand has. */
enum traffic_option {
    TRAFFIC_PROTOCOL = 1,
    TRAFFIC_TO_PROTOCOL,
    TRAFFIC_OPTION,
    TRAFFIC_TO_OPTION,
    TRAFFIC_TIMEOUT,
    TRAFFIC_BIND,
    TRAFFIC_SIZE,
    TRAFFIC_ONCE,
    TRAFFIC_JSON
};

/* Reads the options and `addresses` (1 or 2) addresses. TRAFFIC_GO, else an exit code: all has been said. */
#define TRAFFIC_GO (-1)
int traffic_read(const struct command *self, int argc, char **argv, const struct option *options, int addresses,
                 struct traffic *traffic);

/*
 * Tells what happens: "listening", "connected" with an address. With --json one object a line, else a line on stderr,
 * if that is a terminal.
 */
void traffic_tell(const struct traffic *traffic, const struct sockfam_context *ctx, const char *event,
                  const struct sockfam_address *address);
struct pump;
void traffic_tell_end(const struct traffic *traffic, const struct pump *pump, int result);

/* ------------------------------------------------------------------ sockets */

/* A socket and what is known of it. */
struct place {
    struct sockfam_socket socket;
    struct sockfam_address address; /* its own when it was announced, its peer's when it was dialled */
    struct sockfam_address own;     /* bound to, format NULL: nothing: what place_close() removes the file of */
    const struct sockfam_protocol_row *row;
};

/* Opens, sets the options, then binds and listens, or connects within the timeout. On failure *place is closed. */
int place_announce(const struct sockfam_context *ctx, const struct side *side, struct place *place);
int place_dial(const struct sockfam_context *ctx, const struct traffic *traffic, const struct side *side, struct place *place);

/* The next connection of an announced place, or a stop (result NO, *stopped), or nobody within the timeout. */
int place_accept(int64_t timeout, struct place *listener, struct place *accepted, bool *stopped);

/* Also removes the file that binding made. */
void place_close(struct place *place);

/* Whether peers connect to it: streams and sequenced packets, but not those that are only bound. */
bool place_has_connections(const struct place *place);

/* ------------------------------------------------------------------ one direction */

/* A side of the traffic: a socket, or two descriptors. */
struct end {
    struct sockfam_socket *socket; /* non-blocking; NULL: `in` is read and `out` written, which may block */
    int in, out;
    bool has_records; /* what one send takes is what one receive gives */
    bool has_end;     /* the other side can say that it has no more to send */
    bool answers;     /* sends to `peer`, who sent last */
    bool is_request;  /* what is sent belongs together, until the answer is asked for */
    bool is_terminal; /* `in` */
    bool lets_go;     /* close `out` when nothing more comes, so that its reader knows */
    bool has_peer;
    struct sockfam_address peer;
};

struct flow {
    struct end *from, *to;
    uint8_t *data;    /* NULL: goes through the pipe */
    size_t at, size;  /* what is to be written: in `data`, or `size` bytes in the pipe */
    size_t room;      /* of `data`, or the most to read at once */
    size_t record;    /* collect so many bytes before they are sent; 0: don't */
    int pipe[2];      /* for splice(2); -1: none */
    uint64_t moved;   /* bytes */
    uint64_t records; /* received */
    bool has_ended;   /* nothing more will be read */
    bool is_over;     /* and all is written, or cannot be */
    bool is_held;     /* don't read yet */
    bool is_stalled;  /* the kernel had no room though poll(2) said so: try again soon */
};

enum flow_result {
    FLOW_GOES,   /* all is well */
    FLOW_LOST,   /* what was read cannot be written; the other direction may go on. Reported */
    FLOW_FAILED, /* nothing can go on. Reported */
};

/* Copies; with two streams splices, as far as the kernel does. -ENOMEM. flow_deinit() in any case. */
int flow_init(struct flow *flow, struct end *from, struct end *to, size_t record);
void flow_deinit(struct flow *flow);

/* What to poll(2) for, and what to do then. Never blocks, but for descriptors that are read or written slowly. */
void flow_poll(const struct flow *flow, struct pollfd poll[2]);
enum flow_result flow_step(struct flow *flow, const struct pollfd poll[2]);

/* ------------------------------------------------------------------ both directions */

struct pump {
    struct end near, far; /* near: standard input and output, or who connected to a relay */
    struct flow out, in;  /* near to far, far to near */
    int64_t timeout;      /* nanoseconds without anything moving, SOCKFAM_BLOCKING: any time */
    bool once;            /* without connections: one datagram is enough */
    bool ends_with_input; /* without connections: when `out` is over, `in` is after the timeout */
    bool answers_last;    /* the answer is asked for when the request is complete */
    bool has_progress;    /* on stderr */
};

/* The ends of a pump. Makes the socket non-blocking. */
void end_of_place(struct end *end, struct place *place);
void end_of_standard(struct end *end);

/* Moves both ways until both are over. */
int pump_run(struct pump *pump, size_t record);

/* Takes the line of progress away, if there is one: before a report. */
void progress_hide(void);

/* From now on SIGINT, SIGTERM and SIGHUP end waiting only, nothing else; so the end can be an orderly one. */
void stop_prepare(void);
/* Whether there was one. */
bool stop_asked(void);
/* Lets them interrupt everything, until a second call with false. */
void stop_anywhere(bool yes);

/* poll(2) that a stop ends: the count, 0 after `nanoseconds` (negative: any time), -EINTR: stop. */
int stop_poll(struct pollfd *fds, nfds_t count, int64_t nanoseconds);
int64_t clock_now(void);

#endif
