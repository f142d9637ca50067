/* SPDX-License-Identifier: MIT */
/* Tables of nobody. */
#include "odd.h"

ODD_FORMATS;
ODD_FIELDS;
