/* SPDX-License-Identifier: MIT */
/*
 * Control data: items of a header {size_t length, int level, int type} and data, each padded to a size_t. Built and
 * walked here with every length checked against the room there really is, in sums that cannot wrap; the CMSG_ macros of
 * C libraries trust the headers. A header is copied out before it is believed, so nothing needs to be aligned to be
 * read.
 */
#include <limits.h>
#include <string.h>

#include "core/socket/message.h"

#define HEADER sizeof(struct cmsghdr)
#define PADDED(size) (((size) + sizeof(size_t) - 1) & ~(sizeof(size_t) - 1))

_Static_assert(CMSG_LEN(0) == HEADER, "data follows the header at once");

static int too_long(int64_t size, struct sockfam_error *error)
{
    return sf_fail_reason(error, SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_RANGE, "size",
                          "an item of control data cannot have %lld bytes", (long long)size);
}

ptrdiff_t sockfam_cmsg_len(int64_t size, struct sockfam_error *error)
{
    sf_error_begin(error);
    if (size < 0 || size > INT_MAX - (int64_t)HEADER)
        return too_long(size, error);
    return (ptrdiff_t)(HEADER + (size_t)size);
}

ptrdiff_t sockfam_cmsg_space(int64_t size, struct sockfam_error *error)
{
    sf_error_begin(error);
    if (size < 0 || size > INT_MAX - (int64_t)CMSG_SPACE(1))
        return too_long(size, error);
    return (ptrdiff_t)(HEADER + PADDED((size_t)size));
}

int sockfam_control_put(struct sockfam_control *control, int level, int type, const void *data, size_t size,
                        struct sockfam_error *error)
{
    sf_error_begin(error);
    if (size > INT_MAX - CMSG_SPACE(1))
        return too_long((int64_t)(size < SIZE_MAX / 2 ? size : SIZE_MAX / 2), error);
    size_t space = HEADER + PADDED(size);
    if (control->length > control->size || space > control->size - control->length)
        return sf_no_room(error, "an item of control data", space,
                          control->length < control->size ? control->size - control->length : 0);
    char *at = (char *)control->data + control->length;
    struct cmsghdr header;
    memset(&header, 0, sizeof(header));
    header.cmsg_len = HEADER + size;
    header.cmsg_level = level;
    header.cmsg_type = type;
    memset(at, 0, space);
    memcpy(at, &header, HEADER);
    if (size)
        memcpy(at + HEADER, data, size);
    control->length += space;
    return 0;
}

int sockfam_control_next(const struct sockfam_message *message, struct sockfam_control_item *item)
{
    struct cmsghdr header;
    size_t end = message->control_length, at = item->offset;
    if (!message->control || at > end || end - at < HEADER)
        return 0;
    memcpy(&header, (const char *)message->control + at, HEADER);
    if (header.cmsg_len < HEADER)
        return 0;
    size_t room = end - at - HEADER, size = (size_t)header.cmsg_len - HEADER;
    item->level = header.cmsg_level;
    item->type = header.cmsg_type;
    item->data = (const char *)message->control + at + HEADER;
    item->size = size < room ? size : room;
    item->flags = size > room ? SOCKFAM_CONTROL_CLIPPED : 0;
    memset(item->reserved, 0, sizeof(item->reserved));
    item->offset = size > room || PADDED(size) > room ? end : at + HEADER + PADDED(size);
    return 1;
}

void sockfam_message_close_fds(const struct sockfam_context *ctx, const struct sockfam_message *message)
{
    struct sockfam_control_item item = { 0 };
    while (sockfam_control_next(message, &item)) {
        if (item.level != SOL_SOCKET || item.type != SCM_RIGHTS)
            continue;
        for (size_t i = 0; i + sizeof(int) <= item.size; i += sizeof(int)) {
            int fd;
            memcpy(&fd, (const char *)item.data + i, sizeof(fd));
            ctx->sys->close(fd);
        }
    }
}

int sockfam_control_put_credentials(struct sockfam_control *control, int32_t pid, uint32_t uid, uint32_t gid,
                                    struct sockfam_error *error)
{
    const struct ucred credentials = { pid, uid, gid };
    return sockfam_control_put(control, SOL_SOCKET, SCM_CREDENTIALS, &credentials, sizeof(credentials), error);
}
