/* SPDX-License-Identifier: MIT */
/* Elements that are too short to be any. */
#include "code.h"

ODD_CODE_FORMATS;
SOCKFAM_HEAD("odd", "a plugin of the zoo", SOCKFAM_HEAD_CODE, ODD_AF);
static const struct sockfam_format_code functions[] = { { "odd", .lookup = odd_lookup } };
SOCKFAM_API const struct sockfam_code_v1 sockfam_code_v1 = { sizeof(struct sockfam_code_v1), 16, 1, 0, functions };
