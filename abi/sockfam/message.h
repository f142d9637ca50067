/* SPDX-License-Identifier: MIT */
/*
 * Messages: scattered bytes, an address, and control data (descriptors, credentials, packet information, timestamps).
 * One at a time or many in one system call. Waiting, errors and flags as in <sockfam/transfer.h>. A `struct iovec` is
 * that of <sys/uio.h>.
 */
#ifndef SOCKFAM_MESSAGE_H
#define SOCKFAM_MESSAGE_H

#include <stddef.h>
#include <stdint.h>

#include <sockfam/socket.h>

#ifdef __cplusplus
extern "C" {
#endif

struct iovec;

/* Everything is borrowed from the caller. Zero what is not wanted. */
struct sockfam_message {
    const struct iovec *buffers;
    size_t buffer_count;              /* more than IOV_MAX (1024): EMSGSIZE */
    void *control;                    /* control data: to send, or room for it; aligned as a size_t */
    size_t control_size;              /* bytes of it */
    const struct sockfam_address *to; /* sending: to whom; NULL: to the peer */
    struct sockfam_address *from;     /* receiving: set to from whom; NULL: not wanted */
    size_t control_length;            /* received: bytes of control data in `control` */
    size_t length;                    /* received, or sent by sendmmsg: bytes of data */
    uint32_t flags;                   /* received: MSG_TRUNC, MSG_CTRUNC, MSG_EOR .. */
    uint32_t reserved[5];
};

/* Bytes sent. A control size beyond 2^31-1 is kind OVERFLOW. */
SOCKFAM_API ptrdiff_t sockfam_socket_sendmsg(struct sockfam_socket *s, const struct sockfam_message *message, int flags,
                                             struct sockfam_error *error) SOCKFAM_NONNULL(1, 2);

/*
 * Bytes received. Descriptors that come along are the caller's, inheritable unless `flags` has MSG_CMSG_CLOEXEC; those
 * that did not fit the kernel has closed, and says MSG_CTRUNC. Nothing can fail behind the system call.
 */
SOCKFAM_API ptrdiff_t sockfam_socket_recvmsg(struct sockfam_socket *s, struct sockfam_message *message, int flags,
                                             struct sockfam_error *error) SOCKFAM_MUST_USE SOCKFAM_NONNULL(1, 2);

/*
 * Many messages under one deadline, in system calls of up to 64; each one's `length` (and when receiving what else is
 * received) is set. Sending goes on until all are gone; receiving waits for the first one only and takes what there is.
 * The count of messages done; if it is above 0, an error that stopped the rest comes with the next call.
 */
SOCKFAM_API int sockfam_socket_sendmmsg(struct sockfam_socket *s, struct sockfam_message *messages, size_t count,
                                        int flags, struct sockfam_error *error) SOCKFAM_NONNULL(1);
SOCKFAM_API int sockfam_socket_recvmmsg(struct sockfam_socket *s, struct sockfam_message *messages, size_t count,
                                        int flags, struct sockfam_error *error) SOCKFAM_MUST_USE SOCKFAM_NONNULL(1);

/* ------------------------------------------------------------------ control data */

/*
 * CMSG_LEN and CMSG_SPACE: the bytes that an item of `size` bytes of data takes, without and with padding. OVERFLOW:
 * a negative size, or a result beyond an int, CMSG_SPACE's with one more byte of data.
 */
SOCKFAM_API ptrdiff_t sockfam_cmsg_len(int64_t size, struct sockfam_error *error);
SOCKFAM_API ptrdiff_t sockfam_cmsg_space(int64_t size, struct sockfam_error *error);

/* Control data being built. `data` is the caller's, aligned as a size_t. */
struct sockfam_control {
    void *data;
    size_t size;   /* bytes of room */
    size_t length; /* bytes in use: a message's control_size */
    uint64_t reserved[2];
};

/* Adds an item, padding zeroed. -ENOSPC, kind OVERFLOW, if it does not fit; then nothing has changed. */
SOCKFAM_API int sockfam_control_put(struct sockfam_control *control, int level, int type, const void *data, size_t size,
                                    struct sockfam_error *error) SOCKFAM_NONNULL(1);

/* An item of received control data. `data` lies in the message's control data, perhaps not aligned. */
struct sockfam_control_item {
    int32_t level;
    int32_t type;
    const void *data;
    size_t size;    /* bytes that are really there */
    size_t offset;  /* where the next one begins; 0 before the first */
    uint32_t flags; /* SOCKFAM_CONTROL_CLIPPED */
    uint32_t reserved[5];
};

#define SOCKFAM_CONTROL_CLIPPED 1u /* its header says more bytes than are there: the last item */

/*
 * The next item of a received message: 1, or 0 after the last one. Begin with a zeroed item. Looks at nothing outside
 * of control_length bytes, whatever the headers say. Kernels cut cleanly; a header that makes no sense ends the walk.
 */
SOCKFAM_API int sockfam_control_next(const struct sockfam_message *message, struct sockfam_control_item *item)
    SOCKFAM_NONNULL(1, 2);

/* Closes all descriptors in received control data: for who gives up on a message. */
SOCKFAM_API void sockfam_message_close_fds(const struct sockfam_context *ctx, const struct sockfam_message *message)
    SOCKFAM_NONNULL(1, 2);

/* ------------------------------------------------------------------ the usual control messages */

/* Sends data with descriptors: one SCM_RIGHTS item. `to` may be NULL. At most 253, the kernel's limit. */
SOCKFAM_API ptrdiff_t sockfam_socket_send_fds(struct sockfam_socket *s, const struct iovec *buffers,
                                              size_t buffer_count, const int *fds, size_t fd_count, int flags,
                                              const struct sockfam_address *to, struct sockfam_error *error)
    SOCKFAM_NONNULL(1);

/*
 * Receives data and at most `room` descriptors, close-on-exec. *fd_count and *message_flags are set (MSG_CTRUNC: there
 * were more, which are closed); each of message_flags and from may be NULL. Python ignores flags and address here.
 */
SOCKFAM_API ptrdiff_t sockfam_socket_recv_fds(struct sockfam_socket *s, void *data, size_t size, int *fds, size_t room,
                                              size_t *fd_count, int flags, int *message_flags,
                                              struct sockfam_address *from,
                                              struct sockfam_error *error) SOCKFAM_MUST_USE SOCKFAM_NONNULL(1, 6);

/* Who sent a message: SCM_CREDENTIALS, which the option SO_PASSCRED asks for. The kernel checks what is sent. */
SOCKFAM_API int sockfam_control_put_credentials(struct sockfam_control *control, int32_t pid, uint32_t uid,
                                                uint32_t gid, struct sockfam_error *error) SOCKFAM_NONNULL(1);

/*
 * Items by the name their driver gives them (record MESSAGES, see sockfam_option_find() in <sockfam/option.h>), with a
 * value of their kind: an integer; text as options have it; or bytes as they are. Name unknown: kind VALUE.
 */
SOCKFAM_API int sockfam_control_put_named(const struct sockfam_socket *s, struct sockfam_control *control,
                                          const char *name, const struct sockfam_value *value,
                                          struct sockfam_error *error) SOCKFAM_NONNULL(1, 2, 3, 4);

/* The row that describes an item for this socket, NULL: none. */
SOCKFAM_API const struct sockfam_option_row *sockfam_control_item_row(const struct sockfam_socket *s,
                                                                      const struct sockfam_control_item *item)
    SOCKFAM_NONNULL(1, 2);

/*
 * Prints an item's data as its row says, as hexadecimal without one. Buffer and *need as for sockfam_address_print().
 */
SOCKFAM_API int sockfam_control_item_print(const struct sockfam_socket *s, const struct sockfam_control_item *item,
                                           char *text, size_t size, size_t *need, struct sockfam_error *error)
    SOCKFAM_NONNULL(1, 2);

#ifdef __cplusplus
}
#endif

#endif
