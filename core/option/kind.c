/* SPDX-License-Identifier: MIT */
/* The list of kinds, and what several of them share. */
#include "core/option/kind.h"

#include <string.h>
#include <strings.h>

#include "core/address/call.h"

static const struct sf_option_kind *const kinds[] = {
    [SOCKFAM_OPTION_INT] = &sf_option_int,
    [SOCKFAM_OPTION_BOOL] = &sf_option_bool,
    [SOCKFAM_OPTION_U8] = &sf_option_u8,
    [SOCKFAM_OPTION_U16] = &sf_option_u16,
    [SOCKFAM_OPTION_U32] = &sf_option_u32,
    [SOCKFAM_OPTION_U64] = &sf_option_u64,
    [SOCKFAM_OPTION_LINGER] = &sf_option_linger,
    [SOCKFAM_OPTION_TIMEVAL] = &sf_option_timeval,
    [SOCKFAM_OPTION_TIMESPEC] = &sf_option_timespec,
    [SOCKFAM_OPTION_TEXT] = &sf_option_text,
    [SOCKFAM_OPTION_BYTES] = &sf_option_bytes,
    [SOCKFAM_OPTION_COUNTED] = &sf_option_counted,
    [SOCKFAM_OPTION_FDS] = &sf_option_fds,
    [SOCKFAM_OPTION_STRUCT] = &sf_option_struct,
    [SOCKFAM_OPTION_ADDRESS] = &sf_option_address,
    [SOCKFAM_OPTION_LENGTH] = &sf_option_length,
};

const struct sf_option_kind *sf_option_kind_of(uint32_t number)
{
    return number < sizeof(kinds) / sizeof(kinds[0]) ? kinds[number] : NULL;
}

const char *sockfam_option_kind_name(uint32_t kind)
{
    const struct sf_option_kind *object = sf_option_kind_of(kind);
    return object ? object->name : NULL;
}

/* ------------------------------------------------------------------ reading */

int sf_option_bad_text(const struct sf_option_call *call, struct sockfam_span text, const char *right)
{
    return sf_fail_reason(call->error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_SYNTAX, call->row->name,
                          "%s: \"%.*s\" is not %s", call->row->name, SF_SHOWN(text), right);
}

int sf_option_too_large(const struct sf_option_call *call, const char *range)
{
    return sf_fail_reason(call->error, SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_RANGE, call->row->name,
                          "%s: the value is not within %s", call->row->name, range);
}

int sf_option_put(const struct sf_option_call *call, const void *bytes, size_t size)
{
    struct sf_option_value *out = call->out;
    if (size > sizeof(out->bytes) - out->length)
        return sf_option_too_large(call, "1024 bytes");
    if (size)
        memcpy(out->bytes + out->length, bytes, size);
    out->length += size;
    return 0;
}

bool sf_option_is_word(struct sockfam_span text, const char *word)
{
    return text.size == strlen(word) && strncasecmp(word, text.data, text.size) == 0;
}

struct sockfam_span sf_option_next(struct sockfam_span *text, char separator)
{
    const char *end = text->size ? memchr(text->data, separator, text->size) : NULL;
    size_t size = end ? (size_t)(end - text->data) : text->size;
    struct sockfam_span part = { text->data, size };
    text->data += end ? size + 1 : size;
    text->size -= end ? size + 1 : size;
    return part;
}

/* ------------------------------------------------------------------ printing */

void sf_option_add(struct sf_option_text *out, const char *text, size_t size)
{
    size_t room = out->used < out->size ? out->size - out->used : 0;
    if (size && room)
        memcpy(out->text + out->used, text, size < room ? size : room);
    out->used += size;
}

void sf_option_add_number(struct sf_option_text *out, uint64_t number)
{
    char digits[20];
    sf_option_add(out, digits, (size_t)(sf_print_decimal(digits, number) - digits));
}

void sf_option_add_signed(struct sf_option_text *out, int64_t number)
{
    if (number < 0)
        sf_option_add(out, "-", 1);
    sf_option_add_number(out, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

void sf_option_add_hex(struct sf_option_text *out, const uint8_t *bytes, size_t length)
{
    char digits[2];
    for (size_t i = 0; i < length; i++) {
        sf_print_bytes(digits, bytes + i, 1);
        sf_option_add(out, digits, 2);
    }
}
