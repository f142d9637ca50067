/* SPDX-License-Identifier: MIT */
/* The first character of a path. */
#include "odd.h"

SOCKFAM_FORMATS({ "odd", "an odd address", "odd:1", .lead = "/", .af = ODD_AF, .size = 16, .min = 16 });
SOCKFAM_FIELDS(ODD_FIELD);
ODD_CONSTANTS;
ODD_DRIVER;
