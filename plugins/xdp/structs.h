/* SPDX-License-Identifier: MIT */
/* What options of xdp hold. Layouts: linux/if_xdp.h. */
#ifndef SOCKFAM_XDP_STRUCTS_H
#define SOCKFAM_XDP_STRUCTS_H

#include "../structs.h"

/* clang-format off */
#define XDP_STRUCTS                                                                                                 \
    STRUCT_OF("mmap_offsets", "where the parts of the rings lie", "rx_producer=0,rx_consumer=64,rx_desc=192", 128), \
    STRUCT_OF("umem_reg", "memory for frames", "0x7f0000000000,1048576,4096,headroom=256", 32),                     \
    STRUCT_FROM("xdp_statistics", "frames that were lost", "0,rx_ring_full=3", 24, 48)

#define RING_AT(ring, at)                                                                               \
    NAMED_AT("mmap_offsets", ring "_producer", "offset of the producer's number, bytes", 0, at, 8),     \
    NAMED_AT("mmap_offsets", ring "_consumer", "offset of the consumer's number, bytes", 0, at + 8, 8), \
    NAMED_AT("mmap_offsets", ring "_desc", "offset of the descriptors, bytes", 0, at + 16, 8),          \
    NAMED_AT("mmap_offsets", ring "_flags", "offset of the flags, bytes", 0, at + 24, 8)

#define XDP_MEMBERS                                                                               \
    RING_AT("rx", 0), RING_AT("tx", 32), RING_AT("fill", 64), RING_AT("comp", 96),                \
    { "umem_reg", "addr", "where it begins", UINT, HEX, .at = 0, .size = 8 },                     \
    NUMBER_AT("umem_reg", "len", "its bytes", 8, 8),                                              \
    NUMBER_AT("umem_reg", "chunk_size", "bytes for a frame", 16, 4),                              \
    NAMED_AT("umem_reg", "headroom", "bytes before each frame", 0, 20, 4),                        \
    NAMED_AT("umem_reg", "flags", "XDP_UMEM_*", HEX, 24, 4),                                      \
    NAMED_AT("umem_reg", "tx_metadata_len", "bytes of metadata before frames to send", 0, 28, 4), \
    NUMBER_AT("xdp_statistics", "rx_dropped", "frames dropped", 0, 8),                            \
    NAMED_AT("xdp_statistics", "rx_invalid", "invalid descriptors received", 0, 8, 8),            \
    NAMED_AT("xdp_statistics", "tx_invalid", "invalid descriptors sent", 0, 16, 8),               \
    NAMED_AT("xdp_statistics", "rx_ring_full", "frames dropped: receive ring full", 0, 24, 8),    \
    NAMED_AT("xdp_statistics", "fill_empty", "frames dropped: fill ring empty", 0, 32, 8),        \
    NAMED_AT("xdp_statistics", "tx_empty", "times that nothing was to send", 0, 40, 8)
/* clang-format on */

#endif
