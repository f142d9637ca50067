/* SPDX-License-Identifier: MIT */
/* A note that says it goes on beyond the section's end. */
#include "odd.h"

ODD_FORMATS;
ODD_FIELDS;
ODD_DRIVER;
static const struct sockfam_note_header last SOCKFAM_IN_SECTION(SOCKFAM_SECTION_NAME, 4) = {
    sizeof(SOCKFAM_OWNER), 1u << 20, SOCKFAM_RECORD_CONSTANTS, SOCKFAM_OWNER
};
