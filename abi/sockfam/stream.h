/* SPDX-License-Identifier: MIT */
/*
 * A socket as a stdio stream: lines, fprintf, buffering, with the socket's deadlines. Python's makefile. Not part of
 * <sockfam/sockfam.h>, since it needs <stdio.h>.
 */
#ifndef SOCKFAM_STREAM_H
#define SOCKFAM_STREAM_H

#include <stdio.h>

#include <sockfam/socket.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Makes a buffered stream that reads from the socket (mode "r") or writes to it ("w"); for both directions make two.
 * Each time its buffer is filled or emptied is one call of sockfam_socket_recv() or sockfam_socket_sendall(), with the
 * socket's timeout, hook and all that holds for them. If that fails the stream has its error mark (ferror(3)), errno,
 * and if `failure` is not NULL the error as a struct, which must live as long as the stream. Nothing is lost by that:
 * what came is read first, and after clearerr(3) it goes on where it stood.
 *
 * The socket is borrowed and must outlive the stream, unmoved; fclose(3) flushes, and does not close it. A closed
 * socket is EBADF. -EINVAL, kind VALUE: another mode; ENOMEM. The caller owns *stream.
 */
SOCKFAM_API int sockfam_socket_open_stream(struct sockfam_socket *s, const char *mode, struct sockfam_error *failure,
                                           FILE **stream, struct sockfam_error *error) SOCKFAM_MUST_USE
    SOCKFAM_NONNULL(1, 2, 4);

#ifdef __cplusplus
}
#endif

#endif
