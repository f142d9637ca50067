/* SPDX-License-Identifier: MIT */
/* Needs what a later minor brings. */
#include "odd.h"

ODD_FORMATS;
ODD_FIELDS;
SOCKFAM_NOTE(
    head, SOCKFAM_RECORD_HEAD, struct sockfam_head_row,
    { .name = "odd", .abi_major = SOCKFAM_ABI_MAJOR, .abi_minor_min = 99, .abi_minor_max = 120, .af = ODD_AF });
