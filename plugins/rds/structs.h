/* SPDX-License-Identifier: MIT */
/* What options and messages of rds hold. Layouts: linux/rds.h. */
#ifndef SOCKFAM_RDS_STRUCTS_H
#define SOCKFAM_RDS_STRUCTS_H

#include "../arch.h"
#include "../structs.h"

/* clang-format off */
#define RDS_STRUCTS                                                                     \
    STRUCT_OF("free_mr", "memory that others may no longer use", "0x1,flags=0x1", 16),  \
    STRUCT_OF("rx_trace", "points of receiving whose times are wanted", "2,010200", 4), \
    STRUCT_OF("rdma_notify", "how a transfer of memory ended", "0x1,status=0", PADDED_U64(12))

#define RDS_MEMBERS                                                                                  \
    { "free_mr", "cookie", "the memory's number", UINT, HEX, .at = 0, .size = 8 },                   \
    NAMED_AT("free_mr", "flags", "RDS_FREE_MR_*", HEX, 8, 8),                                        \
    NUMBER_AT("rx_trace", "count", "points, at most 3", 0, 1),                                       \
    { "rx_trace", "points", "which they are", BYTES, .at = 1, .size = 3 },                           \
    { "rdma_notify", "token", "what the program gave the transfer", UINT, HEX, .at = 0, .size = 8 }, \
    { "rdma_notify", "status", "RDS_RDMA_*", SINT, NAMED, .at = 8, .size = 4 }
/* clang-format on */

#endif
