/* SPDX-License-Identifier: MIT */
/* Socket options and control messages by name; numbers and layouts: linux/can/j1939.h. */
#ifndef SOCKFAM_J1939_OPTIONS_H
#define SOCKFAM_J1939_OPTIONS_H

#include "structs.h"

/* clang-format off */
SOCKFAM_OPTIONS(
    SOCKFAM_OPTION_STRUCT(SO_J1939_FILTER, 107, 1, "j1939_filter", SOCKFAM_OPTION_ARRAY | SOCKFAM_OPTION_WRITE_ONLY,
        "which messages come"),
    SOCKFAM_OPTION(SO_J1939_PROMISC, 107, 2, BOOL, "messages for others too"),
    SOCKFAM_OPTION(SO_J1939_SEND_PRIO, 107, 3, INT, "priority of what is sent, 0 to 7"),
    SOCKFAM_OPTION(SO_J1939_ERRQUEUE, 107, 4, BOOL, "progress in the error queue"));

SOCKFAM_MESSAGES(
    SOCKFAM_OPTION_OF(SCM_J1939_DEST_ADDR, 107, 1, U8, 0, SOCKFAM_OPTION_READ_ONLY, "address it was sent to"),
    SOCKFAM_OPTION_OF(SCM_J1939_DEST_NAME, 107, 2, U64, 0, SOCKFAM_OPTION_READ_ONLY, "name it was sent to"),
    SOCKFAM_OPTION_OF(SCM_J1939_PRIO, 107, 3, U8, 0, SOCKFAM_OPTION_READ_ONLY, "priority"));
/* clang-format on */

#endif
