/* SPDX-License-Identifier: MIT */
/*
 * Lists: what the flag LIST makes of a field whose kind has one size. Elements lie one behind another, their number at
 * len_at; in text they are joined by '+'. Each element is handed to its own kind as a field of its own.
 */
#include "core/address/kind.h"

static uint64_t most(const struct sockfam_field_row *row)
{
    return row->size;
}

static size_t count_of(const struct sf_call *call, const struct sf_op *op)
{
    return sf_counted(call, op, op->element_size);
}

static struct sf_op element_of(const struct sf_op *op, size_t index)
{
    struct sf_op element = *op;
    element.kind = op->element;
    element.at = (uint16_t)(op->at + index * op->element_size);
    element.size = op->element_size;
    element.flags &= ~(SOCKFAM_FIELD_LIST | SOCKFAM_FIELD_TAIL);
    element.len_at = 0;
    element.max = op->element_size;
    element.min = 0;
    return element;
}

/* Bytes of a kernel may have more elements than a user may give: as many as there is room for. */
static size_t text_room(const struct sf_op *op)
{
    const struct sf_op element = element_of(op, 0);
    size_t room = op->size / op->element_size, most_elements = op->max > room ? (size_t)op->max : room;
    return most_elements * (op->element->text_room(&element) + sizeof("+[]") - 1);
}

/* The '+' behind an element, not one inside braces; NULL: it is the last. */
static const char *find_plus(const struct sf_op *op, const char *p, const char *end)
{
    bool has_braces = op->element->traits & SF_KIND_BRACES;
    unsigned depth = 0;
    for (; p < end; p++) {
        if (*p == '+' && depth == 0)
            return p;
        depth += has_braces && *p == '{';
        depth -= depth > 0 && *p == '}';
    }
    return NULL;
}

/* Cuts the next element off the text, without the brackets it may stand in. *has_more: whether a '+' follows it. */
static struct sockfam_span next_part(const struct sf_op *op, struct sockfam_span *text, bool *has_more)
{
    const char *end = text->data + text->size;
    const char *plus = find_plus(op, text->data, end);
    *has_more = plus;
    struct sockfam_span part = SF_SPAN(text->data, plus ? plus : end);
    *text = plus ? SF_SPAN(plus + 1, end) : SF_SPAN(end, end);
    bool is_bracketed = part.size >= 2 && part.data[0] == '[' && part.data[part.size - 1] == ']';
    if (op->element->traits & SF_KIND_BRACKETS && is_bracketed)
        part = SF_SPAN(part.data + 1, part.data + part.size - 1);
    return part;
}

static int finish(struct sf_call *call, const struct sf_op *op, size_t count)
{
    size_t length = op->at + count * op->element_size;
    if (count < (size_t)op->min)
        return sf_call_fail(call, op, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_TOO_SHORT,
                            "%s needs %lld elements, not %zu", op->row->name, (long long)op->min, count);
    sf_store_at((enum sf_store)op->len_store, call->bytes + op->len_at, count);
    if (length > call->length)
        call->length = length;
    return 0;
}

static int too_many(struct sf_call *call, const struct sf_op *op)
{
    return sf_call_fail(call, op, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_TOO_LONG, "%s has at most %llu elements",
                        op->row->name, (unsigned long long)op->max);
}

static int empty_element(struct sf_call *call, const struct sf_op *op, const char *at)
{
    return sf_call_fail_at(call, op, at, SOCKFAM_REASON_SYNTAX, "an element of %s is empty; \"+\" stands between two",
                           op->row->name);
}

static int read_value(struct sf_call *call, const struct sf_op *op, struct sockfam_span text)
{
    size_t count = 0;
    bool has_more = text.size > 0;
    while (has_more) {
        if (count == op->max)
            return too_many(call, op);
        const struct sf_op element = element_of(op, count++);
        const char *begin = text.data;
        struct sockfam_span part = next_part(op, &text, &has_more);
        if (part.size == 0)
            return empty_element(call, op, begin);
        int result = sf_field_read(call, &element, part);
        if (result < 0)
            return result;
    }
    return finish(call, op, count);
}

static int put(struct sf_call *call, const struct sf_op *op, const struct sockfam_value *value)
{
    if (value->kind == SOCKFAM_VALUE_TEXT)
        return read_value(call, op, value->span);
    if (value->kind != SOCKFAM_VALUE_BYTES || value->span.size % op->element_size)
        return sf_wrong_kind(call, op, "text with \"+\" between elements, or the bytes of whole elements");
    size_t count = value->span.size / op->element_size;
    if (count > op->max)
        return too_many(call, op);
    if (count)
        memcpy(call->bytes + op->at, value->span.data, value->span.size);
    return finish(call, op, count);
}

static char *print(const struct sf_call *call, const struct sf_op *op, char *out)
{
    size_t count = count_of(call, op);
    for (size_t i = 0; i < count; i++) {
        const struct sf_op element = element_of(op, i);
        bool has_brackets = op->element->traits & SF_KIND_BRACKETS;
        if (i > 0)
            *out++ = '+';
        if (has_brackets)
            *out++ = '[';
        out = op->element->print(call, &element, out);
        if (has_brackets)
            *out++ = ']';
    }
    return out;
}

/* As other values, without words. */
static void get(const struct sf_call *call, const struct sf_op *op, struct sockfam_value *value, char **scratch)
{
    char *begin = *scratch;
    struct sf_op plain = *op;
    plain.flags &= ~SOCKFAM_FIELD_WORD;
    *scratch = print(call, &plain, begin);
    *value = sockfam_value_text(begin, (size_t)(*scratch - begin));
}

static size_t extent(const struct sf_call *call, const struct sf_op *op)
{
    return count_of(call, op) * op->element_size;
}

static bool is_padded(const struct sf_call *call, const struct sf_op *op)
{
    size_t end = op->flags & SOCKFAM_FIELD_TAIL ? call->length : (size_t)op->at + op->size;
    size_t used = op->at + extent(call, op);
    if (sf_load_at((enum sf_store)op->len_store, call->bytes + op->len_at) != count_of(call, op) ||
        (used > end && used > op->at))
        return false;
    for (size_t i = used; i < end && i < call->length; i++)
        if (call->bytes[i])
            return false;
    return true;
}

static size_t length(const struct sf_call *call, const struct sf_op *op)
{
    size_t end = op->at + extent(call, op);
    if (!(op->flags & SOCKFAM_FIELD_TAIL))
        return 0;
    return end > call->plan->size ? end : call->plan->size;
}

const struct sf_kind sf_kind_list = {
    .name = "LIST",
    .traits = SF_KIND_VARIES | SF_KIND_LENGTH,
    .most = most,
    .text_room = text_room,
    .read = read_value,
    .put = put,
    .get = get,
    .print = print,
    .extent = extent,
    .is_padded = is_padded,
    .length = length,
};
