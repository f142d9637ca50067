/* SPDX-License-Identifier: MIT */
/* The same record twice. */
#include "odd.h"

ODD_FORMATS;
ODD_FIELDS;
SOCKFAM_NOTE(more_fields, SOCKFAM_RECORD_FIELDS, struct sockfam_field_row, ODD_FIELD);
ODD_DRIVER;
