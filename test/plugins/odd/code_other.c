/* SPDX-License-Identifier: MIT */
/* The same tables as code.c, byte by byte, and code that does something else. */
#include "odd.h"

SOCKFAM_FORMATS({ "odd", "an odd address", "odd:1.2.3.4", .af = ODD_AF, .size = 16, .min = 16,
                  .code = SOCKFAM_CODE_LOOKUP });
SOCKFAM_FIELDS({ "odd", "host", "host", IPV4, .at = 4, .size = 4 });

static int lookup(const struct sockfam_call *call, const char *field, struct sockfam_span name, void *sockaddr,
                  size_t length)
{
    (void)call;
    (void)field;
    if (length >= 8)
        ((char *)sockaddr)[7] = (char)(100 + name.size);
    return 0;
}

static const struct sockfam_format_code functions[] = { { "odd", .lookup = lookup } };
SOCKFAM_DRIVER_WITH_CODE("odd", "a plugin of the zoo", functions, ODD_AF);
