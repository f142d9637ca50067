/* SPDX-License-Identifier: MIT */
/* A socket as a stdio stream: buffering, the deadline, what is lost by failures (nothing). */
#include "fake.h"

#include <sockfam/stream.h>

static struct sockfam_socket pair[2];
static struct sockfam_error failure;

static FILE *open_stream(struct sockfam_socket *s, const char *mode)
{
    FILE *stream = NULL;
    want_ok(sockfam_socket_open_stream(s, mode, &failure, &stream, &error));
    assert_non_null(stream);
    return stream;
}

static void stream_reads_and_writes_lines(void **state)
{
    (void)state;
    char line[20];
    make_pair(pair, SOCK_STREAM, 500 * MS);
    FILE *in = open_stream(&pair[0], "r"), *out = open_stream(&pair[1], "w");
    fprintf(out, "%s %d\n", "line", 1);
    fputs("line 2\nend", out);
    assert_int_equal(fake.calls[OP_send], 0); /* it is buffered */
    assert_int_equal(fclose(out), 0);
    assert_int_equal(fake.calls[OP_send], 1);
    assert_true(pair[1].fd >= 0);
    sockfam_socket_close(&pair[1], NULL);
    assert_string_equal(fgets(line, sizeof(line), in), "line 1\n");
    assert_string_equal(fgets(line, sizeof(line), in), "line 2\n");
    assert_string_equal(fgets(line, sizeof(line), in), "end");
    assert_null(fgets(line, sizeof(line), in));
    assert_true(feof(in) && !ferror(in));
    fclose(in);
    assert_true(pair[0].fd >= 0);
    close_pair(pair);
}

static void stream_read_keeps_the_deadline_and_goes_on_after_it(void **state)
{
    (void)state;
    char line[20];
    make_pair(pair, SOCK_STREAM, 30 * MS);
    FILE *in = open_stream(&pair[0], "r");
    assert_int_equal(sockfam_socket_send(&pair[1], "half ", 5, 0, &error), 5);
    int64_t begin = now();
    assert_int_equal(fread(line, 1, 10, in), 5);
    assert_true(now() - begin >= 30 * MS && now() - begin < 1000 * MS);
    assert_true(ferror(in));
    assert_int_equal(errno, ETIMEDOUT);
    assert_int_equal(failure.kind, SOCKFAM_ERROR_TIMEOUT);
    clearerr(in);
    assert_int_equal(sockfam_socket_send(&pair[1], "a line\n", 7, 0, &error), 7);
    assert_string_equal(fgets(line, sizeof(line), in), "a line\n");
    fclose(in);
    close_pair(pair);
}

static void stream_write_that_fails_gives_no_byte_away_twice(void **state)
{
    (void)state;
    static char data[1 << 20], got[1 << 20];
    make_pair(pair, SOCK_STREAM, 30 * MS);
    memset(data, 'd', sizeof(data));
    FILE *out = open_stream(&pair[0], "w");
    size_t taken = fwrite(data, 1, sizeof(data), out);
    assert_true(ferror(out) && taken < sizeof(data));
    assert_int_equal(failure.kind, SOCKFAM_ERROR_TIMEOUT);
    sockfam_socket_close(&pair[0], NULL);
    fclose(out);
    size_t total = 0;
    ptrdiff_t count;
    while ((count = sockfam_socket_recv(&pair[1], got, sizeof(got), 0, &error)) > 0)
        total += (size_t)count;
    assert_true(total > 0 && total < sizeof(data));
    close_pair(pair);
}

static void stream_of_a_closed_socket_or_another_mode_is_refused(void **state)
{
    (void)state;
    FILE *stream = NULL;
    make_pair(pair, SOCK_STREAM, 30 * MS);
    want_error(sockfam_socket_open_stream(&pair[0], "r+", NULL, &stream, &error), VALUE, EINVAL);
    want_error(sockfam_socket_open_stream(&pair[0], "rb", NULL, &stream, &error), VALUE, EINVAL);
    assert_string_equal(error.field, "mode");
    close_pair(pair);
    want_error(sockfam_socket_open_stream(&pair[0], "r", NULL, &stream, &error), OS, EBADF);
    assert_null(stream);
}

static void stream_failure_without_a_struct_is_errno(void **state)
{
    (void)state;
    FILE *stream = NULL;
    make_pair(pair, SOCK_STREAM, 0);
    want_ok(sockfam_socket_open_stream(&pair[0], "r", NULL, &stream, &error));
    assert_int_equal(fgetc(stream), EOF);
    assert_int_equal(errno, EAGAIN);
    assert_true(ferror(stream));
    fclose(stream);
    close_pair(pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(stream_reads_and_writes_lines),
        TEST(stream_read_keeps_the_deadline_and_goes_on_after_it),
        TEST(stream_write_that_fails_gives_no_byte_away_twice),
        TEST(stream_of_a_closed_socket_or_another_mode_is_refused),
        TEST(stream_failure_without_a_struct_is_errno),
    };
    return cmocka_run_group_tests_name("socket_stream", tests, open_context, close_context);
}
