/* SPDX-License-Identifier: MIT */
/* The errno that <sockfam/error.h> promises for a refusal of an address. */
#ifndef SUPPORT_ERRNO_OF_H
#define SUPPORT_ERRNO_OF_H

#include <errno.h>

#include <sockfam/error.h>

static inline int errno_of(const struct sockfam_error *error)
{
    switch (error->reason) {
    case SOCKFAM_REASON_TOO_LONG:
        return ENAMETOOLONG;
    case SOCKFAM_REASON_RANGE:
        return ERANGE;
    case SOCKFAM_REASON_WOULD_LOOK_UP:
        return EWOULDBLOCK;
    case SOCKFAM_REASON_NO_ZONE:
        return ENODEV;
    default:
        return error->kind == SOCKFAM_ERROR_OVERFLOW ? ERANGE : error->kind == SOCKFAM_ERROR_OS ? error->code : EINVAL;
    }
}

#endif
