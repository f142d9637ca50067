/* SPDX-License-Identifier: MIT */
/* Constants of netlink(7); numbers: linux/netlink.h. */
#ifndef SOCKFAM_NETLINK_CONSTANTS_H
#define SOCKFAM_NETLINK_CONSTANTS_H

#define NETLINK_CONSTANTS(NUMBER, WORD, STRING)                                                                        \
    NUMBER(AF_NETLINK, 16)                                                                                             \
    NUMBER(AF_ROUTE, 16, ALIAS)                                                                                        \
    NUMBER(PF_NETLINK, 16)                                                                                             \
    NUMBER(PF_ROUTE, 16, ALIAS)                                                                                        \
    NUMBER(SOL_NETLINK, 270)                                                                                           \
    /* protocols */                                                                                                    \
    NUMBER(NETLINK_ROUTE, 0)                                                                                           \
    NUMBER(NETLINK_USERSOCK, 2)                                                                                        \
    NUMBER(NETLINK_FIREWALL, 3)                                                                                        \
    NUMBER(NETLINK_SOCK_DIAG, 4)                                                                                       \
    NUMBER(NETLINK_INET_DIAG, 4)                                                                                       \
    NUMBER(NETLINK_NFLOG, 5)                                                                                           \
    NUMBER(NETLINK_XFRM, 6)                                                                                            \
    NUMBER(NETLINK_SELINUX, 7)                                                                                         \
    NUMBER(NETLINK_ISCSI, 8)                                                                                           \
    NUMBER(NETLINK_AUDIT, 9)                                                                                           \
    NUMBER(NETLINK_FIB_LOOKUP, 10)                                                                                     \
    NUMBER(NETLINK_CONNECTOR, 11)                                                                                      \
    NUMBER(NETLINK_NETFILTER, 12)                                                                                      \
    NUMBER(NETLINK_IP6_FW, 13)                                                                                         \
    NUMBER(NETLINK_DNRTMSG, 14)                                                                                        \
    NUMBER(NETLINK_KOBJECT_UEVENT, 15)                                                                                 \
    NUMBER(NETLINK_GENERIC, 16)                                                                                        \
    NUMBER(NETLINK_SCSITRANSPORT, 18)                                                                                  \
    NUMBER(NETLINK_ECRYPTFS, 19)                                                                                       \
    NUMBER(NETLINK_RDMA, 20)                                                                                           \
    NUMBER(NETLINK_CRYPTO, 21)                                                                                         \
    NUMBER(NETLINK_SMC, 22)                                                                                            \
    /* options of SOL_NETLINK */                                                                                       \
    NUMBER(NETLINK_ADD_MEMBERSHIP, 1)                                                                                  \
    NUMBER(NETLINK_DROP_MEMBERSHIP, 2)                                                                                 \
    NUMBER(NETLINK_PKTINFO, 3)                                                                                         \
    NUMBER(NETLINK_BROADCAST_ERROR, 4)                                                                                 \
    NUMBER(NETLINK_NO_ENOBUFS, 5)                                                                                      \
    NUMBER(NETLINK_LISTEN_ALL_NSID, 8)                                                                                 \
    NUMBER(NETLINK_LIST_MEMBERSHIPS, 9)                                                                                \
    NUMBER(NETLINK_CAP_ACK, 10)                                                                                        \
    NUMBER(NETLINK_EXT_ACK, 11)                                                                                        \
    NUMBER(NETLINK_GET_STRICT_CHK, 12)

#endif
