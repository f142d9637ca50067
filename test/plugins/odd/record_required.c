/* SPDX-License-Identifier: MIT */
/* A record that we do not know and must. */
#include "odd.h"

SOCKFAM_NOTE(record, 99 | SOCKFAM_RECORD_REQUIRED, uint32_t, 1, 2, 3);
ODD_FORMATS;
ODD_FIELDS;
ODD_CONSTANTS;
ODD_NEWER_DRIVER;
