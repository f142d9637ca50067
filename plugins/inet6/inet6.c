/* SPDX-License-Identifier: MIT */
/* ipv6(7). Layout: struct sockaddr_in6, netinet/in.h; min is RFC 2133's form, without a scope. */
#include <sockfam/short_names.h>

#include "constants.h"
#include "options.h"

/* clang-format off */
#define ROW(name, doc, from, proc, kind, ...) { name, doc, "inet6", from, proc, .type = kind, .protocol = __VA_ARGS__ }
#define SCTP(name, doc, kind) ROW(name, doc, "sctp", "SCTPv6", kind, 132, .flags = SOCKFAM_PROTOCOL_NO_HALF_CLOSE)

SOCKFAM_FORMATS({ "inet6", "an IPv6 host and a port", "inet6:[::1]:80", "[", .af = 10, .size = 28, .min = 24 },
                INET6_STRUCTS);
SOCKFAM_FIELDS(
    { "inet6", "host", "IPv6 address or host name, empty: any", IPV6, HOST, .at = 8, .size = 16, .zone_at = 24 },
    { "inet6", "port", "port, network order", UINT, BE, .at = 2, .size = 2, .sep = ':' },
    { "inet6", "flowinfo", "flow label, 20 bits", UINT, BE | HEX | OPT, .at = 4, .size = 4, .max = 0xfffff },
    { "inet6", "scope_id", "interface index of a link-local address", UINT, OPT, .at = 24, .size = 4 }, INET6_MEMBERS);
SOCKFAM_PROTOCOLS(
    ROW("tcp", "ordered bytes", "ipv6", "TCPv6", SOCKFAM_STREAM, 6),
    ROW("udp", "datagrams", "ipv6", "UDPv6", SOCKFAM_DGRAM, 17),
    ROW("mptcp", "ordered bytes over several paths", "ipv6", "MPTCPv6", SOCKFAM_STREAM, 262),
    SCTP("sctp", "ordered messages, one association", SOCKFAM_STREAM),
    SCTP("sctp_seqpacket", "ordered messages, many associations", SOCKFAM_SEQPACKET),
    ROW("udplite", "datagrams, partly checksummed", "ipv6", "UDPLITEv6", SOCKFAM_DGRAM, 136),
    ROW("ping", "ICMPv6 echo without privilege", "ipv6", "PINGv6", SOCKFAM_DGRAM, 58),
    ROW("raw", "IPv6 packets of any protocol", "ipv6", "RAWv6", SOCKFAM_RAW, SOCKFAM_ANY));
/* clang-format on */
SOCKFAM_TUPLES({ "inet6", "host" }, { "inet6", "port" }, { "inet6", "flowinfo", OPTIONAL },
               { "inet6", "scope_id", OPTIONAL | WRAPS });
SOCKFAM_CONSTANTS(INET6_CONSTANTS);
SOCKFAM_DRIVER("inet6", "IPv6", 10);
