/* SPDX-License-Identifier: MIT */
/* vsock(7): sockets between virtual machines and their host. Layout: struct sockaddr_vm, linux/vm_sockets.h. */
#include <sockfam/short_names.h>

#include "constants.h"
#include "options.h"

/* clang-format off */
SOCKFAM_FORMATS({ "vsock", "a port of a machine or its host", "vsock:2:1024", .af = 40, .size = 16, .min = 16 });
SOCKFAM_FIELDS(
    { "vsock", "cid", "context id: which machine", UINT, WORD, .at = 8, .size = 4, .set = CID },
    { "vsock", "port", "port, 32 bits", UINT, WORD, .at = 4, .size = 4, .sep = ':', .set = PORT },
    { "vsock", "flags", "1: route through the host", UINT, OPT | WORD, .at = 12, .size = 1,
      .set = FLAGS },
    { "vsock", "reserved1", "unused by Linux", UINT, HEX | OPT | NAMED, .at = 2, .size = 2 });
SOCKFAM_TUPLES({ "vsock", "cid", WRAPS }, { "vsock", "port", WRAPS });
SOCKFAM_PROTOCOLS(
    { "stream", "ordered bytes", "vsock", "vsock", "AF_VSOCK", .type = SOCKFAM_STREAM },
    { "seqpacket", "ordered messages", "vsock", "vsock", "AF_VSOCK", .type = SOCKFAM_SEQPACKET },
    { "dgram", "datagrams (VMCI only)", "vsock", "vsock", "AF_VSOCK", .type = SOCKFAM_DGRAM });
/* clang-format on */
SOCKFAM_CONSTANTS(VSOCK_CONSTANTS);
SOCKFAM_DRIVER("vsock", "sockets between virtual machines and their host", 40);
