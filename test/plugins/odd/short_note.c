/* SPDX-License-Identifier: MIT */
/* A note of ours that is too short to be a record. */
#include "odd.h"

static const struct {
    struct sockfam_note_header note;
    uint32_t row_size;
} short_note SOCKFAM_IN_SECTION(SOCKFAM_SECTION_NAME, 4) = {
    { sizeof(SOCKFAM_OWNER), sizeof(uint32_t), SOCKFAM_RECORD_HEAD, SOCKFAM_OWNER }, sizeof(struct sockfam_head_row)
};
