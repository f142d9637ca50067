/* SPDX-License-Identifier: MIT */
/* Constants of AF_XDP; numbers: linux/if_xdp.h. */
#ifndef SOCKFAM_XDP_CONSTANTS_H
#define SOCKFAM_XDP_CONSTANTS_H

/* Word sets. */
enum { FLAGS = 1 };

#define XDP_CONSTANTS(NUMBER, WORD, STRING)                                                                            \
    NUMBER(AF_XDP, 44)                                                                                                 \
    NUMBER(PF_XDP, 44)                                                                                                 \
    NUMBER(SOL_XDP, 283)                                                                                               \
    /* flags of an address */                                                                                          \
    WORD(XDP_SHARED_UMEM, 0x0001, FLAGS, SHARED_UMEM)                                                                  \
    WORD(XDP_COPY, 0x0002, FLAGS, COPY)                                                                                \
    WORD(XDP_ZEROCOPY, 0x0004, FLAGS, ZEROCOPY)                                                                        \
    WORD(XDP_USE_NEED_WAKEUP, 0x0008, FLAGS, USE_NEED_WAKEUP)                                                          \
    WORD(XDP_USE_SG, 0x0010, FLAGS, USE_SG)                                                                            \
    /* options of SOL_XDP */                                                                                           \
    NUMBER(XDP_MMAP_OFFSETS, 1)                                                                                        \
    NUMBER(XDP_RX_RING, 2)                                                                                             \
    NUMBER(XDP_TX_RING, 3)                                                                                             \
    NUMBER(XDP_UMEM_REG, 4)                                                                                            \
    NUMBER(XDP_UMEM_FILL_RING, 5)                                                                                      \
    NUMBER(XDP_UMEM_COMPLETION_RING, 6)                                                                                \
    NUMBER(XDP_STATISTICS, 7)                                                                                          \
    NUMBER(XDP_OPTIONS, 8)                                                                                             \
    NUMBER(XDP_MAX_TX_SKB_BUDGET, 9)                                                                                   \
    /* their flags, and those of rings and descriptors */                                                              \
    NUMBER(XDP_OPTIONS_ZEROCOPY, 0x0001)                                                                               \
    NUMBER(XDP_UMEM_UNALIGNED_CHUNK_FLAG, 0x0001)                                                                      \
    NUMBER(XDP_UMEM_TX_SW_CSUM, 0x0002)                                                                                \
    NUMBER(XDP_UMEM_TX_METADATA_LEN, 0x0004)                                                                           \
    NUMBER(XDP_RING_NEED_WAKEUP, 0x0001)                                                                               \
    NUMBER(XDP_PKT_CONTD, 0x0001)                                                                                      \
    NUMBER(XDP_TX_METADATA, 0x0002)                                                                                    \
    /* offsets to map rings at, bytes */                                                                               \
    NUMBER(XDP_PGOFF_RX_RING, 0)                                                                                       \
    NUMBER(XDP_PGOFF_TX_RING, 0x80000000)                                                                              \
    NUMBER(XDP_UMEM_PGOFF_FILL_RING, 0x100000000)                                                                      \
    NUMBER(XDP_UMEM_PGOFF_COMPLETION_RING, 0x180000000)

#endif
