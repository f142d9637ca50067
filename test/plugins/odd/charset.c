/* SPDX-License-Identifier: MIT */
/* A name that would do mischief on a terminal. */
#include "odd.h"

ODD_FORMATS;
SOCKFAM_FIELDS(ODD_FIELD, { "odd", "node\033[2J", "node", UINT, .at = 8, .size = 4 });
ODD_CONSTANTS;
ODD_DRIVER;
