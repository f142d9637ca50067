/* SPDX-License-Identifier: MIT */
/* Calls a function that nobody has. */
#include "code.h"

int nobody_has_this_function(int number);

static int lookup(const struct sockfam_call *call, const char *field, struct sockfam_span name, void *sockaddr,
                  size_t length)
{
    return odd_lookup(call, field, name, sockaddr, length) + nobody_has_this_function(1);
}

ODD_CODE_FORMATS;
static const struct sockfam_format_code functions[] = { { "odd", .lookup = lookup } };
SOCKFAM_DRIVER_WITH_CODE("odd", "a plugin of the zoo", functions, ODD_AF);
