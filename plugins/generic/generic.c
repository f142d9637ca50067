/* SPDX-License-Identifier: MIT */
/* Constants that belong to no family: of socket(2) and its options, of the resolver, of families without a driver. */
#include <sockfam/short_names.h>

#include "constants.h"
#include "families.h"
#include "options.h"
#include "resolver.h"

#define ALL_CONSTANTS(NUMBER, WORD, STRING)                                                                            \
    SOCKET_CONSTANTS(NUMBER, WORD, STRING)                                                                             \
    FAMILY_CONSTANTS(NUMBER, WORD, STRING)                                                                             \
    RESOLVER_CONSTANTS(NUMBER, WORD, STRING)

SOCKFAM_FORMATS(GENERIC_STRUCTS);
SOCKFAM_FIELDS(GENERIC_MEMBERS);
SOCKFAM_CONSTANTS(ALL_CONSTANTS);
SOCKFAM_DRIVER("generic", "constants of no family in particular", 0);
