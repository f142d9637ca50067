/* SPDX-License-Identifier: MIT */
/* Code as it should be. */
#include "code.h"

ODD_CODE_FORMATS;
static const struct sockfam_format_code functions[] = { { "odd", .lookup = odd_lookup } };
SOCKFAM_DRIVER_WITH_CODE("odd", "a plugin of the zoo", functions, ODD_AF);
