/* SPDX-License-Identifier: MIT */
/* vsock(7) over the kernel's loopback. */
#include "flow.h"

#include <linux/vm_sockets.h>
#include <string.h>
#include <sys/socket.h>

#define SIZE ((size_t)256 * 1024)

static void check_ends(const struct flow_pair *pair, unsigned port)
{
    struct sockaddr_vm raw;
    socklen_t size = sizeof(raw);
    struct sockfam_address name = flow_name(&pair->client);
    struct sockfam_address peer = flow_peer(&pair->client);
    flow_is(&peer, "vsock:LOCAL:%u", port);
    flow_is(&pair->peer, "vsock:LOCAL:%u", (unsigned)flow_field(&name, "port"));
    FLOW_REQUIRE(getsockname(sockfam_socket_fd(&pair->client), (struct sockaddr *)&raw, &size) == 0);
    FLOW_REQUIRE(flow_field(&name, "cid") == raw.svm_cid && flow_field(&name, "port") == raw.svm_port);
    FLOW_REQUIRE(raw.svm_cid == VMADDR_CID_ANY || raw.svm_cid == 1); /* the kernel leaves it open */
}

static void stream(void)
{
    struct flow_pair pair = flow_pair("vsock", "stream", "vsock:ANY:70000", "vsock:LOCAL:70000");
    check_ends(&pair, 70000);
    flow_stream(&pair.client, &pair.server, SIZE, SIZE);
    flow_pair_close(&pair);
}

static void messages(void)
{
    struct flow_pair pair = flow_pair("vsock", "seqpacket", "vsock:LOCAL:3000000000", NULL);
    check_ends(&pair, 3000000000);
    flow_messages(&pair.client, &pair.server);
    flow_pair_close(&pair);
}

/* These options have 64 bits, at a level that is the family's number. */
static void wide_options(void)
{
    uint64_t value = 0;
    size_t length = 0;
    struct sockfam_error error = { 0 };
    char text[32];
    struct sockfam_socket s = flow_open("vsock", "stream");
    flow_check(sockfam_socket_set_option(&s, "SO_VM_SOCKETS_BUFFER_MAX_SIZE", "0x200000000", SOCKFAM_TO_NUL, &error),
               "by name", &error);
    flow_check(sockfam_socket_get_option(&s, "SO_VM_SOCKETS_BUFFER_MAX_SIZE", text, sizeof(text), NULL, &error),
               "by name", &error);
    FLOW_REQUIRE(strcmp(text, "8589934592") == 0);
    uint64_t most = UINT64_C(0x1000000);
    flow_check(sockfam_socket_setsockopt(&s, AF_VSOCK, SO_VM_SOCKETS_BUFFER_MAX_SIZE, &most, sizeof(most), &error),
               "set", &error);
    flow_set(&s, AF_VSOCK, SO_VM_SOCKETS_BUFFER_SIZE, 0x123456);
    FLOW_REQUIRE(flow_get(&s, AF_VSOCK, SO_VM_SOCKETS_BUFFER_SIZE) == 0x123456);
    flow_check(
        sockfam_socket_getsockopt(&s, AF_VSOCK, SO_VM_SOCKETS_BUFFER_SIZE, &value, sizeof(value), &length, &error),
        "get", &error);
    FLOW_REQUIRE(length == 8 && value == 0x123456);
    flow_close(&s);
}

const struct flow vsock_flows[] = {
    FLOW("vsock", "stream", "loopback: bytes both ways", stream),
    FLOW("vsock", "seqpacket", "loopback: messages both ways, with their ends", messages),
    FLOW("vsock", "stream", "options of 64 bits", wide_options),
    NO_MORE_FLOWS,
};
