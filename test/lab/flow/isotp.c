/* SPDX-License-Identifier: MIT */
/* ISO 15765-2: messages longer than frames, between two control units on a virtual bus. */
#include "flow.h"

#include <linux/can.h>
#include <linux/can/isotp.h>
#include <linux/can/raw.h>
#include <sys/socket.h>

static struct sockfam_socket open_at(unsigned receive, unsigned send)
{
    struct sockfam_socket s = flow_open("isotp", "isotp");
    flow_bind(&s, "isotp:vcan0,rx=0x%x,tx=0x%x", receive, send);
    struct sockfam_address name = flow_name(&s);
    flow_is(&name, "isotp:vcan0,rx=0x%x,tx=0x%x", receive, send);
    return s;
}

static void exchange(struct sockfam_socket *tester, struct sockfam_socket *unit, size_t size)
{
    flow_send(tester, size, 1, NULL);
    flow_receive(unit, size, 1, NULL);
    flow_send(unit, size, 2, NULL);
    flow_receive(tester, size, 2, NULL);
}

static void ids(unsigned one, unsigned other)
{
    struct sockfam_socket tester = open_at(one, other);
    struct sockfam_socket unit = open_at(other, one);
    exchange(&tester, &unit, 7);
    exchange(&tester, &unit, 8);
    exchange(&tester, &unit, 4095);
    flow_close(&tester);
    flow_close(&unit);
}

static void short_ids(void)
{
    ids(0x7e8, 0x7e0);
}

static void long_ids(void)
{
    ids(0x18daf110 | CAN_EFF_FLAG, 0x18da10f1 | CAN_EFF_FLAG);
}

/* With WAIT_TX_DONE sending takes until the last frame is out: the receiver has it all then. */
static void wait_until_sent(void)
{
    struct sockfam_error error = { 0 };
    struct can_isotp_options options = { .flags = CAN_ISOTP_WAIT_TX_DONE };
    struct sockfam_socket tester = flow_open("isotp", "isotp");
    flow_check(sockfam_socket_setsockopt(&tester, SOL_CAN_ISOTP, CAN_ISOTP_OPTS, &options, sizeof(options), &error),
               "options", &error);
    flow_bind(&tester, "isotp:vcan0,rx=0x701,tx=0x702");
    struct sockfam_socket unit = open_at(0x702, 0x701);
    flow_send(&tester, 1500, 3, NULL);
    flow_check(sockfam_socket_set_timeout(&unit, SOCKFAM_NON_BLOCKING, &error), "timeout", &error);
    flow_receive(&unit, 1500, 3, NULL);
    flow_close(&tester);
    flow_close(&unit);
}

/* The frames themselves, as the bus sees them: the ids of the addresses are theirs. */
static void on_the_bus(void)
{
    struct can_frame frame;
    struct sockfam_socket bus = flow_open("can", "raw");
    flow_bind(&bus, "can:vcan0");
    struct sockfam_socket tester = open_at(0x7e8, 0x7e0);
    flow_send(&tester, 5, 4, NULL);
    FLOW_REQUIRE(flow_take(&bus, &frame, sizeof(frame), NULL) == sizeof(frame));
    FLOW_REQUIRE(frame.can_id == 0x7e0 && frame.data[0] == 5);
    flow_filled(frame.data + 1, 5, 4);
    flow_close(&tester);
    flow_close(&bus);
}

const struct flow isotp_flows[] = {
    FLOW("isotp", "isotp", "11-bit ids: up to 4095 bytes both ways", short_ids),
    FLOW("isotp", "isotp", "29-bit ids: up to 4095 bytes both ways", long_ids),
    FLOW("isotp", "isotp", "WAIT_TX_DONE: sent means received", wait_until_sent),
    FLOW("isotp", "isotp", "a frame as the bus sees it", on_the_bus),
    NO_MORE_FLOWS,
};
