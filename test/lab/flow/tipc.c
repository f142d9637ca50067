/* SPDX-License-Identifier: MIT */
/* TIPC: services by name, ranges of them, sockets by id; within this node, and with the node in the other namespace. */
#include "flow.h"

#include <errno.h>
#include <linux/tipc.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define SIZE ((size_t)256 * 1024)

static struct sockfam_socket open_at(const char *protocol, const char *service)
{
    struct sockfam_socket s = flow_open("tipc", protocol);
    flow_bind(&s, "%s", service);
    return s;
}

/* A socket's name is its id: what the kernel's own struct says, in the kernel's own order. */
static struct sockfam_address id_of(struct sockfam_socket *s)
{
    struct sockaddr_tipc raw;
    struct sockfam_address name = flow_name(s);
    memcpy(&raw, name.bytes, sizeof(raw));
    FLOW_REQUIRE(name.length == sizeof(raw) && raw.addrtype == TIPC_SOCKET_ADDR);
    FLOW_REQUIRE(flow_field(&name, "addr_type") == TIPC_SOCKET_ADDR);
    FLOW_REQUIRE(flow_field(&name, "node") == raw.addr.id.node && flow_field(&name, "ref") == raw.addr.id.ref);
    return name;
}

/* By name there, by the sender's id back. */
static void by_name(const char *protocol)
{
    struct sockfam_address from;
    struct sockfam_socket server = open_at(protocol, "tipc:NAMESEQ,18888,17,17,scope=NODE");
    struct sockfam_socket client = flow_open("tipc", protocol);
    struct sockfam_address target = flow_address("tipc:NAME,18888,17");
    struct sockfam_address ids[] = { id_of(&client), id_of(&server) };
    flow_send(&client, 5000, 1, &target);
    flow_receive(&server, 5000, 1, &from);
    flow_same(&from, &ids[0]);
    flow_send(&server, 300, 2, &from);
    flow_receive(&client, 300, 2, &from);
    flow_same(&from, &ids[1]);
    flow_send(&client, 10, 3, &ids[1]);
    flow_receive(&server, 10, 3, NULL);
    flow_close(&client);
    flow_close(&server);
}

static void rdm(void)
{
    by_name("rdm");
}

static void dgram(void)
{
    by_name("dgram");
}

/* To all of the range that are there; a range beside it hears nothing. */
static void multicast(void)
{
    struct sockfam_address from;
    struct sockfam_socket servers[] = { open_at("rdm", "tipc:NAMESEQ,18889,10,19"),
                                        open_at("rdm", "tipc:NAMESEQ,18889,15,15"),
                                        open_at("rdm", "tipc:NAMESEQ,18889,21,30") };
    struct sockfam_socket client = flow_open("tipc", "rdm");
    struct sockfam_address target = flow_address("tipc:NAMESEQ,18889,0,20");
    struct sockfam_address id = id_of(&client);
    flow_send(&client, 400, 1, &target);
    for (unsigned i = 0; i < 2; i++) {
        flow_receive(&servers[i], 400, 1, &from);
        flow_same(&from, &id);
    }
    flow_silent(&servers[2]);
    for (unsigned i = 0; i < 3; i++)
        flow_close(&servers[i]);
    flow_close(&client);
}

/* The kernel waits for accept() before it says that a connection stands, so connecting goes on meanwhile. */
static struct flow_pair connect_by_name(const char *protocol, const char *service, const char *name)
{
    struct sockfam_error error = { 0 };
    struct flow_pair pair = { .listener = open_at(protocol, service), .client = flow_open("tipc", protocol) };
    struct sockfam_address target = flow_address("%s", name);
    struct sockfam_address id = id_of(&pair.client);
    flow_check(sockfam_socket_listen(&pair.listener, 1, &error), "listen", &error);
    int64_t timeout = sockfam_socket_get_timeout(&pair.client);
    flow_check(sockfam_socket_set_timeout(&pair.client, SOCKFAM_NON_BLOCKING, &error), "timeout", &error);
    FLOW_REQUIRE(sockfam_socket_connect(&pair.client, &target, &error) == -EINPROGRESS);
    pair.server = flow_accept(&pair.listener, &pair.peer);
    flow_check(sockfam_socket_set_timeout(&pair.client, timeout, &error), "timeout", &error);
    flow_same(&pair.peer, &id);
    return pair;
}

static void check_peers(struct flow_pair *pair)
{
    struct sockfam_address server = id_of(&pair->server);
    struct sockfam_address peer = flow_peer(&pair->client);
    flow_same(&peer, &server);
}

static void stream(void)
{
    struct flow_pair pair = connect_by_name("stream", "tipc:NAMESEQ,18890,1,9", "tipc:NAME,18890,5");
    flow_stream(&pair.client, &pair.server, SIZE, SIZE);
    check_peers(&pair);
    flow_pair_close(&pair);
}

static void messages(void)
{
    struct flow_pair pair = connect_by_name("seqpacket", "tipc:NAME,18891,5", "tipc:NAME,18891,5");
    flow_messages(&pair.client, &pair.server);
    check_peers(&pair);
    flow_pair_close(&pair);
}

/* The kernel's topology service says what is there: a subscription's events name range and id. */
static void topology(void)
{
    struct tipc_subscr wish = { .seq = { 18892, 0, 100 }, .timeout = UINT32_MAX, .filter = TIPC_SUB_PORTS };
    struct tipc_event event;
    struct sockfam_socket watcher = flow_open("tipc", "seqpacket");
    flow_connect(&watcher, "tipc:NAME,1,1");
    flow_give(&watcher, &wish, sizeof(wish), NULL);
    struct sockfam_socket server = open_at("rdm", "tipc:NAMESEQ,18892,40,42,scope=CLUSTER");
    struct sockfam_address id = id_of(&server);
    FLOW_REQUIRE(flow_take(&watcher, &event, sizeof(event), NULL) == sizeof(event));
    FLOW_REQUIRE(event.event == TIPC_PUBLISHED && event.found_lower == 40 && event.found_upper == 42);
    FLOW_REQUIRE(event.port.ref == flow_field(&id, "ref") && event.port.node == flow_field(&id, "node"));
    flow_bind(&server, "tipc:NAMESEQ,18892,40,42,scope=-2"); /* a negative scope takes it back */
    FLOW_REQUIRE(flow_take(&watcher, &event, sizeof(event), NULL) == sizeof(event));
    FLOW_REQUIRE(event.event == TIPC_WITHDRAWN && event.found_lower == 40);
    flow_count(2 * sizeof(event));
    flow_close(&watcher);
    flow_close(&server);
}

/* Each namespace is a node. A name of cluster scope is known in the other one soon after the nodes have met. */
static void two_nodes(void)
{
    struct sockfam_error error = { 0 };
    struct sockfam_address from;
    flow_enter("far");
    struct sockfam_socket server = open_at("rdm", "tipc:NAMESEQ,18893,7,7,scope=CLUSTER");
    struct sockfam_address far_id = id_of(&server);
    flow_enter(NULL);
    struct sockfam_socket client = flow_open("tipc", "rdm");
    struct sockfam_address near_id = id_of(&client);
    struct sockfam_address target = flow_address("tipc:NAME,18893,7,scope=CLUSTER");
    FLOW_REQUIRE(flow_field(&near_id, "node") != flow_field(&far_id, "node"));
    unsigned char data[1000];
    flow_fill(data, sizeof(data), 1);
    for (int i = 0; sockfam_socket_sendto(&client, data, sizeof(data), 0, &target, &error) < 0; i++) {
        FLOW_REQUIRE(i < 100);
        nanosleep(&(struct timespec){ .tv_nsec = 100000000 }, NULL);
    }
    flow_receive(&server, sizeof(data), 1, &from);
    flow_same(&from, &near_id);
    flow_send(&server, 2000, 2, &from);
    flow_receive(&client, 2000, 2, &from);
    flow_same(&from, &far_id);
    flow_close(&client);
    flow_close(&server);
}

const struct flow tipc_flows[] = {
    FLOW("tipc", "rdm", "by name, and back by id", rdm),
    FLOW("tipc", "dgram", "by name, and back by id", dgram),
    FLOW("tipc", "rdm", "a range of names: to all that are in it", multicast),
    FLOW("tipc", "stream", "connected by name: bytes both ways", stream),
    FLOW("tipc", "seqpacket", "connected by name: messages both ways", messages),
    FLOW("tipc", "seqpacket", "the topology service tells of a range", topology),
    ROOT_FLOW("tipc", "rdm", "by cable: another node, by name and by id", two_nodes),
    NO_MORE_FLOWS,
};
