/* SPDX-License-Identifier: MIT */
/* The tables of odd plugins with code: host names, which are all of one length. */
#ifndef ODD_CODE_H
#define ODD_CODE_H

#include "odd.h"

#define ODD_CODE_FORMATS                                                                                               \
    SOCKFAM_FORMATS({ "odd", "an odd address", "odd:1.2.3.4", .af = ODD_AF, .size = 16, .min = 16,                 \
                      .code = SOCKFAM_CODE_LOOKUP });                                                                  \
    SOCKFAM_FIELDS({ "odd", "host", "host", IPV4, .at = 4, .size = 4 })

static inline int odd_lookup(const struct sockfam_call *call, const char *field, struct sockfam_span name,
                             void *sockaddr, size_t length)
{
    (void)call;
    (void)field;
    if (length >= 8)
        ((char *)sockaddr)[7] = (char)name.size;
    return 0;
}

#endif
