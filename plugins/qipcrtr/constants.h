/* SPDX-License-Identifier: MIT */
/* Constants of Qualcomm's IPC router; numbers: linux/qrtr.h. */
#ifndef SOCKFAM_QIPCRTR_CONSTANTS_H
#define SOCKFAM_QIPCRTR_CONSTANTS_H

/* Word sets. */
enum { NODE = 1, PORT };

#define QIPCRTR_CONSTANTS(NUMBER, WORD, STRING)                                                                        \
    NUMBER(AF_QIPCRTR, 42)                                                                                             \
    NUMBER(PF_QIPCRTR, 42)                                                                                             \
    WORD(QRTR_NODE_BCAST, 0xffffffff, NODE, BCAST)                                                                     \
    WORD(QRTR_PORT_CTRL, 0xfffffffe, PORT, CTRL)                                                                       \
    /* packets of the control port */                                                                                  \
    NUMBER(QRTR_TYPE_DATA, 1)                                                                                          \
    NUMBER(QRTR_TYPE_HELLO, 2)                                                                                         \
    NUMBER(QRTR_TYPE_BYE, 3)                                                                                           \
    NUMBER(QRTR_TYPE_NEW_SERVER, 4)                                                                                    \
    NUMBER(QRTR_TYPE_DEL_SERVER, 5)                                                                                    \
    NUMBER(QRTR_TYPE_DEL_CLIENT, 6)                                                                                    \
    NUMBER(QRTR_TYPE_RESUME_TX, 7)                                                                                     \
    NUMBER(QRTR_TYPE_EXIT, 8)                                                                                          \
    NUMBER(QRTR_TYPE_PING, 9)                                                                                          \
    NUMBER(QRTR_TYPE_NEW_LOOKUP, 10)                                                                                   \
    NUMBER(QRTR_TYPE_DEL_LOOKUP, 11)

#endif
