/* SPDX-License-Identifier: MIT */
/* What options of inet6 hold. Layouts: netinet/in.h. */
#ifndef SOCKFAM_INET6_STRUCTS_H
#define SOCKFAM_INET6_STRUCTS_H

#include "../structs.h"

/* clang-format off */
#define INET6_STRUCTS                                                                       \
    STRUCT_OF("ipv6_mreq", "a multicast group", "[ff02::1],#2", 20),                        \
    STRUCT_OF("in6_pktinfo", "where a packet came in or goes out", "[2001:db8::1],#2", 20), \
    STRUCT_OF("ip6_mtuinfo", "path MTU to a host", "{inet6:[2001:db8::1]:0},1280", 32),     \
    EXTENDED_ERROR_FORMATS(28),                                                             \
    GROUP_FORMATS("inet6:[ff05::1]:0", "inet6:[2001:db8::1]:0")

#define INET6_MEMBERS                                                                                                \
    { "ipv6_mreq", "group", "address of the group", IPV6, .at = 0, .size = 16 },                                     \
    { "ipv6_mreq", "interface", "by which interface, #0: any", IFACE, OPT, .at = 16, .size = 4 },                    \
    { "in6_pktinfo", "address", "this host's address, or where the packet was sent to", IPV6, .at = 0, .size = 16 }, \
    { "in6_pktinfo", "interface", "by which interface, #0: any", IFACE, .at = 16, .size = 4 },                       \
    { "ip6_mtuinfo", "address", "address of the host", ADDRESS, .at = 0, .size = 28 },                               \
    NUMBER_AT("ip6_mtuinfo", "mtu", "path MTU, bytes", 28, 4),                                                       \
    EXTENDED_ERROR_FIELDS, OFFENDER_FIELDS(28),                                                                      \
    GROUP_FIELDS
/* clang-format on */

#endif
