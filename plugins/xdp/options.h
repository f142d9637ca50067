/* SPDX-License-Identifier: MIT */
/* Socket options by name; numbers and layouts: linux/if_xdp.h. */
#ifndef SOCKFAM_XDP_OPTIONS_H
#define SOCKFAM_XDP_OPTIONS_H

#include "structs.h"

/* clang-format off */
SOCKFAM_OPTIONS(
    SOCKFAM_OPTION_STRUCT(XDP_MMAP_OFFSETS, 283, 1, "mmap_offsets", SOCKFAM_OPTION_READ_ONLY, "offsets in the rings"),
    SOCKFAM_OPTION_OF(XDP_RX_RING, 283, 2, INT, 0, SOCKFAM_OPTION_WRITE_ONLY, "receive ring, descriptors"),
    SOCKFAM_OPTION_OF(XDP_TX_RING, 283, 3, INT, 0, SOCKFAM_OPTION_WRITE_ONLY, "transmit ring, descriptors"),
    SOCKFAM_OPTION_STRUCT(XDP_UMEM_REG, 283, 4, "umem_reg", SOCKFAM_OPTION_WRITE_ONLY, "memory for frames"),
    SOCKFAM_OPTION_OF(XDP_UMEM_FILL_RING, 283, 5, INT, 0, SOCKFAM_OPTION_WRITE_ONLY, "fill ring, descriptors"),
    SOCKFAM_OPTION_OF(XDP_UMEM_COMPLETION_RING, 283, 6, INT, 0, SOCKFAM_OPTION_WRITE_ONLY,
        "completion ring, descriptors"),
    SOCKFAM_OPTION_STRUCT(XDP_STATISTICS, 283, 7, "xdp_statistics", SOCKFAM_OPTION_READ_ONLY, "frames that were lost"),
    SOCKFAM_OPTION_OF(XDP_OPTIONS, 283, 8, U32, 0, SOCKFAM_OPTION_READ_ONLY, "1: zero copy"),
    SOCKFAM_OPTION(XDP_MAX_TX_SKB_BUDGET, 283, 9, U32, "frames of one system call"));
/* clang-format on */

#endif
