/* SPDX-License-Identifier: MIT */
/*
 * sockfam listen: waits at an address and is a pipe between standard input and output and who comes. Connections are
 * served one after another; where there are none, who sent last gets what is read.
 */
#include "pipe.h"

#include <getopt.h>
#include <unistd.h>

static const char help_text[] =
    "usage: sockfam listen [OPTION..] ADDRESS\n"
    "\n"
    "Waits at an address of any family. What comes is written to standard output, what is read from\n"
    "standard input is sent back. Connections are served one after another; each is over when both\n"
    "sides have ended: the end of the input is passed on, and its peer's end waited for (unless the\n"
    "input is a terminal). Datagrams are written as they come, and each read of the input (from a\n"
    "terminal a line, else up to 32 KiB) is sent as one datagram to who sent last.\n"
    "It ends on SIGINT, SIGTERM or SIGHUP, and removes the file that a unix address is.\n"
    "\n"
    "  --once               serve one connection; or take one datagram, answer, end with the input\n"
    "  --protocol NAME      one of the family's, see 'sockfam families NAME'; else the first one\n"
    "  --option NAME=VALUE  set a socket option before binding, SO_RCVBUF=65536; repeatable\n"
    "  --timeout SECONDS    fail if nobody comes, or nothing moves, for so long\n"
    "  --size BYTES         send datagrams of so many bytes each, the last one with what is left\n"
    "  --json               tell on stderr what happens, one object a line: {\"event\",\"address\"} of\n"
    "                       listening and connected, {\"event\",\"sent\",\"received\",\"good\"} of ended\n"
    "\n"
    "Exit code 1 if a transfer failed, was interrupted or timed out.\n"
    "\n"
    "examples\n"
    "  sockfam listen --once unix:copy.sock >copy\n"
    "  sockfam listen --once --timeout 60 127.0.0.1:7007\n"
    "  sockfam listen --once --protocol dgram unix:log.sock </dev/null\n";

static const struct option options[] = {
    { "protocol", required_argument, NULL, TRAFFIC_PROTOCOL },
    { "option", required_argument, NULL, TRAFFIC_OPTION },
    { "timeout", required_argument, NULL, TRAFFIC_TIMEOUT },
    { "size", required_argument, NULL, TRAFFIC_SIZE },
    { "once", no_argument, NULL, TRAFFIC_ONCE },
    { "json", no_argument, NULL, TRAFFIC_JSON },
    { "help", no_argument, NULL, OPTION_HELP },
    { NULL, 0, NULL, 0 },
};

static int serve(const struct traffic *traffic, struct place *place)
{
    struct pump pump = { .timeout = traffic->timeout, .once = traffic->once };
    end_of_standard(&pump.near);
    end_of_place(&pump.far, place);
    pump.near.lets_go = traffic->once;
    pump.far.answers = !pump.far.has_end && !(place->row->flags & SOCKFAM_PROTOCOL_DIAL_BINDS);
    pump.has_progress = isatty(STDERR_FILENO) && !isatty(STDIN_FILENO) && !isatty(STDOUT_FILENO);
    int result = pump_run(&pump, traffic->size);
    traffic_tell_end(traffic, &pump, result);
    return result;
}

static int serve_connections(const struct traffic *traffic, const struct sockfam_context *ctx, struct place *listener)
{
    int result = YES;
    do {
        struct place accepted;
        bool stopped;
        if (place_accept(traffic->timeout, listener, &accepted, &stopped) != YES)
            return stopped && !traffic->once ? result : NO;
        traffic_tell(traffic, ctx, "connected", &accepted.address);
        if (serve(traffic, &accepted) != YES)
            result = NO;
        place_close(&accepted);
    } while (!traffic->once && !stop_asked());
    return result;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct traffic traffic;
    struct sockfam_context *ctx = NULL;
    struct place place;
    int result = traffic_read(self, argc, argv, options, 1, &traffic);
    if (result != TRAFFIC_GO)
        return result;
    if (context_open(&ctx) != YES)
        return NO;
    stop_prepare();
    result = place_announce(ctx, &traffic.a, &place);
    if (result == YES) {
        traffic_tell(&traffic, ctx, "listening", &place.address);
        result = place_has_connections(&place) ? serve_connections(&traffic, ctx, &place) : serve(&traffic, &place);
        place_close(&place);
    }
    sockfam_context_close(ctx);
    return result;
}

const struct command command_listen = {
    .name = "listen",
    .summary = "wait at an address: a pipe between stdin, stdout and who comes",
    .help = help_text,
    .run = run,
};
