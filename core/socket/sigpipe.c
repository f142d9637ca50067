/* SPDX-License-Identifier: MIT */
/*
 * SIGPIPE of a write goes to the thread that writes. So it is blocked in this thread, and if one came, it is pending
 * here and is taken. Where it was blocked already, one may have been pending before: that is somebody else's, ours has
 * merged with it, and nothing is taken.
 */
#include "core/socket/sigpipe.h"

#include <errno.h>

static sigset_t only_pipe(void)
{
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    return pipe;
}

void sf_sigpipe_begin(struct sf_sigpipe *guard, const struct sf_sys *sys, bool is_wanted)
{
    const sigset_t pipe = only_pipe();
    sigset_t pending;
    guard->sys = sys;
    guard->is_ours = !is_wanted && sys->thread_sigmask(SIG_BLOCK, &pipe, &guard->old) == 0;
    if (!guard->is_ours || sigismember(&guard->old, SIGPIPE) != 1)
        return;
    sigemptyset(&pending);
    sys->sigpending(&pending);
    guard->is_ours = sigismember(&pending, SIGPIPE) != 1;
}

void sf_sigpipe_end(struct sf_sigpipe *guard, bool is_raised)
{
    const sigset_t pipe = only_pipe();
    const struct timespec now = { 0, 0 };
    int code = errno;
    if (!guard->is_ours)
        return;
    while (is_raised && guard->sys->sigtimedwait(&pipe, NULL, &now) < 0 && errno == EINTR)
        continue;
    if (sigismember(&guard->old, SIGPIPE) != 1)
        guard->sys->thread_sigmask(SIG_SETMASK, &guard->old, NULL);
    errno = code;
}
