/* SPDX-License-Identifier: MIT */
/*
 * Benchmarks compare two things that do the same, in one run: rounds of the one and of the other take turns, and of
 * each the fastest round counts, so that what else the machine does falls on neither. There are ratios and aims, no
 * verdicts: a benchmark never fails because it was slow.
 */
#ifndef SF_TEST_BENCH_H
#define SF_TEST_BENCH_H

#include <stddef.h>
#include <stdint.h>

#include <sockfam/sockfam.h>

/* Does the thing `count` times. */
typedef void bench_function(const void *subject, unsigned count);

/* Only lines in whose name an argument of the program stands are measured; without arguments all are. */
void bench_arguments(int count, char **arguments);

/* Prints the head of the table. */
void bench_begin(const char *title);

/* Prints one line: nanoseconds of both, their ratio, and whether it is at most `aim` (0: there is no aim). */
void bench_compare(const char *name, bench_function *ours, bench_function *other, const void *subject, double aim);

/* As bench_compare() without anything to compare with: the aim is in nanoseconds. */
void bench_alone(const char *name, bench_function *ours, const void *subject, double aim);

/* One line from times that were measured otherwise, in nanoseconds. */
void bench_line(const char *name, double ours, double other, double aim);

/* A clock that only goes forward, in nanoseconds. */
double bench_now(void);

/* Makes the compiler believe that `thing` is used and changed here. */
#define bench_keep(thing) __asm__ volatile("" : : "r"(thing) : "memory")

/* Ends the program with a message unless the condition holds: what is measured has to work. */
#define bench_check(condition, what) ((condition) ? (void)0 : bench_fail(what))
void bench_fail(const char *what) __attribute__((noreturn));

/* The context of this build: its own config, its own plugins. */
struct sockfam_context *bench_context(void);

#endif
