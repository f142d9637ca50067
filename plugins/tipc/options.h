/* SPDX-License-Identifier: MIT */
/* Socket options and control messages by name; numbers and layouts: linux/tipc.h. */
#ifndef SOCKFAM_TIPC_OPTIONS_H
#define SOCKFAM_TIPC_OPTIONS_H

#include "structs.h"

/* clang-format off */
SOCKFAM_OPTIONS(
    SOCKFAM_OPTION(TIPC_IMPORTANCE, 271, 127, U32, "importance: TIPC_LOW_IMPORTANCE .."),
    SOCKFAM_OPTION(TIPC_SRC_DROPPABLE, 271, 128, U32, "may be dropped when sent"),
    SOCKFAM_OPTION(TIPC_DEST_DROPPABLE, 271, 129, U32, "may be dropped on arrival"),
    SOCKFAM_OPTION(TIPC_CONN_TIMEOUT, 271, 130, U32, "limit of connecting, milliseconds"),
    SOCKFAM_OPTION_OF(TIPC_NODE_RECVQ_DEPTH, 271, 131, U32, 0, SOCKFAM_OPTION_READ_ONLY,
        "messages waiting on the node"),
    SOCKFAM_OPTION_STRUCT(TIPC_GROUP_JOIN, 271, 135, "group_req", SOCKFAM_OPTION_WRITE_ONLY, "join a group"),
    SOCKFAM_OPTION(TIPC_NODELAY, 271, 138, U32, "send small messages at once"));

SOCKFAM_MESSAGES(
    SOCKFAM_OPTION_STRUCT(TIPC_ERRINFO, 271, 1, "errinfo", SOCKFAM_OPTION_READ_ONLY, "why a message came back"),
    SOCKFAM_OPTION_OF(TIPC_RETDATA, 271, 2, BYTES, 1024, SOCKFAM_OPTION_READ_ONLY, "data returned"),
    SOCKFAM_OPTION_STRUCT(TIPC_DESTNAME, 271, 3, "name_seq", SOCKFAM_OPTION_READ_ONLY, "service it was sent to"));
/* clang-format on */

#endif
