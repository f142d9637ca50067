/* SPDX-License-Identifier: MIT */
/*
 * Flows, one process each: a flow that fails, hangs or crashes ends alone. Its process tells the result through shared
 * memory. What has come through is printed as a table, written as JSON to $SOCKFAM_LAB_OUT/flows.json, and counted.
 *
 *     flow [FAMILY..]      as root all flows, as another user those that need no privilege
 */
#include "flow.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SECONDS_MAX 60

enum outcome { DIED, PASSED, FAILED, SKIPPED };

static struct result {
    enum outcome outcome;
    size_t bytes;
    double milliseconds;
    char message[512];
} * result; /* of the flow under way, shared with its process */

struct sockfam_context *ctx;

static const struct flow *const all_flows[] = {
    unix_flows,  inet_flows,      inet6_flows, netlink_flows, packet_flows, can_flows,     isotp_flows, j1939_flows,
    l2cap_flows, bluetooth_flows, alg_flows,   vsock_flows,   tipc_flows,   qipcrtr_flows, rds_flows,   xdp_flows,
};

/* ------------------------------------------------------------------ within a flow */

static _Noreturn void end(enum outcome outcome, const char *form, va_list arguments)
{
    vsnprintf(result->message, sizeof(result->message), form, arguments);
    result->outcome = outcome;
    _exit(0);
}

_Noreturn void flow_fail(const char *form, ...)
{
    va_list arguments;
    va_start(arguments, form);
    end(FAILED, form, arguments);
}

_Noreturn void flow_skip(const char *form, ...)
{
    va_list arguments;
    va_start(arguments, form);
    end(SKIPPED, form, arguments);
}

void flow_check(ptrdiff_t done, const char *what, const struct sockfam_error *error)
{
    if (done < 0)
        flow_fail("%s: %s: %s", what, strerror((int)-done), error->message);
}

void flow_count(size_t bytes)
{
    result->bytes += bytes;
}

/* ------------------------------------------------------------------ around it */

static _Noreturn void run_here(const struct flow *flow)
{
    struct sockfam_error error = { 0 };
    alarm(SECONDS_MAX);
    if (sockfam_context_open(&ctx, NULL, &error) < 0)
        flow_fail("no context: %s", error.message);
    sockfam_context_set_default_timeout(ctx, INT64_C(10000000000));
    flow->run();
    sockfam_context_close(ctx);
    result->outcome = PASSED;
    _exit(0);
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void run_flow(const struct flow *flow)
{
    int status = 0;
    double start = now();
    memset(result, 0, sizeof(*result));
    pid_t child = fork();
    if (child == 0)
        run_here(flow);
    if (child < 0 || waitpid(child, &status, 0) < 0)
        snprintf(result->message, sizeof(result->message), "no process: %s", strerror(errno));
    else if (WIFSIGNALED(status))
        snprintf(result->message, sizeof(result->message), "%s",
                 WTERMSIG(status) == SIGALRM ? "it hangs" : strsignal(WTERMSIG(status)));
    result->milliseconds = now() - start;
}

/* ------------------------------------------------------------------ what is told of it */

static void print_row(const struct flow *flow)
{
    static const char *const words[] = { "died", "ok", "failed", "skipped" };
    printf("%-10s %-15s %-62s %9zu %7.0f ms  %s\n", flow->family, flow->protocol, flow->what, result->bytes,
           result->milliseconds, words[result->outcome]);
    if (result->outcome != PASSED)
        printf("%s: %s %s, %s: %s\n", result->outcome == SKIPPED ? "SKIP" : "FAIL", flow->family, flow->protocol,
               flow->what, result->message);
    fflush(stdout);
}

static void print_json(FILE *file, const struct flow *flow, int first)
{
    static const char *const words[] = { "failed", "passed", "failed", "skipped" };
    fprintf(
        file,
        "%s\n  {\"family\": \"%s\", \"protocol\": \"%s\", \"what\": \"%s\", \"bytes\": %zu, \"milliseconds\": %.1f, "
        "\"result\": \"%s\"}",
        first ? "" : ",", flow->family, flow->protocol, flow->what, result->bytes, result->milliseconds,
        words[result->outcome]);
}

static FILE *open_json(void)
{
    struct utsname machine;
    char path[4096];
    const char *folder = getenv("SOCKFAM_LAB_OUT");
    snprintf(path, sizeof(path), "%s/flows.json", folder ? folder : ".");
    FILE *file = fopen(path, "w");
    if (!file || uname(&machine) < 0)
        return NULL;
    fprintf(file, "{\"kernel\": \"%s\", \"flows\": [", machine.release);
    return file;
}

static int is_wanted(const struct flow *flow, int count, char **names)
{
    if (flow->privileged && geteuid() != 0)
        return 0;
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], flow->family) == 0)
            return 1;
    return count == 0;
}

int main(int argc, char **argv)
{
    int counts[4] = { 0 };
    FILE *json = open_json();
    result = mmap(NULL, sizeof(*result), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (result == MAP_FAILED || !json)
        return 1;
    for (size_t i = 0; i < sizeof(all_flows) / sizeof(all_flows[0]); i++)
        for (const struct flow *flow = all_flows[i]; flow->family; flow++) {
            if (!is_wanted(flow, argc - 1, argv + 1))
                continue;
            run_flow(flow);
            print_row(flow);
            print_json(json, flow, counts[0] + counts[1] + counts[2] + counts[3] == 0);
            counts[result->outcome]++;
        }
    fprintf(json, "\n]}\n");
    fclose(json);
    printf("%d passed, %d failed, %d skipped\n", counts[PASSED], counts[FAILED] + counts[DIED], counts[SKIPPED]);
    return counts[FAILED] + counts[DIED] > 0;
}
