/* SPDX-License-Identifier: MIT */
/* What dial.c and server.c share: making a socket in several steps. */
#ifndef SF_SOCKET_DIAL_H
#define SF_SOCKET_DIAL_H

#include "core/socket/socket.h"

/* Ends what was begun: closes the socket and returns `result`; the error stays as it is. */
int sf_give_up(struct sockfam_socket *s, int result);

/* Refuses negative timeouts that mean nothing. */
int sf_check_timeout(int64_t timeout, struct sockfam_error *error);

/* Sets it unless it is the context's default, which the socket has. */
int sf_apply_timeout(struct sockfam_socket *s, int64_t timeout, struct sockfam_error *error);

/* Sets an option of SOL_SOCKET to 1, whether that is possible or not. */
void sf_try_set(struct sockfam_socket *s, int number);

/* The row of that name (NULL: any) and type (0: any) that has addresses of the format; NULL with an error. */
const struct sockfam_protocol_row *sf_choose_protocol(const struct sockfam_address *address, const char *name,
                                                      int32_t type, struct sockfam_error *error);

#endif
