/* SPDX-License-Identifier: MIT */
/* Code for a format that the tables do not have. */
#include "code.h"

ODD_CODE_FORMATS;
static const struct sockfam_format_code functions[] = { { "even", .lookup = odd_lookup } };
SOCKFAM_DRIVER_WITH_CODE("odd", "a plugin of the zoo", functions, ODD_AF);
