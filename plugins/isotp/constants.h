/* SPDX-License-Identifier: MIT */
/* Constants of ISO-TP over CAN; numbers: linux/can.h, linux/can/isotp.h. */
#ifndef SOCKFAM_ISOTP_CONSTANTS_H
#define SOCKFAM_ISOTP_CONSTANTS_H

#define ISOTP_CONSTANTS(NUMBER, WORD, STRING)                                                                          \
    NUMBER(AF_CAN, 29)                                                                                                 \
    NUMBER(PF_CAN, 29)                                                                                                 \
    NUMBER(SOL_CAN_ISOTP, 106)                                                                                         \
    NUMBER(CAN_ISOTP, 6)                                                                                               \
    /* options of SOL_CAN_ISOTP */                                                                                     \
    NUMBER(CAN_ISOTP_OPTS, 1)                                                                                          \
    NUMBER(CAN_ISOTP_RECV_FC, 2)                                                                                       \
    NUMBER(CAN_ISOTP_TX_STMIN, 3)                                                                                      \
    NUMBER(CAN_ISOTP_RX_STMIN, 4)                                                                                      \
    NUMBER(CAN_ISOTP_LL_OPTS, 5)                                                                                       \
    /* flags of CAN_ISOTP_OPTS */                                                                                      \
    NUMBER(CAN_ISOTP_LISTEN_MODE, 0x0001)                                                                              \
    NUMBER(CAN_ISOTP_EXTEND_ADDR, 0x0002)                                                                              \
    NUMBER(CAN_ISOTP_TX_PADDING, 0x0004)                                                                               \
    NUMBER(CAN_ISOTP_RX_PADDING, 0x0008)                                                                               \
    NUMBER(CAN_ISOTP_CHK_PAD_LEN, 0x0010)                                                                              \
    NUMBER(CAN_ISOTP_CHK_PAD_DATA, 0x0020)                                                                             \
    NUMBER(CAN_ISOTP_HALF_DUPLEX, 0x0040)                                                                              \
    NUMBER(CAN_ISOTP_FORCE_TXSTMIN, 0x0080)                                                                            \
    NUMBER(CAN_ISOTP_FORCE_RXSTMIN, 0x0100)                                                                            \
    NUMBER(CAN_ISOTP_RX_EXT_ADDR, 0x0200)                                                                              \
    NUMBER(CAN_ISOTP_WAIT_TX_DONE, 0x0400)                                                                             \
    NUMBER(CAN_ISOTP_SF_BROADCAST, 0x0800)                                                                             \
    NUMBER(CAN_ISOTP_CF_BROADCAST, 0x1000)                                                                             \
    NUMBER(CAN_ISOTP_DYN_FC_PARMS, 0x2000)                                                                             \
    /* defaults; times in nanoseconds */                                                                               \
    NUMBER(CAN_ISOTP_DEFAULT_FLAGS, 0)                                                                                 \
    NUMBER(CAN_ISOTP_DEFAULT_EXT_ADDRESS, 0x00)                                                                        \
    NUMBER(CAN_ISOTP_DEFAULT_PAD_CONTENT, 0xcc)                                                                        \
    NUMBER(CAN_ISOTP_DEFAULT_FRAME_TXTIME, 50000)                                                                      \
    NUMBER(CAN_ISOTP_FRAME_TXTIME_ZERO, 0xffffffff)                                                                    \
    NUMBER(CAN_ISOTP_DEFAULT_RECV_BS, 0)                                                                               \
    NUMBER(CAN_ISOTP_DEFAULT_RECV_STMIN, 0x00)                                                                         \
    NUMBER(CAN_ISOTP_DEFAULT_RECV_WFTMAX, 0)                                                                           \
    NUMBER(CAN_ISOTP_DEFAULT_LL_MTU, 16)                                                                               \
    NUMBER(CAN_ISOTP_DEFAULT_LL_TX_DL, 8)                                                                              \
    NUMBER(CAN_ISOTP_DEFAULT_LL_TX_FLAGS, 0)

#endif
