/* SPDX-License-Identifier: MIT */
/* A record that we know nothing of, and a note of another owner. */
#include "odd.h"

static const struct {
    struct sockfam_note_header note;
    char text[8];
} other SOCKFAM_IN_SECTION(SOCKFAM_SECTION_NAME, 4) = { { 8, 8, 1, "stranger" }, "strange" };

SOCKFAM_NOTE(record, 99, uint32_t, 1, 2, 3);
ODD_FORMATS;
ODD_FIELDS;
ODD_CONSTANTS;
ODD_DRIVER;
