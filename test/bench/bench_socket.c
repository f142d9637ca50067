/* SPDX-License-Identifier: MIT */
/*
 * What the engine costs: send and receive on a ready socket in each mode against the raw system calls, the way CPython
 * waits (poll first) beside it; batches against single calls; bytes of memory for each of 10,000 idle sockets.
 */
#include "bench/bench.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <sockfam/connection.h>
#include <sockfam/message.h>
#include <sockfam/transfer.h>

#define BATCH 32
#define IDLE 10000

struct ends {
    struct sockfam_socket *pair;
};

static char bytes[64];

static void ours(const void *subject, unsigned count)
{
    struct sockfam_socket *pair = ((const struct ends *)subject)->pair;
    for (; count > 0; count--) {
        bench_keep(sockfam_socket_send(&pair[0], bytes, sizeof(bytes), 0, NULL));
        bench_keep(sockfam_socket_recv(&pair[1], bytes, sizeof(bytes), 0, NULL));
    }
}

static void raw(const void *subject, unsigned count)
{
    const struct sockfam_socket *pair = ((const struct ends *)subject)->pair;
    for (; count > 0; count--) {
        bench_keep(send(pair[0].fd, bytes, sizeof(bytes), MSG_NOSIGNAL));
        bench_keep(recv(pair[1].fd, bytes, sizeof(bytes), 0));
    }
}

static void poll_first(const void *subject, unsigned count)
{
    const struct sockfam_socket *pair = ((const struct ends *)subject)->pair;
    for (; count > 0; count--) {
        struct pollfd out = { pair[0].fd, POLLOUT, 0 }, in = { pair[1].fd, POLLIN, 0 };
        bench_keep(poll(&out, 1, 1000));
        bench_keep(send(pair[0].fd, bytes, sizeof(bytes), MSG_NOSIGNAL));
        bench_keep(poll(&in, 1, 1000));
        bench_keep(recv(pair[1].fd, bytes, sizeof(bytes), 0));
    }
}

/* ------------------------------------------------------------------ batches */

static struct iovec vectors[BATCH];
static struct sockfam_message messages[BATCH];

static void prepare(void)
{
    static char data[BATCH][64];
    for (int i = 0; i < BATCH; i++) {
        vectors[i] = (struct iovec){ data[i], sizeof(data[i]) };
        messages[i] = (struct sockfam_message){ .buffers = &vectors[i], .buffer_count = 1 };
    }
}

static void batches(const void *subject, unsigned count)
{
    struct sockfam_socket *pair = ((const struct ends *)subject)->pair;
    for (; count > 0; count--) {
        bench_check(sockfam_socket_sendmmsg(&pair[0], messages, BATCH, 0, NULL) == BATCH, "sendmmsg");
        bench_check(sockfam_socket_recvmmsg(&pair[1], messages, BATCH, 0, NULL) == BATCH, "recvmmsg");
    }
}

static void singles(const void *subject, unsigned count)
{
    struct sockfam_socket *pair = ((const struct ends *)subject)->pair;
    for (; count > 0; count--) {
        for (int i = 0; i < BATCH; i++)
            bench_keep(sockfam_socket_sendmsg(&pair[0], &messages[i], 0, NULL));
        for (int i = 0; i < BATCH; i++)
            bench_keep(sockfam_socket_recvmsg(&pair[1], &messages[i], 0, NULL));
    }
}

static void make_pair(const struct sockfam_context *ctx, struct sockfam_socket pair[2], int type, int64_t timeout)
{
    bench_check(sockfam_socket_pair(ctx, AF_UNIX, type, 0, pair, NULL) == 0, "socketpair");
    bench_check(sockfam_socket_set_timeout(&pair[0], timeout, NULL) == 0, "timeout");
    bench_check(sockfam_socket_set_timeout(&pair[1], timeout, NULL) == 0, "timeout");
}

static void close_pair(struct sockfam_socket pair[2])
{
    sockfam_socket_close(&pair[0], NULL);
    sockfam_socket_close(&pair[1], NULL);
}

static void compare_modes(const struct sockfam_context *ctx, const char *name, int64_t timeout)
{
    char line[64];
    struct sockfam_socket pair[2];
    const struct ends ends = { pair };
    make_pair(ctx, pair, SOCK_STREAM, timeout);
    snprintf(line, sizeof(line), "%s: against raw calls", name);
    bench_compare(line, ours, raw, &ends, 1.02);
    if (timeout > 0)
        bench_compare("send + recv, timeout: against poll first", ours, poll_first, &ends, 0);
    close_pair(pair);
}

/* ------------------------------------------------------------------ idle sockets */

/* Bytes that the kernel has given out in small pieces: sockets, their files and inodes. 0: it does not say. */
static double kernel_bytes(void)
{
    char line[128];
    double kib = 0;
    FILE *file = fopen("/proc/meminfo", "re");
    while (file && kib == 0 && fgets(line, sizeof(line), file))
        sscanf(line, "Slab: %lf", &kib);
    if (file)
        fclose(file);
    return kib * 1024;
}

static void count_idle(const struct sockfam_context *ctx)
{
    struct rlimit limit;
    bench_check(getrlimit(RLIMIT_NOFILE, &limit) == 0, "getrlimit");
    limit.rlim_cur = IDLE + 100;
    if (limit.rlim_max < limit.rlim_cur)
        limit.rlim_max = limit.rlim_cur;
    if (setrlimit(RLIMIT_NOFILE, &limit) < 0) {
        printf("idle sockets: not measured, the limit of descriptors cannot be raised to %d\n", IDLE + 100);
        return;
    }
    struct sockfam_socket *sockets = calloc(IDLE, sizeof(*sockets));
    bench_check(sockets, "memory");
    double kernel = kernel_bytes();
    double begin = bench_now();
    for (int i = 0; i < IDLE; i++)
        bench_check(sockfam_socket_open(ctx, "unix", "dgram", &sockets[i], NULL) == 0, "socket");
    double took = bench_now() - begin;
    kernel = kernel_bytes() - kernel;
    printf("%d idle sockets: %zu bytes each of ours, about %.0f of the kernel's, %.0f ns to open one\n", IDLE,
           sizeof(*sockets), kernel / IDLE, took / IDLE);
    for (int i = 0; i < IDLE; i++)
        sockfam_socket_close(&sockets[i], NULL);
    free(sockets);
}

int main(void)
{
    struct sockfam_context *ctx = bench_context();
    struct sockfam_socket pair[2];
    const struct ends ends = { pair };
    prepare();
    bench_begin("sockets: one send and one recv of 64 bytes, ready");
    compare_modes(ctx, "send + recv, blocking", SOCKFAM_BLOCKING);
    compare_modes(ctx, "send + recv, timeout", INT64_C(1000000000));
    compare_modes(ctx, "send + recv, non-blocking", 0);
    make_pair(ctx, pair, SOCK_SEQPACKET, INT64_C(1000000000));
    bench_compare("32 messages, batches against single calls", batches, singles, &ends, 1);
    close_pair(pair);
    count_idle(ctx);
    sockfam_context_close(ctx);
    return 0;
}
