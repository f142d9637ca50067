/* SPDX-License-Identifier: MIT */
/* Calling a function of a driver's code: what it is told, made the same way everywhere. */
#ifndef SF_ADDRESS_DRIVER_CALL_H
#define SF_ADDRESS_DRIVER_CALL_H

#include "core/address/call.h"

struct sf_driver_call {
    struct sockfam_call call;   /* what the driver's function gets */
    struct sockfam_error spare; /* for callers who gave no error struct */
    const struct sockfam_format_code *code;
    const struct sf_call *from;
};

/* Loads the driver's code if it was not yet; may block in dlopen then. `from` outlives the call. */
int sf_driver_call_begin(struct sf_driver_call *driver, const struct sf_call *from);

/*
 * What a driver's function returned as we return it: 0, or a negative errno with the error filled. A result that
 * contradicts what was said through host->fail is nonsense (PLUGIN, -ENOEXEC).
 */
int sf_driver_call_end(struct sf_driver_call *driver, const char *function, int result);

/* Refuses text with bytes that were not written (it was zeroed before), or that no text of an address may have. */
int sf_driver_call_check_text(struct sf_driver_call *driver, const char *text, size_t size);

/* Refuses values (zeroed before) that are too many, of unknown kinds, or beyond the sockaddr and `scratch`. */
int sf_driver_call_check_values(struct sf_driver_call *driver, const struct sockfam_value *values, size_t count,
                                const char *scratch);

#endif
