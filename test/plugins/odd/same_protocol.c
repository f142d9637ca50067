/* SPDX-License-Identifier: MIT */
/* vsock's number and protocol. */
#include "odd.h"

ODD_FORMATS;
ODD_FIELDS;
ODD_PROTOCOLS;
ODD_CONSTANTS;
SOCKFAM_DRIVER("odd", "a plugin of the zoo", 40);
