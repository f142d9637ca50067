/* SPDX-License-Identifier: MIT */
/* Socket options and control messages by name; numbers and layouts: ipv6(7). */
#ifndef SOCKFAM_INET6_OPTIONS_H
#define SOCKFAM_INET6_OPTIONS_H

#include "structs.h"

/* clang-format off */
SOCKFAM_OPTIONS(
    SOCKFAM_OPTION_OF(IPV6_V6ONLY, 41, 26, BOOL, 0, SOCKFAM_OPTION_SINGLE_STACK, "keep IPv4 out"),
    SOCKFAM_OPTION(IPV6_UNICAST_HOPS, 41, 16, INT, "hops a packet may take, -1: the default"),
    SOCKFAM_OPTION(IPV6_MULTICAST_IF, 41, 17, INT, "interface index to multicast by"),
    SOCKFAM_OPTION(IPV6_MULTICAST_HOPS, 41, 18, INT, "hops a multicast may take"),
    SOCKFAM_OPTION(IPV6_MULTICAST_LOOP, 41, 19, BOOL, "own multicasts come back"),
    SOCKFAM_OPTION_STRUCT(IPV6_JOIN_GROUP, 41, 20, "ipv6_mreq", SOCKFAM_OPTION_WRITE_ONLY, "join a group"),
    SOCKFAM_OPTION_STRUCT(IPV6_LEAVE_GROUP, 41, 21, "ipv6_mreq", SOCKFAM_OPTION_WRITE_ONLY, "leave a group"),
    SOCKFAM_OPTION_STRUCT(MCAST_JOIN_GROUP, 41, 42, "group_req", SOCKFAM_OPTION_WRITE_ONLY, "join a group"),
    SOCKFAM_OPTION_STRUCT(MCAST_BLOCK_SOURCE, 41, 43, "group_source", SOCKFAM_OPTION_WRITE_ONLY, "keep a sender out"),
    SOCKFAM_OPTION_STRUCT(MCAST_UNBLOCK_SOURCE, 41, 44, "group_source", SOCKFAM_OPTION_WRITE_ONLY,
        "let a sender in again"),
    SOCKFAM_OPTION_STRUCT(MCAST_LEAVE_GROUP, 41, 45, "group_req", SOCKFAM_OPTION_WRITE_ONLY, "leave a group"),
    SOCKFAM_OPTION_STRUCT(MCAST_JOIN_SOURCE_GROUP, 41, 46, "group_source", SOCKFAM_OPTION_WRITE_ONLY,
        "join a group for one sender"),
    SOCKFAM_OPTION_STRUCT(MCAST_LEAVE_SOURCE_GROUP, 41, 47, "group_source", SOCKFAM_OPTION_WRITE_ONLY,
        "leave it again"),
    SOCKFAM_OPTION_STRUCT(MCAST_MSFILTER, 41, 48, "group_filter", SOCKFAM_OPTION_ASK,
        "which senders to a group are heard"),
    SOCKFAM_OPTION_STRUCT(IPV6_PKTINFO, 41, 50, "in6_pktinfo", 0, "address and interface to send from"),
    SOCKFAM_OPTION_STRUCT(IPV6_PATHMTU, 41, 61, "ip6_mtuinfo", SOCKFAM_OPTION_READ_ONLY, "path MTU to the peer"),
    SOCKFAM_OPTION(IPV6_RECVORIGDSTADDR, 41, 74, BOOL, "first destination as a message"),
    SOCKFAM_OPTION_OF(IPV6_UNICAST_IF, 41, 76, U32, 0, SOCKFAM_OPTION_BE, "interface index to send by"),
    SOCKFAM_OPTION_OF(IP6T_SO_ORIGINAL_DST, 41, 80, ADDRESS, 0, SOCKFAM_OPTION_READ_ONLY, "destination before NAT"),
    SOCKFAM_OPTION(IPV6_MTU_DISCOVER, 41, 23, INT, "path MTU discovery: IPV6_PMTUDISC_*"),
    SOCKFAM_OPTION(IPV6_MTU, 41, 24, INT, "path MTU, bytes"),
    SOCKFAM_OPTION(IPV6_RECVERR, 41, 25, BOOL, "errors in a queue, with their packets"),
    SOCKFAM_OPTION(IPV6_MULTICAST_ALL, 41, 29, BOOL, "multicasts of any group"),
    SOCKFAM_OPTION(IPV6_FLOWINFO_SEND, 41, 33, BOOL, "send the flow label of addresses"),
    SOCKFAM_OPTION(IPV6_HDRINCL, 41, 36, BOOL, "packets bring their header"),
    SOCKFAM_OPTION(IPV6_RECVPKTINFO, 41, 49, BOOL, "interface and address as a message"),
    SOCKFAM_OPTION(IPV6_RECVHOPLIMIT, 41, 51, BOOL, "hops left as a message"),
    SOCKFAM_OPTION(IPV6_RECVTCLASS, 41, 66, BOOL, "traffic class as a message"),
    SOCKFAM_OPTION(IPV6_TCLASS, 41, 67, INT, "traffic class"),
    SOCKFAM_OPTION(IPV6_DONTFRAG, 41, 62, BOOL, "do not fragment"),
    SOCKFAM_OPTION(IPV6_RECVPATHMTU, 41, 60, BOOL, "changes of the path MTU as messages"),
    SOCKFAM_OPTION(IPV6_AUTOFLOWLABEL, 41, 70, BOOL, "flow labels of the kernel"),
    SOCKFAM_OPTION(IPV6_ADDR_PREFERENCES, 41, 72, INT, "which source addresses: IPV6_PREFER_SRC_*"),
    SOCKFAM_OPTION(IPV6_MINHOPCOUNT, 41, 73, INT, "fewest hops left to accept"),
    SOCKFAM_OPTION(IPV6_TRANSPARENT, 41, 75, BOOL, "bind addresses of others"),
    SOCKFAM_OPTION(IPV6_FREEBIND, 41, 78, BOOL, "bind an address that is not there"),
    SOCKFAM_OPTION(IPV6_CHECKSUM, 41, 7, INT, "where raw packets have their checksum, -1: nowhere"));

SOCKFAM_MESSAGES(
    SOCKFAM_OPTION_STRUCT(IPV6_PKTINFO, 41, 50, "in6_pktinfo", 0, "where it came in or goes out"),
    SOCKFAM_OPTION_STRUCT(IPV6_PATHMTU, 41, 61, "ip6_mtuinfo", SOCKFAM_OPTION_READ_ONLY, "path MTU to a host"),
    SOCKFAM_OPTION_OF(IPV6_ORIGDSTADDR, 41, 74, ADDRESS, 0, SOCKFAM_OPTION_READ_ONLY, "first destination"),
    SOCKFAM_OPTION(IPV6_HOPLIMIT, 41, 52, INT, "hops left"),
    SOCKFAM_OPTION(IPV6_TCLASS, 41, 67, INT, "traffic class"),
    SOCKFAM_OPTION_OF(IPV6_FLOWINFO, 41, 11, U32, 0, SOCKFAM_OPTION_BE, "flow label"),
    SOCKFAM_OPTION_STRUCT(IPV6_RECVERR, 41, 25, "extended_err", SOCKFAM_OPTION_READ_ONLY, "an error of a packet"));
/* clang-format on */

#endif
