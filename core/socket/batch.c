/* SPDX-License-Identifier: MIT */
/*
 * Many messages. The kernel's headers for up to 64 of them lie on the stack, so a batch of any size needs no memory.
 * What was done is always reported: an error after the first message is left for the next call, which will meet it
 * again.
 */
#include "core/socket/message.h"

#define AT_ONCE 64

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Sends the first of `count` messages: how many have gone, or a negative errno. */
static ptrdiff_t send_some(struct sf_wait *wait, struct sockfam_message *messages, size_t count, int flags)
{
    struct mmsghdr headers[AT_ONCE];
    ptrdiff_t result;
    for (size_t i = 0; i < count; i++)
        sf_message_to_send(&messages[i], &headers[i].msg_hdr);
    do
        result = sf_sys_of(wait->s)->sendmmsg(sf_fd(wait->s), headers, (unsigned)count, sf_send_flags(wait->s, flags));
    while (sf_wait_again(wait, &result));
    for (ptrdiff_t i = 0; i < result; i++)
        messages[i].length = headers[i].msg_len;
    return result;
}

static ptrdiff_t receive_some(struct sf_wait *wait, struct sockfam_message *messages, size_t count, int flags,
                              bool is_waiting)
{
    struct mmsghdr headers[AT_ONCE];
    struct sf_answer names[AT_ONCE];
    ptrdiff_t result;
    do {
        for (size_t i = 0; i < count; i++)
            sf_message_to_receive(&messages[i], &headers[i].msg_hdr, &names[i]);
        result = sf_sys_of(wait->s)->recvmmsg(sf_fd(wait->s), headers, (unsigned)count, flags, NULL);
        if (result < 0 && !is_waiting)
            return -errno;
    } while (sf_wait_again(wait, &result));
    for (ptrdiff_t i = 0; i < result; i++)
        sf_message_received(wait->s, &messages[i], &headers[i].msg_hdr, &names[i], headers[i].msg_len);
    return result;
}

static int check_all(const struct sockfam_message *messages, size_t count, struct sockfam_error *error)
{
    int result = 0;
    if (count > INT32_MAX)
        return sf_fail_reason(error, SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_COUNT, "count",
                              "%zu messages in one call: at most %d are possible", count, INT32_MAX);
    for (size_t i = 0; i < count && result == 0; i++)
        result = sf_message_check(&messages[i], error);
    return result;
}

int sockfam_socket_sendmmsg(struct sockfam_socket *s, struct sockfam_message *messages, size_t count, int flags,
                            struct sockfam_error *error)
{
    struct sf_wait wait = sf_wait_begin(s, POLLOUT, "sendmmsg", error);
    size_t done = 0;
    int result = check_all(messages, count, error);
    if (result < 0)
        return result;
    while (done < count) {
        ptrdiff_t some = send_some(&wait, messages + done, smaller(count - done, AT_ONCE), flags);
        if (some < 0 && done == 0)
            return (int)some;
        if (some < 0)
            break;
        done += (size_t)some;
    }
    sf_error_begin(error);
    return (int)done;
}

int sockfam_socket_recvmmsg(struct sockfam_socket *s, struct sockfam_message *messages, size_t count, int flags,
                            struct sockfam_error *error)
{
    struct sf_wait wait = sf_wait_begin(s, POLLIN, "recvmmsg", error);
    size_t done = 0;
    int result = check_all(messages, count, error);
    if (result < 0)
        return result;
    while (done < count) {
        size_t wanted = smaller(count - done, AT_ONCE);
        int more = done == 0 ? MSG_WAITFORONE : MSG_DONTWAIT;
        ptrdiff_t some = receive_some(&wait, messages + done, wanted, flags | more, done == 0);
        if (some < 0 && done == 0)
            return (int)some;
        if (some < 0)
            break;
        done += (size_t)some;
        if ((size_t)some < wanted)
            break;
    }
    return (int)done;
}
