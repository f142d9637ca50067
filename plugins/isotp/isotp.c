/* SPDX-License-Identifier: MIT */
/* ISO 15765-2 over CAN: messages up to 4 GB. Layout: tp of struct sockaddr_can, linux/can.h; the kernel needs 16 bytes. */
#include <sockfam/driver.h>

#include "constants.h"

SOCKFAM_FORMATS({ "isotp", "a pair of CAN ids on an interface", "isotp:#3,rx=0x7e8,tx=0x7e0", .family = 29, .size = 24,
                  .min = 16 });
SOCKFAM_FIELDS(
    { "isotp", "interface", "CAN network interface", IFACE, .at = 4, .size = 4 },
    { "isotp", "rx", "CAN id to receive, with CAN_EFF_FLAG if 29 bits", UINT, .flags = HEX | NAMED, .at = 8, .size = 4 },
    { "isotp", "tx", "CAN id to send, with CAN_EFF_FLAG if 29 bits", UINT, .flags = HEX | NAMED, .at = 12, .size = 4 });
SOCKFAM_PROTOCOLS(
    { "isotp", "messages over CAN", "isotp", "can_isotp", "CAN_ISOTP", .type = SOCKFAM_DGRAM, .protocol = 6 });
SOCKFAM_CONSTANTS(ISOTP_CONSTANTS);
SOCKFAM_DRIVER("isotp", "ISO 15765-2 messages over CAN", 29);
