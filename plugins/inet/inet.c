/* SPDX-License-Identifier: MIT */
/* ip(7): IPv4. Layout: struct sockaddr_in, netinet/in.h. */
#include <sockfam/short_names.h>

#include "constants.h"
#include "options.h"
#include "tcp.h"

#define ALL_CONSTANTS(NUMBER, WORD, STRING) INET_CONSTANTS(NUMBER, WORD, STRING) TCP_CONSTANTS(NUMBER, WORD, STRING)

/* clang-format off */
#define ROW(name, doc, from, proc, kind, ...) { name, doc, "inet", from, proc, .type = kind, .protocol = __VA_ARGS__ }
#define SCTP(name, doc, kind) ROW(name, doc, "sctp", "SCTP", kind, 132, .flags = SOCKFAM_PROTOCOL_NO_HALF_CLOSE)

SOCKFAM_FORMATS({ "inet", "an IPv4 host and a port", "inet:127.0.0.1:80", "0123456789", .af = 2, .size = 16,
                  .min = 16 }, INET_STRUCTS);
SOCKFAM_FIELDS(
    { "inet", "host", "IPv4 address or host name, empty: any", IPV4, HOST, .at = 4, .size = 4 },
    { "inet", "port", "port, network order", UINT, BE, .at = 2, .size = 2, .sep = ':' }, INET_MEMBERS);
SOCKFAM_PROTOCOLS(
    ROW("tcp", "ordered bytes", "", "TCP", SOCKFAM_STREAM, 6),
    ROW("udp", "datagrams", "", "UDP", SOCKFAM_DGRAM, 17),
    ROW("mptcp", "ordered bytes over several paths", "", "MPTCP", SOCKFAM_STREAM, 262),
    SCTP("sctp", "ordered messages, one association", SOCKFAM_STREAM),
    SCTP("sctp_seqpacket", "ordered messages, many associations", SOCKFAM_SEQPACKET),
    ROW("udplite", "datagrams, partly checksummed", "", "UDP-Lite", SOCKFAM_DGRAM, 136),
    ROW("ping", "ICMP echo without privilege", "", "PING", SOCKFAM_DGRAM, 1),
    ROW("raw", "IPv4 packets of any protocol", "", "RAW", SOCKFAM_RAW, SOCKFAM_ANY));
/* clang-format on */
SOCKFAM_CONSTANTS(ALL_CONSTANTS);
SOCKFAM_DRIVER("inet", "IPv4", 2);
