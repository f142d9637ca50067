/* SPDX-License-Identifier: MIT */
/* Filling struct sockfam_error. */
#ifndef SF_BASE_ERROR_H
#define SF_BASE_ERROR_H

#include <stdint.h>

#include <sockfam/error.h>

/* What a public function does first. */
static inline void sf_error_begin(struct sockfam_error *error)
{
    if (error)
        error->kind = SOCKFAM_ERROR_NONE;
}

/*
 * Records an error unless `error` is NULL or holds one already. Returns the negative errno that the caller returns: -code
 * for kinds whose code is an errno, -EINVAL for the resolver's. `code` 0 stands for the kind's usual errno.
 */
int sf_fail(struct sockfam_error *error, enum sockfam_error_kind kind, int code, const char *format, ...)
    __attribute__((format(printf, 4, 5), cold));

/* As sf_fail(), with the byte position in the text being read, counted from 0. */
int sf_fail_at(struct sockfam_error *error, enum sockfam_error_kind kind, int code, uint64_t position,
               const char *format, ...) __attribute__((format(printf, 5, 6), cold));

/* As sf_fail() for a plugin or its config: kind, stage and file. `file` may be NULL. */
int sf_fail_plugin(struct sockfam_error *error, enum sockfam_stage stage, const char *file, int code,
                   const char *format, ...) __attribute__((format(printf, 5, 6), cold));

int sf_no_memory(struct sockfam_error *error) __attribute__((cold));

#endif
