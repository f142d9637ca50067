/* SPDX-License-Identifier: MIT */
/* Rows of a driver from before `len_at`: what they lack is zero. */
#include "odd.h"

struct old_field {
    char format[SOCKFAM_NAME_SIZE], name[SOCKFAM_NAME_SIZE], doc[SOCKFAM_DOC_SIZE];
    uint32_t kind, flags;
    uint16_t at, size;
};

ODD_FORMATS;
SOCKFAM_NOTE(fields, SOCKFAM_RECORD_FIELDS, struct old_field, ODD_FIELD,
             { "odd", "node", "node", UINT, .at = 8, .size = 4 });
ODD_CONSTANTS;
ODD_DRIVER;
