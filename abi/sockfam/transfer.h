/* SPDX-License-Identifier: MIT */
/*
 * Bytes and datagrams in and out. Each call tries first and waits only if it must, by the rules of <sockfam/socket.h>.
 * Functions that return ptrdiff_t give a count of bytes or a negative errno. `flags` are MSG_* of this machine;
 * MSG_NOSIGNAL is added where something is sent. MSG_DONTWAIT is the kernel's business, but with a timeout > 0 the
 * library waits even so, as Python does: set timeout 0 to try once.
 */
#ifndef SOCKFAM_TRANSFER_H
#define SOCKFAM_TRANSFER_H

#include <stddef.h>
#include <stdint.h>

#include <sockfam/socket.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One send; the count may be less than `size`. Size 0 does a system call. */
SOCKFAM_API ptrdiff_t sockfam_socket_send(struct sockfam_socket *s, const void *data, size_t size, int flags,
                                          struct sockfam_error *error) SOCKFAM_NONNULL(1);

/*
 * Sends everything, under one deadline for all of it: a steady but slow reader does not extend it. *sent (may be NULL)
 * is always set: on failure so many bytes have gone, none of them twice. The hook is asked after each partial send too.
 * Size 0 does one send of 0 bytes.
 */
SOCKFAM_API int sockfam_socket_sendall(struct sockfam_socket *s, const void *data, size_t size, int flags, size_t *sent,
                                       struct sockfam_error *error) SOCKFAM_NONNULL(1);

/* `to` may be NULL: as send. */
SOCKFAM_API ptrdiff_t sockfam_socket_sendto(struct sockfam_socket *s, const void *data, size_t size, int flags,
                                            const struct sockfam_address *to, struct sockfam_error *error)
    SOCKFAM_NONNULL(1);

/*
 * At most `size` bytes; 0: the peer has shut down, or an empty datagram. With size 0 it gives 0 at once and looks at
 * nothing, not even whether the socket is open, as Python's recv(0) does.
 */
SOCKFAM_API ptrdiff_t sockfam_socket_recv(struct sockfam_socket *s, void *data, size_t size, int flags,
                                          struct sockfam_error *error) SOCKFAM_MUST_USE SOCKFAM_NONNULL(1);

/* As recv, but size 0 does the system call. `from` may be NULL; raw with length 0 where the kernel gives no address. */
SOCKFAM_API ptrdiff_t sockfam_socket_recvfrom(struct sockfam_socket *s, void *data, size_t size, int flags,
                                              struct sockfam_address *from,
                                              struct sockfam_error *error) SOCKFAM_MUST_USE SOCKFAM_NONNULL(1);

/* ------------------------------------------------------------------ files and pipes */

#define SOCKFAM_HERE INT64_C(-1)  /* offset: where the file stands; its position then moves along */
#define SOCKFAM_TO_END UINT64_MAX /* count: all there is */

/*
 * Sends `count` bytes of a file from `offset`, by sendfile(2) where the kernel takes it, else by copying; from a pipe
 * by splice(2). Files that say they have 0 bytes (/proc), pipes and terminals are read to their end, never taken for
 * empty. With an offset the file's own position is neither used nor moved; pipes, sockets and terminals take
 * SOCKFAM_HERE only (ESPIPE), devices that can seek either. A folder is EISDIR. One deadline for all of it, waiting for
 * a pipe's writer included. *sent (may be NULL) is always set; with SOCKFAM_HERE the position of a regular file is
 * behind the last byte sent, also on failure. VALUE: offset < -1, count 0, a datagram socket, a non-blocking one. Bytes
 * read from what is neither regular nor a pipe, at most 64 KiB, are lost if sending them fails.
 */
SOCKFAM_API int sockfam_socket_sendfile(struct sockfam_socket *s, int file, int64_t offset, uint64_t count,
                                        uint64_t *sent, struct sockfam_error *error) SOCKFAM_NONNULL(1);

/*
 * splice(2): moves at most `size` bytes from the socket into a pipe, or from a pipe into the socket, without copying
 * where the kernel can. Waits for both ends, by the socket's timeout. 0: the source has ended. EINVAL where the kernel
 * cannot splice such a socket. `flags`: SPLICE_F_* of this machine.
 */
SOCKFAM_API ptrdiff_t sockfam_socket_splice_to_pipe(struct sockfam_socket *s, int pipe, size_t size, unsigned flags,
                                                    struct sockfam_error *error) SOCKFAM_NONNULL(1);
SOCKFAM_API ptrdiff_t sockfam_socket_splice_from_pipe(struct sockfam_socket *s, int pipe, size_t size, unsigned flags,
                                                      struct sockfam_error *error) SOCKFAM_NONNULL(1);

#ifdef __cplusplus
}
#endif

#endif
