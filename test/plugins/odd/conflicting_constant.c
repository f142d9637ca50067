/* SPDX-License-Identifier: MIT */
/* A constant that inet has with another value. */
#include "odd.h"

#define CONFLICT_LIST(NUMBER, WORD, STRING) NUMBER(ODD_ONE, 1) NUMBER(AF_INET, 99)

ODD_FORMATS;
ODD_FIELDS;
SOCKFAM_CONSTANTS(CONFLICT_LIST);
ODD_DRIVER;
