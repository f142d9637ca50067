/* SPDX-License-Identifier: MIT */
/* Constants of ip(7), udp(7) and UDP-Lite; numbers: linux/in.h, linux/udp.h, linux/netfilter_ipv4.h. */
#ifndef SOCKFAM_INET_CONSTANTS_H
#define SOCKFAM_INET_CONSTANTS_H

enum { MODE = 1 }; /* of filters of senders to multicast groups */

#define INET_CONSTANTS(NUMBER, WORD, STRING)                                                                           \
    NUMBER(AF_INET, 2)                                                                                                 \
    NUMBER(PF_INET, 2)                                                                                                 \
    WORD(MCAST_EXCLUDE, 0, MODE, EXCLUDE)                                                                              \
    WORD(MCAST_INCLUDE, 1, MODE, INCLUDE)                                                                              \
    NUMBER(MCAST_JOIN_GROUP, 42)                                                                                       \
    NUMBER(MCAST_BLOCK_SOURCE, 43)                                                                                     \
    NUMBER(MCAST_UNBLOCK_SOURCE, 44)                                                                                   \
    NUMBER(MCAST_LEAVE_GROUP, 45)                                                                                      \
    NUMBER(MCAST_JOIN_SOURCE_GROUP, 46)                                                                                \
    NUMBER(MCAST_LEAVE_SOURCE_GROUP, 47)                                                                               \
    NUMBER(MCAST_MSFILTER, 48)                                                                                         \
    NUMBER(SOL_IP, 0)                                                                                                  \
    NUMBER(SOL_RAW, 255)                                                                                               \
    NUMBER(SOL_UDP, 17)                                                                                                \
    NUMBER(SOL_UDPLITE, 136)                                                                                           \
    /* protocols and extension headers */                                                                              \
    NUMBER(IPPROTO_IP, 0)                                                                                              \
    NUMBER(IPPROTO_HOPOPTS, 0)                                                                                         \
    NUMBER(IPPROTO_ICMP, 1)                                                                                            \
    NUMBER(IPPROTO_IGMP, 2)                                                                                            \
    NUMBER(IPPROTO_IPIP, 4)                                                                                            \
    NUMBER(IPPROTO_TCP, 6)                                                                                             \
    NUMBER(IPPROTO_EGP, 8)                                                                                             \
    NUMBER(IPPROTO_PUP, 12)                                                                                            \
    NUMBER(IPPROTO_UDP, 17)                                                                                            \
    NUMBER(IPPROTO_IDP, 22)                                                                                            \
    NUMBER(IPPROTO_TP, 29)                                                                                             \
    NUMBER(IPPROTO_DCCP, 33)                                                                                           \
    NUMBER(IPPROTO_IPV6, 41)                                                                                           \
    NUMBER(IPPROTO_ROUTING, 43)                                                                                        \
    NUMBER(IPPROTO_FRAGMENT, 44)                                                                                       \
    NUMBER(IPPROTO_RSVP, 46)                                                                                           \
    NUMBER(IPPROTO_GRE, 47)                                                                                            \
    NUMBER(IPPROTO_ESP, 50)                                                                                            \
    NUMBER(IPPROTO_AH, 51)                                                                                             \
    NUMBER(IPPROTO_ICMPV6, 58)                                                                                         \
    NUMBER(IPPROTO_NONE, 59)                                                                                           \
    NUMBER(IPPROTO_DSTOPTS, 60)                                                                                        \
    NUMBER(IPPROTO_MTP, 92)                                                                                            \
    NUMBER(IPPROTO_BEETPH, 94)                                                                                         \
    NUMBER(IPPROTO_ENCAP, 98)                                                                                          \
    NUMBER(IPPROTO_PIM, 103)                                                                                           \
    NUMBER(IPPROTO_COMP, 108)                                                                                          \
    NUMBER(IPPROTO_L2TP, 115)                                                                                          \
    NUMBER(IPPROTO_SCTP, 132)                                                                                          \
    NUMBER(IPPROTO_MH, 135)                                                                                            \
    NUMBER(IPPROTO_UDPLITE, 136)                                                                                       \
    NUMBER(IPPROTO_MPLS, 137)                                                                                          \
    NUMBER(IPPROTO_ETHERNET, 143)                                                                                      \
    NUMBER(IPPROTO_AGGFRAG, 144)                                                                                       \
    NUMBER(IPPROTO_RAW, 255)                                                                                           \
    NUMBER(IPPROTO_SMC, 256)                                                                                           \
    NUMBER(IPPROTO_MPTCP, 262)                                                                                         \
    NUMBER(IPPROTO_MAX, 263)                                                                                           \
    /* addresses, host order */                                                                                        \
    NUMBER(INADDR_ANY, 0x00000000)                                                                                     \
    NUMBER(INADDR_LOOPBACK, 0x7f000001)                                                                                \
    NUMBER(INADDR_UNSPEC_GROUP, 0xe0000000)                                                                            \
    NUMBER(INADDR_ALLHOSTS_GROUP, 0xe0000001)                                                                          \
    NUMBER(INADDR_MAX_LOCAL_GROUP, 0xe00000ff)                                                                         \
    NUMBER(INADDR_BROADCAST, 0xffffffff)                                                                               \
    NUMBER(INADDR_NONE, 0xffffffff)                                                                                    \
    /* ports: below these numbers privileged, or chosen by systems of old */                                           \
    NUMBER(IPPORT_RESERVED, 1024)                                                                                      \
    NUMBER(IPPORT_USERRESERVED, 5000)                                                                                  \
    /* options of SOL_IP */                                                                                            \
    NUMBER(IP_TOS, 1)                                                                                                  \
    NUMBER(IP_TTL, 2)                                                                                                  \
    NUMBER(IP_HDRINCL, 3)                                                                                              \
    NUMBER(IP_OPTIONS, 4)                                                                                              \
    NUMBER(IP_ROUTER_ALERT, 5)                                                                                         \
    NUMBER(IP_RECVOPTS, 6)                                                                                             \
    NUMBER(IP_RETOPTS, 7)                                                                                              \
    NUMBER(IP_RECVRETOPTS, 7)                                                                                          \
    NUMBER(IP_PKTINFO, 8)                                                                                              \
    NUMBER(IP_PKTOPTIONS, 9)                                                                                           \
    NUMBER(IP_MTU_DISCOVER, 10)                                                                                        \
    NUMBER(IP_RECVERR, 11)                                                                                             \
    NUMBER(IP_RECVTTL, 12)                                                                                             \
    NUMBER(IP_RECVTOS, 13)                                                                                             \
    NUMBER(IP_MTU, 14)                                                                                                 \
    NUMBER(IP_FREEBIND, 15)                                                                                            \
    NUMBER(IP_IPSEC_POLICY, 16)                                                                                        \
    NUMBER(IP_XFRM_POLICY, 17)                                                                                         \
    NUMBER(IP_PASSSEC, 18)                                                                                             \
    NUMBER(IP_TRANSPARENT, 19)                                                                                         \
    NUMBER(IP_ORIGDSTADDR, 20)                                                                                         \
    NUMBER(IP_RECVORIGDSTADDR, 20)                                                                                     \
    NUMBER(IP_MINTTL, 21)                                                                                              \
    NUMBER(IP_NODEFRAG, 22)                                                                                            \
    NUMBER(IP_CHECKSUM, 23)                                                                                            \
    NUMBER(IP_BIND_ADDRESS_NO_PORT, 24)                                                                                \
    NUMBER(IP_RECVFRAGSIZE, 25)                                                                                        \
    NUMBER(IP_RECVERR_RFC4884, 26)                                                                                     \
    NUMBER(IP_MULTICAST_IF, 32)                                                                                        \
    NUMBER(IP_MULTICAST_TTL, 33)                                                                                       \
    NUMBER(IP_MULTICAST_LOOP, 34)                                                                                      \
    NUMBER(IP_ADD_MEMBERSHIP, 35)                                                                                      \
    NUMBER(IP_DROP_MEMBERSHIP, 36)                                                                                     \
    NUMBER(IP_UNBLOCK_SOURCE, 37)                                                                                      \
    NUMBER(IP_BLOCK_SOURCE, 38)                                                                                        \
    NUMBER(IP_ADD_SOURCE_MEMBERSHIP, 39)                                                                               \
    NUMBER(IP_DROP_SOURCE_MEMBERSHIP, 40)                                                                              \
    NUMBER(IP_MSFILTER, 41)                                                                                            \
    NUMBER(IP_MULTICAST_ALL, 49)                                                                                       \
    NUMBER(IP_UNICAST_IF, 50)                                                                                          \
    NUMBER(IP_LOCAL_PORT_RANGE, 51)                                                                                    \
    NUMBER(IP_PROTOCOL, 52)                                                                                            \
    NUMBER(SO_ORIGINAL_DST, 80)                                                                                        \
    /* values of those options */                                                                                      \
    NUMBER(IP_DEFAULT_MULTICAST_TTL, 1)                                                                                \
    NUMBER(IP_DEFAULT_MULTICAST_LOOP, 1)                                                                               \
    NUMBER(IP_MAX_MEMBERSHIPS, 20)                                                                                     \
    NUMBER(IP_PMTUDISC_DONT, 0)                                                                                        \
    NUMBER(IP_PMTUDISC_WANT, 1)                                                                                        \
    NUMBER(IP_PMTUDISC_DO, 2)                                                                                          \
    NUMBER(IP_PMTUDISC_PROBE, 3)                                                                                       \
    NUMBER(IP_PMTUDISC_INTERFACE, 4)                                                                                   \
    NUMBER(IP_PMTUDISC_OMIT, 5)                                                                                        \
    /* options of SOL_UDP and SOL_UDPLITE */                                                                           \
    NUMBER(UDP_CORK, 1)                                                                                                \
    NUMBER(UDP_ENCAP, 100)                                                                                             \
    NUMBER(UDP_NO_CHECK6_TX, 101)                                                                                      \
    NUMBER(UDP_NO_CHECK6_RX, 102)                                                                                      \
    NUMBER(UDP_SEGMENT, 103)                                                                                           \
    NUMBER(UDP_GRO, 104)                                                                                               \
    NUMBER(UDPLITE_SEND_CSCOV, 10)                                                                                     \
    NUMBER(UDPLITE_RECV_CSCOV, 11)

#endif
