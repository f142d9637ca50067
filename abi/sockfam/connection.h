/* SPDX-License-Identifier: MIT */
/* From an address, or a host's name, to a socket that is ready: the one-line cases. */
#ifndef SOCKFAM_CONNECTION_H
#define SOCKFAM_CONNECTION_H

#include <stddef.h>
#include <stdint.h>

#include <sockfam/socket.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SOCKFAM_DEFAULT_TIMEOUT INT64_MIN /* the context's */

/*
 * Opens a socket for an address as text and connects it: sockfam_socket_dial(ctx, "isotp:vcan0,rx=0x7e8,tx=0x7e0", NULL, ..).
 * `protocol` is a name, NULL: the first one that has such addresses. Families whose sockets take their address by
 * bind(2) are bound (can, isotp, packet), and those whose requests go through accepted sockets (alg) are accepted once
 * more. The timeout covers connecting and stays set. Looks names up, which may block. On failure *s is closed.
 */
SOCKFAM_API int sockfam_socket_dial(const struct sockfam_context *ctx, const char *text, const char *protocol, int64_t timeout,
                             struct sockfam_socket *s, struct sockfam_error *error);

/*
 * The listening twin: opens, binds and, for streams and sequenced packets, listens (with SO_REUSEADDR). Datagram
 * sockets are ready to receive then, streams to accept.
 */
SOCKFAM_API int sockfam_socket_announce(const struct sockfam_context *ctx, const char *text, const char *protocol, int64_t timeout,
                                 struct sockfam_socket *s, struct sockfam_error *error);

/*
 * Connects a stream to a host and a service by trying each address the resolver gives, in its order; `timeout` counts
 * for each attempt and stays set. `source` (NULL: none) is bound first. If none succeeds, returns the last one's error,
 * and errors[0..room) hold those of the attempts in order (errors may be NULL with room 0); *failed (may be NULL) is
 * always set to their number, also on success. Resolving blocks without a deadline. On failure *s is closed.
 */
SOCKFAM_API int sockfam_connection_create(const struct sockfam_context *ctx, const char *host, const char *service,
                                          int64_t timeout, const struct sockfam_address *source,
                                          struct sockfam_socket *s, struct sockfam_error *errors, size_t room,
                                          size_t *failed, struct sockfam_error *error);

struct sockfam_server {
    int32_t backlog; /* 0 or less: SOCKFAM_BACKLOG */
    uint32_t flags;  /* SOCKFAM_SERVER_* */
};

#define SOCKFAM_SERVER_REUSE_PORT 1u /* SO_REUSEPORT, where the family has it; ignored elsewhere, as in Python */
#define SOCKFAM_SERVER_DUAL_STACK 2u /* also the family's older relative; VALUE where the driver knows no such option  \
                                      */

/*
 * A listening stream socket at an address, with SO_REUSEADDR (errors of which are ignored). Where the driver has an
 * option of SOCKFAM_OPTION_SINGLE_STACK it is set: 0 for dual stack, else 1. `server` may be NULL. The address is named
 * in the message if binding fails. On failure *s is closed.
 */
SOCKFAM_API int sockfam_server_create(const struct sockfam_context *ctx, const struct sockfam_address *address,
                                      const struct sockfam_server *server, struct sockfam_socket *s,
                                      struct sockfam_error *error);

/* Whether a family's streams can be dual stack here: opens one and tries. 1, or 0 for any other reason. */
SOCKFAM_API int sockfam_server_has_dualstack(const struct sockfam_context *ctx, const char *family);

#ifdef __cplusplus
}
#endif

#endif
