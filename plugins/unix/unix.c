/* SPDX-License-Identifier: MIT */
/* unix(7): sockets within one machine. Layout: struct sockaddr_un, sys/un.h. */
#include <sockfam/short_names.h>

#include "constants.h"
#include "options.h"

/* clang-format off */
SOCKFAM_FORMATS({ "unix", "a file name, an abstract name, or none", "unix:/run/x.sock", "/@", .af = 1, .size = 110,
                  .min = 2 }, UCRED_FORMATS);
SOCKFAM_FIELDS({ "unix", "path", "file name, or @ and an abstract name, 108 bytes", PATH, .at = 2, .size = 108 },
    UCRED_FIELDS);
SOCKFAM_TUPLES({ "unix", "path", SCALAR });
SOCKFAM_PROTOCOLS(
    { "stream", "ordered bytes", "unix", "unix", "UNIX-STREAM", .type = SOCKFAM_STREAM },
    { "dgram", "datagrams, reliable and in order", "unix", "unix", "UNIX", .type = SOCKFAM_DGRAM },
    { "seqpacket", "ordered messages", "unix", "unix", "UNIX", .type = SOCKFAM_SEQPACKET });
/* clang-format on */
SOCKFAM_CONSTANTS(UNIX_CONSTANTS);
SOCKFAM_DRIVER("unix", "sockets within one machine", 1);
