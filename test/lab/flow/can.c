/* SPDX-License-Identifier: MIT */
/* CAN frame by frame, on virtual buses: classic and FD, filters, error frames, and the broadcast manager's cycles. */
#include "flow.h"

#include <linux/can.h>
#include <linux/can/bcm.h>
#include <linux/can/error.h>
#include <linux/can/raw.h>
#include <net/if.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>

static struct sockfam_socket open_at(const char *bus)
{
    struct sockfam_socket s = flow_open("can", "raw");
    flow_bind(&s, "can:%s", bus);
    struct sockfam_address name = flow_name(&s);
    FLOW_REQUIRE(flow_field(&name, "interface") == if_nametoindex(bus));
    return s;
}

static void give_frame(struct sockfam_socket *s, uint32_t id, unsigned char value)
{
    struct can_frame frame = { .can_id = id, .can_dlc = 8, .data = { value, 1, 2, 3, 4, 5, 6, 7 } };
    flow_give(s, &frame, sizeof(frame), NULL);
}

/* Fails unless the next frame has this id; it comes from the bus that is named. */
static struct can_frame take_frame(struct sockfam_socket *s, uint32_t id, const char *bus)
{
    struct can_frame frame;
    struct sockfam_address from;
    FLOW_REQUIRE(flow_take(s, &frame, sizeof(frame), &from) == sizeof(frame));
    flow_is(&from, "can:%s", bus);
    if (frame.can_id != id)
        flow_fail("a frame 0x%x where 0x%x should be", frame.can_id, id);
    flow_count(sizeof(frame));
    return frame;
}

static void frames(void)
{
    struct sockfam_socket one = open_at("vcan0");
    struct sockfam_socket other = open_at("vcan0");
    give_frame(&one, 0x123, 42);
    FLOW_REQUIRE(take_frame(&other, 0x123, "vcan0").data[0] == 42);
    give_frame(&other, 0x1abcdef | CAN_EFF_FLAG, 43);
    FLOW_REQUIRE(take_frame(&one, 0x1abcdef | CAN_EFF_FLAG, "vcan0").data[0] == 43);
    flow_set(&one, SOL_CAN_RAW, CAN_RAW_RECV_OWN_MSGS, 1);
    give_frame(&one, 0x1 | CAN_RTR_FLAG, 0);
    take_frame(&one, 0x1 | CAN_RTR_FLAG, "vcan0");
    flow_close(&one);
    flow_close(&other);
}

/* A socket of all buses: the address says which bus a frame came by, and chooses the one to send to. */
static void all_buses(void)
{
    struct sockfam_socket all = flow_open("can", "raw");
    struct sockfam_socket ends[] = { open_at("vcan0"), open_at("vcan1") };
    flow_bind(&all, "can:#0");
    struct sockfam_address name = flow_name(&all);
    FLOW_REQUIRE(flow_field(&name, "interface") == 0);
    for (unsigned i = 0; i < 2; i++) {
        char bus[] = "vcan0";
        bus[4] = (char)('0' + i);
        give_frame(&ends[i], 0x100 + i, 1);
        take_frame(&all, 0x100 + i, bus);
        struct can_frame frame = { .can_id = 0x200 + i, .can_dlc = 1 };
        struct sockfam_address target = flow_address("can:%s", bus);
        flow_give(&all, &frame, sizeof(frame), &target);
        take_frame(&ends[i], 0x200 + i, bus);
        flow_silent(&ends[1 - i]);
        flow_close(&ends[i]);
        ends[i] = open_at(bus);
    }
    flow_close(&ends[0]);
    flow_close(&ends[1]);
    flow_close(&all);
}

static void long_frames(void)
{
    struct canfd_frame frame = { .can_id = 0x321, .len = 64, .flags = CANFD_BRS };
    struct canfd_frame received;
    struct sockfam_address from;
    struct sockfam_socket one = open_at("vcan0");
    struct sockfam_socket other = open_at("vcan0");
    flow_set(&one, SOL_CAN_RAW, CAN_RAW_FD_FRAMES, 1);
    flow_set(&other, SOL_CAN_RAW, CAN_RAW_FD_FRAMES, 1);
    flow_fill(frame.data, sizeof(frame.data), 3);
    flow_give(&one, &frame, sizeof(frame), NULL);
    FLOW_REQUIRE(flow_take(&other, &received, sizeof(received), &from) == CANFD_MTU);
    FLOW_REQUIRE(received.can_id == 0x321 && received.len == 64 && received.flags & CANFD_BRS);
    flow_filled(received.data, sizeof(received.data), 3);
    flow_is(&from, "can:vcan0");
    flow_close(&one);
    flow_close(&other);
}

static void filters(void)
{
    struct sockfam_error error = { 0 };
    struct can_filter wanted[] = { { .can_id = 0x100, .can_mask = 0x7f0 }, { .can_id = 0x7ff, .can_mask = 0x7ff } };
    struct sockfam_socket one = open_at("vcan0");
    struct sockfam_socket other = open_at("vcan0");
    flow_check(sockfam_socket_setsockopt(&other, SOL_CAN_RAW, CAN_RAW_FILTER, wanted, sizeof(wanted), &error), "filter",
               &error);
    give_frame(&one, 0x110, 1);
    give_frame(&one, 0x105, 2);
    give_frame(&one, 0x7fe, 3);
    give_frame(&one, 0x7ff, 4);
    take_frame(&other, 0x105, "vcan0");
    take_frame(&other, 0x7ff, "vcan0");
    flow_silent(&other);
    flow_close(&one);
    flow_close(&other);
}

static void error_frames(void)
{
    struct sockfam_error error = { 0 };
    can_err_mask_t mask = CAN_ERR_BUSOFF;
    struct sockfam_socket one = open_at("vcan0");
    struct sockfam_socket other = open_at("vcan0");
    flow_check(sockfam_socket_setsockopt(&other, SOL_CAN_RAW, CAN_RAW_ERR_FILTER, &mask, sizeof(mask), &error),
               "filter", &error);
    give_frame(&one, CAN_ERR_FLAG | CAN_ERR_ACK, 0);
    give_frame(&one, CAN_ERR_FLAG | CAN_ERR_BUSOFF, 9);
    FLOW_REQUIRE(take_frame(&other, CAN_ERR_FLAG | CAN_ERR_BUSOFF, "vcan0").data[0] == 9);
    flow_close(&one);
    flow_close(&other);
}

/* What the manager is told or tells: a head, and one frame. */
union order {
    struct bcm_msg_head head;
    unsigned char bytes[sizeof(struct bcm_msg_head) + sizeof(struct can_frame)];
};

static void cycles(void)
{
    union order order = { .head = { .opcode = TX_SETUP, .flags = SETTIMER | STARTTIMER, .nframes = 1 } };
    order.head.can_id = 0x42;
    order.head.ival2.tv_usec = 20000;
    order.head.frames[0] = (struct can_frame){ .can_id = 0x42, .can_dlc = 2, .data = { 7, 8 } };
    struct sockfam_socket listener = open_at("vcan1");
    struct sockfam_socket manager = flow_open("can", "bcm");
    flow_connect(&manager, "can:vcan1");
    flow_give(&manager, &order, sizeof(order), NULL);
    for (int i = 0; i < 5; i++)
        FLOW_REQUIRE(take_frame(&listener, 0x42, "vcan1").data[1] == 8);
    flow_close(&manager);
    flow_close(&listener);
}

/* The manager tells of the frames that it was told to watch, and says whose they are. */
static void watches(void)
{
    union order order = { .head = { .opcode = RX_SETUP, .flags = RX_FILTER_ID, .can_id = 0x77 } };
    union order told;
    struct sockfam_address from;
    struct sockfam_socket manager = flow_open("can", "bcm");
    struct sockfam_socket sender = open_at("vcan1");
    flow_connect(&manager, "can:vcan1");
    flow_give(&manager, &order.head, sizeof(order.head), NULL);
    give_frame(&sender, 0x78, 1);
    give_frame(&sender, 0x77, 2);
    FLOW_REQUIRE(flow_take(&manager, &told, sizeof(told), &from) == sizeof(told));
    FLOW_REQUIRE(told.head.opcode == RX_CHANGED && told.head.frames[0].can_id == 0x77);
    FLOW_REQUIRE(told.head.frames[0].data[0] == 2);
    flow_is(&from, "can:vcan1");
    flow_count(sizeof(told));
    flow_close(&manager);
    flow_close(&sender);
}

const struct flow can_flows[] = {
    FLOW("can", "raw", "frames both ways, long ids, one's own", frames),
    FLOW("can", "raw", "one socket on all buses", all_buses),
    FLOW("can", "raw", "FD frames of 64 bytes", long_frames),
    FLOW("can", "raw", "filters keep frames out", filters),
    FLOW("can", "raw", "error frames of the kinds asked for", error_frames),
    FLOW("can", "bcm", "a frame in cycles of 20 ms", cycles),
    FLOW("can", "bcm", "a watch for one id", watches),
    NO_MORE_FLOWS,
};
