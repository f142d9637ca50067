/* SPDX-License-Identifier: MIT */
/* Bytes in and out: partial sends, deadlines over many of them, files, pipes, faults; no byte lost or doubled. */
#include "fake.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>

static struct sockfam_socket pair[2];

#define LOTS ((size_t)4 << 20)

static char pattern(size_t at)
{
    return (char)(at * 31 + at / 4096);
}

static char *make_data(size_t size)
{
    char *data = malloc(size);
    assert_non_null(data);
    for (size_t i = 0; i < size; i++)
        data[i] = pattern(i);
    return data;
}

/* Reads from a descriptor to its end, and says how many bytes were as they should be. */
static void *drain(void *descriptor)
{
    char block[10000];
    size_t good = 0;
    ssize_t count;
    while ((count = read((int)(intptr_t)descriptor, block, sizeof(block))) > 0)
        for (ssize_t i = 0; i < count; i++)
            good += block[i] == pattern(good);
    return (void *)good;
}

static pthread_t drain_in_background(struct sockfam_socket *from)
{
    pthread_t thread;
    fcntl(from->fd, F_SETFL, 0);
    assert_int_equal(pthread_create(&thread, NULL, drain, (void *)(intptr_t)from->fd), 0);
    return thread;
}

static size_t drained(pthread_t thread, struct sockfam_socket *to)
{
    void *good;
    sockfam_socket_shutdown(to, SHUT_WR, NULL);
    pthread_join(thread, &good);
    return (size_t)good;
}

/* ------------------------------------------------------------------ sendall */

static void sendall_sends_everything_in_order(void **state)
{
    (void)state;
    const int64_t modes[] = { SOCKFAM_BLOCKING, 5000 * MS };
    char *data = make_data(LOTS);
    for (int i = 0; i < 2; i++) {
        size_t sent = 0;
        make_pair(pair, SOCK_STREAM, modes[i]);
        fake_limit(OP_send, 3, 70001);
        pthread_t thread = drain_in_background(&pair[1]);
        want_ok(sockfam_socket_sendall(&pair[0], data, LOTS, 0, &sent, &error));
        assert_int_equal(sent, LOTS);
        assert_int_equal(drained(thread, &pair[0]), LOTS);
        close_pair(pair);
    }
    free(data);
}

static void *read_slowly(void *descriptor)
{
    char block[4096];
    while (read((int)(intptr_t)descriptor, block, sizeof(block)) > 0)
        usleep(1000);
    return NULL;
}

static void sendall_to_a_steady_slow_reader_ends_at_the_deadline(void **state)
{
    (void)state;
    pthread_t thread;
    char *data = make_data(LOTS);
    size_t sent = 0;
    make_pair(pair, SOCK_STREAM, 150 * MS);
    fcntl(pair[1].fd, F_SETFL, 0);
    pthread_create(&thread, NULL, read_slowly, (void *)(intptr_t)pair[1].fd);
    int64_t begin = now();
    int result = sockfam_socket_sendall(&pair[0], data, LOTS, 0, &sent, &error);
    int64_t took = now() - begin;
    want_error(result, TIMEOUT, ETIMEDOUT);
    assert_true(sent > 0 && sent < LOTS);
    assert_in_range(took, 150 * MS, 450 * MS);
    sockfam_socket_shutdown(&pair[0], SHUT_RDWR, NULL);
    pthread_join(thread, NULL);
    close_pair(pair);
    free(data);
}

static void sendall_failing_reports_exactly_what_went(void **state)
{
    (void)state;
    const int codes[] = { ENOMEM, ENOBUFS, ECONNRESET, EPIPE };
    char *data = make_data(5000);
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        size_t sent = 99;
        make_pair(pair, SOCK_STREAM, SOCKFAM_BLOCKING);
        fake_limit(OP_send, 1, 700);
        want_ok(sockfam_socket_sendall(&pair[0], data, 1400, 0, &sent, &error));
        assert_int_equal(sent, 1400);
        fake_fail(OP_send, 1, 1, codes[i]);
        want_error(sockfam_socket_sendall(&pair[0], data + 1400, 3600, 0, &sent, &error), OS, codes[i]);
        assert_int_equal(sent, 0);
        want_ok(sockfam_socket_sendall(&pair[0], data + 1400, 3600, 0, &sent, &error));
        pthread_t thread = drain_in_background(&pair[1]);
        assert_int_equal(drained(thread, &pair[0]), 5000);
        close_pair(pair);
    }
    free(data);
}

static void sendall_non_blocking_reports_progress_with_eagain(void **state)
{
    (void)state;
    char *data = make_data(LOTS);
    size_t sent = 0;
    make_pair(pair, SOCK_STREAM, 0);
    want_error(sockfam_socket_sendall(&pair[0], data, LOTS, 0, &sent, &error), OS, EAGAIN);
    assert_true(sent > 0 && sent < LOTS);
    pthread_t thread = drain_in_background(&pair[1]);
    assert_int_equal(drained(thread, &pair[0]), sent);
    close_pair(pair);
    free(data);
}

static void sendall_of_nothing_does_one_system_call(void **state)
{
    (void)state;
    make_pair(pair, SOCK_STREAM, 100 * MS);
    want_ok(sockfam_socket_sendall(&pair[0], "", 0, 0, NULL, &error));
    assert_int_equal(fake.total, 1);
    close_pair(pair);
    want_error(sockfam_socket_sendall(&pair[0], "", 0, 0, NULL, &error), OS, EBADF);
}

static int give_up(void *data)
{
    return ++*(int *)data == 2 ? -ECANCELED : 0;
}

static void sendall_asks_the_hook_between_parts(void **state)
{
    (void)state;
    int asked = 0;
    size_t sent = 0;
    const struct sockfam_hook hook = { .interrupted = give_up, .data = &asked };
    char *data = make_data(1000);
    make_pair(pair, SOCK_STREAM, 1000 * MS);
    pair[0].hook = &hook;
    fake_limit(OP_send, 1, 10);
    want_error(sockfam_socket_sendall(&pair[0], data, 1000, 0, &sent, &error), INTERRUPTED, ECANCELED);
    assert_int_equal(sent, 20);
    close_pair(pair);
    free(data);
}

/* ------------------------------------------------------------------ SIGPIPE */

static void send_to_a_closed_peer_is_epipe_without_a_signal(void **state)
{
    (void)state;
    struct sigaction before, defaults = { .sa_handler = SIG_DFL };
    struct iovec vector = { (char[]){ "x" }, 1 };
    struct sockfam_message message = { .buffers = &vector, .buffer_count = 1 };
    int ends[2], file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    sigaction(SIGPIPE, &defaults, &before); /* a signal would end the test */
    make_pair(pair, SOCK_STREAM, SOCKFAM_BLOCKING);
    sockfam_socket_close(&pair[1], NULL);
    want_error(sockfam_socket_send(&pair[0], "x", 1, 0, &error), OS, EPIPE);
    want_error(sockfam_socket_sendall(&pair[0], "x", 1, 0, NULL, &error), OS, EPIPE);
    want_error(sockfam_socket_sendmsg(&pair[0], &message, 0, &error), OS, EPIPE);
    want_error(sockfam_socket_sendmmsg(&pair[0], &message, 1, 0, &error), OS, EPIPE);
    want_error(sockfam_socket_sendfile(&pair[0], file, 0, 100, NULL, &error), OS, EPIPE);
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    assert_int_equal(write(ends[1], "abc", 3), 3);
    want_error(sockfam_socket_splice_from_pipe(&pair[0], ends[0], 3, 0, &error), OS, EPIPE);
    want_error(sockfam_socket_sendfile(&pair[0], ends[0], SOCKFAM_HERE, 3, NULL, &error), OS, EPIPE);
    sigset_t pending;
    sigpending(&pending);
    assert_int_equal(sigismember(&pending, SIGPIPE), 0);
    close(ends[0]);
    close(ends[1]);
    close(file);
    sockfam_socket_close(&pair[0], NULL);
    sigaction(SIGPIPE, &before, NULL);
}

static void sigpipe_of_somebody_else_stays_pending(void **state)
{
    (void)state;
    sigset_t pipe, old, pending;
    int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, &old);
    raise(SIGPIPE);
    make_pair(pair, SOCK_STREAM, SOCKFAM_BLOCKING);
    sockfam_socket_close(&pair[1], NULL);
    want_error(sockfam_socket_sendfile(&pair[0], file, 0, 100, NULL, &error), OS, EPIPE);
    sigpending(&pending);
    assert_int_equal(sigismember(&pending, SIGPIPE), 1);
    const struct timespec none = { 0, 0 };
    sigtimedwait(&pipe, NULL, &none);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    sockfam_socket_close(&pair[0], NULL);
    close(file);
}

static int pipe_signals;

static void count_signal(int signal)
{
    pipe_signals += signal == SIGPIPE;
}

static void sigpipe_is_raised_if_the_socket_wants_it(void **state)
{
    (void)state;
    struct sigaction before, counting = { .sa_handler = count_signal };
    int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    sigaction(SIGPIPE, &counting, &before);
    make_pair(pair, SOCK_STREAM, SOCKFAM_BLOCKING);
    sockfam_socket_close(&pair[1], NULL);
    pipe_signals = 0;
    sockfam_socket_set_sigpipe(&pair[0], 1);
    want_error(sockfam_socket_send(&pair[0], "x", 1, 0, &error), OS, EPIPE);
    assert_int_equal(pipe_signals, 1);
    want_error(sockfam_socket_sendfile(&pair[0], file, 0, 100, NULL, &error), OS, EPIPE);
    assert_int_equal(pipe_signals, 2);
    sockfam_socket_set_sigpipe(&pair[0], 0);
    want_error(sockfam_socket_send(&pair[0], "x", 1, 0, &error), OS, EPIPE);
    assert_int_equal(pipe_signals, 2);
    sockfam_socket_close(&pair[0], NULL);
    sockfam_context_set_default_sigpipe(ctx, 1);
    make_pair(pair, SOCK_STREAM, SOCKFAM_BLOCKING);
    sockfam_context_set_default_sigpipe(ctx, 0);
    sockfam_socket_close(&pair[1], NULL);
    want_error(sockfam_socket_sendall(&pair[0], "x", 1, 0, NULL, &error), OS, EPIPE);
    assert_int_equal(pipe_signals, 3);
    sockfam_socket_close(&pair[0], NULL);
    sigaction(SIGPIPE, &before, NULL);
    close(file);
}

static void sendto_nobody_sends_to_the_peer(void **state)
{
    (void)state;
    char text[4];
    make_pair(pair, SOCK_DGRAM, 100 * MS);
    assert_int_equal(sockfam_socket_sendto(&pair[0], "abc", 3, 0, NULL, &error), 3);
    assert_int_equal(sockfam_socket_recv(&pair[1], text, sizeof(text), 0, &error), 3);
    close_pair(pair);
}

static void success_after_a_failure_leaves_no_stale_message(void **state)
{
    (void)state;
    char byte;
    make_pair(pair, SOCK_STREAM, 0);
    want_error(sockfam_socket_recv(&pair[0], &byte, 1, 0, &error), OS, EAGAIN);
    assert_string_not_equal(error.message, "");
    assert_int_equal(sockfam_socket_send(&pair[0], "x", 1, 0, &error), 1);
    assert_int_equal(error.kind, SOCKFAM_ERROR_NONE);
    assert_int_equal(error.code, 0);
    assert_string_equal(error.message, "");
    close_pair(pair);
}

/* ------------------------------------------------------------------ receiving */

static void recv_at_the_end_gives_zero_and_size_zero_looks_at_nothing(void **state)
{
    (void)state;
    char text[4];
    make_pair(pair, SOCK_STREAM, SOCKFAM_BLOCKING);
    assert_int_equal(sockfam_socket_recv(&pair[0], text, 0, 0, &error), 0);
    assert_int_equal(fake.total, 0);
    sockfam_socket_shutdown(&pair[1], SHUT_WR, NULL);
    assert_int_equal(sockfam_socket_recv(&pair[0], text, 4, 0, &error), 0);
    close_pair(pair);
    make_pair(pair, SOCK_DGRAM, 20 * MS);
    want_error(sockfam_socket_recvfrom(&pair[0], text, 0, 0, NULL, &error), TIMEOUT,
               ETIMEDOUT); /* size 0 asks the kernel */
    assert_int_equal(sockfam_socket_send(&pair[1], "abcdefgh", 8, 0, &error), 8);
    assert_int_equal(sockfam_socket_recv(&pair[0], text, 4, MSG_TRUNC, &error), 8);
    close_pair(pair);
}

static void transfers_retry_after_eintr_and_report_other_faults(void **state)
{
    (void)state;
    const int codes[] = { ENOMEM, ECONNRESET, ENOTCONN, ENOBUFS };
    struct sockfam_address from;
    char text[4];
    make_pair(pair, SOCK_STREAM, 200 * MS);
    fake_fail(OP_send, 1, 2, EINTR);
    assert_int_equal(sockfam_socket_send(&pair[0], "ab", 2, 0, &error), 2);
    fake_fail(OP_recvfrom, 1, 2, EAGAIN); /* spurious readiness */
    assert_int_equal(sockfam_socket_recvfrom(&pair[1], text, 4, 0, &from, &error), 2);
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        fake_fail(OP_send, 1, 1, codes[i]);
        want_error(sockfam_socket_send(&pair[0], "ab", 2, 0, &error), OS, codes[i]);
        fake_fail(OP_recv, 1, 1, codes[i]);
        want_error(sockfam_socket_recv(&pair[0], text, 2, 0, &error), OS, codes[i]);
        fake_fail(OP_recvfrom, 1, 1, codes[i]);
        want_error(sockfam_socket_recvfrom(&pair[0], text, 2, 0, NULL, &error), OS, codes[i]);
    }
    fake_limit(OP_send, 1, 1);
    assert_int_equal(sockfam_socket_send(&pair[0], "ab", 2, 0, &error), 1);
    close_pair(pair);
}

/* ------------------------------------------------------------------ files */

static int make_file(const char *data, size_t size)
{
    int fd = memfd_create("sockfam", MFD_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, data, size), (ssize_t)size);
    lseek(fd, 0, SEEK_SET);
    return fd;
}

/* Sends a file of LOTS bytes from the start, and checks every byte. */
static void send_whole(int file, int64_t offset, int64_t timeout)
{
    uint64_t sent = 0;
    make_pair(pair, SOCK_STREAM, timeout);
    pthread_t thread = drain_in_background(&pair[1]);
    want_ok(sockfam_socket_sendfile(&pair[0], file, offset, SOCKFAM_TO_END, &sent, &error));
    assert_int_equal(sent, LOTS);
    assert_int_equal(drained(thread, &pair[0]), LOTS);
    close_pair(pair);
}

static void sendfile_of_a_regular_file_uses_the_kernel(void **state)
{
    (void)state;
    char *data = make_data(LOTS);
    int file = make_file(data, LOTS);
    lseek(file, 77, SEEK_SET);
    send_whole(file, 0, 5000 * MS);
    assert_int_equal(fake.calls[OP_send], 0);
    assert_int_equal(lseek(file, 0, SEEK_CUR), 77); /* neither used nor moved */
    lseek(file, 0, SEEK_SET);
    send_whole(file, SOCKFAM_HERE, SOCKFAM_BLOCKING);
    assert_int_equal(lseek(file, 0, SEEK_CUR), LOTS);
    close(file);
    free(data);
}

static void sendfile_refused_by_the_kernel_copies(void **state)
{
    (void)state;
    const int codes[] = { EINVAL, ENOSYS };
    char *data = make_data(LOTS);
    int file = make_file(data, LOTS);
    for (int i = 0; i < 2; i++) {
        uint64_t sent = 0;
        make_pair(pair, SOCK_STREAM, 5000 * MS);
        fake_fail(OP_sendfile, 1, 1, codes[i]);
        pthread_t thread = drain_in_background(&pair[1]);
        want_ok(sockfam_socket_sendfile(&pair[0], file, 0, SOCKFAM_TO_END, &sent, &error));
        assert_int_equal(drained(thread, &pair[0]), LOTS);
        close_pair(pair);
    }
    close(file);
    free(data);
}

static void sendfile_honours_offset_and_count(void **state)
{
    (void)state;
    char *data = make_data(1000), got[100];
    int file = make_file(data, 1000);
    uint64_t sent;
    make_pair(pair, SOCK_STREAM, 500 * MS);
    want_ok(sockfam_socket_sendfile(&pair[0], file, 990, 5, &sent, &error));
    assert_int_equal(sent, 5);
    assert_int_equal(sockfam_socket_recv(&pair[1], got, sizeof(got), 0, &error), 5);
    assert_memory_equal(got, data + 990, 5);
    want_ok(sockfam_socket_sendfile(&pair[0], file, 990, SOCKFAM_TO_END, &sent, &error));
    assert_int_equal(sent, 10);
    want_ok(sockfam_socket_sendfile(&pair[0], file, 5000, SOCKFAM_TO_END, &sent, &error));
    assert_int_equal(sent, 0);
    want_error(sockfam_socket_sendfile(&pair[0], file, 0, 0, &sent, &error), VALUE, EINVAL);
    want_error(sockfam_socket_sendfile(&pair[0], file, -2, 5, &sent, &error), VALUE, EINVAL);
    want_error(sockfam_socket_sendfile(&pair[0], -1, 0, 5, &sent, &error), OS, EBADF);
    want_ok(sockfam_socket_set_timeout(&pair[0], 0, &error));
    want_error(sockfam_socket_sendfile(&pair[0], file, 0, 5, &sent, &error), VALUE, EINVAL);
    close_pair(pair);
    make_pair(pair, SOCK_DGRAM, 500 * MS);
    want_error(sockfam_socket_sendfile(&pair[0], file, 0, 5, &sent, &error), VALUE, EINVAL);
    close_pair(pair);
    close(file);
    free(data);
}

static void sendfile_of_proc_and_pipes_is_never_a_silent_zero(void **state)
{
    (void)state;
    char got[4096];
    uint64_t sent = 0;
    int ends[2], proc = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
    make_pair(pair, SOCK_STREAM, 500 * MS);
    want_ok(sockfam_socket_sendfile(&pair[0], proc, 0, SOCKFAM_TO_END, &sent, &error));
    assert_true(sent > 100);
    assert_int_equal(fake.calls[OP_sendfile], 0); /* of a file of 0 bytes the kernel would send none */
    assert_int_equal(sockfam_socket_recv(&pair[1], got, sizeof(got), 0, &error), (ptrdiff_t)sent);
    assert_memory_equal(got, "Name:", 5);
    close(proc);
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    assert_int_equal(write(ends[1], "piped", 5), 5);
    want_error(sockfam_socket_sendfile(&pair[0], ends[0], 0, 5, &sent, &error), OS, ESPIPE);
    want_ok(sockfam_socket_sendfile(&pair[0], ends[0], SOCKFAM_HERE, 5, &sent, &error));
    assert_int_equal(sent, 5);
    assert_int_equal(sockfam_socket_recv(&pair[1], got, sizeof(got), 0, &error), 5);
    assert_memory_equal(got, "piped", 5);
    want_ok(sockfam_socket_set_timeout(&pair[0], 30 * MS, &error));
    want_error(sockfam_socket_sendfile(&pair[0], ends[0], SOCKFAM_HERE, 5, &sent, &error), TIMEOUT, ETIMEDOUT);
    fake_fail(OP_splice, 1, 1, EINVAL); /* and copied where splice is refused */
    assert_int_equal(write(ends[1], "again", 5), 5);
    close(ends[1]);
    want_ok(sockfam_socket_sendfile(&pair[0], ends[0], SOCKFAM_HERE, SOCKFAM_TO_END, &sent, &error));
    assert_int_equal(sent, 5);
    close(ends[0]);
    close_pair(pair);
}

static void sendfile_of_a_device_and_of_a_folder(void **state)
{
    (void)state;
    char got[16];
    uint64_t sent = 0;
    int zero = open("/dev/zero", O_RDONLY | O_CLOEXEC), folder = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    make_pair(pair, SOCK_STREAM, 500 * MS);
    for (int64_t offset = SOCKFAM_HERE; offset < 5; offset += 5) {
        want_ok(sockfam_socket_sendfile(&pair[0], zero, offset, 10, &sent, &error));
        assert_int_equal(sent, 10);
        assert_int_equal(sockfam_socket_recv(&pair[1], got, sizeof(got), 0, &error), 10);
        assert_int_equal(got[9], 0);
        want_error(sockfam_socket_sendfile(&pair[0], folder, offset, 10, &sent, &error), OS, EISDIR);
        assert_int_equal(sent, 0);
    }
    close(zero);
    close(folder);
    close_pair(pair);
}

static void sendfile_times_out_with_its_progress(void **state)
{
    (void)state;
    char *data = make_data(LOTS);
    int file = make_file(data, LOTS);
    uint64_t sent = 0;
    make_pair(pair, SOCK_STREAM, 50 * MS);
    want_error(sockfam_socket_sendfile(&pair[0], file, SOCKFAM_HERE, SOCKFAM_TO_END, &sent, &error), TIMEOUT,
               ETIMEDOUT);
    assert_true(sent > 0 && sent < LOTS);
    assert_int_equal(lseek(file, 0, SEEK_CUR), (off_t)sent);
    pthread_t thread = drain_in_background(&pair[1]);
    assert_int_equal(drained(thread, &pair[0]), sent);
    close_pair(pair);
    close(file);
    free(data);
}

static void splice_moves_between_sockets_and_pipes(void **state)
{
    (void)state;
    char got[10];
    int ends[2];
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    make_pair(pair, SOCK_STREAM, 200 * MS);
    assert_int_equal(sockfam_socket_send(&pair[0], "hello", 5, 0, &error), 5);
    assert_int_equal(sockfam_socket_splice_to_pipe(&pair[1], ends[1], 100, 0, &error), 5);
    assert_int_equal(sockfam_socket_splice_from_pipe(&pair[1], ends[0], 100, 0, &error), 5);
    assert_int_equal(sockfam_socket_recv(&pair[0], got, 10, 0, &error), 5);
    assert_memory_equal(got, "hello", 5);
    want_error(sockfam_socket_splice_to_pipe(&pair[1], ends[1], 100, 0, &error), TIMEOUT, ETIMEDOUT);
    want_error(sockfam_socket_splice_from_pipe(&pair[1], ends[0], 100, 0, &error), TIMEOUT, ETIMEDOUT);
    fake_fail(OP_splice, 1, 1, EINTR);
    assert_int_equal(sockfam_socket_send(&pair[0], "x", 1, 0, &error), 1);
    assert_int_equal(sockfam_socket_splice_to_pipe(&pair[1], ends[1], 100, 0, &error), 1);
    want_error(sockfam_socket_splice_to_pipe(&pair[1], -1, 100, 0, &error), OS, EBADF);
    close(ends[0]);
    close(ends[1]);
    close_pair(pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(sendall_sends_everything_in_order),
        TEST(sendall_to_a_steady_slow_reader_ends_at_the_deadline),
        TEST(sendall_failing_reports_exactly_what_went),
        TEST(sendall_non_blocking_reports_progress_with_eagain),
        TEST(sendall_of_nothing_does_one_system_call),
        TEST(sendall_asks_the_hook_between_parts),
        TEST(send_to_a_closed_peer_is_epipe_without_a_signal),
        TEST(sigpipe_of_somebody_else_stays_pending),
        TEST(sigpipe_is_raised_if_the_socket_wants_it),
        TEST(sendto_nobody_sends_to_the_peer),
        TEST(success_after_a_failure_leaves_no_stale_message),
        TEST(recv_at_the_end_gives_zero_and_size_zero_looks_at_nothing),
        TEST(transfers_retry_after_eintr_and_report_other_faults),
        TEST(sendfile_of_a_regular_file_uses_the_kernel),
        TEST(sendfile_refused_by_the_kernel_copies),
        TEST(sendfile_honours_offset_and_count),
        TEST(sendfile_of_proc_and_pipes_is_never_a_silent_zero),
        TEST(sendfile_of_a_device_and_of_a_folder),
        TEST(sendfile_times_out_with_its_progress),
        TEST(splice_moves_between_sockets_and_pipes),
    };
    return cmocka_run_group_tests_name("socket_transfer", tests, open_context, close_context);
}
