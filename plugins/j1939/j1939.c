/* SPDX-License-Identifier: MIT */
/* SAE J1939 over CAN. Layout: j1939 of struct sockaddr_can, linux/can.h; the kernel takes and gives 24 bytes. */
#include <sockfam/short_names.h>

#include "constants.h"
#include "options.h"

/* clang-format off */
SOCKFAM_FORMATS({ "j1939", "a control unit, and a group of parameters", "j1939:#3,name=0x0,pgn=0x40000,addr=0xff",
                  .af = 29, .size = 24, .min = 24 }, J1939_STRUCTS);
SOCKFAM_FIELDS(
    { "j1939", "interface", "CAN network interface", IFACE, .at = 4, .size = 4 },
    { "j1939", "name", "NAME of the control unit", UINT, HEX | NAMED, .at = 8, .size = 8, .set = NAMES },
    { "j1939", "pgn", "parameter group number, 18 bits", UINT, HEX | NAMED, .at = 16, .size = 4, .set = PGNS },
    { "j1939", "addr", "address on the bus, 8 bits", UINT, HEX | NAMED, .at = 20, .size = 1, .set = ADDRS },
    J1939_MEMBERS);
SOCKFAM_TUPLES(
    { "j1939", "interface", .kinds = 1u << SOCKFAM_VALUE_TEXT }, { "j1939", "name", WRAPS }, { "j1939", "pgn", WRAPS },
    { "j1939", "addr", WRAPS });
SOCKFAM_PROTOCOLS(
    { "j1939", "messages of control units", "j1939", "can_j1939", "CAN_J1939", .type = SOCKFAM_DGRAM, .protocol = 7,
      .flags = SOCKFAM_PROTOCOL_DIAL_BINDS });
/* clang-format on */
SOCKFAM_CONSTANTS(J1939_CONSTANTS);
SOCKFAM_DRIVER("j1939", "SAE J1939 between control units of a vehicle", 29);
