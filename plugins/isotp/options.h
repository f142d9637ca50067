/* SPDX-License-Identifier: MIT */
/* Socket options by name; numbers and layouts: linux/can/isotp.h. */
#ifndef SOCKFAM_ISOTP_OPTIONS_H
#define SOCKFAM_ISOTP_OPTIONS_H

/* clang-format off */
SOCKFAM_OPTIONS(
    SOCKFAM_OPTION_OF(CAN_ISOTP_OPTS, 106, 1, BYTES, 16, 0, "struct can_isotp_options"),
    SOCKFAM_OPTION_OF(CAN_ISOTP_RECV_FC, 106, 2, BYTES, 3, 0, "flow control: block size, separation, waits"),
    SOCKFAM_OPTION(CAN_ISOTP_TX_STMIN, 106, 3, U32, "time between frames sent, nanoseconds"),
    SOCKFAM_OPTION(CAN_ISOTP_RX_STMIN, 106, 4, U32, "frames that come sooner are dropped, nanoseconds"),
    SOCKFAM_OPTION_OF(CAN_ISOTP_LL_OPTS, 106, 5, BYTES, 3, 0, "link layer: MTU, bytes of data, flags"));
/* clang-format on */

#endif
