/* SPDX-License-Identifier: MIT */
/*
 * sockfam relay against socat: 512 MiB from one unix socket to another, with each in between in turn; and without
 * anything in between, which is what this machine's two ends take by themselves. Rounds take turns, the fastest counts.
 */
#include "bench/bench.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define TOTAL ((size_t)512 << 20)
#define CHUNK ((size_t)256 << 10)
#define ROUNDS 5

static char folder[] = "/tmp/bench-relay-XXXXXX";
static char data[2][CHUNK];

static struct sockaddr_un address_of(const char *name)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    snprintf(address.sun_path, sizeof(address.sun_path), "%s/%s", folder, name);
    return address;
}

static int socket_new(void)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bench_check(fd >= 0, "socket");
    return fd;
}

/* Where the data comes out: who listens there writes nothing. */
static int listen_at(const char *name)
{
    struct sockaddr_un address = address_of(name);
    int fd = socket_new();
    unlink(address.sun_path);
    bench_check(bind(fd, (const void *)&address, sizeof(address)) == 0 && listen(fd, 8) == 0, "listen");
    return fd;
}

/* Connects as soon as somebody listens. */
static int connect_to(const char *name)
{
    struct sockaddr_un address = address_of(name);
    int fd = socket_new();
    for (int tries = 0; connect(fd, (const void *)&address, sizeof(address)) < 0; tries++) {
        bench_check(tries < 500, "connect");
        poll(NULL, 0, 10);
    }
    return fd;
}

static void *send_all(void *fd)
{
    for (size_t left = TOTAL; left > 0;) {
        ssize_t count = send(*(int *)fd, data[0], left < CHUNK ? left : CHUNK, MSG_NOSIGNAL);
        bench_check(count > 0, "send");
        left -= (size_t)count;
    }
    shutdown(*(int *)fd, SHUT_WR);
    return NULL;
}

/* Nanoseconds for all of it, from `in` to what `listener` accepts. */
static double transfer(int listener, int in)
{
    pthread_t thread;
    size_t total = 0;
    int out = accept(listener, NULL, NULL);
    bench_check(out >= 0, "accept");
    double begin = bench_now();
    bench_check(pthread_create(&thread, NULL, send_all, &in) == 0, "thread");
    for (ssize_t count; (count = recv(out, data[1], CHUNK, 0)) > 0;)
        total += (size_t)count;
    double took = bench_now() - begin;
    pthread_join(thread, NULL);
    bench_check(total == TOTAL, "bytes were lost");
    close(out);
    return took;
}

static pid_t start(char *const arguments[])
{
    pid_t child = fork();
    bench_check(child >= 0, "fork");
    if (child > 0)
        return child;
    execvp(arguments[0], arguments);
    _exit(127);
}

static void stop(pid_t child)
{
    kill(child, SIGTERM);
    waitpid(child, NULL, 0);
}

/* One round through a program that listens at `in` and connects to `out`. */
static double round_through(char *const arguments[])
{
    int listener = listen_at("out");
    unlink(address_of("in").sun_path);
    pid_t child = start(arguments);
    int in = connect_to("in");
    double took = transfer(listener, in);
    close(in);
    close(listener);
    stop(child);
    return took;
}

static double round_direct(void)
{
    int listener = listen_at("out");
    int in = connect_to("out");
    double took = transfer(listener, in);
    close(in);
    close(listener);
    return took;
}

static double least(double one, double other)
{
    return one == 0 || other < one ? other : one;
}

static void compare(void)
{
    char from[128], to[128], listens[144], connects[144];
    double ours = 0, socat = 0, big = 0, direct = 0;
    char command[] = BENCH_BUILD "/tools/sockfam", relay[] = "relay", name[] = "socat", size[] = "-b65536";
    snprintf(from, sizeof(from), "unix:%s/in", folder);
    snprintf(to, sizeof(to), "unix:%s/out", folder);
    snprintf(listens, sizeof(listens), "UNIX-LISTEN:%s/in,fork", folder);
    snprintf(connects, sizeof(connects), "UNIX-CONNECT:%s/out", folder);
    for (int i = 0; i < ROUNDS; i++) {
        ours = least(ours, round_through((char *[]){ command, relay, from, to, NULL }));
        socat = least(socat, round_through((char *[]){ name, listens, connects, NULL }));
        big = least(big, round_through((char *[]){ name, size, listens, connects, NULL }));
        direct = least(direct, round_direct());
    }
    bench_line("512 MiB, unix to unix: against socat", ours, socat, 1.0 / 3);
    bench_line("the same, against socat -b65536", ours, big, 0);
    bench_line("the same, against nothing in between", ours, direct, 0);
    printf("relay %.0f MiB/s, socat %.0f MiB/s, socat -b65536 %.0f MiB/s, nothing in between %.0f MiB/s\n",
           512e9 / ours, 512e9 / socat, 512e9 / big, 512e9 / direct);
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    if (system("socat -V >/dev/null 2>&1") != 0) {
        printf("SKIP: relay: socat is not installed\n");
        return 77;
    }
    bench_check(mkdtemp(folder), "folder");
    bench_begin("relay: 512 MiB");
    compare();
    unlink(address_of("in").sun_path);
    unlink(address_of("out").sun_path);
    rmdir(folder);
    return 0;
}
