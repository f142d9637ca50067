/* SPDX-License-Identifier: MIT */
/* A format with code in a driver whose head knows of none. */
#include "code.h"

ODD_CODE_FORMATS;
ODD_DRIVER;
