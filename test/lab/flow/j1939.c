/* SPDX-License-Identifier: MIT */
/* SAE J1939: control units claim addresses, speak to one and to all, in one frame and in many. */
#include "flow.h"

#include <linux/can.h>
#include <linux/can/j1939.h>
#include <string.h>
#include <sys/socket.h>

#ifndef SOL_CAN_J1939
#define SOL_CAN_J1939 (SOL_CAN_BASE + CAN_J1939)
#endif

static struct sockfam_socket open_at(unsigned addr)
{
    struct sockfam_socket s = flow_open("j1939", "j1939");
    flow_set(&s, SOL_SOCKET, SO_BROADCAST, 1);
    flow_bind(&s, "j1939:vcan0,name=NONE,pgn=NONE,addr=0x%x", addr);
    struct sockfam_address name = flow_name(&s);
    flow_is(&name, "j1939:vcan0,name=0x0,pgn=0x40000,addr=0x%x", addr);
    return s;
}

/* The kernel forgets the bus of a message of several frames. */
static const char *bus_of(size_t size)
{
    return size > 8 ? "#0" : "vcan0";
}

/* One frame, several (over 8 bytes), and many (over 1785), to one unit: only it hears them. */
static void directed(void)
{
    static const size_t sizes[] = { 8, 9, 1785, 5000 };
    struct sockfam_address from;
    struct sockfam_socket one = open_at(0x20);
    struct sockfam_socket other = open_at(0x30);
    struct sockfam_socket third = open_at(0x40);
    struct sockfam_address target = flow_address("j1939:vcan0,name=0x0,pgn=0x12300,addr=0x30");
    for (unsigned i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        flow_send(&one, sizes[i], i, &target);
        flow_receive(&other, sizes[i], i, &from);
        flow_is(&from, "j1939:%s,name=0x0,pgn=0x12300,addr=0x20", bus_of(sizes[i]));
    }
    flow_silent(&third);
    flow_close(&one);
    flow_close(&other);
    flow_close(&third);
}

static void broadcast(void)
{
    static const size_t sizes[] = { 8, 100 };
    struct sockfam_address from;
    struct sockfam_socket sender = open_at(0x20);
    struct sockfam_socket others[] = { open_at(0x30), open_at(0x40) };
    struct sockfam_address all = flow_address("j1939:vcan0,name=0x0,pgn=0xfeca,addr=NONE");
    for (unsigned i = 0; i < 2; i++) {
        flow_send(&sender, sizes[i], i, &all);
        for (unsigned j = 0; j < 2; j++) {
            flow_receive(&others[j], sizes[i], i, &from);
            flow_is(&from, "j1939:%s,name=0x0,pgn=0xfeca,addr=0x20", bus_of(sizes[i]));
        }
    }
    flow_close(&sender);
    flow_close(&others[0]);
    flow_close(&others[1]);
}

#define NAME_A UINT64_C(0x8042aa0012345601)
#define NAME_B UINT64_C(0x8042aa0012345602)

static struct sockfam_socket open_named(uint64_t name, unsigned addr)
{
    struct sockfam_socket s = flow_open("j1939", "j1939");
    flow_set(&s, SOL_SOCKET, SO_BROADCAST, 1);
    flow_bind(&s, "j1939:vcan0,name=0x%llx,pgn=NONE,addr=0x%x", (unsigned long long)name, addr);
    return s;
}

/* The claim is the NAME, little-endian, to all, in the group 0xee00. */
static void claim(struct sockfam_socket *s, uint64_t name)
{
    unsigned char data[8];
    struct sockfam_address all = flow_address("j1939:vcan0,name=0x0,pgn=ADDRESS_CLAIMED,addr=NONE");
    for (unsigned i = 0; i < 8; i++)
        data[i] = (unsigned char)(name >> 8 * i);
    flow_give(s, data, sizeof(data), &all);
}

/* Once both have claimed, and a quarter of a second has passed, names stand for addresses. */
static void address_claim(void)
{
    struct sockfam_address from;
    unsigned char data[8];
    struct sockfam_socket witness = open_at(0x60);
    struct sockfam_socket one = open_named(NAME_A, 0x21);
    struct sockfam_socket other = open_named(NAME_B, 0x31);
    claim(&one, NAME_A);
    FLOW_REQUIRE(flow_take(&witness, data, sizeof(data), &from) == 8 && data[0] == 1 && data[7] == 0x80);
    flow_is(&from, "j1939:vcan0,name=0x8042aa0012345601,pgn=0xee00,addr=0x21");
    claim(&other, NAME_B);
    FLOW_REQUIRE(flow_take(&witness, data, sizeof(data), &from) == 8 && data[0] == 2);
    flow_silent(&witness);
    flow_silent(&witness);
    flow_silent(&witness);
    struct sockfam_address target = flow_address("j1939:vcan0,name=0x8042aa0012345602,pgn=0x12300,addr=NONE");
    FLOW_REQUIRE(flow_take(&other, data, sizeof(data), &from) == 8); /* A's claim */
    flow_send(&one, 20, 5, &target);
    flow_receive(&other, 20, 5, &from);
    flow_is(&from, "j1939:%s,name=0x8042aa0012345601,pgn=0x12300,addr=0x21", bus_of(20));
    flow_count(16);
    flow_close(&one);
    flow_close(&other);
    flow_close(&witness);
}

/* A frame by hand shows what the members mean: priority 6, group 0x12300, to 0x30, from 0x77. */
static void by_hand(void)
{
    struct sockfam_address from;
    struct can_frame frame = { .can_id = 0x19233077 | CAN_EFF_FLAG, .can_dlc = 8 };
    struct sockfam_socket bus = flow_open("can", "raw");
    flow_bind(&bus, "can:vcan0");
    struct sockfam_socket unit = open_at(0x30);
    flow_fill(frame.data, 8, 9);
    flow_give(&bus, &frame, sizeof(frame), NULL);
    flow_receive(&unit, 8, 9, &from);
    flow_is(&from, "j1939:vcan0,name=0x0,pgn=0x12300,addr=0x77");
    struct sockfam_address target = flow_address("j1939:vcan0,name=0x0,pgn=0x12400,addr=0x78");
    flow_send(&unit, 8, 10, &target);
    FLOW_REQUIRE(flow_take(&bus, &frame, sizeof(frame), NULL) == sizeof(frame));
    FLOW_REQUIRE((frame.can_id & 0x3ffffff) == 0x1247830);
    flow_filled(frame.data, 8, 10);
    flow_close(&unit);
    flow_close(&bus);
}

const struct flow j1939_flows[] = {
    FLOW("j1939", "j1939", "to one unit: one frame, several, many", directed),
    FLOW("j1939", "j1939", "to all units: one frame and several", broadcast),
    FLOW("j1939", "j1939", "two units claim addresses and use their names", address_claim),
    FLOW("j1939", "j1939", "frames as the bus sees them", by_hand),
    NO_MORE_FLOWS,
};
