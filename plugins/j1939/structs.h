/* SPDX-License-Identifier: MIT */
/* What options of j1939 hold. Layouts: linux/can/j1939.h. */
#ifndef SOCKFAM_J1939_STRUCTS_H
#define SOCKFAM_J1939_STRUCTS_H

#include "../arch.h"
#include "../structs.h"

/* clang-format off */
#define J1939_STRUCTS \
    STRUCT_OF("j1939_filter", "which messages come", "0x0,pgn=0x12300,pgn_mask=0x3ffff", PADDED_U64(26))

#define J1939_MEMBERS                                                                \
    { "j1939_filter", "name", "name of the sender", UINT, HEX, .at = 0, .size = 8 }, \
    NAMED_AT("j1939_filter", "name_mask", "which bits of it matter", HEX, 8, 8),     \
    NAMED_AT("j1939_filter", "pgn", "parameter group", HEX, 16, 4),                  \
    NAMED_AT("j1939_filter", "pgn_mask", "which bits of it matter", HEX, 20, 4),     \
    NAMED_AT("j1939_filter", "addr", "address of the sender", HEX, 24, 1),           \
    NAMED_AT("j1939_filter", "addr_mask", "which bits of it matter", HEX, 25, 1)
/* clang-format on */

#endif
