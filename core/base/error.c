/* SPDX-License-Identifier: MIT */
/* One place that fills the caller's error struct; the first error of a call wins. */
#include "core/base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stddef.h>
#include <string.h>

static int usual_code(enum sockfam_error_kind kind)
{
    switch (kind) {
    case SOCKFAM_ERROR_OVERFLOW:
        return ERANGE;
    case SOCKFAM_ERROR_TIMEOUT:
        return ETIMEDOUT;
    case SOCKFAM_ERROR_PLUGIN:
        return ENOEXEC;
    case SOCKFAM_ERROR_MEMORY:
        return ENOMEM;
    default:
        return EINVAL;
    }
}

static int returned(enum sockfam_error_kind kind, int code)
{
    return kind == SOCKFAM_ERROR_RESOLVER || kind == SOCKFAM_ERROR_HOST || code <= 0 ? -EINVAL : -code;
}

/* Messages quote what users and plugins wrote; a message stays one line and commands no terminal. */
static void make_plain(char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7f)
            *text = '?';
}

static int fill(struct sockfam_error *error, enum sockfam_error_kind kind, int code, const char *format, va_list args)
{
    if (code == 0)
        code = usual_code(kind);
    if (!error || error->kind != SOCKFAM_ERROR_NONE)
        return returned(kind, code);
    memset(error, 0, offsetof(struct sockfam_error, message));
    error->kind = kind;
    error->code = code;
    vsnprintf(error->message, sizeof(error->message), format, args);
    make_plain(error->message);
    return returned(kind, code);
}

int sf_fail(struct sockfam_error *error, enum sockfam_error_kind kind, int code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int result = fill(error, kind, code, format, args);
    va_end(args);
    return result;
}

int sf_fail_at(struct sockfam_error *error, enum sockfam_error_kind kind, int code, uint64_t position,
               const char *format, ...)
{
    int is_first = error && error->kind == SOCKFAM_ERROR_NONE;
    va_list args;
    va_start(args, format);
    int result = fill(error, kind, code, format, args);
    va_end(args);
    if (is_first)
        error->offset = position < UINT32_MAX ? (uint32_t)position + 1 : UINT32_MAX;
    return result;
}

int sf_fail_plugin(struct sockfam_error *error, enum sockfam_stage stage, const char *file, int code,
                   const char *format, ...)
{
    int is_first = error && error->kind == SOCKFAM_ERROR_NONE;
    va_list args;
    va_start(args, format);
    int result = fill(error, stage == SOCKFAM_STAGE_PARSE ? SOCKFAM_ERROR_CONFIG : SOCKFAM_ERROR_PLUGIN, code, format,
                      args);
    va_end(args);
    if (is_first) {
        error->stage = stage;
        snprintf(error->file, sizeof(error->file), "%s", file ? file : "");
    }
    return result;
}

int sf_no_memory(struct sockfam_error *error)
{
    return sf_fail(error, SOCKFAM_ERROR_MEMORY, 0, "out of memory");
}
