/* SPDX-License-Identifier: MIT */
/* TIPC. Layout: struct sockaddr_tipc, linux/tipc.h, host order; its member addrtype chooses among three. */
#include <sockfam/driver.h>

#include "constants.h"
#include "options.h"

enum { NAMESEQ = 1 << 1, NAME = 1 << 2, ID = 1 << 3 }; /* variants, bit N for type N */

/* clang-format off */
SOCKFAM_FORMATS({ "tipc", "a service, a range of them, or a socket", "tipc:NAME,18888,17", .af = 30, .size = 16,
                  .min = 16, .tag_at = 2 });
SOCKFAM_FIELDS(
    { "tipc", "addr_type", "what the next fields are", UINT, .flags = WORD, .at = 2, .size = 1, .set = ADDR_TYPE },
    { "tipc", "type", "kind of service", UINT, .at = 4, .size = 4, .when = NAMESEQ | NAME },
    { "tipc", "lower", "first instance", UINT, .at = 8, .size = 4, .when = NAMESEQ },
    { "tipc", "upper", "last instance", UINT, .at = 12, .size = 4, .when = NAMESEQ },
    { "tipc", "instance", "which instance", UINT, .at = 8, .size = 4, .when = NAME },
    { "tipc", "v3", "repeats the instance", UINT, .flags = SHADOW, .at = 8, .size = 4, .when = NAME },
    { "tipc", "node", "hash of the node's identity", UINT, .at = 8, .size = 4, .when = ID },
    { "tipc", "ref", "number of the socket on its node", UINT, .at = 4, .size = 4, .when = ID },
    { "tipc", "v3", "always 0", UINT, .flags = SHADOW, .at = 12, .size = 4, .when = ID },
    { "tipc", "scope", "how far it is known", SINT, .flags = OPT | NAMED | WORD, .at = 3, .size = 1, .set = SCOPE,
      .initial = 2 });
SOCKFAM_PROTOCOLS(
    { "rdm", "datagrams, reliable", "tipc", "tipc", "TIPC", .type = SOCKFAM_RDM },
    { "dgram", "datagrams", "tipc", "tipc", "TIPC", .type = SOCKFAM_DGRAM },
    { "stream", "ordered bytes", "tipc", "tipc", "TIPC", .type = SOCKFAM_STREAM },
    { "seqpacket", "ordered messages", "tipc", "tipc", "TIPC", .type = SOCKFAM_SEQPACKET });
/* clang-format on */
SOCKFAM_CONSTANTS(TIPC_CONSTANTS);
SOCKFAM_DRIVER("tipc", "services within a cluster", 30);
