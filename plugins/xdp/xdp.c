/* SPDX-License-Identifier: MIT */
/* AF_XDP: frames of one queue of a network interface. Layout: struct sockaddr_xdp, linux/if_xdp.h, host order. */
#include <sockfam/short_names.h>

#include "constants.h"
#include "options.h"

/* clang-format off */
SOCKFAM_FORMATS({ "xdp", "a queue of a network interface", "xdp:#2,0", .af = 44, .size = 16, .min = 16 },
                XDP_STRUCTS);
SOCKFAM_FIELDS(
    { "xdp", "interface", "network interface", IFACE, .at = 4, .size = 4 },
    { "xdp", "queue", "index of the queue", UINT, .at = 8, .size = 4 },
    { "xdp", "flags", "how frames are passed", UINT, HEX | OPT | NAMED, .at = 2, .size = 2, .set = FLAGS },
    { "xdp", "umem_fd", "descriptor whose memory to share", UINT, OPT | NAMED, .at = 12, .size = 4 }, XDP_MEMBERS);
SOCKFAM_PROTOCOLS({ "raw", "frames in rings of shared memory", "xdp", "", "XDP", .type = SOCKFAM_RAW,
                    .flags = SOCKFAM_PROTOCOL_DIAL_BINDS | SOCKFAM_PROTOCOL_NAMELESS });
/* clang-format on */
SOCKFAM_CONSTANTS(XDP_CONSTANTS);
SOCKFAM_DRIVER("xdp", "frames of one queue of a network interface", 44);
