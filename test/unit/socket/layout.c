/* SPDX-License-Identifier: MIT */
/* Structs that options hold, compared with those of the headers, where this machine's are as new. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <netinet/in.h>
#include <sys/socket.h>

#include <linux/can.h>
#include <linux/can/isotp.h>
#include <linux/can/j1939.h>
#include <linux/errqueue.h>
#include <linux/if_packet.h>
#include <linux/if_xdp.h>
#include <linux/net_tstamp.h>
#include <linux/rds.h>
#include <linux/tcp.h>
#include <linux/tipc.h>

#include <sockfam/sockfam.h>

/* A field of a format, and the member that it is. */
struct place {
    const char *family, *format, *field;
    size_t at, size, whole; /* the struct's size, 0: the format runs on past it, or is newer than the header */
};

#define PLACE(family, format, field, type, member)                                                                     \
    {                                                                                                                  \
        family, format, field, offsetof(type, member), sizeof(((type *)NULL)->member), sizeof(type)                    \
    }
#define TCP(field) { "inet", "tcp_info", #field, offsetof(struct tcp_info, tcpi_##field), \
                     sizeof(((struct tcp_info *)NULL)->tcpi_##field), 0 }
#define RING(field, ring, member)                                                                                      \
    {                                                                                                                  \
        "xdp", "mmap_offsets", field, offsetof(struct xdp_mmap_offsets, ring.member), 8,                               \
            sizeof(struct xdp_mmap_offsets)                                                                            \
    }

static const struct place places[] = {
    PLACE("generic", "ucred", "pid", struct ucred, pid),
    PLACE("unix", "ucred", "gid", struct ucred, gid),
    PLACE("generic", "so_timestamping", "bind_phc", struct so_timestamping, bind_phc),
    PLACE("generic", "sock_txtime", "flags", struct sock_txtime, flags),
    PLACE("inet", "ip_mreqn", "group", struct ip_mreqn, imr_multiaddr),
    PLACE("inet", "ip_mreqn", "address", struct ip_mreqn, imr_address),
    PLACE("inet", "ip_mreqn", "interface", struct ip_mreqn, imr_ifindex),
    PLACE("inet", "multicast_if", "address", struct ip_mreqn, imr_address),
    PLACE("inet", "multicast_if", "interface", struct ip_mreqn, imr_ifindex),
    PLACE("inet", "ip_mreq_source", "group", struct ip_mreq_source, imr_multiaddr),
    PLACE("inet", "ip_mreq_source", "address", struct ip_mreq_source, imr_interface),
    PLACE("inet", "ip_mreq_source", "source", struct ip_mreq_source, imr_sourceaddr),
    { "inet", "ip_msfilter", "address", offsetof(struct ip_msfilter, imsf_interface), 4, 0 },
    { "inet", "ip_msfilter", "mode", offsetof(struct ip_msfilter, imsf_fmode), 4, 0 },
    { "inet", "ip_msfilter", "sources", offsetof(struct ip_msfilter, imsf_slist), 0, 0 },
    PLACE("inet", "group_req", "group", struct group_req, gr_group),
    PLACE("inet6", "group_source", "group", struct group_source_req, gsr_group),
    PLACE("inet6", "group_source", "source", struct group_source_req, gsr_source),
    { "inet", "group_filter", "mode", offsetof(struct group_filter, gf_fmode), 4, 0 },
    { "inet", "group_filter", "sources", offsetof(struct group_filter, gf_slist), 0, 0 },
    PLACE("inet", "in_pktinfo", "local", struct in_pktinfo, ipi_spec_dst),
    PLACE("inet", "in_pktinfo", "destination", struct in_pktinfo, ipi_addr),
    PLACE("inet6", "ipv6_mreq", "interface", struct ipv6_mreq, ipv6mr_interface),
    PLACE("inet6", "in6_pktinfo", "interface", struct in6_pktinfo, ipi6_ifindex),
    PLACE("inet6", "ip6_mtuinfo", "mtu", struct ip6_mtuinfo, ip6m_mtu),
    { "inet", "extended_err", "errno", offsetof(struct sock_extended_err, ee_errno), 4, 0 },
    { "inet", "extended_err", "origin", offsetof(struct sock_extended_err, ee_origin), 1, 0 },
    { "inet", "extended_err", "type", offsetof(struct sock_extended_err, ee_type), 1, 0 },
    { "inet", "extended_err", "code", offsetof(struct sock_extended_err, ee_code), 1, 0 },
    { "inet", "extended_err", "info", offsetof(struct sock_extended_err, ee_info), 4, 0 },
    { "inet", "extended_err", "data", offsetof(struct sock_extended_err, ee_data), 4, 0 },
    { "inet", "extended_err", "offender", sizeof(struct sock_extended_err), sizeof(struct sockaddr_in), 0 },
    { "inet6", "extended_err", "offender", sizeof(struct sock_extended_err), sizeof(struct sockaddr_in6), 0 },
    PLACE("packet", "extended_err", "data", struct sock_extended_err, ee_data),
    TCP(state),
    TCP(ca_state),
    TCP(retransmits),
    TCP(probes),
    TCP(backoff),
    TCP(options),
    TCP(rto),
    TCP(ato),
    TCP(snd_mss),
    TCP(rcv_mss),
    TCP(unacked),
    TCP(sacked),
    TCP(lost),
    TCP(retrans),
    TCP(fackets),
    TCP(last_data_sent),
    TCP(last_ack_sent),
    TCP(last_data_recv),
    TCP(last_ack_recv),
    TCP(pmtu),
    TCP(rcv_ssthresh),
    TCP(rtt),
    TCP(rttvar),
    TCP(snd_ssthresh),
    TCP(snd_cwnd),
    TCP(advmss),
    TCP(reordering),
    TCP(rcv_rtt),
    TCP(rcv_space),
    TCP(total_retrans),
    TCP(pacing_rate),
    TCP(max_pacing_rate),
    TCP(bytes_acked),
    TCP(bytes_received),
    TCP(segs_out),
    TCP(segs_in),
    TCP(notsent_bytes),
    TCP(min_rtt),
    TCP(data_segs_in),
    TCP(data_segs_out),
    TCP(delivery_rate),
    TCP(busy_time),
    TCP(rwnd_limited),
    TCP(sndbuf_limited),
    TCP(delivered),
    TCP(delivered_ce),
    TCP(bytes_sent),
    TCP(bytes_retrans),
    TCP(dsack_dups),
    TCP(reord_seen),
    TCP(rcv_ooopack),
    TCP(snd_wnd),
    PLACE("inet", "tcp_md5sig", "peer", struct tcp_md5sig, tcpm_addr),
    PLACE("inet", "tcp_md5sig", "flags", struct tcp_md5sig, tcpm_flags),
    PLACE("inet", "tcp_md5sig", "prefixlen", struct tcp_md5sig, tcpm_prefixlen),
    PLACE("inet", "tcp_md5sig", "interface", struct tcp_md5sig, tcpm_ifindex),
    PLACE("inet", "tcp_md5sig", "key", struct tcp_md5sig, tcpm_key),
    PLACE("packet", "packet_mreq", "type", struct packet_mreq, mr_type),
    PLACE("packet", "packet_mreq", "address", struct packet_mreq, mr_address),
    PLACE("packet", "tpacket_stats", "freezes", struct tpacket_stats_v3, tp_freeze_q_cnt),
    PLACE("packet", "tpacket_stats", "drops", struct tpacket_stats_v3, tp_drops),
    PLACE("packet", "auxdata", "len", struct tpacket_auxdata, tp_len),
    PLACE("packet", "auxdata", "snaplen", struct tpacket_auxdata, tp_snaplen),
    PLACE("packet", "auxdata", "mac", struct tpacket_auxdata, tp_mac),
    PLACE("packet", "auxdata", "net", struct tpacket_auxdata, tp_net),
    PLACE("packet", "auxdata", "vlan_tci", struct tpacket_auxdata, tp_vlan_tci),
    PLACE("packet", "auxdata", "vlan_tpid", struct tpacket_auxdata, tp_vlan_tpid),
    { "packet", "tpacket_req", "frame_size", offsetof(struct tpacket_req3, tp_frame_size), 4,
      sizeof(struct tpacket_req) },
    { "packet", "tpacket_req", "retire", offsetof(struct tpacket_req3, tp_retire_blk_tov), 4,
      sizeof(struct tpacket_req3) },
    { "packet", "tpacket_req", "private", offsetof(struct tpacket_req3, tp_sizeof_priv), 4, 0 },
    { "packet", "tpacket_req", "features", offsetof(struct tpacket_req3, tp_feature_req_word), 4, 0 },
    PLACE("packet", "rollover_stats", "huge", struct tpacket_rollover_stats, tp_huge),
    PLACE("packet", "rollover_stats", "failed", struct tpacket_rollover_stats, tp_failed),
    PLACE("can", "can_filter", "mask", struct can_filter, can_mask),
    PLACE("isotp", "isotp_options", "frame_txtime", struct can_isotp_options, frame_txtime),
    PLACE("isotp", "isotp_options", "ext_address", struct can_isotp_options, ext_address),
    PLACE("isotp", "isotp_options", "txpad", struct can_isotp_options, txpad_content),
    PLACE("isotp", "isotp_options", "rxpad", struct can_isotp_options, rxpad_content),
    PLACE("isotp", "isotp_options", "rx_ext_address", struct can_isotp_options, rx_ext_address),
    PLACE("isotp", "isotp_fc", "stmin", struct can_isotp_fc_options, stmin),
    PLACE("isotp", "isotp_fc", "wftmax", struct can_isotp_fc_options, wftmax),
    PLACE("isotp", "isotp_ll", "tx_dl", struct can_isotp_ll_options, tx_dl),
    PLACE("isotp", "isotp_ll", "tx_flags", struct can_isotp_ll_options, tx_flags),
    PLACE("j1939", "j1939_filter", "name_mask", struct j1939_filter, name_mask),
    PLACE("j1939", "j1939_filter", "pgn", struct j1939_filter, pgn),
    PLACE("j1939", "j1939_filter", "pgn_mask", struct j1939_filter, pgn_mask),
    PLACE("j1939", "j1939_filter", "addr", struct j1939_filter, addr),
    PLACE("j1939", "j1939_filter", "addr_mask", struct j1939_filter, addr_mask),
    PLACE("xdp", "umem_reg", "len", struct xdp_umem_reg, len),
    PLACE("xdp", "umem_reg", "chunk_size", struct xdp_umem_reg, chunk_size),
    PLACE("xdp", "umem_reg", "headroom", struct xdp_umem_reg, headroom),
    PLACE("xdp", "umem_reg", "flags", struct xdp_umem_reg, flags),
    PLACE("xdp", "xdp_statistics", "rx_invalid", struct xdp_statistics, rx_invalid_descs),
    PLACE("xdp", "xdp_statistics", "tx_invalid", struct xdp_statistics, tx_invalid_descs),
    PLACE("xdp", "xdp_statistics", "rx_ring_full", struct xdp_statistics, rx_ring_full),
    PLACE("xdp", "xdp_statistics", "fill_empty", struct xdp_statistics, rx_fill_ring_empty_descs),
    PLACE("xdp", "xdp_statistics", "tx_empty", struct xdp_statistics, tx_ring_empty_descs),
    RING("rx_producer", rx, producer),
    RING("rx_consumer", rx, consumer),
    RING("rx_desc", rx, desc),
    RING("rx_flags", rx, flags),
    RING("tx_producer", tx, producer),
    RING("fill_desc", fr, desc),
    RING("comp_flags", cr, flags),
    PLACE("tipc", "group_req", "instance", struct tipc_group_req, instance),
    PLACE("tipc", "group_req", "scope", struct tipc_group_req, scope),
    PLACE("tipc", "group_req", "flags", struct tipc_group_req, flags),
    PLACE("rds", "free_mr", "flags", struct rds_free_mr_args, flags),
    PLACE("rds", "rx_trace", "points", struct rds_rx_trace_so, rx_trace_pos),
    PLACE("rds", "rdma_notify", "status", struct rds_rdma_notify, status),
};

/* The row of a field that holds here, with the size of its variant. */
static const struct sockfam_field_row *find(const struct sockfam_context *ctx, const struct place *place, size_t *whole)
{
    const struct sockfam_format *format =
        sockfam_family_struct(sockfam_family_find(ctx, place->family), place->format);
    const struct sockfam_field_row *field;
    assert_non_null(format);
    for (size_t i = 0; (field = sockfam_format_field_at(format, i)); i++)
        for (size_t variant = 0; variant < format->variant_count; variant++) {
            const struct sockfam_format_row *row = sockfam_format_variant_at(format, variant);
            bool belongs = field->when == 0 || field->when >> variant & 1;
            *whole = row->size;
            if (belongs && sockfam_context_holds(ctx, row->on) && strcmp(field->name, place->field) == 0)
                return field;
        }
    return NULL;
}

static void structs_are_those_of_the_headers(void **state)
{
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
        const struct place *place = &places[i];
        size_t whole = 0;
        const struct sockfam_field_row *field = find(*state, place, &whole);
        if (!field || field->at != place->at || field->size != place->size || (place->whole && place->whole != whole))
            fail_msg("%s of %s: at %d, %d bytes of %zu; the header has it at %zu, %zu of %zu", place->field,
                     place->format, field ? field->at : -1, field ? field->size : -1, whole, place->at, place->size,
                     place->whole);
    }
}

static int open_context(void **state)
{
    return sockfam_context_open((struct sockfam_context **)state, SOCKFAM_TEST_BUILD "/config/sockfam.json", NULL);
}

static int close_context(void **state)
{
    sockfam_context_close(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(structs_are_those_of_the_headers) };
    return cmocka_run_group_tests_name("socket_layout", tests, open_context, close_context);
}
