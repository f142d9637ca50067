/* SPDX-License-Identifier: MIT */
/* sockfam connect: a pipe between standard input and output and an address. */

#include <getopt.h>
#include <unistd.h>

#include "pipe_link.h"
#include "pipe_meet.h"

static const char help_text[] =
    "usage: sockfam connect [OPTION..] ADDRESS\n"
    "\n"
    "Connects to an address of any family. What is read from standard input is sent, what comes is\n"
    "written to standard output. The end of the input is passed on, and the peer's end waited for.\n"
    "Each read of the input (from a terminal a line, else up to 32 KiB) becomes one datagram where\n"
    "the protocol has those. Without connections nobody can say that no more comes: then it\n"
    "ends with the input; with --timeout when no answer came in time; with --once when one came.\n"
    "It does the same where a connection cannot be ended one way only (tipc, sctp), except that a\n"
    "peer always has a second to answer. Addresses that are an interface's (can, packet) are bound to.\n"
    "HOST:SERVICE, [HOST]:PORT and :PORT (of this machine) stand for all the host's addresses, which\n"
    "are tried one after another; inet: or inet6: before it leaves those of one family.\n"
    "\n"
    "  --once               without connections: wait for one answer\n"
    "  --send-only          drop what comes, and end when all has been sent\n"
    "  --receive-only       send nothing, not even an end, and leave the input alone\n"
    "  --end-with-peer      end when the peer does, although the input goes on\n"
    "  --protocol NAME      one of the family's, see 'sockfam families NAME'; else the first one\n"
    "  --option NAME=VALUE  set a socket option before connecting, SO_KEEPALIVE=on; repeatable\n"
    "  --bind ADDRESS       its own address: unix datagrams are answered only to those with one\n"
    "  --timeout SECONDS    fail if an address does not answer, or nothing moves, for that long\n"
    "  --size BYTES         send datagrams of that many bytes, the last one with what is left\n"
    "  --json               tell on stderr what happens, one object a line: {\"event\",\"address\"} of\n"
    "                       connected, {\"event\",\"sent\",\"received\",\"good\"} of ended\n"
    "\n"
    "Exit code 1 if there was no connection, or the transfer failed, was interrupted or timed out.\n"
    "\n"
    "examples\n"
    "  sockfam connect unix:copy.sock <acme.so\n"
    "  echo hello | sockfam connect --timeout 5 --option SO_KEEPALIVE=on 127.0.0.1:7007\n"
    "  echo hello | sockfam connect --protocol dgram --bind unix: unix:log.sock\n"
    "  echo hello | sockfam connect --send-only unix:in.sock\n"
    "  sockfam connect --receive-only localhost:7007 >copy\n"
    "  sleep 1 | sockfam connect --end-with-peer localhost:7007\n";

static const struct option options[] = {
    TRAFFIC_OPTIONS,
    { "bind", required_argument, NULL, TRAFFIC_BIND },
    PIPE_OPTIONS,
    { NULL, 0, NULL, 0 },
};

struct connect {
    const struct traffic *traffic;
    const struct sockfam_context *ctx;
    struct loop loop;
    struct place place;
    struct dial dial;
    struct end near, far;
    struct link link;
    struct progress progress;
    bool is_linked;
    int result;
};

static void end_link(struct connect *connect, int result)
{
    struct link *link = &connect->link;
    progress_end(&connect->progress);
    traffic_tell_end(connect->traffic, link->out.moved, link->in.moved, result);
    link_deinit(link);
    place_close(&connect->place);
    connect->is_linked = false;
    connect->result = result;
}

static void ended(struct link *link)
{
    struct connect *connect = OWNER(link, struct connect, link);
    end_link(connect, link->result);
    connect->loop.is_done = true;
}

/* Connected: from now on bytes move. */
static void dialled(struct dial *dial, int result)
{
    struct connect *connect = OWNER(dial, struct connect, dial);
    const struct traffic *traffic = connect->traffic;
    if (result == YES) {
        traffic_tell(traffic, connect->ctx, "connected", &connect->place.address);
        end_of_socket(&connect->far, &connect->place.socket, connect->place.row);
        connect->link = (struct link){ .loop = &connect->loop,
                                       .near = &connect->near,
                                       .far = &connect->far,
                                       .timeout = traffic->timeout,
                                       .once = traffic->once,
                                       .ends_with_peer = traffic->ends_with_peer,
                                       .send_only = traffic->send_only,
                                       .receive_only = traffic->receive_only,
                                       .ends_with_input = !traffic->receive_only,
                                       .answers_last = connect->far.is_request,
                                       .ended = ended };
        connect->near.lets_go = true;
        connect->is_linked = link_begin(&connect->link, traffic->size) == 0;
        progress_begin(&connect->progress, &connect->link);
    }
    if (!connect->is_linked)
        connect->loop.is_done = true;
}

static int talk(struct connect *connect)
{
    connect->dial.place = &connect->place;
    connect->dial.watch = &connect->far.watch;
    if (end_of_standard(&connect->near, &connect->loop) < 0)
        return NO;
    dial_begin(&connect->dial);
    if (loop_run(&connect->loop) == 0)
        return connect->result;
    if (connect->is_linked) {
        end_link(connect, link_interrupt(&connect->link));
    } else {
        say(&connect->loop, "interrupted");
        dial_cancel(&connect->dial);
    }
    return connect->result;
}

static int connect_to(const struct traffic *traffic, const struct sockfam_context *ctx)
{
    struct target target;
    struct sockfam_address bind;
    struct connect connect = { .traffic = traffic, .ctx = ctx, .result = NO };
    if (traffic->bind && address_parse(ctx, traffic->bind, &bind) != YES)
        return NO;
    if (target_find(ctx, &traffic->a, false, &target) != YES)
        return NO;
    connect.dial = (struct dial){ .loop = &connect.loop,
                                  .ctx = ctx,
                                  .target = &target,
                                  .bind = traffic->bind ? &bind : NULL,
                                  .timeout = traffic->timeout,
                                  .done = dialled };
    int result = stop_prepare();
    if (result == YES) {
        result = loop_init(&connect.loop) == YES ? talk(&connect) : NO;
        loop_deinit(&connect.loop);
    }
    target_free(&target);
    return result;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct traffic traffic;
    struct sockfam_context *ctx = NULL;
    int result = traffic_read(self, argc, argv, options, 1, &traffic);
    if (result != TRAFFIC_GO)
        return result;
    if (context_open(&ctx) != YES)
        return NO;
    result = connect_to(&traffic, ctx);
    sockfam_context_close(ctx);
    return result;
}

const struct command command_connect = {
    .name = "connect",
    .summary = "a pipe between stdin, stdout and an address",
    .help = help_text,
    .run = run,
};
