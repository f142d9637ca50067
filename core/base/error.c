/* SPDX-License-Identifier: MIT */
/*
 * One place that fills the caller's error struct; the first error of a call wins. The errno that functions return and
 * the one in `code` are chosen here too, by kind and reason, so that they agree everywhere. What the caller does not
 * want to read is not printed: a message costs more than most calls that fail.
 */
#include "core/base/error.h"

#include <errno.h>
#include <netdb.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "core/base/names.h"

static int usual_code(enum sockfam_error_kind kind, enum sockfam_reason reason)
{
    switch (kind) {
    case SOCKFAM_ERROR_OVERFLOW:
        return reason == SOCKFAM_REASON_NO_ROOM ? ENOSPC : ERANGE;
    case SOCKFAM_ERROR_RESOLVER:
        return EAI_NONAME;
    case SOCKFAM_ERROR_TIMEOUT:
        return ETIMEDOUT;
    case SOCKFAM_ERROR_PLUGIN:
        return ENOEXEC;
    case SOCKFAM_ERROR_MEMORY:
        return ENOMEM;
    case SOCKFAM_ERROR_INTERRUPTED:
        return EINTR;
    case SOCKFAM_ERROR_VALUE:
        return reason == SOCKFAM_REASON_TOO_LONG        ? ENAMETOOLONG
               : reason == SOCKFAM_REASON_RANGE         ? ERANGE
               : reason == SOCKFAM_REASON_WOULD_LOOK_UP ? EWOULDBLOCK
                                                        : EINVAL;
    default:
        return EINVAL;
    }
}

static int errno_of_resolver(int code)
{
    switch (code) {
    case EAI_AGAIN:
        return EAGAIN;
    case EAI_NONAME:
    case EAI_NODATA:
    case EAI_ADDRFAMILY:
    case EAI_SERVICE:
        return ENOENT;
    case EAI_FAMILY:
        return EAFNOSUPPORT;
    case EAI_SOCKTYPE:
        return ESOCKTNOSUPPORT;
    case EAI_BADFLAGS:
        return EINVAL;
    default:
        return EIO;
    }
}

static int errno_of_host(int code)
{
    return code == TRY_AGAIN ? EAGAIN : code == HOST_NOT_FOUND || code == NO_DATA ? ENOENT : EIO;
}

/* What happened, as the public functions' callers and sf_fail()'s hand it over. */
struct failure {
    enum sockfam_error_kind kind;
    int code;
    enum sockfam_reason reason;
    const char *field; /* NULL: none */
    uint32_t offset;   /* 1-based, 0: none */
    enum sockfam_stage stage;
    const char *file; /* NULL: none */
};

static int returned(const struct failure *failure)
{
    if (failure->kind == SOCKFAM_ERROR_RESOLVER)
        return failure->reason == SOCKFAM_REASON_NO_ZONE ? -ENODEV : -errno_of_resolver(failure->code);
    if (failure->kind == SOCKFAM_ERROR_HOST)
        return -errno_of_host(failure->code);
    return failure->code > 0 ? -failure->code : -EINVAL;
}

int sf_error_returned(const struct sockfam_error *error)
{
    return returned(&(const struct failure){ .kind = (enum sockfam_error_kind)error->kind,
                                             .code = error->code,
                                             .reason = (enum sockfam_reason)error->reason });
}

/* Messages quote what users and plugins wrote; a message stays one line and commands no terminal. */
static void make_plain(char *text)
{
    for (size_t size = strlen(text), step; size > 0; text += step, size -= step) {
        size_t character = sf_utf8_size(text, size);
        step = character ? character : 1; /* what is not UTF-8 stays: a file's name may be that */
        if (sf_is_control(text, step))
            memset(text, '?', step);
    }
}

static void put_texts(struct sockfam_error *error, const struct failure *failure, const char *format, va_list args)
{
    snprintf(error->file, sizeof(error->file), "%s", failure->file ? failure->file : "");
    vsnprintf(error->message, sizeof(error->message), format, args);
    make_plain(error->message);
}

/* Also without text: it is short, and a program acts on it. */
static void put_field(struct sockfam_error *error, const char *field)
{
    size_t size = field ? strnlen(field, sizeof(error->field) - 1) : 0;
    if (size)
        memcpy(error->field, field, size);
    error->field[size] = '\0';
    make_plain(error->field);
}

static int fill(struct sockfam_error *error, struct failure failure, const char *format, va_list args)
{
    if (failure.code == 0)
        failure.code = usual_code(failure.kind, failure.reason);
    if (!error || error->kind != SOCKFAM_ERROR_NONE)
        return returned(&failure);
    bool has_text = sf_error_wants_text(error);
    error->kind = failure.kind;
    error->code = failure.code;
    error->reason = failure.reason;
    error->offset = failure.offset;
    error->line = 0;
    error->column = 0;
    error->stage = failure.stage;
    error->file[0] = error->pointer[0] = error->message[0] = '\0';
    put_field(error, failure.field);
    if (has_text)
        put_texts(error, &failure, format, args);
    return returned(&failure);
}

static uint32_t offset_of(uint64_t position)
{
    return position < UINT32_MAX ? (uint32_t)position + 1 : UINT32_MAX;
}

int sf_fail(struct sockfam_error *error, enum sockfam_error_kind kind, int code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int result = fill(error, (struct failure){ .kind = kind, .code = code }, format, args);
    va_end(args);
    return result;
}

int sf_fail_reason(struct sockfam_error *error, enum sockfam_error_kind kind, int code, enum sockfam_reason reason,
                   const char *field, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int result =
        fill(error, (struct failure){ .kind = kind, .code = code, .reason = reason, .field = field }, format, args);
    va_end(args);
    return result;
}

int sf_fail_at(struct sockfam_error *error, enum sockfam_error_kind kind, int code, uint64_t position,
               const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int result =
        fill(error, (struct failure){ .kind = kind, .code = code, .offset = offset_of(position) }, format, args);
    va_end(args);
    return result;
}

int sf_fail_reason_at(struct sockfam_error *error, enum sockfam_error_kind kind, int code, enum sockfam_reason reason,
                      const char *field, uint64_t position, const char *format, ...)
{
    const struct failure failure = {
        .kind = kind, .code = code, .reason = reason, .field = field, .offset = offset_of(position)
    };
    va_list args;
    va_start(args, format);
    int result = fill(error, failure, format, args);
    va_end(args);
    return result;
}

int sf_fail_plugin(struct sockfam_error *error, enum sockfam_stage stage, const char *file, int code,
                   const char *format, ...)
{
    const struct failure failure = {
        .kind = stage == SOCKFAM_STAGE_PARSE ? SOCKFAM_ERROR_CONFIG : SOCKFAM_ERROR_PLUGIN,
        .code = code,
        .stage = stage,
        .file = file,
    };
    va_list args;
    va_start(args, format);
    int result = fill(error, failure, format, args);
    va_end(args);
    return result;
}

int sockfam_error_set(struct sockfam_error *error, enum sockfam_error_kind kind, int code, enum sockfam_reason reason,
                      const char *field, const char *message)
{
    return sf_fail_reason(error, kind, code, reason, field, "%s", message ? message : "");
}

int sf_no_room(struct sockfam_error *error, const char *what, size_t need, size_t size)
{
    return sf_fail_reason(error, SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_NO_ROOM, NULL,
                          "%s takes %zu bytes, and there is room for %zu", what, need, size);
}

int sf_no_memory(struct sockfam_error *error)
{
    return sf_fail(error, SOCKFAM_ERROR_MEMORY, 0, "out of memory");
}
