/* SPDX-License-Identifier: MIT */
/* Who may change what a path leads to: whoever may, decides what we run. */
#ifndef SF_SYS_TRUST_H
#define SF_SYS_TRUST_H

#include "core/sys/sys.h"

#define SF_TRUST_PROBLEM_SIZE 192

/*
 * Whether nobody but root and the user that this process runs as may put something else in the place of `path`: looks
 * at the file and at every folder above it, symbolic links followed. 0, also if it is not there; or -EPERM, and in
 * `problem` (SF_TRUST_PROBLEM_SIZE bytes) the component and who may write it; or another negative errno, with its text.
 */
int sf_trust(const struct sf_sys *sys, const char *path, char *problem);

#endif
