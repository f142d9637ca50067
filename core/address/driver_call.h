/* SPDX-License-Identifier: MIT */
/* Calling a function of a driver's code: what it is told, made the same way everywhere. */
#ifndef SF_ADDRESS_DRIVER_CALL_H
#define SF_ADDRESS_DRIVER_CALL_H

#include "core/address/plan.h"

struct sf_driver_call {
    struct sockfam_call call;   /* what the driver's function gets */
    struct sockfam_error spare; /* for callers who gave no error struct */
    const struct sockfam_format_code *code;
};

/* Loads the driver's code if it was not yet; may block in dlopen then. `from` outlives the call. */
int sf_driver_call_begin(struct sf_driver_call *driver, const struct sf_call *from);

#endif
