/* SPDX-License-Identifier: MIT */
/* A record that says it has more rows than there are bytes: the product does not fit into 32 bits. */
#include "odd.h"

ODD_FORMATS;
ODD_FIELDS;
static const struct {
    struct sockfam_note_header note;
    struct sockfam_record record;
    struct sockfam_constant_row row;
} constants SOCKFAM_IN_SECTION(SOCKFAM_SECTION_NAME, 4) = {
    { sizeof(SOCKFAM_OWNER), sizeof(struct sockfam_record) + sizeof(struct sockfam_constant_row),
      SOCKFAM_RECORD_CONSTANTS, SOCKFAM_OWNER },
    { 0x10000, 0x10000 },
    { .kind = SOCKFAM_CONSTANT_NUMBER },
};
ODD_DRIVER;
