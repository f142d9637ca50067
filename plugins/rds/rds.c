/* SPDX-License-Identifier: MIT */
/* rds(7): datagrams over IPv4 or IPv6, whose struct sockaddr_in and sockaddr_in6, netinet/in.h, are its addresses. */
#include <sockfam/short_names.h>

#include "constants.h"
#include "options.h"

enum { IN = 2, IN6 = 10 };              /* families of the sockaddrs */
enum { V4 = 1 << 0, V6 = 1 << 1 }; /* variants: bits of the rows below */

/* clang-format off */
SOCKFAM_FORMATS(
    { "rds", "an IPv4 host and a port", "rds:10.0.0.1:4000", .af = IN, .size = 16, .min = 16 },
    { "rds", "an IPv6 host and a port", "rds:[2001:db8::1]:4000", .af = IN6, .size = 28, .min = 28 }, RDS_STRUCTS);
SOCKFAM_FIELDS(
    { "rds", "host", "IPv4 address", IPV4, HOST, .at = 4, .size = 4, .when = V4 },
    { "rds", "host", "IPv6 address", IPV6, HOST, .at = 8, .size = 16, .zone_at = 24, .when = V6 },
    { "rds", "port", "port, network order", UINT, BE, .at = 2, .size = 2, .sep = ':' },
    { "rds", "flowinfo", "flow label, network order", UINT, BE | HEX | OPT, .at = 4, .size = 4, .when = V6,
      .max = 0xfffff },
    { "rds", "scope_id", "interface index, if link-local", UINT, OPT, .at = 24, .size = 4, .when = V6 }, RDS_MEMBERS);
SOCKFAM_PROTOCOLS(
    { "rds", "datagrams, reliable and in order", "rds", "rds", "RDS", .type = SOCKFAM_SEQPACKET,
      .flags = SOCKFAM_PROTOCOL_NO_MSG_NOSIGNAL | SOCKFAM_PROTOCOL_CONNECTIONLESS | SOCKFAM_PROTOCOL_NO_HALF_CLOSE });
/* clang-format on */
SOCKFAM_CONSTANTS(RDS_CONSTANTS);
SOCKFAM_DRIVER("rds", "reliable datagrams between hosts", 21);
