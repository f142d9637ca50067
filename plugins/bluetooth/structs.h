/* SPDX-License-Identifier: MIT */
/* What options of bluetooth hold. Layouts: bluetooth.h, l2cap.h, hci.h of BlueZ. */
#ifndef SOCKFAM_BLUETOOTH_STRUCTS_H
#define SOCKFAM_BLUETOOTH_STRUCTS_H

#include "../structs.h"

/* clang-format off */
#define BLUETOOTH_STRUCTS                                                                                      \
    STRUCT_OF("bt_security", "how secure the link must be", "2", 2),                                           \
    STRUCT_OF("bt_power", "saving of power", "0", 1),                                                          \
    STRUCT_OF("conninfo", "the link below a connection", "11,5a020c", 6),                                      \
    STRUCT_OF("l2cap_options", "a channel's parameters", "672,imtu=672,flush_to=65535,max_tx=3,txwin=63", 12), \
    STRUCT_OF("hci_filter", "which packets come", "0x10,events0=0xffffffff", 16)

#define BLUETOOTH_MEMBERS                                                                          \
    { "bt_security", "level", "security level", UINT, WORD, .at = 0, .size = 1, .set = SECURITY }, \
    NAMED_AT("bt_security", "key_size", "bytes of the key", 0, 1, 1),                              \
    NUMBER_AT("bt_power", "force_active", "1: wake the link up to send", 0, 1),                    \
    NUMBER_AT("conninfo", "handle", "number of the link at the adapter", 0, 2),                    \
    { "conninfo", "class", "class of the device", BYTES, .at = 2, .size = 3 },                     \
    NUMBER_AT("l2cap_options", "omtu", "most bytes to send at once", 0, 2),                        \
    NAMED_AT("l2cap_options", "imtu", "most bytes to receive at once", 0, 2, 2),                   \
    NAMED_AT("l2cap_options", "flush_to", "life of a packet, milliseconds", 0, 4, 2),              \
    NAMED_AT("l2cap_options", "mode", "0 basic, 3 retransmitting, 4 streaming", 0, 6, 1),          \
    NAMED_AT("l2cap_options", "fcs", "1: with checksums", 0, 7, 1),                                \
    NAMED_AT("l2cap_options", "max_tx", "times that a packet is sent", 0, 8, 1),                   \
    NAMED_AT("l2cap_options", "txwin", "packets under way", 0, 10, 2),                             \
    { "hci_filter", "types", "types of packets, bits", UINT, HEX, .at = 0, .size = 4 },            \
    NAMED_AT("hci_filter", "events0", "events 0 to 31, bits", HEX, 4, 4),                          \
    NAMED_AT("hci_filter", "events1", "events 32 to 63, bits", HEX, 8, 4),                         \
    NAMED_AT("hci_filter", "opcode", "of this command only", LE | HEX, 12, 2)
/* clang-format on */

#endif
