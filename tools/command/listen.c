/* SPDX-License-Identifier: MIT */
/*
 * sockfam listen: waits at an address and is a pipe between standard input and output and who comes. Connections are
 * served one after another; where there are none, who sent last gets what is read.
 */

#include <getopt.h>
#include <unistd.h>

#include "pipe_link.h"
#include "pipe_meet.h"

static const char help_text[] =
    "usage: sockfam listen [OPTION..] ADDRESS\n"
    "       sockfam listen [OPTION..] --activated\n"
    "\n"
    "Waits at an address of any family. What comes is written to standard output, what is read from\n"
    "standard input is sent back. Connections are served one after another; each is over when both\n"
    "sides have ended: the end of the input is passed on, and its peer's end waited for (unless the\n"
    "input is a terminal). Datagrams are written as they come, and each read of the input (from a\n"
    "terminal a line, else up to 32 KiB) is sent as one datagram to who sent last.\n"
    "HOST:SERVICE stands for all addresses of the host, :PORT for any of this machine's.\n"
    "It ends on SIGINT, SIGTERM or SIGHUP, when the output is gone, and then removes the file that a\n"
    "unix address is. A file that a socket left behind, at which nobody answers, is replaced.\n"
    "\n"
    "  --once               serve one connection; or take one datagram, answer, end with the input\n"
    "  --send-only          drop what comes; a connection is over when all has been sent\n"
    "  --receive-only       send nothing, not even an end, and leave the input alone\n"
    "  --end-with-peer      a connection is over when the peer ends, although the input goes on\n"
    "  --activated          serve the sockets that systemd listens on (LISTEN_FDS): no address then\n"
    "  --mode MODE          of the file that a unix address is, octal, instead of what umask leaves\n"
    "  --owner USER:GROUP   of that file; each of the two may be left out\n"
    "  --protocol NAME      one of the family's, see 'sockfam families NAME'; else the first one\n"
    "  --option NAME=VALUE  set a socket option before binding, SO_RCVBUF=65536; repeatable\n"
    "  --timeout SECONDS    fail if nobody comes, or nothing moves, for that long\n"
    "  --size BYTES         send datagrams of that many bytes, the last one with what is left\n"
    "  --json               tell on stderr what happens, one object a line: {\"event\",\"address\"} of\n"
    "                       listening and connected, {\"event\",\"sent\",\"received\",\"good\"} of ended\n"
    "\n"
    "Exit code 1 if a transfer failed, was interrupted or timed out.\n"
    "\n"
    "examples\n"
    "  sockfam listen --once unix:copy.sock >copy\n"
    "  sockfam listen --once --timeout 60 127.0.0.1:7007\n"
    "  sockfam listen --once --protocol dgram unix:log.sock </dev/null\n"
    "  sockfam listen --once --receive-only --mode 660 unix:in.sock >copy\n"
    "  echo hello | sockfam listen --once --send-only localhost:7007\n"
    "  sockfam listen --once --end-with-peer :7007 </dev/null\n";

static const struct option options[] = {
    TRAFFIC_OPTIONS,
    LISTENER_OPTIONS,
    PIPE_OPTIONS,
    { NULL, 0, NULL, 0 },
};

struct listen {
    const struct traffic *traffic;
    struct loop loop;
    struct listeners listeners;
    struct sockfam_socket accepted;
    struct end near, far;
    struct sockfam_address peer; /* without connections: who sent last */
    struct link link;
    struct progress progress;
    struct task lost; /* while nobody is there: standard output may be gone */
    bool is_linked;
    int result;
};

static void look_at_output(struct task *task)
{
    struct listen *listen = OWNER(task, struct listen, lost);
    if (listen->is_linked || !listen->near.output.is_broken || listen->traffic->send_only)
        return;
    report("standard output is gone");
    listen->result = NO;
    listen->loop.is_done = true;
}

/* Nobody is there. */
static void rest(struct listen *listen)
{
    listen->lost.run = look_at_output;
    listen->near.output.task = &listen->lost;
    task_queue(&listen->loop, &listen->lost);
}

static void end_link(struct listen *listen, int result)
{
    struct link *link = &listen->link;
    progress_end(&listen->progress);
    traffic_tell_end(listen->traffic, link->out.moved, link->in.moved, result);
    link_deinit(link);
    sockfam_socket_close(&listen->accepted, NULL);
    listen->is_linked = false;
    if (result != YES)
        listen->result = NO;
}

static void ended(struct link *link)
{
    struct listen *listen = OWNER(link, struct listen, link);
    end_link(listen, link->result);
    listen->loop.is_done = listen->traffic->once || listen->near.is_gone || listen->listeners.active == 0;
    if (listen->loop.is_done)
        return;
    listeners_release(&listen->listeners);
    rest(listen);
}

static void begin_link(struct listen *listen)
{
    const struct traffic *traffic = listen->traffic;
    listen->link = (struct link){ .loop = &listen->loop,
                                  .near = &listen->near,
                                  .far = &listen->far,
                                  .timeout = traffic->timeout,
                                  .once = traffic->once,
                                  .ends_with_peer = traffic->ends_with_peer,
                                  .send_only = traffic->send_only,
                                  .receive_only = traffic->receive_only,
                                  .ended = ended };
    listen->near.lets_go = traffic->once;
    listen->is_linked = link_begin(&listen->link, traffic->size) == 0;
    if (!listen->is_linked)
        listen->loop.is_done = true;
    progress_begin(&listen->progress, &listen->link);
}

static void came(struct listeners *all, struct sockfam_socket *accepted, const struct sockfam_protocol_row *row)
{
    struct listen *listen = OWNER(all, struct listen, listeners);
    listen->accepted = *accepted;
    sockfam_socket_set_timeout(&listen->accepted, SOCKFAM_NON_BLOCKING, NULL);
    if (watch_begin(&listen->loop, &listen->far.watch, sockfam_socket_fd(&listen->accepted)) < 0)
        listen->loop.is_done = true;
    end_of_socket(&listen->far, &listen->accepted, row);
    begin_link(listen);
}

/* Without connections: all who send are one. */
static int serve_senders(struct listen *listen)
{
    struct place *place = &listen->listeners.each[0].place;
    if (watch_begin(&listen->loop, &listen->far.watch, sockfam_socket_fd(&place->socket)) < 0)
        return NO;
    end_of_socket(&listen->far, &place->socket, place->row);
    if (!(place->row->flags & SOCKFAM_PROTOCOL_DIAL_BINDS))
        listen->far.peer = &listen->peer;
    begin_link(listen);
    return YES;
}

static int serve_connections(struct listen *listen)
{
    listen->listeners.came = came;
    listen->listeners.limit = 1;
    listen->listeners.patience = listen->traffic->timeout;
    rest(listen);
    return listeners_begin(&listen->listeners);
}

static int serve(struct listen *listen)
{
    bool has_connections = row_has_connections(listen->listeners.each[0].place.row);
    listen->listeners.loop = &listen->loop;
    if (end_of_standard(&listen->near, &listen->loop) < 0)
        return NO;
    if ((has_connections ? serve_connections(listen) : serve_senders(listen)) != YES)
        return NO;
    if (loop_run(&listen->loop) == 0)
        return listen->listeners.is_broken ? NO : listen->result;
    if (listen->is_linked)
        end_link(listen, link_interrupt(&listen->link));
    else if (listen->traffic->once)
        listen->result = NO;
    return listen->result;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct traffic traffic;
    struct sockfam_context *ctx = NULL;
    struct listen listen = { .traffic = &traffic, .result = YES, .accepted = { .fd = -1 } };
    int result = traffic_read(self, argc, argv, options, 1, &traffic);
    if (result != TRAFFIC_GO)
        return result;
    if (context_open(&ctx) != YES)
        return NO;
    result = listeners_open(&listen.listeners, ctx, &traffic);
    if (result == YES) {
        result = loop_init(&listen.loop) == YES ? serve(&listen) : NO;
        listeners_close(&listen.listeners);
        loop_deinit(&listen.loop);
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
