/* SPDX-License-Identifier: MIT */
/* Constants of a driver from after us: the second one says something that we do not know. */
#include "odd.h"

struct new_constant {
    struct sockfam_constant_row known;
    uint32_t since;
};

struct names {
    char first, one[4], two[4];
};
SOCKFAM_NOTE(strings, SOCKFAM_RECORD_STRINGS, char, 0, 'O', 'N', 'E', 0, 'T', 'W', 'O', 0);
SOCKFAM_NOTE(constants, SOCKFAM_RECORD_CONSTANTS, struct new_constant,
             { { 1, 0, 1, SOCKFAM_CONSTANT_NUMBER, 0, 0 }, 0 }, { { 5, 0, 2, SOCKFAM_CONSTANT_NUMBER, 0, 0 }, 7 });
ODD_FORMATS;
ODD_FIELDS;
ODD_NEWER_DRIVER;
