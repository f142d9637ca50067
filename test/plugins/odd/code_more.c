/* SPDX-License-Identifier: MIT */
/* A function that the row does not tell of. */
#include "code.h"

static int parse(const struct sockfam_call *call, struct sockfam_span body, void *sockaddr, size_t *length)
{
    (void)call;
    (void)body;
    (void)sockaddr;
    *length = 16;
    return 0;
}

ODD_CODE_FORMATS;
static const struct sockfam_format_code functions[] = { { "odd", .lookup = odd_lookup, .parse = parse } };
SOCKFAM_DRIVER_WITH_CODE("odd", "a plugin of the zoo", functions, ODD_AF);
