/* SPDX-License-Identifier: MIT */
/* unix(7): files, abstract names and none; descriptors and credentials. */
#include "flow.h"

#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define SIZE ((size_t)256 * 1024)

#define PATH "/tmp/lab flow,%.sock" /* characters that mean something in text */
#define PATH_TEXT "unix:/tmp/lab%20flow,%25.sock"

static void stream_path(void)
{
    struct flow_pair pair = flow_pair("unix", "stream", PATH_TEXT, NULL);
    struct sockfam_address name = flow_name(&pair.listener);
    struct sockfam_address peer = flow_peer(&pair.client);
    FLOW_REQUIRE(strcmp((const char *)name.bytes + offsetof(struct sockaddr_un, sun_path), PATH) == 0);
    FLOW_REQUIRE(access(PATH, F_OK) == 0);
    flow_same(&name, &peer);
    flow_is(&pair.peer, "unix:");
    flow_stream(&pair.client, &pair.server, SIZE, SIZE);
    flow_pair_close(&pair);
    unlink(PATH);
}

static void stream_abstract(void)
{
    struct flow_pair pair = flow_pair("unix", "stream", "unix:@lab%00flow%ff", NULL);
    struct sockfam_address name = flow_name(&pair.listener);
    FLOW_REQUIRE(name.length == 2 + 10 && memcmp(name.bytes + 2, "\0lab\0flow\xff", 10) == 0);
    flow_stream(&pair.client, &pair.server, SIZE, SIZE);
    flow_pair_close(&pair);
}

static void autobind(void)
{
    struct sockfam_address from;
    struct sockfam_socket one = flow_open("unix", "dgram");
    struct sockfam_socket other = flow_open("unix", "dgram");
    flow_bind(&one, "unix:");
    flow_bind(&other, "unix:");
    struct sockfam_address name = flow_name(&one);
    struct sockfam_address target = flow_name(&other);
    FLOW_REQUIRE(name.length == 8 && name.bytes[2] == 0);
    flow_send(&one, 100, 1, &target);
    flow_receive(&other, 100, 1, &from);
    flow_same(&name, &from);
    flow_send(&other, 100, 2, &from);
    flow_receive(&one, 100, 2, &from);
    flow_same(&target, &from);
    flow_close(&one);
    flow_close(&other);
}

static void datagrams(void)
{
    struct sockfam_address from;
    struct sockfam_socket server = flow_open("unix", "dgram");
    struct sockfam_socket client = flow_open("unix", "dgram");
    flow_bind(&server, "%s", PATH_TEXT);
    flow_connect(&client, "%s", PATH_TEXT);
    flow_send(&client, 1000, 1, NULL);
    flow_receive(&server, 1000, 1, &from);
    FLOW_REQUIRE(from.length == 0 && !from.format); /* it has no name, so there is no way back */
    flow_bind(&client, "unix:@client");
    flow_send(&client, 4000, 2, NULL);
    flow_receive(&server, 4000, 2, &from);
    flow_is(&from, "unix:@client");
    flow_send(&server, 10, 3, &from);
    flow_receive(&client, 10, 3, &from);
    flow_is(&from, "%s", PATH_TEXT);
    flow_close(&client);
    flow_close(&server);
    unlink(PATH);
}

static void messages(void)
{
    struct flow_pair pair = flow_pair("unix", "seqpacket", "unix:@lab seqpacket", NULL);
    flow_messages(&pair.client, &pair.server);
    flow_pair_close(&pair);
}

static void descriptors(void)
{
    int pipe_ends[2];
    int received[4];
    size_t count = 0;
    char data[8];
    struct sockfam_socket pair[2];
    struct sockfam_error error = { 0 };
    struct iovec buffer = { .iov_base = "fd", .iov_len = 2 };
    flow_check(sockfam_socket_pair(ctx, AF_UNIX, SOCK_STREAM, 0, pair, &error), "socketpair", &error);
    FLOW_REQUIRE(pipe2(pipe_ends, O_CLOEXEC) == 0);
    flow_check(sockfam_socket_send_fds(&pair[0], &buffer, 1, pipe_ends, 2, 0, NULL, &error), "send_fds", &error);
    flow_check(sockfam_socket_recv_fds(&pair[1], data, sizeof(data), received, 4, &count, 0, NULL, NULL, &error),
               "recv_fds", &error);
    FLOW_REQUIRE(count == 2 && memcmp(data, "fd", 2) == 0);
    FLOW_REQUIRE(fcntl(received[0], F_GETFD) == FD_CLOEXEC && received[0] != pipe_ends[0]);
    FLOW_REQUIRE(write(received[1], "through", 7) == 7 && read(pipe_ends[0], data, 7) == 7);
    FLOW_REQUIRE(memcmp(data, "through", 7) == 0);
    flow_count(9);
    flow_close(&pair[0]);
    flow_close(&pair[1]);
}

static void take_credentials(struct sockfam_socket *s, struct ucred *credentials)
{
    char data[8];
    size_t control[32];
    struct sockfam_error error = { 0 };
    struct sockfam_control_item item = { 0 };
    struct iovec buffer = { .iov_base = data, .iov_len = sizeof(data) };
    struct sockfam_message message = {
        .buffers = &buffer, .buffer_count = 1, .control = control, .control_size = sizeof(control)
    };
    flow_check(sockfam_socket_recvmsg(s, &message, 0, &error), "recvmsg", &error);
    FLOW_REQUIRE(message.length == 3 && sockfam_control_next(&message, &item) == 1);
    FLOW_REQUIRE(item.level == SOL_SOCKET && item.type == SCM_CREDENTIALS && item.size == sizeof(*credentials));
    memcpy(credentials, item.data, sizeof(*credentials));
    flow_count(message.length);
}

/* Those that the kernel adds, those that root makes up, and those of the peer. */
static void credentials(void)
{
    size_t length = 0;
    size_t room[32];
    struct ucred who;
    struct sockfam_socket pair[2];
    struct sockfam_error error = { 0 };
    struct sockfam_control control = { .data = room, .size = sizeof(room) };
    struct iovec buffer = { .iov_base = "who", .iov_len = 3 };
    struct sockfam_message message = { .buffers = &buffer, .buffer_count = 1, .control = room };
    flow_check(sockfam_socket_pair(ctx, AF_UNIX, SOCK_DGRAM, 0, pair, &error), "socketpair", &error);
    flow_set(&pair[1], SOL_SOCKET, SO_PASSCRED, 1);
    flow_give(&pair[0], "who", 3, NULL);
    take_credentials(&pair[1], &who);
    FLOW_REQUIRE(who.pid == getpid() && who.uid == getuid());
    flow_check(sockfam_control_put_credentials(&control, getpid(), 4711, 4712, &error), "credentials", &error);
    message.control_size = control.length;
    flow_check(sockfam_socket_sendmsg(&pair[0], &message, 0, &error), "sendmsg", &error);
    take_credentials(&pair[1], &who);
    FLOW_REQUIRE(who.uid == 4711 && who.gid == 4712);
    flow_check(sockfam_socket_getsockopt(&pair[0], SOL_SOCKET, SO_PEERCRED, &who, sizeof(who), &length, &error),
               "SO_PEERCRED", &error);
    FLOW_REQUIRE(length == sizeof(who) && who.pid == getpid());
    flow_close(&pair[0]);
    flow_close(&pair[1]);
}

const struct flow unix_flows[] = {
    FLOW("unix", "stream", "a file: bytes both ways, peer's name", stream_path),
    FLOW("unix", "stream", "an abstract name with a NUL: bytes both ways", stream_abstract),
    FLOW("unix", "dgram", "a file and no name, then a name: datagrams both ways", datagrams),
    FLOW("unix", "dgram", "names that the kernel makes up: datagrams both ways", autobind),
    FLOW("unix", "seqpacket", "messages both ways, with their ends", messages),
    FLOW("unix", "stream", "two descriptors of a pipe, used by the receiver", descriptors),
    ROOT_FLOW("unix", "dgram", "credentials: the kernel's, others', the peer's", credentials),
    NO_MORE_FLOWS,
};
