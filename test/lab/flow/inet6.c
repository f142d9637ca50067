/* SPDX-License-Identifier: MIT */
/* ipv6(7): on loopback, link-local over the cable with its zones, and IPv4 peers of a dual stack. */
#include "flow.h"

#include <net/if.h>
#include <netinet/icmp6.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#define SIZE ((size_t)256 * 1024)

static void check_ends(const struct flow_pair *pair)
{
    struct sockaddr_in6 raw;
    socklen_t size = sizeof(raw);
    struct sockfam_address names[] = { flow_name(&pair->client), flow_name(&pair->server) };
    struct sockfam_address peers[] = { flow_peer(&pair->server), flow_peer(&pair->client) };
    flow_same(&names[0], &peers[0]);
    flow_same(&names[1], &peers[1]);
    flow_same(&names[0], &pair->peer);
    FLOW_REQUIRE(getpeername(sockfam_socket_fd(&pair->client), (struct sockaddr *)&raw, &size) == 0);
    FLOW_REQUIRE(memcmp(&raw.sin6_addr, peers[1].bytes + 8, 16) == 0);
    FLOW_REQUIRE(flow_field(&peers[1], "port") == ntohs(raw.sin6_port));
    FLOW_REQUIRE(flow_field(&peers[1], "scope_id") == raw.sin6_scope_id);
}

static void stream(const char *protocol, size_t piece)
{
    struct flow_pair pair = flow_pair("inet6", protocol, "inet6:[::1]:0", NULL);
    check_ends(&pair);
    flow_stream(&pair.client, &pair.server, SIZE, piece);
    flow_pair_close(&pair);
}

static void tcp(void)
{
    stream("tcp", SIZE);
}

static void mptcp(void)
{
    stream("mptcp", SIZE);
}

static void sctp(void)
{
    stream("sctp", 8192); /* messages, to the kernel */
}

static void dual_stack(void)
{
    struct sockfam_error error = { 0 };
    struct flow_pair pair;
    pair.listener = flow_open("inet6", "tcp");
    flow_set(&pair.listener, IPPROTO_IPV6, IPV6_V6ONLY, 0);
    flow_set(&pair.listener, SOL_SOCKET, SO_REUSEADDR, 1);
    flow_bind(&pair.listener, "inet6:[::]:4004");
    flow_check(sockfam_socket_listen(&pair.listener, 1, &error), "listen", &error);
    pair.client = flow_open("inet", "tcp");
    flow_connect(&pair.client, "inet:127.0.0.9:4004");
    pair.server = flow_accept(&pair.listener, &pair.peer);
    struct sockfam_address name = flow_name(&pair.client);
    struct sockfam_address server = flow_name(&pair.server);
    flow_is(&pair.peer, "inet6:[::ffff:127.0.0.1]:%u", (unsigned)flow_field(&name, "port"));
    flow_is(&server, "inet6:[::ffff:127.0.0.9]:4004");
    flow_stream(&pair.client, &pair.server, SIZE, 1000);
    flow_pair_close(&pair);
}

/* A link-local address means nothing without its interface, which has another number at the other end. */
static void zones(void)
{
    struct sockfam_address from;
    flow_enter("far");
    unsigned far_index = if_nametoindex("veth1");
    struct sockfam_socket server = flow_open("inet6", "udp");
    flow_bind(&server, "inet6:[fe80::7:2%%veth1]:4005");
    struct sockfam_address far_name = flow_name(&server);
    flow_enter(NULL);
    unsigned near_index = if_nametoindex("veth0");
    FLOW_REQUIRE(near_index != 0 && far_index != 0);
    struct sockfam_socket client = flow_open("inet6", "udp");
    flow_bind(&client, "inet6:[fe80::7:1%%veth0]:4006");
    struct sockfam_address target = flow_address("inet6:[fe80::7:2%%veth0]:4005");
    flow_send(&client, 1000, 1, &target);
    flow_receive(&server, 1000, 1, &from);
    flow_is(&from, "inet6:[fe80::7:1]:4006,scope_id=%u", far_index);
    flow_is(&far_name, "inet6:[fe80::7:2]:4005,scope_id=%u", far_index);
    flow_send(&server, 1100, 2, &from);
    flow_receive(&client, 1100, 2, &from);
    flow_is(&from, "inet6:[fe80::7:2]:4005,scope_id=%u", near_index);
    flow_close(&client);
    flow_close(&server);
}

/* The label that the sender puts into an address arrives in the receiver's. */
static void flow_labels(void)
{
    struct sockfam_address from;
    struct in6_flowlabel_request_lab {
        struct in6_addr destination;
        uint32_t label;
        uint8_t action, share;
        uint16_t flags, expires, linger;
        uint32_t padding;
    } lease = { .label = htonl(0x12345), .action = 0 /* GET */, .share = 255 /* ANY */, .flags = 1 /* CREATE */ };
    struct sockfam_error error = { 0 };
    struct sockfam_socket server = flow_open("inet6", "udp");
    struct sockfam_socket client = flow_open("inet6", "udp");
    flow_bind(&server, "inet6:[::1]:4007");
    flow_set(&server, IPPROTO_IPV6, flow_constant("IPV6_FLOWINFO"), 1);
    flow_set(&client, IPPROTO_IPV6, flow_constant("IPV6_FLOWINFO_SEND"), 1);
    lease.destination = (struct in6_addr)IN6ADDR_LOOPBACK_INIT;
    flow_check(sockfam_socket_setsockopt(&client, IPPROTO_IPV6, flow_constant("IPV6_FLOWLABEL_MGR"), &lease,
                                         sizeof(lease), &error),
               "lease of a label", &error);
    flow_connect(&client, "inet6:[::1]:4007,flowinfo=0x12345");
    struct sockfam_address peer = flow_peer(&client);
    flow_is(&peer, "inet6:[::1]:4007,flowinfo=0x12345");
    flow_send(&client, 1000, 1, NULL);
    flow_receive(&server, 1000, 1, &from);
    flow_close(&client);
    flow_close(&server);
}

static void datagrams(const char *protocol)
{
    struct sockfam_address from;
    struct sockfam_socket one = flow_open("inet6", protocol);
    struct sockfam_socket other = flow_open("inet6", protocol);
    flow_bind(&one, "inet6:[::1]:0");
    flow_bind(&other, "inet6:[::1]:0");
    struct sockfam_address names[] = { flow_name(&one), flow_name(&other) };
    flow_send(&one, 1200, 1, &names[1]);
    flow_receive(&other, 1200, 1, &from);
    flow_same(&from, &names[0]);
    flow_send(&other, 8, 3, &from);
    flow_receive(&one, 8, 3, &from);
    flow_same(&from, &names[1]);
    flow_close(&one);
    flow_close(&other);
}

static void udp(void)
{
    datagrams("udp");
}

static void udplite(void)
{
    datagrams("udplite");
}

static void raw(void)
{
    struct sockfam_error error = { 0 };
    struct sockfam_address from;
    struct sockfam_socket s;
    struct icmp6_hdr echo[8] = { { .icmp6_type = ICMP6_ECHO_REQUEST, .icmp6_dataun.icmp6_un_data16 = { 7, 9 } } };
    struct icmp6_hdr answer[9];
    struct icmp6_filter only;
    flow_check(sockfam_socket_open_numbers(ctx, AF_INET6, SOCK_RAW, IPPROTO_ICMPV6, &s, &error), "socket", &error);
    ICMP6_FILTER_SETBLOCKALL(&only);
    ICMP6_FILTER_SETPASS(ICMP6_ECHO_REPLY, &only);
    flow_check(sockfam_socket_setsockopt(&s, IPPROTO_ICMPV6, ICMP6_FILTER, &only, sizeof(only), &error), "filter",
               &error);
    struct sockfam_address target = flow_address("inet6:[::1]:0");
    flow_give(&s, echo, sizeof(echo), &target);
    FLOW_REQUIRE(flow_take(&s, answer, sizeof(answer), &from) == sizeof(echo));
    FLOW_REQUIRE(answer[0].icmp6_type == ICMP6_ECHO_REPLY && answer[0].icmp6_dataun.icmp6_un_data16[1] == 9);
    flow_is(&from, "inet6:[::1]:0");
    flow_count(sizeof(echo));
    flow_close(&s);
}

const struct flow inet6_flows[] = {
    FLOW("inet6", "tcp", "loopback: bytes both ways", tcp),
    FLOW("inet6", "tcp", "dual stack: an IPv4 client, bytes both ways", dual_stack),
    FLOW("inet6", "udp", "loopback: datagrams both ways", udp),
    ROOT_FLOW("inet6", "udp", "link-local by cable: zones of two machines", zones),
    ROOT_FLOW("inet6", "udp", "a flow label, in an address", flow_labels),
    FLOW("inet6", "udplite", "loopback: datagrams both ways", udplite),
    FLOW("inet6", "mptcp", "loopback: bytes both ways", mptcp),
    FLOW("inet6", "sctp", "loopback, one association: bytes both ways", sctp),
    ROOT_FLOW("inet6", "raw", "an ICMPv6 echo made by hand, and its answer", raw),
    NO_MORE_FLOWS,
};
