/* SPDX-License-Identifier: MIT */
/* Socket options and control messages by name; numbers and layouts: bluetooth.h of BlueZ. */
#ifndef SOCKFAM_BLUETOOTH_OPTIONS_H
#define SOCKFAM_BLUETOOTH_OPTIONS_H

#include "structs.h"

/* clang-format off */
SOCKFAM_OPTIONS(
    SOCKFAM_OPTION_STRUCT(BT_SECURITY, 274, 4, "bt_security", 0, "how secure the link must be"),
    SOCKFAM_OPTION(BT_DEFER_SETUP, 274, 7, U32, "accept before the link is authorised"),
    SOCKFAM_OPTION(BT_FLUSHABLE, 274, 8, U32, "packets may be dropped"),
    SOCKFAM_OPTION_STRUCT(BT_POWER, 274, 9, "bt_power", 0, "leave power saving to send"),
    SOCKFAM_OPTION(BT_CHANNEL_POLICY, 274, 10, U32, "BT_CHANNEL_POLICY_*"),
    SOCKFAM_OPTION(BT_VOICE, 274, 11, U16, "voice setting"),
    SOCKFAM_OPTION(BT_SNDMTU, 274, 12, U16, "most bytes to send at once"),
    SOCKFAM_OPTION(BT_RCVMTU, 274, 13, U16, "most bytes to receive at once"),
    SOCKFAM_OPTION(BT_PHY, 274, 14, U32, "radio modes, bits"),
    SOCKFAM_OPTION(BT_MODE, 274, 15, U8, "BT_MODE_*"),
    SOCKFAM_OPTION(BT_PKT_STATUS, 274, 16, U32, "status of packets as messages"),
    SOCKFAM_OPTION_OF(BT_ISO_QOS, 274, 17, BYTES, 64, 0, "struct bt_iso_qos"),
    SOCKFAM_OPTION_OF(BT_ISO_BASE, 274, 20, BYTES, 248, 0, "broadcast announcement"),
    SOCKFAM_OPTION(HCI_DATA_DIR, 0, 1, BOOL, "direction as a message"),
    SOCKFAM_OPTION_STRUCT(HCI_FILTER, 0, 2, "hci_filter", 0, "which packets come"),
    SOCKFAM_OPTION(HCI_TIME_STAMP, 0, 3, BOOL, "times as messages"),
    SOCKFAM_OPTION_STRUCT(L2CAP_OPTIONS, 6, 1, "l2cap_options", 0, "the channel's parameters"),
    SOCKFAM_OPTION_STRUCT(L2CAP_CONNINFO, 6, 2, "conninfo", SOCKFAM_OPTION_READ_ONLY, "the link below"),
    SOCKFAM_OPTION(L2CAP_LM, 6, 3, U32, "link mode, bits"),
    SOCKFAM_OPTION_STRUCT(RFCOMM_CONNINFO, 18, 2, "conninfo", SOCKFAM_OPTION_READ_ONLY, "the link below"),
    SOCKFAM_OPTION(RFCOMM_LM, 18, 3, U32, "link mode, bits"),
    SOCKFAM_OPTION_OF(SCO_OPTIONS, 17, 1, U16, 0, SOCKFAM_OPTION_READ_ONLY, "most bytes at once"),
    SOCKFAM_OPTION_STRUCT(SCO_CONNINFO, 17, 2, "conninfo", SOCKFAM_OPTION_READ_ONLY, "the link below"));

SOCKFAM_MESSAGES(
    SOCKFAM_OPTION_OF(BT_SCM_PKT_STATUS, 274, 3, U8, 0, SOCKFAM_OPTION_READ_ONLY, "status of the packet"));
/* clang-format on */

#endif
