/* SPDX-License-Identifier: MIT */
/* Rows of a driver from after us that says nothing with what they have more. */
#include "odd.h"

struct new_format {
    struct sockfam_format_row known;
    char colour[20];
};

SOCKFAM_NOTE(formats, SOCKFAM_RECORD_FORMATS, struct new_format, { ODD_FORMAT, "" });
ODD_FIELDS;
ODD_CONSTANTS;
ODD_DRIVER;
