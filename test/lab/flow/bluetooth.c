/* SPDX-License-Identifier: MIT */
/* Bluetooth's adapters themselves, by the kernel's several channels to them; and audio, as far as the emulator goes. */
#include "adapters.h"
#include "flow.h"

#include <string.h>
#include <sys/socket.h>

#define READ_VERSION 0x0001
#define READ_INDEX_LIST 0x0003
#define NEW_INDEX 0 /* monitor */
#define HCI_FILTER 2

struct hci_filter {
    uint32_t types;
    uint32_t events[2];
    uint16_t command;
};

/* The adapter says its address itself: it is the one that the kernel has. */
static void raw_channel(void)
{
    static const unsigned char read_address[] = { 1, 0x09, 0x10, 0 };
    struct hci_filter filter = { .types = 1u << 4, .events = { 1u << 14, 0 } };
    struct sockfam_error error = { 0 };
    for (unsigned index = 0; index < 2; index++) {
        unsigned char answer[64];
        struct sockfam_socket s = flow_open("bluetooth", "hci");
        flow_check(sockfam_socket_setsockopt(&s, 0, HCI_FILTER, &filter, sizeof(filter), &error), "filter", &error);
        flow_bind(&s, "hci:%u", index);
        struct sockfam_address name = flow_name(&s);
        flow_is(&name, "hci:%u", index);
        flow_give(&s, read_address, sizeof(read_address), NULL);
        FLOW_REQUIRE(flow_take(&s, answer, sizeof(answer), NULL) == 13);
        FLOW_REQUIRE(memcmp(answer, "\x04\x0e\x0a", 3) == 0 && memcmp(answer + 4, "\x09\x10\x00", 3) == 0);
        struct sockfam_address device = flow_address("sco:%s", adapter(index).address);
        FLOW_REQUIRE(memcmp(answer + 7, device.bytes + 2, 6) == 0);
        flow_count(13);
        flow_close(&s);
    }
}

static void control_channel(void)
{
    unsigned char answer[64];
    struct sockfam_socket s = flow_open("bluetooth", "hci");
    flow_bind(&s, "hci:NONE,channel=CONTROL");
    flow_give(&s, "\x03\x00\xff\xff\x00\x00", 6, NULL);
    do
        FLOW_REQUIRE(flow_take(&s, answer, sizeof(answer), NULL) >= 6);
    while (answer[0] != 1);
    FLOW_REQUIRE(memcmp(answer + 6, "\x03\x00\x00\x02\x00", 5) == 0); /* the command's number, success, two adapters */
    flow_count(6 + 9);
    flow_close(&s);
}

/* What the monitor tells a newcomer: the kernel's version and each adapter, with its address. */
static void monitor_channel(void)
{
    unsigned seen = 0;
    struct sockfam_socket s = flow_open("bluetooth", "hci");
    flow_bind(&s, "hci:NONE,channel=MONITOR");
    while (seen != 3) {
        unsigned char data[512];
        size_t size = flow_take(&s, data, sizeof(data), NULL);
        flow_count(size);
        if (data[0] != NEW_INDEX || data[1] != 0)
            continue;
        FLOW_REQUIRE(size == 6 + 16 && data[2] < 2);
        struct sockfam_address device = flow_address("sco:%s", adapter(data[2]).address);
        FLOW_REQUIRE(memcmp(data + 6 + 2, device.bytes + 2, 6) == 0);
        seen |= 1u << data[2];
    }
    flow_close(&s);
}

/* An adapter for oneself alone; the kernel's own use of it ends first. */
static void user_channel(void)
{
    static const unsigned char reset[] = { 1, 0x03, 0x0c, 0 };
    unsigned char answer[64];
    adapter_power(1, 0);
    struct sockfam_socket s = flow_open("bluetooth", "hci");
    flow_bind(&s, "hci:1,channel=USER");
    struct sockfam_address name = flow_name(&s);
    flow_is(&name, "hci:1,channel=USER");
    FLOW_REQUIRE(name.bytes[4] == 1);
    flow_give(&s, reset, sizeof(reset), NULL);
    FLOW_REQUIRE(flow_take(&s, answer, sizeof(answer), NULL) == 7);
    FLOW_REQUIRE(memcmp(answer, "\x04\x0e\x04", 3) == 0 && memcmp(answer + 4, "\x03\x0c\x00", 3) == 0);
    flow_count(7);
    flow_close(&s);
    adapter_power(1, 1);
    adapter_scan(1);
}

/* The emulator connects no audio: names only. */
static void audio(void)
{
    struct sockfam_error error = { 0 };
    struct sockfam_socket s = flow_open("bluetooth", "sco");
    flow_bind(&s, "sco:%s", adapter(0).address);
    struct sockfam_address name = flow_name(&s);
    flow_is(&name, "sco:%s", adapter(0).address);
    flow_check(sockfam_socket_listen(&s, 1, &error), "listen", &error);
    flow_close(&s);
}

const struct flow bluetooth_flows[] = {
    ROOT_FLOW("bluetooth", "hci", "raw: both adapters say their addresses", raw_channel),
    ROOT_FLOW("bluetooth", "hci", "control: the list of adapters", control_channel),
    ROOT_FLOW("bluetooth", "hci", "monitor: what it tells a newcomer", monitor_channel),
    ROOT_FLOW("bluetooth", "hci", "user: an adapter of one's own, reset", user_channel),
    FLOW("bluetooth", "sco", "bound and named, listening", audio),
    NO_MORE_FLOWS,
};
