/* SPDX-License-Identifier: MIT */
/* A field that the sockaddr has no room for. */
#include "odd.h"

ODD_FORMATS;
SOCKFAM_FIELDS(ODD_FIELD, { "odd", "node", "node", UINT, .at = 14, .size = 4 });
ODD_CONSTANTS;
ODD_DRIVER;
