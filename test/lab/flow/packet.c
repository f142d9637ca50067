/* SPDX-License-Identifier: MIT */
/* packet(7): frames on loopback and over the cable, whose two ends have hardware addresses that `devices` chose. */
#include "flow.h"

#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#define PROTO "0x88b5" /* for experiments, IEEE 802 */
#define NEAR "020000000701"
#define FAR "020000000702"

/* One that sees only our own protocol's frames of an interface. */
static struct sockfam_socket open_at(const char *protocol, const char *interface)
{
    struct sockfam_socket s = flow_open("packet", protocol);
    flow_bind(&s, "packet:%s,proto=" PROTO, interface);
    return s;
}

/* The members of the kernel's struct, where the C library has them. */
static void check_struct(const struct sockfam_address *address, unsigned type, unsigned hardware)
{
    struct sockaddr_ll raw;
    memcpy(&raw, address->bytes, sizeof(raw));
    FLOW_REQUIRE(flow_field(address, "proto") == 0x88b5 && raw.sll_protocol == htons(0x88b5));
    FLOW_REQUIRE(flow_field(address, "pkttype") == type && raw.sll_pkttype == type);
    FLOW_REQUIRE(flow_field(address, "hatype") == hardware && raw.sll_hatype == hardware);
    FLOW_REQUIRE(raw.sll_halen == 6);
}

/* Who watches all protocols sees a frame of loopback twice: as sent, and as received. */
static void loopback(void)
{
    struct sockfam_address from;
    struct sockfam_socket s = open_at("dgram", "lo");
    struct sockfam_socket watcher = flow_open("packet", "dgram");
    flow_bind(&watcher, "packet:lo,proto=ALL");
    struct sockfam_address target = flow_address("packet:lo,proto=" PROTO ",addr=000000000000");
    flow_send(&s, 500, 1, &target);
    unsigned seen = 0;
    for (int i = 0; i < 2; i++) {
        flow_receive(&watcher, 500, 1, &from);
        seen |= 1u << flow_field(&from, "pkttype");
        check_struct(&from, (unsigned)flow_field(&from, "pkttype"), ARPHRD_LOOPBACK);
        FLOW_REQUIRE(flow_field(&from, "interface") == if_nametoindex("lo"));
    }
    FLOW_REQUIRE(seen == (1u << PACKET_OUTGOING | 1u << PACKET_HOST));
    flow_close(&watcher);
    flow_close(&s);
}

/* The kernel writes the header; who sent it stands in the address. */
static void cable(void)
{
    struct sockfam_address from;
    flow_enter("far");
    struct sockfam_socket far = open_at("dgram", "veth1");
    unsigned far_index = if_nametoindex("veth1");
    flow_enter(NULL);
    struct sockfam_socket near = open_at("dgram", "veth0");
    struct sockfam_address name = flow_name(&near);
    flow_is(&name, "packet:veth0,proto=" PROTO ",hatype=1,addr=" NEAR);
    struct sockfam_address target = flow_address("packet:veth0,proto=" PROTO ",addr=" FAR);
    flow_send(&near, 1000, 1, &target);
    flow_receive(&far, 1000, 1, &from);
    check_struct(&from, PACKET_HOST, ARPHRD_ETHER);
    flow_is(&from, "packet:#%u,proto=" PROTO ",hatype=1,addr=" NEAR, far_index);
    target = flow_address("packet:#%u,proto=" PROTO ",addr=ffffffffffff", far_index);
    flow_send(&far, 900, 2, &target);
    do { /* our own frame comes by first */
        char data[1000];
        FLOW_REQUIRE(flow_take(&near, data, sizeof(data), &from) > 0);
    } while (flow_field(&from, "pkttype") == PACKET_OUTGOING);
    check_struct(&from, PACKET_BROADCAST, ARPHRD_ETHER);
    flow_is(&from, "packet:veth0,proto=" PROTO ",hatype=1,pkttype=BROADCAST,addr=" FAR);
    flow_count(900);
    flow_close(&near);
    flow_close(&far);
}

/* The header is ours. */
static void raw(void)
{
    struct sockfam_address from;
    struct ether_header frame[8] = {
        { .ether_dhost = { 2, 0, 0, 0, 7, 2 }, .ether_shost = { 2, 0, 0, 0, 7, 9 }, .ether_type = htons(0x88b5) }
    };
    unsigned char received[sizeof(frame) + 1];
    flow_enter("far");
    struct sockfam_socket far = open_at("raw", "veth1");
    unsigned far_index = if_nametoindex("veth1");
    flow_enter(NULL);
    struct sockfam_socket near = open_at("raw", "veth0");
    flow_fill(frame + 1, sizeof(frame) - sizeof(frame[0]), 5);
    flow_give(&near, frame, sizeof(frame), NULL);
    FLOW_REQUIRE(flow_take(&far, received, sizeof(received), &from) == sizeof(frame));
    FLOW_REQUIRE(memcmp(received, frame, sizeof(frame)) == 0);
    flow_is(&from, "packet:#%u,proto=" PROTO ",hatype=1,addr=020000000709", far_index);
    flow_count(sizeof(frame));
    flow_close(&near);
    flow_close(&far);
}

const struct flow packet_flows[] = {
    ROOT_FLOW("packet", "dgram", "loopback: a frame as sent and as received", loopback),
    ROOT_FLOW("packet", "dgram", "by cable: frames both ways, to one and to all", cable),
    ROOT_FLOW("packet", "raw", "by cable: a frame with its header", raw),
    NO_MORE_FLOWS,
};
