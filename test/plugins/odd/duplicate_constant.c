/* SPDX-License-Identifier: MIT */
/* One constant, two values. */
#include "odd.h"

SOCKFAM_NOTE(strings, SOCKFAM_RECORD_STRINGS, char, 0, 'O', 'D', 'D', '_', 'O', 'N', 'E', 0);
SOCKFAM_NOTE(constants, SOCKFAM_RECORD_CONSTANTS, struct sockfam_constant_row,
             { 1, 0, 1, SOCKFAM_CONSTANT_NUMBER, 0, 0 }, { 1, 0, 2, SOCKFAM_CONSTANT_NUMBER, 0, 0 });
ODD_FORMATS;
ODD_FIELDS;
ODD_DRIVER;
