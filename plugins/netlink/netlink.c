/* SPDX-License-Identifier: MIT */
/* netlink(7): messages between processes and the kernel. Layout: struct sockaddr_nl, linux/netlink.h. */
#include <sockfam/short_names.h>

#include "constants.h"
#include "options.h"

/* clang-format off */
#define ROW(name, doc, number) { name, doc, "netlink", "", "NETLINK", .type = SOCKFAM_RAW, .protocol = number }
#define MODULE(name, doc, module, number) { name, doc, "netlink", module, "", .type = SOCKFAM_RAW, .protocol = number }

SOCKFAM_FORMATS({ "netlink", "a netlink socket, or groups of them", "netlink:0", .af = 16, .size = 12, .min = 12 });
SOCKFAM_FIELDS(
    { "netlink", "pid", "port id, often a process id; 0: the kernel", UINT, .at = 4, .size = 4 },
    { "netlink", "groups", "multicast groups, bits", UINT, HEX | NAMED | OPT, .at = 8, .size = 4 },
    { "netlink", "pad", "unused, zero", UINT, HEX | OPT | NAMED, .at = 2, .size = 2 });
SOCKFAM_TUPLES({ "netlink", "pid", WRAPS }, { "netlink", "groups", WRAPS });
SOCKFAM_PROTOCOLS(
    ROW("route", "links, addresses, routes", 0),
    ROW("usersock", "between processes", 2),
    ROW("sock_diag", "lists of sockets", 4),
    MODULE("xfrm", "IPsec", "xfrm_user", 6),
    ROW("audit", "audit events", 9),
    MODULE("connector", "process events and other connectors", "cn", 11),
    MODULE("netfilter", "netfilter's subsystems", "nfnetlink", 12),
    ROW("uevent", "events of devices", 15),
    ROW("generic", "families of generic netlink", 16),
    MODULE("crypto", "the kernel's algorithms", "crypto_user", 21),
    ROW("any", "any other protocol", SOCKFAM_ANY));
/* clang-format on */
SOCKFAM_CONSTANTS(NETLINK_CONSTANTS);
SOCKFAM_DRIVER("netlink", "messages between processes and the kernel", 16);
