/* SPDX-License-Identifier: MIT */
/* Socket options by name; numbers and layouts: rds(7), linux/rds.h. */
#ifndef SOCKFAM_RDS_OPTIONS_H
#define SOCKFAM_RDS_OPTIONS_H

/* clang-format off */
SOCKFAM_OPTIONS(
    SOCKFAM_OPTION(RDS_RECVERR, 276, 5, BOOL, "errors of transfers as messages"),
    SOCKFAM_OPTION(RDS_CONG_MONITOR, 276, 6, BOOL, "congestion as messages"),
    SOCKFAM_OPTION(SO_RDS_TRANSPORT, 276, 8, INT, "transport: RDS_TRANS_*"));
/* clang-format on */

#endif
