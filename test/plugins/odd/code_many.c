/* SPDX-License-Identifier: MIT */
/* Says that it has more functions than there are formats. */
#include "code.h"

ODD_CODE_FORMATS;
static const struct sockfam_format_code functions[] = { { "odd", .lookup = odd_lookup },
                                                        { "odd", .lookup = odd_lookup } };
SOCKFAM_DRIVER_WITH_CODE("odd", "a plugin of the zoo", functions, ODD_AF);
