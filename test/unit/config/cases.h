/* SPDX-License-Identifier: MIT */
/*
 * Cases of config files, test/data/config: a copy of one with its placeholders filled in, and what is expected of it.
 */
#ifndef CASES_H
#define CASES_H

#include <stddef.h>

#define CASE_LINES_MAX 16

struct config_case {
    char name[64];
    char *lines[CASE_LINES_MAX]; /* of `expected` */
    size_t line_count;
    char text[4096];
};

/* Reads test/data/config. The names of cases are sorted. Returns how many there are, at most `room`. */
size_t cases_read(struct config_case *cases, size_t room);

/* Copies a case's files into `folder`. Returns 0 or -1. */
int case_copy(const struct config_case *config_case, const char *folder);

#endif
