/* SPDX-License-Identifier: MIT */
/* netlink(7): the kernel's list of interfaces, and messages between two sockets and to a group. */
#include "flow.h"

#include <linux/if_link.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <string.h>
#include <sys/socket.h>

/* What one answer says: how many interfaces, and whether it is the last. */
static int count_links(const char *data, size_t size, int *has_loopback)
{
    int count = 0;
    for (size_t at = 0; at + sizeof(struct nlmsghdr) <= size;) {
        const struct nlmsghdr *header = (const void *)(data + at);
        const struct ifinfomsg *link = NLMSG_DATA(header);
        if (header->nlmsg_type == NLMSG_DONE)
            return -count - 1;
        if (header->nlmsg_type != RTM_NEWLINK)
            flow_fail("message of type %d", header->nlmsg_type);
        *has_loopback |= link->ifi_flags & IFF_LOOPBACK && (unsigned)link->ifi_index == if_nametoindex("lo");
        count++;
        at += NLMSG_ALIGN(header->nlmsg_len);
    }
    return count;
}

static void get_links(void)
{
    static char answer[65536] __attribute__((aligned(4)));
    struct {
        struct nlmsghdr header;
        struct ifinfomsg link;
    } request = { .header = { .nlmsg_len = sizeof(request),
                              .nlmsg_type = RTM_GETLINK,
                              .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP,
                              .nlmsg_seq = 7 } };
    struct sockfam_address from;
    int has_loopback = 0;
    int found = 0;
    struct sockfam_socket s = flow_open("netlink", "route");
    flow_bind(&s, "netlink:0");
    struct sockfam_address kernel = flow_address("netlink:0");
    flow_give(&s, &request, sizeof(request), &kernel);
    for (int count = 0; count >= 0; found += count >= 0 ? count : -count - 1) {
        size_t size = flow_take(&s, answer, sizeof(answer), &from);
        flow_is(&from, "netlink:0");
        flow_count(size);
        count = count_links(answer, size, &has_loopback);
    }
    struct if_nameindex *names = if_nameindex();
    for (int i = 0; names[i].if_index != 0; i++)
        found--;
    if_freenameindex(names);
    FLOW_REQUIRE(has_loopback && found == 0);
    flow_close(&s);
}

static void between_sockets(void)
{
    struct sockfam_address from;
    struct sockfam_socket one = flow_open("netlink", "usersock");
    struct sockfam_socket other = flow_open("netlink", "usersock");
    flow_bind(&one, "netlink:70001");
    flow_bind(&other, "netlink:3000000002,groups=0x4");
    struct sockfam_address target = flow_address("netlink:3000000002");
    struct sockfam_address group = flow_address("netlink:0,groups=0x4");
    flow_send(&one, 300, 1, &target);
    flow_receive(&other, 300, 1, &from);
    flow_is(&from, "netlink:70001");
    flow_send(&other, 200, 2, &from);
    flow_receive(&one, 200, 2, &from);
    flow_is(&from, "netlink:3000000002");
    struct sockfam_error error = { 0 };
    unsigned char data[64] = "to the group";
    (void)sockfam_socket_sendto(&one, data, sizeof(data), 0, &group,
                                &error); /* the kernel itself is not there: refused */
    unsigned char received[64];
    FLOW_REQUIRE(flow_take(&other, received, sizeof(received), &from) == 64 && memcmp(received, data, 64) == 0);
    FLOW_REQUIRE(flow_field(&from, "pid") == 70001 && flow_field(&from, "groups") == 4);
    flow_count(sizeof(data));
    flow_close(&one);
    flow_close(&other);
}

const struct flow netlink_flows[] = {
    FLOW("netlink", "route", "RTM_GETLINK: the kernel's list of interfaces", get_links),
    ROOT_FLOW("netlink", "usersock", "messages both ways, and to a group", between_sockets),
    NO_MORE_FLOWS,
};
