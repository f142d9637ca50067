/* SPDX-License-Identifier: MIT */
/*
 * The names of a socket's ends, and how every address that a kernel gives is taken: through the one function that makes
 * it canonical.
 */
#include <stdio.h>
#include <string.h>

#include <sockfam/connection.h>

#include "core/socket/socket.h"

void sf_answer_take(const struct sockfam_socket *s, const struct sf_answer *name, struct sockfam_address *address)
{
    size_t size = name->length < sizeof(name->bytes) ? name->length : sizeof(name->bytes);
    sockfam_address_from_bytes(s->ctx, s->format, name->bytes, size, name->length, address, NULL);
}

const char *sf_show_address(const struct sockfam_socket *s, const struct sockfam_address *address, char *text,
                            size_t size)
{
    if (!s->ctx || sockfam_address_print(s->ctx, address, SOCKFAM_DISPLAY, text, size, NULL, NULL) < 0)
        snprintf(text, size, "the address");
    return text;
}

int sockfam_socket_getsockname(const struct sockfam_socket *s, struct sockfam_address *address,
                               struct sockfam_error *error)
{
    struct sf_answer name = { .length = sizeof(name.bytes) };
    sf_error_begin(error);
    if (sf_sys_of(s)->getsockname(sf_fd(s), name.bytes, &name.length) < 0)
        return sf_os_fail(error, errno, "getsockname");
    sf_answer_take(s, &name, address);
    return 0;
}

int sockfam_socket_getpeername(const struct sockfam_socket *s, struct sockfam_address *address,
                               struct sockfam_error *error)
{
    struct sf_answer name = { .length = sizeof(name.bytes) };
    sf_error_begin(error);
    if (sf_sys_of(s)->getpeername(sf_fd(s), name.bytes, &name.length) < 0)
        return sf_os_fail(error, errno, "getpeername");
    sf_answer_take(s, &name, address);
    return 0;
}
