/* SPDX-License-Identifier: MIT */
/* Promises code and exports none. */
#include "code.h"

ODD_CODE_FORMATS;
ODD_CONSTANTS;
SOCKFAM_HEAD("odd", "a plugin of the zoo", SOCKFAM_HEAD_CODE, ODD_AF);
