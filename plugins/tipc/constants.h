/* SPDX-License-Identifier: MIT */
/* Constants of TIPC; numbers: linux/tipc.h. */
#ifndef SOCKFAM_TIPC_CONSTANTS_H
#define SOCKFAM_TIPC_CONSTANTS_H

/* Word sets. */
enum { ADDR_TYPE = 1, SCOPE };

#define TIPC_CONSTANTS(NUMBER, WORD, STRING)                                                                           \
    NUMBER(AF_TIPC, 30)                                                                                                \
    NUMBER(PF_TIPC, 30)                                                                                                \
    NUMBER(SOL_TIPC, 271)                                                                                              \
    /* addresses; the newer names of the types follow the older ones, which are printed */                             \
    WORD(TIPC_ADDR_NAMESEQ, 1, ADDR_TYPE, NAMESEQ)                                                                     \
    WORD(TIPC_ADDR_NAME, 2, ADDR_TYPE, NAME)                                                                           \
    WORD(TIPC_ADDR_ID, 3, ADDR_TYPE, ID)                                                                               \
    WORD(TIPC_SERVICE_RANGE, 1, ADDR_TYPE, SERVICE_RANGE)                                                              \
    WORD(TIPC_SERVICE_ADDR, 2, ADDR_TYPE, SERVICE_ADDR)                                                                \
    WORD(TIPC_SOCKET_ADDR, 3, ADDR_TYPE, SOCKET_ADDR)                                                                  \
    WORD(TIPC_ADDR_MCAST, 1, ADDR_TYPE, MCAST)                                                                         \
    WORD(TIPC_ZONE_SCOPE, 1, SCOPE, ZONE)                                                                              \
    WORD(TIPC_CLUSTER_SCOPE, 2, SCOPE, CLUSTER)                                                                        \
    WORD(TIPC_NODE_SCOPE, 3, SCOPE, NODE)                                                                              \
    /* services of the system */                                                                                       \
    NUMBER(TIPC_CFG_SRV, 0)                                                                                            \
    NUMBER(TIPC_NODE_STATE, 0)                                                                                         \
    NUMBER(TIPC_TOP_SRV, 1)                                                                                            \
    NUMBER(TIPC_LINK_STATE, 2)                                                                                         \
    NUMBER(TIPC_RESERVED_TYPES, 64)                                                                                    \
    /* options of SOL_TIPC; the timeout in milliseconds */                                                             \
    NUMBER(TIPC_IMPORTANCE, 127)                                                                                       \
    NUMBER(TIPC_SRC_DROPPABLE, 128)                                                                                    \
    NUMBER(TIPC_DEST_DROPPABLE, 129)                                                                                   \
    NUMBER(TIPC_CONN_TIMEOUT, 130)                                                                                     \
    NUMBER(TIPC_NODE_RECVQ_DEPTH, 131)                                                                                 \
    NUMBER(TIPC_SOCK_RECVQ_DEPTH, 132)                                                                                 \
    NUMBER(TIPC_MCAST_BROADCAST, 133)                                                                                  \
    NUMBER(TIPC_MCAST_REPLICAST, 134)                                                                                  \
    NUMBER(TIPC_GROUP_JOIN, 135)                                                                                       \
    NUMBER(TIPC_GROUP_LEAVE, 136)                                                                                      \
    NUMBER(TIPC_SOCK_RECVQ_USED, 137)                                                                                  \
    NUMBER(TIPC_NODELAY, 138)                                                                                          \
    NUMBER(TIPC_GROUP_LOOPBACK, 0x1)                                                                                   \
    NUMBER(TIPC_GROUP_MEMBER_EVTS, 0x2)                                                                                \
    NUMBER(TIPC_LOW_IMPORTANCE, 0)                                                                                     \
    NUMBER(TIPC_MEDIUM_IMPORTANCE, 1)                                                                                  \
    NUMBER(TIPC_HIGH_IMPORTANCE, 2)                                                                                    \
    NUMBER(TIPC_CRITICAL_IMPORTANCE, 3)                                                                                \
    NUMBER(TIPC_MAX_USER_MSG_SIZE, 66000)                                                                              \
    /* control messages, and why a message came back */                                                                \
    NUMBER(TIPC_ERRINFO, 1)                                                                                            \
    NUMBER(TIPC_RETDATA, 2)                                                                                            \
    NUMBER(TIPC_DESTNAME, 3)                                                                                           \
    NUMBER(TIPC_OK, 0)                                                                                                 \
    NUMBER(TIPC_ERR_NO_NAME, 1)                                                                                        \
    NUMBER(TIPC_ERR_NO_PORT, 2)                                                                                        \
    NUMBER(TIPC_ERR_NO_NODE, 3)                                                                                        \
    NUMBER(TIPC_ERR_OVERLOAD, 4)                                                                                       \
    NUMBER(TIPC_CONN_SHUTDOWN, 5)                                                                                      \
    /* subscriptions to the topology service */                                                                        \
    NUMBER(TIPC_SUB_PORTS, 0x01)                                                                                       \
    NUMBER(TIPC_SUB_SERVICE, 0x02)                                                                                     \
    NUMBER(TIPC_SUB_CANCEL, 0x04)                                                                                      \
    NUMBER(TIPC_WAIT_FOREVER, -1)                                                                                      \
    NUMBER(TIPC_PUBLISHED, 1)                                                                                          \
    NUMBER(TIPC_WITHDRAWN, 2)                                                                                          \
    NUMBER(TIPC_SUBSCR_TIMEOUT, 3)

#endif
