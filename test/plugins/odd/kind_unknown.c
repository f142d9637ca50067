/* SPDX-License-Identifier: MIT */
/* A kind of no minor. */
#include "odd.h"

ODD_FORMATS;
SOCKFAM_FIELDS(ODD_FIELD, { "odd", "node", "node", 999, .at = 8, .size = 4 });
ODD_CONSTANTS;
ODD_DRIVER;
