/* SPDX-License-Identifier: MIT */
/* A row of a driver from after us, with a member that we do not know and that means something. */
#include "odd.h"

struct new_format {
    struct sockfam_format_row known;
    char colour[20];
};

SOCKFAM_NOTE(formats, SOCKFAM_RECORD_FORMATS, struct new_format, { ODD_FORMAT, "purple" });
ODD_FIELDS;
ODD_CONSTANTS;
ODD_NEWER_DRIVER;
