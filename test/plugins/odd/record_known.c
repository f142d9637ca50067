/* SPDX-License-Identifier: MIT */
/* A record that must be known, and is. */
#include "odd.h"

SOCKFAM_NOTE(fields, SOCKFAM_RECORD_FIELDS | SOCKFAM_RECORD_REQUIRED, struct sockfam_field_row, ODD_FIELD, ODD_SECOND);
ODD_FORMATS;
ODD_CONSTANTS;
ODD_DRIVER;
