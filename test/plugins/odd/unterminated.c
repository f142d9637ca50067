/* SPDX-License-Identifier: MIT */
/* A name that fills its 16 bytes. */
#include "odd.h"

ODD_FORMATS;
SOCKFAM_FIELDS(ODD_FIELD, { "odd", { 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p' },
                            "no end", UINT, .at = 8, .size = 4 });
ODD_CONSTANTS;
ODD_DRIVER;
