/* SPDX-License-Identifier: MIT */
/* CAN buses, frame by frame (raw) or by the broadcast manager. Layout: struct sockaddr_can, linux/can.h. */
#include <sockfam/short_names.h>

#include "constants.h"
#include "options.h"

/* clang-format off */
SOCKFAM_FORMATS({ "can", "a CAN network interface, #0: all of them", "can:#3", .af = 29, .size = 24, .min = 8 },
                CAN_STRUCTS);
SOCKFAM_FIELDS({ "can", "interface", "CAN network interface, index 0 or no name: all", IFACE, .at = 4, .size = 4 },
    CAN_MEMBERS);
SOCKFAM_TUPLES({ "can", "interface", .kinds = 1u << SOCKFAM_VALUE_TEXT });
SOCKFAM_PROTOCOLS(
    { "raw", "CAN frames", "can", "can_raw", "CAN_RAW", .type = SOCKFAM_RAW, .protocol = 1,
      .flags = SOCKFAM_PROTOCOL_DIAL_BINDS },
    { "bcm", "cyclic frames, filters", "can", "can_bcm", "CAN_BCM", .type = SOCKFAM_DGRAM, .protocol = 2,
      .flags = SOCKFAM_PROTOCOL_NAMELESS });
/* clang-format on */
SOCKFAM_CONSTANTS(CAN_CONSTANTS);
SOCKFAM_DRIVER("can", "CAN buses, frame by frame", 29);
