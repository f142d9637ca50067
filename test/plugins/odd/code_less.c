/* SPDX-License-Identifier: MIT */
/* The row tells of a function that is not there. */
#include "code.h"

ODD_CODE_FORMATS;
static const struct sockfam_format_code functions[] = { { "odd", .lookup = NULL } };
SOCKFAM_DRIVER_WITH_CODE("odd", "a plugin of the zoo", functions, ODD_AF);
