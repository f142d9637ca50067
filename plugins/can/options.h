/* SPDX-License-Identifier: MIT */
/* Socket options by name; numbers and layouts: linux/can/raw.h. */
#ifndef SOCKFAM_CAN_OPTIONS_H
#define SOCKFAM_CAN_OPTIONS_H

#include "structs.h"

/* clang-format off */
SOCKFAM_OPTIONS(
    SOCKFAM_OPTION_STRUCT(CAN_RAW_FILTER, 101, 1, "can_filter", SOCKFAM_OPTION_ARRAY, "which frames come"),
    SOCKFAM_OPTION(CAN_RAW_ERR_FILTER, 101, 2, U32, "which error frames come, bits"),
    SOCKFAM_OPTION(CAN_RAW_LOOPBACK, 101, 3, BOOL, "local sockets get what is sent"),
    SOCKFAM_OPTION(CAN_RAW_RECV_OWN_MSGS, 101, 4, BOOL, "it gets what it sends itself"),
    SOCKFAM_OPTION(CAN_RAW_FD_FRAMES, 101, 5, BOOL, "CAN FD frames, 72 bytes"),
    SOCKFAM_OPTION(CAN_RAW_JOIN_FILTERS, 101, 6, BOOL, "a frame must pass all filters"),
    SOCKFAM_OPTION(CAN_RAW_XL_FRAMES, 101, 7, BOOL, "CAN XL frames"),
    SOCKFAM_OPTION_STRUCT(CAN_RAW_XL_VCID_OPTS, 101, 8, "can_vcid", 0, "virtual network of CAN XL"));
/* clang-format on */

#endif
