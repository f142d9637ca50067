/* SPDX-License-Identifier: MIT */
/* Ethernet protocols, the words of the field proto; numbers: linux/if_ether.h, net/ethernet.h. */
#ifndef SOCKFAM_PACKET_ETHER_H
#define SOCKFAM_PACKET_ETHER_H

#define ETHER_CONSTANTS(NUMBER, WORD, STRING)                                                                          \
    /* not on the wire: what Linux tells drivers and sockets */                                                        \
    NUMBER(ETH_P_802_3, 0x0001)                                                                                        \
    WORD(ETH_P_AX25, 0x0002, PROTO, AX25)                                                                              \
    WORD(ETH_P_ALL, 0x0003, PROTO, ALL)                                                                                \
    NUMBER(ETH_P_802_2, 0x0004)                                                                                        \
    WORD(ETH_P_SNAP, 0x0005, PROTO, SNAP)                                                                              \
    WORD(ETH_P_DDCMP, 0x0006, PROTO, DDCMP)                                                                            \
    WORD(ETH_P_WAN_PPP, 0x0007, PROTO, WAN_PPP)                                                                        \
    WORD(ETH_P_PPP_MP, 0x0008, PROTO, PPP_MP)                                                                          \
    WORD(ETH_P_LOCALTALK, 0x0009, PROTO, LOCALTALK)                                                                    \
    WORD(ETH_P_CAN, 0x000c, PROTO, CAN)                                                                                \
    WORD(ETH_P_CANFD, 0x000d, PROTO, CANFD)                                                                            \
    WORD(ETH_P_CANXL, 0x000e, PROTO, CANXL)                                                                            \
    WORD(ETH_P_PPPTALK, 0x0010, PROTO, PPPTALK)                                                                        \
    WORD(ETH_P_TR_802_2, 0x0011, PROTO, TR_802_2)                                                                      \
    WORD(ETH_P_MOBITEX, 0x0015, PROTO, MOBITEX)                                                                        \
    WORD(ETH_P_CONTROL, 0x0016, PROTO, CONTROL)                                                                        \
    WORD(ETH_P_IRDA, 0x0017, PROTO, IRDA)                                                                              \
    WORD(ETH_P_ECONET, 0x0018, PROTO, ECONET)                                                                          \
    WORD(ETH_P_HDLC, 0x0019, PROTO, HDLC)                                                                              \
    WORD(ETH_P_ARCNET, 0x001a, PROTO, ARCNET)                                                                          \
    WORD(ETH_P_DSA, 0x001b, PROTO, DSA)                                                                                \
    WORD(ETH_P_TRAILER, 0x001c, PROTO, TRAILER)                                                                        \
    WORD(ETH_P_LOOP, 0x0060, PROTO, LOOP)                                                                              \
    WORD(ETH_P_PHONET, 0x00f5, PROTO, PHONET)                                                                          \
    WORD(ETH_P_IEEE802154, 0x00f6, PROTO, IEEE802154)                                                                  \
    WORD(ETH_P_CAIF, 0x00f7, PROTO, CAIF)                                                                              \
    WORD(ETH_P_XDSA, 0x00f8, PROTO, XDSA)                                                                              \
    WORD(ETH_P_MAP, 0x00f9, PROTO, MAP)                                                                                \
    WORD(ETH_P_MCTP, 0x00fa, PROTO, MCTP)                                                                              \
    /* on the wire */                                                                                                  \
    WORD(ETH_P_PUP, 0x0200, PROTO, PUP)                                                                                \
    WORD(ETH_P_PUPAT, 0x0201, PROTO, PUPAT)                                                                            \
    WORD(ETH_P_IP, 0x0800, PROTO, IP)                                                                                  \
    WORD(ETH_P_X25, 0x0805, PROTO, X25)                                                                                \
    WORD(ETH_P_ARP, 0x0806, PROTO, ARP)                                                                                \
    WORD(ETH_P_IEEEPUP, 0x0a00, PROTO, IEEEPUP)                                                                        \
    WORD(ETH_P_IEEEPUPAT, 0x0a01, PROTO, IEEEPUPAT)                                                                    \
    WORD(ETH_P_ERSPAN2, 0x22eb, PROTO, ERSPAN2)                                                                        \
    WORD(ETH_P_TSN, 0x22f0, PROTO, TSN)                                                                                \
    WORD(ETH_P_BATMAN, 0x4305, PROTO, BATMAN)                                                                          \
    WORD(ETH_P_DEC, 0x6000, PROTO, DEC)                                                                                \
    WORD(ETH_P_DNA_DL, 0x6001, PROTO, DNA_DL)                                                                          \
    WORD(ETH_P_DNA_RC, 0x6002, PROTO, DNA_RC)                                                                          \
    WORD(ETH_P_DNA_RT, 0x6003, PROTO, DNA_RT)                                                                          \
    WORD(ETH_P_LAT, 0x6004, PROTO, LAT)                                                                                \
    WORD(ETH_P_DIAG, 0x6005, PROTO, DIAG)                                                                              \
    WORD(ETH_P_CUST, 0x6006, PROTO, CUST)                                                                              \
    WORD(ETH_P_SCA, 0x6007, PROTO, SCA)                                                                                \
    WORD(ETH_P_TEB, 0x6558, PROTO, TEB)                                                                                \
    WORD(ETH_P_RARP, 0x8035, PROTO, RARP)                                                                              \
    WORD(ETH_P_ATALK, 0x809b, PROTO, ATALK)                                                                            \
    WORD(ETH_P_AARP, 0x80f3, PROTO, AARP)                                                                              \
    WORD(ETH_P_8021Q, 0x8100, PROTO, VLAN)                                                                             \
    WORD(ETH_P_IPX, 0x8137, PROTO, IPX)                                                                                \
    WORD(ETH_P_IPV6, 0x86dd, PROTO, IPV6)                                                                              \
    WORD(ETH_P_PAUSE, 0x8808, PROTO, PAUSE)                                                                            \
    WORD(ETH_P_SLOW, 0x8809, PROTO, SLOW)                                                                              \
    WORD(ETH_P_WCCP, 0x883e, PROTO, WCCP)                                                                              \
    WORD(ETH_P_MPLS_UC, 0x8847, PROTO, MPLS_UC)                                                                        \
    WORD(ETH_P_MPLS_MC, 0x8848, PROTO, MPLS_MC)                                                                        \
    WORD(ETH_P_ATMMPOA, 0x884c, PROTO, ATMMPOA)                                                                        \
    WORD(ETH_P_PPP_DISC, 0x8863, PROTO, PPP_DISC)                                                                      \
    WORD(ETH_P_PPP_SES, 0x8864, PROTO, PPP_SES)                                                                        \
    WORD(ETH_P_LINK_CTL, 0x886c, PROTO, LINK_CTL)                                                                      \
    WORD(ETH_P_ATMFATE, 0x8884, PROTO, ATMFATE)                                                                        \
    WORD(ETH_P_PAE, 0x888e, PROTO, PAE)                                                                                \
    WORD(ETH_P_PROFINET, 0x8892, PROTO, PROFINET)                                                                      \
    WORD(ETH_P_REALTEK, 0x8899, PROTO, REALTEK)                                                                        \
    WORD(ETH_P_AOE, 0x88a2, PROTO, AOE)                                                                                \
    WORD(ETH_P_ETHERCAT, 0x88a4, PROTO, ETHERCAT)                                                                      \
    WORD(ETH_P_8021AD, 0x88a8, PROTO, QINQ)                                                                            \
    NUMBER(ETH_P_802_EX1, 0x88b5)                                                                                      \
    WORD(ETH_P_ERSPAN, 0x88be, PROTO, ERSPAN)                                                                          \
    WORD(ETH_P_PREAUTH, 0x88c7, PROTO, PREAUTH)                                                                        \
    WORD(ETH_P_TIPC, 0x88ca, PROTO, TIPC)                                                                              \
    WORD(ETH_P_LLDP, 0x88cc, PROTO, LLDP)                                                                              \
    WORD(ETH_P_MRP, 0x88e3, PROTO, MRP)                                                                                \
    WORD(ETH_P_MACSEC, 0x88e5, PROTO, MACSEC)                                                                          \
    NUMBER(ETH_P_8021AH, 0x88e7)                                                                                       \
    WORD(ETH_P_MVRP, 0x88f5, PROTO, MVRP)                                                                              \
    WORD(ETH_P_1588, 0x88f7, PROTO, PTP)                                                                               \
    WORD(ETH_P_NCSI, 0x88f8, PROTO, NCSI)                                                                              \
    WORD(ETH_P_PRP, 0x88fb, PROTO, PRP)                                                                                \
    WORD(ETH_P_CFM, 0x8902, PROTO, CFM)                                                                                \
    WORD(ETH_P_FCOE, 0x8906, PROTO, FCOE)                                                                              \
    WORD(ETH_P_TDLS, 0x890d, PROTO, TDLS)                                                                              \
    WORD(ETH_P_FIP, 0x8914, PROTO, FIP)                                                                                \
    WORD(ETH_P_IBOE, 0x8915, PROTO, IBOE)                                                                              \
    NUMBER(ETH_P_80221, 0x8917)                                                                                        \
    WORD(ETH_P_HSR, 0x892f, PROTO, HSR)                                                                                \
    WORD(ETH_P_NSH, 0x894f, PROTO, NSH)                                                                                \
    WORD(ETH_P_LOOPBACK, 0x9000, PROTO, LOOPBACK)                                                                      \
    WORD(ETH_P_QINQ1, 0x9100, PROTO, QINQ1)                                                                            \
    WORD(ETH_P_QINQ2, 0x9200, PROTO, QINQ2)                                                                            \
    WORD(ETH_P_QINQ3, 0x9300, PROTO, QINQ3)                                                                            \
    WORD(ETH_P_EDSA, 0xdada, PROTO, EDSA)                                                                              \
    WORD(ETH_P_DSA_8021Q, 0xdadb, PROTO, DSA_8021Q)                                                                    \
    WORD(ETH_P_DSA_A5PSW, 0xe001, PROTO, DSA_A5PSW)                                                                    \
    WORD(ETH_P_IFE, 0xed3e, PROTO, IFE)                                                                                \
    WORD(ETH_P_AF_IUCV, 0xfbfb, PROTO, AF_IUCV)                                                                        \
    /* the smallest number that is a protocol, not a length */                                                         \
    NUMBER(ETH_P_802_3_MIN, 0x0600)                                                                                    \
    /* the names of net/ethernet.h that CPython has */                                                                 \
    NUMBER(ETHERTYPE_IP, 0x0800)                                                                                       \
    NUMBER(ETHERTYPE_ARP, 0x0806)                                                                                      \
    NUMBER(ETHERTYPE_VLAN, 0x8100)                                                                                     \
    NUMBER(ETHERTYPE_IPV6, 0x86dd)

#endif
