/* SPDX-License-Identifier: MIT */
/* Socket options by name; numbers and layouts: vsock(7), linux/vm_sockets.h. */
#ifndef SOCKFAM_VSOCK_OPTIONS_H
#define SOCKFAM_VSOCK_OPTIONS_H

#include "../arch.h"

/* clang-format off */
SOCKFAM_OPTIONS(
    SOCKFAM_OPTION(SO_VM_SOCKETS_BUFFER_SIZE, 40, 0, U64, "receive buffer, bytes"),
    SOCKFAM_OPTION(SO_VM_SOCKETS_BUFFER_MIN_SIZE, 40, 1, U64, "least receive buffer, bytes"),
    SOCKFAM_OPTION(SO_VM_SOCKETS_BUFFER_MAX_SIZE, 40, 2, U64, "largest receive buffer, bytes"),
    SOCKFAM_OPTION_OF(SO_VM_SOCKETS_PEER_HOST_VM_ID, 40, 3, INT, 0, SOCKFAM_OPTION_READ_ONLY,
        "the peer as its host numbers it (VMCI)"),
    SOCKFAM_OPTION_OF(SO_VM_SOCKETS_TRUSTED, 40, 5, INT, 0, SOCKFAM_OPTION_READ_ONLY,
        "whether the peer is trusted (VMCI)"),
    SOCKFAM_OPTION(SO_VM_SOCKETS_CONNECT_TIMEOUT, 40, BY_TIME(6, 8), TIMEVAL, "limit of connecting, seconds"),
    SOCKFAM_OPTION(SO_VM_SOCKETS_NONBLOCK_TXRX, 40, 7, BOOL, "never wait in the hypervisor (VMCI)"));
/* clang-format on */

#endif
