/* SPDX-License-Identifier: MIT */
/*
 * From an address to a socket that is open, and perhaps bound and listening. Unlike sockfam_socket_announce() it sets
 * options before the address takes effect, and knows which file binding has made.
 */
#include "pipe.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "address.h"

bool row_has_connections(const struct sockfam_protocol_row *row)
{
    return !(row->flags & SOCKFAM_PROTOCOL_DIAL_BINDS) &&
           (row->type == SOCKFAM_STREAM || row->type == SOCKFAM_SEQPACKET || row->type == SOCKFAM_DCCP);
}

static int set_options(struct place *place, const struct side *side, struct sockfam_error *error)
{
    for (size_t i = 0; i < side->option_count; i++) {
        char name[64];
        struct sockfam_error why = { 0 };
        const char *equals = strchr(side->option[i], '=');
        snprintf(name, sizeof(name), "%.*s", (int)(equals - side->option[i]), side->option[i]);
        int result = sockfam_socket_set_option(&place->socket, name, equals + 1, SOCKFAM_TO_NUL, &why);
        if (result < 0) {
            snprintf(error->message, sizeof(error->message), "--option %.100s: %.380s", side->option[i], why.message);
            return result;
        }
    }
    return 0;
}

/* Urgent data stays where it is among the rest, so that none is lost; sockets accepted have it from their listener. */
static void keep_in_line(struct place *place)
{
    if (place->row->type == SOCKFAM_STREAM)
        sockfam_socket_setsockopt_int(&place->socket, SOL_SOCKET, SO_OOBINLINE, 1, NULL);
}

int place_open(const struct sockfam_context *ctx, const struct side *side, const struct spot *spot, struct place *place,
               struct sockfam_error *error)
{
    struct sockfam_error why = { 0 };
    const char *family = spot->address.format->family->name;
    *place = (struct place){ .address = spot->address, .row = spot->row };
    int result = sockfam_socket_open(ctx, family, spot->row->name, &place->socket, &why);
    if (result < 0)
        snprintf(error->message, sizeof(error->message), "cannot open a socket of family %.20s, protocol %.30s: %.400s",
                 family, spot->row->name, why.message);
    else
        keep_in_line(place);
    if (result >= 0)
        result = set_options(place, side, error);
    if (result < 0)
        place_close(place);
    return result;
}

int place_failed(const struct place *place, const char *what, int code, struct sockfam_error *error)
{
    char text[SOCKFAM_TEXT_MAX] = "";
    char why[sizeof(error->message)];
    if (strncmp(error->message, "cannot ", 7) == 0) /* the library has named the address already */
        return code;
    sockfam_address_print(place->socket.ctx, &place->address, SOCKFAM_DISPLAY, text, sizeof(text), NULL, NULL);
    memcpy(why, error->message, sizeof(why));
    snprintf(error->message, sizeof(error->message), "cannot %s %.300s: %.180s", what, text, why);
    return code;
}

int place_bind(struct place *place, const struct sockfam_address *address, struct sockfam_error *error)
{
    int result = sockfam_socket_bind(&place->socket, address, error);
    if (result == -EADDRINUSE) {
        file_clear(place, address);
        result = sockfam_socket_bind(&place->socket, address, error);
    }
    if (result == 0)
        file_remember(&place->file, address);
    return result;
}

void place_close(struct place *place)
{
    file_remove(&place->file); /* first, so that nobody can have bound it anew */
    sockfam_socket_close(&place->socket, NULL);
}

/* ------------------------------------------------------------------ listening */

/* Where others of the target listen too, none takes what is theirs. */
static void keep_to_itself(struct place *place)
{
    const struct sockfam_option_row *row;
    for (size_t i = 0; (row = sockfam_family_option_at(place->address.format->family, SOCKFAM_OPTIONS, i)); i++) {
        if (row->flags & SOCKFAM_OPTION_SINGLE_STACK)
            (void)!sockfam_socket_setsockopt_int(&place->socket, row->level, row->number, 1, NULL);
    }
}

/* The file's mode is never wider than it shall be, not even before it is what it shall be. */
static int bind_owned(struct place *place, const struct side *side, struct sockfam_error *error)
{
    if (side->mode >= 0)
        (void)fchmod(sockfam_socket_fd(&place->socket), (mode_t)side->mode);
    int result = place_bind(place, &place->address, error);
    if (result < 0)
        return place_failed(place, "bind to", result, error);
    result = file_own(&place->file, side);
    if (result == 0)
        return 0;
    snprintf(error->message, sizeof(error->message), "%s",
             result == -ENOTSUP ? "it is not a file; --mode and --owner are for files" : strerror(-result));
    return place_failed(place, "set mode and owner of", result, error);
}

static int announce(struct place *place, const struct side *side, struct sockfam_error *error)
{
    bool listens = row_has_connections(place->row);
    if (listens) /* not all families know it */
        sockfam_socket_set_option(&place->socket, "SO_REUSEADDR", "1", SOCKFAM_TO_NUL, NULL);
    int result = bind_owned(place, side, error);
    if (result < 0)
        return result;
    result = listens ? sockfam_socket_listen(&place->socket, SOMAXCONN, error) : 0;
    if (result < 0)
        return place_failed(place, "listen on", result, error);
    sockfam_socket_getsockname(&place->socket, &place->address, NULL);
    return sockfam_socket_set_timeout(&place->socket, SOCKFAM_NON_BLOCKING, error);
}

int place_announce(const struct sockfam_context *ctx, const struct target *target, size_t at, struct place *place,
                   struct sockfam_error *error)
{
    int result = place_open(ctx, target->side, &target->spots[at], place, error);
    if (result < 0)
        return result;
    if (target->count > 1)
        keep_to_itself(place);
    result = announce(place, target->side, error);
    if (result < 0)
        place_close(place);
    return result;
}

static const struct sockfam_protocol_row *row_of(const struct sockfam_socket *s)
{
    const struct sockfam_family *family = s->format ? s->format->family : NULL;
    for (size_t i = 0; family && i < family->protocol_count; i++) {
        const struct sockfam_protocol_row *row = sockfam_family_protocol_at(family, i);
        if (socket_type(row->type) == s->type && (row->protocol == s->protocol || row->protocol == SOCKFAM_ANY))
            return row;
    }
    return NULL;
}

int place_adopt(const struct sockfam_context *ctx, int fd, struct place *place, struct sockfam_error *error)
{
    struct sockfam_error why = { 0 };
    *place = (struct place){ .socket = { .fd = -1 } };
    int result = sockfam_socket_adopt(ctx, fd, -1, -1, -1, &place->socket, &why);
    if (result >= 0)
        result = sockfam_socket_getsockname(&place->socket, &place->address, &why);
    if (result >= 0) {
        place->row = row_of(&place->socket);
        sockfam_socket_set_inheritable(&place->socket, 0, NULL);
        if (place->row)
            keep_in_line(place);
        result = sockfam_socket_set_timeout(&place->socket, SOCKFAM_NON_BLOCKING, &why);
        if (place->row && result >= 0)
            return 0;
        snprintf(why.message, sizeof(why.message), "no driver knows such sockets");
    }
    snprintf(error->message, sizeof(error->message), "descriptor %d cannot be listened on: %.400s", fd, why.message);
    place_close(place);
    return result < 0 ? result : -EINVAL;
}
