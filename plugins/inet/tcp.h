/* SPDX-License-Identifier: MIT */
/* Constants of tcp(7), mptcp and the upper layers of TCP, over IPv4 and IPv6; numbers: linux/tcp.h, linux/mptcp.h. */
#ifndef SOCKFAM_INET_TCP_H
#define SOCKFAM_INET_TCP_H

#define TCP_CONSTANTS(NUMBER, WORD, STRING)                                                                            \
    NUMBER(SOL_TCP, 6)                                                                                                 \
    NUMBER(SOL_MPTCP, 284)                                                                                             \
    /* options of SOL_TCP */                                                                                           \
    NUMBER(TCP_NODELAY, 1)                                                                                             \
    NUMBER(TCP_MAXSEG, 2)                                                                                              \
    NUMBER(TCP_CORK, 3)                                                                                                \
    NUMBER(TCP_KEEPIDLE, 4)                                                                                            \
    NUMBER(TCP_KEEPINTVL, 5)                                                                                           \
    NUMBER(TCP_KEEPCNT, 6)                                                                                             \
    NUMBER(TCP_SYNCNT, 7)                                                                                              \
    NUMBER(TCP_LINGER2, 8)                                                                                             \
    NUMBER(TCP_DEFER_ACCEPT, 9)                                                                                        \
    NUMBER(TCP_WINDOW_CLAMP, 10)                                                                                       \
    NUMBER(TCP_INFO, 11)                                                                                               \
    NUMBER(TCP_QUICKACK, 12)                                                                                           \
    NUMBER(TCP_CONGESTION, 13)                                                                                         \
    NUMBER(TCP_MD5SIG, 14)                                                                                             \
    NUMBER(TCP_THIN_LINEAR_TIMEOUTS, 16)                                                                               \
    NUMBER(TCP_THIN_DUPACK, 17)                                                                                        \
    NUMBER(TCP_USER_TIMEOUT, 18)                                                                                       \
    NUMBER(TCP_REPAIR, 19)                                                                                             \
    NUMBER(TCP_REPAIR_QUEUE, 20)                                                                                       \
    NUMBER(TCP_QUEUE_SEQ, 21)                                                                                          \
    NUMBER(TCP_REPAIR_OPTIONS, 22)                                                                                     \
    NUMBER(TCP_FASTOPEN, 23)                                                                                           \
    NUMBER(TCP_TIMESTAMP, 24)                                                                                          \
    NUMBER(TCP_NOTSENT_LOWAT, 25)                                                                                      \
    NUMBER(TCP_CC_INFO, 26)                                                                                            \
    NUMBER(TCP_SAVE_SYN, 27)                                                                                           \
    NUMBER(TCP_SAVED_SYN, 28)                                                                                          \
    NUMBER(TCP_REPAIR_WINDOW, 29)                                                                                      \
    NUMBER(TCP_FASTOPEN_CONNECT, 30)                                                                                   \
    NUMBER(TCP_ULP, 31)                                                                                                \
    NUMBER(TCP_MD5SIG_EXT, 32)                                                                                         \
    NUMBER(TCP_FASTOPEN_KEY, 33)                                                                                       \
    NUMBER(TCP_FASTOPEN_NO_COOKIE, 34)                                                                                 \
    NUMBER(TCP_ZEROCOPY_RECEIVE, 35)                                                                                   \
    NUMBER(TCP_INQ, 36)                                                                                                \
    NUMBER(TCP_CM_INQ, 36)                                                                                             \
    NUMBER(TCP_TX_DELAY, 37)                                                                                           \
    NUMBER(TCP_AO_ADD_KEY, 38)                                                                                         \
    NUMBER(TCP_AO_DEL_KEY, 39)                                                                                         \
    NUMBER(TCP_AO_INFO, 40)                                                                                            \
    NUMBER(TCP_AO_GET_KEYS, 41)                                                                                        \
    NUMBER(TCP_AO_REPAIR, 42)                                                                                          \
    NUMBER(TCP_IS_MPTCP, 43)                                                                                           \
    NUMBER(TCP_RTO_MAX_MS, 44)                                                                                         \
    NUMBER(TCP_RTO_MIN_US, 45)                                                                                         \
    NUMBER(TCP_DELACK_MAX_US, 46)                                                                                      \
    /* values of those options */                                                                                      \
    NUMBER(TCP_REPAIR_ON, 1)                                                                                           \
    NUMBER(TCP_REPAIR_OFF, 0)                                                                                          \
    NUMBER(TCP_REPAIR_OFF_NO_WP, -1)                                                                                   \
    NUMBER(TCP_NO_QUEUE, 0)                                                                                            \
    NUMBER(TCP_RECV_QUEUE, 1)                                                                                          \
    NUMBER(TCP_SEND_QUEUE, 2)                                                                                          \
    NUMBER(TCP_MD5SIG_MAXKEYLEN, 80)                                                                                   \
    NUMBER(TCP_MD5SIG_FLAG_PREFIX, 1)                                                                                  \
    NUMBER(TCP_MD5SIG_FLAG_IFINDEX, 2)                                                                                 \
    /* options of SOL_MPTCP */                                                                                         \
    NUMBER(MPTCP_INFO, 1)                                                                                              \
    NUMBER(MPTCP_TCPINFO, 2)                                                                                           \
    NUMBER(MPTCP_SUBFLOW_ADDRS, 3)                                                                                     \
    NUMBER(MPTCP_FULL_INFO, 4)

#endif
