/* SPDX-License-Identifier: MIT */
/* Qualcomm's IPC router. Layout: struct sockaddr_qrtr, linux/qrtr.h, host order. */
#include <sockfam/short_names.h>

#include "constants.h"

/* clang-format off */
SOCKFAM_FORMATS({ "qipcrtr", "a port of a processor", "qipcrtr:1:1234", .af = 42, .size = 12, .min = 12 });
SOCKFAM_FIELDS(
    { "qipcrtr", "node", "which processor", UINT, WORD, .at = 4, .size = 4, .set = NODE },
    { "qipcrtr", "port", "port, 32 bits", UINT, WORD, .at = 8, .size = 4, .sep = ':', .set = PORT });
SOCKFAM_TUPLES({ "qipcrtr", "node", WRAPS }, { "qipcrtr", "port", WRAPS });
SOCKFAM_PROTOCOLS(
    { "dgram", "datagrams", "qipcrtr", "qrtr", "QIPCRTR", .type = SOCKFAM_DGRAM,
      .flags = SOCKFAM_PROTOCOL_NO_MSG_NOSIGNAL });
/* clang-format on */
SOCKFAM_CONSTANTS(QIPCRTR_CONSTANTS);
SOCKFAM_DRIVER("qipcrtr", "processors of a Qualcomm system", 42);
