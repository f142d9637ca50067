/* SPDX-License-Identifier: MIT */
/* Two fields that share two bytes. */
#include "odd.h"

ODD_FORMATS;
SOCKFAM_FIELDS(ODD_FIELD, { "odd", "node", "node", UINT, .at = 6, .size = 4 });
ODD_CONSTANTS;
ODD_DRIVER;
