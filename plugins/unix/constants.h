/* SPDX-License-Identifier: MIT */
/* Constants of unix(7); numbers: asm/socket.h of each architecture, linux/socket.h. */
#ifndef SOCKFAM_UNIX_CONSTANTS_H
#define SOCKFAM_UNIX_CONSTANTS_H

#include "../arch.h"

#define UNIX_CONSTANTS(NUMBER, WORD, STRING)                                                                           \
    NUMBER(AF_UNIX, 1)                                                                                                 \
    NUMBER(AF_LOCAL, 1, ALIAS)                                                                                         \
    NUMBER(AF_FILE, 1, ALIAS)                                                                                          \
    NUMBER(PF_UNIX, 1)                                                                                                 \
    NUMBER(PF_LOCAL, 1, ALIAS)                                                                                         \
    NUMBER(PF_FILE, 1, ALIAS)                                                                                          \
    /* control messages at level SOL_SOCKET */                                                                         \
    NUMBER(SCM_RIGHTS, 1)                                                                                              \
    NUMBER(SCM_CREDENTIALS, 2)                                                                                         \
    NUMBER(SCM_SECURITY, 3)                                                                                            \
    NUMBER(SCM_PIDFD, 4)                                                                                               \
    /* options of SOL_SOCKET */                                                                                        \
    NUMBER(SO_PASSCRED, BY_ARCH(BY_POWERPC(16, 20), 17, 17, 0x4010, 2))                                                \
    NUMBER(SO_PEERCRED, BY_ARCH(BY_POWERPC(17, 21), 18, 18, 0x4011, 64))                                               \
    NUMBER(SO_PEERSEC, BY_ARCH(31, 30, 30, 0x401d, 30))                                                                \
    NUMBER(SO_PASSSEC, BY_ARCH(34, 34, 34, 0x401e, 31))                                                                \
    NUMBER(SO_PEERGROUPS, BY_ARCH(59, 59, 59, 0x4034, 61))                                                             \
    NUMBER(SO_PASSPIDFD, BY_ARCH(76, 76, 76, 0x404a, 85))                                                              \
    NUMBER(SO_PEERPIDFD, BY_ARCH(77, 77, 77, 0x404b, 86))                                                              \
    NUMBER(SO_PASSRIGHTS, BY_ARCH(83, 83, 83, 0x4051, 92))                                                             \
    NUMBER(SO_INQ, BY_ARCH(84, 84, 84, 0x4052, 93))                                                                    \
    NUMBER(SCM_INQ, BY_ARCH(84, 84, 84, 0x4052, 93))

#endif
