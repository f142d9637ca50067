/* SPDX-License-Identifier: MIT */
/* What options of isotp hold. Layouts: linux/can/isotp.h. */
#ifndef SOCKFAM_ISOTP_STRUCTS_H
#define SOCKFAM_ISOTP_STRUCTS_H

#include "../structs.h"

/* clang-format off */
#define ISOTP_STRUCTS                                                                    \
    STRUCT_OF("isotp_options", "how messages are made of frames", "0x4,txpad=0xcc", 12), \
    STRUCT_OF("isotp_fc", "what the sender is told", "0,stmin=10", 3),                   \
    STRUCT_OF("isotp_ll", "frames of the link", "72,64", 3)

#define ISOTP_MEMBERS                                                                         \
    { "isotp_options", "flags", "CAN_ISOTP_*", UINT, HEX, .at = 0, .size = 4 },               \
    NAMED_AT("isotp_options", "frame_txtime", "time of a frame, nanoseconds", 0, 4, 4),       \
    NAMED_AT("isotp_options", "ext_address", "extended address", HEX, 8, 1),                  \
    NAMED_AT("isotp_options", "txpad", "what fills frames up that are sent", HEX, 9, 1),      \
    NAMED_AT("isotp_options", "rxpad", "what fills frames up that are received", HEX, 10, 1), \
    NAMED_AT("isotp_options", "rx_ext_address", "extended address of the peer", HEX, 11, 1),  \
    NUMBER_AT("isotp_fc", "bs", "frames before it waits for more, 0: all", 0, 1),             \
    NAMED_AT("isotp_fc", "stmin", "time between frames, coded as in ISO 15765-2", HEX, 1, 1), \
    NAMED_AT("isotp_fc", "wftmax", "times that it may be told to wait", 0, 2, 1),             \
    NUMBER_AT("isotp_ll", "mtu", "bytes of a frame: 16, or 72 of CAN FD", 0, 1),              \
    NUMBER_AT("isotp_ll", "tx_dl", "bytes of data in a frame", 1, 1),                         \
    NAMED_AT("isotp_ll", "tx_flags", "flags of CAN FD frames", HEX, 2, 1)
/* clang-format on */

#endif
