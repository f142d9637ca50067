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

/* `is_wanted`: nothing is kept away. */
void sf_sigpipe_begin(struct sf_sigpipe *guard, const struct sf_sys *sys, bool is_wanted);
/* Keeps errno. `is_raised`: a call in between failed with EPIPE. */
void sf_sigpipe_end(struct sf_sigpipe *guard, bool is_raised);

#endif
