/* SPDX-License-Identifier: MIT */
/* TIPC. Layout: struct sockaddr_tipc, linux/tipc.h, host order; its member addrtype chooses among three. */
#include <sockfam/short_names.h>

#include "constants.h"
#include "options.h"

enum { NAMESEQ = 1 << 0, NAME = 1 << 1, ID = 1 << 2 }; /* variants: bits of the rows below */
enum { ENDS = SOCKFAM_PROTOCOL_NO_HALF_CLOSE };

/* clang-format off */

SOCKFAM_FORMATS(
    { "tipc", "a range of services", "tipc:NAMESEQ,18888,17,20", .af = 30, .size = 16, .min = 16, .flags = TAGGED,
      .tag = 1 },
    { "tipc", "a service", "tipc:NAME,18888,17", .af = 30, .size = 16, .min = 16, .flags = TAGGED, .tag = 2 },
    { "tipc", "a socket", "tipc:ID,4097,12345", .af = 30, .size = 16, .min = 16, .flags = TAGGED, .tag = 3 },
    TIPC_STRUCTS);
SOCKFAM_FIELDS(
    { "tipc", "addr_type", "what the next fields are", UINT, WORD, .at = 2, .size = 1, .set = ADDR_TYPE },
    { "tipc", "type", "kind of service", UINT, .at = 4, .size = 4, .when = NAMESEQ | NAME },
    { "tipc", "lower", "first instance", UINT, .at = 8, .size = 4, .when = NAMESEQ },
    { "tipc", "upper", "last instance", UINT, .at = 12, .size = 4, .when = NAMESEQ },
    { "tipc", "instance", "which instance", UINT, .at = 8, .size = 4, .when = NAME },
    { "tipc", "node", "hash of the node's identity", UINT, .at = 8, .size = 4, .when = ID },
    { "tipc", "ref", "number of the socket on its node", UINT, .at = 4, .size = 4, .when = ID },
    { "tipc", "scope", "how far it is known", SINT, OPT | NAMED | WORD, .at = 3, .size = 1, .set = SCOPE,
      .initial = 2 },
    { "tipc", "domain", "where to look it up, 0: anywhere", UINT, HEX | OPT | NAMED, .at = 12, .size = 4,
      .when = NAME | ID }, TIPC_MEMBERS);
SOCKFAM_TUPLES({ "tipc", "addr_type", WRAPS }, { "tipc", "type", WRAPS, .when = NAMESEQ | NAME },
    { "tipc", "node", WRAPS, .when = ID }, { "tipc", "lower", WRAPS, .when = NAMESEQ },
    { "tipc", "instance", WRAPS, .when = NAME }, { "tipc", "ref", WRAPS, .when = ID },
    { "tipc", "upper", WRAPS, .when = NAMESEQ }, { "tipc", "instance", IGNORED, .when = NAME },
    { "tipc", "", .when = ID }, { "tipc", "scope", OPTIONAL | WRAPS });
SOCKFAM_PROTOCOLS(
    { "rdm", "datagrams, reliable", "tipc", "tipc", "TIPC", .type = SOCKFAM_RDM },
    { "dgram", "datagrams", "tipc", "tipc", "TIPC", .type = SOCKFAM_DGRAM },
    { "stream", "ordered bytes", "tipc", "tipc", "TIPC", .type = SOCKFAM_STREAM, .flags = ENDS },
    { "seqpacket", "ordered messages", "tipc", "tipc", "TIPC", .type = SOCKFAM_SEQPACKET, .flags = ENDS });
/* clang-format on */
SOCKFAM_CONSTANTS(TIPC_CONSTANTS);
SOCKFAM_DRIVER("tipc", "services within a cluster", 30);
