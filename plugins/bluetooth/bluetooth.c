/* SPDX-License-Identifier: MIT */
/* Bluetooth. Layouts: struct sockaddr_l2, _rc, _hci and _sco of BlueZ; psm and cid are little-endian everywhere. */
#include <sockfam/short_names.h>

#include "constants.h"
#include "options.h"

/* clang-format off */
#define DEVICE(format, where) { format, "bdaddr", "device address", BDADDR, .at = where, .size = 6, .set = DEVICES }

SOCKFAM_FORMATS(
    { "l2cap", "a channel of a device", "l2cap:AA:BB:CC:DD:EE:FF,psm=25", .af = 31, .size = 14, .min = 14 },
    { "rfcomm", "a serial port of a device", "rfcomm:AA:BB:CC:DD:EE:FF,1", .af = 31, .size = 10, .min = 10 },
    { "hci", "an adapter", "hci:0", .af = 31, .size = 6, .min = 6 },
    { "sco", "audio", "sco:AA:BB:CC:DD:EE:FF", .af = 31, .size = 8, .min = 8 }, BLUETOOTH_STRUCTS);
SOCKFAM_FIELDS(
    DEVICE("l2cap", 4), DEVICE("rfcomm", 2), DEVICE("sco", 2),
    { "l2cap", "psm", "protocol and service multiplexer", UINT, LE | NAMED, .at = 2, .size = 2 },
    { "l2cap", "cid", "fixed channel id, 4: ATT", UINT, LE | OPT | NAMED, .at = 10, .size = 2 },
    { "l2cap", "bdaddr_type", "its kind", UINT, OPT | NAMED | WORD, .at = 12, .size = 1, .set = TYPE },
    { "rfcomm", "channel", "channel, 1 to 30; 0: any", UINT, .at = 8, .size = 1 },
    { "hci", "dev", "index of the adapter, N of hciN", UINT, WORD, .at = 2, .size = 2, .set = ADAPTER },
    { "hci", "channel", "kind of user", UINT, OPT | NAMED | WORD, .at = 4, .size = 2, .set = CHANNEL },
    BLUETOOTH_MEMBERS);
SOCKFAM_TUPLES(
    { "l2cap", "bdaddr" }, { "l2cap", "psm", WRAPS }, { "l2cap", "cid", OPTIONAL | TRIM | WRAPS },
    { "l2cap", "bdaddr_type", OPTIONAL | TRIM | WRAPS },
    { "rfcomm", "bdaddr" }, { "rfcomm", "channel", WRAPS },
    { "hci", "dev", COLLAPSE | WRAPS }, { "hci", "channel", OPTIONAL | TRIM | WRAPS },
    { "sco", "bdaddr", SCALAR });
SOCKFAM_PROTOCOLS(
    { "l2cap", "ordered messages", "l2cap", "bluetooth", "L2CAP", .type = SOCKFAM_SEQPACKET,
      .flags = SOCKFAM_PROTOCOL_NO_HALF_CLOSE },
    { "l2cap_stream", "ordered bytes", "l2cap", "bluetooth", "L2CAP", .type = SOCKFAM_STREAM,
      .flags = SOCKFAM_PROTOCOL_NO_HALF_CLOSE },
    { "l2cap_dgram", "datagrams", "l2cap", "bluetooth", "L2CAP", .type = SOCKFAM_DGRAM },
    { "hci", "commands to an adapter", "hci", "bluetooth", "HCI", .type = SOCKFAM_RAW, .protocol = 1,
      .flags = SOCKFAM_PROTOCOL_DIAL_BINDS },
    { "sco", "audio", "sco", "bluetooth", "SCO", .type = SOCKFAM_SEQPACKET, .protocol = 2,
      .flags = SOCKFAM_PROTOCOL_NO_HALF_CLOSE },
    { "rfcomm", "ordered bytes", "rfcomm", "rfcomm", "RFCOMM", .type = SOCKFAM_STREAM, .protocol = 3,
      .flags = SOCKFAM_PROTOCOL_NO_HALF_CLOSE });
/* clang-format on */
SOCKFAM_CONSTANTS(BLUETOOTH_CONSTANTS);
SOCKFAM_DRIVER("bluetooth", "nearby devices, by radio", 31);
