/* SPDX-License-Identifier: MIT */
/*
 * Sockets as an application uses them, every family that this machine has: streams, datagrams, netlink, packets, a
 * server and its clients, descriptors, many sockets in one event loop.
 */
#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cmocka.h>

#include <sockfam/connection.h>
#include <sockfam/message.h>
#include <sockfam/option.h>
#include <sockfam/transfer.h>

#define SECOND INT64_C(1000000000)

static struct sockfam_context *ctx;
static struct sockfam_error error;

static int open_context(void **state)
{
    (void)state;
    return sockfam_context_open(&ctx, SOCKFAM_TEST_BUILD "/config/sockfam.json", &error);
}

static int close_context(void **state)
{
    (void)state;
    sockfam_context_close(ctx);
    return 0;
}

static void must(int result)
{
    if (result < 0)
        fail_msg("%d: %s", result, error.message);
}

static void text_of(const struct sockfam_address *address, char *text, size_t size)
{
    must(sockfam_address_print(ctx, address, 0, text, size, NULL, &error));
}

/* What this build has a driver for may only be missing because the system says so. */
static void want_system(const char *at)
{
    char scheme[SOCKFAM_NAME_SIZE];
    snprintf(scheme, sizeof(scheme), "%.*s", (int)strcspn(at, ":"), at);
    if (sockfam_format_find(ctx, scheme) && error.kind != SOCKFAM_ERROR_OS)
        fail_msg("%s: %s", at, error.message);
}

/* A line there and back over a stream, or a reason why not: of vsock it shows as late as by dialling. */
static int talk(const char *at, const char *protocol)
{
    struct sockfam_socket server, client, accepted;
    struct sockfam_address address, peer;
    char text[SOCKFAM_TEXT_MAX], got[32];
    if (sockfam_socket_announce(ctx, at, SOCKFAM_TO_NUL, protocol, SECOND, &server, &error) < 0) {
        want_system(at);
        return -1;
    }
    must(sockfam_socket_getsockname(&server, &address, &error));
    text_of(&address, text, sizeof(text));
    if (sockfam_socket_dial(ctx, text, SOCKFAM_TO_NUL, protocol, SECOND, &client, &error) < 0) {
        sockfam_socket_close(&server, NULL);
        if (strncmp(at, "vsock:", 6) != 0 || error.kind != SOCKFAM_ERROR_OS)
            fail_msg("%s: %s", text, error.message);
        return -1;
    }
    must(sockfam_socket_accept(&server, &accepted, &peer, &error));
    must(sockfam_socket_sendall(&client, "there\n", 6, 0, NULL, &error));
    assert_int_equal(sockfam_socket_recv(&accepted, got, sizeof(got), 0, &error), 6);
    assert_memory_equal(got, "there\n", 6);
    must(sockfam_socket_sendall(&accepted, "and back\n", 9, 0, NULL, &error));
    assert_int_equal(sockfam_socket_recv(&client, got, sizeof(got), 0, &error), 9);
    assert_memory_equal(got, "and back\n", 9);
    must(sockfam_socket_shutdown(&client, SHUT_WR, &error));
    assert_int_equal(sockfam_socket_recv(&accepted, got, sizeof(got), 0, &error), 0);
    must(sockfam_socket_close(&accepted, &error));
    must(sockfam_socket_close(&client, &error));
    must(sockfam_socket_close(&server, &error));
    return 0;
}

#define STREAM(name, at, protocol)                                                                                     \
    static void name(void **state)                                                                                     \
    {                                                                                                                  \
        (void)state;                                                                                                   \
        if (talk(at, protocol) < 0) {                                                                                  \
            print_message("SKIP: %s %s: %s\n", at, protocol, error.message);                                           \
            skip();                                                                                                    \
        }                                                                                                              \
    }

STREAM(inet_stream_carries_a_conversation, "inet:127.0.0.1:0", "tcp")
STREAM(inet_mptcp_carries_a_conversation, "inet:127.0.0.1:0", "mptcp")
STREAM(inet6_stream_carries_a_conversation, "inet6:[::1]:0", "tcp")
STREAM(unix_stream_carries_a_conversation, "unix:@sockfam-flow", "stream")
STREAM(unix_seqpacket_carries_a_conversation, "unix:@sockfam-flow", "seqpacket")
STREAM(vsock_stream_carries_a_conversation, "vsock:LOCAL:5201", "stream")
STREAM(vsock_seqpacket_carries_a_conversation, "vsock:LOCAL:5202", "seqpacket")

static void datagrams(const char *at, const char *protocol)
{
    struct sockfam_socket one, two;
    struct sockfam_address address, from;
    char got[16];
    if (sockfam_socket_announce(ctx, at, SOCKFAM_TO_NUL, protocol, SECOND, &one, &error) < 0) {
        want_system(at);
        print_message("SKIP: %s: %s\n", at, error.message);
        skip();
    }
    must(sockfam_socket_open(ctx, one.format->family->name, protocol, &two, &error));
    must(sockfam_socket_getsockname(&one, &address, &error));
    assert_int_equal(sockfam_socket_sendto(&two, "ping", 4, 0, &address, &error), 4);
    assert_int_equal(sockfam_socket_recvfrom(&one, got, sizeof(got), 0, &from, &error), 4);
    assert_memory_equal(got, "ping", 4);
    assert_int_equal(sockfam_socket_sendto(&one, "pong!", 5, 0, &from, &error), 5);
    assert_int_equal(sockfam_socket_recv(&two, got, sizeof(got), 0, &error), 5);
    assert_memory_equal(got, "pong!", 5);
    sockfam_socket_close(&one, NULL);
    sockfam_socket_close(&two, NULL);
}

static void inet_datagrams_are_answered(void **state)
{
    (void)state;
    datagrams("inet:127.0.0.1:0", "udp");
}

static void inet6_datagrams_are_answered(void **state)
{
    (void)state;
    datagrams("inet6:[::1]:0", "udp");
}

/* Asks the kernel for its links: a struct nlmsghdr and a struct rtgenmsg. */
static void netlink_lists_links(void **state)
{
    (void)state;
    struct sockfam_socket s;
    struct sockfam_address from;
    struct {
        uint32_t length;
        uint16_t type, flags;
        uint32_t sequence, port;
        uint8_t family, padding[3];
    } request = { sizeof(request) - 3, 18, 0x301, 1, 0, 0, { 0 } };
    char answer[8192];
    must(sockfam_socket_dial(ctx, "netlink:0", SOCKFAM_TO_NUL, "route", SECOND, &s, &error));
    must(sockfam_socket_set_option(&s, "NETLINK_EXT_ACK", "on", SOCKFAM_TO_NUL, &error));
    assert_int_equal(sockfam_socket_send(&s, &request, sizeof(request), 0, &error), sizeof(request));
    assert_true(sockfam_socket_recvfrom(&s, answer, sizeof(answer), 0, &from, &error) > 16);
    assert_string_equal(from.format->name, "netlink");
    sockfam_socket_close(&s, NULL);
}

static void packet_sees_what_goes_over_loopback(void **state)
{
    (void)state;
    struct sockfam_socket sniffer, sender;
    struct sockfam_address from;
    char frame[200];
    ptrdiff_t size;
    if (sockfam_socket_dial(ctx, "packet:lo,proto=IP", SOCKFAM_TO_NUL, "dgram", SECOND, &sniffer, &error) < 0) {
        want_system("packet:");
        print_message("SKIP: %s\n", error.message);
        skip();
    }
    must(sockfam_socket_dial(ctx, "inet:127.0.0.1:9", SOCKFAM_TO_NUL, "udp", SECOND, &sender, &error));
    assert_int_equal(sockfam_socket_send(&sender, "sockfam-flow-packet", 19, 0, &error), 19);
    do {
        size = sockfam_socket_recvfrom(&sniffer, frame, sizeof(frame), 0, &from, &error);
        assert_true(size > 0);
    } while (size != 47 || memcmp(frame + 28, "sockfam-flow-packet", 19) != 0);
    assert_string_equal(from.format->name, "packet");
    sockfam_socket_close(&sender, NULL);
    sockfam_socket_close(&sniffer, NULL);
}

static void server_by_name_takes_clients_by_name(void **state)
{
    (void)state;
    struct sockfam_socket server, client, accepted;
    struct sockfam_address address, peer;
    SOCKFAM_VALUES(values);
    must(sockfam_address_parse(ctx, "127.0.0.1:0", 11, 0, &address, &error));
    must(sockfam_server_create(ctx, &address, NULL, &server, &error));
    must(sockfam_socket_getsockname(&server, &address, &error));
    must(sockfam_address_to_values(ctx, &address, 0, &values, &error));
    struct sockfam_connection to = { .host = "127.0.0.1", .port = (int64_t)values.value[1].u };
    must(sockfam_connection_create(ctx, &to, SECOND, &client, &error));
    must(sockfam_socket_accept(&server, &accepted, &peer, &error));
    sockfam_socket_close(&accepted, NULL);
    sockfam_socket_close(&client, NULL);
    sockfam_socket_close(&server, NULL);
}

/* The descriptor is the application's to poll: an event loop over many sockets. */
static void event_loop_of_the_application_fits(void **state)
{
    (void)state;
    struct sockfam_socket pairs[20][2];
    struct pollfd fds[20];
    char byte;
    int seen = 0;
    for (int i = 0; i < 20; i++) {
        must(sockfam_socket_pair(ctx, AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pairs[i], &error));
        fds[i] = (struct pollfd){ sockfam_socket_fd(&pairs[i][1]), POLLIN, 0 };
        assert_int_equal(sockfam_socket_recv(&pairs[i][1], &byte, 1, 0, &error), -EAGAIN);
        assert_int_equal(sockfam_socket_send(&pairs[i][0], "x", 1, 0, &error), 1);
    }
    while (seen < 20 && poll(fds, 20, 1000) > 0)
        for (int i = 0; i < 20; i++)
            if (fds[i].revents & POLLIN)
                seen += (int)sockfam_socket_recv(&pairs[i][1], &byte, 1, 0, &error);
    assert_int_equal(seen, 20);
    for (int i = 0; i < 20; i++) {
        sockfam_socket_close(&pairs[i][0], NULL);
        sockfam_socket_close(&pairs[i][1], NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inet_stream_carries_a_conversation),
        cmocka_unit_test(inet_mptcp_carries_a_conversation),
        cmocka_unit_test(inet6_stream_carries_a_conversation),
        cmocka_unit_test(unix_stream_carries_a_conversation),
        cmocka_unit_test(unix_seqpacket_carries_a_conversation),
        cmocka_unit_test(vsock_stream_carries_a_conversation),
        cmocka_unit_test(vsock_seqpacket_carries_a_conversation),
        cmocka_unit_test(inet_datagrams_are_answered),
        cmocka_unit_test(inet6_datagrams_are_answered),
        cmocka_unit_test(netlink_lists_links),
        cmocka_unit_test(packet_sees_what_goes_over_loopback),
        cmocka_unit_test(server_by_name_takes_clients_by_name),
        cmocka_unit_test(event_loop_of_the_application_fits),
    };
    return cmocka_run_group_tests_name("flow_sockets", tests, open_context, close_context);
}
