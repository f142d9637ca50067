/* SPDX-License-Identifier: MIT */
/* A code object that is too short to be one. */
#include "code.h"

ODD_CODE_FORMATS;
SOCKFAM_HEAD("odd", "a plugin of the zoo", SOCKFAM_HEAD_CODE, ODD_AF);
SOCKFAM_API const struct sockfam_code_v1 sockfam_code_v1 = { .size = 4 };
