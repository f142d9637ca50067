/* SPDX-License-Identifier: MIT */
/*
 * Integers, all by one reader and one printer: the object says how many bytes there are and what is the most. In text a
 * number, or the name of a constant. LENGTH is one that has no bytes.
 */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "core/option/kind.h"

#define FLAGS (SOCKFAM_OPTION_BE | SOCKFAM_OPTION_ARRAY)

static const struct sf_option_kind *kind_of(const struct sockfam_option_row *row)
{
    return sf_option_kind_of(row->kind);
}

/* Swaps against the host's order where the row is BE. */
static uint64_t in_order(const struct sockfam_option_row *row, uint64_t value)
{
    bool is_little = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
    if (!(row->flags & SOCKFAM_OPTION_BE) || !is_little)
        return value;
    return __builtin_bswap64(value) >> (64 - 8 * kind_of(row)->size);
}

static int put_bits(const struct sf_option_call *call, uint64_t value)
{
    size_t size = kind_of(call->row)->size;
    uint8_t bytes[8];
    value = in_order(call->row, value);
    for (size_t i = 0; i < size; i++) {
        size_t shift = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? 8 * i : 8 * (size - 1 - i);
        bytes[i] = (uint8_t)(value >> shift);
    }
    return sf_option_put(call, bytes, size);
}

static int out_of_range(const struct sf_option_call *call)
{
    const struct sf_option_kind *kind = kind_of(call->row);
    return sf_fail_reason(call->error, SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_RANGE, call->row->name,
                          "%s: the number is not within %lld to %llu", call->row->name,
                          kind->traits & SF_OPTION_SIGNED ? -(long long)kind->max - 1 : 0LL,
                          (unsigned long long)kind->max);
}

int sf_option_put_number(const struct sf_option_call *call, uint64_t number, bool is_negative)
{
    const struct sf_option_kind *kind = kind_of(call->row);
    bool may_be_negative = kind->traits & SF_OPTION_SIGNED;
    if (is_negative && number != 0 && !may_be_negative)
        return out_of_range(call);
    if (number > kind->max + (is_negative && may_be_negative))
        return out_of_range(call);
    if (!(kind->traits & SF_OPTION_NO_BYTES))
        return put_bits(call, is_negative ? 0 - number : number);
    call->out->is_length_only = true;
    call->out->length = (size_t)number;
    return 0;
}

static int64_t load(const struct sockfam_option_row *row, const uint8_t *bytes)
{
    const struct sf_option_kind *kind = kind_of(row);
    uint64_t value = 0;
    for (size_t i = 0; i < kind->size; i++) {
        size_t shift = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? 8 * i : 8 * (kind->size - 1 - i);
        value |= (uint64_t)bytes[i] << shift;
    }
    value = in_order(row, value);
    return kind->traits & SF_OPTION_SIGNED ? (int32_t)value : (int64_t)value;
}

/* 0 and the number, or -EINVAL without an error text. */
static int read_number(const struct sf_option_call *call, struct sockfam_span text, uint64_t *number, bool *is_negative)
{
    char name[64];
    if (sf_read_number(text.data, text.size, number, is_negative) == SF_NUMBER_OK)
        return 0;
    if (text.size >= sizeof(name))
        return -EINVAL;
    if (text.size)
        memcpy(name, text.data, text.size);
    name[text.size] = '\0';
    const struct sockfam_constant *constant = sockfam_constant_find(call->ctx, name);
    if (!constant || constant->kind != SOCKFAM_CONSTANT_NUMBER)
        return -EINVAL;
    *is_negative = constant->value < 0;
    *number = *is_negative ? 0 - (uint64_t)constant->value : (uint64_t)constant->value;
    return 0;
}

static int read_integer(const struct sf_option_call *call, struct sockfam_span text)
{
    uint64_t number;
    bool is_negative;
    if (read_number(call, text, &number, &is_negative) < 0)
        return sf_option_bad_text(call, text, "a number (decimal or 0x) or a constant");
    return sf_option_put_number(call, number, is_negative);
}

static int read_bool(const struct sf_option_call *call, struct sockfam_span text)
{
    static const char *const on[] = { "on", "true", "yes" }, *const off[] = { "off", "false", "no" };
    for (size_t i = 0; i < sizeof(on) / sizeof(on[0]); i++) {
        if (sf_option_is_word(text, on[i]))
            return sf_option_put_number(call, 1, false);
        if (sf_option_is_word(text, off[i]))
            return sf_option_put_number(call, 0, false);
    }
    return read_integer(call, text);
}

static bool print(struct sf_option_text *out, const uint8_t *bytes, size_t length)
{
    (void)length;
    int64_t value = load(out->row, bytes);
    if (kind_of(out->row)->traits & SF_OPTION_SIGNED)
        sf_option_add_signed(out, value);
    else
        sf_option_add_number(out, (uint64_t)value);
    return true;
}

/* A BOOL may be another number when the kernel says it. */
static bool print_bool(struct sf_option_text *out, const uint8_t *bytes, size_t length)
{
    (void)length;
    sf_option_add_signed(out, (int32_t)load(out->row, bytes));
    return true;
}

#define INTEGER(kind_name, bytes, most, more_traits)                                                                   \
    {                                                                                                                  \
        .name = kind_name, .size = bytes, .flags = FLAGS, .traits = more_traits, .max = most, .read = read_integer,    \
        .print = print                                                                                                 \
    }

const struct sf_option_kind sf_option_int = INTEGER("INT", 4, INT32_MAX, SF_OPTION_SIGNED);
const struct sf_option_kind sf_option_u8 = INTEGER("U8", 1, UINT8_MAX, 0);
const struct sf_option_kind sf_option_u16 = INTEGER("U16", 2, UINT16_MAX, 0);
const struct sf_option_kind sf_option_u32 = INTEGER("U32", 4, UINT32_MAX, 0);
const struct sf_option_kind sf_option_u64 = INTEGER("U64", 8, UINT64_MAX, 0);

const struct sf_option_kind sf_option_bool = {
    .name = "BOOL",
    .size = 4,
    .flags = SOCKFAM_OPTION_SINGLE_STACK,
    .max = 1,
    .read = read_bool,
    .print = print_bool,
};

static bool print_nothing(struct sf_option_text *out, const uint8_t *bytes, size_t length)
{
    (void)out;
    (void)bytes;
    (void)length;
    return false;
}

static int refuse_bytes(const struct sf_option_call *call, struct sockfam_span bytes)
{
    (void)bytes;
    return sf_fail_reason(call->error, SOCKFAM_ERROR_TYPE, 0, SOCKFAM_REASON_WRONG_KIND, call->row->name,
                          "%s: the value is a number, not bytes", call->row->name);
}

const struct sf_option_kind sf_option_length = {
    .name = "LENGTH",
    .traits = SF_OPTION_NO_BYTES,
    .max = INT32_MAX,
    .read = read_integer,
    .put_bytes = refuse_bytes,
    .print = print_nothing,
};
