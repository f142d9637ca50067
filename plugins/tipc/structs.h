/* SPDX-License-Identifier: MIT */
/* What options and messages of tipc hold. Layouts: linux/tipc.h. */
#ifndef SOCKFAM_TIPC_STRUCTS_H
#define SOCKFAM_TIPC_STRUCTS_H

#include "../structs.h"

/* clang-format off */
#define TIPC_STRUCTS                                                         \
    STRUCT_OF("group_req", "membership of a group", "18888,17,scope=2", 16), \
    STRUCT_OF("errinfo", "why a message came back", "1,length=100", 8),      \
    STRUCT_OF("name_seq", "a range of services", "18888,17,17", 12)

#define TIPC_MEMBERS                                                                 \
    NUMBER_AT("group_req", "type", "kind of service, the group", 0, 4),              \
    NUMBER_AT("group_req", "instance", "which instance this is", 4, 4),              \
    NAMED_AT("group_req", "scope", "how far it is known", WORD, 8, 4, .set = SCOPE), \
    NAMED_AT("group_req", "flags", "TIPC_GROUP_*", HEX, 12, 4),                      \
    NUMBER_AT("errinfo", "error", "TIPC_ERR_*", 0, 4),                               \
    NAMED_AT("errinfo", "length", "bytes that came back", 0, 4, 4),                  \
    NUMBER_AT("name_seq", "type", "kind of service", 0, 4),                          \
    NUMBER_AT("name_seq", "lower", "first instance", 4, 4),                          \
    NUMBER_AT("name_seq", "upper", "last instance", 8, 4)
/* clang-format on */

#endif
