/* SPDX-License-Identifier: MIT */
/* What options of can hold. Layouts: linux/can.h, linux/can/raw.h. */
#ifndef SOCKFAM_CAN_STRUCTS_H
#define SOCKFAM_CAN_STRUCTS_H

#include "../structs.h"

/* clang-format off */
#define CAN_STRUCTS                                                 \
    STRUCT_OF("can_filter", "which frames come", "0x123,0x7ff", 8), \
    STRUCT_OF("can_vcid", "virtual network of CAN XL", "0x5,tx=3,rx=3,rx_mask=0xff", 4)

#define CAN_MEMBERS                                                                       \
    { "can_filter", "id", "identifier and flags", UINT, HEX, .at = 0, .size = 4 },        \
    { "can_filter", "mask", "which bits of them matter", UINT, HEX, .at = 4, .size = 4 }, \
    { "can_vcid", "flags", "CAN_RAW_XL_VCID_*", UINT, HEX, .at = 0, .size = 1 },          \
    NAMED_AT("can_vcid", "tx", "network of frames sent", 0, 1, 1),                        \
    NAMED_AT("can_vcid", "rx", "network of frames received", 0, 2, 1),                    \
    NAMED_AT("can_vcid", "rx_mask", "which bits of it matter", HEX, 3, 1)
/* clang-format on */

#endif
