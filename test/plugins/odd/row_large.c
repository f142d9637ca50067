/* SPDX-License-Identifier: MIT */
/* Rows of a driver from after us: what they have more is not looked at. */
#include "odd.h"

struct new_format {
    struct sockfam_format_row known;
    char colour[20];
};

SOCKFAM_NOTE(formats, SOCKFAM_RECORD_FORMATS, struct new_format, { ODD_FORMAT, "purple" });
ODD_FIELDS;
ODD_CONSTANTS;
ODD_DRIVER;
