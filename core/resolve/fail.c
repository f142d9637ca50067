/* SPDX-License-Identifier: MIT */
/*
 * libc tells failures of its resolver in three ways: EAI_* codes, h_errno and errno. Each becomes a kind of its own,
 * with libc's text. Codes that only say "look at errno" are never passed on, and running out of memory is the same
 * thing whoever ran out of it.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/address/ip.h"
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

/* What failed with what, as far as it will be read. */
static void print_subject(char subject[SUBJECT_SIZE], const struct sockfam_error *error, const char *format,
                          va_list args)
{
    subject[0] = '\0';
    if (sf_error_wants_text(error))
        vsnprintf(subject, SUBJECT_SIZE, format, args);
}

int sf_fail_errno(struct sockfam_error *error, int code, const char *format, ...)
{
    char subject[SUBJECT_SIZE];
    va_list args;
    va_start(args, format);
    print_subject(subject, error, format, args);
    va_end(args);
    return fail_errno(error, code, subject);
}

/* What a code of the resolver's means, and which of the arguments is to blame. */
static enum sockfam_reason reason_of(int status, const char **field)
{
    bool is_host = status == EAI_NONAME || status == EAI_NODATA || status == EAI_ADDRFAMILY;
    *field = is_host ? "host" : status == EAI_SERVICE ? "service" : status == EAI_BADFLAGS ? "flags" : NULL;
    return is_host || status == EAI_SERVICE ? SOCKFAM_REASON_NO_SUCH_NAME : SOCKFAM_REASON_NONE;
}

static int fail_eai(struct sockfam_error *error, int status, int code, bool is_zone, const char *subject)
{
    const char *field;
    enum sockfam_reason reason = reason_of(status, &field);
    if (status == EAI_MEMORY)
        return sf_no_memory(error);
    if (status == EAI_SYSTEM)
        return fail_errno(error, code, subject);
    return sf_fail_reason(error, SOCKFAM_ERROR_RESOLVER, status, is_zone ? SOCKFAM_REASON_NO_ZONE : reason, field,
                          "%s: %s", subject, gai_strerror(status));
}

int sf_fail_eai(struct sockfam_error *error, int status, int code, const char *format, ...)
{
    char subject[SUBJECT_SIZE];
    va_list args;
    va_start(args, format);
    print_subject(subject, error, format, args);
    va_end(args);
    return fail_eai(error, status, code, false, subject);
}

/* An IPv6 literal with a zone: when libc finds no such host, it is the interface that it did not find. */
static bool has_zone(const char *host)
{
    uint8_t bytes[16];
    const char *percent = host ? strchr(host, '%') : NULL;
    return percent && sf_ipv6_read(host, percent, bytes) == percent;
}

int sf_fail_eai_of(struct sockfam_error *error, int status, int code, const char *host, const char *service)
{
    char subject[SUBJECT_SIZE] = "";
    bool is_zone = status == EAI_NONAME && has_zone(host);
    if (sf_error_wants_text(error) && service)
        snprintf(subject, sizeof(subject), "cannot resolve host \"%.255s\", service \"%.80s\"", host ? host : "",
                 service);
    else if (sf_error_wants_text(error))
        snprintf(subject, sizeof(subject), "cannot resolve host \"%.255s\"", host);
    return fail_eai(error, status, code, is_zone, subject);
}

int sf_fail_host(struct sockfam_error *error, int host_code, int code, const char *format, ...)
{
    char subject[SUBJECT_SIZE];
    va_list args;
    va_start(args, format);
    print_subject(subject, error, format, args);
    va_end(args);
    if (host_code == NETDB_INTERNAL)
        return fail_errno(error, code, subject);
    if (host_code == NETDB_SUCCESS)
        host_code = HOST_NOT_FOUND;
    return sf_fail_reason(error, SOCKFAM_ERROR_HOST, host_code,
                          host_code == HOST_NOT_FOUND || host_code == NO_DATA ? SOCKFAM_REASON_NO_SUCH_NAME
                                                                              : SOCKFAM_REASON_NONE,
                          "host", "%s: %s", subject, hstrerror(host_code));
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
