/* SPDX-License-Identifier: MIT */
/* Options and messages that are structs, arrays, addresses or lengths, on the real kernel where this one has them. */
#include "fake.h"

#include <arpa/inet.h>
#include <linux/errqueue.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>

static struct sockfam_socket s = { .fd = -1 }, peer = { .fd = -1 };
static char text[SOCKFAM_STRUCT_TEXT_MAX];
static size_t room[128];
static char buffer[100];

#define set(name, value) sockfam_socket_set_option(&s, name, value, SOCKFAM_TO_NUL, &error)

static const char *get(const char *name)
{
    want_ok(sockfam_socket_get_option(&s, name, text, sizeof(text), NULL, &error));
    return text;
}

static void open_or_skip(const char *family, const char *protocol)
{
    if (sockfam_socket_open(ctx, family, protocol, &s, &error) == 0)
        return;
    want_system(family);
    print_message("SKIP: %s: %s\n", family, error.message);
    skip();
}

static void shut(void)
{
    sockfam_socket_close(&s, NULL);
    sockfam_socket_close(&peer, NULL);
}

/* ------------------------------------------------------------------ multicast */

static void membership_is_joined_by_text(void **state)
{
    (void)state;
    open_or_skip("inet", "udp");
    want_ok(set("IP_ADD_MEMBERSHIP", "239.1.2.3,interface=lo"));
    want_error(set("IP_ADD_MEMBERSHIP", "239.1.2.3,interface=#1"), OS, EADDRINUSE);
    want_ok(set("IP_DROP_MEMBERSHIP", "239.1.2.3,#1"));
    want_error(set("IP_DROP_MEMBERSHIP", "239.1.2.3,#1"), OS, EADDRNOTAVAIL);
    want_ok(set("IP_ADD_MEMBERSHIP", "239.1.2.3,address=127.0.0.1"));
    want_ok(set("IP_MULTICAST_IF", "lo"));
    want_ok(set("IP_MULTICAST_IF", "address=127.0.0.1"));
    want_ok(set("IP_MULTICAST_IF", ""));
    shut();
}

static void membership_is_joined_by_address(void **state)
{
    (void)state;
    open_or_skip("inet", "udp");
    want_ok(set("MCAST_JOIN_GROUP", "lo,{inet:239.1.2.4:0}"));
    want_error(set("MCAST_JOIN_GROUP", "#1,{inet:239.1.2.4:0}"), OS, EADDRINUSE);
    want_ok(set("MCAST_LEAVE_GROUP", "#1,{inet:239.1.2.4:0}"));
    want_ok(set("MCAST_JOIN_SOURCE_GROUP", "#1,{inet:239.1.2.4:0},{inet:127.0.0.9:0}"));
    want_ok(set("IP_DROP_SOURCE_MEMBERSHIP", "239.1.2.4,127.0.0.9,address=127.0.0.1"));
    shut();
}

static void membership_of_ipv6(void **state)
{
    (void)state;
    open_or_skip("inet6", "udp");
    if (set("IPV6_JOIN_GROUP", "[ff02::1234],lo") < 0) {
        want_system("inet6");
        print_message("SKIP: no IPv6 multicast on lo: %s\n", error.message);
        shut();
        skip();
    }
    want_ok(set("IPV6_LEAVE_GROUP", "[ff02::1234],interface=#1"));
    want_ok(set("MCAST_JOIN_GROUP", "#1,{inet6:[ff02::1234]:0}"));
    want_ok(set("MCAST_LEAVE_GROUP", "#1,{inet6:[ff02::1234]:0}"));
    shut();
}

static const char *ask(const char *name, const char *question)
{
    want_ok(sockfam_socket_ask_option(&s, name, question, SOCKFAM_TO_NUL, text, sizeof(text), NULL, &error));
    return text;
}

static void filter_is_asked_for_by_group(void **state)
{
    (void)state;
    open_or_skip("inet", "udp");
    want_ok(set("IP_ADD_MEMBERSHIP", "239.1.2.5,address=127.0.0.1"));
    assert_string_equal(ask("IP_MSFILTER", "239.1.2.5,127.0.0.1"), "239.1.2.5,127.0.0.1,0");
    want_ok(set("IP_MSFILTER", "239.1.2.5,127.0.0.1,EXCLUDE,sources=127.0.0.7+127.0.0.8"));
    assert_string_equal(ask("IP_MSFILTER", "239.1.2.5,127.0.0.1"), "239.1.2.5,127.0.0.1,0,sources=127.0.0.7+127.0.0.8");
    assert_string_equal(ask("MCAST_MSFILTER", "#1,{inet:239.1.2.5:0}"),
                        "#1,{inet:239.1.2.5:0},0,sources={inet:127.0.0.7:0}+{inet:127.0.0.8:0}");
    want_error(
        sockfam_socket_ask_option(&s, "IP_MSFILTER", "239.9.9.9,127.0.0.1", SOCKFAM_TO_NUL, text, 100, NULL, &error),
        OS, EADDRNOTAVAIL);
    want_error(sockfam_socket_ask_option(&s, "IP_MSFILTER", "nonsense", SOCKFAM_TO_NUL, text, 100, NULL, &error), VALUE,
               EINVAL);
    want_error(sockfam_socket_ask_option(&s, "IP_TTL", "1", SOCKFAM_TO_NUL, text, 100, NULL, &error), VALUE, EINVAL);
    assert_string_equal(ask("IP_TTL", ""), get("IP_TTL"));
    size_t need = 0;
    want_error(sockfam_socket_ask_option(&s, "IP_TTL", "", 0, text, 2, &need, &error), OVERFLOW, ENOSPC);
    assert_int_equal(need, 3);
    assert_non_null(strstr(error.message, "3"));
    shut();
}

/* ------------------------------------------------------------------ messages */

/* Sends a datagram to a new socket `peer` that has `option` set; receives it and prints the message of that name. */
static void receive_message(const char *family, const char *any, const char *option, const char *name)
{
    struct sockfam_address to;
    struct sockfam_control_item item = { 0 };
    struct iovec in = { buffer, sizeof(buffer) };
    struct sockfam_message message = {
        .buffers = &in, .buffer_count = 1, .control = room, .control_size = sizeof(room)
    };
    const struct sockfam_option_row *row = NULL;
    if (sockfam_socket_announce(ctx, any, SOCKFAM_TO_NUL, "udp", 1000 * MS, &peer, &error) < 0) {
        want_system(family);
        print_message("SKIP: %s: %s\n", any, error.message);
        skip();
    }
    want_ok(sockfam_socket_open(ctx, family, "udp", &s, &error));
    want_ok(sockfam_socket_set_option(&peer, option, "on", SOCKFAM_TO_NUL, &error));
    want_ok(sockfam_socket_getsockname(&peer, &to, &error));
    want_ok(sockfam_socket_sendto(&s, "x", 1, 0, &to, &error));
    want_ok(sockfam_socket_recvmsg(&peer, &message, 0, &error));
    while (sockfam_control_next(&message, &item)) {
        row = sockfam_control_item_row(&peer, &item);
        if (row && strcmp(row->name, name) == 0)
            break;
    }
    assert_non_null(row);
    assert_string_equal(row->name, name);
    want_ok(sockfam_control_item_print(&peer, &item, text, sizeof(text), NULL, &error));
}

static void packet_information_has_text(void **state)
{
    (void)state;
    receive_message("inet", "inet:127.0.0.1:0", "IP_PKTINFO", "IP_PKTINFO");
    assert_string_equal(text, "#1,local=127.0.0.1,destination=127.0.0.1");
    shut();
    receive_message("inet6", "inet6:[::1]:0", "IPV6_RECVPKTINFO", "IPV6_PKTINFO");
    assert_string_equal(text, "[::1],#1");
    shut();
    receive_message("inet", "inet:127.0.0.1:0", "IP_RECVORIGDSTADDR", "IP_ORIGDSTADDR");
    assert_memory_equal(text, "inet:127.0.0.1:", 15);
    shut();
    receive_message("inet", "inet:127.0.0.1:0", "SO_TIMESTAMPNS", "SCM_TIMESTAMPNS");
    assert_true(strtod(text, NULL) > 1e9);
    shut();
}

static void packet_information_is_sent(void **state)
{
    (void)state;
    struct sockfam_address to;
    struct sockfam_control control = { room, sizeof(room), 0, { 0 } };
    struct iovec out = { buffer, 1 };
    const struct sockfam_value value = sockfam_value_text("#0,local=127.0.0.5", SOCKFAM_TO_NUL);
    char from[64];
    struct sockfam_address sender;
    want_ok(sockfam_socket_announce(ctx, "inet:127.0.0.1:0", SOCKFAM_TO_NUL, "udp", 1000 * MS, &peer, &error));
    want_ok(sockfam_socket_open(ctx, "inet", "udp", &s, &error));
    want_ok(sockfam_socket_getsockname(&peer, &to, &error));
    want_ok(sockfam_control_put_named(&s, &control, "IP_PKTINFO", &value, &error));
    struct sockfam_message message = {
        .buffers = &out, .buffer_count = 1, .control = room, .control_size = control.length, .to = &to
    };
    want_ok(sockfam_socket_sendmsg(&s, &message, 0, &error));
    want_ok(sockfam_socket_recvfrom(&peer, buffer, sizeof(buffer), 0, &sender, &error));
    want_ok(sockfam_address_print(ctx, &sender, 0, from, sizeof(from), NULL, &error));
    assert_memory_equal(from, "inet:127.0.0.5:", 15);
    shut();
}

static void error_queue_names_the_offender(void **state)
{
    (void)state;
    struct sockfam_address to;
    struct sockfam_control_item item = { 0 };
    struct iovec in = { buffer, sizeof(buffer) };
    struct sockfam_message message = {
        .buffers = &in, .buffer_count = 1, .control = room, .control_size = sizeof(room)
    };
    want_ok(sockfam_socket_announce(ctx, "inet:127.0.0.1:0", SOCKFAM_TO_NUL, "udp", 1000 * MS, &peer, &error));
    want_ok(sockfam_socket_getsockname(&peer, &to, &error));
    sockfam_socket_close(&peer, NULL);
    want_ok(sockfam_socket_open(ctx, "inet", "udp", &s, &error));
    want_ok(set("IP_RECVERR", "on"));
    want_ok(sockfam_socket_sendto(&s, "x", 1, 0, &to, &error));
    struct pollfd wait = { .fd = sockfam_socket_fd(&s), .events = 0 };
    assert_int_equal(poll(&wait, 1, 1000), 1);
    want_ok(sockfam_socket_recvmsg(&s, &message, MSG_ERRQUEUE, &error));
    assert_int_equal(sockfam_control_next(&message, &item), 1);
    want_ok(sockfam_control_item_print(&s, &item, text, sizeof(text), NULL, &error));
    assert_string_equal(text, "111,origin=2,type=3,code=3,offender={inet:127.0.0.1:0}");
    struct sockfam_value value;
    char scratch[64];
    const struct sockfam_format *format = sockfam_option_format(ctx, sockfam_control_item_row(&s, &item));
    want_ok(sockfam_struct_get(ctx, format, item.data, item.size, "code", 0, &value, scratch, sizeof(scratch), &error));
    assert_int_equal(value.u, 3);
    shut();
}

static void credentials_have_text(void **state)
{
    (void)state;
    char wanted[64];
    struct sockfam_socket pair[2];
    make_pair(pair, SOCK_STREAM, 1000 * MS);
    snprintf(wanted, sizeof(wanted), "%d,%u,%u", (int)getpid(), (unsigned)getuid(), (unsigned)getgid());
    want_ok(sockfam_socket_get_option(&pair[0], "SO_PEERCRED", text, sizeof(text), NULL, &error));
    assert_string_equal(text, wanted);
    want_ok(sockfam_socket_get_option(&pair[0], "SO_PEERGROUPS", text, sizeof(text), NULL, &error));
    assert_null(strpbrk(text, ",xabcdef")); /* numbers, with ; between them */
    close_pair(pair);
}

/* ------------------------------------------------------------------ TCP */

static uint64_t number(const char *option, const char *field)
{
    struct sockfam_value value;
    char scratch[16];
    want_ok(sockfam_socket_get_option_field(&s, option, field, &value, scratch, sizeof(scratch), &error));
    assert_int_equal(value.kind, SOCKFAM_VALUE_UINT);
    return value.u;
}

static void tcp_info_is_taken_apart(void **state)
{
    (void)state;
    struct sockfam_socket server;
    struct sockfam_address address;
    struct sockfam_value value;
    struct tcp_info info;
    size_t length;
    make_server(&server, &address, 1000 * MS);
    want_ok(sockfam_socket_open(ctx, "inet", "tcp", &s, &error));
    want_ok(sockfam_socket_connect(&s, &address, &error));
    want_ok(sockfam_socket_accept(&server, &peer, NULL, &error));
    want_ok(sockfam_socket_send(&s, "abcdef", 6, 0, &error));
    want_ok(sockfam_socket_recv(&peer, buffer, 6, 0, &error));
    assert_memory_equal(get("TCP_INFO"), "state=1,", 8);
    assert_non_null(strstr(text, ",bytes_sent=6"));
    assert_int_equal(number("TCP_INFO", "state"), 1);
    assert_in_range(number("TCP_INFO", "rtt"), 1, 10000000);
    want_ok(sockfam_socket_getsockopt(&s, IPPROTO_TCP, TCP_INFO, &info, sizeof(info), &length, &error));
    assert_int_equal(number("TCP_INFO", "snd_mss"), info.tcpi_snd_mss);
    assert_int_equal(number("TCP_INFO", "rcv_space"), info.tcpi_rcv_space);
    assert_int_equal(number("TCP_INFO", "snd_cwnd"), info.tcpi_snd_cwnd);
    want_error(sockfam_socket_get_option_field(&s, "TCP_INFO", "nonsense", &value, text, 10, &error), VALUE, EINVAL);
    want_error(sockfam_socket_get_option_field(&s, "TCP_MAXSEG", "rtt", &value, text, 10, &error), VALUE, EINVAL);
    want_error(set("TCP_INFO", "state=1"), VALUE, EINVAL);
    sockfam_socket_close(&server, NULL);
    shut();
}

/* What kernels before and after the table's answer. */
static void answers_of_other_kernels(void **state)
{
    (void)state;
    uint8_t bytes[300] = { 1 };
    size_t need;
    const struct sockfam_format *format = sockfam_family_struct(sockfam_family_find(ctx, "inet"), "tcp_info");
    bytes[68] = 7;
    want_ok(sockfam_struct_print(ctx, format, bytes, 104, 0, text, sizeof(text), &need, &error));
    assert_string_equal(text, "state=1,rtt=7");
    assert_int_equal(need, 14);
    bytes[250] = 0xab;
    want_ok(sockfam_struct_print(ctx, format, bytes, 252, 0, text, sizeof(text), NULL, &error));
    assert_string_equal(text, "state=1,rtt=7,more=0000ab00");
    uint8_t made[300];
    size_t length;
    want_ok(sockfam_struct_parse(ctx, format, text, SOCKFAM_TO_NUL, 0, made, sizeof(made), &length, &error));
    assert_int_equal(length, 252);
    assert_memory_equal(made, bytes, 252);
    want_error(sockfam_struct_parse(ctx, format, text, SOCKFAM_TO_NUL, 0, made, 251, &length, &error), OVERFLOW,
               ENOSPC);
    want_error(sockfam_struct_print(ctx, format, bytes, 103, 0, text, sizeof(text), NULL, &error), VALUE, EINVAL);
    want_error(sockfam_struct_print(ctx, format, bytes, 252, 0, text, 5, &need, &error), OVERFLOW, ENOSPC);
    assert_int_equal(need, 28);
    assert_null(sockfam_family_struct(sockfam_family_find(ctx, "inet"), "inet"));
    assert_null(sockfam_format_find(ctx, "tcp_info"));
}

static socklen_t asked;

static int play_bluetooth(int fd, int level, int number, void *value, socklen_t *length)
{
    (void)fd, (void)level, (void)number;
    asked = *length;
    memcpy(value, "\2\7", 2);
    return 0;
}

/* Bluetooth copies what it has and leaves the length as it was given. */
static void struct_of_a_kernel_that_tells_no_length(void **state)
{
    (void)state;
    const struct sf_sys *before = ctx->sys;
    struct sf_sys played = *before;
    struct sockfam_socket l2cap = { .fd = -1, .ctx = ctx, .format = sockfam_format_find(ctx, "l2cap") };
    assert_non_null(l2cap.format);
    played.getsockopt = play_bluetooth;
    ctx->sys = &played;
    int result = sockfam_socket_get_option(&l2cap, "BT_SECURITY", text, sizeof(text), NULL, &error);
    ctx->sys = before;
    want_ok(result);
    assert_int_equal(asked, 2);
    assert_string_equal(text, "2,key_size=7");
}

/* ------------------------------------------------------------------ of all sockets */

static void structs_of_any_socket_round_trip(void **state)
{
    (void)state;
    open_or_skip("inet", "udp");
    want_ok(set("SO_TIMESTAMPING", "0x18"));
    assert_string_equal(get("SO_TIMESTAMPING"), "0x18");
    want_ok(set("SO_TXTIME", "1,flags=0x2")); /* the monotonic clock */
    assert_string_equal(get("SO_TXTIME"), "1,flags=0x2");
    want_ok(set("IP_UNICAST_IF", "1"));
    assert_string_equal(get("IP_UNICAST_IF"), "1");
    assert_non_null(strchr(get("SO_MEMINFO"), ';'));
    want_ok(set("SO_LINGER", "5"));
    assert_string_equal(get("SO_LINGER"), "5");
    shut();
}

static void pointers_are_for_code_only(void **state)
{
    (void)state;
    open_or_skip("inet", "udp");
    want_error(set("SO_ATTACH_FILTER", "00"), VALUE, EINVAL);
    assert_non_null(strstr(error.message, "pointers"));
    want_error(set("SO_ATTACH_REUSEPORT_CBPF", ""), VALUE, EINVAL);
    want_error(set("SO_DETACH_FILTER", "0"), OS, ENOENT);
    shut();
}

static void membership_of_packet(void **state)
{
    (void)state;
    open_or_skip("packet", "raw");
    want_ok(set("PACKET_ADD_MEMBERSHIP", "lo,PROMISC"));
    want_ok(set("PACKET_DROP_MEMBERSHIP", "#1,1"));
    want_ok(set("PACKET_ADD_MEMBERSHIP", "lo,MULTICAST,address=01:00:5e:00:00:01"));
    assert_true(get("PACKET_STATISTICS")[0] >= '0');
    want_ok(set("PACKET_VERSION", "2"));
    want_error(set("PACKET_RX_RING", "4096,4,2048,8"), OS, EINVAL); /* version 3 has more members */
    want_ok(set("PACKET_RX_RING", "4096,4,2048,8,retire=60"));
    shut();
}

static void groups_of_netlink_are_an_array(void **state)
{
    (void)state;
    open_or_skip("netlink", "route");
    want_ok(set("NETLINK_ADD_MEMBERSHIP", "1"));
    get("NETLINK_LIST_MEMBERSHIPS");
    assert_int_equal(atoi(text), 1);
    shut();
}

static void offsets_of_xdp_rings(void **state)
{
    (void)state;
    open_or_skip("xdp", "raw");
    get("XDP_MMAP_OFFSETS");
    assert_memory_equal(strchr(text, ','), ",rx_desc=", 1);
    assert_in_range(number("XDP_MMAP_OFFSETS", "rx_desc"), 1, 4096);
    assert_string_equal(get("XDP_STATISTICS"), "0");
    shut();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(membership_is_joined_by_text),
        TEST(membership_is_joined_by_address),
        TEST(membership_of_ipv6),
        TEST(filter_is_asked_for_by_group),
        TEST(packet_information_has_text),
        TEST(packet_information_is_sent),
        TEST(error_queue_names_the_offender),
        TEST(credentials_have_text),
        TEST(tcp_info_is_taken_apart),
        TEST(answers_of_other_kernels),
        TEST(struct_of_a_kernel_that_tells_no_length),
        TEST(structs_of_any_socket_round_trip),
        TEST(pointers_are_for_code_only),
        TEST(membership_of_packet),
        TEST(groups_of_netlink_are_an_array),
        TEST(offsets_of_xdp_rings),
    };
    return cmocka_run_group_tests_name("socket_struct", tests, open_context, close_context);
}
