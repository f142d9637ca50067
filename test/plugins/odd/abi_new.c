/* SPDX-License-Identifier: MIT */
/* For the ABI after ours. */
#include "odd.h"

ODD_FORMATS;
ODD_FIELDS;
ODD_CONSTANTS;
SOCKFAM_NOTE(head, SOCKFAM_RECORD_HEAD, struct sockfam_head_row,
             { .name = "odd", .abi_major = SOCKFAM_ABI_MAJOR + 1, .af = ODD_AF });
