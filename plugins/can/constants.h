/* SPDX-License-Identifier: MIT */
/* Constants of CAN, raw and by the broadcast manager; numbers: linux/can.h, linux/can/raw.h, linux/can/bcm.h. */
#ifndef SOCKFAM_CAN_CONSTANTS_H
#define SOCKFAM_CAN_CONSTANTS_H

#define CAN_CONSTANTS(NUMBER, WORD, STRING)                                                                            \
    NUMBER(AF_CAN, 29)                                                                                                 \
    NUMBER(PF_CAN, 29)                                                                                                 \
    /* levels and protocols */                                                                                         \
    NUMBER(SOL_CAN_BASE, 100)                                                                                          \
    NUMBER(SOL_CAN_RAW, 101)                                                                                           \
    NUMBER(SOL_CAN_BCM, 102)                                                                                           \
    NUMBER(CAN_RAW, 1)                                                                                                 \
    NUMBER(CAN_BCM, 2)                                                                                                 \
    /* frames */                                                                                                       \
    NUMBER(CAN_SFF_MASK, 0x7ff)                                                                                        \
    NUMBER(CAN_EFF_MASK, 0x1fffffff)                                                                                   \
    NUMBER(CAN_ERR_MASK, 0x1fffffff)                                                                                   \
    NUMBER(CAN_ERR_FLAG, 0x20000000)                                                                                   \
    NUMBER(CAN_RTR_FLAG, 0x40000000)                                                                                   \
    NUMBER(CAN_EFF_FLAG, 0x80000000)                                                                                   \
    NUMBER(CAN_INV_FILTER, 0x20000000)                                                                                 \
    NUMBER(CAN_MAX_DLEN, 8)                                                                                            \
    NUMBER(CANFD_MAX_DLEN, 64)                                                                                         \
    NUMBER(CANXL_MAX_DLEN, 2048)                                                                                       \
    NUMBER(CAN_MTU, 16)                                                                                                \
    NUMBER(CANFD_MTU, 72)                                                                                              \
    NUMBER(CANXL_MTU, 2060)                                                                                            \
    NUMBER(CANFD_BRS, 0x01)                                                                                            \
    NUMBER(CANFD_ESI, 0x02)                                                                                            \
    NUMBER(CANFD_FDF, 0x04)                                                                                            \
    NUMBER(CANXL_SEC, 0x01)                                                                                            \
    NUMBER(CANXL_XLF, 0x80)                                                                                            \
    /* options of SOL_CAN_RAW */                                                                                       \
    NUMBER(CAN_RAW_FILTER, 1)                                                                                          \
    NUMBER(CAN_RAW_ERR_FILTER, 2)                                                                                      \
    NUMBER(CAN_RAW_LOOPBACK, 3)                                                                                        \
    NUMBER(CAN_RAW_RECV_OWN_MSGS, 4)                                                                                   \
    NUMBER(CAN_RAW_FD_FRAMES, 5)                                                                                       \
    NUMBER(CAN_RAW_JOIN_FILTERS, 6)                                                                                    \
    NUMBER(CAN_RAW_XL_FRAMES, 7)                                                                                       \
    NUMBER(CAN_RAW_XL_VCID_OPTS, 8)                                                                                    \
    NUMBER(CAN_RAW_FILTER_MAX, 512)                                                                                    \
    /* operations of the broadcast manager; names are CPython's, linux/can/bcm.h has them without CAN_BCM_ */          \
    NUMBER(CAN_BCM_TX_SETUP, 1)                                                                                        \
    NUMBER(CAN_BCM_TX_DELETE, 2)                                                                                       \
    NUMBER(CAN_BCM_TX_READ, 3)                                                                                         \
    NUMBER(CAN_BCM_TX_SEND, 4)                                                                                         \
    NUMBER(CAN_BCM_RX_SETUP, 5)                                                                                        \
    NUMBER(CAN_BCM_RX_DELETE, 6)                                                                                       \
    NUMBER(CAN_BCM_RX_READ, 7)                                                                                         \
    NUMBER(CAN_BCM_TX_STATUS, 8)                                                                                       \
    NUMBER(CAN_BCM_TX_EXPIRED, 9)                                                                                      \
    NUMBER(CAN_BCM_RX_STATUS, 10)                                                                                      \
    NUMBER(CAN_BCM_RX_TIMEOUT, 11)                                                                                     \
    NUMBER(CAN_BCM_RX_CHANGED, 12)                                                                                     \
    /* flags of its messages */                                                                                        \
    NUMBER(CAN_BCM_SETTIMER, 0x0001)                                                                                   \
    NUMBER(CAN_BCM_STARTTIMER, 0x0002)                                                                                 \
    NUMBER(CAN_BCM_TX_COUNTEVT, 0x0004)                                                                                \
    NUMBER(CAN_BCM_TX_ANNOUNCE, 0x0008)                                                                                \
    NUMBER(CAN_BCM_TX_CP_CAN_ID, 0x0010)                                                                               \
    NUMBER(CAN_BCM_RX_FILTER_ID, 0x0020)                                                                               \
    NUMBER(CAN_BCM_RX_CHECK_DLC, 0x0040)                                                                               \
    NUMBER(CAN_BCM_RX_NO_AUTOTIMER, 0x0080)                                                                            \
    NUMBER(CAN_BCM_RX_ANNOUNCE_RESUME, 0x0100)                                                                         \
    NUMBER(CAN_BCM_TX_RESET_MULTI_IDX, 0x0200)                                                                         \
    NUMBER(CAN_BCM_RX_RTR_FRAME, 0x0400)                                                                               \
    NUMBER(CAN_BCM_CAN_FD_FRAME, 0x0800)

#endif
