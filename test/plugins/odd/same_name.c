/* SPDX-License-Identifier: MIT */
/* Calls itself vsock, whatever the config calls it. */
#include "odd.h"

ODD_FORMATS;
ODD_FIELDS;
ODD_CONSTANTS;
SOCKFAM_DRIVER("vsock", "a plugin of the zoo", ODD_AF);
