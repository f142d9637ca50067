/* SPDX-License-Identifier: MIT */
/* Constants of packet(7); numbers: linux/if_packet.h. */
#ifndef SOCKFAM_PACKET_CONSTANTS_H
#define SOCKFAM_PACKET_CONSTANTS_H

/* Word sets. */
enum { PROTO = 1, PKTTYPE, MR };

#define PACKET_CONSTANTS(NUMBER, WORD, STRING)                                                                         \
    NUMBER(AF_PACKET, 17)                                                                                              \
    NUMBER(PF_PACKET, 17)                                                                                              \
    NUMBER(SOL_PACKET, 263)                                                                                            \
    /* what kind of packet; of two that are the same, the first is printed */                                          \
    WORD(PACKET_HOST, 0, PKTTYPE, HOST)                                                                                \
    WORD(PACKET_BROADCAST, 1, PKTTYPE, BROADCAST)                                                                      \
    WORD(PACKET_MULTICAST, 2, PKTTYPE, MULTICAST)                                                                      \
    WORD(PACKET_OTHERHOST, 3, PKTTYPE, OTHERHOST)                                                                      \
    WORD(PACKET_OUTGOING, 4, PKTTYPE, OUTGOING)                                                                        \
    WORD(PACKET_LOOPBACK, 5, PKTTYPE, LOOPBACK)                                                                        \
    WORD(PACKET_FASTROUTE, 6, PKTTYPE, FASTROUTE)                                                                      \
    WORD(PACKET_USER, 6, PKTTYPE, USER)                                                                                \
    WORD(PACKET_KERNEL, 7, PKTTYPE, KERNEL)                                                                            \
    /* options of SOL_PACKET */                                                                                        \
    NUMBER(PACKET_ADD_MEMBERSHIP, 1)                                                                                   \
    NUMBER(PACKET_DROP_MEMBERSHIP, 2)                                                                                  \
    NUMBER(PACKET_RECV_OUTPUT, 3)                                                                                      \
    NUMBER(PACKET_RX_RING, 5)                                                                                          \
    NUMBER(PACKET_STATISTICS, 6)                                                                                       \
    NUMBER(PACKET_COPY_THRESH, 7)                                                                                      \
    NUMBER(PACKET_AUXDATA, 8)                                                                                          \
    NUMBER(PACKET_ORIGDEV, 9)                                                                                          \
    NUMBER(PACKET_VERSION, 10)                                                                                         \
    NUMBER(PACKET_HDRLEN, 11)                                                                                          \
    NUMBER(PACKET_RESERVE, 12)                                                                                         \
    NUMBER(PACKET_TX_RING, 13)                                                                                         \
    NUMBER(PACKET_LOSS, 14)                                                                                            \
    NUMBER(PACKET_VNET_HDR, 15)                                                                                        \
    NUMBER(PACKET_TX_TIMESTAMP, 16)                                                                                    \
    NUMBER(PACKET_TIMESTAMP, 17)                                                                                       \
    NUMBER(PACKET_FANOUT, 18)                                                                                          \
    NUMBER(PACKET_TX_HAS_OFF, 19)                                                                                      \
    NUMBER(PACKET_QDISC_BYPASS, 20)                                                                                    \
    NUMBER(PACKET_ROLLOVER_STATS, 21)                                                                                  \
    NUMBER(PACKET_FANOUT_DATA, 22)                                                                                     \
    NUMBER(PACKET_IGNORE_OUTGOING, 23)                                                                                 \
    NUMBER(PACKET_VNET_HDR_SZ, 24)                                                                                     \
    /* values of those options */                                                                                      \
    WORD(PACKET_MR_MULTICAST, 0, MR, MULTICAST)                                                                        \
    WORD(PACKET_MR_PROMISC, 1, MR, PROMISC)                                                                            \
    WORD(PACKET_MR_ALLMULTI, 2, MR, ALLMULTI)                                                                          \
    WORD(PACKET_MR_UNICAST, 3, MR, UNICAST)                                                                            \
    NUMBER(PACKET_FANOUT_HASH, 0)                                                                                      \
    NUMBER(PACKET_FANOUT_LB, 1)                                                                                        \
    NUMBER(PACKET_FANOUT_CPU, 2)                                                                                       \
    NUMBER(PACKET_FANOUT_ROLLOVER, 3)                                                                                  \
    NUMBER(PACKET_FANOUT_RND, 4)                                                                                       \
    NUMBER(PACKET_FANOUT_QM, 5)                                                                                        \
    NUMBER(PACKET_FANOUT_CBPF, 6)                                                                                      \
    NUMBER(PACKET_FANOUT_EBPF, 7)                                                                                      \
    NUMBER(PACKET_FANOUT_FLAG_ROLLOVER, 0x1000)                                                                        \
    NUMBER(PACKET_FANOUT_FLAG_UNIQUEID, 0x2000)                                                                        \
    NUMBER(PACKET_FANOUT_FLAG_IGNORE_OUTGOING, 0x4000)                                                                 \
    NUMBER(PACKET_FANOUT_FLAG_DEFRAG, 0x8000)                                                                          \
    NUMBER(TPACKET_V1, 0)                                                                                              \
    NUMBER(TPACKET_V2, 1)                                                                                              \
    NUMBER(TPACKET_V3, 2)                                                                                              \
    NUMBER(TP_STATUS_KERNEL, 0x00)                                                                                     \
    NUMBER(TP_STATUS_USER, 0x01)                                                                                       \
    NUMBER(TP_STATUS_COPY, 0x02)                                                                                       \
    NUMBER(TP_STATUS_LOSING, 0x04)                                                                                     \
    NUMBER(TP_STATUS_CSUMNOTREADY, 0x08)                                                                               \
    NUMBER(TP_STATUS_VLAN_VALID, 0x10)                                                                                 \
    NUMBER(TP_STATUS_BLK_TMO, 0x20)                                                                                    \
    NUMBER(TP_STATUS_VLAN_TPID_VALID, 0x40)                                                                            \
    NUMBER(TP_STATUS_CSUM_VALID, 0x80)                                                                                 \
    NUMBER(TP_STATUS_GSO_TCP, 0x100)                                                                                   \
    NUMBER(TP_STATUS_AVAILABLE, 0x00)                                                                                  \
    NUMBER(TP_STATUS_SEND_REQUEST, 0x01)                                                                               \
    NUMBER(TP_STATUS_SENDING, 0x02)                                                                                    \
    NUMBER(TP_STATUS_WRONG_FORMAT, 0x04)                                                                               \
    NUMBER(TP_STATUS_TS_SOFTWARE, 0x20000000)                                                                          \
    NUMBER(TP_STATUS_TS_RAW_HARDWARE, 0x80000000)

#endif
