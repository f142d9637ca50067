/* SPDX-License-Identifier: MIT */
/* What the files of `sockfam relay` share. */
#ifndef RELAY_H
#define RELAY_H

#include "pipe_meet.h"

/* How many things of so many descriptors each there may be, when all that may be are used; at least 1. */
size_t relay_room(size_t descriptors);

/*
 * relay_datagram.c. Datagrams that come to the one listener go to `target`, from `bind` if that is not NULL, answers
 * back. Runs the loop.
 */
int relay_datagrams(struct loop *loop, const struct listeners *listeners, const struct target *target,
                    const struct sockfam_address *bind);

#endif
