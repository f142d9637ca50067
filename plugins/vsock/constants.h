/* SPDX-License-Identifier: MIT */
/* Constants of vsock(7); numbers: linux/vm_sockets.h. */
#ifndef SOCKFAM_VSOCK_CONSTANTS_H
#define SOCKFAM_VSOCK_CONSTANTS_H

#include "../arch.h"

/* Word sets. */
enum { CID = 1, PORT, FLAGS };

#define VSOCK_CONSTANTS(NUMBER, WORD, STRING)                                                                          \
    NUMBER(AF_VSOCK, 40)                                                                                               \
    NUMBER(PF_VSOCK, 40)                                                                                               \
    /* options, at level AF_VSOCK */                                                                                   \
    NUMBER(SO_VM_SOCKETS_BUFFER_SIZE, 0)                                                                               \
    NUMBER(SO_VM_SOCKETS_BUFFER_MIN_SIZE, 1)                                                                           \
    NUMBER(SO_VM_SOCKETS_BUFFER_MAX_SIZE, 2)                                                                           \
    NUMBER(SO_VM_SOCKETS_PEER_HOST_VM_ID, 3)                                                                           \
    NUMBER(SO_VM_SOCKETS_TRUSTED, 5)                                                                                   \
    NUMBER(SO_VM_SOCKETS_CONNECT_TIMEOUT_OLD, 6)                                                                       \
    NUMBER(SO_VM_SOCKETS_NONBLOCK_TXRX, 7)                                                                             \
    NUMBER(SO_VM_SOCKETS_CONNECT_TIMEOUT_NEW, 8)                                                                       \
    NUMBER(SO_VM_SOCKETS_CONNECT_TIMEOUT, BY_TIME(6, 8))                                                               \
    /* level of control messages only (zero-copy notices) */                                                           \
    NUMBER(SOL_VSOCK, 287)                                                                                             \
    NUMBER(VSOCK_RECVERR, 1)                                                                                           \
    /* the rest */                                                                                                     \
    NUMBER(VM_SOCKETS_INVALID_VERSION, 0xffffffff)                                                                     \
    NUMBER(IOCTL_VM_SOCKETS_GET_LOCAL_CID, BY_IOCTL(0x7b9))                                                            \
    /* words */                                                                                                        \
    WORD(VMADDR_CID_HYPERVISOR, 0, CID, HYPERVISOR)                                                                    \
    WORD(VMADDR_CID_LOCAL, 1, CID, LOCAL)                                                                              \
    WORD(VMADDR_CID_HOST, 2, CID, HOST)                                                                                \
    WORD(VMADDR_CID_ANY, 0xffffffff, CID, ANY)                                                                         \
    WORD(VMADDR_PORT_ANY, 0xffffffff, PORT, ANY)                                                                       \
    WORD(VMADDR_FLAG_TO_HOST, 1, FLAGS, TO_HOST)

#endif
