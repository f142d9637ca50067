/* SPDX-License-Identifier: MIT */
/* Interfaces of the caller's network namespace. libc's list is copied into one allocation. */
#include <errno.h>
#include <inttypes.h>
#include <net/if.h>
#include <stdlib.h>
#include <string.h>

#include "core/resolve/resolve.h"

struct sockfam_interfaces {
    size_t count;
    struct sockfam_interface items[];
};

static int copy_list(const struct if_nameindex *from, struct sockfam_interfaces **made, struct sockfam_error *error)
{
    size_t count = 0;
    while (from[count].if_index != 0 || from[count].if_name)
        count++;
    struct sockfam_interfaces *list = calloc(1, sizeof(*list) + count * sizeof(list->items[0]));
    if (!list)
        return sf_no_memory(error);
    list->count = count;
    for (size_t i = 0; i < count; i++) {
        list->items[i].index = from[i].if_index;
        if (from[i].if_name)
            memcpy(list->items[i].name, from[i].if_name, strnlen(from[i].if_name, SOCKFAM_INTERFACE_SIZE - 1));
    }
    *made = list;
    return 0;
}

int sockfam_if_nameindex(const struct sockfam_context *ctx, struct sockfam_interfaces **list,
                         struct sockfam_error *error)
{
    sf_error_begin(error);
    struct if_nameindex *from = ctx->sys->if_nameindex();
    if (!from)
        return sf_fail_errno(error, errno == ENOBUFS ? ENOMEM : errno, "cannot list the interfaces");
    int result = copy_list(from, list, error);
    ctx->sys->if_freenameindex(from);
    return result;
}

const struct sockfam_interface *sockfam_interfaces_at(const struct sockfam_interfaces *list, size_t index)
{
    return index < list->count ? &list->items[index] : NULL;
}

size_t sockfam_interfaces_count(const struct sockfam_interfaces *list)
{
    return list->count;
}

void sockfam_interfaces_free(struct sockfam_interfaces *list)
{
    free(list);
}

int sockfam_if_nametoindex(const struct sockfam_context *ctx, const char *name, uint32_t *index,
                           struct sockfam_error *error)
{
    sf_error_begin(error);
    errno = 0;
    unsigned found = strlen(name) < SOCKFAM_INTERFACE_SIZE ? ctx->sys->if_nametoindex(name) : 0;
    if (found == 0)
        return sf_fail_errno(error, errno ? errno : ENODEV, "unknown interface \"%.80s\"", name);
    *index = found;
    return 0;
}

int sockfam_if_indextoname(const struct sockfam_context *ctx, int64_t index, char name[SOCKFAM_INTERFACE_SIZE],
                           struct sockfam_error *error)
{
    char found[IF_NAMESIZE] = "";
    sf_error_begin(error);
    if (index < 0)
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_RANGE, "index",
                              "an interface's index cannot be negative as %" PRId64 " is", index);
    if (index > UINT32_MAX)
        return sf_fail_reason(error, SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_RANGE, "index",
                              "an interface's index has 32 bits, and %" PRId64 " has more", index);
    errno = 0;
    if (!ctx->sys->if_indextoname((unsigned)index, found))
        return sf_fail_errno(error, errno ? errno : ENXIO, "no interface has index %" PRId64, index);
    memcpy(name, found, sizeof(found));
    return 0;
}
