/* SPDX-License-Identifier: MIT */
/* Constants of RDS; numbers: linux/rds.h. */
#ifndef SOCKFAM_RDS_CONSTANTS_H
#define SOCKFAM_RDS_CONSTANTS_H

#define RDS_CONSTANTS(NUMBER, WORD, STRING)                                                                            \
    NUMBER(AF_RDS, 21)                                                                                                 \
    NUMBER(PF_RDS, 21)                                                                                                 \
    NUMBER(SOL_RDS, 276)                                                                                               \
    /* options of SOL_RDS */                                                                                           \
    NUMBER(RDS_CANCEL_SENT_TO, 1)                                                                                      \
    NUMBER(RDS_GET_MR, 2)                                                                                              \
    NUMBER(RDS_FREE_MR, 3)                                                                                             \
    NUMBER(RDS_RECVERR, 5)                                                                                             \
    NUMBER(RDS_CONG_MONITOR, 6)                                                                                        \
    NUMBER(RDS_GET_MR_FOR_DEST, 7)                                                                                     \
    NUMBER(SO_RDS_TRANSPORT, 8)                                                                                        \
    NUMBER(SO_RDS_MSG_RXPATH_LATENCY, 10)                                                                              \
    NUMBER(RDS_TRANS_IB, 0)                                                                                            \
    NUMBER(RDS_TRANS_GAP, 1)                                                                                           \
    NUMBER(RDS_TRANS_IWARP, 1)                                                                                         \
    NUMBER(RDS_TRANS_TCP, 2)                                                                                           \
    NUMBER(RDS_TRANS_COUNT, 3)                                                                                         \
    NUMBER(RDS_TRANS_NONE, -1)                                                                                         \
    /* control messages */                                                                                             \
    NUMBER(RDS_CMSG_RDMA_ARGS, 1)                                                                                      \
    NUMBER(RDS_CMSG_RDMA_DEST, 2)                                                                                      \
    NUMBER(RDS_CMSG_RDMA_MAP, 3)                                                                                       \
    NUMBER(RDS_CMSG_RDMA_STATUS, 4)                                                                                    \
    NUMBER(RDS_CMSG_CONG_UPDATE, 5)                                                                                    \
    NUMBER(RDS_CMSG_ATOMIC_FADD, 6)                                                                                    \
    NUMBER(RDS_CMSG_ATOMIC_CSWP, 7)                                                                                    \
    NUMBER(RDS_CMSG_MASKED_ATOMIC_FADD, 8)                                                                             \
    NUMBER(RDS_CMSG_MASKED_ATOMIC_CSWP, 9)                                                                             \
    NUMBER(RDS_CMSG_RXPATH_LATENCY, 11)                                                                                \
    NUMBER(RDS_CMSG_ZCOPY_COOKIE, 12)                                                                                  \
    NUMBER(RDS_CMSG_ZCOPY_COMPLETION, 13)                                                                              \
    /* flags and results of RDMA */                                                                                    \
    NUMBER(RDS_RDMA_READWRITE, 0x0001)                                                                                 \
    NUMBER(RDS_RDMA_FENCE, 0x0002)                                                                                     \
    NUMBER(RDS_RDMA_INVALIDATE, 0x0004)                                                                                \
    NUMBER(RDS_RDMA_USE_ONCE, 0x0008)                                                                                  \
    NUMBER(RDS_RDMA_DONTWAIT, 0x0010)                                                                                  \
    NUMBER(RDS_RDMA_NOTIFY_ME, 0x0020)                                                                                 \
    NUMBER(RDS_RDMA_SILENT, 0x0040)                                                                                    \
    NUMBER(RDS_RDMA_SUCCESS, 0)                                                                                        \
    NUMBER(RDS_RDMA_REMOTE_ERROR, 1)                                                                                   \
    NUMBER(RDS_RDMA_CANCELED, 2)                                                                                       \
    NUMBER(RDS_RDMA_DROPPED, 3)                                                                                        \
    NUMBER(RDS_RDMA_OTHER_ERROR, 4)                                                                                    \
    /* what getsockopt(2) lists */                                                                                     \
    NUMBER(RDS_INFO_FIRST, 10000)                                                                                      \
    NUMBER(RDS_INFO_COUNTERS, 10000)                                                                                   \
    NUMBER(RDS_INFO_CONNECTIONS, 10001)                                                                                \
    NUMBER(RDS_INFO_SEND_MESSAGES, 10003)                                                                              \
    NUMBER(RDS_INFO_RETRANS_MESSAGES, 10004)                                                                           \
    NUMBER(RDS_INFO_RECV_MESSAGES, 10005)                                                                              \
    NUMBER(RDS_INFO_SOCKETS, 10006)                                                                                    \
    NUMBER(RDS_INFO_TCP_SOCKETS, 10007)                                                                                \
    NUMBER(RDS_INFO_IB_CONNECTIONS, 10008)                                                                             \
    NUMBER(RDS_INFO_CONNECTION_STATS, 10009)                                                                           \
    NUMBER(RDS_INFO_IWARP_CONNECTIONS, 10010)                                                                          \
    NUMBER(RDS6_INFO_CONNECTIONS, 10011)                                                                               \
    NUMBER(RDS6_INFO_SEND_MESSAGES, 10012)                                                                             \
    NUMBER(RDS6_INFO_RETRANS_MESSAGES, 10013)                                                                          \
    NUMBER(RDS6_INFO_RECV_MESSAGES, 10014)                                                                             \
    NUMBER(RDS6_INFO_SOCKETS, 10015)                                                                                   \
    NUMBER(RDS6_INFO_TCP_SOCKETS, 10016)                                                                               \
    NUMBER(RDS6_INFO_IB_CONNECTIONS, 10017)                                                                            \
    NUMBER(RDS_INFO_LAST, 10017)

#endif
