/* SPDX-License-Identifier: MIT */
/* Constants of socket(7) that belong to no family; numbers: linux/socket.h, asm/socket.h of each architecture. */
#ifndef SOCKFAM_GENERIC_CONSTANTS_H
#define SOCKFAM_GENERIC_CONSTANTS_H

#include "../arch.h"

#define SOCKET_CONSTANTS(NUMBER, WORD, STRING)                                                                         \
    /* types of sockets, and flags beside them */                                                                      \
    NUMBER(SOCK_STREAM, BY_ARCH(1, 1, 2, 1, 1))                                                                        \
    NUMBER(SOCK_DGRAM, BY_ARCH(2, 2, 1, 2, 2))                                                                         \
    NUMBER(SOCK_RAW, 3)                                                                                                \
    NUMBER(SOCK_RDM, 4)                                                                                                \
    NUMBER(SOCK_SEQPACKET, 5)                                                                                          \
    NUMBER(SOCK_DCCP, 6)                                                                                               \
    NUMBER(SOCK_PACKET, 10)                                                                                            \
    NUMBER(SOCK_CLOEXEC, BY_ARCH(0x80000, 0x200000, 0x80000, 0x200000, 0x400000))                                      \
    NUMBER(SOCK_NONBLOCK, BY_ARCH(2048, 0x40000000, 128, 0x40000000, 0x4000))                                          \
    /* how a connection is shut down, and how many may wait */                                                         \
    NUMBER(SHUT_RD, 0)                                                                                                 \
    NUMBER(SHUT_WR, 1)                                                                                                 \
    NUMBER(SHUT_RDWR, 2)                                                                                               \
    NUMBER(SOMAXCONN, 4096)                                                                                            \
    /* flags of messages */                                                                                            \
    NUMBER(MSG_OOB, 0x1)                                                                                               \
    NUMBER(MSG_PEEK, 0x2)                                                                                              \
    NUMBER(MSG_DONTROUTE, 0x4)                                                                                         \
    NUMBER(MSG_TRYHARD, 0x4)                                                                                           \
    NUMBER(MSG_CTRUNC, 0x8)                                                                                            \
    NUMBER(MSG_PROBE, 0x10)                                                                                            \
    NUMBER(MSG_PROXY, 0x10)                                                                                            \
    NUMBER(MSG_TRUNC, 0x20)                                                                                            \
    NUMBER(MSG_DONTWAIT, 0x40)                                                                                         \
    NUMBER(MSG_EOR, 0x80)                                                                                              \
    NUMBER(MSG_WAITALL, 0x100)                                                                                         \
    NUMBER(MSG_FIN, 0x200)                                                                                             \
    NUMBER(MSG_SYN, 0x400)                                                                                             \
    NUMBER(MSG_CONFIRM, 0x800)                                                                                         \
    NUMBER(MSG_RST, 0x1000)                                                                                            \
    NUMBER(MSG_ERRQUEUE, 0x2000)                                                                                       \
    NUMBER(MSG_NOSIGNAL, 0x4000)                                                                                       \
    NUMBER(MSG_MORE, 0x8000)                                                                                           \
    NUMBER(MSG_WAITFORONE, 0x10000)                                                                                    \
    NUMBER(MSG_BATCH, 0x40000)                                                                                         \
    NUMBER(MSG_SOCK_DEVMEM, 0x2000000)                                                                                 \
    NUMBER(MSG_ZEROCOPY, 0x4000000)                                                                                    \
    NUMBER(MSG_FASTOPEN, 0x20000000)                                                                                   \
    NUMBER(MSG_CMSG_CLOEXEC, 0x40000000)                                                                               \
    /* level and options */                                                                                            \
    NUMBER(SOL_SOCKET, BY_ARCH(1, 0xffff, 0xffff, 0xffff, 0xffff))                                                     \
    NUMBER(SO_DEBUG, 1)                                                                                                \
    NUMBER(SO_REUSEADDR, BY_ARCH(2, 4, 4, 4, 4))                                                                       \
    NUMBER(SO_TYPE, BY_ARCH(3, 0x1008, 0x1008, 0x1008, 0x1008))                                                        \
    NUMBER(SO_ERROR, BY_ARCH(4, 0x1007, 0x1007, 0x1007, 0x1007))                                                       \
    NUMBER(SO_DONTROUTE, BY_ARCH(5, 16, 16, 16, 16))                                                                   \
    NUMBER(SO_BROADCAST, BY_ARCH(6, 32, 32, 32, 32))                                                                   \
    NUMBER(SO_SNDBUF, BY_ARCH(7, 0x1001, 0x1001, 0x1001, 0x1001))                                                      \
    NUMBER(SO_RCVBUF, BY_ARCH(8, 0x1002, 0x1002, 0x1002, 0x1002))                                                      \
    NUMBER(SO_KEEPALIVE, BY_ARCH(9, 8, 8, 8, 8))                                                                       \
    NUMBER(SO_OOBINLINE, BY_ARCH(10, 256, 256, 256, 256))                                                              \
    NUMBER(SO_NO_CHECK, BY_ARCH(11, 11, 11, 0x400b, 11))                                                               \
    NUMBER(SO_PRIORITY, BY_ARCH(12, 12, 12, 0x400c, 12))                                                               \
    NUMBER(SO_LINGER, BY_ARCH(13, 128, 128, 128, 128))                                                                 \
    NUMBER(SO_BSDCOMPAT, BY_ARCH(14, 14, 14, 0x400e, 1024))                                                            \
    NUMBER(SO_REUSEPORT, BY_ARCH(15, 512, 512, 512, 512))                                                              \
    NUMBER(SO_RCVLOWAT, BY_ARCH(BY_POWERPC(18, 16), 0x1010, 0x1004, 0x1004, 2048))                                     \
    NUMBER(SO_SNDLOWAT, BY_ARCH(BY_POWERPC(19, 17), 0x1011, 0x1003, 0x1003, 0x1000))                                   \
    NUMBER(SO_RCVTIMEO, BY_TIME(BY_ARCH(BY_POWERPC(20, 18), 4114, 4102, 4102, 8192), BY_ARCH(66, 66, 66, 16448, 68)))  \
    NUMBER(SO_RCVTIMEO_OLD, BY_ARCH(BY_POWERPC(20, 18), 0x1012, 0x1006, 0x1006, 0x2000))                               \
    NUMBER(SO_SNDTIMEO, BY_TIME(BY_ARCH(BY_POWERPC(21, 19), 4115, 4101, 4101, 16384), BY_ARCH(67, 67, 67, 16449, 69))) \
    NUMBER(SO_SNDTIMEO_OLD, BY_ARCH(BY_POWERPC(21, 19), 0x1013, 0x1005, 0x1005, 0x4000))                               \
    NUMBER(SO_BINDTODEVICE, BY_ARCH(25, 25, 25, 0x4019, 13))                                                           \
    NUMBER(SO_ATTACH_FILTER, BY_ARCH(26, 26, 26, 0x401a, 26))                                                          \
    NUMBER(SO_GET_FILTER, BY_ARCH(26, 26, 26, 0x401a, 26))                                                             \
    NUMBER(SO_DETACH_BPF, BY_ARCH(27, 27, 27, 0x401b, 27))                                                             \
    NUMBER(SO_DETACH_FILTER, BY_ARCH(27, 27, 27, 0x401b, 27))                                                          \
    NUMBER(SO_PEERNAME, BY_ARCH(28, 28, 28, 0x2000, 28))                                                               \
    NUMBER(SO_TIMESTAMP, BY_TIME(BY_ARCH(29, 29, 29, 0x4012, 29), BY_ARCH(63, 63, 63, 0x4038, 70)))                    \
    NUMBER(SO_TIMESTAMP_OLD, BY_ARCH(29, 29, 29, 0x4012, 29))                                                          \
    NUMBER(SO_ACCEPTCONN, BY_ARCH(30, 0x1014, 0x1009, 0x401c, 0x8000))                                                 \
    NUMBER(SO_SNDBUFFORCE, BY_ARCH(32, 0x100a, 31, 0x100a, 0x100a))                                                    \
    NUMBER(SO_RCVBUFFORCE, BY_ARCH(33, 0x100b, 33, 0x100b, 0x100b))                                                    \
    NUMBER(SO_TIMESTAMPNS, BY_TIME(BY_ARCH(35, 35, 35, 0x4013, 33), BY_ARCH(64, 64, 64, 0x4039, 66)))                  \
    NUMBER(SO_TIMESTAMPNS_OLD, BY_ARCH(35, 35, 35, 0x4013, 33))                                                        \
    NUMBER(SO_MARK, BY_ARCH(36, 36, 36, 0x401f, 34))                                                                   \
    NUMBER(SO_TIMESTAMPING, BY_TIME(BY_ARCH(37, 37, 37, 0x4020, 35), BY_ARCH(65, 65, 65, 0x403a, 67)))                 \
    NUMBER(SO_TIMESTAMPING_OLD, BY_ARCH(37, 37, 37, 0x4020, 35))                                                       \
    NUMBER(SO_PROTOCOL, BY_ARCH(38, 0x1028, 0x1028, 0x1028, 0x1028))                                                   \
    NUMBER(SO_DOMAIN, BY_ARCH(39, 0x1029, 0x1029, 0x1029, 0x1029))                                                     \
    NUMBER(SO_RXQ_OVFL, BY_ARCH(40, 40, 40, 0x4021, 36))                                                               \
    NUMBER(SO_WIFI_STATUS, BY_ARCH(41, 41, 41, 0x4022, 37))                                                            \
    NUMBER(SO_PEEK_OFF, BY_ARCH(42, 42, 42, 0x4023, 38))                                                               \
    NUMBER(SO_NOFCS, BY_ARCH(43, 43, 43, 0x4024, 39))                                                                  \
    NUMBER(SO_LOCK_FILTER, BY_ARCH(44, 44, 44, 0x4025, 40))                                                            \
    NUMBER(SO_SELECT_ERR_QUEUE, BY_ARCH(45, 45, 45, 0x4026, 41))                                                       \
    NUMBER(SO_BUSY_POLL, BY_ARCH(46, 46, 46, 0x4027, 48))                                                              \
    NUMBER(SO_MAX_PACING_RATE, BY_ARCH(47, 47, 47, 0x4028, 49))                                                        \
    NUMBER(SO_BPF_EXTENSIONS, BY_ARCH(48, 48, 48, 0x4029, 50))                                                         \
    NUMBER(SO_INCOMING_CPU, BY_ARCH(49, 49, 49, 0x402a, 51))                                                           \
    NUMBER(SO_ATTACH_BPF, BY_ARCH(50, 50, 50, 0x402b, 52))                                                             \
    NUMBER(SO_ATTACH_REUSEPORT_CBPF, BY_ARCH(51, 51, 51, 0x402c, 53))                                                  \
    NUMBER(SO_ATTACH_REUSEPORT_EBPF, BY_ARCH(52, 52, 52, 0x402d, 54))                                                  \
    NUMBER(SO_CNX_ADVICE, BY_ARCH(53, 53, 53, 0x402e, 55))                                                             \
    NUMBER(SO_MEMINFO, BY_ARCH(55, 55, 55, 0x4030, 57))                                                                \
    NUMBER(SO_INCOMING_NAPI_ID, BY_ARCH(56, 56, 56, 0x4031, 58))                                                       \
    NUMBER(SO_COOKIE, BY_ARCH(57, 57, 57, 0x4032, 59))                                                                 \
    NUMBER(SO_ZEROCOPY, BY_ARCH(60, 60, 60, 0x4035, 62))                                                               \
    NUMBER(SO_TXTIME, BY_ARCH(61, 61, 61, 0x4036, 63))                                                                 \
    NUMBER(SO_BINDTOIFINDEX, BY_ARCH(62, 62, 62, 0x4037, 65))                                                          \
    NUMBER(SO_TIMESTAMP_NEW, BY_ARCH(63, 63, 63, 0x4038, 70))                                                          \
    NUMBER(SO_TIMESTAMPNS_NEW, BY_ARCH(64, 64, 64, 0x4039, 66))                                                        \
    NUMBER(SO_TIMESTAMPING_NEW, BY_ARCH(65, 65, 65, 0x403a, 67))                                                       \
    NUMBER(SO_RCVTIMEO_NEW, BY_ARCH(66, 66, 66, 0x4040, 68))                                                           \
    NUMBER(SO_SNDTIMEO_NEW, BY_ARCH(67, 67, 67, 0x4041, 69))                                                           \
    NUMBER(SO_DETACH_REUSEPORT_BPF, BY_ARCH(68, 68, 68, 0x4042, 71))                                                   \
    NUMBER(SO_PREFER_BUSY_POLL, BY_ARCH(69, 69, 69, 0x4043, 72))                                                       \
    NUMBER(SO_BUSY_POLL_BUDGET, BY_ARCH(70, 70, 70, 0x4044, 73))                                                       \
    NUMBER(SO_NETNS_COOKIE, BY_ARCH(71, 71, 71, 0x4045, 80))                                                           \
    NUMBER(SO_BUF_LOCK, BY_ARCH(72, 72, 72, 0x4046, 81))                                                               \
    NUMBER(SO_RESERVE_MEM, BY_ARCH(73, 73, 73, 0x4047, 82))                                                            \
    NUMBER(SO_TXREHASH, BY_ARCH(74, 74, 74, 0x4048, 83))                                                               \
    NUMBER(SO_RCVMARK, BY_ARCH(75, 75, 75, 0x4049, 84))                                                                \
    NUMBER(SO_DEVMEM_LINEAR, BY_ARCH(78, 78, 78, 0x404e, 87))                                                          \
    NUMBER(SO_DEVMEM_DMABUF, BY_ARCH(79, 79, 79, 0x404f, 88))                                                          \
    NUMBER(SO_DEVMEM_DONTNEED, BY_ARCH(80, 80, 80, 0x4050, 89))                                                        \
    NUMBER(SO_RCVPRIORITY, BY_ARCH(82, 82, 82, 0x404d, 91))                                                            \
    /* control messages */                                                                                             \
    NUMBER(SCM_RIGHTS, 1)                                                                                              \
    NUMBER(SCM_CREDENTIALS, 2)                                                                                         \
    NUMBER(SCM_SECURITY, 3)                                                                                            \
    NUMBER(SCM_PIDFD, 4)                                                                                               \
    NUMBER(SCM_TIMESTAMP, BY_TIME(BY_ARCH(29, 29, 29, 0x4012, 29), BY_ARCH(63, 63, 63, 0x4038, 70)))                   \
    NUMBER(SCM_TIMESTAMPNS, BY_TIME(BY_ARCH(35, 35, 35, 0x4013, 33), BY_ARCH(64, 64, 64, 0x4039, 66)))                 \
    NUMBER(SCM_TIMESTAMPING, BY_TIME(BY_ARCH(37, 37, 37, 0x4020, 35), BY_ARCH(65, 65, 65, 0x403a, 67)))                \
    NUMBER(SCM_WIFI_STATUS, BY_ARCH(41, 41, 41, 0x4022, 37))                                                           \
    NUMBER(SCM_TIMESTAMPING_OPT_STATS, BY_ARCH(54, 54, 54, 0x402f, 56))                                                \
    NUMBER(SCM_TIMESTAMPING_PKTINFO, BY_ARCH(58, 58, 58, 0x4033, 60))                                                  \
    NUMBER(SCM_TXTIME, BY_ARCH(61, 61, 61, 0x4036, 63))                                                                \
    NUMBER(SCM_DEVMEM_LINEAR, BY_ARCH(78, 78, 78, 0x404e, 87))                                                         \
    NUMBER(SCM_DEVMEM_DMABUF, BY_ARCH(79, 79, 79, 0x404f, 88))                                                         \
    NUMBER(SCM_TS_OPT_ID, BY_ARCH(81, 81, 81, 0x404c, 90))

#endif
