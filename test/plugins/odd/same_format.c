/* SPDX-License-Identifier: MIT */
/* A format that vsock has. */
#include "odd.h"

SOCKFAM_FORMATS(ODD_FORMAT, { "vsock", "not that one", "vsock:1", .af = ODD_AF, .size = 16, .min = 16 });
SOCKFAM_FIELDS(ODD_FIELD, { "vsock", "port", "port", UINT, .at = 4, .size = 4 });
ODD_CONSTANTS;
ODD_DRIVER;
