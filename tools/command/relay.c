/* SPDX-License-Identifier: MIT */
/*
 * sockfam relay: listens on one address, and for each connection connects to another. Each runs in a process of its
 * own, which ends with its parent: nothing is shared, one that is slow or fails is no other's concern.
 */
#include "pipe.h"

#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

static const char help_text[] =
    "usage: sockfam relay [OPTION..] A B\n"
    "\n"
    "Listens on A, connects to B for each connection, and moves data both ways, several connections\n"
    "at once; between two streams without copying where the kernel can. That one side sends no more\n"
    "is passed on; a connection that is broken breaks the other one. Sequenced packets stay what they\n"
    "are. It ends on SIGINT, SIGTERM or SIGHUP, all connections with it, and removes the file that a\n"
    "unix address is.\n"
    "\n"
    "  --once                  end with the first connection\n"
    "  --protocol NAME         of A, see 'sockfam families NAME'; else the family's first one\n"
    "  --to-protocol NAME      of B\n"
    "  --option NAME=VALUE     set an option of A's sockets, SO_RCVBUF=65536; repeatable\n"
    "  --to-option NAME=VALUE  set an option of B's sockets\n"
    "  --timeout SECONDS       give up a connection, to B too, in which nothing moves for so long;\n"
    "                          with --once also if nobody comes\n"
    "  --json                  tell on stdout what happens, one object a line: {\"event\",\"address\"}\n"
    "                          of listening and connected, and of ended\n"
    "                          {\"event\",\"sent\",\"received\",\"good\"}, seen from A's side\n"
    "\n"
    "Exit code 1 if it could not listen; with --once also if the connection failed.\n"
    "\n"
    "examples\n"
    "  sockfam relay --once 127.0.0.1:7008 unix:copy.sock\n"
    "  sockfam relay --once --to-option TCP_NODELAY=on unix:front.sock 127.0.0.1:7007\n";

static const struct option options[] = {
    { "protocol", required_argument, NULL, TRAFFIC_PROTOCOL },
    { "to-protocol", required_argument, NULL, TRAFFIC_TO_PROTOCOL },
    { "option", required_argument, NULL, TRAFFIC_OPTION },
    { "to-option", required_argument, NULL, TRAFFIC_TO_OPTION },
    { "timeout", required_argument, NULL, TRAFFIC_TIMEOUT },
    { "once", no_argument, NULL, TRAFFIC_ONCE },
    { "json", no_argument, NULL, TRAFFIC_JSON },
    { "help", no_argument, NULL, OPTION_HELP },
    { NULL, 0, NULL, 0 },
};

static int interrupted(void *data)
{
    (void)data;
    return stop_asked() ? -EINTR : 0;
}

/* Closing is then what the peer sees of it: a reset, where the family has such. */
static void break_off(struct place *place)
{
    sockfam_socket_set_option(&place->socket, "SO_LINGER", "0", SOCKFAM_TO_NUL, NULL);
}

static int pump_between(const struct traffic *traffic, struct place *a, struct place *b)
{
    struct pump pump = { .timeout = traffic->timeout, .ends_with_input = true };
    end_of_place(&pump.near, a);
    end_of_place(&pump.far, b);
    pump.answers_last = pump.far.is_request;
    int result = pump_run(&pump, 0);
    traffic_tell_end(traffic, &pump, result);
    return result;
}

/* One connection from its beginning to its end. */
static int relay(const struct traffic *traffic, const struct sockfam_context *ctx, struct place *a)
{
    struct place b;
    stop_anywhere(true);
    int result = place_dial(ctx, traffic, &traffic->b, &b);
    stop_anywhere(false);
    if (result == YES)
        result = pump_between(traffic, a, &b);
    if (result != YES) {
        break_off(a);
        break_off(&b);
    }
    place_close(&b);
    place_close(a);
    return result;
}

/* Of a new process: it ends with its parent, and the listener is not its own. */
static int relay_alone(const struct traffic *traffic, const struct sockfam_context *ctx, struct place *listener,
                       struct place *a, pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    sockfam_socket_close(&listener->socket, NULL);
    listener->own.format = NULL;
    if (getppid() != parent)
        return NO;
    return relay(traffic, ctx, a);
}

/* Waits for connections. Returns in each process that has served one, too. */
static int serve(const struct traffic *traffic, const struct sockfam_context *ctx, struct place *listener)
{
    const pid_t parent = getpid();
    const int64_t timeout = traffic->once ? traffic->timeout : SOCKFAM_BLOCKING;
    for (;;) {
        struct place accepted;
        bool stopped;
        if (place_accept(timeout, listener, &accepted, &stopped) != YES)
            return stopped && !traffic->once ? YES : NO;
        traffic_tell(traffic, ctx, "connected", &accepted.address);
        if (traffic->once)
            return relay(traffic, ctx, &accepted);
        pid_t child = fork();
        if (child == 0)
            return relay_alone(traffic, ctx, listener, &accepted, parent);
        if (child < 0) {
            report("cannot serve a connection: %s", strerror(errno));
            break_off(&accepted);
        }
        place_close(&accepted);
    }
}

static int listen_and_serve(const struct traffic *traffic, struct sockfam_context *ctx)
{
    static const struct sockfam_hook hook = { .interrupted = interrupted };
    struct place listener;
    sockfam_context_set_default_hook(ctx, &hook);
    if (place_announce(ctx, &traffic->a, &listener) != YES)
        return NO;
    int result = NO;
    if (place_has_connections(&listener)) {
        traffic_tell(traffic, ctx, "listening", &listener.address);
        result = serve(traffic, ctx, &listener);
    } else {
        report("a relay needs connections, and protocol %s of %s has none", listener.row->name, traffic->a.text);
    }
    place_close(&listener);
    return result;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct traffic traffic;
    struct sockfam_context *ctx = NULL;
    int result = traffic_read(self, argc, argv, options, 2, &traffic);
    if (result != TRAFFIC_GO)
        return result;
    if (context_open(&ctx) != YES)
        return NO;
    traffic.events = stdout;
    signal(SIGCHLD, SIG_IGN); /* nobody asks how the others ended */
    stop_prepare();
    result = listen_and_serve(&traffic, ctx);
    sockfam_context_close(ctx);
    return result;
}

const struct command command_relay = {
    .name = "relay",
    .summary = "listen on one address and pass connections on to another",
    .help = help_text,
    .run = run,
};
