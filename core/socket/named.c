/* SPDX-License-Identifier: MIT */
/*
 * Control messages by the names that drivers give them, and the one call that is made of such: an operation of the
 * kernel's algorithms. Which numbers stand behind the names is the drivers' knowledge.
 */
#include <limits.h>
#include <string.h>

#include "core/option/value.h"
#include "core/socket/message.h"

#define IV_MAX 256

static const struct sockfam_family *family_of(const struct sockfam_socket *s)
{
    return s->format ? s->format->family : NULL;
}

static int put_row(const struct sockfam_socket *s, struct sockfam_control *control,
                   const struct sockfam_option_row *row, const struct sockfam_value *value, struct sockfam_error *error)
{
    struct sf_option_value bytes;
    int result = sf_option_read(s->ctx, row, value, &bytes, error);
    if (result < 0)
        return result;
    return sockfam_control_put(control, row->level, row->number, bytes.bytes, bytes.length, error);
}

int sockfam_control_put_named(const struct sockfam_socket *s, struct sockfam_control *control, const char *name,
                              const struct sockfam_value *value, struct sockfam_error *error)
{
    sf_error_begin(error);
    const struct sockfam_option_row *row =
        s->ctx ? sockfam_option_find(s->ctx, family_of(s), SOCKFAM_MESSAGES, name) : NULL;
    if (!row)
        return sf_fail(error, SOCKFAM_ERROR_VALUE, 0, "no driver has a control message \"%.60s\"", name);
    if (row->flags & SOCKFAM_OPTION_READ_ONLY)
        return sf_fail(error, SOCKFAM_ERROR_VALUE, 0, "the control message %s is received only", name);
    return put_row(s, control, row, value, error);
}

const struct sockfam_option_row *sockfam_control_item_row(const struct sockfam_socket *s, const struct sockfam_control_item *item)
{
    return s->ctx ? sockfam_option_by_number(s->ctx, family_of(s), SOCKFAM_MESSAGES, item->level, item->type) : NULL;
}

int sockfam_control_item_print(const struct sockfam_socket *s, const struct sockfam_control_item *item, char *text, size_t size,
                       size_t *need, struct sockfam_error *error)
{
    sf_error_begin(error);
    size_t used = sf_option_print(s->ctx, sockfam_control_item_row(s, item), item->data, item->size, text, size);
    if (need)
        *need = used + 1;
    if (used >= size)
        return sf_fail(error, SOCKFAM_ERROR_OVERFLOW, ENOSPC, "the text of a control message takes %zu bytes, not %zu",
                       used + 1, size);
    text[used] = '\0';
    return 0;
}

/* ------------------------------------------------------------------ operations of algorithms */

static int check_operation(const struct sockfam_operation *operation, struct sockfam_error *error)
{
    if (operation->op < 0 || operation->op > INT_MAX)
        return sf_fail(error, SOCKFAM_ERROR_TYPE, 0, "sendmsg_afalg: op %lld is no operation: from 0 to 2147483647",
                       (long long)operation->op);
    if (operation->assoclen < -1)
        return sf_fail(error, SOCKFAM_ERROR_TYPE, 0, "sendmsg_afalg: assoclen %lld is negative",
                       (long long)operation->assoclen);
    if (operation->assoclen > INT_MAX)
        return sf_fail(error, SOCKFAM_ERROR_OVERFLOW, 0, "sendmsg_afalg: assoclen %lld is beyond 2147483647",
                       (long long)operation->assoclen);
    if (operation->iv && operation->iv_size > IV_MAX)
        return sf_fail(error, SOCKFAM_ERROR_OVERFLOW, 0, "sendmsg_afalg: an initial vector of %zu bytes; at most %d",
                       operation->iv_size, IV_MAX);
    return 0;
}

/* A message that the socket's own driver describes; NULL: it does not. */
static const struct sockfam_option_row *find_own(const struct sockfam_socket *s, const char *name)
{
    const struct sockfam_option_row *row;
    for (size_t i = 0; (row = sockfam_family_option_at(family_of(s), SOCKFAM_MESSAGES, i)); i++)
        if (strcmp(row->name, name) == 0)
            break;
    return row;
}

static int put_operation(const struct sockfam_socket *s, const struct sockfam_operation *operation,
                         struct sockfam_control *control, struct sockfam_error *error)
{
    static const char *const names[] = { "ALG_SET_OP", "ALG_SET_IV", "ALG_SET_AEAD_ASSOCLEN" };
    const bool is_given[] = { true, operation->iv != NULL, operation->assoclen >= 0 };
    const struct sockfam_value values[] = { sockfam_value_uint((uint64_t)operation->op),
                                            sockfam_value_bytes(operation->iv, operation->iv_size),
                                            sockfam_value_uint((uint64_t)operation->assoclen) };
    const struct sockfam_option_row *rows[3];
    for (int i = 0; i < 3; i++) {
        rows[i] = find_own(s, names[i]);
        if (!rows[i])
            return sf_fail(error, SOCKFAM_ERROR_OS, EOPNOTSUPP,
                           "sendmsg_afalg: sockets of this family have no message %s", names[i]);
    }
    int result = check_operation(operation, error);
    for (int i = 0; i < 3 && result == 0; i++)
        if (is_given[i])
            result = put_row(s, control, rows[i], &values[i], error);
    return result;
}

ptrdiff_t sockfam_socket_sendmsg_afalg(struct sockfam_socket *s, const struct iovec *buffers, size_t buffer_count,
                                const struct sockfam_operation *operation, int flags, struct sockfam_error *error)
{
    size_t room[(3 * CMSG_SPACE(4) + CMSG_SPACE(IV_MAX)) / sizeof(size_t) + 1];
    struct sockfam_control control = { room, sizeof(room), 0 };
    sf_error_begin(error);
    int result = put_operation(s, operation, &control, error);
    if (result < 0)
        return result;
    struct sockfam_message message = {
        .buffers = buffers, .buffer_count = buffer_count, .control = control.data, .control_size = control.length
    };
    return sockfam_socket_sendmsg(s, &message, flags, error);
}
