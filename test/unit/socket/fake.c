/* SPDX-License-Identifier: MIT */
/* A table of system calls around the real one: count, perhaps fail, else pass on. */
#include "fake.h"

#include <dirent.h>
#include <time.h>

struct fake fake;
struct sockfam_context *ctx;
struct sockfam_error error;
static struct sf_sys table;
static int fds_before;

#define REAL sf_sys_default

static int is_hit(enum op op)
{
    fake.total++;
    fake.calls[op]++;
    return fake.at && op == fake.op && fake.calls[op] >= fake.at && fake.calls[op] - fake.at < fake.times;
}

/* Whether the call is to fail: errno is set then. */
static int fails(enum op op)
{
    if (!is_hit(op) || fake.code == 0)
        return 0;
    errno = fake.code;
    return 1;
}

/* As fails(), and cuts *size for calls that are to be short. */
static int fails_or_cuts(enum op op, size_t *size)
{
    if (!is_hit(op))
        return 0;
    errno = fake.code;
    if (fake.code == 0 && *size > fake.limit)
        *size = fake.limit;
    return fake.code != 0;
}

#define PASS(op, type, parameters, arguments)                                                                          \
    static type fake_##op parameters                                                                                   \
    {                                                                                                                  \
        return fails(OP_##op) ? -1 : REAL.op arguments;                                                                \
    }
#define PASS_SIZE(op, type, parameters, arguments)                                                                     \
    static type fake_##op parameters                                                                                   \
    {                                                                                                                  \
        return fails_or_cuts(OP_##op, &size) ? -1 : REAL.op arguments;                                                 \
    }

PASS(socket, int, (int f, int t, int p), (f, t, p))
PASS(socketpair, int, (int f, int t, int p, int fds[2]), (f, t, p, fds))
PASS(bind, int, (int fd, const void *a, socklen_t l), (fd, a, l))
PASS(listen, int, (int fd, int b), (fd, b))
PASS(accept4, int, (int fd, void *a, socklen_t *l, int f), (fd, a, l, f))
PASS(shutdown, int, (int fd, int how), (fd, how))
PASS(getsockname, int, (int fd, void *a, socklen_t *l), (fd, a, l))
PASS(getpeername, int, (int fd, void *a, socklen_t *l), (fd, a, l))
PASS(getsockopt, int, (int fd, int l, int n, void *v, socklen_t *s), (fd, l, n, v, s))
PASS(setsockopt, int, (int fd, int l, int n, const void *v, socklen_t s), (fd, l, n, v, s))
PASS_SIZE(send, ssize_t, (int fd, const void *d, size_t size, int f), (fd, d, size, f))
PASS_SIZE(sendto, ssize_t, (int fd, const void *d, size_t size, int f, const void *a, socklen_t l),
          (fd, d, size, f, a, l))
PASS(sendmmsg, int, (int fd, struct mmsghdr *m, unsigned c, int f), (fd, m, c, f))
PASS_SIZE(recv, ssize_t, (int fd, void *d, size_t size, int f), (fd, d, size, f))
PASS_SIZE(recvfrom, ssize_t, (int fd, void *d, size_t size, int f, void *a, socklen_t *l), (fd, d, size, f, a, l))
PASS(recvmsg, ssize_t, (int fd, struct msghdr *m, int f), (fd, m, f))
PASS(recvmmsg, int, (int fd, struct mmsghdr *m, unsigned c, int f, struct timespec *t), (fd, m, c, f, t))
PASS_SIZE(sendfile, ssize_t, (int to, int from, off_t *at, size_t size), (to, from, at, size))
PASS_SIZE(splice, ssize_t, (int from, off_t *a, int to, off_t *b, size_t size, unsigned f), (from, a, to, b, size, f))
PASS_SIZE(read, ssize_t, (int fd, void *d, size_t size), (fd, d, size))
PASS_SIZE(pread, ssize_t, (int fd, void *d, size_t size, off_t at), (fd, d, size, at))
PASS(fcntl, int, (int fd, int c, int a), (fd, c, a))
PASS(set_nonblocking, int, (int fd, int on), (fd, on))
PASS(ppoll, int, (struct pollfd * p, nfds_t c, const struct timespec *t, const sigset_t *m), (p, c, t, m))
PASS(fstat, int, (int fd, struct stat *s), (fd, s))

/* An interrupted connect goes on in the kernel. */
static int fake_connect(int fd, const void *address, socklen_t length)
{
    if (!fails(OP_connect))
        return REAL.connect(fd, address, length);
    if (fake.code == EINTR)
        REAL.connect(fd, address, length);
    errno = fake.code;
    return -1;
}

/* A close that fails has closed, as Linux does it. */
static int fake_close(int fd)
{
    int is_failing = fails(OP_close), code = errno;
    int result = REAL.close(fd);
    if (!is_failing)
        return result;
    errno = code;
    return -1;
}

static ssize_t fake_sendmsg(int fd, const struct msghdr *message, int flags)
{
    size_t total = 0;
    if (fails(OP_sendmsg))
        return -1;
    fake.sent_control_size = message->msg_controllen;
    if (message->msg_controllen && message->msg_controllen <= sizeof(fake.sent_control))
        memcpy(fake.sent_control, message->msg_control, message->msg_controllen);
    if (!fake.is_swallowed)
        return REAL.sendmsg(fd, message, flags);
    for (size_t i = 0; i < message->msg_iovlen; i++)
        total += message->msg_iov[i].iov_len;
    return (ssize_t)total;
}

void fake_fail(enum op op, unsigned at, unsigned times, int code)
{
    fake.op = op;
    fake.at = fake.calls[op] + at;
    fake.times = times;
    fake.code = code;
}

void fake_limit(enum op op, unsigned at, size_t limit)
{
    fake_fail(op, at, UINT32_MAX, 0);
    fake.limit = limit;
}

void fake_reset(void)
{
    memset(&fake, 0, sizeof(fake));
}

static int count_fds(void)
{
    int count = 0;
    DIR *fds = opendir("/proc/self/fd");
    assert_non_null(fds);
    while (readdir(fds))
        count++;
    closedir(fds);
    return count;
}

int open_context(void **state)
{
    (void)state;
    if (sockfam_context_open(&ctx, SOCKFAM_TEST_BUILD "/config/sockfam.json", &error) < 0) {
        print_message("FAIL: no context: %s\n", error.message);
        return -1;
    }
    table = sf_sys_default;
#define REPLACE(name) table.name = fake_##name;
    OPS(REPLACE)
    ctx->sys = &table;
    return 0;
}

void want_system(const char *family)
{
    if (sockfam_family_find(ctx, family) && error.kind != SOCKFAM_ERROR_OS)
        fail_msg("%s: %s", family, error.message);
}

int close_context(void **state)
{
    (void)state;
    sockfam_context_close(ctx);
    return 0;
}

int begin_test(void **state)
{
    (void)state;
    fake_reset();
    memset(&error, 0, sizeof(error));
    sockfam_context_set_default_timeout(ctx, SOCKFAM_BLOCKING);
    sockfam_context_set_default_hook(ctx, NULL);
    fds_before = count_fds();
    return 0;
}

int end_test(void **state)
{
    (void)state;
    int left = count_fds() - fds_before;
    if (left != 0)
        print_message("FAIL: %d descriptors more than before\n", left);
    return left == 0 ? 0 : -1;
}

void make_pair(struct sockfam_socket pair[2], int type, int64_t timeout)
{
    want_ok(sockfam_socket_pair(ctx, AF_UNIX, type, 0, pair, &error));
    if (timeout != SOCKFAM_BLOCKING) {
        want_ok(sockfam_socket_set_timeout(&pair[0], timeout, &error));
        want_ok(sockfam_socket_set_timeout(&pair[1], timeout, &error));
    }
    fake_reset();
}

void close_pair(struct sockfam_socket pair[2])
{
    want_ok(sockfam_socket_close(&pair[0], &error));
    want_ok(sockfam_socket_close(&pair[1], &error));
}

void make_server(struct sockfam_socket *s, struct sockfam_address *address, int64_t timeout)
{
    *address = parse("inet:127.0.0.1:0");
    want_ok(sockfam_server_create(ctx, address, NULL, s, &error));
    want_ok(sockfam_socket_getsockname(s, address, &error));
    want_ok(sockfam_socket_set_timeout(s, timeout, &error));
    fake_reset();
}

struct sockfam_address parse(const char *text)
{
    struct sockfam_address address;
    want_ok(sockfam_address_parse(ctx, text, strlen(text), 0, &address, &error));
    return address;
}

const char *print(const struct sockfam_address *address)
{
    static char text[SOCKFAM_TEXT_MAX];
    want_ok(sockfam_address_print(ctx, address, 0, text, sizeof(text), NULL, &error));
    return text;
}

int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}
