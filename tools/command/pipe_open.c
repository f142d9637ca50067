/* SPDX-License-Identifier: MIT */
/*
 * From an address to a socket that is ready for traffic. Unlike sockfam_socket_dial() and sockfam_socket_announce() it sets options
 * before the address takes effect, and remembers which file binding has made.
 */
#include "pipe.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "address.h"

#define BILLION 1e9
#define FULL_PAUSE INT64_C(100000000) /* when there are no descriptors or no memory left: nanoseconds */

bool place_has_connections(const struct place *place)
{
    int32_t type = place->row->type;
    return !(place->row->flags & SOCKFAM_PROTOCOL_DIAL_BINDS) &&
           (type == SOCKFAM_STREAM || type == SOCKFAM_SEQPACKET || type == SOCKFAM_DCCP);
}

static int set_options(struct place *place, const struct side *side)
{
    struct sockfam_error error = { 0 };
    for (size_t i = 0; i < side->option_count; i++) {
        char name[64];
        const char *equals = strchr(side->option[i], '=');
        snprintf(name, sizeof(name), "%.*s", (int)(equals - side->option[i]), side->option[i]);
        if (sockfam_socket_set_option(&place->socket, name, equals + 1, SOCKFAM_TO_NUL, &error) < 0) {
            report("--option %s: %s", side->option[i], error.message);
            return NO;
        }
    }
    return YES;
}

static int parse(const struct sockfam_context *ctx, const char *text, struct sockfam_address *address)
{
    if (address_from_text(ctx, 0, "", text, strlen(text), address) != YES)
        return NO;
    if (address->format)
        return YES;
    report("a raw address says nothing of the socket to open");
    return NO;
}

/* An open socket with its options; closed on failure. */
static int open_place(const struct sockfam_context *ctx, const struct side *side, struct place *place)
{
    struct sockfam_error error = { 0 };
    *place = (struct place){ .socket = { .fd = -1 } };
    if (parse(ctx, side->text, &place->address) != YES)
        return NO;
    place->row = choose_protocol(place->address.format, side->protocol);
    if (!place->row)
        return NO;
    const char *family = place->address.format->family->name;
    if (sockfam_socket_open(ctx, family, place->row->name, &place->socket, &error) < 0) {
        report("cannot open a socket of family %s, protocol %s: %s", family, place->row->name, error.message);
        return NO;
    }
    return set_options(place, side);
}

/* "cannot WHAT ADDRESS: why" */
static int address_failed(const struct place *place, const char *what, const struct sockfam_address *address,
                          const struct sockfam_error *error)
{
    char text[SOCKFAM_TEXT_MAX] = "";
    sockfam_address_print(place->socket.ctx, address, SOCKFAM_DISPLAY, text, sizeof(text), NULL, NULL);
    if (strncmp(error->message, "cannot ", 7) == 0) /* the library names the address itself */
        report("%s", error->message);
    else
        report("cannot %s %s: %s", what, text, error->message);
    return NO;
}

static int bind_place(struct place *place, const struct sockfam_address *address)
{
    struct sockfam_error error = { 0 };
    if (sockfam_socket_bind(&place->socket, address, &error) < 0)
        return address_failed(place, "bind to", address, &error);
    place->own = *address;
    return YES;
}

void place_close(struct place *place)
{
    sockfam_socket_close(&place->socket, NULL);
    if (place->own.format)
        remove_file(&place->own);
    place->own.format = NULL;
}

static int closed(struct place *place, int result)
{
    if (result != YES)
        place_close(place);
    return result;
}

/* ------------------------------------------------------------------ listening */

static int announce(struct place *place)
{
    struct sockfam_error error = { 0 };
    bool listens = place_has_connections(place);
    if (listens) /* not all families know it */
        sockfam_socket_set_option(&place->socket, "SO_REUSEADDR", "1", SOCKFAM_TO_NUL, NULL);
    if (bind_place(place, &place->address) != YES)
        return NO;
    if (listens && sockfam_socket_listen(&place->socket, SOCKFAM_BACKLOG, &error) < 0)
        return address_failed(place, "listen on", &place->address, &error);
    sockfam_socket_getsockname(&place->socket, &place->address, NULL);
    sockfam_socket_set_timeout(&place->socket, SOCKFAM_NON_BLOCKING, NULL);
    return YES;
}

int place_announce(const struct sockfam_context *ctx, const struct side *side, struct place *place)
{
    int result = open_place(ctx, side, place);
    return closed(place, result == YES ? announce(place) : result);
}

/* Errors of the listener itself. Others are of one connection, or pass. */
static bool is_fatal(int code)
{
    return code == -EBADF || code == -EINVAL || code == -ENOTSOCK || code == -EOPNOTSUPP;
}

static bool is_nothing(int code)
{
    return code == -EAGAIN || code == -EWOULDBLOCK || code == -ECONNABORTED || code == -EINTR;
}

/* One try: YES, NO, or a negative errno when there is another. */
static int accept_once(struct place *listener, struct place *accepted)
{
    struct sockfam_error error = { 0 };
    int result = sockfam_socket_accept(&listener->socket, &accepted->socket, &accepted->address, &error);
    if (result == 0)
        return YES;
    if (is_nothing(result))
        return result;
    report("%s", error.message);
    if (is_fatal(result))
        return NO;
    stop_poll(NULL, 0, FULL_PAUSE);
    return result;
}

int place_accept(int64_t timeout, struct place *listener, struct place *accepted, bool *stopped)
{
    int result = -EAGAIN;
    *accepted = (struct place){ .socket = { .fd = -1 }, .row = listener->row };
    *stopped = false;
    while (result < 0) {
        struct pollfd fd = { .fd = sockfam_socket_fd(&listener->socket), .events = POLLIN };
        int count = stop_poll(&fd, 1, timeout);
        *stopped = count == -EINTR;
        if (count == 0)
            report("timed out: no connection within %.9g s", (double)timeout / BILLION);
        if (count <= 0)
            return NO;
        result = accept_once(listener, accepted);
    }
    return result;
}

/* ------------------------------------------------------------------ connecting */

static int connect_place(struct place *place)
{
    struct sockfam_error error = { 0 };
    if (place->row->flags & SOCKFAM_PROTOCOL_DIAL_BINDS) {
        if (bind_place(place, &place->address) != YES)
            return NO;
    } else if (sockfam_socket_connect(&place->socket, &place->address, &error) < 0) {
        return address_failed(place, "connect to", &place->address, &error);
    }
    if (!(place->row->flags & SOCKFAM_PROTOCOL_DIAL_ACCEPTS))
        return YES;
    struct sockfam_socket accepted;
    int result = sockfam_socket_accept(&place->socket, &accepted, NULL, &error);
    if (result < 0)
        return address_failed(place, "open an operation of", &place->address, &error);
    sockfam_socket_close(&place->socket, NULL);
    place->socket = accepted;
    return YES;
}

static int dial(const struct sockfam_context *ctx, const struct traffic *traffic, struct place *place)
{
    struct sockfam_address own;
    if (traffic->bind && parse(ctx, traffic->bind, &own) != YES)
        return NO;
    if (traffic->bind && bind_place(place, &own) != YES)
        return NO;
    sockfam_socket_set_timeout(&place->socket, traffic->timeout, NULL);
    return connect_place(place);
}

int place_dial(const struct sockfam_context *ctx, const struct traffic *traffic, const struct side *side, struct place *place)
{
    int result = open_place(ctx, side, place);
    return closed(place, result == YES ? dial(ctx, traffic, place) : result);
}
