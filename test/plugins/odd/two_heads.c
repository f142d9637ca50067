/* SPDX-License-Identifier: MIT */
/* One record with two heads. */
#include "odd.h"

ODD_FORMATS;
ODD_FIELDS;
SOCKFAM_NOTE(heads, SOCKFAM_RECORD_HEAD, struct sockfam_head_row,
             { .name = "odd", .abi_major = SOCKFAM_ABI_MAJOR, .af = ODD_AF },
             { .name = "even", .abi_major = SOCKFAM_ABI_MAJOR, .af = ODD_AF });
