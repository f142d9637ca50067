/* SPDX-License-Identifier: MIT */
/* FDS: descriptors, as many as there are. */
#include <string.h>

#include "core/option/kind.h"

#define FDS_MAX 64 /* that text may give */

static int read_fds(const struct sf_option_call *call, struct sockfam_span text)
{
    struct sockfam_span rest = text;
    for (size_t count = 0; rest.size > 0; count++) {
        struct sockfam_span part = sf_option_next(&rest, ',');
        uint64_t number;
        bool is_negative;
        if (count == FDS_MAX)
            return sf_option_too_large(call, "64 descriptors");
        if (sf_read_number(part.data, part.size, &number, &is_negative) != SF_NUMBER_OK || number > INT32_MAX)
            return sf_option_bad_text(call, text, "a list of descriptors, such as 5,6");
        const int32_t fd = is_negative ? -(int32_t)number : (int32_t)number;
        int result = sf_option_put(call, &fd, sizeof(fd));
        if (result < 0)
            return result;
    }
    return 0;
}

static bool print_fds(struct sf_option_text *out, const uint8_t *bytes, size_t length)
{
    int32_t fd;
    if (length % sizeof(fd))
        return false;
    for (size_t i = 0; i < length; i += sizeof(fd)) {
        memcpy(&fd, bytes + i, sizeof(fd));
        if (i)
            sf_option_add(out, ",", 1);
        sf_option_add_signed(out, fd);
    }
    return true;
}

const struct sf_option_kind sf_option_fds = {
    .name = "FDS",
    .read = read_fds,
    .print = print_fds,
};
