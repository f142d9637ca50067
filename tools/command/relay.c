/* SPDX-License-Identifier: MIT */
/*
 * sockfam relay: listens on one address, and for each connection connects to another. All of them are in one loop; none
 * waits, so one that is slow or fails is no other's concern, and what an idle one costs is its two sockets.
 */

#include <getopt.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "pipe_link.h"
#include "relay.h"

static const char help_text[] =
    "usage: sockfam relay [OPTION..] A B\n"
    "       sockfam relay [OPTION..] --activated B\n"
    "\n"
    "Listens on A, connects to B for each connection, and moves data both ways, any number of\n"
    "connections at once; much data goes from stream to stream without being copied, where the kernel\n"
    "can. That one side sends no more is passed on; a connection that breaks also breaks the other one.\n"
    "Sequenced packets stay what they are, urgent data stays urgent. Where both A and B have datagrams\n"
    "each sender to A has a socket of its own to B, and gets what comes there.\n"
    "Either may be HOST:SERVICE, or :PORT of this machine: A listens at all addresses of the host, B's\n"
    "are tried one after another. They are looked up once, at the beginning.\n"
    "It ends on SIGINT, SIGTERM or SIGHUP, all connections with it, and removes the file that a unix\n"
    "address is. A file that a socket left behind, at which nobody answers, is replaced.\n"
    "\n"
    "  --once                  end with the first connection, or the first sender\n"
    "  --activated             A is what systemd listens on (LISTEN_FDS)\n"
    "  --mode MODE             of the file that a unix A is, octal, instead of what umask leaves\n"
    "  --owner USER:GROUP      of that file; each of the two may be left out\n"
    "  --protocol NAME         of A, see 'sockfam families NAME'; else the family's first one\n"
    "  --to-protocol NAME      of B\n"
    "  --option NAME=VALUE     set an option of A's sockets, SO_RCVBUF=65536; repeatable\n"
    "  --to-option NAME=VALUE  set an option of B's sockets\n"
    "  --bind ADDRESS          its own address towards B; unix: is any, for unix datagrams to answer\n"
    "  --timeout SECONDS       give up a connection, to B too, in which nothing moves for that long;\n"
    "                          with --once also if nobody comes\n"
    "  --idle SECONDS          forget who sent datagrams when nothing came or went for that long; 60\n"
    "  --json                  tell on stdout what happens, one object a line: {\"event\",\"address\"}\n"
    "                          of listening and connected, and of ended\n"
    "                          {\"event\",\"sent\",\"received\",\"good\"}, seen from A's side\n"
    "\n"
    "Exit code 1 if it could not listen; with --once also if the connection failed.\n"
    "\n"
    "examples\n"
    "  sockfam relay --once 127.0.0.1:7008 unix:copy.sock\n"
    "  sockfam relay --once --to-option TCP_NODELAY=on unix:front.sock 127.0.0.1:7007\n"
    "  sockfam relay --once --mode 600 unix:front.sock localhost:7007\n"
    "  sockfam relay --once --idle 1 --protocol dgram --to-protocol dgram unix:front.sock unix:log.sock\n";

static const struct option options[] = {
    { "to-protocol", required_argument, NULL, TRAFFIC_TO_PROTOCOL },
    { "to-option", required_argument, NULL, TRAFFIC_TO_OPTION },
    TRAFFIC_OPTIONS,
    { "idle", required_argument, NULL, TRAFFIC_IDLE },
    { "bind", required_argument, NULL, TRAFFIC_BIND },
    LISTENER_OPTIONS,
    { NULL, 0, NULL, 0 },
};

#define OWN_DESCRIPTORS 24 /* for all that does not belong to a connection */

struct relay {
    const struct traffic *traffic;
    struct loop loop;
    struct listeners listeners;
    struct target target;
    struct sockfam_address bind; /* format NULL: the kernel chooses */
    struct session *sessions;
    bool has_delay; /* B's sockets know no TCP_NODELAY */
    int result;     /* of the one with --once */
};

/* What connecting needs, and no longer. */
struct dialling {
    struct dial dial;
    struct place place;
    struct session *session;
};

/* One connection, and the one that goes with it. */
struct session {
    struct relay *relay;
    struct session *next, **before;
    struct sockfam_socket a, b;
    const struct sockfam_protocol_row *row; /* of `a` */
    struct dialling *dialling;              /* NULL: connected */
    struct end near, far;
    struct link link;
};

/* Closing is then what the peer sees of it: a reset, where the family has such. */
static void break_off(struct sockfam_socket *socket)
{
    sockfam_socket_set_option(socket, "SO_LINGER", "0", SOCKFAM_TO_NUL, NULL);
}

/* Nothing of it stays. */
static void session_end(struct session *session, int result)
{
    struct relay *relay = session->relay;
    bool is_linked = session->link.loop;
    if (result != YES) {
        break_off(&session->a);
        break_off(&session->b);
    }
    traffic_tell_end(relay->traffic, session->link.out.moved, session->link.in.moved, result);
    if (is_linked)
        link_deinit(&session->link);
    sockfam_socket_close(&session->a, NULL);
    sockfam_socket_close(&session->b, NULL);
    *session->before = session->next;
    if (session->next)
        session->next->before = session->before;
    free(session->dialling);
    free(session);
    relay->result = result;
}

/* It is over, so another one has room. */
static void session_over(struct session *session, int result)
{
    struct relay *relay = session->relay;
    session_end(session, result);
    relay->loop.is_done |= relay->traffic->once;
    listeners_release(&relay->listeners);
}

static void ended(struct link *link)
{
    session_over(OWNER(link, struct session, link), link->result);
}

static int session_link(struct session *session, const struct sockfam_protocol_row *row)
{
    struct relay *relay = session->relay;
    int result = watch_begin(&relay->loop, &session->near.watch, sockfam_socket_fd(&session->a));
    if (result < 0)
        return result;
    end_of_socket(&session->near, &session->a, session->row);
    end_of_socket(&session->far, &session->b, row);
    session->link = (struct link){ .loop = &relay->loop,
                                   .near = &session->near,
                                   .far = &session->far,
                                   .timeout = relay->traffic->timeout,
                                   .ends_with_input = !session->far.has_end,
                                   .answers_last = session->far.is_request,
                                   .ended = ended };
    return link_begin(&session->link, 0);
}

static void dialled(struct dial *dial, int result)
{
    struct dialling *dialling = OWNER(dial, struct dialling, dial);
    struct session *session = dialling->session;
    session->b = dialling->place.socket;
    session->dialling = NULL;
    if (result == YES && !session->relay->has_delay)
        session->relay->has_delay =
            sockfam_socket_set_option(&session->b, "TCP_NODELAY", "1", SOCKFAM_TO_NUL, NULL) < 0;
    if (result == YES && session_link(session, dialling->place.row) < 0) {
        say(&session->relay->loop, "cannot serve a connection");
        result = NO;
    }
    if (result != YES)
        session_over(session, result);
    free(dialling);
}

static void session_dial(struct session *session)
{
    struct relay *relay = session->relay;
    struct dialling *dialling = session->dialling;
    dialling->session = session;
    dialling->dial = (struct dial){ .loop = &relay->loop,
                                    .ctx = relay->listeners.ctx,
                                    .target = &relay->target,
                                    .bind = relay->bind.format ? &relay->bind : NULL,
                                    .timeout = relay->traffic->timeout,
                                    .place = &dialling->place,
                                    .watch = &session->far.watch,
                                    .done = dialled };
    dial_begin(&dialling->dial);
}

static void came(struct listeners *all, struct sockfam_socket *accepted, const struct sockfam_protocol_row *row)
{
    struct relay *relay = OWNER(all, struct relay, listeners);
    struct session *session = calloc(1, sizeof(*session));
    if (session)
        session->dialling = calloc(1, sizeof(*session->dialling));
    if (!session || !session->dialling) {
        say(&relay->loop, "out of memory");
        free(session);
        break_off(accepted);
        sockfam_socket_close(accepted, NULL);
        listeners_release(all);
        return;
    }
    session->relay = relay;
    session->a = *accepted;
    session->b.fd = -1;
    session->row = row;
    session->before = &relay->sessions;
    session->next = relay->sessions;
    if (session->next)
        session->next->before = &session->next;
    relay->sessions = session;
    if (relay->traffic->once)
        all->limit = 0;
    session_dial(session);
}

size_t relay_room(size_t descriptors)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
        return 1;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur <= OWN_DESCRIPTORS + descriptors)
        return 1;
    rlim_t room = (limit.rlim_cur - OWN_DESCRIPTORS) / descriptors;
    return room < SIZE_MAX ? (size_t)room : SIZE_MAX;
}

static void end_all(struct relay *relay)
{
    while (relay->sessions) {
        struct session *session = relay->sessions;
        if (session->dialling)
            dial_cancel(&session->dialling->dial);
        session_end(session, NO);
    }
}

static int serve(struct relay *relay)
{
    relay->listeners.loop = &relay->loop;
    relay->listeners.limit = relay_room(2);
    relay->listeners.patience = relay->traffic->once ? relay->traffic->timeout : SOCKFAM_BLOCKING;
    relay->listeners.came = came;
    for (size_t i = 0; i < relay->listeners.count; i++) /* those accepted will have it too */
        sockfam_socket_set_option(&relay->listeners.each[i].place.socket, "TCP_NODELAY", "1", SOCKFAM_TO_NUL, NULL);
    if (listeners_begin(&relay->listeners) != YES)
        return NO;
    bool is_stopped = loop_run(&relay->loop) < 0;
    if (is_stopped && relay->traffic->once && relay->sessions)
        report("interrupted");
    end_all(relay);
    if (relay->listeners.is_broken)
        return NO;
    return relay->traffic->once ? (is_stopped ? NO : relay->result) : YES;
}

/* By what A and B have: connections or datagrams. */
static int serve_any(struct relay *relay)
{
    const struct sockfam_address *bind = relay->bind.format ? &relay->bind : NULL;
    const struct sockfam_protocol_row *row = relay->listeners.each[0].place.row, *to = relay->target.spots[0].row;
    if (row_has_connections(row))
        return serve(relay);
    if (!row_has_connections(to) && !((row->flags | to->flags) & SOCKFAM_PROTOCOL_DIAL_BINDS))
        return relay_datagrams(&relay->loop, &relay->listeners, &relay->target, bind);
    report("a relay needs connections on both sides or datagrams on both: protocol %s of %s has none", row->name,
           relay->traffic->a.text);
    return NO;
}

static int listen_and_serve(struct relay *relay, const struct sockfam_context *ctx)
{
    if (relay->traffic->bind && address_parse(ctx, relay->traffic->bind, &relay->bind) != YES)
        return NO;
    if (target_find(ctx, &relay->traffic->b, false, &relay->target) != YES)
        return NO;
    if (listeners_open(&relay->listeners, ctx, relay->traffic) != YES)
        return NO;
    int result = loop_init(&relay->loop) == YES ? serve_any(relay) : NO;
    listeners_close(&relay->listeners);
    loop_deinit(&relay->loop);
    return result;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct traffic traffic;
    struct sockfam_context *ctx = NULL;
    struct relay relay = { .traffic = &traffic };
    int result = traffic_read(self, argc, argv, options, 2, &traffic);
    if (result != TRAFFIC_GO)
        return result;
    if (context_open(&ctx) != YES)
        return NO;
    traffic.events = stdout;
    sockfam_context_set_default_timeout(ctx, SOCKFAM_NON_BLOCKING);
    result = listen_and_serve(&relay, ctx);
    target_free(&relay.target);
    sockfam_context_close(ctx);
    return result;
}

const struct command command_relay = {
    .name = "relay",
    .summary = "listen on one address and pass connections on to another",
    .help = help_text,
    .run = run,
};
