/* SPDX-License-Identifier: MIT */
/* What options of inet hold. Layouts: netinet/in.h, linux/in.h, linux/tcp.h. */
#ifndef SOCKFAM_INET_STRUCTS_H
#define SOCKFAM_INET_STRUCTS_H

#include "../structs.h"
#include "tcp_structs.h"

/* clang-format off */
#define INET_STRUCTS                                                                                          \
    STRUCT_OF("ip_mreqn", "a multicast group", "239.1.1.1,interface=#2", 12),                                 \
    STRUCT_OF("multicast_if", "an interface to multicast by", "#2", 12),                                      \
    STRUCT_OF("ip_mreq_source", "a multicast group and a sender", "239.1.1.1,10.0.0.2,address=10.0.0.1", 12), \
    STRUCT_OF("ip_msfilter", "senders to a multicast group", "239.1.1.1,10.0.0.1,1,sources=10.0.0.2", 16),    \
    STRUCT_OF("in_pktinfo", "where a packet came in or goes out", "#2,local=10.0.0.1", 12),                   \
    EXTENDED_ERROR_FORMATS(16),                                                                               \
    GROUP_FORMATS("inet:239.1.1.1:0", "inet:10.0.0.2:0"),                                                     \
    TCP_STRUCTS

#define INET_MEMBERS                                                                                               \
    { "ip_mreqn", "group", "address of the group", IPV4, .at = 0, .size = 4 },                                     \
    { "ip_mreqn", "address", "address of the interface", IPV4, OPT | NAMED, .at = 4, .size = 4 },                  \
    { "ip_mreqn", "interface", "by which interface, #0: any", IFACE, OPT, .at = 8, .size = 4 },                    \
    { "multicast_if", "interface", "by which interface, #0: any", IFACE, OPT, .at = 8, .size = 4 },                \
    { "multicast_if", "address", "address of the interface", IPV4, OPT | NAMED, .at = 4, .size = 4 },              \
    { "ip_mreq_source", "group", "address of the group", IPV4, .at = 0, .size = 4 },                               \
    { "ip_mreq_source", "source", "address of the sender", IPV4, .at = 8, .size = 4 },                             \
    { "ip_mreq_source", "address", "address of the interface", IPV4, OPT | NAMED, .at = 4, .size = 4 },            \
    { "ip_msfilter", "group", "address of the group", IPV4, .at = 0, .size = 4 },                                  \
    { "ip_msfilter", "address", "address of the interface", IPV4, .at = 4, .size = 4 },                            \
    { "ip_msfilter", "mode", "0: all but these, 1: these only", UINT, WORD, .at = 8, .size = 4, .set = MODE },     \
    { "ip_msfilter", "sources", "addresses of the senders, at most 64", IPV4, LIST | TAIL | OPT | NAMED, .at = 16, \
      .max = 64, .len_at = 12, .len_size = 4 },                                                                    \
    { "in_pktinfo", "interface", "by which interface, #0: any", IFACE, .at = 0, .size = 4 },                       \
    { "in_pktinfo", "local", "this host's address", IPV4, OPT | NAMED, .at = 4, .size = 4 },                       \
    { "in_pktinfo", "destination", "where the packet was sent to", IPV4, OPT | NAMED, .at = 8, .size = 4 },        \
    EXTENDED_ERROR_FIELDS, OFFENDER_FIELDS(16),                                                                    \
    GROUP_FIELDS,                                                                                                  \
    TCP_MEMBERS
/* clang-format on */

#endif
