/* SPDX-License-Identifier: MIT */
/*
 * Reading values: each kind has one reader from text, and integers and bytes go in directly. Lists ("1,0,0") are taken
 * apart at commas; integers may be names of constants of the context.
 */
#include <stdio.h>
#include <string.h>
#include <sys/time.h>

#include "core/address/ip.h"
#include "core/base/number.h"
#include "core/socket/value.h"

struct reader {
    const struct sockfam_context *ctx;
    const struct sockfam_option_row *row;
    struct sf_option_value *out;
    struct sockfam_error *error;
};

#define SHOWN(span) (int)((span).size < 80 ? (span).size : 80), (span).data

static int bad_text(const struct reader *reader, struct sockfam_span text, const char *right)
{
    return sf_fail(reader->error, SOCKFAM_ERROR_VALUE, 0, "%s: \"%.*s\" is not %s", reader->row->name, SHOWN(text),
                   right);
}

static int too_many_parts(const struct reader *reader, struct sockfam_span text)
{
    return sf_fail(reader->error, SOCKFAM_ERROR_VALUE, 0, "%s: \"%.*s\" has too many parts", reader->row->name,
                   SHOWN(text));
}

static int too_large(const struct reader *reader, const char *range)
{
    return sf_fail(reader->error, SOCKFAM_ERROR_OVERFLOW, 0, "%s: the value is not within %s", reader->row->name,
                   range);
}

static int put(const struct reader *reader, const void *bytes, size_t size)
{
    if (size > sizeof(reader->out->bytes) - reader->out->length)
        return too_large(reader, "1024 bytes");
    if (size)
        memcpy(reader->out->bytes + reader->out->length, bytes, size);
    reader->out->length += size;
    return 0;
}

/* ------------------------------------------------------------------ integers */

size_t sf_option_integer_size(const struct sockfam_option_row *row)
{
    switch (row->kind) {
    case SOCKFAM_OPTION_U8:
        return 1;
    case SOCKFAM_OPTION_INT:
    case SOCKFAM_OPTION_BOOL:
    case SOCKFAM_OPTION_U32:
        return 4;
    case SOCKFAM_OPTION_U64:
        return 8;
    default:
        return 0;
    }
}

static int put_integer(const struct reader *reader, uint64_t number, bool is_negative)
{
    uint16_t kind = reader->row->kind;
    uint64_t value = is_negative ? 0 - number : number;
    uint8_t u8 = (uint8_t)value;
    uint32_t u32 = (uint32_t)value;
    if (is_negative && number != 0 && kind != SOCKFAM_OPTION_INT)
        return too_large(reader, "the numbers from 0");
    if (kind == SOCKFAM_OPTION_INT && number > (uint64_t)INT32_MAX + is_negative)
        return too_large(reader, "an int of 32 bits");
    if (kind == SOCKFAM_OPTION_BOOL && number > 1)
        return too_large(reader, "0 and 1");
    if (kind == SOCKFAM_OPTION_U32 && number > UINT32_MAX)
        return too_large(reader, "32 bits");
    if (kind == SOCKFAM_OPTION_U8)
        return number > UINT8_MAX ? too_large(reader, "8 bits") : put(reader, &u8, 1);
    return kind == SOCKFAM_OPTION_U64 ? put(reader, &value, 8) : put(reader, &u32, 4);
}

static bool is_text(struct sockfam_span text, const char *word)
{
    return text.size == strlen(word) && strncasecmp(text.data, word, text.size) == 0;
}

/* 0 and the number, or -EINVAL without an error text. */
static int read_number(const struct reader *reader, struct sockfam_span text, uint64_t *number, bool *is_negative)
{
    char name[64];
    if (sf_read_number(text.data, text.size, number, is_negative) == SF_NUMBER_OK)
        return 0;
    if (text.size >= sizeof(name))
        return -EINVAL;
    memcpy(name, text.data, text.size);
    name[text.size] = '\0';
    const struct sockfam_constant *constant = sockfam_constant_find(reader->ctx, name);
    if (!constant || constant->kind != SOCKFAM_CONSTANT_NUMBER)
        return -EINVAL;
    *is_negative = constant->value < 0;
    *number = *is_negative ? 0 - (uint64_t)constant->value : (uint64_t)constant->value;
    return 0;
}

static int read_integer(const struct reader *reader, struct sockfam_span text)
{
    uint64_t number;
    bool is_negative;
    if (reader->row->kind == SOCKFAM_OPTION_BOOL) {
        if (is_text(text, "on") || is_text(text, "true") || is_text(text, "yes"))
            return put_integer(reader, 1, false);
        if (is_text(text, "off") || is_text(text, "false") || is_text(text, "no"))
            return put_integer(reader, 0, false);
    }
    if (read_number(reader, text, &number, &is_negative) < 0)
        return bad_text(reader, text, "a number (decimal or 0x) or a constant");
    return put_integer(reader, number, is_negative);
}

/* ------------------------------------------------------------------ times */

/* "1.5" into seconds and nanoseconds. */
static int read_seconds(const struct reader *reader, struct sockfam_span text, uint64_t *seconds, uint32_t *nanoseconds)
{
    const char *end = text.data + text.size;
    const char *p = sf_read_decimal(text.data, end, seconds);
    uint32_t unit = 100000000;
    *nanoseconds = 0;
    if (p && p < end && *p == '.')
        for (p++; p < end && *p >= '0' && *p <= '9'; p++, unit /= 10)
            *nanoseconds += (uint32_t)(*p - '0') * unit;
    if (!p || p != end)
        return bad_text(reader, text, "a number of seconds, such as 1.5");
    return *seconds > INT32_MAX ? too_large(reader, "2147483647 seconds") : 0;
}

static int read_time(const struct reader *reader, struct sockfam_span text)
{
    uint64_t seconds = 0;
    uint32_t nanoseconds = 0;
    int result = read_seconds(reader, text, &seconds, &nanoseconds);
    if (result < 0)
        return result;
    const struct timespec nano = { (time_t)seconds, (long)nanoseconds };
    const struct timeval micro = { (time_t)seconds, (suseconds_t)(nanoseconds / 1000) };
    return reader->row->kind == SOCKFAM_OPTION_TIMEVAL ? put(reader, &micro, sizeof(micro))
                                                       : put(reader, &nano, sizeof(nano));
}

static int read_linger(const struct reader *reader, struct sockfam_span text)
{
    struct linger linger = { 0, 0 };
    uint64_t seconds = 0;
    const char *end = text.data + text.size;
    if (!is_text(text, "off")) {
        if (sf_read_decimal(text.data, end, &seconds) != end)
            return bad_text(reader, text, "\"off\" or a number of seconds");
        if (seconds > INT32_MAX)
            return too_large(reader, "2147483647 seconds");
        linger = (struct linger){ 1, (int)seconds };
    }
    return put(reader, &linger, sizeof(linger));
}

/* ------------------------------------------------------------------ bytes and lists */

static int read_hex(const struct reader *reader, struct sockfam_span text)
{
    if (text.size % 2)
        return bad_text(reader, text, "hexadecimal bytes");
    for (size_t i = 0; i < text.size; i += 2) {
        int high = sf_hex_value(text.data[i]), low = sf_hex_value(text.data[i + 1]);
        if (high < 0 || low < 0)
            return bad_text(reader, text, "hexadecimal bytes");
        uint8_t byte = (uint8_t)(high << 4 | low);
        int result = put(reader, &byte, 1);
        if (result < 0)
            return result;
    }
    return 0;
}

/* Cuts the part up to the next comma off. */
static struct sockfam_span next_part(struct sockfam_span *text)
{
    const char *comma = text->size ? memchr(text->data, ',', text->size) : NULL;
    size_t size = comma ? (size_t)(comma - text->data) : text->size;
    struct sockfam_span part = { text->data, size };
    text->data += comma ? size + 1 : size;
    text->size -= comma ? size + 1 : size;
    return part;
}

/* Integers of 4 bytes; exactly `count` of them, or any number if that is 0. */
static int read_list(const struct reader *reader, struct sockfam_span text, size_t count)
{
    struct sockfam_span rest = text;
    size_t done = 0;
    while (rest.size > 0) {
        struct sockfam_span part = next_part(&rest);
        uint64_t number;
        bool is_negative;
        if (sf_read_number(part.data, part.size, &number, &is_negative) != SF_NUMBER_OK || number > UINT32_MAX)
            return bad_text(reader, text, "a list of numbers");
        uint32_t value = is_negative ? 0 - (uint32_t)number : (uint32_t)number;
        int result = put(reader, &value, 4);
        if (result < 0)
            return result;
        done++;
    }
    return count && done != count ? bad_text(reader, text, "a list of as many numbers as this has") : 0;
}

static int put_interface(const struct reader *reader, struct sockfam_span text)
{
    char name[32];
    uint64_t index = 0;
    if (text.size > 1 && text.data[0] == '#') {
        const char *end = text.data + text.size;
        if (sf_read_decimal(text.data + 1, end, &index) != end || index > UINT32_MAX)
            return bad_text(reader, text, "an interface: a name or #index");
    } else if (text.size > 0) {
        snprintf(name, sizeof(name), "%.*s", SHOWN(text));
        index = reader->ctx->sys->if_nametoindex(name);
        if (index == 0)
            return sf_fail(reader->error, SOCKFAM_ERROR_OS, ENODEV, "%s: unknown interface \"%.*s\"",
                           reader->row->name, SHOWN(text));
    }
    uint32_t value = (uint32_t)index;
    return put(reader, &value, 4);
}

static int put_ip(const struct reader *reader, struct sockfam_span text, size_t size)
{
    uint8_t bytes[16] = { 0 };
    const char *end = text.data + text.size;
    if (text.size > 0 && (size == 4 ? sf_ipv4_read(text.data, end, bytes) : sf_ipv6_read(text.data, end, bytes)) != end)
        return bad_text(reader, text, "an IP address of this kind");
    return put(reader, bytes, size);
}

static int read_packet(const struct reader *reader, struct sockfam_span text)
{
    struct sockfam_span rest = text;
    bool is_short = reader->row->kind == SOCKFAM_OPTION_PACKET4;
    struct sockfam_span first = next_part(&rest), second = next_part(&rest);
    int result = is_short ? put_interface(reader, first) : put_ip(reader, first, 16);
    if (result == 0)
        result = is_short ? put_ip(reader, second, 4) : put_interface(reader, second);
    if (result == 0 && is_short)
        result = put_ip(reader, next_part(&rest), 4);
    return result == 0 && rest.size > 0 ? too_many_parts(reader, text) : result;
}

static int put_bytes(const struct reader *reader, const void *bytes, size_t size)
{
    uint32_t count = (uint32_t)size;
    const struct sockfam_option_row *row = reader->row;
    bool has_size =
        row->kind == SOCKFAM_OPTION_TEXT || row->kind == SOCKFAM_OPTION_BYTES || row->kind == SOCKFAM_OPTION_COUNTED;
    if (has_size && size > row->size)
        return sf_fail_reason(reader->error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_TOO_LONG, row->name,
                              "%s: %zu bytes; at most %u are possible", row->name, size, row->size);
    int result = row->kind == SOCKFAM_OPTION_COUNTED ? put(reader, &count, 4) : 0;
    return result < 0 ? result : put(reader, bytes, size);
}

static int read_text(const struct reader *reader, struct sockfam_span text)
{
    struct sf_option_value hex = { .length = 0 };
    const struct reader inner = { reader->ctx, reader->row, &hex, reader->error };
    int result;
    switch ((enum sockfam_option_kind)reader->row->kind) {
    case SOCKFAM_OPTION_LINGER:
        return read_linger(reader, text);
    case SOCKFAM_OPTION_TIMEVAL:
    case SOCKFAM_OPTION_TIMESPEC:
        return read_time(reader, text);
    case SOCKFAM_OPTION_TEXT:
        return put_bytes(reader, text.data, text.size);
    case SOCKFAM_OPTION_BYTES:
    case SOCKFAM_OPTION_COUNTED:
        result = read_hex(&inner, text);
        return result < 0 ? result : put_bytes(reader, hex.bytes, hex.length);
    case SOCKFAM_OPTION_FDS:
        return read_list(reader, text, 0);
    case SOCKFAM_OPTION_CREDENTIALS:
        return read_list(reader, text, 3);
    case SOCKFAM_OPTION_PACKET4:
    case SOCKFAM_OPTION_PACKET6:
        return read_packet(reader, text);
    default:
        return read_integer(reader, text);
    }
}

int sf_option_read(const struct sockfam_context *ctx, const struct sockfam_option_row *row,
                   const struct sockfam_value *value, struct sf_option_value *out, struct sockfam_error *error)
{
    const struct reader reader = { ctx, row, out, error };
    out->length = 0;
    switch (value->kind) {
    case SOCKFAM_VALUE_TEXT:
        return read_text(&reader, value->span);
    case SOCKFAM_VALUE_BYTES:
        return put_bytes(&reader, value->span.data, value->span.size);
    case SOCKFAM_VALUE_UINT:
    case SOCKFAM_VALUE_SINT:
        break;
    default:
        return sf_fail(error, SOCKFAM_ERROR_TYPE, 0, "%s: a value is missing", row->name);
    }
    if (sf_option_integer_size(row) == 0)
        return sf_fail(error, SOCKFAM_ERROR_TYPE, 0, "%s: the value must be text or bytes, not an integer", row->name);
    bool is_negative = value->kind == SOCKFAM_VALUE_SINT && value->s < 0;
    return put_integer(&reader, is_negative ? 0 - value->u : value->u, is_negative);
}
