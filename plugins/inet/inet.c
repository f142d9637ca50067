/* SPDX-License-Identifier: MIT */
/* ip(7): IPv4. Layout: struct sockaddr_in, netinet/in.h. Code: host names. */
#define _POSIX_C_SOURCE 200809L

#include "../lookup.h"
#include "constants.h"
#include "tcp.h"

#define INET_ALL_CONSTANTS(NUMBER, WORD, STRING) INET_CONSTANTS(NUMBER, WORD, STRING) TCP_CONSTANTS(NUMBER, WORD, STRING)

SOCKFAM_FORMATS({ "inet", "an IPv4 host and a port", "inet:127.0.0.1:80", "0123456789", .family = 2, .size = 16,
                  .min = 16, .code = SOCKFAM_CODE_LOOKUP });
SOCKFAM_FIELDS(
    { "inet", "host", "IPv4 address or host name, empty: any", IPV4, .at = 4, .size = 4 },
    { "inet", "port", "port, network order", UINT, .flags = BE, .at = 2, .size = 2, .sep = ':' });
SOCKFAM_PROTOCOLS(
    { "tcp", "ordered bytes", "inet", "", "TCP", .type = SOCKFAM_STREAM, .protocol = 6 },
    { "udp", "datagrams", "inet", "", "UDP", .type = SOCKFAM_DGRAM, .protocol = 17 },
    { "mptcp", "ordered bytes over several paths", "inet", "", "MPTCP", .type = SOCKFAM_STREAM, .protocol = 262 },
    { "sctp", "ordered messages, one association", "inet", "sctp", "SCTP", .type = SOCKFAM_STREAM, .protocol = 132 },
    { "sctp_seqpacket", "ordered messages, many associations", "inet", "sctp", "SCTP", .type = SOCKFAM_SEQPACKET, .protocol = 132 },
    { "udplite", "datagrams, partly checksummed (before Linux 7.1)", "inet", "", "UDP-Lite", .type = SOCKFAM_DGRAM, .protocol = 136 },
    { "ping", "ICMP echo without privilege", "inet", "", "PING", .type = SOCKFAM_DGRAM, .protocol = 1 },
    { "raw", "IPv4 packets of any protocol", "inet", "", "RAW", .type = SOCKFAM_RAW, .protocol = SOCKFAM_ANY });
SOCKFAM_CONSTANTS(INET_ALL_CONSTANTS);
static const struct sockfam_format_code functions[] = { { "inet", .lookup = lookup } };
SOCKFAM_DRIVER_WITH_CODE("inet", "IPv4", functions, 2);
