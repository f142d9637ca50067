/* SPDX-License-Identifier: MIT */
/*
 * What somebody else's descriptor is. The kernel is asked for each number that the caller does not give. Family and
 * type it always tells, the protocol not always: some families answer 0. Then the format is what the type leaves, or
 * what the length of getsockname's answer leaves, and otherwise the caller has to say it: bytes never choose silently.
 */
#include <stdio.h>

#include "core/socket/socket.h"

/* Sets the value if it is not given. */
static int ask(const struct sockfam_context *ctx, int fd, int number, int *value, struct sockfam_error *error)
{
    int told = 0;
    socklen_t length = sizeof(told);
    if (ctx->sys->getsockopt(fd, SOL_SOCKET, number, &told, &length) < 0)
        return sf_os_fail(error, errno, "adopt");
    if (*value < 0)
        *value = told;
    return 0;
}

static int list_candidates(const struct sockfam_format *const *formats, size_t count, int af,
                           struct sockfam_error *error)
{
    char names[200] = "";
    size_t used = 0;
    for (size_t i = 0; i < count && used < sizeof(names); i++)
        used += (size_t)snprintf(names + used, sizeof(names) - used, "%s%s", i ? ", " : "", formats[i]->name);
    return sf_fail_reason(
        error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_AMBIGUOUS, "protocol",
        "the kernel does not say which protocol this socket of family %d has: name it; its addresses "
        "may be of the formats %s",
        af, names);
}

/*
 * The one format of which `length` bytes are the kernel's usual answer, or at least a possible one; NULL: several,
 * none.
 */
static const struct sockfam_format *by_length(const struct sockfam_format *const *formats, size_t count, size_t length)
{
    const struct sockfam_format *usual = NULL, *possible = NULL;
    size_t usual_count = 0, possible_count = 0;
    for (size_t i = 0; i < count; i++) {
        const struct sockfam_format_row *row = sockfam_format_variant_at(formats[i], 0);
        if (length < row->min || length > row->size)
            continue;
        possible = formats[i];
        possible_count++;
        if (length == row->min) {
            usual = formats[i];
            usual_count++;
        }
    }
    if (usual_count == 1)
        return usual;
    return possible_count == 1 ? possible : NULL;
}

/* The kernel says protocol 0, and no format has that number. */
static int infer(struct sockfam_socket *s, struct sockfam_error *error)
{
    const struct sockfam_format *formats[SF_CANDIDATES_MAX];
    struct sf_answer name = { .length = sizeof(name.bytes) };
    size_t count = sf_candidates(s->ctx, s->af, s->type, formats);
    if (count == 0)
        count = sf_candidates(s->ctx, s->af, -1, formats);
    if (count == 0)
        return 0;
    bool is_sure = count == 1;
    if (is_sure)
        s->format = formats[0];
    else if (s->ctx->sys->getsockname(s->fd, name.bytes, &name.length) == 0)
        s->format = by_length(formats, count, name.length);
    if (!s->format)
        return list_candidates(formats, count, s->af, error);
    sf_socket_set(s, s->ctx, s->fd, s->af, s->type, s->protocol, s->format);
    s->flags |= is_sure ? 0 : SOCKFAM_SOCKET_INFERRED;
    const struct sockfam_protocol_row *row = sf_protocol_row(s->format, s->type, s->protocol);
    if (row && row->protocol != SOCKFAM_ANY)
        s->protocol = row->protocol;
    return 0;
}

static int take(struct sockfam_socket *s, const struct sockfam_context *ctx, int fd, int af, int type, int protocol,
                struct sockfam_error *error)
{
    bool is_given = protocol >= 0;
    int result = ask(ctx, fd, SO_TYPE, &type, error); /* in any case: what is not a socket fails here */
    if (result == 0 && af < 0)
        result = ask(ctx, fd, SO_DOMAIN, &af, error);
    if (result == 0 && !is_given)
        result = ask(ctx, fd, SO_PROTOCOL, &protocol, error);
    if (result < 0)
        return result;
    type = sf_type_alone(type);
    bool is_known = af > 0 && sockfam_format_by_number(ctx, (uint32_t)af, protocol);
    sf_socket_set(s, ctx, fd, af, type, protocol, sf_format_of_numbers(ctx, af, type, protocol));
    if (is_given || is_known)
        return 0;
    s->format = NULL;
    return infer(s, error);
}

int sockfam_socket_adopt(const struct sockfam_context *ctx, int fd, int af, int type, int protocol,
                         struct sockfam_socket *s, struct sockfam_error *error)
{
    sf_error_begin(error);
    sf_socket_set_closed(s, ctx);
    if (fd < 0)
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_NONE, "fd", "%d is not a file descriptor",
                              fd);
    struct sockfam_socket taken;
    int result = take(&taken, ctx, fd, af, type, protocol, error);
    if (result < 0)
        return result;
    if (taken.timeout >= 0 && ctx->sys->set_nonblocking(fd, 1) < 0)
        return sf_os_fail(error, errno, "adopt");
    *s = taken;
    return 0;
}
