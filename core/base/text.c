/* SPDX-License-Identifier: MIT */
/* Whole or not at all. */
#include "core/base/text.h"

#include <errno.h>
#include <string.h>

#include "core/base/error.h"

int sf_give_text(const char *text, size_t length, char *out, size_t size, size_t *need, struct sockfam_error *error)
{
    if (need)
        *need = length + 1;
    if (length >= size)
        return sf_fail(error, SOCKFAM_ERROR_OVERFLOW, ENOSPC, "the text takes %zu bytes, and there is room for %zu",
                       length + 1, size);
    memcpy(out, text, length);
    out[length] = '\0';
    return 0;
}
