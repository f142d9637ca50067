/* SPDX-License-Identifier: MIT */
/*
 * Services and protocols, from /etc/services and /etc/protocols or wherever nsswitch.conf says. That an entry does not
 * exist is told in several ways (0 without an answer, ENOENT); here it is always ENOENT.
 */
#include <endian.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/address/address.h"
#include "core/resolve/resolve.h"

/* What an _r function ended with when it gave no answer. */
static int no_answer(struct sockfam_error *error, int status, const char *what, const char *name)
{
    if (status == 0 || status == ENOENT)
        return sf_fail_reason(error, SOCKFAM_ERROR_OS, ENOENT, SOCKFAM_REASON_NO_SUCH_NAME, NULL,
                              "unknown %s \"%.80s\"", what, name);
    return sf_fail_errno(error, status, "cannot look up %s \"%.80s\"", what, name);
}

int sockfam_getservbyname(const struct sockfam_context *ctx, const char *name, const char *protocol, uint16_t *port,
                          struct sockfam_error *error)
{
    struct sf_scratch scratch;
    struct servent entry, *answer = NULL;
    int status, result = 0;
    sf_error_begin(error);
    sf_scratch_init(&scratch);
    do
        status = ctx->sys->resolver->getservbyname_r(name, protocol, &entry, scratch.bytes, scratch.size, &answer);
    while (status == ERANGE && (result = sf_scratch_grow(&scratch, error)) == 0);
    if (result == 0 && answer)
        *port = be16toh((uint16_t)answer->s_port);
    else if (result == 0)
        result = no_answer(error, status, protocol ? protocol : "service", name);
    sf_scratch_deinit(&scratch);
    return result;
}

int sockfam_getservbyport(const struct sockfam_context *ctx, int64_t port, const char *protocol, char *name,
                          size_t size, size_t *need, struct sockfam_error *error)
{
    struct sf_scratch scratch;
    struct servent entry, *answer = NULL;
    char number[8];
    int status, result = 0;
    sf_error_begin(error);
    if (port < 0 || port > UINT16_MAX)
        return sf_fail_reason(error, SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_RANGE, "port",
                              "a port must be 0 to 65535, and %" PRId64 " is not", port);
    sf_scratch_init(&scratch);
    do
        status = ctx->sys->resolver->getservbyport_r(htobe16((uint16_t)port), protocol, &entry, scratch.bytes,
                                                     scratch.size, &answer);
    while (status == ERANGE && (result = sf_scratch_grow(&scratch, error)) == 0);
    snprintf(number, sizeof(number), "%" PRId64, port);
    if (result == 0 && answer)
        result = sf_give_text(answer->s_name, strlen(answer->s_name), name, size, need, error);
    else if (result == 0)
        result = no_answer(error, status, protocol ? protocol : "service", number);
    sf_scratch_deinit(&scratch);
    return result;
}

int sockfam_getprotobyname(const struct sockfam_context *ctx, const char *name, int32_t *number,
                           struct sockfam_error *error)
{
    struct sf_scratch scratch;
    struct protoent entry, *answer = NULL;
    int status, result = 0;
    sf_error_begin(error);
    sf_scratch_init(&scratch);
    do
        status = ctx->sys->resolver->getprotobyname_r(name, &entry, scratch.bytes, scratch.size, &answer);
    while (status == ERANGE && (result = sf_scratch_grow(&scratch, error)) == 0);
    if (result == 0 && answer)
        *number = answer->p_proto;
    else if (result == 0)
        result = no_answer(error, status, "protocol", name);
    sf_scratch_deinit(&scratch);
    return result;
}
