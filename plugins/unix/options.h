/* SPDX-License-Identifier: MIT */
/* Socket options by name; numbers and layouts: unix(7). */
#ifndef SOCKFAM_UNIX_OPTIONS_H
#define SOCKFAM_UNIX_OPTIONS_H

#include "../arch.h"
#include "../structs.h"

#define LEVEL BY_ARCH(1, 0xffff, 0xffff, 0xffff, 0xffff)

/* clang-format off */
SOCKFAM_OPTIONS(
    SOCKFAM_OPTION(SO_PASSCRED, LEVEL, BY_ARCH(BY_POWERPC(16, 20), 17, 17, 0x4010, 2), BOOL,
        "who sent it, as a message"),
    SOCKFAM_OPTION_STRUCT(SO_PEERCRED, LEVEL,
        BY_ARCH(BY_POWERPC(17, 21), 18, 18, 0x4011, 64), "ucred", SOCKFAM_OPTION_READ_ONLY, "who connected"),
    SOCKFAM_OPTION_OF(SO_PEERSEC, LEVEL, BY_ARCH(31, 30, 30, 0x401d, 30), TEXT, 255, SOCKFAM_OPTION_READ_ONLY,
        "security label of the peer"),
    SOCKFAM_OPTION(SO_PASSSEC, LEVEL, BY_ARCH(34, 34, 34, 0x401e, 31), BOOL, "security labels as messages"),
    SOCKFAM_OPTION_OF(SO_PEERGROUPS, LEVEL, BY_ARCH(59, 59, 59, 0x4034, 61), U32, 0,
        SOCKFAM_OPTION_READ_ONLY | SOCKFAM_OPTION_ARRAY, "groups of the peer"),
    SOCKFAM_OPTION(SO_PASSPIDFD, LEVEL, BY_ARCH(76, 76, 76, 0x404a, 85), BOOL, "descriptors for senders as messages"),
    SOCKFAM_OPTION_OF(SO_PEERPIDFD, LEVEL, BY_ARCH(77, 77, 77, 0x404b, 86), INT, 0, SOCKFAM_OPTION_READ_ONLY,
        "a new descriptor for the peer"),
    SOCKFAM_OPTION(SO_PASSRIGHTS, LEVEL, BY_ARCH(83, 83, 83, 0x4051, 92), BOOL, "whether it takes descriptors"));
/* clang-format on */

#undef LEVEL

#endif
