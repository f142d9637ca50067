/* SPDX-License-Identifier: MIT */
/*
 * What `sockfam listen`, `connect` and `relay` share: a command line about sockets (pipe_request.c), sockets made as it
 * says (pipe_open.c, pipe_dial.c, pipe_accept.c), bytes or datagrams in one direction (pipe_flow.c), and two directions
 * together (pipe.c). All of them run in one loop (loop.h), in which nothing waits. This is what comes before the loop;
 * connections being made are in pipe_meet.h, bytes that move in pipe_link.h.
 * Functions that return int return an exit code and report their errors, where they say nothing else.
 */
#ifndef PIPE_H
#define PIPE_H

#include <stdbool.h>
#include <sys/types.h>

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
    int32_t mode;     /* --mode of the file that listening makes, -1: what the umask leaves */
    int64_t uid, gid; /* --owner of it, -1: as they are */
};

struct traffic {
    const struct command *self;
    struct side a, b; /* b: of relay */
    const char *bind; /* --bind, NULL: the kernel chooses */
    FILE *events;     /* where --json goes */
    int64_t timeout;  /* --timeout in nanoseconds, SOCKFAM_BLOCKING without it */
    int64_t idle;     /* --idle: nanoseconds after which a relay forgets who sent datagrams */
    size_t size;      /* --size: bytes of each datagram that is sent; 0: what one read gives */
    bool once, json;
    bool send_only, receive_only;
    bool ends_with_peer; /* --end-with-peer: although the input goes on */
    bool is_activated;   /* --activated: side A is what LISTEN_FDS says */
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
    TRAFFIC_IDLE,
    TRAFFIC_MODE,
    TRAFFIC_OWNER,
    TRAFFIC_ONCE,
    TRAFFIC_JSON,
    TRAFFIC_SEND_ONLY,
    TRAFFIC_RECEIVE_ONLY,
    TRAFFIC_END_WITH_PEER,
    TRAFFIC_ACTIVATED
};

/*
 * Rows of getopt_long()'s tables: what all subcommands that move data take, those that listen, and those that are a pipe
 * between standard input and output and an address.
 */
/* clang-format off */
#define TRAFFIC_OPTIONS                                           \
    { "protocol", required_argument, NULL, TRAFFIC_PROTOCOL },    \
    { "option", required_argument, NULL, TRAFFIC_OPTION },        \
    { "timeout", required_argument, NULL, TRAFFIC_TIMEOUT },      \
    { "once", no_argument, NULL, TRAFFIC_ONCE },                  \
    { "json", no_argument, NULL, TRAFFIC_JSON },                  \
    { "help", no_argument, NULL, OPTION_HELP }
#define LISTENER_OPTIONS                                          \
    { "activated", no_argument, NULL, TRAFFIC_ACTIVATED },        \
    { "mode", required_argument, NULL, TRAFFIC_MODE },            \
    { "owner", required_argument, NULL, TRAFFIC_OWNER }
#define PIPE_OPTIONS                                              \
    { "size", required_argument, NULL, TRAFFIC_SIZE },            \
    { "send-only", no_argument, NULL, TRAFFIC_SEND_ONLY },        \
    { "receive-only", no_argument, NULL, TRAFFIC_RECEIVE_ONLY },  \
    { "end-with-peer", no_argument, NULL, TRAFFIC_END_WITH_PEER }
/* clang-format on */

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
void traffic_tell_end(const struct traffic *traffic, uint64_t sent, uint64_t received, int result);

/* ------------------------------------------------------------------ addresses */

/* An address and how it is used. */
struct spot {
    struct sockfam_address address;
    const struct sockfam_protocol_row *row;
};

/* What a side's text stands for: one address, or those of a host, in the order in which to try them. */
struct target {
    const struct side *side;
    struct spot *spots;
    size_t count;
};

/* Looks a host up, if there is one, which may block. On failure there is nothing to free. */
int target_find(const struct sockfam_context *ctx, const struct side *side, bool listens, struct target *target);
void target_free(struct target *target);
/* An address as text, which is not raw. */
int address_parse(const struct sockfam_context *ctx, const char *text, struct sockfam_address *address);
/* Whether peers connect to such sockets: streams and sequenced packets, but not those that are only bound. */
bool row_has_connections(const struct sockfam_protocol_row *row);

/* ------------------------------------------------------------------ sockets */

/* The file that binding to an address made; path "": none. */
struct made_file {
    char path[SOCKFAM_ADDRESS_MAX + 1];
    dev_t device;
    ino_t inode;
};

/* A socket and what is known of it. */
struct place {
    struct sockfam_socket socket;
    struct sockfam_address address; /* its own when it was announced, its peer's when it was dialled */
    struct made_file file;          /* place_close() removes it */
    const struct sockfam_protocol_row *row;
};

/*
 * These give a negative errno, and a message to be reported as it is. An open socket with its options; likewise bound
 * and listening; *place is closed on failure.
 */
int place_open(const struct sockfam_context *ctx, const struct side *side, const struct spot *spot, struct place *place,
               struct sockfam_error *error);
int place_announce(const struct sockfam_context *ctx, const struct target *target, size_t at, struct place *place,
                   struct sockfam_error *error);
int place_bind(struct place *place, const struct sockfam_address *address, struct sockfam_error *error);
/* A listening socket that this process was started with. */
int place_adopt(const struct sockfam_context *ctx, int fd, struct place *place, struct sockfam_error *error);
/* Completes a message: "cannot WHAT ADDRESS: .." with the place's address. Returns `code`. */
int place_failed(const struct place *place, const char *what, int code, struct sockfam_error *error);
/* Also removes the file that binding made, if it is still that one. */
void place_close(struct place *place);

/* pipe_file.c. Remembers the file at the path that `address` is, after binding; removes it, if it is the same. */
void file_remember(struct made_file *file, const struct sockfam_address *address);
void file_remove(struct made_file *file);
/* Mode and owner as the side says. A negative errno. */
int file_own(const struct made_file *file, const struct side *side);
/* Before binding: removes the file of a socket that nobody has any more, so that nobody answers there. */
void file_clear(const struct place *place, const struct sockfam_address *address);

#endif
