/* SPDX-License-Identifier: MIT */
/*
 * For system calls that have no MSG_NOSIGNAL: SIGPIPE is kept from this thread, and one that they raise is taken
 * away.
 */
#ifndef SF_SOCKET_SIGPIPE_H
#define SF_SOCKET_SIGPIPE_H

#include <signal.h>
#include <stdbool.h>

#include "core/sys/sys.h"

struct sf_sigpipe {
    const struct sf_sys *sys;
    sigset_t old;
    bool is_ours; /* one that comes is ours to take */
};

void sf_sigpipe_begin(struct sf_sigpipe *guard, const struct sf_sys *sys);
/* Keeps errno. `is_raised`: a call in between failed with EPIPE. */
void sf_sigpipe_end(struct sf_sigpipe *guard, bool is_raised);

#endif
