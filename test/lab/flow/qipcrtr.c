/* SPDX-License-Identifier: MIT */
/* Qualcomm's IPC router, on this node: between ports, and what its control port tells of services. */
#include "flow.h"

#include <linux/qrtr.h>
#include <string.h>

static void datagrams(void)
{
    struct sockfam_address from;
    struct sockfam_socket one = flow_open("qipcrtr", "dgram");
    struct sockfam_socket other = flow_open("qipcrtr", "dgram");
    flow_bind(&one, "qipcrtr:1:0x4321");
    flow_bind(&other, "qipcrtr:1:0x8765");
    struct sockaddr_qrtr raw;
    struct sockfam_address name = flow_name(&one);
    memcpy(&raw, name.bytes, sizeof(raw));
    FLOW_REQUIRE(name.length == sizeof(raw) && raw.sq_node == 1 && raw.sq_port == 0x4321);
    struct sockfam_address target = flow_address("qipcrtr:1:0x8765");
    flow_send(&one, 1000, 1, &target);
    flow_receive(&other, 1000, 1, &from);
    flow_is(&from, "qipcrtr:1:0x4321");
    flow_send(&other, 900, 2, &from);
    flow_receive(&one, 900, 2, &from);
    flow_same(&from, &target);
    flow_close(&one);
    flow_close(&other);
}

static void tell_control(struct sockfam_socket *s, unsigned command, unsigned service, unsigned instance)
{
    struct qrtr_ctrl_pkt packet = { .cmd = command, .server = { .service = service, .instance = instance } };
    struct sockfam_address name = flow_name(s);
    if (command == QRTR_TYPE_NEW_SERVER) {
        packet.server.node = (uint32_t)flow_field(&name, "node");
        packet.server.port = (uint32_t)flow_field(&name, "port");
    }
    struct sockfam_address control = flow_address("qipcrtr:1:CTRL");
    flow_give(s, &packet, sizeof(packet), &control);
}

static struct qrtr_ctrl_pkt take_event(struct sockfam_socket *s)
{
    struct qrtr_ctrl_pkt packet;
    struct sockfam_address from;
    FLOW_REQUIRE(flow_take(s, &packet, sizeof(packet), &from) == sizeof(packet));
    flow_is(&from, "qipcrtr:1:CTRL");
    flow_count(sizeof(packet));
    return packet;
}

/* Who looks for a service hears of a server that comes and goes. */
static void services(void)
{
    struct sockfam_socket client = flow_open("qipcrtr", "dgram");
    struct sockfam_socket server = flow_open("qipcrtr", "dgram");
    flow_bind(&server, "qipcrtr:1:0x5555");
    tell_control(&client, QRTR_TYPE_NEW_LOOKUP, 77, 0);
    struct qrtr_ctrl_pkt event = take_event(&client);
    FLOW_REQUIRE(event.cmd == QRTR_TYPE_NEW_SERVER && event.server.service == 0); /* the list has an end */
    tell_control(&server, QRTR_TYPE_NEW_SERVER, 77, 1);
    event = take_event(&client);
    FLOW_REQUIRE(event.cmd == QRTR_TYPE_NEW_SERVER && event.server.service == 77);
    FLOW_REQUIRE(event.server.node == 1 && event.server.port == 0x5555);
    struct sockfam_address target = flow_address("qipcrtr:%u:%u", event.server.node, event.server.port);
    flow_send(&client, 64, 1, &target);
    flow_receive(&server, 64, 1, NULL);
    flow_close(&server);
    event = take_event(&client);
    FLOW_REQUIRE(event.cmd == QRTR_TYPE_DEL_SERVER && event.server.service == 77);
    flow_close(&client);
}

const struct flow qipcrtr_flows[] = {
    FLOW("qipcrtr", "dgram", "between two ports: datagrams both ways", datagrams),
    FLOW("qipcrtr", "dgram", "control port: a server comes, is found, and goes", services),
    NO_MORE_FLOWS,
};
