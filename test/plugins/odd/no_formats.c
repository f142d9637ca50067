/* SPDX-License-Identifier: MIT */
/* A family number, and no address. */
#include "odd.h"

ODD_CONSTANTS;
ODD_DRIVER;
