/* SPDX-License-Identifier: MIT */
/* Socket options and control messages by name; numbers and layouts: netlink(7). */
#ifndef SOCKFAM_NETLINK_OPTIONS_H
#define SOCKFAM_NETLINK_OPTIONS_H

/* clang-format off */
SOCKFAM_OPTIONS(
    SOCKFAM_OPTION_OF(NETLINK_ADD_MEMBERSHIP, 270, 1, INT, 0, SOCKFAM_OPTION_WRITE_ONLY, "join a group, by number"),
    SOCKFAM_OPTION_OF(NETLINK_DROP_MEMBERSHIP, 270, 2, INT, 0, SOCKFAM_OPTION_WRITE_ONLY, "leave a group, by number"),
    SOCKFAM_OPTION(NETLINK_PKTINFO, 270, 3, BOOL, "the group as a message"),
    SOCKFAM_OPTION(NETLINK_BROADCAST_ERROR, 270, 4, BOOL, "report failed broadcasts"),
    SOCKFAM_OPTION(NETLINK_NO_ENOBUFS, 270, 5, BOOL, "no ENOBUFS when messages are lost"),
    SOCKFAM_OPTION(NETLINK_LISTEN_ALL_NSID, 270, 8, BOOL, "all network namespaces"),
    SOCKFAM_OPTION_OF(NETLINK_LIST_MEMBERSHIPS, 270, 9, U32, 0, SOCKFAM_OPTION_READ_ONLY | SOCKFAM_OPTION_ARRAY,
        "groups joined, 32 bits each"),
    SOCKFAM_OPTION(NETLINK_CAP_ACK, 270, 10, BOOL, "short acknowledgements"),
    SOCKFAM_OPTION(NETLINK_EXT_ACK, 270, 11, BOOL, "acknowledgements with reasons"),
    SOCKFAM_OPTION(NETLINK_GET_STRICT_CHK, 270, 12, BOOL, "strict checks of requests"));

SOCKFAM_MESSAGES(
    SOCKFAM_OPTION_OF(NETLINK_PKTINFO, 270, 3, U32, 0, SOCKFAM_OPTION_READ_ONLY, "group it was sent to"));
/* clang-format on */

#endif
