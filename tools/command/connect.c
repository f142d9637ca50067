/* SPDX-License-Identifier: MIT */
/* sockfam connect: a pipe between standard input and output and an address. */
#include "pipe.h"

#include <getopt.h>
#include <unistd.h>

static const char help_text[] =
    "usage: sockfam connect [OPTION..] ADDRESS\n"
    "\n"
    "Connects to an address of any family. What is read from standard input is sent, what comes is\n"
    "written to standard output. The end of the input is passed on, and the peer's end waited for.\n"
    "Each read of the input (from a terminal a line, else up to 32 KiB) becomes one datagram where\n"
    "the protocol has such. Where it has no connections nobody can say that no more comes: then it\n"
    "ends with the input; with --timeout when no answer came for so long; with --once when one came.\n"
    "Addresses that are an interface's (can, packet) are bound to, not connected.\n"
    "\n"
    "  --once               without connections: wait for one answer\n"
    "  --protocol NAME      one of the family's, see 'sockfam families NAME'; else the first one\n"
    "  --option NAME=VALUE  set a socket option before connecting, SO_KEEPALIVE=on; repeatable\n"
    "  --bind ADDRESS       one's own address: unix datagrams are answered only to those with one\n"
    "  --timeout SECONDS    fail if there is no connection, or nothing moves, for so long\n"
    "  --size BYTES         send datagrams of so many bytes each, the last one with what is left\n"
    "  --json               tell on stderr what happens, one object a line: {\"event\",\"address\"} of\n"
    "                       connected, {\"event\",\"sent\",\"received\",\"good\"} of ended\n"
    "\n"
    "Exit code 1 if there was no connection, or the transfer failed, was interrupted or timed out.\n"
    "\n"
    "examples\n"
    "  sockfam connect unix:copy.sock <acme.so\n"
    "  echo hello | sockfam connect --timeout 5 --option SO_KEEPALIVE=on 127.0.0.1:7007\n"
    "  echo hello | sockfam connect --protocol dgram --bind unix: unix:log.sock\n";

static const struct option options[] = {
    { "protocol", required_argument, NULL, TRAFFIC_PROTOCOL },
    { "option", required_argument, NULL, TRAFFIC_OPTION },
    { "bind", required_argument, NULL, TRAFFIC_BIND },
    { "timeout", required_argument, NULL, TRAFFIC_TIMEOUT },
    { "size", required_argument, NULL, TRAFFIC_SIZE },
    { "once", no_argument, NULL, TRAFFIC_ONCE },
    { "json", no_argument, NULL, TRAFFIC_JSON },
    { "help", no_argument, NULL, OPTION_HELP },
    { NULL, 0, NULL, 0 },
};

static int talk(const struct traffic *traffic, struct place *place)
{
    struct pump pump = { .timeout = traffic->timeout, .once = traffic->once, .ends_with_input = true };
    end_of_standard(&pump.near);
    end_of_place(&pump.far, place);
    pump.near.lets_go = true;
    pump.answers_last = pump.far.is_request;
    pump.has_progress = isatty(STDERR_FILENO) && !isatty(STDIN_FILENO) && !isatty(STDOUT_FILENO);
    int result = pump_run(&pump, traffic->size);
    traffic_tell_end(traffic, &pump, result);
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
    result = place_dial(ctx, &traffic, &traffic.a, &place);
    if (result == YES) {
        stop_prepare();
        traffic_tell(&traffic, ctx, "connected", &place.address);
        result = talk(&traffic, &place);
        place_close(&place);
    }
    sockfam_context_close(ctx);
    return result;
}

const struct command command_connect = {
    .name = "connect",
    .summary = "a pipe between stdin, stdout and an address",
    .help = help_text,
    .run = run,
};
