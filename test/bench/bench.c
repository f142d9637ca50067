/* SPDX-License-Identifier: MIT */
/* Measuring, and the table. */
#include "bench.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROUNDS 150
#define ROUND_NS 100e3 /* short enough that many rounds run undisturbed */

static int wanted_count;
static char **wanted;

void bench_arguments(int count, char **arguments)
{
    wanted_count = count - 1;
    wanted = arguments + 1;
}

static bool is_wanted(const char *name)
{
    bool is_found = wanted_count <= 0;
    for (int i = 0; i < wanted_count; i++)
        is_found |= strstr(name, wanted[i]) != NULL;
    return is_found;
}

double bench_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC_RAW, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

void bench_fail(const char *what)
{
    fprintf(stderr, "bench: %s\n", what);
    exit(1);
}

struct sockfam_context *bench_context(void)
{
    struct sockfam_context *ctx = NULL;
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    if (sockfam_context_open(&ctx, BENCH_BUILD "/config/sockfam.json", &error) < 0)
        bench_fail(error.message);
    return ctx;
}

void bench_begin(const char *title)
{
    printf("\n%s\n%-44s %10s %10s %7s %6s\n", title, "", "ours ns", "other ns", "ratio", "aim");
}

void bench_line(const char *name, double ours, double other, double aim)
{
    double ratio = other > 0 ? ours / other : 0;
    double measure = other > 0 ? ratio : ours;
    printf("%-44.44s %10.1f", name, ours);
    if (other > 0)
        printf(" %10.1f %7.2f", other, ratio);
    else
        printf(" %10s %7s", "", "");
    if (aim > 0)
        printf(" %6.2f  %s", aim, measure <= aim ? "met" : "NOT MET");
    printf("\n");
    fflush(stdout);
}

/*
 * In each round the function's buffers lie elsewhere on the stack: it shall not matter that two of them happen to be a
 * multiple of 4096 bytes apart in one run, which can make things twice as slow.
 */
static double measure(bench_function *function, const void *subject, unsigned count, int round)
{
    char shift[round % 31 * 128 + 16];
    bench_keep(shift);
    double begin = bench_now();
    function(subject, count);
    return bench_now() - begin;
}

/* How often to do it so that a round takes long enough for the clock. */
static unsigned calibrate(bench_function *function, const void *subject)
{
    unsigned count = 1;
    while (count < 1u << 20 && measure(function, subject, count, 0) < ROUND_NS)
        count *= 2;
    return count;
}

static void keep_least(double *least, double time)
{
    if (time < *least)
        *least = time;
}

void bench_compare(const char *name, bench_function *ours, bench_function *other, const void *subject, double aim)
{
    if (!is_wanted(name))
        return;
    unsigned our_count = calibrate(ours, subject), other_count = calibrate(other, subject);
    double our_time = 1e18, other_time = 1e18;
    for (int round = 0; round < ROUNDS; round++) {
        keep_least(&our_time, measure(ours, subject, our_count, round));
        keep_least(&other_time, measure(other, subject, other_count, round));
    }
    bench_line(name, our_time / our_count, other_time / other_count, aim);
}

void bench_alone(const char *name, bench_function *ours, const void *subject, double aim)
{
    if (!is_wanted(name))
        return;
    unsigned count = calibrate(ours, subject);
    double time = 1e18;
    for (int round = 0; round < ROUNDS; round++)
        keep_least(&time, measure(ours, subject, count, round));
    bench_line(name, time / count, 0, aim);
}
