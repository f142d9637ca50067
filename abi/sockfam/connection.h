/* SPDX-License-Identifier: MIT */
/*
 * Addresses and connections: bind, connect, listen, accept; and the one-line cases, from an address as text, or a
 * host's name, to a socket that is ready. Errors of binding, connecting and sending name the address.
 */
#ifndef SOCKFAM_CONNECTION_H
#define SOCKFAM_CONNECTION_H

#include <stddef.h>
#include <stdint.h>

#include <sockfam/socket.h>

#ifdef __cplusplus
extern "C" {
#endif

/* bind(2), once. */
SOCKFAM_API int sockfam_socket_bind(struct sockfam_socket *s, const struct sockfam_address *address,
                                    struct sockfam_error *error) SOCKFAM_NONNULL(1, 2);

/* The socket's own address and its peer's, in its format (raw if it has none or the bytes are not of it). */
SOCKFAM_API int sockfam_socket_getsockname(const struct sockfam_socket *s, struct sockfam_address *address,
                                           struct sockfam_error *error) SOCKFAM_NONNULL(1, 2);
SOCKFAM_API int sockfam_socket_getpeername(const struct sockfam_socket *s, struct sockfam_address *address,
                                           struct sockfam_error *error) SOCKFAM_NONNULL(1, 2);

/* ------------------------------------------------------------------ connecting */

/*
 * connect(2) once, never again: if it is under way (EINPROGRESS, or a signal came) waits until the deadline and takes
 * SO_ERROR for the result. Non-blocking: -EINPROGRESS, or -EINTR after a signal. After -ETIMEDOUT of kind TIMEOUT the
 * attempt goes on in the kernel. A unix socket whose peer has a full backlog waits for it, as far as the deadline: the
 * descriptor is then blocking with SO_SNDTIMEO for as long, and the call is made again after a signal. Non-blocking
 * that is -EAGAIN.
 */
SOCKFAM_API int sockfam_socket_connect(struct sockfam_socket *s, const struct sockfam_address *address,
                                       struct sockfam_error *error) SOCKFAM_NONNULL(1, 2);

/*
 * As connect, but an errno is the result and no failure: 0 or positive, EBADF when closed, EAGAIN when time ran out
 * (then `error` has kind TIMEOUT; in all other cases NONE). Negative only where the hook gave up.
 */
SOCKFAM_API int sockfam_socket_connect_ex(struct sockfam_socket *s, const struct sockfam_address *address,
                                          struct sockfam_error *error) SOCKFAM_NONNULL(1, 2);

/*
 * For event loops. begin: connect(2) once, without waiting; 0: connected, 1: under way, so poll the descriptor until it
 * can be written to (POLLOUT), then finish. finish: 0: connected, 1: still under way, else the attempt's errno. The
 * socket must not block (timeout 0 or more), else -EINVAL, kind VALUE. -EAGAIN: a full backlog of a unix socket, which
 * poll cannot tell of; begin again later.
 */
SOCKFAM_API int sockfam_socket_connect_begin(struct sockfam_socket *s, const struct sockfam_address *address,
                                             struct sockfam_error *error) SOCKFAM_MUST_USE SOCKFAM_NONNULL(1, 2);
SOCKFAM_API int sockfam_socket_connect_finish(struct sockfam_socket *s, struct sockfam_error *error) SOCKFAM_MUST_USE
    SOCKFAM_NONNULL(1);

/* ------------------------------------------------------------------ accepting */

#define SOCKFAM_BACKLOG 128 /* what Python takes where none is given */

/* Negative: as 0. */
SOCKFAM_API int sockfam_socket_listen(struct sockfam_socket *s, int backlog, struct sockfam_error *error)
    SOCKFAM_NONNULL(1);

/*
 * The next connection, as a socket of the listener's family, type, protocol, format and hook. Its timeout is the
 * context's default; without one it blocks, whatever the listener's timeout. `peer` may be NULL; it is raw with length
 * 0 where the kernel gives no address. ECONNABORTED, EMFILE and the like are reported, not retried.
 */
SOCKFAM_API int sockfam_socket_accept(struct sockfam_socket *s, struct sockfam_socket *accepted,
                                      struct sockfam_address *peer, struct sockfam_error *error) SOCKFAM_MUST_USE
    SOCKFAM_NONNULL(1, 2);

/* `how`: SHUT_RD, SHUT_WR or SHUT_RDWR; EINVAL, ENOTCONN. */
SOCKFAM_API int sockfam_socket_shutdown(struct sockfam_socket *s, int how, struct sockfam_error *error)
    SOCKFAM_NONNULL(1);

/* ------------------------------------------------------------------ one line each

   A timeout is nanoseconds, SOCKFAM_BLOCKING, SOCKFAM_NON_BLOCKING or SOCKFAM_DEFAULT_TIMEOUT; other negative ones are
   refused: -ERANGE, kind VALUE. */

#define SOCKFAM_DEFAULT_TIMEOUT INT64_MIN /* the context's */

/*
 * Opens a socket for an address as text and connects it: sockfam_socket_dial(ctx, "isotp:vcan0,rx=0x7e8,tx=0x7e0",
 * SOCKFAM_TO_NUL, NULL, ..). `protocol` is a name, NULL: the first one that has such addresses. Families whose sockets
 * take their address by bind(2) are bound (can, isotp, packet); those whose requests go through accepted sockets (alg)
 * are accepted once more; those without connections (rds) are bound to the own address that reaches the peer, then
 * connected, so that sending needs no address. The timeout covers connecting and stays set. Looks names up, which may
 * block.
 */
SOCKFAM_API int sockfam_socket_dial(const struct sockfam_context *ctx, const char *text, size_t size,
                                    const char *protocol, int64_t timeout, struct sockfam_socket *s,
                                    struct sockfam_error *error) SOCKFAM_MUST_USE SOCKFAM_NONNULL(1, 2, 6);

/*
 * The listening twin: opens, binds and, where the protocol has connections, listens (with SO_REUSEADDR). Sockets of
 * other protocols are ready to receive then, those to accept.
 */
SOCKFAM_API int sockfam_socket_announce(const struct sockfam_context *ctx, const char *text, size_t size,
                                        const char *protocol, int64_t timeout, struct sockfam_socket *s,
                                        struct sockfam_error *error) SOCKFAM_MUST_USE SOCKFAM_NONNULL(1, 2, 6);

/* Where to connect to, and what came of it. Zero what is not wanted. */
struct sockfam_connection {
    const char *host;                     /* a name or a literal; NULL: this machine */
    const char *service;                  /* a name or digits; NULL: `port` */
    int64_t port;                         /* without a service; 0 to 65535, else -ERANGE, kind OVERFLOW */
    const struct sockfam_address *source; /* bound first; NULL: none */
    struct sockfam_error *errors;         /* room for the errors of attempts, in their order; NULL: not wanted */
    size_t error_room;                    /* of them, in elements */
    size_t error_count;                   /* set: attempts that failed, also on success */
    uint64_t reserved[4];
};

/*
 * Connects a stream to a host and a service by trying each address the resolver gives, in its order; `timeout` counts
 * for each attempt and stays set. If none succeeds, returns the last one's error; if the hook gives up,
 * tries no more. Resolving blocks without a deadline.
 */
SOCKFAM_API int sockfam_connection_create(const struct sockfam_context *ctx, struct sockfam_connection *connection,
                                          int64_t timeout, struct sockfam_socket *s,
                                          struct sockfam_error *error) SOCKFAM_MUST_USE SOCKFAM_NONNULL(1, 2, 4);

struct sockfam_server {
    int32_t backlog; /* 0 or less: SOCKFAM_BACKLOG */
    uint32_t flags;  /* SOCKFAM_SERVER_* */
    uint64_t reserved[4];
};

#define SOCKFAM_SERVER_REUSE_PORT 1u /* SO_REUSEPORT, where the family has it; ignored elsewhere, as in Python */
#define SOCKFAM_SERVER_DUAL_STACK 2u /* also the family's older relative; VALUE if the driver knows no such option */

/*
 * A listening stream socket at an address, with SO_REUSEADDR (errors of which are ignored). Where the driver has an
 * option of SOCKFAM_OPTION_SINGLE_STACK it is set: 0 for dual stack, else 1. `server` may be NULL.
 */
SOCKFAM_API int sockfam_server_create(const struct sockfam_context *ctx, const struct sockfam_address *address,
                                      const struct sockfam_server *server, struct sockfam_socket *s,
                                      struct sockfam_error *error) SOCKFAM_MUST_USE SOCKFAM_NONNULL(1, 2, 4);

/* Whether a family's streams can be dual stack here: opens one and tries. 1, or 0 for any other reason. */
SOCKFAM_API int sockfam_server_has_dualstack(const struct sockfam_context *ctx, const char *family)
    SOCKFAM_NONNULL(1, 2);

/*
 * Whether a socket of a family can be opened here: opens one of the protocol (NULL: the first) and closes it. 1 or 0.
 */
SOCKFAM_API int sockfam_family_has_sockets(const struct sockfam_context *ctx, const char *family, const char *protocol)
    SOCKFAM_NONNULL(1, 2);

#ifdef __cplusplus
}
#endif

#endif
