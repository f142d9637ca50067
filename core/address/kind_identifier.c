/* SPDX-License-Identifier: MIT */
/* BDADDR and GUID: identifiers with a text form of their own (identifier.h), or a word whose string is one. */
#include "core/address/kind.h"

#include "core/address/identifier.h"

static uint64_t most(const struct sockfam_field_row *row)
{
    return row->size;
}

static size_t text_room(const struct sf_op *op)
{
    size_t word = sf_word_room(op);
    return word > SF_GUID_TEXT ? word : SF_GUID_TEXT;
}

static bool read_literal(const struct sf_op *op, const char *text, size_t size, uint8_t *out)
{
    return op->kind == &sf_kind_guid ? sf_guid_read(text, size, out) : sf_bdaddr_read(text, size, out);
}

static char *print_literal(const struct sf_call *call, const struct sf_op *op, char *out)
{
    const uint8_t *bytes = call->bytes + op->at;
    return op->kind == &sf_kind_guid ? sf_guid_print(out, bytes) : sf_bdaddr_print(out, bytes);
}

static int put_text(struct sf_call *call, const struct sf_op *op, struct sockfam_span text)
{
    if (read_literal(op, text.data, text.size, call->bytes + op->at))
        return 0;
    return sf_call_fail(call, op, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_SYNTAX, "%s \"%.*s\" is not a %s",
                        op->row->name, SF_SHOWN(text),
                        op->kind == &sf_kind_guid ? "GUID: 8-4-4-4-12 hexadecimal digits with hyphens"
                                                  : "bluetooth address: six pairs of hexadecimal digits with colons");
}

static int put(struct sf_call *call, const struct sf_op *op, const struct sockfam_value *value)
{
    if (value->kind != SOCKFAM_VALUE_TEXT && value->kind != SOCKFAM_VALUE_BYTES)
        return sf_wrong_kind(call, op, "text");
    return put_text(call, op, value->span);
}

static int read_value(struct sf_call *call, const struct sf_op *op, struct sockfam_span text)
{
    if (read_literal(op, text.data, text.size, call->bytes + op->at)) /* no word looks like one */
        return 0;
    const struct sockfam_constant *word = sf_word_find(op, text);
    return put_text(call, op, word && word->text ? (struct sockfam_span){ word->text, strlen(word->text) } : text);
}

static void get(const struct sf_call *call, const struct sf_op *op, struct sockfam_value *value, char **scratch)
{
    char *begin = *scratch;
    *scratch = print_literal(call, op, begin);
    *value = sockfam_value_text(begin, (size_t)(*scratch - begin));
}

static const struct sockfam_constant *find_word(const struct sf_call *call, const struct sf_op *op)
{
    uint8_t bytes[16];
    for (uint32_t i = 0; i < op->word_count; i++) {
        const char *text = op->words[i]->text;
        if (text && read_literal(op, text, strlen(text), bytes) && memcmp(bytes, call->bytes + op->at, op->size) == 0)
            return op->words[i];
    }
    return NULL;
}

static char *print(const struct sf_call *call, const struct sf_op *op, char *out)
{
    bool wants_word = (call->flags & SOCKFAM_DISPLAY) && (op->flags & SOCKFAM_FIELD_WORD);
    const struct sockfam_constant *word = wants_word ? find_word(call, op) : NULL;
    return word ? sf_word_print(out, word) : print_literal(call, op, out);
}

const struct sf_kind sf_kind_bdaddr = {
    .name = "BDADDR",
    .sizes = 1u << 6,
    .traits = SF_KIND_COLONS,
    .most = most,
    .text_room = text_room,
    .read = read_value,
    .put = put,
    .get = get,
    .print = print,
};

const struct sf_kind sf_kind_guid = {
    .name = "GUID",
    .sizes = 1u << 16,
    .most = most,
    .text_room = text_room,
    .read = read_value,
    .put = put,
    .get = get,
    .print = print,
};
