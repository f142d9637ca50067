/* SPDX-License-Identifier: MIT */
/*
 * libc tells failures of its resolver in three ways: EAI_* codes, h_errno and errno. Each becomes a kind of its own,
 * with libc's text. Codes that only say "look at errno" are never passed on, and running out of memory is the same
 * thing whoever ran out of it.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/resolve/resolve.h"

#define SUBJECT_SIZE 400 /* "cannot resolve host "..."", cut to fit */

static int fail_errno(struct sockfam_error *error, int code, const char *subject)
{
    if (code == ENOMEM)
        return sf_no_memory(error);
    if (code <= 0)
        code = EIO;
    return sf_fail(error, SOCKFAM_ERROR_OS, code, "%s: %s", subject, sf_errno_text(code));
}

int sf_fail_errno(struct sockfam_error *error, int code, const char *format, ...)
{
    char subject[SUBJECT_SIZE];
    va_list args;
    va_start(args, format);
    vsnprintf(subject, sizeof(subject), format, args);
    va_end(args);
    return fail_errno(error, code, subject);
}

int sf_fail_eai(struct sockfam_error *error, int status, int code, const char *format, ...)
{
    char subject[SUBJECT_SIZE];
    va_list args;
    va_start(args, format);
    vsnprintf(subject, sizeof(subject), format, args);
    va_end(args);
    if (status == EAI_MEMORY)
        return sf_no_memory(error);
    if (status == EAI_SYSTEM)
        return fail_errno(error, code, subject);
    return sf_fail(error, SOCKFAM_ERROR_RESOLVER, status, "%s: %s", subject, gai_strerror(status));
}

int sf_fail_host(struct sockfam_error *error, int host_code, int code, const char *format, ...)
{
    char subject[SUBJECT_SIZE];
    va_list args;
    va_start(args, format);
    vsnprintf(subject, sizeof(subject), format, args);
    va_end(args);
    if (host_code == NETDB_INTERNAL)
        return fail_errno(error, code, subject);
    if (host_code == NETDB_SUCCESS)
        host_code = HOST_NOT_FOUND;
    return sf_fail(error, SOCKFAM_ERROR_HOST, host_code, "%s: %s", subject, hstrerror(host_code));
}

int sf_scratch_grow(struct sf_scratch *scratch, struct sockfam_error *error)
{
    size_t size = scratch->size * 2;
    if (size > (size_t)16 << 20)
        return sf_fail(error, SOCKFAM_ERROR_OS, ERANGE, "the resolver's answer takes more than %zu bytes",
                       scratch->size);
    sf_scratch_deinit(scratch);
    char *bytes = malloc(size);
    if (!bytes)
        return sf_no_memory(error);
    scratch->bytes = bytes;
    scratch->size = size;
    return 0;
}

void sf_scratch_deinit(struct sf_scratch *scratch)
{
    if (scratch->bytes != scratch->first)
        free(scratch->bytes);
    sf_scratch_init(scratch);
}
