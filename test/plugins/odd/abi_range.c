/* SPDX-License-Identifier: MIT */
/* A floor above the highest minor that it says. */
#include "odd.h"

ODD_FORMATS;
ODD_FIELDS;
SOCKFAM_NOTE(head, SOCKFAM_RECORD_HEAD, struct sockfam_head_row,
             { .name = "odd", .abi_major = SOCKFAM_ABI_MAJOR, .abi_minor_min = 3, .abi_minor_max = 2, .af = ODD_AF });
