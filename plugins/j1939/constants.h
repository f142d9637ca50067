/* SPDX-License-Identifier: MIT */
/* Constants of SAE J1939 over CAN; numbers: linux/can.h, linux/can/j1939.h. */
#ifndef SOCKFAM_J1939_CONSTANTS_H
#define SOCKFAM_J1939_CONSTANTS_H

/* Word sets. */
enum { NAMES = 1, PGNS, ADDRS };

#define J1939_CONSTANTS(NUMBER, WORD, STRING)                                                                          \
    NUMBER(AF_CAN, 29)                                                                                                 \
    NUMBER(PF_CAN, 29)                                                                                                 \
    NUMBER(SOL_CAN_J1939, 107)                                                                                         \
    NUMBER(CAN_J1939, 7)                                                                                               \
    /* addresses */                                                                                                    \
    WORD(J1939_NO_NAME, 0, NAMES, NONE)                                                                                \
    WORD(J1939_PGN_REQUEST, 0x0ea00, PGNS, REQUEST)                                                                    \
    WORD(J1939_PGN_ADDRESS_CLAIMED, 0x0ee00, PGNS, ADDRESS_CLAIMED)                                                    \
    WORD(J1939_PGN_ADDRESS_COMMANDED, 0x0fed8, PGNS, ADDRESS_COMMANDED)                                                \
    WORD(J1939_PGN_PDU1_MAX, 0x3ff00, PGNS, PDU1_MAX)                                                                  \
    WORD(J1939_PGN_MAX, 0x3ffff, PGNS, MAX)                                                                            \
    WORD(J1939_NO_PGN, 0x40000, PGNS, NONE)                                                                            \
    WORD(J1939_MAX_UNICAST_ADDR, 0xfd, ADDRS, MAX_UNICAST)                                                             \
    WORD(J1939_IDLE_ADDR, 0xfe, ADDRS, IDLE)                                                                           \
    WORD(J1939_NO_ADDR, 0xff, ADDRS, NONE)                                                                             \
    /* options of SOL_CAN_J1939 */                                                                                     \
    NUMBER(SO_J1939_FILTER, 1)                                                                                         \
    NUMBER(SO_J1939_PROMISC, 2)                                                                                        \
    NUMBER(SO_J1939_SEND_PRIO, 3)                                                                                      \
    NUMBER(SO_J1939_ERRQUEUE, 4)                                                                                       \
    NUMBER(J1939_FILTER_MAX, 512)                                                                                      \
    /* control messages */                                                                                             \
    NUMBER(SCM_J1939_DEST_ADDR, 1)                                                                                     \
    NUMBER(SCM_J1939_DEST_NAME, 2)                                                                                     \
    NUMBER(SCM_J1939_PRIO, 3)                                                                                          \
    NUMBER(SCM_J1939_ERRQUEUE, 4)                                                                                      \
    /* what the error queue says */                                                                                    \
    NUMBER(J1939_NLA_PAD, 0)                                                                                           \
    NUMBER(J1939_NLA_BYTES_ACKED, 1)                                                                                   \
    NUMBER(J1939_NLA_TOTAL_SIZE, 2)                                                                                    \
    NUMBER(J1939_NLA_PGN, 3)                                                                                           \
    NUMBER(J1939_NLA_SRC_NAME, 4)                                                                                      \
    NUMBER(J1939_NLA_DEST_NAME, 5)                                                                                     \
    NUMBER(J1939_NLA_SRC_ADDR, 6)                                                                                      \
    NUMBER(J1939_NLA_DEST_ADDR, 7)                                                                                     \
    NUMBER(J1939_EE_INFO_NONE, 0)                                                                                      \
    NUMBER(J1939_EE_INFO_TX_ABORT, 1)                                                                                  \
    NUMBER(J1939_EE_INFO_RX_RTS, 2)                                                                                    \
    NUMBER(J1939_EE_INFO_RX_DPO, 3)                                                                                    \
    NUMBER(J1939_EE_INFO_RX_ABORT, 4)

#endif
