/* SPDX-License-Identifier: MIT */
/* RDS over TCP: within the machine, and by cable to the other network namespace. */
#include "flow.h"

static void exchange(struct sockfam_socket *one, struct sockfam_socket *other, const char *to_other, const char *to_one)
{
    struct sockfam_address from;
    struct sockfam_address target = flow_address("%s", to_other);
    flow_send(one, 8000, 1, &target);
    flow_receive(other, 8000, 1, &from);
    flow_is(&from, "%s", to_one);
    flow_send(other, 100, 2, &from);
    flow_receive(one, 100, 2, &from);
    flow_same(&from, &target);
}

static void loopback(void)
{
    struct sockfam_socket one = flow_open("rds", "rds");
    struct sockfam_socket other = flow_open("rds", "rds");
    flow_bind(&one, "rds:127.0.0.1:4010");
    flow_bind(&other, "rds:127.0.0.2:4011");
    struct sockfam_address name = flow_name(&one);
    flow_is(&name, "rds:127.0.0.1:4010");
    exchange(&one, &other, "rds:127.0.0.2:4011", "rds:127.0.0.1:4010");
    flow_close(&one);
    flow_close(&other);
}

static void cable(void)
{
    flow_enter("far");
    struct sockfam_socket far = flow_open("rds", "rds");
    flow_bind(&far, "rds:10.7.0.2:4011");
    flow_enter(NULL);
    struct sockfam_socket near = flow_open("rds", "rds");
    flow_bind(&near, "rds:10.7.0.1:4010");
    exchange(&near, &far, "rds:10.7.0.2:4011", "rds:10.7.0.1:4010");
    flow_close(&near);
    flow_close(&far);
}

/* The same format, with the sockaddr of the other family. */
static void cable6(void)
{
    flow_enter("far");
    struct sockfam_socket far = flow_open("rds", "rds");
    flow_bind(&far, "rds:[fd07::2]:4011");
    flow_enter(NULL);
    struct sockfam_socket near = flow_open("rds", "rds");
    flow_bind(&near, "rds:[fd07::1]:4010");
    struct sockfam_address name = flow_name(&near);
    flow_is(&name, "rds:[fd07::1]:4010");
    FLOW_REQUIRE(name.length == 28);
    exchange(&near, &far, "rds:[fd07::2]:4011", "rds:[fd07::1]:4010");
    flow_close(&near);
    flow_close(&far);
}

const struct flow rds_flows[] = {
    FLOW("rds", "rds", "loopback: datagrams both ways", loopback),
    ROOT_FLOW("rds", "rds", "over TCP by cable: datagrams both ways", cable),
    ROOT_FLOW("rds", "rds", "over TCP by cable, IPv6: datagrams both ways", cable6),
    NO_MORE_FLOWS,
};
