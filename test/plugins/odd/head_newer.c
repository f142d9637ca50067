/* SPDX-License-Identifier: MIT */
/* A head with a member that we do not know. */
#include "odd.h"

struct new_head {
    struct sockfam_head_row known;
    uint32_t mood;
};

ODD_FORMATS;
ODD_FIELDS;
SOCKFAM_NOTE(head, SOCKFAM_RECORD_HEAD, struct new_head, { ODD_NEWER_HEAD, 3 });
