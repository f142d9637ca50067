/* SPDX-License-Identifier: MIT */
/* What options and messages of all sockets hold. Layouts: linux/net_tstamp.h. */
#ifndef SOCKFAM_GENERIC_STRUCTS_H
#define SOCKFAM_GENERIC_STRUCTS_H

#include "../structs.h"

/* clang-format off */
#define GENERIC_STRUCTS                                                     \
    STRUCT_FROM("so_timestamping", "which times are wanted", "0x18", 4, 8), \
    STRUCT_OF("sock_txtime", "times to send at", "11,flags=0x1", 8),        \
    UCRED_FORMATS

#define GENERIC_MEMBERS                                                                        \
    { "so_timestamping", "flags", "SOF_TIMESTAMPING_*", UINT, HEX, .at = 0, .size = 4 },       \
    NAMED_AT("so_timestamping", "bind_phc", "index of a hardware clock", 0, 4, 4),             \
    { "sock_txtime", "clock", "CLOCK_TAI: 11, CLOCK_MONOTONIC: 1", SINT, .at = 0, .size = 4 }, \
    NAMED_AT("sock_txtime", "flags", "SOF_TXTIME_*", HEX, 4, 4),                               \
    UCRED_FIELDS
/* clang-format on */

#endif
