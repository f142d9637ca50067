/* SPDX-License-Identifier: MIT */
/*
 * What options of TCP hold. Layouts: linux/tcp.h. struct tcp_info grew with many kernels; what one says beyond what is
 * known here is in `more`.
 */
#ifndef SOCKFAM_INET_TCP_STRUCTS_H
#define SOCKFAM_INET_TCP_STRUCTS_H

#include "../structs.h"

/* clang-format off */
#define TCP_STRUCTS                                                                         \
    STRUCT_FROM("tcp_info", "what TCP knows of a connection", "state=1,rtt=120", 104, 248), \
    STRUCT_OF("tcp_md5sig", "a key that signs segments to a peer", "{inet:10.0.0.2:0},key=736563726574", 216)

/* Microseconds, bytes and counts since the connection began. */
#define TCP_INFO(name, doc, at, size) NAMED_AT("tcp_info", name, doc, 0, at, size)

#define TCP_MEMBERS                                                                                               \
    { "tcp_info", "state", "state of the connection, 1: established", UINT, NAMED, .at = 0, .size = 1 },          \
    TCP_INFO("ca_state", "state of congestion control", 1, 1),                                                    \
    TCP_INFO("retransmits", "retransmissions of the oldest segment", 2, 1),                                       \
    TCP_INFO("probes", "probes without an answer", 3, 1),                                                         \
    TCP_INFO("backoff", "doublings of the retransmission timer", 4, 1),                                           \
    TCP_INFO("options", "options in use, bits", 5, 1),                                                            \
    TCP_INFO("wscale", "window scales: sending, and receiving * 16", 6, 1),                                       \
    TCP_INFO("limited", "1: limited by the application; fast open * 2", 7, 1),                                    \
    TCP_INFO("rto", "retransmission timeout, microseconds", 8, 4),                                                \
    TCP_INFO("ato", "delayed acknowledgement, microseconds", 12, 4),                                              \
    TCP_INFO("snd_mss", "segment sent, bytes", 16, 4),                                                            \
    TCP_INFO("rcv_mss", "segment received, bytes", 20, 4),                                                        \
    TCP_INFO("unacked", "segments not acknowledged", 24, 4),                                                      \
    TCP_INFO("sacked", "segments acknowledged out of order", 28, 4),                                              \
    TCP_INFO("lost", "segments lost", 32, 4),                                                                     \
    TCP_INFO("retrans", "segments being retransmitted", 36, 4),                                                   \
    TCP_INFO("fackets", "no longer in use", 40, 4),                                                               \
    TCP_INFO("last_data_sent", "since data was sent, milliseconds", 44, 4),                                       \
    TCP_INFO("last_ack_sent", "no longer in use", 48, 4),                                                         \
    TCP_INFO("last_data_recv", "since data came, milliseconds", 52, 4),                                           \
    TCP_INFO("last_ack_recv", "since an acknowledgement came, milliseconds", 56, 4),                              \
    TCP_INFO("pmtu", "path MTU, bytes", 60, 4),                                                                   \
    TCP_INFO("rcv_ssthresh", "limit of the receive window, bytes", 64, 4),                                        \
    TCP_INFO("rtt", "smoothed round trip, microseconds", 68, 4),                                                  \
    TCP_INFO("rttvar", "its variation, microseconds", 72, 4),                                                     \
    TCP_INFO("snd_ssthresh", "slow start threshold, segments", 76, 4),                                            \
    TCP_INFO("snd_cwnd", "congestion window, segments", 80, 4),                                                   \
    TCP_INFO("advmss", "segment advertised, bytes", 84, 4),                                                       \
    TCP_INFO("reordering", "segments that may overtake", 88, 4),                                                  \
    TCP_INFO("rcv_rtt", "round trip of the receiver, microseconds", 92, 4),                                       \
    TCP_INFO("rcv_space", "space for receiving, bytes", 96, 4),                                                   \
    TCP_INFO("total_retrans", "segments retransmitted in all", 100, 4),                                           \
    TCP_INFO("pacing_rate", "bytes a second", 104, 8),                                                            \
    TCP_INFO("max_pacing_rate", "most bytes a second", 112, 8),                                                   \
    TCP_INFO("bytes_acked", "bytes acknowledged", 120, 8),                                                        \
    TCP_INFO("bytes_received", "bytes received", 128, 8),                                                         \
    TCP_INFO("segs_out", "segments sent", 136, 4),                                                                \
    TCP_INFO("segs_in", "segments received", 140, 4),                                                             \
    TCP_INFO("notsent_bytes", "bytes not sent yet", 144, 4),                                                      \
    TCP_INFO("min_rtt", "shortest round trip, microseconds", 148, 4),                                             \
    TCP_INFO("data_segs_in", "segments with data received", 152, 4),                                              \
    TCP_INFO("data_segs_out", "segments with data sent", 156, 4),                                                 \
    TCP_INFO("delivery_rate", "bytes a second", 160, 8),                                                          \
    TCP_INFO("busy_time", "time with data to send, microseconds", 168, 8),                                        \
    TCP_INFO("rwnd_limited", "of it limited by the receiver, microseconds", 176, 8),                              \
    TCP_INFO("sndbuf_limited", "of it limited by the send buffer, microseconds", 184, 8),                         \
    TCP_INFO("delivered", "segments delivered", 192, 4),                                                          \
    TCP_INFO("delivered_ce", "of them with congestion marked", 196, 4),                                           \
    TCP_INFO("bytes_sent", "bytes sent", 200, 8),                                                                 \
    TCP_INFO("bytes_retrans", "bytes sent again", 208, 8),                                                        \
    TCP_INFO("dsack_dups", "duplicates that the peer reports", 216, 4),                                           \
    TCP_INFO("reord_seen", "times that segments overtook", 220, 4),                                               \
    TCP_INFO("rcv_ooopack", "segments received out of order", 224, 4),                                            \
    TCP_INFO("snd_wnd", "window of the peer, bytes", 228, 4),                                                     \
    TCP_INFO("rcv_wnd", "window advertised, bytes", 232, 4),                                                      \
    TCP_INFO("rehash", "times that another route was tried", 236, 4),                                             \
    TCP_INFO("total_rto", "timeouts", 240, 2),                                                                    \
    TCP_INFO("rto_recoveries", "times recovered from timeouts", 242, 2),                                          \
    TCP_INFO("total_rto_time", "time spent on timeouts, milliseconds", 244, 4),                                   \
    { "tcp_info", "more", "what a newer kernel says besides", BYTES, TAIL | OPT | NAMED, .at = 248, .max = 512 }, \
    { "tcp_md5sig", "peer", "address of the peer", ADDRESS, .at = 0, .size = 128 },                               \
    { "tcp_md5sig", "key", "key, at most 80 bytes", BYTES, OPT | NAMED, .at = 136, .size = 80, .len_at = 130,     \
      .len_size = 2 },                                                                                            \
    NAMED_AT("tcp_md5sig", "flags", "TCP_MD5SIG_FLAG_*", HEX, 128, 1),                                            \
    NAMED_AT("tcp_md5sig", "prefixlen", "bits of the address that matter", 0, 129, 1),                            \
    { "tcp_md5sig", "interface", "by which interface", IFACE, OPT | NAMED, .at = 132, .size = 4 }
/* clang-format on */

#endif
