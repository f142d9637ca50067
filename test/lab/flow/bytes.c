/* SPDX-License-Identifier: MIT */
/* The bytes of flows: made of a seed, so that the receiver knows what must come. */
#include "flow.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define TENTH_OF_A_SECOND INT64_C(100000000)

static unsigned char byte_at(size_t at, unsigned seed)
{
    size_t mixed = (at + seed) * 2654435761u;
    return (unsigned char)(mixed >> 13 ^ mixed >> 5);
}

void flow_fill(void *data, size_t size, unsigned seed)
{
    unsigned char *bytes = data;
    for (size_t i = 0; i < size; i++)
        bytes[i] = byte_at(i, seed);
}

void flow_filled(const void *data, size_t size, unsigned seed)
{
    const unsigned char *bytes = data;
    for (size_t i = 0; i < size; i++)
        if (bytes[i] != byte_at(i, seed))
            flow_fail("byte %zu of %zu is 0x%02x, 0x%02x was sent", i, size, bytes[i], byte_at(i, seed));
    flow_count(size);
}

static void *buffer_of(size_t size)
{
    void *buffer = calloc(1, size + 1);
    if (!buffer)
        flow_fail("no memory");
    return buffer;
}

void flow_give(struct sockfam_socket *s, const void *data, size_t size, const struct sockfam_address *to)
{
    struct sockfam_error error = { 0 };
    ptrdiff_t sent =
        to ? sockfam_socket_sendto(s, data, size, 0, to, &error) : sockfam_socket_send(s, data, size, 0, &error);
    flow_check(sent, "send", &error);
    if ((size_t)sent != size)
        flow_fail("%td of %zu bytes sent", sent, size);
}

size_t flow_take(struct sockfam_socket *s, void *data, size_t size, struct sockfam_address *from)
{
    struct sockfam_error error = { 0 };
    ptrdiff_t received = sockfam_socket_recvfrom(s, data, size, 0, from, &error);
    flow_check(received, "receive", &error);
    if (from && from->length > 0)
        flow_checked(from);
    return (size_t)received;
}

void flow_send(struct sockfam_socket *s, size_t size, unsigned seed, const struct sockfam_address *to)
{
    void *data = buffer_of(size);
    flow_fill(data, size, seed);
    flow_give(s, data, size, to);
    free(data);
}

void flow_receive(struct sockfam_socket *s, size_t size, unsigned seed, struct sockfam_address *from)
{
    char *data = buffer_of(size + 1);
    size_t received = flow_take(s, data, size + 1, from);
    if (received != size)
        flow_fail("a message of %zu bytes came as %zu", size, received);
    flow_filled(data, size, seed);
    free(data);
}

void flow_silent(struct sockfam_socket *s)
{
    char byte;
    struct sockfam_error error = { 0 };
    int64_t timeout = sockfam_socket_get_timeout(s);
    flow_check(sockfam_socket_set_timeout(s, TENTH_OF_A_SECOND, &error), "timeout", &error);
    ptrdiff_t received = sockfam_socket_recv(s, &byte, 1, 0, &error);
    if (received != -ETIMEDOUT || error.kind != SOCKFAM_ERROR_TIMEOUT)
        flow_fail("something came that should not: %td", received);
    flow_check(sockfam_socket_set_timeout(s, timeout, &error), "timeout", &error);
}

static pid_t send_aside(struct sockfam_socket *s, const char *data, size_t size, size_t piece)
{
    struct sockfam_error error = { 0 };
    pid_t child = fork();
    if (child != 0)
        return child;
    for (size_t at = 0; at < size; at += piece)
        if (sockfam_socket_sendall(s, data + at, size - at < piece ? size - at : piece, 0, NULL, &error) < 0)
            _exit(1);
    _exit(0);
}

static void one_way(struct sockfam_socket *from, struct sockfam_socket *to, size_t size, size_t piece, unsigned seed)
{
    int status = 1;
    char *data = buffer_of(size);
    flow_fill(data, size, seed);
    pid_t child = send_aside(from, data, size, piece);
    memset(data, 0, size);
    for (size_t at = 0, part = 0; at < size; at += part) {
        part = flow_take(to, data + at, size - at, NULL);
        if (part == 0)
            flow_fail("the stream ended after %zu of %zu bytes", at, size);
    }
    if (waitpid(child, &status, 0) < 0 || status != 0)
        flow_fail("sending failed");
    flow_filled(data, size, seed);
    free(data);
}

void flow_stream(struct sockfam_socket *one, struct sockfam_socket *other, size_t size, size_t piece)
{
    one_way(one, other, size, piece, 1);
    one_way(other, one, size, piece, 2);
}

void flow_messages(struct sockfam_socket *one, struct sockfam_socket *other)
{
    static const size_t sizes[] = { 1, 64, 600 };
    for (unsigned i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        flow_send(one, sizes[i], i, NULL);
        flow_receive(other, sizes[i], i, NULL);
        flow_send(other, sizes[i], i + 7, NULL);
        flow_receive(one, sizes[i], i + 7, NULL);
    }
}
