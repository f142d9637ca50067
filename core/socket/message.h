/* SPDX-License-Identifier: MIT */
/* What message.c, batch.c, control.c and rights.c share: our messages as the kernel's. */
#ifndef SF_SOCKET_MESSAGE_H
#define SF_SOCKET_MESSAGE_H

#include <sys/uio.h>

#include <sockfam/message.h>

#include "core/socket/socket.h"

/* 0, or kind OVERFLOW for sizes that the kernel's int cannot hold. */
int sf_message_check(const struct sockfam_message *message, struct sockfam_error *error);

/* For sending; nothing is copied. */
void sf_message_to_send(const struct sockfam_message *message, struct msghdr *header);

/* For receiving: `name` gets the address where one is wanted. Afterwards sf_message_received() fills the message. */
void sf_message_to_receive(const struct sockfam_message *message, struct msghdr *header, struct sf_answer *name);
void sf_message_received(const struct sockfam_socket *s, struct sockfam_message *message, const struct msghdr *header,
                         struct sf_answer *name, size_t length);

#endif
