/* SPDX-License-Identifier: MIT */
/* ipv6(7). Layout: struct sockaddr_in6, netinet/in.h; min is RFC 2133's form, without a scope. Code: host names. */
#define _POSIX_C_SOURCE 200809L

#include "../lookup.h"
#include "constants.h"

SOCKFAM_FORMATS({ "inet6", "an IPv6 host and a port", "inet6:[::1]:80", "[", .family = 10, .size = 28, .min = 24,
                  .code = SOCKFAM_CODE_LOOKUP });
SOCKFAM_FIELDS(
    { "inet6", "host", "IPv6 address or host name, empty: any", IPV6, .at = 8, .size = 16, .zone_at = 24 },
    { "inet6", "port", "port, network order", UINT, .flags = BE, .at = 2, .size = 2, .sep = ':' },
    { "inet6", "flowinfo", "flow label, network order", UINT, .flags = BE | HEX | OPT, .at = 4, .size = 4, .max = 0xfffff },
    { "inet6", "scope_id", "interface index of a link-local address", UINT, .flags = OPT, .at = 24, .size = 4 });
SOCKFAM_PROTOCOLS(
    { "tcp", "ordered bytes", "inet6", "ipv6", "TCPv6", .type = SOCKFAM_STREAM, .protocol = 6 },
    { "udp", "datagrams", "inet6", "ipv6", "UDPv6", .type = SOCKFAM_DGRAM, .protocol = 17 },
    { "mptcp", "ordered bytes over several paths", "inet6", "ipv6", "MPTCPv6", .type = SOCKFAM_STREAM, .protocol = 262 },
    { "sctp", "ordered messages, one association", "inet6", "sctp", "SCTPv6", .type = SOCKFAM_STREAM, .protocol = 132 },
    { "sctp_seqpacket", "ordered messages, many associations", "inet6", "sctp", "SCTPv6", .type = SOCKFAM_SEQPACKET, .protocol = 132 },
    { "udplite", "datagrams, partly checksummed (before Linux 7.1)", "inet6", "ipv6", "UDPLITEv6", .type = SOCKFAM_DGRAM, .protocol = 136 },
    { "ping", "ICMPv6 echo without privilege", "inet6", "ipv6", "PINGv6", .type = SOCKFAM_DGRAM, .protocol = 58 },
    { "raw", "IPv6 packets of any protocol", "inet6", "ipv6", "RAWv6", .type = SOCKFAM_RAW, .protocol = SOCKFAM_ANY });
SOCKFAM_CONSTANTS(INET6_CONSTANTS);
static const struct sockfam_format_code functions[] = { { "inet6", .lookup = lookup } };
SOCKFAM_DRIVER_WITH_CODE("inet6", "IPv6", functions, 10);
