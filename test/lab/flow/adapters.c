/* SPDX-License-Identifier: MIT */
#include "adapters.h"

#include "flow.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>

/* BlueZ's numbers and structs; its headers need not be installed. */
#define HCIGETDEVINFO _IOR('H', 211, int)
#define HCIDEVUP _IOW('H', 201, int)
#define HCIDEVDOWN _IOW('H', 202, int)
#define HCISETSCAN _IOW('H', 221, int)
#define SCAN_INQUIRY_AND_PAGE 3

#define MANAGED_HEADER 6
#define COMMAND_COMPLETE 1
#define COMMAND_STATUS 2

struct hci_dev_info {
    uint16_t dev_id;
    char name[8];
    uint8_t bdaddr[6];
    uint8_t rest[128];
};

struct hci_dev_req {
    uint16_t dev_id;
    uint32_t dev_opt;
};

/* `argument` is a number for some requests, an address for others. */
static void control(unsigned long request, uintptr_t argument, const char *what)
{
    struct sockfam_socket s = flow_open("bluetooth", "hci");
    if (ioctl(sockfam_socket_fd(&s), request, argument) < 0)
        flow_fail("%s: %s", what, strerror(errno));
    flow_close(&s);
}

void adapter_power(unsigned index, int on)
{
    control(on ? HCIDEVUP : HCIDEVDOWN, index, on ? "HCIDEVUP" : "HCIDEVDOWN");
}

struct adapter adapter(unsigned index)
{
    struct adapter found;
    struct hci_dev_info info = { .dev_id = (uint16_t)index };
    control(HCIGETDEVINFO, (uintptr_t)&info, "HCIGETDEVINFO");
    snprintf(found.address, sizeof(found.address), "%02X:%02X:%02X:%02X:%02X:%02X", info.bdaddr[5], info.bdaddr[4],
             info.bdaddr[3], info.bdaddr[2], info.bdaddr[1], info.bdaddr[0]);
    return found;
}

void adapter_scan(unsigned index)
{
    struct hci_dev_req request = { .dev_id = (uint16_t)index, .dev_opt = SCAN_INQUIRY_AND_PAGE };
    control(HCISETSCAN, (uintptr_t)&request, "HCISETSCAN");
}

static void put16(unsigned char *at, unsigned value)
{
    at[0] = (unsigned char)value;
    at[1] = (unsigned char)(value >> 8);
}

static unsigned get16(const unsigned char *at)
{
    return at[0] | (unsigned)at[1] << 8;
}

void adapter_manage(unsigned index, unsigned command, const void *parameters, unsigned size)
{
    unsigned char data[512];
    struct sockfam_socket s = flow_open("bluetooth", "hci");
    flow_bind(&s, "hci:NONE,channel=CONTROL");
    put16(data, command);
    put16(data + 2, index);
    put16(data + 4, size);
    memcpy(data + MANAGED_HEADER, parameters, size);
    flow_give(&s, data, MANAGED_HEADER + size, NULL);
    for (unsigned event = 0; event != COMMAND_COMPLETE;) {
        flow_take(&s, data, sizeof(data), NULL);
        event = get16(data);
        if (event != COMMAND_COMPLETE && event != COMMAND_STATUS)
            continue;
        FLOW_REQUIRE(get16(data + 2) == index && get16(data + MANAGED_HEADER) == command);
        if (data[MANAGED_HEADER + 2] != 0)
            flow_fail("management command 0x%x: status 0x%x", command, data[MANAGED_HEADER + 2]);
    }
    flow_close(&s);
}
