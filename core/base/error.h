/* SPDX-License-Identifier: MIT */
/* Filling struct sockfam_error. */
#ifndef SF_BASE_ERROR_H
#define SF_BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sockfam/error.h>

/* What a public function does first. All that it writes lies in one cache line. */
static inline void sf_error_begin(struct sockfam_error *error)
{
    if (!error)
        return;
    error->kind = SOCKFAM_ERROR_NONE;
    error->code = 0;
    error->reason = SOCKFAM_REASON_NONE;
    error->offset = 0;
    error->message[0] = '\0';
}

/* Whether a message will be read; where not, nothing need be printed for it. */
static inline bool sf_error_wants_text(const struct sockfam_error *error)
{
    return error && error->kind == SOCKFAM_ERROR_NONE && !(error->flags & SOCKFAM_ERROR_NO_TEXT);
}

/*
 * Records an error unless `error` is NULL or holds one already. Returns the negative errno that the caller returns, by
 * the table of <sockfam/error.h>. `code` 0 stands for the usual errno of the kind and the reason.
 */
int sf_fail(struct sockfam_error *error, enum sockfam_error_kind kind, int code, const char *format, ...)
    __attribute__((format(printf, 4, 5), cold));

/* As sf_fail(), with what is wrong and with which field, option or argument (NULL: none). */
int sf_fail_reason(struct sockfam_error *error, enum sockfam_error_kind kind, int code, enum sockfam_reason reason,
                   const char *field, const char *format, ...) __attribute__((format(printf, 6, 7), cold));

/* As sf_fail(), with the byte position in the text being read, counted from 0. */
int sf_fail_at(struct sockfam_error *error, enum sockfam_error_kind kind, int code, uint64_t position,
               const char *format, ...) __attribute__((format(printf, 5, 6), cold));

/* Both. */
int sf_fail_reason_at(struct sockfam_error *error, enum sockfam_error_kind kind, int code, enum sockfam_reason reason,
                      const char *field, uint64_t position, const char *format, ...)
    __attribute__((format(printf, 7, 8), cold));

/* As sf_fail() for a plugin or its config: kind, stage and file. `file` may be NULL. */
int sf_fail_plugin(struct sockfam_error *error, enum sockfam_stage stage, const char *file, int code,
                   const char *format, ...) __attribute__((format(printf, 5, 6), cold));

/* The caller's buffer of `size` bytes is too small for `what`, which takes `need`: OVERFLOW, NO_ROOM, -ENOSPC. */
int sf_no_room(struct sockfam_error *error, const char *what, size_t need, size_t size) __attribute__((cold));

/* The negative errno of an error that was recorded before. */
int sf_error_returned(const struct sockfam_error *error) __attribute__((cold));

int sf_no_memory(struct sockfam_error *error) __attribute__((cold));

#endif
