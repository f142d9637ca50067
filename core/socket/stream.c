/* SPDX-License-Identifier: MIT */
/*
 * The socket below a stdio stream (fopencookie(3)). stdio buffers and keeps count; each of its reads and writes is one
 * call of ours. A write that fails says how much went, so that stdio gives no byte away twice.
 */
#include <sockfam/stream.h>

#include <stdlib.h>
#include <string.h>

#include <sockfam/transfer.h>

#include "core/socket/socket.h"

struct cookie {
    struct sockfam_socket *s;
    struct sockfam_error *failure; /* the caller's, or `own` */
    struct sockfam_error own;
};

static ssize_t read_some(void *data, char *bytes, size_t size)
{
    struct cookie *cookie = data;
    ptrdiff_t result = sockfam_socket_recv(cookie->s, bytes, size, 0, cookie->failure);
    if (result >= 0)
        return result;
    errno = (int)-result;
    return -1;
}

/* stdio takes a count below `size` for a failure. */
static ssize_t write_all(void *data, const char *bytes, size_t size)
{
    struct cookie *cookie = data;
    size_t sent = 0;
    int result = sockfam_socket_sendall(cookie->s, bytes, size, 0, &sent, cookie->failure);
    if (result < 0)
        errno = -result;
    return (ssize_t)sent;
}

static int end(void *data)
{
    free(data);
    return 0;
}

int sockfam_socket_open_stream(struct sockfam_socket *s, const char *mode, struct sockfam_error *failure, FILE **stream,
                               struct sockfam_error *error)
{
    bool is_reader = strcmp(mode, "r") == 0;
    sf_error_begin(error);
    if (!is_reader && strcmp(mode, "w") != 0)
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_SYNTAX, "mode",
                              "the mode of a stream is \"r\" or \"w\", not \"%.20s\"", mode);
    if (sf_fd(s) < 0)
        return sf_os_fail(error, EBADF, "stream");
    struct cookie *cookie = calloc(1, sizeof(*cookie));
    if (!cookie)
        return sf_no_memory(error);
    cookie->s = s;
    cookie->own.flags = SOCKFAM_ERROR_NO_TEXT;
    cookie->failure = failure ? failure : &cookie->own;
    const cookie_io_functions_t calls = { .read = is_reader ? read_some : NULL,
                                          .write = is_reader ? NULL : write_all,
                                          .close = end };
    FILE *made = fopencookie(cookie, mode, calls);
    if (!made) {
        free(cookie);
        return sf_no_memory(error);
    }
    *stream = made;
    return 0;
}
