/* SPDX-License-Identifier: MIT */
/* A flag of a minor after ours. */
#include "odd.h"

ODD_FORMATS;
SOCKFAM_FIELDS(ODD_FIELD, { "odd", "node", "node", UINT, .flags = 0x40000000, .at = 8, .size = 4 });
ODD_CONSTANTS;
ODD_NEWER_DRIVER;
