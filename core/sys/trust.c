/* SPDX-License-Identifier: MIT */
/*
 * A group counts as others, unless it is root's or the user's own: one of the user's number, as many systems make. In a
 * folder with the sticky bit others can add, but neither remove nor rename what is not theirs.
 */
#include "core/sys/trust.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/sys/file.h"

static bool is_own_group(const struct sf_sys *sys, gid_t group)
{
    return group == 0 || (group == sys->getegid() && group == sys->geteuid());
}

/* One component, `size` bytes of the path. */
static int check(const struct sf_sys *sys, const char *path, const struct stat *status, char *problem)
{
    bool is_shared = S_ISDIR(status->st_mode) && (status->st_mode & S_ISVTX);
    int shown = strlen(path) < 100 ? (int)strlen(path) : 100;
    if (status->st_uid != 0 && status->st_uid != sys->geteuid())
        snprintf(problem, SF_TRUST_PROBLEM_SIZE, "\"%.*s\" belongs to the user %u", shown, path, status->st_uid);
    else if ((status->st_mode & S_IWOTH) && !is_shared)
        snprintf(problem, SF_TRUST_PROBLEM_SIZE, "everybody may write \"%.*s\"", shown, path);
    else if ((status->st_mode & S_IWGRP) && !is_shared && !is_own_group(sys, status->st_gid))
        snprintf(problem, SF_TRUST_PROBLEM_SIZE, "the group %u may write \"%.*s\"", status->st_gid, shown, path);
    else
        return 0;
    return -EPERM;
}

/* The path up to each slash, and then whole. It is absolute and has no symbolic link in it. */
static int check_all(const struct sf_sys *sys, char *path, char *problem)
{
    struct stat status;
    for (char *end = path; end;) {
        char *slash = strchr(end + 1, '/');
        char *at = end == path ? end + 1 : end;
        char kept = *at;
        *at = '\0';
        int result = sys->stat(path, &status) < 0 ? -errno : check(sys, path, &status, problem);
        *at = kept;
        if (result < 0 && result != -EPERM)
            snprintf(problem, SF_TRUST_PROBLEM_SIZE, "%s", sf_errno_text(-result));
        if (result < 0)
            return sf_is_absence(-result) ? 0 : result;
        if (kept == '\0')
            return 0;
        end = slash ? slash : end + strlen(end);
    }
    return 0;
}

int sf_trust(const struct sf_sys *sys, const char *path, char *problem)
{
    char *real = sys->realpath(path, NULL);
    int code = errno;
    if (real) {
        int result = check_all(sys, real, problem);
        free(real);
        return result;
    }
    snprintf(problem, SF_TRUST_PROBLEM_SIZE, "%s", sf_errno_text(code));
    return sf_is_absence(code) ? 0 : -code;
}
