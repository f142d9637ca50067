/* SPDX-License-Identifier: MIT */
/* rds(7): datagrams over IPv4 or IPv6, whose struct sockaddr_in and sockaddr_in6, netinet/in.h, are its addresses. */
#include <sockfam/driver.h>

#include "constants.h"
#include "options.h"

#define IN 2
#define IN6 10

/* clang-format off */
SOCKFAM_FORMATS(
    { "rds", "an IP host and a port", "rds:10.0.0.1:4000", .af = IN, .size = 16, .min = 16 },
    { "rds", "an IP host and a port", "rds:[2001:db8::1]:4000", .af = IN6, .size = 28, .min = 28 });
SOCKFAM_FIELDS(
    { "rds", "host", "IPv4 address", IPV4, .at = 4, .size = 4, .af = IN },
    { "rds", "host", "IPv6 address", IPV6, .at = 8, .size = 16, .zone_at = 24, .af = IN6 },
    { "rds", "port", "port, network order", UINT, .flags = BE, .at = 2, .size = 2, .sep = ':' },
    { "rds", "flowinfo", "flow label, network order", UINT, .flags = BE | HEX | OPT, .at = 4, .size = 4, .max = 0xfffff,
      .af = IN6 },
    { "rds", "scope_id", "interface index, if link-local", UINT, .flags = OPT, .at = 24, .size = 4, .af = IN6 });
SOCKFAM_PROTOCOLS(
    { "rds", "datagrams, reliable and in order", "rds", "rds", "RDS", .type = SOCKFAM_SEQPACKET,
      .flags = SOCKFAM_PROTOCOL_NO_MSG_NOSIGNAL | SOCKFAM_PROTOCOL_CONNECTIONLESS });
/* clang-format on */
SOCKFAM_CONSTANTS(RDS_CONSTANTS);
SOCKFAM_DRIVER("rds", "reliable datagrams between hosts", 21);
