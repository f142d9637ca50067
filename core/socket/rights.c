/* SPDX-License-Identifier: MIT */
/*
 * Descriptors in messages. The room that the kernel is told of is exact to the byte, since it uses padding for one
 * descriptor more than was asked for; what does not fit it closes.
 */
#include <string.h>

#include "core/socket/message.h"

#define FDS_MAX 253 /* SCM_MAX_FD of Linux */

union room {
    char bytes[CMSG_SPACE(FDS_MAX * sizeof(int))];
    size_t alignment;
};

ptrdiff_t sockfam_socket_send_fds(struct sockfam_socket *s, const struct iovec *buffers, size_t buffer_count,
                                  const int *fds, size_t fd_count, int flags, const struct sockfam_address *to,
                                  struct sockfam_error *error)
{
    union room room;
    struct sockfam_control control = { .data = room.bytes, .size = sizeof(room) };
    sf_error_begin(error);
    if (fd_count > FDS_MAX)
        return sf_fail_reason(error, SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_COUNT, "fds",
                              "%zu descriptors in one message; the kernel takes %d", fd_count, FDS_MAX);
    int result = sockfam_control_put(&control, SOL_SOCKET, SCM_RIGHTS, fds, fd_count * sizeof(int), error);
    if (result < 0)
        return result;
    struct sockfam_message message = {
        .buffers = buffers,
        .buffer_count = buffer_count,
        .control = control.data,
        .control_size = control.length,
        .to = to,
    };
    return sockfam_socket_sendmsg(s, &message, flags, error);
}

static size_t take_fds(const struct sockfam_message *message, int *fds, size_t room)
{
    struct sockfam_control_item item = { 0 };
    size_t count = 0;
    while (sockfam_control_next(message, &item)) {
        if (item.level != SOL_SOCKET || item.type != SCM_RIGHTS)
            continue;
        for (size_t i = 0; i + sizeof(int) <= item.size && count < room; i += sizeof(int))
            memcpy(&fds[count++], (const char *)item.data + i, sizeof(int));
    }
    return count;
}

ptrdiff_t sockfam_socket_recv_fds(struct sockfam_socket *s, void *data, size_t size, int *fds, size_t room,
                                  size_t *fd_count, int flags, int *message_flags, struct sockfam_address *from,
                                  struct sockfam_error *error)
{
    union room bytes;
    const struct iovec buffer = { data, size };
    room = room < FDS_MAX ? room : FDS_MAX;
    struct sockfam_message message = {
        .buffers = &buffer,
        .buffer_count = 1,
        .control = bytes.bytes,
        .control_size = room ? CMSG_LEN(room * sizeof(int)) : 0,
        .from = from,
    };
    *fd_count = 0;
    ptrdiff_t result = sockfam_socket_recvmsg(s, &message, flags | MSG_CMSG_CLOEXEC, error);
    if (result < 0)
        return result;
    *fd_count = take_fds(&message, fds, room);
    if (message_flags)
        *message_flags = (int)message.flags & ~(flags & MSG_CMSG_CLOEXEC ? 0 : MSG_CMSG_CLOEXEC);
    return result;
}
