/* SPDX-License-Identifier: MIT */
/* Socket options and control messages by name; numbers and layouts: packet(7). */
#ifndef SOCKFAM_PACKET_OPTIONS_H
#define SOCKFAM_PACKET_OPTIONS_H

#include "structs.h"

/* clang-format off */
SOCKFAM_OPTIONS(
    SOCKFAM_OPTION_STRUCT(PACKET_ADD_MEMBERSHIP, 263, 1, "packet_mreq", SOCKFAM_OPTION_WRITE_ONLY,
        "more frames to take"),
    SOCKFAM_OPTION_STRUCT(PACKET_DROP_MEMBERSHIP, 263, 2, "packet_mreq", SOCKFAM_OPTION_WRITE_ONLY,
        "no longer to take"),
    SOCKFAM_OPTION_STRUCT(PACKET_RX_RING, 263, 5, "tpacket_req", SOCKFAM_OPTION_WRITE_ONLY, "ring for receiving"),
    SOCKFAM_OPTION_STRUCT(PACKET_STATISTICS, 263, 6, "tpacket_stats", SOCKFAM_OPTION_READ_ONLY,
        "counts; cleared by reading"),
    SOCKFAM_OPTION(PACKET_COPY_THRESH, 263, 7, INT, "packets above are copied too, bytes"),
    SOCKFAM_OPTION(PACKET_AUXDATA, 263, 8, BOOL, "lengths and VLAN as a message"),
    SOCKFAM_OPTION(PACKET_ORIGDEV, 263, 9, BOOL, "the interface a bridge got it by"),
    SOCKFAM_OPTION(PACKET_VERSION, 263, 10, INT, "version of the rings"),
    SOCKFAM_OPTION(PACKET_RESERVE, 263, 12, U32, "room before each frame of a ring, bytes"),
    SOCKFAM_OPTION_STRUCT(PACKET_TX_RING, 263, 13, "tpacket_req", SOCKFAM_OPTION_WRITE_ONLY, "ring for sending"),
    SOCKFAM_OPTION(PACKET_LOSS, 263, 14, BOOL, "drop malformed frames of the ring"),
    SOCKFAM_OPTION(PACKET_VNET_HDR, 263, 15, BOOL, "frames have a virtio header"),
    SOCKFAM_OPTION(PACKET_TX_TIMESTAMP, 263, 16, INT, "times of sending"),
    SOCKFAM_OPTION(PACKET_TIMESTAMP, 263, 17, INT, "which times of receipt, bits"),
    SOCKFAM_OPTION(PACKET_FANOUT, 263, 18, INT, "group, and algorithm * 65536"),
    SOCKFAM_OPTION(PACKET_TX_HAS_OFF, 263, 19, BOOL, "frames of the ring say their offset"),
    SOCKFAM_OPTION(PACKET_QDISC_BYPASS, 263, 20, BOOL, "past the queue of the interface"),
    SOCKFAM_OPTION_STRUCT(PACKET_ROLLOVER_STATS, 263, 21, "rollover_stats", SOCKFAM_OPTION_READ_ONLY,
        "packets passed on to other sockets"),
    SOCKFAM_OPTION_OF(PACKET_FANOUT_DATA, 263, 22, BYTES, 16, SOCKFAM_OPTION_WRITE_ONLY | SOCKFAM_OPTION_CODE_ONLY,
        "program of the fanout: struct sock_fprog"),
    SOCKFAM_OPTION(PACKET_IGNORE_OUTGOING, 263, 23, BOOL, "incoming packets only"),
    SOCKFAM_OPTION(PACKET_VNET_HDR_SZ, 263, 24, INT, "virtio header, bytes"));

SOCKFAM_MESSAGES(
    SOCKFAM_OPTION_STRUCT(PACKET_AUXDATA, 263, 8, "auxdata", SOCKFAM_OPTION_READ_ONLY, "lengths and VLAN of a frame"),
    SOCKFAM_OPTION_STRUCT(PACKET_TX_TIMESTAMP, 263, 16, "extended_err", SOCKFAM_OPTION_READ_ONLY,
        "that a frame was sent"));
/* clang-format on */

#endif
