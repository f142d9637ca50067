/* SPDX-License-Identifier: MIT */
/* The errno that <sockfam/error.h> promises for a refusal of an address. */
#ifndef SUPPORT_ERRNO_OF_H
#define SUPPORT_ERRNO_OF_H

#include <errno.h>

#include <sockfam/error.h>

static inline int errno_of_value(const struct sockfam_error *error)
{
    switch (error->reason) {
    case SOCKFAM_REASON_TOO_LONG:
        return ENAMETOOLONG;
    case SOCKFAM_REASON_RANGE:
        return ERANGE;
    case SOCKFAM_REASON_WOULD_LOOK_UP:
        return EWOULDBLOCK;
    default:
        return EINVAL;
    }
}

/* A resolver's error is taken for "there is no such host": no test asks a name server that fails. */
static inline int errno_of(const struct sockfam_error *error)
{
    switch (error->kind) {
    case SOCKFAM_ERROR_OS:
        return error->code;
    case SOCKFAM_ERROR_RESOLVER:
        return error->reason == SOCKFAM_REASON_NO_ZONE ? ENODEV : ENOENT;
    case SOCKFAM_ERROR_VALUE:
        return errno_of_value(error);
    case SOCKFAM_ERROR_OVERFLOW:
        return ERANGE;
    default:
        return EINVAL;
    }
}

#endif
