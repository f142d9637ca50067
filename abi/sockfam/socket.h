/* SPDX-License-Identifier: MIT */
/*
 * Sockets of any family, with deadlines: the object. Binding, connecting, accepting and the one-line cases:
 * <sockfam/connection.h>; transfer: <sockfam/transfer.h>; messages with control data: <sockfam/message.h>; options:
 * <sockfam/option.h>; as a stdio stream: <sockfam/stream.h>.
 *
 * A timeout is a deadline on the monotonic clock for the whole call. The system call is tried first; only if it would
 * block is there a poll, so a ready socket costs one system call in each mode:
 *
 *     timeout < 0   blocking: the descriptor blocks, the kernel waits
 *     timeout = 0   non-blocking: one try, then -EAGAIN
 *     timeout > 0   nanoseconds; the descriptor is non-blocking, the library waits; then -ETIMEDOUT, kind TIMEOUT
 *
 * A kernel's own ETIMEDOUT is of kind OS, as are all errno of the kernel. EINTR is not reported: the hook is asked,
 * then the call goes on with what is left of its time. No call raises SIGPIPE, unless that is asked for. Descriptors
 * are close-on-exec from the start.
 *
 * When a function that makes a socket fails, *s is a closed socket of the context (of a pair: both are, of accept: the
 * accepted one is) and no descriptor is left open; when one that answers with an address or a value fails, that is
 * untouched; counts are set always.
 *
 * Threads: a socket is used by one thread at a time, as a plain struct. But while one thread is in a call another may
 * close, detach or shut down the socket: the descriptor is read and taken atomically, one of several closers closes,
 * and the call ends with its result, with EBADF at its next try, or at its deadline. Only sockfam_socket_shutdown()
 * wakes a call that waits. As in every program, a number that is closed may be given to another file just when a call
 * is about to use it: where other threads open files meanwhile, shut down first and close when the call has returned.
 * On a closed socket every function gives EBADF, but for those that say otherwise.
 */
#ifndef SOCKFAM_SOCKET_H
#define SOCKFAM_SOCKET_H

#include <stddef.h>
#include <stdint.h>

#include <sockfam/context.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Asked after a signal interrupted a call, and between the parts of calls that have some. 0: go on; a negative errno:
 * the call gives up and returns it, kind INTERRUPTED. It runs in the thread of the call, holds no lock, and may use and
 * close sockets, the one of the call too.
 */
struct sockfam_hook {
    int (*interrupted)(void *data);
    void *data;
    const void *reserved[2];
};

/*
 * A socket: 64 bytes on 64-bit machines, no other memory. Owned and placed by the caller; may be moved while no call is
 * under way. All zeros but `fd` -1 is a closed socket. Members may be read; set them through functions, `hook` aside.
 */
struct sockfam_socket {
    const struct sockfam_context *ctx;   /* must outlive the socket */
    const struct sockfam_format *format; /* of its addresses; NULL: no driver knows them, they are raw */
    const struct sockfam_hook *hook;     /* borrowed; NULL: none. At first the context's, or the listener's */
    int64_t timeout;                     /* nanoseconds, see above */
    int32_t fd;                          /* -1: closed. Another thread may change it: use sockfam_socket_fd() */
    int32_t protocol;                    /* as given or found, as are the next two */
    int32_t af;                          /* AF_ number */
    int32_t type;                        /* SOCK_ number of this machine, without SOCK_NONBLOCK and SOCK_CLOEXEC */
    uint32_t flags;                      /* SOCKFAM_SOCKET_* */
    uint32_t reserved[3];
};

#define SOCKFAM_SOCKET_INFERRED 1u /* adopted, and `format` is a guess from the length of getsockname(2)'s answer */
#define SOCKFAM_SOCKET_NAMELESS 2u /* the kernel gives no addresses of such sockets */
#define SOCKFAM_SOCKET_NO_MSG_NOSIGNAL 4u /* sends without MSG_NOSIGNAL, which the kernel refuses for such sockets */
#define SOCKFAM_SOCKET_SIGPIPE 8u         /* sockfam_socket_set_sigpipe() */

/* ------------------------------------------------------------------ making and ending */

/*
 * Opens a socket of a driver's family, by the protocol's name, NULL: the family's first. Timeout and hook are the
 * context's defaults. -EINVAL, kind VALUE: no such family or protocol (the message lists them), or no numbers for it
 * here; else socket(2)'s errno.
 */
SOCKFAM_API int sockfam_socket_open(const struct sockfam_context *ctx, const char *family, const char *protocol,
                                    struct sockfam_socket *s, struct sockfam_error *error) SOCKFAM_MUST_USE
    SOCKFAM_NONNULL(1, 2, 4);

/*
 * By numbers of this machine; no driver need know them. They go to the kernel as they are, which refuses what it does
 * not know. SOCK_NONBLOCK in `type` makes the timeout 0.
 */
SOCKFAM_API int sockfam_socket_open_numbers(const struct sockfam_context *ctx, int af, int type, int protocol,
                                            struct sockfam_socket *s, struct sockfam_error *error) SOCKFAM_MUST_USE
    SOCKFAM_NONNULL(1, 5);

/*
 * Takes over a descriptor, which must be a socket's: the kernel is asked in any case, for EBADF or ENOTSOCK. Each of
 * af, type and protocol that is negative is the kernel's answer, others are believed. Where the kernel does not say
 * which protocol (it says 0) and the formats of the family differ, the type decides; if that does not, a length of
 * getsockname(2) that only one format has, which is marked SOCKFAM_SOCKET_INFERRED; else -EINVAL, kind VALUE, reason
 * AMBIGUOUS, with the candidates listed. -EINVAL too for fd < 0. The descriptor's flags stay as they are, unless the
 * context has a default timeout: then it becomes non-blocking. On failure it is still the caller's.
 */
SOCKFAM_API int sockfam_socket_adopt(const struct sockfam_context *ctx, int fd, int af, int type, int protocol,
                                     struct sockfam_socket *s, struct sockfam_error *error) SOCKFAM_MUST_USE
    SOCKFAM_NONNULL(1, 6);

/* A duplicate of a descriptor as a socket: dup, then adopt. Python's fromfd(). `fd` stays the caller's. */
SOCKFAM_API int sockfam_socket_from_fd(const struct sockfam_context *ctx, int fd, int af, int type, int protocol,
                                       struct sockfam_socket *s, struct sockfam_error *error) SOCKFAM_MUST_USE
    SOCKFAM_NONNULL(1, 6);

/* Two sockets connected with each other, by numbers as above. Both or none. */
SOCKFAM_API int sockfam_socket_pair(const struct sockfam_context *ctx, int af, int type, int protocol,
                                    struct sockfam_socket pair[2], struct sockfam_error *error) SOCKFAM_MUST_USE
    SOCKFAM_NONNULL(1, 5);

/* A duplicate: same kernel socket, same numbers, timeout and hook. */
SOCKFAM_API int sockfam_socket_dup(const struct sockfam_socket *s, struct sockfam_socket *duplicate,
                                   struct sockfam_error *error) SOCKFAM_MUST_USE SOCKFAM_NONNULL(1, 2);

/*
 * Ends a socket; it is closed whatever is returned. A second close does nothing and gives 0. Not retried on EINTR (the
 * descriptor is gone then); ECONNRESET does not count as one. Also the deinit: a closed socket owns nothing.
 */
SOCKFAM_API int sockfam_socket_close(struct sockfam_socket *s, struct sockfam_error *error) SOCKFAM_NONNULL(1);

/* Gives the descriptor to the caller, -1 if there was none; the socket is closed without closing it. */
SOCKFAM_API int sockfam_socket_detach(struct sockfam_socket *s) SOCKFAM_MUST_USE SOCKFAM_NONNULL(1);

/* The descriptor, to poll or to look at; -1: closed. */
SOCKFAM_API int sockfam_socket_fd(const struct sockfam_socket *s) SOCKFAM_NONNULL(1);

/* Whether a program started by exec keeps the descriptor: 0 or 1. New ones: 0. */
SOCKFAM_API int sockfam_socket_get_inheritable(const struct sockfam_socket *s, struct sockfam_error *error)
    SOCKFAM_NONNULL(1);
SOCKFAM_API int sockfam_socket_set_inheritable(struct sockfam_socket *s, int inheritable, struct sockfam_error *error)
    SOCKFAM_NONNULL(1);

/* For descriptors without a socket object: a close-on-exec duplicate, and close(2) with ECONNRESET no error. */
SOCKFAM_API int sockfam_fd_dup(const struct sockfam_context *ctx, int fd, struct sockfam_error *error) SOCKFAM_MUST_USE
    SOCKFAM_NONNULL(1);
SOCKFAM_API int sockfam_fd_close(const struct sockfam_context *ctx, int fd, struct sockfam_error *error)
    SOCKFAM_NONNULL(1);

/* ------------------------------------------------------------------ timeouts */

#define SOCKFAM_BLOCKING INT64_C(-1)
#define SOCKFAM_NON_BLOCKING INT64_C(0)

/*
 * Stores the timeout (each negative one as SOCKFAM_BLOCKING), then makes the descriptor blocking or not. EBADF on a
 * closed socket; the new value is stored even so, as in Python. Takes effect with the next call.
 */
SOCKFAM_API int sockfam_socket_set_timeout(struct sockfam_socket *s, int64_t nanoseconds, struct sockfam_error *error)
    SOCKFAM_NONNULL(1);
SOCKFAM_API int64_t sockfam_socket_get_timeout(const struct sockfam_socket *s) SOCKFAM_NONNULL(1);

/* Blocking: set_timeout(SOCKFAM_BLOCKING) or (0). get: 1 unless the timeout is 0. Neither get needs an open socket. */
SOCKFAM_API int sockfam_socket_set_blocking(struct sockfam_socket *s, int blocking, struct sockfam_error *error)
    SOCKFAM_NONNULL(1);
SOCKFAM_API int sockfam_socket_get_blocking(const struct sockfam_socket *s) SOCKFAM_NONNULL(1);

/*
 * Whether sending to a peer that is gone raises SIGPIPE, as send(2) does without MSG_NOSIGNAL: for programs that want
 * to end so. New sockets: as the context says, at first not; accepted ones: as the listener.
 */
SOCKFAM_API void sockfam_socket_set_sigpipe(struct sockfam_socket *s, int raised) SOCKFAM_NONNULL(1);

/* Seconds to nanoseconds, away from zero: no positive time becomes 0. VALUE: negative, NaN; OVERFLOW: >= 2^63 ns. */
SOCKFAM_API int sockfam_timeout_from_seconds(double seconds, int64_t *nanoseconds, struct sockfam_error *error)
    SOCKFAM_NONNULL(2);

/*
 * What new sockets of the context begin with: by any function of this header, accept and adopt among them. The only
 * members of a context that change after opening; atomic, so any thread may set them at any time. A hook is borrowed.
 */
SOCKFAM_API void sockfam_context_set_default_timeout(struct sockfam_context *ctx, int64_t nanoseconds)
    SOCKFAM_NONNULL(1);
SOCKFAM_API int64_t sockfam_context_get_default_timeout(const struct sockfam_context *ctx) SOCKFAM_NONNULL(1);
SOCKFAM_API void sockfam_context_set_default_sigpipe(struct sockfam_context *ctx, int raised) SOCKFAM_NONNULL(1);
SOCKFAM_API void sockfam_context_set_default_hook(struct sockfam_context *ctx, const struct sockfam_hook *hook)
    SOCKFAM_NONNULL(1);

#ifdef __cplusplus
}
#endif

#endif
