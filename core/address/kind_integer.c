/* SPDX-License-Identifier: MIT */
/* UINT and SINT: an integer of 1, 2, 4 or 8 bytes. In text a number or a word of the field's set. */
#include "core/address/kind.h"

#include "core/base/number.h"

#define SIZES (1u << 1 | 1u << 2 | 1u << 4 | 1u << 8)
#define FLAGS (SOCKFAM_FIELD_BE | SOCKFAM_FIELD_LE | SOCKFAM_FIELD_HEX | SOCKFAM_FIELD_NONZERO | SOCKFAM_FIELD_FIXED)

static uint64_t most_unsigned(const struct sockfam_field_row *row)
{
    return row->size >= 8 ? UINT64_MAX : (UINT64_C(1) << 8 * row->size) - 1;
}

static uint64_t most_signed(const struct sockfam_field_row *row)
{
    return (UINT64_C(1) << (8 * row->size - 1)) - 1;
}

static size_t text_room(const struct sf_op *op)
{
    size_t word = sf_word_room(op);
    return word > 20 ? word : 20;
}

/* ------------------------------------------------------------------ into the sockaddr */

static bool fits(const struct sf_op *op, uint64_t number, bool negative)
{
    if (!negative || number == 0)
        return number <= op->max && (op->min <= 0 || number >= (uint64_t)op->min);
    return op->min < 0 && number <= (uint64_t)-(op->min + 1) + 1;
}

static int out_of_range(struct sf_call *call, const struct sf_op *op, const char *sign, const char *shown)
{
    if (op->kind->traits & SF_KIND_SIGNED)
        return sf_call_fail(call, op, SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_RANGE,
                            "%s must be %lld to %lld, and %s%s is not", op->row->name, (long long)op->min,
                            (long long)op->max, sign, shown);
    return sf_call_fail(call, op, SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_RANGE,
                        "%s must be %lld to %llu, and %s%s is not", op->row->name, (long long)op->min,
                        (unsigned long long)op->max, sign, shown);
}

int sf_put_number(struct sf_call *call, const struct sf_op *op, uint64_t number, bool negative)
{
    if (!fits(op, number, negative)) {
        char digits[24];
        *sf_print_decimal(digits, number) = '\0';
        return out_of_range(call, op, negative ? "-" : "", digits);
    }
    if ((op->flags & SOCKFAM_FIELD_NONZERO) && number == 0 && !(op->kind->traits & SF_KIND_NAMES))
        return sf_call_fail(call, op, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_RANGE, "%s must not be 0", op->row->name);
    sf_store(op, call->bytes, negative ? (uint64_t)0 - number : number);
    return 0;
}

int sf_put_integer(struct sf_call *call, const struct sf_op *op, const struct sockfam_value *value)
{
    if (value->kind == SOCKFAM_VALUE_UINT)
        return sf_put_number(call, op, value->u, false);
    if (value->kind == SOCKFAM_VALUE_SINT)
        return sf_put_number(call, op, value->s < 0 ? (uint64_t)0 - (uint64_t)value->s : (uint64_t)value->s,
                             value->s < 0);
    return sf_wrong_kind(call, op, "an integer");
}

static int not_a_number(struct sf_call *call, const struct sf_op *op, struct sockfam_span text, enum sf_number problem)
{
    char words[160], shown[88];
    if (problem == SF_NUMBER_OCTAL)
        return sf_call_fail(call, op, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_SYNTAX,
                            "%s \"%.*s\" begins with 0; write it without, or as 0x.. if it is hexadecimal",
                            op->row->name, SF_SHOWN(text));
    if (problem == SF_NUMBER_HUGE) {
        memcpy(shown, text.data, text.size < 80 ? text.size : 80);
        shown[text.size < 80 ? text.size : 80] = '\0';
        return out_of_range(call, op, "", shown);
    }
    return sf_call_fail(call, op, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_SYNTAX,
                        "%s must be a number%s, and \"%.*s\" is not", op->row->name,
                        sf_word_list(op, words, sizeof(words)), SF_SHOWN(text));
}

int sf_read_integer(struct sf_call *call, const struct sf_op *op, struct sockfam_span text)
{
    uint64_t number;
    bool negative;
    enum sf_number read = sf_read_number(text.data, text.size, &number, &negative);
    if (read == SF_NUMBER_OK)
        return sf_put_number(call, op, number, negative);
    const struct sockfam_constant *word = sf_word_find(op, text);
    if (!word || word->kind != SOCKFAM_CONSTANT_NUMBER)
        return not_a_number(call, op, text, read);
    const struct sockfam_value value = sockfam_value_sint(word->value);
    return sf_put_integer(call, op, &value);
}

/* ------------------------------------------------------------------ and back */

static void get_unsigned(const struct sf_call *call, const struct sf_op *op, struct sockfam_value *value,
                         char **scratch)
{
    (void)scratch;
    *value = sockfam_value_uint(sf_load(op, call->bytes));
}

static void get_signed(const struct sf_call *call, const struct sf_op *op, struct sockfam_value *value, char **scratch)
{
    (void)scratch;
    *value = sockfam_value_sint(sf_signed(op, sf_load(op, call->bytes)));
}

static char *print(const struct sf_call *call, const struct sf_op *op, char *out)
{
    uint64_t number = sf_load(op, call->bytes);
    int64_t as_signed = op->kind->traits & SF_KIND_SIGNED ? sf_signed(op, number) : (int64_t)number;
    if ((call->flags & SOCKFAM_DISPLAY) && (op->flags & SOCKFAM_FIELD_WORD)) {
        const struct sockfam_constant *word = sf_word_of_number(op, as_signed);
        if (word)
            return sf_word_print(out, word);
    }
    if (op->kind->traits & SF_KIND_SIGNED && as_signed < 0) {
        *out++ = '-';
        number = (uint64_t)0 - (uint64_t)as_signed;
    }
    return op->flags & SOCKFAM_FIELD_HEX ? sf_print_hex(out, number) : sf_print_decimal(out, number);
}

const struct sf_kind sf_kind_uint = {
    .name = "UINT",
    .sizes = SIZES,
    .flags = FLAGS,
    .traits = SF_KIND_INTEGER,
    .usual = SF_USUAL_NUMBER,
    .most = most_unsigned,
    .text_room = text_room,
    .read = sf_read_integer,
    .put = sf_put_integer,
    .get = get_unsigned,
    .print = print,
};

const struct sf_kind sf_kind_sint = {
    .name = "SINT",
    .sizes = SIZES,
    .flags = FLAGS,
    .traits = SF_KIND_INTEGER | SF_KIND_SIGNED,
    .most = most_signed,
    .text_room = text_room,
    .read = sf_read_integer,
    .put = sf_put_integer,
    .get = get_signed,
    .print = print,
};
