/* SPDX-License-Identifier: MIT */
/* Nothing odd about it: what the others are compared with. */
#include "odd.h"

ODD_FORMATS;
ODD_FIELDS;
ODD_PROTOCOLS;
ODD_CONSTANTS;
ODD_DRIVER;
