/* SPDX-License-Identifier: MIT */
/* ISO 15765-2 over CAN. Layout: tp of struct sockaddr_can, linux/can.h; the kernel takes and gives 16 bytes. */
#include <sockfam/short_names.h>

#include "constants.h"
#include "options.h"

/* clang-format off */
SOCKFAM_FORMATS({ "isotp", "a pair of CAN ids on an interface", "isotp:#3,rx=0x7e8,tx=0x7e0", .af = 29, .size = 24,
                  .min = 16 }, ISOTP_STRUCTS);
SOCKFAM_FIELDS(
    { "isotp", "interface", "CAN network interface", IFACE, .at = 4, .size = 4 },
    { "isotp", "rx", "CAN id to receive; 29 bits: with CAN_EFF_FLAG", UINT, HEX | NAMED, .at = 8, .size = 4 },
    { "isotp", "tx", "CAN id to send; 29 bits: with CAN_EFF_FLAG", UINT, HEX | NAMED, .at = 12, .size = 4 },
    ISOTP_MEMBERS);
SOCKFAM_TUPLES(
    { "isotp", "interface", .kinds = 1u << SOCKFAM_VALUE_TEXT }, { "isotp", "rx", WRAPS }, { "isotp", "tx", WRAPS });
SOCKFAM_PROTOCOLS(
    { "isotp", "messages over CAN", "isotp", "can_isotp", "CAN_ISOTP", .type = SOCKFAM_DGRAM, .protocol = 6,
      .flags = SOCKFAM_PROTOCOL_DIAL_BINDS });
/* clang-format on */
SOCKFAM_CONSTANTS(ISOTP_CONSTANTS);
SOCKFAM_DRIVER("isotp", "ISO 15765-2 messages over CAN", 29);
