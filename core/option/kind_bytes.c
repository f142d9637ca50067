/* SPDX-License-Identifier: MIT */
/* Text, bytes, and bytes behind their number: as many as there are, at most as many as the row says. */
#include <string.h>

#include "core/option/kind.h"

static int check_size(const struct sf_option_call *call, size_t size)
{
    const struct sockfam_option_row *row = call->row;
    if (size <= row->size)
        return 0;
    return sf_fail_reason(call->error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_TOO_LONG, row->name,
                          "%s: %zu bytes; at most %u are possible", row->name, size, row->size);
}

static int put_bytes(const struct sf_option_call *call, struct sockfam_span bytes)
{
    int result = check_size(call, bytes.size);
    return result < 0 ? result : sf_option_put(call, bytes.data, bytes.size);
}

static int put_counted(const struct sf_option_call *call, struct sockfam_span bytes)
{
    uint32_t count = (uint32_t)bytes.size;
    int result = check_size(call, bytes.size);
    if (result == 0)
        result = sf_option_put(call, &count, sizeof(count));
    return result < 0 ? result : sf_option_put(call, bytes.data, bytes.size);
}

/* Hexadecimal digits into `bytes` of SF_OPTION_MAX. */
static int read_hex(const struct sf_option_call *call, struct sockfam_span text, char *bytes)
{
    if (text.size % 2)
        return sf_option_bad_text(call, text, "hexadecimal bytes");
    if (text.size / 2 > SF_OPTION_MAX)
        return sf_option_too_large(call, "1024 bytes");
    for (size_t i = 0; i < text.size; i += 2) {
        int byte = sf_hex_pair(text.data + i);
        if (byte < 0)
            return sf_option_bad_text(call, text, "hexadecimal bytes");
        bytes[i / 2] = (char)byte;
    }
    return 0;
}

static int read_bytes(const struct sf_option_call *call, struct sockfam_span text)
{
    char bytes[SF_OPTION_MAX];
    int result = read_hex(call, text, bytes);
    return result < 0 ? result : put_bytes(call, (struct sockfam_span){ bytes, text.size / 2 });
}

static int read_counted(const struct sf_option_call *call, struct sockfam_span text)
{
    char bytes[SF_OPTION_MAX];
    int result = read_hex(call, text, bytes);
    return result < 0 ? result : put_counted(call, (struct sockfam_span){ bytes, text.size / 2 });
}

static bool print_text(struct sf_option_text *out, const uint8_t *bytes, size_t length)
{
    sf_option_add(out, (const char *)bytes, strnlen((const char *)bytes, length));
    return true;
}

static bool print_bytes(struct sf_option_text *out, const uint8_t *bytes, size_t length)
{
    sf_option_add_hex(out, bytes, length);
    return true;
}

static bool print_counted(struct sf_option_text *out, const uint8_t *bytes, size_t length)
{
    if (length < 4)
        return false;
    sf_option_add_hex(out, bytes + 4, length - 4);
    return true;
}

const struct sf_option_kind sf_option_text = {
    .name = "TEXT",
    .traits = SF_OPTION_SIZED,
    .read = put_bytes,
    .put_bytes = put_bytes,
    .print = print_text,
};

const struct sf_option_kind sf_option_bytes = {
    .name = "BYTES",
    .traits = SF_OPTION_SIZED,
    .read = read_bytes,
    .put_bytes = put_bytes,
    .print = print_bytes,
};

const struct sf_option_kind sf_option_counted = {
    .name = "COUNTED",
    .traits = SF_OPTION_SIZED,
    .read = read_counted,
    .put_bytes = put_counted,
    .print = print_counted,
};
