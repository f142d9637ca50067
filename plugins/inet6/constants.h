/* SPDX-License-Identifier: MIT */
/* Constants of ipv6(7); numbers: linux/in6.h, netinet/in.h. */
#ifndef SOCKFAM_INET6_CONSTANTS_H
#define SOCKFAM_INET6_CONSTANTS_H

enum { MODE = 1 }; /* of filters of senders to multicast groups */

#define INET6_CONSTANTS(NUMBER, WORD, STRING)                                                                          \
    NUMBER(AF_INET6, 10)                                                                                               \
    NUMBER(PF_INET6, 10)                                                                                               \
    WORD(MCAST_EXCLUDE, 0, MODE, EXCLUDE)                                                                              \
    WORD(MCAST_INCLUDE, 1, MODE, INCLUDE)                                                                              \
    NUMBER(MCAST_JOIN_GROUP, 42)                                                                                       \
    NUMBER(MCAST_BLOCK_SOURCE, 43)                                                                                     \
    NUMBER(MCAST_UNBLOCK_SOURCE, 44)                                                                                   \
    NUMBER(MCAST_LEAVE_GROUP, 45)                                                                                      \
    NUMBER(MCAST_JOIN_SOURCE_GROUP, 46)                                                                                \
    NUMBER(MCAST_LEAVE_SOURCE_GROUP, 47)                                                                               \
    NUMBER(MCAST_MSFILTER, 48)                                                                                         \
    NUMBER(IP6T_SO_ORIGINAL_DST, 80)                                                                                   \
    NUMBER(SOL_IPV6, 41)                                                                                               \
    NUMBER(SOL_ICMPV6, 58)                                                                                             \
    /* options of SOL_IPV6 */                                                                                          \
    NUMBER(IPV6_ADDRFORM, 1)                                                                                           \
    NUMBER(IPV6_2292PKTINFO, 2)                                                                                        \
    NUMBER(IPV6_2292HOPOPTS, 3)                                                                                        \
    NUMBER(IPV6_2292DSTOPTS, 4)                                                                                        \
    NUMBER(IPV6_2292RTHDR, 5)                                                                                          \
    NUMBER(IPV6_2292PKTOPTIONS, 6)                                                                                     \
    NUMBER(IPV6_CHECKSUM, 7)                                                                                           \
    NUMBER(IPV6_2292HOPLIMIT, 8)                                                                                       \
    NUMBER(IPV6_NEXTHOP, 9)                                                                                            \
    NUMBER(IPV6_AUTHHDR, 10)                                                                                           \
    NUMBER(IPV6_FLOWINFO, 11)                                                                                          \
    NUMBER(IPV6_UNICAST_HOPS, 16)                                                                                      \
    NUMBER(IPV6_MULTICAST_IF, 17)                                                                                      \
    NUMBER(IPV6_MULTICAST_HOPS, 18)                                                                                    \
    NUMBER(IPV6_MULTICAST_LOOP, 19)                                                                                    \
    NUMBER(IPV6_JOIN_GROUP, 20)                                                                                        \
    NUMBER(IPV6_ADD_MEMBERSHIP, 20)                                                                                    \
    NUMBER(IPV6_LEAVE_GROUP, 21)                                                                                       \
    NUMBER(IPV6_DROP_MEMBERSHIP, 21)                                                                                   \
    NUMBER(IPV6_ROUTER_ALERT, 22)                                                                                      \
    NUMBER(IPV6_MTU_DISCOVER, 23)                                                                                      \
    NUMBER(IPV6_MTU, 24)                                                                                               \
    NUMBER(IPV6_RECVERR, 25)                                                                                           \
    NUMBER(IPV6_V6ONLY, 26)                                                                                            \
    NUMBER(IPV6_JOIN_ANYCAST, 27)                                                                                      \
    NUMBER(IPV6_LEAVE_ANYCAST, 28)                                                                                     \
    NUMBER(IPV6_MULTICAST_ALL, 29)                                                                                     \
    NUMBER(IPV6_ROUTER_ALERT_ISOLATE, 30)                                                                              \
    NUMBER(IPV6_RECVERR_RFC4884, 31)                                                                                   \
    NUMBER(IPV6_FLOWLABEL_MGR, 32)                                                                                     \
    NUMBER(IPV6_FLOWINFO_SEND, 33)                                                                                     \
    NUMBER(IPV6_IPSEC_POLICY, 34)                                                                                      \
    NUMBER(IPV6_XFRM_POLICY, 35)                                                                                       \
    NUMBER(IPV6_HDRINCL, 36)                                                                                           \
    NUMBER(IPV6_RECVPKTINFO, 49)                                                                                       \
    NUMBER(IPV6_PKTINFO, 50)                                                                                           \
    NUMBER(IPV6_RECVHOPLIMIT, 51)                                                                                      \
    NUMBER(IPV6_HOPLIMIT, 52)                                                                                          \
    NUMBER(IPV6_RECVHOPOPTS, 53)                                                                                       \
    NUMBER(IPV6_HOPOPTS, 54)                                                                                           \
    NUMBER(IPV6_RTHDRDSTOPTS, 55)                                                                                      \
    NUMBER(IPV6_RECVRTHDR, 56)                                                                                         \
    NUMBER(IPV6_RTHDR, 57)                                                                                             \
    NUMBER(IPV6_RECVDSTOPTS, 58)                                                                                       \
    NUMBER(IPV6_DSTOPTS, 59)                                                                                           \
    NUMBER(IPV6_RECVPATHMTU, 60)                                                                                       \
    NUMBER(IPV6_PATHMTU, 61)                                                                                           \
    NUMBER(IPV6_DONTFRAG, 62)                                                                                          \
    NUMBER(IPV6_RECVTCLASS, 66)                                                                                        \
    NUMBER(IPV6_TCLASS, 67)                                                                                            \
    NUMBER(IPV6_AUTOFLOWLABEL, 70)                                                                                     \
    NUMBER(IPV6_ADDR_PREFERENCES, 72)                                                                                  \
    NUMBER(IPV6_MINHOPCOUNT, 73)                                                                                       \
    NUMBER(IPV6_ORIGDSTADDR, 74)                                                                                       \
    NUMBER(IPV6_RECVORIGDSTADDR, 74)                                                                                   \
    NUMBER(IPV6_TRANSPARENT, 75)                                                                                       \
    NUMBER(IPV6_UNICAST_IF, 76)                                                                                        \
    NUMBER(IPV6_RECVFRAGSIZE, 77)                                                                                      \
    NUMBER(IPV6_FREEBIND, 78)                                                                                          \
    /* values of those options */                                                                                      \
    NUMBER(IPV6_RTHDR_TYPE_0, 0)                                                                                       \
    NUMBER(IPV6_PMTUDISC_DONT, 0)                                                                                      \
    NUMBER(IPV6_PMTUDISC_WANT, 1)                                                                                      \
    NUMBER(IPV6_PMTUDISC_DO, 2)                                                                                        \
    NUMBER(IPV6_PMTUDISC_PROBE, 3)                                                                                     \
    NUMBER(IPV6_PMTUDISC_INTERFACE, 4)                                                                                 \
    NUMBER(IPV6_PMTUDISC_OMIT, 5)                                                                                      \
    NUMBER(IPV6_PREFER_SRC_TMP, 0x0001)                                                                                \
    NUMBER(IPV6_PREFER_SRC_PUBLIC, 0x0002)                                                                             \
    NUMBER(IPV6_PREFER_SRC_COA, 0x0004)

#endif
