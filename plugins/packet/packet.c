/* SPDX-License-Identifier: MIT */
/* packet(7). Layout: struct sockaddr_ll, linux/if_packet.h; the kernel gives 12 bytes and those of the address. */
#include <sockfam/short_names.h>

#include "constants.h"
#include "ether.h"
#include "options.h"

#define ALL_CONSTANTS(NUMBER, WORD, STRING) PACKET_CONSTANTS(NUMBER, WORD, STRING) ETHER_CONSTANTS(NUMBER, WORD, STRING)

/* clang-format off */
#define ROW(name, doc, kind) { name, doc, "packet", "af_packet", "PACKET", .type = kind, .protocol = SOCKFAM_ANY, \
                          .flags = SOCKFAM_PROTOCOL_DIAL_BINDS }

SOCKFAM_FORMATS({ "packet", "an interface, and an Ethernet protocol", "packet:#2,proto=0x800", .af = 17, .size = 20,
                  .min = 12 }, PACKET_STRUCTS);
SOCKFAM_FIELDS(
    { "packet", "interface", "network interface", IFACE, NONZERO, .at = 4, .size = 4 },
    { "packet", "proto", "Ethernet protocol, network order", UINT, BE | HEX | NAMED | WORD, .at = 2, .size = 2,
      .set = PROTO },
    { "packet", "pkttype", "kind of packet, on receipt", UINT, OPT | NAMED | WORD, .at = 10, .size = 1,
      .set = PKTTYPE },
    { "packet", "hatype", "ARPHRD_ type of the interface, on receipt", UINT, OPT | NAMED, .at = 8, .size = 2 },
    { "packet", "addr", "hardware address, at most 32 bytes", MAC, TAIL | OPT | NAMED, .at = 12, .size = 8,
      .max = 32, .len_at = 11 }, PACKET_MEMBERS);
SOCKFAM_TUPLES({ "packet", "interface", .kinds = 1u << SOCKFAM_VALUE_TEXT }, { "packet", "proto" },
    { "packet", "pkttype", OPTIONAL | WRAPS }, { "packet", "hatype", OPTIONAL | WRAPS },
    { "packet", "addr", OPTIONAL, .max = 8 });
SOCKFAM_PROTOCOLS(
    ROW("raw", "frames with their headers", SOCKFAM_RAW),
    ROW("dgram", "frames without their headers", SOCKFAM_DGRAM));
/* clang-format on */
SOCKFAM_CONSTANTS(ALL_CONSTANTS);
SOCKFAM_DRIVER("packet", "frames of network interfaces", 17);
