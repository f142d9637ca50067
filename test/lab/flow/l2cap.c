/* SPDX-License-Identifier: MIT */
/* Bluetooth between the two adapters: fixed and dynamic channels of low energy, classic ones, serial ports. */
#include "adapters.h"
#include "flow.h"

#include <stdio.h>
#include <sys/socket.h>

#define SET_CONNECTABLE 0x0007
#define SET_LE 0x000d
#define SET_ADVERTISING 0x0029

static void enable_low_energy(void)
{
    adapter_manage(0, SET_LE, "\1", 1);
    adapter_manage(1, SET_LE, "\1", 1);
    adapter_manage(1, SET_CONNECTABLE, "\1", 1);
    adapter_manage(1, SET_ADVERTISING, "\1", 1);
}

/* From adapter 0 to adapter 1, at the channel that the rest of the address names. */
static struct flow_pair connect_adapters(const char *protocol, const char *format, const char *at, const char *from)
{
    char listening[64];
    struct sockfam_error error = { 0 };
    struct flow_pair pair = { .listener = flow_open("bluetooth", protocol) };
    snprintf(listening, sizeof(listening), "%s:%s,%s", format, adapter(1).address, at);
    flow_bind(&pair.listener, "%s", listening);
    flow_check(sockfam_socket_listen(&pair.listener, 1, &error), "listen", &error);
    struct sockfam_address name = flow_name(&pair.listener);
    flow_is(&name, "%s", listening);
    pair.client = flow_open("bluetooth", protocol);
    flow_bind(&pair.client, "%s:%s,%s", format, adapter(0).address, from);
    flow_connect(&pair.client, "%s", listening);
    pair.server = flow_accept(&pair.listener, &pair.peer);
    return pair;
}

/* The peers are the two adapters. */
static void check_devices(const struct flow_pair *pair)
{
    struct sockfam_address peers[] = { flow_peer(&pair->server), flow_peer(&pair->client) };
    char text[SOCKFAM_TEXT_MAX];
    struct sockfam_error error = { 0 };
    for (unsigned i = 0; i < 2; i++) {
        const struct sockfam_field_row *field = sockfam_format_field_at(peers[i].format, 0);
        flow_check(sockfam_address_print_field(ctx, &peers[i], field, 0, text, sizeof(text), NULL, &error), "print",
                   &error);
        struct sockfam_address device = flow_address("sco:%s", text);
        flow_is(&device, "sco:%s", adapter(i).address);
    }
}

static void fixed_channel(void)
{
    enable_low_energy();
    struct flow_pair pair =
        connect_adapters("l2cap", "l2cap", "psm=0,cid=4,bdaddr_type=LE_PUBLIC", "psm=0,cid=4,bdaddr_type=LE_PUBLIC");
    check_devices(&pair);
    FLOW_REQUIRE(flow_field(&pair.peer, "cid") == 4 && flow_field(&pair.peer, "bdaddr_type") == 1);
    flow_send(&pair.client, 20, 1, NULL);
    flow_receive(&pair.server, 20, 1, NULL);
    flow_send(&pair.server, 23, 2, NULL);
    flow_receive(&pair.client, 23, 2, NULL);
    flow_pair_close(&pair);
}

static void low_energy(void)
{
    enable_low_energy();
    struct flow_pair pair =
        connect_adapters("l2cap", "l2cap", "psm=0x85,bdaddr_type=LE_PUBLIC", "psm=0,bdaddr_type=LE_PUBLIC");
    check_devices(&pair);
    FLOW_REQUIRE(flow_field(&pair.peer, "bdaddr_type") == 1);
    flow_messages(&pair.client, &pair.server);
    flow_pair_close(&pair);
}

static void classic(void)
{
    struct flow_pair pair = connect_adapters("l2cap", "l2cap", "psm=0x1001", "psm=0");
    check_devices(&pair);
    struct sockfam_address peer = flow_peer(&pair.client);
    FLOW_REQUIRE(flow_field(&peer, "psm") == 0x1001 && flow_field(&peer, "cid") >= 0x40);
    flow_messages(&pair.client, &pair.server);
    flow_pair_close(&pair);
}

static void serial_port(void)
{
    struct flow_pair pair = connect_adapters("rfcomm", "rfcomm", "channel=5", "channel=0");
    check_devices(&pair);
    struct sockfam_address peer = flow_peer(&pair.client);
    flow_is(&peer, "rfcomm:%s,5", adapter(1).address);
    flow_stream(&pair.client, &pair.server, 8192, 8192);
    flow_pair_close(&pair);
}

const struct flow l2cap_flows[] = {
    /* a fixed channel works on a fresh link only, so it comes first */
    ROOT_FLOW("bluetooth", "l2cap", "low energy, fixed channel 4: messages both ways", fixed_channel),
    ROOT_FLOW("bluetooth", "l2cap", "low energy, PSM 0x85: messages both ways", low_energy),
    FLOW("bluetooth", "l2cap", "classic, PSM 0x1001: messages both ways", classic),
    FLOW("bluetooth", "rfcomm", "channel 5: bytes both ways", serial_port),
    NO_MORE_FLOWS,
};
