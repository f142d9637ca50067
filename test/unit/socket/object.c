/* SPDX-License-Identifier: MIT */
/* The object: making, adopting, ending; timeouts; addresses; connecting and accepting. */
#include "fake.h"

#include <fcntl.h>
#include <netinet/in.h>

static struct sockfam_socket s, pair[2];

static int is_non_blocking(int fd)
{
    return (fcntl(fd, F_GETFL) & O_NONBLOCK) != 0;
}

static int is_cloexec(int fd)
{
    return (fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0;
}

/* ------------------------------------------------------------------ making */

static void open_by_names_gives_numbers_and_format(void **state)
{
    (void)state;
    assert_true(sizeof(s) <= 64);
    want_ok(sockfam_socket_open(ctx, "inet", "udp", &s, &error));
    assert_int_equal(s.af, AF_INET);
    assert_int_equal(s.type, SOCK_DGRAM);
    assert_int_equal(s.protocol, IPPROTO_UDP);
    assert_ptr_equal(s.format, sockfam_format_find(ctx, "inet"));
    assert_true(is_cloexec(sockfam_socket_fd(&s)));
    assert_int_equal(sockfam_socket_get_timeout(&s), SOCKFAM_BLOCKING);
    assert_false(is_non_blocking(s.fd));
    sockfam_socket_close(&s, NULL);
    want_ok(sockfam_socket_open(ctx, "unix", NULL, &s, &error));
    assert_int_equal(s.type, SOCK_STREAM);
    sockfam_socket_close(&s, NULL);
}

static void open_of_unknown_names_lists_what_there_is(void **state)
{
    (void)state;
    want_error(sockfam_socket_open(ctx, "nonsense", NULL, &s, &error), VALUE, EINVAL);
    assert_int_equal(s.fd, -1);
    want_error(sockfam_socket_open(ctx, "inet", "nonsense", &s, &error), VALUE, EINVAL);
    assert_non_null(strstr(error.message, "tcp, udp"));
    want_error(sockfam_socket_open(ctx, "generic", NULL, &s, &error), VALUE, EINVAL);
    want_error(sockfam_socket_open(ctx, "hyperv", NULL, &s, &error), VALUE, EINVAL);
}

static void open_by_numbers_masks_the_flags_of_the_type(void **state)
{
    (void)state;
    want_ok(sockfam_socket_open_numbers(ctx, AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, &s, &error));
    assert_int_equal(s.type, SOCK_STREAM);
    assert_int_equal(s.timeout, 0);
    assert_true(is_non_blocking(s.fd));
    assert_ptr_equal(s.format, sockfam_format_find(ctx, "inet"));
    sockfam_socket_close(&s, NULL);
}

static void open_by_bad_numbers_reports_the_kernels_errno(void **state)
{
    (void)state;
    want_error(sockfam_socket_open_numbers(ctx, 12345, SOCK_STREAM, 0, &s, &error), OS, EAFNOSUPPORT);
    assert_int_equal(s.fd, -1);
    want_error(sockfam_socket_open_numbers(ctx, AF_UNIX, SOCK_STREAM, 77, &s, &error), OS, EPROTONOSUPPORT);
}

static void open_by_numbers_of_32_bits_asks_the_kernel_with_all_of_them(void **state)
{
    (void)state;
    int direct = socket(AF_UNIX, 65536 + SOCK_STREAM, 0);
    if (direct >= 0) {
        close(direct);
        print_message("SKIP: this kernel, or what plays it, cuts the type to 16 bits\n");
        skip();
    }
    want_error(sockfam_socket_open_numbers(ctx, -1, SOCK_STREAM, 0, &s, &error), OS, EAFNOSUPPORT);
    want_error(sockfam_socket_open_numbers(ctx, 65536 + AF_UNIX, SOCK_STREAM, 0, &s, &error), OS, EAFNOSUPPORT);
    want_error(sockfam_socket_open_numbers(ctx, AF_UNIX, 65536 + SOCK_STREAM, 0, &s, &error), OS, EINVAL);
    want_error(sockfam_socket_open_numbers(ctx, AF_UNIX, -1, 0, &s, &error), OS, EINVAL);
    assert_true(sockfam_socket_open_numbers(ctx, AF_INET, SOCK_STREAM, -1, &s, &error) < 0);
    assert_int_equal(error.kind, SOCKFAM_ERROR_OS);
    want_error(sockfam_socket_pair(ctx, 65536 + AF_UNIX, SOCK_STREAM, 0, pair, &error), OS, EAFNOSUPPORT);
    assert_int_equal(fake.calls[OP_socket], 5);
}

static void default_timeout_applies_to_everything_new(void **state)
{
    (void)state;
    struct sockfam_socket server, client, accepted;
    struct sockfam_address address;
    assert_int_equal(sockfam_context_get_default_timeout(ctx), SOCKFAM_BLOCKING);
    sockfam_context_set_default_timeout(ctx, 700 * MS);
    make_server(&server, &address, 700 * MS);
    want_ok(sockfam_socket_open(ctx, "inet", "tcp", &client, &error));
    assert_int_equal(client.timeout, 700 * MS);
    assert_true(is_non_blocking(client.fd));
    want_ok(sockfam_socket_connect(&client, &address, &error));
    want_ok(sockfam_socket_accept(&server, &accepted, NULL, &error));
    assert_int_equal(accepted.timeout, 700 * MS);
    assert_true(is_non_blocking(accepted.fd));
    want_ok(sockfam_socket_pair(ctx, AF_UNIX, SOCK_STREAM, 0, pair, &error));
    assert_int_equal(pair[1].timeout, 700 * MS);
    assert_true(is_non_blocking(pair[1].fd));
    close_pair(pair);
    sockfam_socket_close(&accepted, NULL);
    sockfam_socket_close(&client, NULL);
    sockfam_socket_close(&server, NULL);
    sockfam_context_set_default_timeout(ctx, -5);
    assert_int_equal(sockfam_context_get_default_timeout(ctx), SOCKFAM_BLOCKING);
}

static void socketpair_of_a_family_without_pairs_fails(void **state)
{
    (void)state;
    want_error(sockfam_socket_pair(ctx, AF_INET, SOCK_STREAM, 0, pair, &error), OS, EOPNOTSUPP);
    assert_int_equal(pair[0].fd, -1);
    assert_int_equal(pair[1].fd, -1);
}

static void dup_keeps_numbers_timeout_and_is_close_on_exec(void **state)
{
    (void)state;
    struct sockfam_socket other;
    make_pair(pair, SOCK_SEQPACKET, 50 * MS);
    want_ok(sockfam_socket_dup(&pair[0], &other, &error));
    assert_int_not_equal(other.fd, pair[0].fd);
    assert_int_equal(other.type, SOCK_SEQPACKET);
    assert_int_equal(other.timeout, 50 * MS);
    assert_true(is_cloexec(other.fd));
    sockfam_socket_close(&other, NULL);
    close_pair(pair);
    want_error(sockfam_socket_dup(&pair[0], &other, &error), OS, EBADF);
    assert_int_equal(other.fd, -1);
}

static void fromfd_duplicates_and_leaves_the_original(void **state)
{
    (void)state;
    make_pair(pair, SOCK_STREAM, SOCKFAM_BLOCKING);
    want_ok(sockfam_socket_from_fd(ctx, pair[0].fd, AF_UNIX, SOCK_STREAM, 0, &s, &error));
    assert_int_not_equal(s.fd, pair[0].fd);
    assert_true(is_cloexec(s.fd));
    sockfam_socket_close(&s, NULL);
    close_pair(pair);
    want_error(sockfam_socket_from_fd(ctx, -1, -1, -1, -1, &s, &error), OS, EBADF);
}

static void fd_dup_and_fd_close_work_without_objects(void **state)
{
    (void)state;
    make_pair(pair, SOCK_STREAM, SOCKFAM_BLOCKING);
    int fd = sockfam_fd_dup(ctx, pair[0].fd, &error);
    assert_true(fd >= 0 && is_cloexec(fd));
    want_ok(sockfam_fd_close(ctx, fd, &error));
    want_error(sockfam_fd_close(ctx, -1, &error), OS, EBADF);
    fd = sockfam_fd_dup(ctx, pair[0].fd, &error);
    fake_fail(OP_close, 1, 1, ECONNRESET);
    want_ok(sockfam_fd_close(ctx, fd, &error));
    close_pair(pair);
}

/* ------------------------------------------------------------------ adopting */

static void adopt_finds_family_type_and_protocol(void **state)
{
    (void)state;
    int fd = socket(AF_INET6, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    if (fd < 0) {
        print_message("SKIP: no inet6 here\n");
        skip();
    }
    want_ok(sockfam_socket_adopt(ctx, fd, -1, -1, -1, &s, &error));
    assert_int_equal(s.fd, fd);
    assert_int_equal(s.af, AF_INET6);
    assert_int_equal(s.type, SOCK_DGRAM);
    assert_int_equal(s.protocol, IPPROTO_UDP); /* though its creator said 0 */
    assert_ptr_equal(s.format, sockfam_format_find(ctx, "inet6"));
    assert_int_equal(s.flags & SOCKFAM_SOCKET_INFERRED, 0);
    assert_int_equal(s.timeout, SOCKFAM_BLOCKING); /* and the descriptor is left as it is */
    assert_true(is_non_blocking(fd));
    assert_false(is_cloexec(fd));
    sockfam_socket_close(&s, NULL);
}

static void adopt_believes_what_is_given(void **state)
{
    (void)state;
    make_pair(pair, SOCK_STREAM, SOCKFAM_BLOCKING);
    want_ok(sockfam_socket_adopt(ctx, sockfam_socket_detach(&pair[0]), AF_INET, SOCK_DGRAM, 17, &s, &error));
    assert_int_equal(s.af, AF_INET);
    assert_int_equal(s.type, SOCK_DGRAM);
    assert_int_equal(fake.calls[OP_getsockopt], 1);
    sockfam_socket_close(&s, NULL);
    want_ok(sockfam_socket_adopt(ctx, sockfam_socket_detach(&pair[1]), 70000, 70001, 70002, &s, &error));
    assert_int_equal(s.af, 70000);
    assert_int_equal(s.type, 70001);
    assert_int_equal(s.protocol, 70002);
    assert_null(s.format);
    sockfam_socket_close(&s, NULL);
}

static void adopt_with_all_numbers_given_still_wants_a_socket(void **state)
{
    (void)state;
    int fd = open("/dev/null", O_RDONLY);
    want_error(sockfam_socket_adopt(ctx, fd, AF_UNIX, SOCK_STREAM, 0, &s, &error), OS, ENOTSOCK);
    assert_int_equal(s.fd, -1);
    assert_int_equal(close(fd), 0);
    want_error(sockfam_socket_adopt(ctx, fd, AF_UNIX, SOCK_STREAM, 0, &s, &error), OS, EBADF);
}

/* What the headers say of *s: a closed socket of the context, whatever was there before. */
static void failures_leave_closed_sockets(void **state)
{
    (void)state;
    struct sockfam_address address = parse("inet:127.0.0.1:9");
    struct sockfam_connection to = { .host = "127.0.0.1", .port = 70000, .error_count = 5 };
    for (int i = 0; i < 10; i++) {
        memset(pair, 0x55, sizeof(pair));
        int result =
            i == 0   ? sockfam_socket_open(ctx, "nonsense", NULL, pair, &error)
            : i == 1 ? sockfam_socket_open_numbers(ctx, 12345, 1, 0, pair, &error)
            : i == 2 ? sockfam_socket_adopt(ctx, -1, -1, -1, -1, pair, &error)
            : i == 3 ? sockfam_socket_from_fd(ctx, -1, -1, -1, -1, pair, &error)
            : i == 4 ? sockfam_socket_dial(ctx, "nonsense", 8, NULL, 0, pair, &error)
            : i == 5 ? sockfam_socket_announce(ctx, "nonsense", 8, NULL, 0, pair, &error)
            : i == 6 ? sockfam_connection_create(ctx, &to, 0, pair, &error)
            : i == 7 ? sockfam_server_create(ctx, &address, &(struct sockfam_server){ .flags = 2 }, pair, &error)
            : i == 8 ? sockfam_socket_pair(ctx, AF_INET, SOCK_STREAM, 0, pair, &error)
                     : sockfam_socket_dial(ctx, "unix:@sockfam-nobody", SOCKFAM_TO_NUL, NULL, -1, pair, &error);
        assert_true(result < 0);
        assert_int_equal(pair[0].fd, -1);
        assert_ptr_equal(pair[0].ctx, ctx);
        if (i == 8)
            assert_int_equal(pair[1].fd, -1);
        assert_int_equal(sockfam_socket_close(&pair[0], &error), 0);
    }
    assert_int_equal(to.error_count, 0);
}

static void adopt_of_what_is_no_socket_leaves_the_descriptor(void **state)
{
    (void)state;
    int fd = open("/dev/null", O_RDONLY);
    want_error(sockfam_socket_adopt(ctx, fd, -1, -1, -1, &s, &error), OS, ENOTSOCK);
    assert_int_equal(fcntl(fd, F_GETFD), 0);
    close(fd);
    want_error(sockfam_socket_adopt(ctx, fd, -1, -1, -1, &s, &error), OS, EBADF);
    want_error(sockfam_socket_adopt(ctx, -1, -1, -1, -1, &s, &error), VALUE, EINVAL);
}

static void adopt_that_cannot_set_the_mode_leaves_the_descriptor(void **state)
{
    (void)state;
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    sockfam_context_set_default_timeout(ctx, 0);
    fake_fail(OP_set_nonblocking, 1, 1, EIO);
    want_error(sockfam_socket_adopt(ctx, fd, -1, -1, -1, &s, &error), OS, EIO);
    assert_int_equal(s.fd, -1);
    assert_int_equal(close(fd), 0);
}

static void adopt_of_packet_needs_no_protocol(void **state)
{
    (void)state;
    int fd = socket(AF_PACKET, SOCK_RAW, 0);
    if (fd < 0) {
        print_message("SKIP: packet sockets: %s\n", strerror(errno));
        skip();
    }
    want_ok(sockfam_socket_adopt(ctx, fd, -1, -1, -1, &s, &error));
    assert_ptr_equal(s.format, sockfam_format_find(ctx, "packet"));
    sockfam_socket_close(&s, NULL);
}

/* ------------------------------------------------------------------ ending */

static void close_twice_is_fine_and_reports_once(void **state)
{
    (void)state;
    want_ok(sockfam_socket_open(ctx, "unix", NULL, &s, &error));
    fake_fail(OP_close, 1, 1, EIO);
    want_error(sockfam_socket_close(&s, &error), OS, EIO);
    want_ok(sockfam_socket_close(&s, &error));
    assert_int_equal(fake.calls[OP_close], 1);
    want_ok(sockfam_socket_open(ctx, "unix", NULL, &s, &error));
    fake_fail(OP_close, 1, 1, ECONNRESET);
    want_ok(sockfam_socket_close(&s, &error));
}

static void detach_gives_the_descriptor_away(void **state)
{
    (void)state;
    want_ok(sockfam_socket_open(ctx, "unix", NULL, &s, &error));
    int fd = sockfam_socket_detach(&s);
    assert_true(fd >= 0);
    assert_int_equal(sockfam_socket_detach(&s), -1);
    assert_int_equal(sockfam_socket_fd(&s), -1);
    want_ok(sockfam_socket_close(&s, &error));
    assert_int_equal(close(fd), 0);
}

static void closed_socket_gives_ebadf_everywhere(void **state)
{
    (void)state;
    struct sockfam_socket zero = { .fd = -1 }, other;
    struct sockfam_address address = parse("unix:@x");
    char byte;
    zero.ctx = ctx;
    want_error(sockfam_socket_bind(&zero, &address, &error), OS, EBADF);
    want_error(sockfam_socket_connect(&zero, &address, &error), OS, EBADF);
    assert_int_equal(sockfam_socket_connect_ex(&zero, &address, &error), EBADF);
    want_error(sockfam_socket_listen(&zero, 1, &error), OS, EBADF);
    want_error(sockfam_socket_accept(&zero, &other, NULL, &error), OS, EBADF);
    want_error(sockfam_socket_shutdown(&zero, SHUT_RDWR, &error), OS, EBADF);
    want_error(sockfam_socket_getsockname(&zero, &address, &error), OS, EBADF);
    want_error(sockfam_socket_getpeername(&zero, &address, &error), OS, EBADF);
    want_error(sockfam_socket_get_inheritable(&zero, &error), OS, EBADF);
    want_error(sockfam_socket_set_inheritable(&zero, 1, &error), OS, EBADF);
    want_error(sockfam_socket_send(&zero, "", 0, 0, &error), OS, EBADF);
    want_error(sockfam_socket_recvfrom(&zero, &byte, 0, 0, NULL, &error), OS, EBADF);
    want_error(sockfam_socket_set_timeout(&zero, 5, &error), OS, EBADF);
    assert_int_equal(sockfam_socket_get_timeout(&zero), 5); /* stored even so */
    want_error(sockfam_socket_recv(&zero, &byte, 1, 0, &error), OS, EBADF);
    assert_int_equal(sockfam_socket_recv(&zero, &byte, 0, 0, &error), 0); /* recv(0) looks at nothing */
    assert_int_equal(sockfam_socket_get_blocking(&zero), 1);
}

static void all_zero_socket_without_context_is_closed(void **state)
{
    (void)state;
    struct sockfam_socket zero = { .fd = -1 };
    char byte;
    want_error(sockfam_socket_recv(&zero, &byte, 1, 0, &error), OS, EBADF);
    want_ok(sockfam_socket_close(&zero, &error));
    assert_int_equal(sockfam_socket_fd(&zero), -1);
}

static void inheritable_can_be_set_and_read(void **state)
{
    (void)state;
    want_ok(sockfam_socket_open(ctx, "unix", NULL, &s, &error));
    assert_int_equal(sockfam_socket_get_inheritable(&s, &error), 0);
    want_ok(sockfam_socket_set_inheritable(&s, 1, &error));
    assert_int_equal(sockfam_socket_get_inheritable(&s, &error), 1);
    want_ok(sockfam_socket_set_inheritable(&s, 0, &error));
    assert_true(is_cloexec(s.fd));
    sockfam_socket_close(&s, NULL);
}

/* ------------------------------------------------------------------ timeouts */

static void timeouts_have_three_modes(void **state)
{
    (void)state;
    want_ok(sockfam_socket_open(ctx, "unix", NULL, &s, &error));
    want_ok(sockfam_socket_set_blocking(&s, 0, &error));
    assert_int_equal(s.timeout, 0);
    assert_int_equal(sockfam_socket_get_blocking(&s), 0);
    assert_true(is_non_blocking(s.fd));
    want_ok(sockfam_socket_set_timeout(&s, 1, &error));
    assert_int_equal(sockfam_socket_get_blocking(&s), 1);
    assert_true(is_non_blocking(s.fd));
    want_ok(sockfam_socket_set_blocking(&s, 1, &error));
    assert_int_equal(sockfam_socket_get_timeout(&s), SOCKFAM_BLOCKING);
    assert_false(is_non_blocking(s.fd));
    want_ok(sockfam_socket_set_timeout(&s, -77, &error));
    assert_int_equal(s.timeout, SOCKFAM_BLOCKING);
    sockfam_socket_close(&s, NULL);
}

static void timeout_of_seconds_rounds_away_from_zero(void **state)
{
    (void)state;
    int64_t ns = 7;
    want_ok(sockfam_timeout_from_seconds(1e-12, &ns, &error));
    assert_int_equal(ns, 1);
    want_ok(sockfam_timeout_from_seconds(-0.0, &ns, &error));
    assert_int_equal(ns, 0);
    want_ok(sockfam_timeout_from_seconds(1.1, &ns, &error));
    assert_int_equal(ns, 1100000000);
    want_error(sockfam_timeout_from_seconds(-1e-9, &ns, &error), VALUE, ERANGE);
    want_error(sockfam_timeout_from_seconds(__builtin_nan(""), &ns, &error), VALUE, ERANGE);
    want_error(sockfam_timeout_from_seconds(__builtin_inf(), &ns, &error), OVERFLOW, ERANGE);
    want_error(sockfam_timeout_from_seconds(9223372036.9, &ns, &error), OVERFLOW, ERANGE);
    want_ok(sockfam_timeout_from_seconds(9223372036.8, &ns, &error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(open_by_names_gives_numbers_and_format),
        TEST(open_of_unknown_names_lists_what_there_is),
        TEST(open_by_numbers_masks_the_flags_of_the_type),
        TEST(open_by_bad_numbers_reports_the_kernels_errno),
        TEST(open_by_numbers_of_32_bits_asks_the_kernel_with_all_of_them),
        TEST(default_timeout_applies_to_everything_new),
        TEST(socketpair_of_a_family_without_pairs_fails),
        TEST(dup_keeps_numbers_timeout_and_is_close_on_exec),
        TEST(fromfd_duplicates_and_leaves_the_original),
        TEST(fd_dup_and_fd_close_work_without_objects),
        TEST(adopt_finds_family_type_and_protocol),
        TEST(adopt_believes_what_is_given),
        TEST(adopt_with_all_numbers_given_still_wants_a_socket),
        TEST(failures_leave_closed_sockets),
        TEST(adopt_of_what_is_no_socket_leaves_the_descriptor),
        TEST(adopt_that_cannot_set_the_mode_leaves_the_descriptor),
        TEST(adopt_of_packet_needs_no_protocol),
        TEST(close_twice_is_fine_and_reports_once),
        TEST(detach_gives_the_descriptor_away),
        TEST(closed_socket_gives_ebadf_everywhere),
        TEST(all_zero_socket_without_context_is_closed),
        TEST(inheritable_can_be_set_and_read),
        TEST(timeouts_have_three_modes),
        TEST(timeout_of_seconds_rounds_away_from_zero),
    };
    return cmocka_run_group_tests_name("socket_object", tests, open_context, close_context);
}
