/* SPDX-License-Identifier: MIT */
/* Needs a feature that does not exist. */
#include "odd.h"

ODD_FORMATS;
ODD_FIELDS;
SOCKFAM_DRIVER("odd", "a plugin of the zoo", ODD_AF, .features = UINT64_C(1) << 40);
