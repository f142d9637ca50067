/* SPDX-License-Identifier: MIT */
/*
 * Operations of the kernel's algorithms (alg), as one message: Python's sendmsg_afalg. Inline functions over the
 * control messages that the alg driver describes; a program that needs others puts them itself with
 * sockfam_control_put_named().
 */
#ifndef SOCKFAM_AFALG_H
#define SOCKFAM_AFALG_H

#include <stddef.h>
#include <stdint.h>

#include <sockfam/message.h>
#include <sockfam/option.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SOCKFAM_AFALG_IV_MAX 256 /* bytes of an initial vector */

/* What an operation needs. Zero what is not wanted. */
struct sockfam_afalg {
    uint32_t op;       /* ALG_OP_DECRYPT 0, ALG_OP_ENCRYPT 1 .. */
    uint32_t flags;    /* SOCKFAM_AFALG_* */
    const void *iv;    /* NULL: none */
    size_t iv_size;    /* bytes, at most SOCKFAM_AFALG_IV_MAX */
    uint32_t assoclen; /* bytes of associated data, with SOCKFAM_AFALG_ASSOCLEN */
    uint32_t reserved[3];
};

#define SOCKFAM_AFALG_ASSOCLEN 1u /* `assoclen` is given */

/*
 * 0, or -EINVAL, kind VALUE, for sockets whose own driver does not describe such messages: those would overlook them.
 */
static inline int sockfam_afalg_check(const struct sockfam_socket *s, struct sockfam_error *failure)
{
    const struct sockfam_family *family = s->format ? s->format->family : NULL;
    const struct sockfam_option_row *row;
    size_t i;
    for (i = 0; (row = sockfam_family_option_at(family, SOCKFAM_MESSAGES, i)); i++)
        if (row->level == 279 && row->number == 3) /* SOL_ALG, ALG_SET_OP */
            return 0;
    return sockfam_error_set(failure, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_UNSUPPORTED, NULL,
                             "sendmsg_afalg: this is not a socket of the kernel's algorithms");
}

/* Adds the control messages ALG_SET_OP, ALG_SET_IV, ALG_SET_AEAD_ASSOCLEN, in this order, as far as they are given. */
static inline int sockfam_afalg_put(const struct sockfam_socket *s, struct sockfam_control *control,
                                    const struct sockfam_afalg *operation, struct sockfam_error *failure)
{
    struct sockfam_value value = sockfam_value_uint(operation->op);
    int result = sockfam_afalg_check(s, failure);
    if (result == 0)
        result = sockfam_control_put_named(s, control, "ALG_SET_OP", &value, failure);
    if (result == 0 && operation->iv) {
        value = sockfam_value_bytes(operation->iv, operation->iv_size);
        result = sockfam_control_put_named(s, control, "ALG_SET_IV", &value, failure);
    }
    if (result == 0 && (operation->flags & SOCKFAM_AFALG_ASSOCLEN)) {
        value = sockfam_value_uint(operation->assoclen);
        result = sockfam_control_put_named(s, control, "ALG_SET_AEAD_ASSOCLEN", &value, failure);
    }
    return result;
}

/*
 * sendmsg with those. No buffers at all are fine. Bytes sent. Kind VALUE: a socket of another family, or
 * (-ENAMETOOLONG) an initial vector of more than SOCKFAM_AFALG_IV_MAX bytes.
 */
static inline ptrdiff_t sockfam_socket_sendmsg_afalg(struct sockfam_socket *s, const struct iovec *buffers,
                                                     size_t buffer_count, const struct sockfam_afalg *operation,
                                                     int flags, struct sockfam_error *failure)
{
    size_t room[64]; /* four headers of at most 16 bytes, two integers, a counted initial vector: 348 bytes */
    struct sockfam_control control = { room, sizeof(room), 0, { 0, 0 } };
    struct sockfam_message message = { buffers, buffer_count, NULL, 0, NULL, NULL, 0, 0, 0, { 0, 0, 0, 0, 0 } };
    int result = sockfam_afalg_put(s, &control, operation, failure);
    if (result < 0)
        return result;
    message.control = control.data;
    message.control_size = control.length;
    return sockfam_socket_sendmsg(s, &message, flags, failure);
}

#ifdef __cplusplus
}
#endif

#endif
