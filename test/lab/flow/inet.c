/* SPDX-License-Identifier: MIT */
/* ip(7): IPv4, on loopback, and over the cable to the other network namespace. */
#include "flow.h"

#include <netinet/in.h>
#include <netinet/ip_icmp.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#define SIZE ((size_t)256 * 1024)

#define UDPLITE_SEND_CSCOV 10
#define UDPLITE_RECV_CSCOV 11

/* Each end's name is the other's peer, and the numbers are where the C library's struct has them. */
static void check_ends(const struct flow_pair *pair, uint32_t host)
{
    struct sockaddr_in raw;
    socklen_t size = sizeof(raw);
    struct sockfam_address names[] = { flow_name(&pair->client), flow_name(&pair->server) };
    struct sockfam_address peers[] = { flow_peer(&pair->server), flow_peer(&pair->client) };
    flow_same(&names[0], &peers[0]);
    flow_same(&names[1], &peers[1]);
    flow_same(&names[0], &pair->peer);
    FLOW_REQUIRE(getpeername(sockfam_socket_fd(&pair->client), (struct sockaddr *)&raw, &size) == 0);
    FLOW_REQUIRE(raw.sin_family == AF_INET && raw.sin_addr.s_addr == htonl(host));
    FLOW_REQUIRE(flow_field(&peers[1], "port") == ntohs(raw.sin_port));
}

static void stream(const char *protocol, size_t piece)
{
    struct flow_pair pair = flow_pair("inet", protocol, "inet:127.0.0.2:0", NULL);
    check_ends(&pair, 0x7f000002);
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

static void cable(void)
{
    struct flow_pair pair;
    struct sockfam_error error = { 0 };
    flow_enter("far");
    pair.listener = flow_open("inet", "tcp");
    flow_set(&pair.listener, SOL_SOCKET, SO_REUSEADDR, 1);
    flow_bind(&pair.listener, "inet:10.7.0.2:4000");
    flow_check(sockfam_socket_listen(&pair.listener, 1, &error), "listen", &error);
    flow_enter(NULL);
    pair.client = flow_open("inet", "tcp");
    flow_connect(&pair.client, "inet:10.7.0.2:4000");
    pair.server = flow_accept(&pair.listener, &pair.peer);
    check_ends(&pair, 0x0a070002);
    flow_stream(&pair.client, &pair.server, SIZE, SIZE);
    flow_pair_close(&pair);
}

static void exchange(struct sockfam_socket *one, struct sockfam_socket *other)
{
    struct sockfam_address from;
    struct sockfam_address names[] = { flow_name(one), flow_name(other) };
    flow_send(one, 1200, 1, &names[1]);
    flow_receive(other, 1200, 1, &from);
    flow_same(&from, &names[0]);
    flow_send(other, 0, 2, &from);
    flow_receive(one, 0, 2, &from);
    flow_send(other, 8, 3, &names[0]);
    flow_receive(one, 8, 3, &from);
    flow_same(&from, &names[1]);
}

static void datagrams(const char *protocol, int coverage)
{
    struct sockfam_socket one = flow_open("inet", protocol);
    struct sockfam_socket other = flow_open("inet", protocol);
    flow_bind(&one, "inet:127.0.0.1:0");
    flow_bind(&other, "inet:127.0.0.3:0");
    if (coverage) {
        flow_set(&one, IPPROTO_UDPLITE, UDPLITE_SEND_CSCOV, coverage);
        flow_set(&other, IPPROTO_UDPLITE, UDPLITE_RECV_CSCOV, coverage);
        FLOW_REQUIRE(flow_get(&one, IPPROTO_UDPLITE, UDPLITE_SEND_CSCOV) == coverage);
    }
    exchange(&one, &other);
    flow_close(&one);
    flow_close(&other);
}

static void udp(void)
{
    datagrams("udp", 0);
}

static void udplite(void)
{
    datagrams("udplite", 20);
}

static void sctp_many(void)
{
    struct sockfam_error error = { 0 };
    struct sockfam_address from;
    struct sockfam_socket server = flow_open("inet", "sctp_seqpacket");
    struct sockfam_socket clients[2] = { flow_open("inet", "sctp_seqpacket"), flow_open("inet", "sctp_seqpacket") };
    flow_bind(&server, "inet:127.0.0.1:0");
    flow_check(sockfam_socket_listen(&server, 1, &error), "listen", &error);
    struct sockfam_address target = flow_name(&server);
    for (unsigned i = 0; i < 2; i++) {
        flow_bind(&clients[i], "inet:127.0.0.%u:0", 10 + i);
        struct sockfam_address name = flow_name(&clients[i]);
        flow_send(&clients[i], 2000, i, &target);
        flow_receive(&server, 2000, i, &from);
        flow_same(&from, &name);
        flow_send(&server, 500, i, &from);
        flow_receive(&clients[i], 500, i, &from);
        flow_same(&from, &target);
    }
    flow_close(&clients[0]);
    flow_close(&clients[1]);
    flow_close(&server);
}

static uint16_t checksum(const void *data, size_t size)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < size; i += 2) {
        uint16_t word;
        memcpy(&word, (const char *)data + i, sizeof(word));
        sum += word;
    }
    return (uint16_t) ~(sum + (sum >> 16));
}

/* An echo request by hand: raw sockets see it and the kernel's answer, with the IP header in front. */
static void raw(void)
{
    struct sockfam_error error = { 0 };
    struct sockfam_address from;
    struct sockfam_socket s;
    unsigned char packet[20 + 64];
    struct icmphdr echo[8] = { { .type = ICMP_ECHO, .un.echo = { .id = 7, .sequence = 1 } } };
    echo[0].checksum = checksum(echo, sizeof(echo));
    flow_check(sockfam_socket_open_numbers(ctx, AF_INET, SOCK_RAW, IPPROTO_ICMP, &s, &error), "socket", &error);
    flow_bind(&s, "inet:127.0.0.1:0");
    struct sockfam_address target = flow_address("inet:127.0.0.7:0");
    flow_give(&s, echo, sizeof(echo), &target);
    size_t received = flow_take(&s, packet, sizeof(packet), &from);
    FLOW_REQUIRE(received == 20 + 64 && packet[20] == ICMP_ECHOREPLY && memcmp(packet + 24, "\7\0\1\0", 4) == 0);
    flow_is(&from, "inet:127.0.0.7:0");
    flow_count(received);
    flow_close(&s);
}

static void ping(void)
{
    struct sockfam_address from;
    struct icmphdr echo[8] = { { .type = ICMP_ECHO, .un.echo = { .sequence = 0x0203 } } };
    struct icmphdr answer[9] = { { .type = 0 } };
    FILE *range = fopen("/proc/sys/net/ipv4/ping_group_range", "w");
    FLOW_REQUIRE(range && fputs("0 2147483647", range) >= 0 && fclose(range) == 0);
    struct sockfam_socket s = flow_open("inet", "ping");
    flow_bind(&s, "inet:127.0.0.1:4711"); /* the port is the echo's id */
    struct sockfam_address target = flow_address("inet:127.0.0.8:0");
    flow_give(&s, echo, sizeof(echo), &target);
    FLOW_REQUIRE(flow_take(&s, answer, sizeof(answer), &from) == sizeof(echo));
    FLOW_REQUIRE(answer[0].type == ICMP_ECHOREPLY && answer[0].un.echo.sequence == 0x0203);
    FLOW_REQUIRE(answer[0].un.echo.id == htons(4711));
    flow_is(&from, "inet:127.0.0.8:0");
    flow_count(sizeof(echo));
    flow_close(&s);
}

const struct flow inet_flows[] = {
    FLOW("inet", "tcp", "loopback: bytes both ways", tcp),
    ROOT_FLOW("inet", "tcp", "another network namespace, by cable: bytes both ways", cable),
    FLOW("inet", "udp", "loopback: datagrams both ways, an empty one too", udp),
    FLOW("inet", "udplite", "loopback: 20 bytes of each datagram checksummed", udplite),
    FLOW("inet", "mptcp", "loopback: bytes both ways", mptcp),
    FLOW("inet", "sctp", "loopback, one association: bytes both ways", sctp),
    FLOW("inet", "sctp_seqpacket", "loopback, two associations at one socket", sctp_many),
    ROOT_FLOW("inet", "ping", "an echo, and its answer", ping),
    ROOT_FLOW("inet", "raw", "an ICMP echo made by hand, and its answer", raw),
    NO_MORE_FLOWS,
};
