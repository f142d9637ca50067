/* SPDX-License-Identifier: MIT */
/* Constants of Hyper-V sockets; numbers: hvsocket.h of the Windows SDK. On Linux another family has AF_HYPERV's 34. */
#ifndef SOCKFAM_HYPERV_CONSTANTS_H
#define SOCKFAM_HYPERV_CONSTANTS_H

/* Word sets. */
enum { GUIDS = 1 };

#define HYPERV_CONSTANTS(NUMBER, WORD, STRING)                                                                         \
    NUMBER(AF_HYPERV, 34)                                                                                              \
    NUMBER(HV_PROTOCOL_RAW, 1)                                                                                         \
    /* options of level HV_PROTOCOL_RAW; the timeout in milliseconds */                                                \
    NUMBER(HVSOCKET_CONNECT_TIMEOUT, 1)                                                                                \
    NUMBER(HVSOCKET_CONNECT_TIMEOUT_MAX, 300000)                                                                       \
    NUMBER(HVSOCKET_CONTAINER_PASSTHRU, 2)                                                                             \
    NUMBER(HVSOCKET_CONNECTED_SUSPEND, 4)                                                                              \
    NUMBER(HVSOCKET_HIGH_VTL, 8)                                                                                       \
    NUMBER(HVSOCKET_ADDRESS_FLAG_PASSTHRU, 1)                                                                          \
    /* words; of two that are the same, the first is printed */                                                        \
    STRING(HV_GUID_WILDCARD, "00000000-0000-0000-0000-000000000000", GUIDS, WILDCARD)                                  \
    STRING(HV_GUID_ZERO, "00000000-0000-0000-0000-000000000000", GUIDS, ZERO)                                          \
    STRING(HV_GUID_BROADCAST, "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", GUIDS, BROADCAST)                                \
    STRING(HV_GUID_CHILDREN, "90DB8B89-0D35-4F79-8CE9-49EA0AC8B7CD", GUIDS, CHILDREN)                                  \
    STRING(HV_GUID_LOOPBACK, "E0E16197-DD56-4A10-9195-5EE7A155A838", GUIDS, LOOPBACK)                                  \
    STRING(HV_GUID_PARENT, "A42E7CDA-D03F-480C-9CC2-A4DE20ABB878", GUIDS, PARENT)                                      \
    STRING(HV_GUID_SILOHOST, "36BD0C5C-7276-4223-88BA-7D03B654C568", GUIDS, SILOHOST)                                  \
    STRING(HV_GUID_VSOCK_TEMPLATE, "00000000-FACB-11E6-BD58-64006A7986D3", GUIDS, VSOCK_TEMPLATE)

#endif
