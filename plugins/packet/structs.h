/* SPDX-License-Identifier: MIT */
/* What options of packet hold. Layouts: linux/if_packet.h. */
#ifndef SOCKFAM_PACKET_STRUCTS_H
#define SOCKFAM_PACKET_STRUCTS_H

#include "../structs.h"

enum { RING = 1 << 0, RING3 = 1 << 1 }; /* variants of tpacket_req */

/* clang-format off */
#define PACKET_STRUCTS                                                                                     \
    STRUCT_OF("packet_mreq", "frames that an interface is to take", "#2,0,address=01:00:5e:00:00:01", 16), \
    STRUCT_FROM("tpacket_stats", "counts since they were last read", "1000,drops=3", 8, 12),               \
    STRUCT_OF("auxdata", "what belongs to a frame", "0x1,len=60,snaplen=60,net=14", 20),                   \
    STRUCT_OF("tpacket_req", "size of a ring", "4096,64,2048,128", 16),                                    \
    STRUCT_OF("tpacket_req", "size of a ring, version 3", "4096,64,2048,128,retire=60", 28),               \
    STRUCT_OF("rollover_stats", "packets passed on to other sockets", "10,huge=0,failed=2", 24),           \
    EXTENDED_ERROR_FORMATS(0)

#define PACKET_MEMBERS                                                                                             \
    { "packet_mreq", "interface", "which interface", IFACE, NONZERO, .at = 0, .size = 4 },                         \
    { "packet_mreq", "type", "which frames", UINT, WORD, .at = 4, .size = 2, .set = MR },                          \
    { "packet_mreq", "address", "hardware address, at most 32 bytes", MAC, TAIL | OPT | NAMED, .at = 8, .size = 8, \
      .max = 32, .len_at = 6, .len_size = 2 },                                                                     \
    NUMBER_AT("tpacket_stats", "packets", "packets seen", 0, 4),                                                   \
    NAMED_AT("tpacket_stats", "drops", "packets lost", 0, 4, 4),                                                   \
    NAMED_AT("tpacket_stats", "freezes", "times that a ring of version 3 was full", 0, 8, 4),                      \
    { "auxdata", "status", "TP_STATUS_*", UINT, HEX, .at = 0, .size = 4 },                                         \
    NUMBER_AT("auxdata", "len", "bytes of the packet", 4, 4, .flags = NAMED),                                      \
    NAMED_AT("auxdata", "snaplen", "bytes of it that were taken", 0, 8, 4),                                        \
    NAMED_AT("auxdata", "mac", "where the frame's header begins", 0, 12, 2),                                       \
    NAMED_AT("auxdata", "net", "where the packet's header begins", 0, 14, 2),                                      \
    NAMED_AT("auxdata", "vlan_tci", "VLAN and priority", HEX, 16, 2),                                              \
    NAMED_AT("auxdata", "vlan_tpid", "Ethernet protocol of the VLAN tag", HEX, 18, 2),                             \
    NUMBER_AT("tpacket_req", "block_size", "bytes of a block", 0, 4),                                              \
    NUMBER_AT("tpacket_req", "block_count", "blocks", 4, 4),                                                       \
    NUMBER_AT("tpacket_req", "frame_size", "bytes of a frame", 8, 4),                                              \
    NUMBER_AT("tpacket_req", "frame_count", "frames", 12, 4),                                                      \
    NUMBER_AT("tpacket_req", "retire", "longest time that a block fills, milliseconds", 16, 4,                     \
      .flags = NAMED, .when = RING3),                                                                              \
    NAMED_AT("tpacket_req", "private", "bytes of a block that are the program's", 0, 20, 4, .when = RING3),        \
    NAMED_AT("tpacket_req", "features", "bits", HEX, 24, 4, .when = RING3),                                        \
    NUMBER_AT("rollover_stats", "all", "packets", 0, 8),                                                           \
    NUMBER_AT("rollover_stats", "huge", "of them of large flows", 8, 8, .flags = NAMED),                           \
    NUMBER_AT("rollover_stats", "failed", "packets for which there was no other socket", 16, 8, .flags = NAMED),   \
    EXTENDED_ERROR_FIELDS
/* clang-format on */

#endif
