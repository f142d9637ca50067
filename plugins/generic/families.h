/* SPDX-License-Identifier: MIT */
/* Numbers of families that have no driver; numbers: linux/socket.h. */
#ifndef SOCKFAM_GENERIC_FAMILIES_H
#define SOCKFAM_GENERIC_FAMILIES_H

#define FAMILY_CONSTANTS(NUMBER, WORD, STRING)                                                                         \
    NUMBER(AF_UNSPEC, 0)                                                                                               \
    NUMBER(AF_AX25, 3)                                                                                                 \
    NUMBER(AF_IPX, 4)                                                                                                  \
    NUMBER(AF_APPLETALK, 5)                                                                                            \
    NUMBER(AF_NETROM, 6)                                                                                               \
    NUMBER(AF_BRIDGE, 7)                                                                                               \
    NUMBER(AF_ATMPVC, 8)                                                                                               \
    NUMBER(AF_X25, 9)                                                                                                  \
    NUMBER(AF_ROSE, 11)                                                                                                \
    NUMBER(AF_DECnet, 12)                                                                                              \
    NUMBER(AF_NETBEUI, 13)                                                                                             \
    NUMBER(AF_SECURITY, 14)                                                                                            \
    NUMBER(AF_KEY, 15)                                                                                                 \
    NUMBER(AF_ASH, 18)                                                                                                 \
    NUMBER(AF_ECONET, 19)                                                                                              \
    NUMBER(AF_ATMSVC, 20)                                                                                              \
    NUMBER(AF_SNA, 22)                                                                                                 \
    NUMBER(AF_IRDA, 23)                                                                                                \
    NUMBER(AF_PPPOX, 24)                                                                                               \
    NUMBER(AF_WANPIPE, 25)                                                                                             \
    NUMBER(AF_LLC, 26)                                                                                                 \
    NUMBER(AF_IB, 27)                                                                                                  \
    NUMBER(AF_MPLS, 28)                                                                                                \
    NUMBER(AF_IUCV, 32)                                                                                                \
    NUMBER(AF_RXRPC, 33)                                                                                               \
    NUMBER(AF_ISDN, 34)                                                                                                \
    NUMBER(AF_PHONET, 35)                                                                                              \
    NUMBER(AF_IEEE802154, 36)                                                                                          \
    NUMBER(AF_CAIF, 37)                                                                                                \
    NUMBER(AF_NFC, 39)                                                                                                 \
    NUMBER(AF_KCM, 41)                                                                                                 \
    NUMBER(AF_SMC, 43)                                                                                                 \
    NUMBER(AF_MCTP, 45)                                                                                                \
    NUMBER(PF_UNSPEC, 0)                                                                                               \
    NUMBER(PF_AX25, 3)                                                                                                 \
    NUMBER(PF_IPX, 4)                                                                                                  \
    NUMBER(PF_APPLETALK, 5)                                                                                            \
    NUMBER(PF_NETROM, 6)                                                                                               \
    NUMBER(PF_BRIDGE, 7)                                                                                               \
    NUMBER(PF_ATMPVC, 8)                                                                                               \
    NUMBER(PF_X25, 9)                                                                                                  \
    NUMBER(PF_ROSE, 11)                                                                                                \
    NUMBER(PF_DECnet, 12)                                                                                              \
    NUMBER(PF_NETBEUI, 13)                                                                                             \
    NUMBER(PF_SECURITY, 14)                                                                                            \
    NUMBER(PF_KEY, 15)                                                                                                 \
    NUMBER(PF_ASH, 18)                                                                                                 \
    NUMBER(PF_ECONET, 19)                                                                                              \
    NUMBER(PF_ATMSVC, 20)                                                                                              \
    NUMBER(PF_SNA, 22)                                                                                                 \
    NUMBER(PF_IRDA, 23)                                                                                                \
    NUMBER(PF_PPPOX, 24)                                                                                               \
    NUMBER(PF_WANPIPE, 25)                                                                                             \
    NUMBER(PF_LLC, 26)                                                                                                 \
    NUMBER(PF_IB, 27)                                                                                                  \
    NUMBER(PF_MPLS, 28)                                                                                                \
    NUMBER(PF_IUCV, 32)                                                                                                \
    NUMBER(PF_RXRPC, 33)                                                                                               \
    NUMBER(PF_ISDN, 34)                                                                                                \
    NUMBER(PF_PHONET, 35)                                                                                              \
    NUMBER(PF_IEEE802154, 36)                                                                                          \
    NUMBER(PF_CAIF, 37)                                                                                                \
    NUMBER(PF_NFC, 39)                                                                                                 \
    NUMBER(PF_KCM, 41)                                                                                                 \
    NUMBER(PF_SMC, 43)                                                                                                 \
    NUMBER(PF_MCTP, 45)

#endif
