/* SPDX-License-Identifier: MIT */
/* One message. Only pointers are handed over: data, control data and addresses stay where the caller has them. */
#include "core/socket/message.h"

#include <limits.h>
#include <string.h>

int sf_message_check(const struct sockfam_message *message, struct sockfam_error *error)
{
    if (message->control_size > INT_MAX)
        return sf_fail_reason(error, SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_RANGE, "control_size",
                              "control data of %zu bytes: at most %d are possible", message->control_size, INT_MAX);
    if (message->buffer_count > INT_MAX)
        return sf_fail_reason(error, SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_COUNT, "buffer_count",
                              "%zu buffers: at most %d are possible", message->buffer_count, INT_MAX);
    return 0;
}

static void set_buffers(const struct sockfam_message *message, struct msghdr *header)
{
    memset(header, 0, sizeof(*header));
    header->msg_iov = (struct iovec *)(uintptr_t)message->buffers;
    header->msg_iovlen = message->buffer_count;
    header->msg_control = message->control_size ? message->control : NULL;
    header->msg_controllen = message->control_size;
}

void sf_message_to_send(const struct sockfam_message *message, struct msghdr *header)
{
    set_buffers(message, header);
    if (!message->to)
        return;
    header->msg_name = (void *)(uintptr_t)message->to->bytes; /* only read */
    header->msg_namelen = message->to->length;
}

void sf_message_to_receive(const struct sockfam_message *message, struct msghdr *header, struct sf_answer *name)
{
    set_buffers(message, header);
    if (!message->from)
        return;
    header->msg_name = name->bytes;
    header->msg_namelen = sizeof(name->bytes);
}

void sf_message_received(const struct sockfam_socket *s, struct sockfam_message *message, const struct msghdr *header,
                         struct sf_answer *name, size_t length)
{
    message->length = length;
    message->control_length = header->msg_controllen;
    message->flags = (uint32_t)header->msg_flags;
    if (!message->from)
        return;
    name->length = header->msg_namelen;
    sf_answer_take(s, name, message->from);
}

ptrdiff_t sockfam_socket_sendmsg(struct sockfam_socket *s, const struct sockfam_message *message, int flags,
                                 struct sockfam_error *error)
{
    struct sf_wait wait = sf_wait_begin(s, POLLOUT, message->to ? "send" : "sendmsg", error);
    struct msghdr header;
    ptrdiff_t result = sf_message_check(message, error);
    if (result < 0)
        return result;
    wait.to = message->to;
    sf_message_to_send(message, &header);
    do
        result = sf_sys_of(s)->sendmsg(sf_fd(s), &header, sf_send_flags(s, flags));
    while (sf_wait_again(&wait, &result));
    return result;
}

ptrdiff_t sockfam_socket_recvmsg(struct sockfam_socket *s, struct sockfam_message *message, int flags,
                                 struct sockfam_error *error)
{
    struct sf_wait wait = sf_wait_begin(s, POLLIN, "recvmsg", error);
    struct msghdr header;
    struct sf_answer name;
    ptrdiff_t result = sf_message_check(message, error);
    if (result < 0)
        return result;
    do {
        sf_message_to_receive(message, &header, &name);
        result = sf_sys_of(s)->recvmsg(sf_fd(s), &header, flags);
    } while (sf_wait_again(&wait, &result));
    if (result >= 0)
        sf_message_received(s, message, &header, &name, (size_t)result);
    return result;
}
