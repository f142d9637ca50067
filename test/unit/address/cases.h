/* SPDX-License-Identifier: MIT */
/* Reads golden cases (test/data/addresses/README says their format): blocks of keys and values, and byte notation. */
#ifndef CASES_H
#define CASES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CASE_LINES_MAX 32

struct case_line {
    const char *key;
    const char *value; /* "" if there is none */
    unsigned number;   /* in the file */
};

/* One block. Texts lie in the file's memory. */
struct golden_case {
    const char *format;
    const char *name;
    bool is_good;
    unsigned line_count;
    struct case_line lines[CASE_LINES_MAX];
};

struct golden_cases {
    struct golden_case *all;
    size_t count;
    char **texts; /* what the blocks point into */
    size_t text_count;
};

/* Reads every DIRECTORY/FAMILY/FORMAT.cases, in name order. false after a message on stderr. */
bool cases_read(struct golden_cases *cases, const char *directory);
void cases_free(struct golden_cases *cases);

/* The next line with this key behind `previous` (NULL: the first); NULL: no more. */
const struct case_line *cases_next(const struct golden_case *one, const char *key, const struct case_line *previous);
/* The first line with this key, NULL: none. */
const struct case_line *cases_find(const struct golden_case *one, const char *key);

/*
 * Undoes byte notation: hexadecimal pairs, 'text', zero:N, and numbers u16: u32: u64: (host order), be16: be32: le16:.
 * The number of bytes, or -1 if it is wrong or takes more than `size`.
 */
long cases_bytes(const char *notation, uint8_t *out, size_t size);

#endif
