/* SPDX-License-Identifier: MIT */
/* Constants of Bluetooth; numbers: bluetooth.h, l2cap.h, rfcomm.h, sco.h and hci.h of BlueZ. */
#ifndef SOCKFAM_BLUETOOTH_CONSTANTS_H
#define SOCKFAM_BLUETOOTH_CONSTANTS_H

/* Word sets. */
enum { DEVICES = 1, TYPE, ADAPTER, CHANNEL, SECURITY };

#define BLUETOOTH_CONSTANTS(NUMBER, WORD, STRING)                                                                      \
    NUMBER(AF_BLUETOOTH, 31)                                                                                           \
    NUMBER(PF_BLUETOOTH, 31)                                                                                           \
    /* protocols */                                                                                                    \
    NUMBER(BTPROTO_L2CAP, 0)                                                                                           \
    NUMBER(BTPROTO_HCI, 1)                                                                                             \
    NUMBER(BTPROTO_SCO, 2)                                                                                             \
    NUMBER(BTPROTO_RFCOMM, 3)                                                                                          \
    NUMBER(BTPROTO_BNEP, 4)                                                                                            \
    NUMBER(BTPROTO_CMTP, 5)                                                                                            \
    NUMBER(BTPROTO_HIDP, 6)                                                                                            \
    NUMBER(BTPROTO_AVDTP, 7)                                                                                           \
    NUMBER(BTPROTO_ISO, 8)                                                                                             \
    /* levels of options */                                                                                            \
    NUMBER(SOL_HCI, 0)                                                                                                 \
    NUMBER(SOL_L2CAP, 6)                                                                                               \
    NUMBER(SOL_SCO, 17)                                                                                                \
    NUMBER(SOL_RFCOMM, 18)                                                                                             \
    NUMBER(SOL_BLUETOOTH, 274)                                                                                         \
    /* addresses */                                                                                                    \
    STRING(BDADDR_ANY, "00:00:00:00:00:00", DEVICES, ANY)                                                              \
    STRING(BDADDR_ALL, "FF:FF:FF:FF:FF:FF", DEVICES, ALL)                                                              \
    STRING(BDADDR_LOCAL, "00:00:00:FF:FF:FF", DEVICES, LOCAL)                                                          \
    WORD(BDADDR_BREDR, 0, TYPE, BREDR)                                                                                 \
    WORD(BDADDR_LE_PUBLIC, 1, TYPE, LE_PUBLIC)                                                                         \
    WORD(BDADDR_LE_RANDOM, 2, TYPE, LE_RANDOM)                                                                         \
    WORD(HCI_DEV_NONE, 0xffff, ADAPTER, NONE)                                                                          \
    WORD(HCI_CHANNEL_RAW, 0, CHANNEL, RAW)                                                                             \
    WORD(HCI_CHANNEL_USER, 1, CHANNEL, USER)                                                                           \
    WORD(HCI_CHANNEL_MONITOR, 2, CHANNEL, MONITOR)                                                                     \
    WORD(HCI_CHANNEL_CONTROL, 3, CHANNEL, CONTROL)                                                                     \
    WORD(HCI_CHANNEL_LOGGING, 4, CHANNEL, LOGGING)                                                                     \
    /* options of SOL_BLUETOOTH */                                                                                     \
    NUMBER(BT_SECURITY, 4)                                                                                             \
    NUMBER(BT_DEFER_SETUP, 7)                                                                                          \
    NUMBER(BT_FLUSHABLE, 8)                                                                                            \
    NUMBER(BT_POWER, 9)                                                                                                \
    NUMBER(BT_CHANNEL_POLICY, 10)                                                                                      \
    NUMBER(BT_VOICE, 11)                                                                                               \
    NUMBER(BT_SNDMTU, 12)                                                                                              \
    NUMBER(BT_RCVMTU, 13)                                                                                              \
    NUMBER(BT_PHY, 14)                                                                                                 \
    NUMBER(BT_MODE, 15)                                                                                                \
    NUMBER(BT_PKT_STATUS, 16)                                                                                          \
    NUMBER(BT_ISO_QOS, 17)                                                                                             \
    NUMBER(BT_CODEC, 19)                                                                                               \
    NUMBER(BT_ISO_BASE, 20)                                                                                            \
    NUMBER(BT_PKT_SEQNUM, 22)                                                                                          \
    /* values of those options, and control messages */                                                                \
    WORD(BT_SECURITY_SDP, 0, SECURITY, SDP)                                                                            \
    WORD(BT_SECURITY_LOW, 1, SECURITY, LOW)                                                                            \
    WORD(BT_SECURITY_MEDIUM, 2, SECURITY, MEDIUM)                                                                      \
    WORD(BT_SECURITY_HIGH, 3, SECURITY, HIGH)                                                                          \
    WORD(BT_SECURITY_FIPS, 4, SECURITY, FIPS)                                                                          \
    NUMBER(BT_FLUSHABLE_OFF, 0)                                                                                        \
    NUMBER(BT_FLUSHABLE_ON, 1)                                                                                         \
    NUMBER(BT_POWER_FORCE_ACTIVE_OFF, 0)                                                                               \
    NUMBER(BT_POWER_FORCE_ACTIVE_ON, 1)                                                                                \
    NUMBER(BT_CHANNEL_POLICY_BREDR_ONLY, 0)                                                                            \
    NUMBER(BT_CHANNEL_POLICY_BREDR_PREFERRED, 1)                                                                       \
    NUMBER(BT_CHANNEL_POLICY_AMP_PREFERRED, 2)                                                                         \
    NUMBER(BT_VOICE_TRANSPARENT, 0x0003)                                                                               \
    NUMBER(BT_VOICE_CVSD_16BIT, 0x0060)                                                                                \
    NUMBER(BT_VOICE_TRANSPARENT_16BIT, 0x0063)                                                                         \
    NUMBER(BT_PHY_BR_1M_1SLOT, 0x0001)                                                                                 \
    NUMBER(BT_PHY_BR_1M_3SLOT, 0x0002)                                                                                 \
    NUMBER(BT_PHY_BR_1M_5SLOT, 0x0004)                                                                                 \
    NUMBER(BT_PHY_EDR_2M_1SLOT, 0x0008)                                                                                \
    NUMBER(BT_PHY_EDR_2M_3SLOT, 0x0010)                                                                                \
    NUMBER(BT_PHY_EDR_2M_5SLOT, 0x0020)                                                                                \
    NUMBER(BT_PHY_EDR_3M_1SLOT, 0x0040)                                                                                \
    NUMBER(BT_PHY_EDR_3M_3SLOT, 0x0080)                                                                                \
    NUMBER(BT_PHY_EDR_3M_5SLOT, 0x0100)                                                                                \
    NUMBER(BT_PHY_LE_1M_TX, 0x0200)                                                                                    \
    NUMBER(BT_PHY_LE_1M_RX, 0x0400)                                                                                    \
    NUMBER(BT_PHY_LE_2M_TX, 0x0800)                                                                                    \
    NUMBER(BT_PHY_LE_2M_RX, 0x1000)                                                                                    \
    NUMBER(BT_PHY_LE_CODED_TX, 0x2000)                                                                                 \
    NUMBER(BT_PHY_LE_CODED_RX, 0x4000)                                                                                 \
    NUMBER(BT_MODE_BASIC, 0)                                                                                           \
    NUMBER(BT_MODE_ERTM, 1)                                                                                            \
    NUMBER(BT_MODE_STREAMING, 2)                                                                                       \
    NUMBER(BT_MODE_LE_FLOWCTL, 3)                                                                                      \
    NUMBER(BT_MODE_EXT_FLOWCTL, 4)                                                                                     \
    NUMBER(BT_ISO_QOS_CIG_UNSET, 0xff)                                                                                 \
    NUMBER(BT_ISO_QOS_CIS_UNSET, 0xff)                                                                                 \
    NUMBER(BT_SCM_PKT_STATUS, 3)                                                                                       \
    NUMBER(BT_SCM_PKT_SEQNUM, 5)                                                                                       \
    /* options of the older levels: SOL_HCI, SOL_L2CAP, SOL_RFCOMM, SOL_SCO */                                         \
    NUMBER(HCI_DATA_DIR, 1)                                                                                            \
    NUMBER(HCI_FILTER, 2)                                                                                              \
    NUMBER(HCI_TIME_STAMP, 3)                                                                                          \
    NUMBER(L2CAP_OPTIONS, 1)                                                                                           \
    NUMBER(L2CAP_CONNINFO, 2)                                                                                          \
    NUMBER(L2CAP_LM, 3)                                                                                                \
    NUMBER(L2CAP_LM_MASTER, 0x0001)                                                                                    \
    NUMBER(L2CAP_LM_AUTH, 0x0002)                                                                                      \
    NUMBER(L2CAP_LM_ENCRYPT, 0x0004)                                                                                   \
    NUMBER(L2CAP_LM_TRUSTED, 0x0008)                                                                                   \
    NUMBER(L2CAP_LM_RELIABLE, 0x0010)                                                                                  \
    NUMBER(L2CAP_LM_SECURE, 0x0020)                                                                                    \
    NUMBER(RFCOMM_CONNINFO, 2)                                                                                         \
    NUMBER(RFCOMM_LM, 3)                                                                                               \
    NUMBER(RFCOMM_LM_MASTER, 0x0001)                                                                                   \
    NUMBER(RFCOMM_LM_AUTH, 0x0002)                                                                                     \
    NUMBER(RFCOMM_LM_ENCRYPT, 0x0004)                                                                                  \
    NUMBER(RFCOMM_LM_TRUSTED, 0x0008)                                                                                  \
    NUMBER(RFCOMM_LM_RELIABLE, 0x0010)                                                                                 \
    NUMBER(RFCOMM_LM_SECURE, 0x0020)                                                                                   \
    NUMBER(SCO_OPTIONS, 1)                                                                                             \
    NUMBER(SCO_CONNINFO, 2)

#endif
