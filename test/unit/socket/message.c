/* SPDX-License-Identifier: MIT */
/* Messages, control data, descriptors and credentials, batches, options by name. */
#include "fake.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/time.h>

#include <sockfam/afalg.h>

static struct sockfam_socket s, pair[2];
static char buffer[100];
static size_t room[100];

/* ------------------------------------------------------------------ sendmsg, recvmsg */

static void messages_gather_and_scatter(void **state)
{
    (void)state;
    char one[2], two[10];
    struct iovec out[] = { { (char[]){ "abc" }, 3 }, { NULL, 0 }, { (char[]){ "de" }, 2 } };
    struct iovec in[] = { { one, 2 }, { two, 10 } };
    struct sockfam_address from;
    struct sockfam_message send = { .buffers = out, .buffer_count = 3 };
    struct sockfam_message receive = { .buffers = in, .buffer_count = 2, .from = &from };
    make_pair(pair, SOCK_STREAM, 500 * MS);
    assert_int_equal(sockfam_socket_sendmsg(&pair[0], &send, 0, &error), 5);
    assert_int_equal(sockfam_socket_recvmsg(&pair[1], &receive, 0, &error), 5);
    assert_memory_equal(one, "ab", 2);
    assert_memory_equal(two, "cde", 3);
    assert_int_equal(receive.length, 5);
    assert_int_equal(from.length, 0); /* a stream tells no address */
    struct sockfam_message empty = { .buffers = NULL };
    assert_int_equal(sockfam_socket_sendmsg(&pair[0], &empty, 0, &error), 0);
    close_pair(pair);
}

static void message_limits_are_errors(void **state)
{
    (void)state;
    static struct iovec many[1025];
    struct sockfam_message huge = { .control = buffer, .control_size = (size_t)INT32_MAX + 1 };
    struct sockfam_message wide = { .buffers = many, .buffer_count = 1025 };
    make_pair(pair, SOCK_STREAM, 500 * MS);
    want_error(sockfam_socket_sendmsg(&pair[0], &huge, 0, &error), OVERFLOW, ERANGE);
    want_error(sockfam_socket_recvmsg(&pair[0], &huge, 0, &error), OVERFLOW, ERANGE);
    want_error(sockfam_socket_sendmsg(&pair[0], &wide, 0, &error), OS, EMSGSIZE);
    close_pair(pair);
}

static void truncated_datagram_says_so(void **state)
{
    (void)state;
    struct iovec in = { buffer, 3 };
    struct sockfam_message message = { .buffers = &in, .buffer_count = 1 };
    make_pair(pair, SOCK_DGRAM, 500 * MS);
    assert_int_equal(sockfam_socket_send(&pair[0], "abcdef", 6, 0, &error), 6);
    assert_int_equal(sockfam_socket_recvmsg(&pair[1], &message, 0, &error), 3);
    assert_int_equal(message.flags & MSG_TRUNC, MSG_TRUNC);
    close_pair(pair);
}

static void messages_have_addresses(void **state)
{
    (void)state;
    struct sockfam_address address, from;
    struct sockfam_socket other;
    struct iovec in = { buffer, 10 };
    struct sockfam_message message = { .buffers = &in, .buffer_count = 1 };
    want_ok(sockfam_socket_announce(ctx, "inet:127.0.0.1:0", SOCKFAM_TO_NUL, "udp", 500 * MS, &s, &error));
    want_ok(sockfam_socket_announce(ctx, "inet:127.0.0.1:0", SOCKFAM_TO_NUL, "udp", 500 * MS, &other, &error));
    want_ok(sockfam_socket_getsockname(&s, &address, &error));
    message.to = &address;
    assert_int_equal(sockfam_socket_sendmsg(&other, &message, 0, &error), 10);
    message.from = &from;
    assert_int_equal(sockfam_socket_recvmsg(&s, &message, 0, &error), 10);
    want_ok(sockfam_socket_getsockname(&other, &address, &error));
    assert_memory_equal(from.bytes, address.bytes, address.length);
    sockfam_socket_close(&other, NULL);
    sockfam_socket_close(&s, NULL);
}

/* ------------------------------------------------------------------ batches */

#define MANY 150

static void batch(int type, int64_t timeout)
{
    static struct sockfam_message out[MANY], in[MANY + 10];
    static struct iovec out_vectors[MANY], in_vectors[MANY + 10];
    static char data[MANY][4], got[MANY + 10][4];
    int done = 0, received = 0;
    int size = 1 << 20;
    make_pair(pair, type, timeout);
    setsockopt(pair[0].fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof(size));
    for (int i = 0; i < MANY; i++) {
        memcpy(data[i], (char[]){ (char)(i / 100), (char)(i / 10 % 10), (char)(i % 10) }, 3);
        out_vectors[i] = (struct iovec){ data[i], 3 };
        out[i] = (struct sockfam_message){ .buffers = &out_vectors[i], .buffer_count = 1 };
    }
    for (int i = 0; i < MANY + 10; i++) {
        in_vectors[i] = (struct iovec){ got[i], 4 };
        in[i] = (struct sockfam_message){ .buffers = &in_vectors[i], .buffer_count = 1 };
    }
    while (received < MANY) {
        if (done < MANY) {
            int some = sockfam_socket_sendmmsg(&pair[0], out + done, (size_t)(MANY - done), MSG_DONTWAIT, &error);
            if (some > 0)
                done += some;
        }
        int some = sockfam_socket_recvmmsg(&pair[1], in + received, (size_t)(MANY + 10 - received), 0, &error);
        assert_true(some > 0);
        received += some;
    }
    assert_int_equal(received, MANY);
    for (int i = 0; i < MANY; i++) {
        assert_int_equal(in[i].length, 3);
        assert_memory_equal(got[i], data[i], 3);
    }
    close_pair(pair);
}

static void batches_arrive_whole_and_in_order(void **state)
{
    (void)state;
    batch(SOCK_SEQPACKET, SOCKFAM_BLOCKING);
    batch(SOCK_SEQPACKET, 100 * MS);
    batch(SOCK_SEQPACKET, 0);
}

static void batch_waits_for_the_first_message_only(void **state)
{
    (void)state;
    struct iovec vectors[3] = { { buffer, 10 }, { buffer + 10, 10 }, { buffer + 20, 10 } };
    struct sockfam_message in[3];
    for (int i = 0; i < 3; i++)
        in[i] = (struct sockfam_message){ .buffers = &vectors[i], .buffer_count = 1 };
    make_pair(pair, SOCK_DGRAM, 50 * MS);
    want_error(sockfam_socket_recvmmsg(&pair[0], in, 3, 0, &error), TIMEOUT, ETIMEDOUT);
    assert_int_equal(sockfam_socket_send(&pair[1], "a", 1, 0, &error), 1);
    assert_int_equal(sockfam_socket_send(&pair[1], "bc", 2, 0, &error), 2);
    assert_int_equal(sockfam_socket_recvmmsg(&pair[0], in, 3, 0, &error), 2);
    assert_int_equal(in[1].length, 2);
    assert_int_equal(sockfam_socket_recvmmsg(&pair[0], in, 0, 0, &error), 0);
    close_pair(pair);
    make_pair(pair, SOCK_DGRAM, SOCKFAM_BLOCKING); /* blocking too takes what there is */
    assert_int_equal(sockfam_socket_send(&pair[1], "a", 1, 0, &error), 1);
    assert_int_equal(sockfam_socket_recvmmsg(&pair[0], in, 3, 0, &error), 1);
    close_pair(pair);
}

static void batch_faults_keep_what_was_done(void **state)
{
    (void)state;
    struct iovec vector = { buffer, 1 };
    static struct sockfam_message messages[70];
    for (int i = 0; i < 70; i++)
        messages[i] = (struct sockfam_message){ .buffers = &vector, .buffer_count = 1 };
    make_pair(pair, SOCK_DGRAM, 50 * MS);
    fake_fail(OP_sendmmsg, 1, 1, EINTR);
    assert_int_equal(sockfam_socket_sendmmsg(&pair[0], messages, 2, 0, &error), 2);
    fake_fail(OP_sendmmsg, 1, 1, ENOMEM);
    want_error(sockfam_socket_sendmmsg(&pair[0], messages, 2, 0, &error), OS, ENOMEM);
    fake_fail(OP_recvmmsg, 1, 1, ENOMEM);
    want_error(sockfam_socket_recvmmsg(&pair[1], messages, 2, 0, &error), OS, ENOMEM);
    fake_fail(OP_recvmmsg, 1, 1, EINTR);
    assert_int_equal(sockfam_socket_recvmmsg(&pair[1], messages, 70, 0, &error), 2);
    int sent = sockfam_socket_sendmmsg(&pair[0], messages, 70, 0, &error); /* the queue of a unix socket is short */
    assert_true(sent >= 1 && sent <= 70);
    close_pair(pair);
    want_error(sockfam_socket_sendmmsg(&pair[0], messages, 1, 0, &error), OS, EBADF);
}

/* ------------------------------------------------------------------ control data */

static void cmsg_len_and_space_have_the_limits_of_an_int(void **state)
{
    (void)state;
    assert_int_equal(sockfam_cmsg_len(0, &error), CMSG_LEN(0));
    assert_int_equal(sockfam_cmsg_len(4, &error), CMSG_LEN(4));
    assert_int_equal(sockfam_cmsg_space(4, &error), CMSG_SPACE(4));
    assert_int_equal(sockfam_cmsg_len(INT32_MAX - (int64_t)CMSG_LEN(0), &error), INT32_MAX);
    want_error(sockfam_cmsg_len(INT32_MAX - (int64_t)CMSG_LEN(0) + 1, &error), OVERFLOW, ERANGE);
    assert_true(sockfam_cmsg_space(INT32_MAX - (int64_t)CMSG_SPACE(1), &error) > 0);
    want_error(sockfam_cmsg_space(INT32_MAX - (int64_t)CMSG_SPACE(1) + 1, &error), OVERFLOW, ERANGE);
    want_error(sockfam_cmsg_len(-1, &error), OVERFLOW, ERANGE);
    want_error(sockfam_cmsg_space(INT64_MAX, &error), OVERFLOW, ERANGE);
    want_error(sockfam_cmsg_space(-1, &error), OVERFLOW, ERANGE);
    want_error(sockfam_cmsg_space(INT64_MIN, &error), OVERFLOW, ERANGE);
}

static void control_items_come_back_as_they_were_put(void **state)
{
    (void)state;
    struct sockfam_control control = { .data = room, .size = sizeof(room) };
    struct sockfam_control_item item = { 0 };
    want_ok(sockfam_control_put(&control, 1, 2, "abc", 3, &error));
    want_ok(sockfam_control_put(&control, 3, 4, NULL, 0, &error));
    want_ok(sockfam_control_put(&control, 5, 6, "12345678", 8, &error));
    assert_int_equal(control.length, CMSG_SPACE(3) + CMSG_SPACE(0) + CMSG_SPACE(8));
    struct sockfam_message message = { .control = room, .control_length = control.length };
    assert_int_equal(sockfam_control_next(&message, &item), 1);
    assert_int_equal(item.level, 1);
    assert_int_equal(item.size, 3);
    assert_memory_equal(item.data, "abc", 3);
    assert_int_equal(sockfam_control_next(&message, &item), 1);
    assert_int_equal(item.size, 0);
    assert_int_equal(sockfam_control_next(&message, &item), 1);
    assert_int_equal(item.type, 6);
    assert_int_equal(item.flags, 0);
    assert_int_equal(sockfam_control_next(&message, &item), 0);
    control.size = control.length + CMSG_SPACE(8) - 1;
    size_t before = control.length;
    want_error(sockfam_control_put(&control, 1, 1, "12345678", 8, &error), OVERFLOW, ENOSPC);
    assert_int_equal(control.length, before);
    want_error(sockfam_control_put(&control, 1, 1, "", SIZE_MAX, &error), OVERFLOW, ERANGE);
}

/* Every length of the buffer and every length in the header: nothing outside is touched (run with ASan). */
static void control_walk_survives_any_truncation(void **state)
{
    (void)state;
    struct sockfam_control control = { .data = room, .size = sizeof(room) };
    want_ok(sockfam_control_put(&control, 1, 2, "abcdefgh", 8, &error));
    want_ok(sockfam_control_put(&control, 1, 2, "abcd", 4, &error));
    for (size_t length = 0; length <= control.length; length++) {
        for (size_t said = 0; said < 80; said++) {
            char *bytes = malloc(length + !length);
            size_t total = 0;
            struct sockfam_message message = { .control = bytes, .control_length = length };
            struct sockfam_control_item item = { 0 };
            memcpy(bytes, room, length);
            if (length >= sizeof(said))
                memcpy(bytes, &said, sizeof(said));
            while (sockfam_control_next(&message, &item)) {
                assert_true((const char *)item.data + item.size <= bytes + length);
                total += item.size + sizeof(struct cmsghdr);
                assert_true(total <= length);
                if (item.flags & SOCKFAM_CONTROL_CLIPPED)
                    assert_int_equal(sockfam_control_next(&message, &item), 0);
            }
            free(bytes);
        }
    }
    struct sockfam_message huge = { .control = room, .control_length = sizeof(room) };
    struct sockfam_control_item item = { 0 };
    room[0] = SIZE_MAX;
    assert_int_equal(sockfam_control_next(&huge, &item), 1);
    assert_int_equal(item.flags, SOCKFAM_CONTROL_CLIPPED);
    assert_int_equal(sockfam_control_next(&huge, &item), 0);
}

/* ------------------------------------------------------------------ descriptors */

static int is_same_file(int a, int b)
{
    struct stat one, two;
    return fstat(a, &one) == 0 && fstat(b, &two) == 0 && one.st_ino == two.st_ino && one.st_dev == two.st_dev;
}

static void fds_go_with_data_flags_and_address(void **state)
{
    (void)state;
    int ends[2], got[4], flags;
    size_t count;
    struct sockfam_address from;
    struct iovec vector = { (char[]){ "x" }, 1 };
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    make_pair(pair, SOCK_DGRAM, 100 * MS);
    assert_int_equal(sockfam_socket_send_fds(&pair[0], &vector, 1, ends, 2, MSG_DONTWAIT, NULL, &error), 1);
    assert_int_equal(sockfam_socket_recv_fds(&pair[1], buffer, 10, got, 4, &count, 0, &flags, &from, &error), 1);
    assert_int_equal(count, 2);
    assert_int_equal(flags, 0);
    assert_true(is_same_file(got[0], ends[0]) && is_same_file(got[1], ends[1]));
    assert_int_equal(fcntl(got[0], F_GETFD), FD_CLOEXEC);
    close(got[0]);
    close(got[1]);
    want_error(sockfam_socket_recv_fds(&pair[1], buffer, 10, got, 4, &count, MSG_DONTWAIT, NULL, NULL, &error), TIMEOUT,
               ETIMEDOUT);
    assert_int_equal(count, 0);
    struct sockfam_address to = parse("unix:@sockfam-test-fds");
    want_error(sockfam_socket_send_fds(&pair[0], &vector, 1, ends, 2, 0, &to, &error), OS, ECONNREFUSED);
    close(ends[0]);
    close(ends[1]);
    close_pair(pair);
}

static void fds_that_do_not_fit_are_closed_and_said_so(void **state)
{
    (void)state;
    int ends[2], got[4], flags;
    size_t count;
    struct iovec vector = { (char[]){ "x" }, 1 };
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    make_pair(pair, SOCK_STREAM, 100 * MS);
    for (size_t most = 0; most <= 2; most++) {
        assert_int_equal(sockfam_socket_send_fds(&pair[0], &vector, 1, ends, 2, 0, NULL, &error), 1);
        assert_int_equal(sockfam_socket_recv_fds(&pair[1], buffer, 10, got, most, &count, 0, &flags, NULL, &error), 1);
        assert_int_equal(count, most);
        assert_int_equal(flags & MSG_CTRUNC, most < 2 ? MSG_CTRUNC : 0);
        for (size_t i = 0; i < count; i++)
            close(got[i]);
    }
    int bad[] = { 9999 }, many[254] = { 0 };
    want_error(sockfam_socket_send_fds(&pair[0], &vector, 1, bad, 1, 0, NULL, &error), OS, EBADF);
    want_error(sockfam_socket_send_fds(&pair[0], &vector, 1, many, 254, 0, NULL, &error), OVERFLOW, ERANGE);
    assert_int_equal(sockfam_socket_send_fds(&pair[0], &vector, 1, NULL, 0, 0, NULL, &error), 1);
    close(ends[0]);
    close(ends[1]);
    close_pair(pair);
}

static void rights_with_a_partial_int_drop_the_tail(void **state)
{
    (void)state;
    int fds[2] = { 0, 0 }, got[2];
    size_t count;
    struct sockfam_control control = { .data = room, .size = sizeof(room) };
    struct iovec vector = { (char[]){ "x" }, 1 };
    want_ok(sockfam_control_put(&control, SOL_SOCKET, SCM_RIGHTS, fds, 7, &error));
    struct sockfam_message message = {
        .buffers = &vector, .buffer_count = 1, .control = room, .control_size = control.length
    };
    make_pair(pair, SOCK_STREAM, 100 * MS);
    assert_int_equal(sockfam_socket_sendmsg(&pair[0], &message, 0, &error), 1);
    assert_int_equal(sockfam_socket_recv_fds(&pair[1], buffer, 1, got, 2, &count, 0, NULL, NULL, &error), 1);
    assert_int_equal(count, 1);
    close(got[0]);
    close_pair(pair);
}

static void message_close_fds_closes_all(void **state)
{
    (void)state;
    int ends[2];
    struct iovec vector = { buffer, 1 };
    struct sockfam_message message = {
        .buffers = &vector, .buffer_count = 1, .control = room, .control_size = sizeof(room)
    };
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    make_pair(pair, SOCK_STREAM, 100 * MS);
    assert_int_equal(sockfam_socket_send_fds(&pair[0], &vector, 1, ends, 2, 0, NULL, &error), 1);
    assert_int_equal(sockfam_socket_recvmsg(&pair[1], &message, MSG_CMSG_CLOEXEC, &error), 1);
    assert_int_equal(message.flags & MSG_CMSG_CLOEXEC, MSG_CMSG_CLOEXEC);
    sockfam_message_close_fds(ctx, &message);
    close(ends[0]);
    close(ends[1]);
    close_pair(pair); /* and the test's end counts descriptors */
}

static void credentials_and_rights_come_in_order(void **state)
{
    (void)state;
    char text[64];
    int fd = 0;
    struct sockfam_control control = { .data = room, .size = sizeof(room) };
    struct sockfam_control_item item = { 0 };
    struct iovec vector = { buffer, 1 };
    make_pair(pair, SOCK_STREAM, 100 * MS);
    want_ok(sockfam_socket_set_option(&pair[1], "SO_PASSCRED", "on", SOCKFAM_TO_NUL, &error));
    want_ok(sockfam_control_put(&control, SOL_SOCKET, SCM_RIGHTS, &fd, sizeof(fd), &error));
    want_ok(sockfam_control_put_credentials(&control, getpid(), getuid(), getgid(), &error));
    struct sockfam_message message = {
        .buffers = &vector, .buffer_count = 1, .control = room, .control_size = control.length
    };
    assert_int_equal(sockfam_socket_sendmsg(&pair[0], &message, 0, &error), 1);
    message.control_size = sizeof(room);
    assert_int_equal(sockfam_socket_recvmsg(&pair[1], &message, MSG_CMSG_CLOEXEC, &error), 1);
    assert_int_equal(sockfam_control_next(&message, &item), 1);
    assert_int_equal(item.type, SCM_CREDENTIALS);
    want_ok(sockfam_control_item_print(&pair[1], &item, text, sizeof(text), NULL, &error));
    snprintf(buffer, sizeof(buffer), "%d,%u,%u", getpid(), getuid(), getgid());
    assert_string_equal(text, buffer);
    assert_string_equal(sockfam_control_item_row(&pair[1], &item)->name, "SCM_CREDENTIALS");
    assert_int_equal(sockfam_control_next(&message, &item), 1);
    assert_int_equal(item.type, SCM_RIGHTS);
    sockfam_message_close_fds(ctx, &message);
    close_pair(pair);
}

/* ------------------------------------------------------------------ packet information, timestamps, algorithms */

static void packet_info_and_timestamp_are_typed_messages(void **state)
{
    (void)state;
    char text[64];
    struct sockfam_address address;
    struct sockfam_control_item item = { 0 };
    struct iovec vector = { buffer, 1 };
    struct sockfam_message message = {
        .buffers = &vector, .buffer_count = 1, .control = room, .control_size = sizeof(room)
    };
    int found = 0;
    want_ok(sockfam_socket_announce(ctx, "inet:127.0.0.1:0", SOCKFAM_TO_NUL, "udp", 500 * MS, &s, &error));
    want_ok(sockfam_socket_getsockname(&s, &address, &error));
    want_ok(sockfam_socket_set_option(&s, "IP_PKTINFO", "1", SOCKFAM_TO_NUL, &error));
    want_ok(sockfam_socket_set_option(&s, "SO_TIMESTAMP", "1", SOCKFAM_TO_NUL, &error));
    assert_int_equal(sockfam_socket_sendto(&s, "x", 1, 0, &address, &error), 1);
    assert_int_equal(sockfam_socket_recvmsg(&s, &message, 0, &error), 1);
    while (sockfam_control_next(&message, &item)) {
        want_ok(sockfam_control_item_print(&s, &item, text, sizeof(text), NULL, &error));
        if (strcmp(sockfam_control_item_row(&s, &item)->name, "IP_PKTINFO") == 0) {
            assert_string_equal(text, "#1,local=127.0.0.1,destination=127.0.0.1");
            found |= 1;
        } else if (strcmp(sockfam_control_item_row(&s, &item)->name, "SCM_TIMESTAMP") == 0) {
            assert_true(strtod(text, NULL) > 1e9);
            found |= 2;
        }
    }
    assert_int_equal(found, 3);
    struct sockfam_control control = { .data = room, .size = sizeof(room) };
    const struct sockfam_value value = sockfam_value_text("lo,local=127.0.0.2", SOCKFAM_TO_NUL);
    want_ok(sockfam_control_put_named(&s, &control, "IP_PKTINFO", &value, &error));
    message.control_size = control.length;
    message.to = &address;
    assert_int_equal(sockfam_socket_sendmsg(&s, &message, 0, &error), 1);
    struct sockfam_address from;
    assert_int_equal(sockfam_socket_recvfrom(&s, buffer, 1, 0, &from, &error), 1);
    assert_memory_equal(print(&from), "inet:127.0.0.2:", 15);
    want_error(sockfam_control_put_named(&s, &control, "NONSENSE", &value, &error), VALUE, EINVAL);
    want_error(sockfam_control_item_print(&s, &item, text, 1, NULL, &error), OVERFLOW, ENOSPC);
    sockfam_socket_close(&s, NULL);
}

/* A kernel with algorithms is for the lab: here a socket that only says it is one, and a sendmsg that is swallowed. */
static void sendmsg_afalg_builds_op_iv_assoclen_in_order(void **state)
{
    (void)state;
    const char iv[16] = "0123456789abcde";
    struct sockfam_afalg operation = {
        .op = 1, .iv = iv, .iv_size = 16, .assoclen = 8, .flags = SOCKFAM_AFALG_ASSOCLEN
    };
    struct iovec vector = { (char[]){ "data" }, 4 };
    make_pair(pair, SOCK_STREAM, 100 * MS);
    pair[0].format = sockfam_format_find(ctx, "alg");
    assert_non_null(pair[0].format);
    fake.is_swallowed = 1;
    assert_int_equal(sockfam_socket_sendmsg_afalg(&pair[0], &vector, 1, &operation, 0, &error), 4);
    struct sockfam_message sent = { .control = fake.sent_control, .control_length = fake.sent_control_size };
    struct sockfam_control_item item = { 0 };
    const int types[] = { 3, 2, 4 };
    const size_t sizes[] = { 4, 20, 4 };
    for (int i = 0; i < 3; i++) {
        assert_int_equal(sockfam_control_next(&sent, &item), 1);
        assert_int_equal(item.level, 279);
        assert_int_equal(item.type, types[i]);
        assert_int_equal(item.size, sizes[i]);
    }
    assert_int_equal(sockfam_control_next(&sent, &item), 0);
    operation = (struct sockfam_afalg){ .op = 0 };
    assert_int_equal(sockfam_socket_sendmsg_afalg(&pair[0], NULL, 0, &operation, 0, &error), 0);
    assert_int_equal(fake.sent_control_size, CMSG_SPACE(4));
    close_pair(pair);
}

static void sendmsg_afalg_of_the_longest_iv_fits_and_a_longer_one_is_refused(void **state)
{
    (void)state;
    static const char iv[SOCKFAM_AFALG_IV_MAX + 1];
    struct sockfam_afalg operation = { .iv = iv, .iv_size = SOCKFAM_AFALG_IV_MAX, .flags = SOCKFAM_AFALG_ASSOCLEN };
    make_pair(pair, SOCK_STREAM, 100 * MS);
    pair[0].format = sockfam_format_find(ctx, "alg");
    fake.is_swallowed = 1;
    assert_int_equal(sockfam_socket_sendmsg_afalg(&pair[0], NULL, 0, &operation, 0, &error), 0);
    assert_int_equal(fake.sent_control_size, 2 * CMSG_SPACE(4) + CMSG_SPACE(4 + SOCKFAM_AFALG_IV_MAX));
    operation.iv_size++;
    want_error(sockfam_socket_sendmsg_afalg(&pair[0], NULL, 0, &operation, 0, &error), VALUE, ENAMETOOLONG);
    assert_string_equal(error.field, "ALG_SET_IV");
    close_pair(pair);
}

static void sendmsg_afalg_on_another_family_sends_nothing(void **state)
{
    (void)state;
    struct sockfam_afalg operation = { .op = 1 };
    make_pair(pair, SOCK_STREAM, 100 * MS);
    want_error(sockfam_socket_sendmsg_afalg(&pair[0], NULL, 0, &operation, 0, &error), VALUE, EINVAL);
    assert_int_equal(error.reason, SOCKFAM_REASON_UNSUPPORTED);
    assert_int_equal(fake.calls[OP_sendmsg], 0);
    pair[0].format = NULL;
    want_error(sockfam_socket_sendmsg_afalg(&pair[0], NULL, 0, &operation, 0, &error), VALUE, EINVAL);
    close_pair(pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(messages_gather_and_scatter),
        TEST(message_limits_are_errors),
        TEST(truncated_datagram_says_so),
        TEST(messages_have_addresses),
        TEST(batches_arrive_whole_and_in_order),
        TEST(batch_waits_for_the_first_message_only),
        TEST(batch_faults_keep_what_was_done),
        TEST(cmsg_len_and_space_have_the_limits_of_an_int),
        TEST(control_items_come_back_as_they_were_put),
        TEST(control_walk_survives_any_truncation),
        TEST(fds_go_with_data_flags_and_address),
        TEST(fds_that_do_not_fit_are_closed_and_said_so),
        TEST(rights_with_a_partial_int_drop_the_tail),
        TEST(message_close_fds_closes_all),
        TEST(credentials_and_rights_come_in_order),
        TEST(packet_info_and_timestamp_are_typed_messages),
        TEST(sendmsg_afalg_builds_op_iv_assoclen_in_order),
        TEST(sendmsg_afalg_of_the_longest_iv_fits_and_a_longer_one_is_refused),
        TEST(sendmsg_afalg_on_another_family_sends_nothing),
    };
    return cmocka_run_group_tests_name("socket_message", tests, open_context, close_context);
}
