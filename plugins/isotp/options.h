/* SPDX-License-Identifier: MIT */
/* Socket options by name; numbers and layouts: linux/can/isotp.h. */
#ifndef SOCKFAM_ISOTP_OPTIONS_H
#define SOCKFAM_ISOTP_OPTIONS_H

#include "structs.h"

/* clang-format off */
SOCKFAM_OPTIONS(
    SOCKFAM_OPTION_STRUCT(CAN_ISOTP_OPTS, 106, 1, "isotp_options", 0, "how messages are made of frames"),
    SOCKFAM_OPTION_STRUCT(CAN_ISOTP_RECV_FC, 106, 2, "isotp_fc", 0, "flow control: what the sender is told"),
    SOCKFAM_OPTION(CAN_ISOTP_TX_STMIN, 106, 3, U32, "time between frames sent, nanoseconds"),
    SOCKFAM_OPTION(CAN_ISOTP_RX_STMIN, 106, 4, U32, "frames that come sooner are dropped, nanoseconds"),
    SOCKFAM_OPTION_STRUCT(CAN_ISOTP_LL_OPTS, 106, 5, "isotp_ll", 0, "frames of the link"));
/* clang-format on */

#endif
