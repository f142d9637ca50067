/* SPDX-License-Identifier: MIT */
/* Socket options by name; numbers and layouts: rds(7), linux/rds.h. */
#ifndef SOCKFAM_RDS_OPTIONS_H
#define SOCKFAM_RDS_OPTIONS_H

#include "structs.h"

/* clang-format off */
SOCKFAM_OPTIONS(
    SOCKFAM_OPTION(RDS_RECVERR, 276, 5, BOOL, "errors of transfers as messages"),
    SOCKFAM_OPTION(RDS_CONG_MONITOR, 276, 6, BOOL, "congestion as messages"),
    SOCKFAM_OPTION_OF(RDS_CANCEL_SENT_TO, 276, 1, ADDRESS, 0, SOCKFAM_OPTION_WRITE_ONLY, "drop what waits for a host"),
    SOCKFAM_OPTION_OF(RDS_GET_MR, 276, 2, BYTES, 32, SOCKFAM_OPTION_WRITE_ONLY | SOCKFAM_OPTION_CODE_ONLY,
        "let others use memory: struct rds_get_mr_args"),
    SOCKFAM_OPTION_STRUCT(RDS_FREE_MR, 276, 3, "free_mr", SOCKFAM_OPTION_WRITE_ONLY, "let them no longer"),
    SOCKFAM_OPTION_OF(RDS_GET_MR_FOR_DEST, 276, 7, BYTES, 160, SOCKFAM_OPTION_WRITE_ONLY | SOCKFAM_OPTION_CODE_ONLY,
        "let a host use memory: struct rds_get_mr_for_dest_args"),
    SOCKFAM_OPTION(SO_RDS_TRANSPORT, 276, 8, INT, "transport: RDS_TRANS_*"),
    SOCKFAM_OPTION_STRUCT(SO_RDS_MSG_RXPATH_LATENCY, 276, 10, "rx_trace", SOCKFAM_OPTION_WRITE_ONLY,
        "times of receiving as messages"));

SOCKFAM_MESSAGES(
    SOCKFAM_OPTION(RDS_CMSG_RDMA_DEST, 276, 2, U64, "memory to write to, and where in it * 2^32"),
    SOCKFAM_OPTION_STRUCT(RDS_CMSG_RDMA_STATUS, 276, 4, "rdma_notify", SOCKFAM_OPTION_READ_ONLY,
        "how a transfer of memory ended"),
    SOCKFAM_OPTION_OF(RDS_CMSG_CONG_UPDATE, 276, 5, U64, 0, SOCKFAM_OPTION_READ_ONLY,
        "ports that take data again, bits"));
/* clang-format on */

#endif
