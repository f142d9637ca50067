/* SPDX-License-Identifier: MIT */
/*
 * TEXT and PATH. A TEXT ends at its first NUL or at the field's end; with a length or a fill byte it ends where those
 * say, and NUL is a byte like others. A PATH is what unix(7) says: a file name, or behind a NUL an abstract name, which
 * runs to the sockaddr's end.
 */
#include "core/address/kind.h"

#include "core/base/names.h"

static size_t text_room(const struct sf_op *op)
{
    return 3 * (op->flags & SOCKFAM_FIELD_TAIL ? (size_t)op->max : op->size) + 1;
}

/* Values that are UTF-8 without NUL are text, others bytes. */
static void get(const struct sf_call *call, const struct sf_op *op, struct sockfam_value *value, char **scratch)
{
    size_t size = op->kind->extent(call, op);
    memcpy(*scratch, call->bytes + op->at, size);
    *value = sf_is_text(*scratch, size) ? sockfam_value_text(*scratch, size) : sockfam_value_bytes(*scratch, size);
    *scratch += size;
}

/* ------------------------------------------------------------------ TEXT */

static bool takes_nul(const struct sf_op *op)
{
    return op->len_at || op->fill;
}

static uint64_t most_text(const struct sockfam_field_row *row)
{
    unsigned needs_nul = !row->len_at && !row->fill;
    if (row->flags & SOCKFAM_FIELD_TAIL)
        return SOCKFAM_ADDRESS_MAX - needs_nul - row->at;
    return row->size - needs_nul;
}

static size_t text_extent(const struct sf_call *call, const struct sf_op *op)
{
    const char *data = (const char *)call->bytes + op->at;
    size_t room = sf_field_room(call, op);
    if (op->len_at)
        return sf_counted_extent(call, op);
    if (!op->fill)
        return strnlen(data, room);
    while (room > 0 && (uint8_t)data[room - 1] == op->fill)
        room--;
    return room;
}

static int put_text(struct sf_call *call, const struct sf_op *op, const struct sockfam_value *value)
{
    struct sockfam_span text = value->span;
    bool is_bytes = value->kind == SOCKFAM_VALUE_BYTES && takes_nul(op);
    if (value->kind != SOCKFAM_VALUE_TEXT && !is_bytes)
        return sf_wrong_kind(call, op, "text");
    if (text.size && !takes_nul(op) && memchr(text.data, 0, text.size))
        return sf_call_fail(call, op, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_NUL_BYTE, "%s has a NUL byte in it",
                            op->row->name);
    if (text.size && op->fill && (uint8_t)text.data[text.size - 1] == op->fill)
        return sf_call_fail(call, op, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_SYNTAX,
                            "%s ends in the byte 0x%02x, which fills the field up behind its end", op->row->name,
                            op->fill);
    return sf_store_bytes(call, op, text.data, text.size);
}

static int read_text(struct sf_call *call, const struct sf_op *op, struct sockfam_span text)
{
    char plain[SF_PLAIN_MAX];
    const struct sockfam_constant *word = op->word_count ? sf_word_find(op, text) : NULL;
    if (word && word->text) {
        const struct sockfam_value value = sockfam_value_text(word->text, strlen(word->text));
        return put_text(call, op, &value);
    }
    int size = sf_unescape(call, op, text, plain);
    const struct sockfam_value value = sockfam_value_text(plain, size < 0 ? 0 : (size_t)size);
    return size < 0 ? size : put_text(call, op, &value);
}

static char *print_text(const struct sf_call *call, const struct sf_op *op, char *out)
{
    const char *begin = (const char *)call->bytes + op->at;
    return sf_print_escaped(call, op, begin, begin, begin + text_extent(call, op), out);
}

const struct sf_kind sf_kind_text = {
    .name = "TEXT",
    .flags = SOCKFAM_FIELD_TAIL | SOCKFAM_FIELD_BE | SOCKFAM_FIELD_LE,
    .traits = SF_KIND_VARIES | SF_KIND_LENGTH | SF_KIND_GREEDY | SF_KIND_EMPTY,
    .most = most_text,
    .text_room = text_room,
    .read = read_text,
    .put = put_text,
    .get = get,
    .print = print_text,
    .extent = text_extent,
    .is_padded = sf_is_filled,
    .length = sf_tail_length,
};

/* ------------------------------------------------------------------ PATH */

static uint64_t most_path(const struct sockfam_field_row *row)
{
    return row->size - 1u;
}

static size_t path_extent(const struct sf_call *call, const struct sf_op *op)
{
    const char *data = (const char *)call->bytes + op->at;
    size_t room = sf_field_room(call, op);
    return room && data[0] == '\0' ? room : strnlen(data, room);
}

/* An abstract name fills the sockaddr to its end; a file name ends in NUL. */
static int put_path(struct sf_call *call, const struct sf_op *op, const struct sockfam_value *value)
{
    struct sockfam_span path = value->span;
    if (value->kind != SOCKFAM_VALUE_TEXT && value->kind != SOCKFAM_VALUE_BYTES)
        return sf_wrong_kind(call, op, "text or bytes");
    bool is_abstract = path.size && path.data[0] == '\0';
    if (path.size > (is_abstract ? op->size : op->max))
        return sf_too_long(call, op, path.size);
    if (path.size && !is_abstract && memchr(path.data, 0, path.size))
        return sf_call_fail(call, op, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_NUL_BYTE,
                            "%s has a NUL byte in it, where only an abstract name may", op->row->name);
    if (path.size)
        memcpy(call->bytes + op->at, path.data, path.size);
    call->length = op->at + path.size + (path.size && !is_abstract);
    return 0;
}

/* A leading '@' marks an abstract name. */
static int read_path(struct sf_call *call, const struct sf_op *op, struct sockfam_span text)
{
    char plain[SF_PLAIN_MAX];
    bool is_abstract = text.size && text.data[0] == '@';
    int size = sf_unescape(call, op, text, plain);
    if (size < 0)
        return size;
    if (!is_abstract && size > 0 && plain[0] == '\0')
        return sf_call_fail(call, op, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_NUL_BYTE,
                            "%s begins with a NUL byte; an abstract name is written @name", op->row->name);
    if (is_abstract)
        plain[0] = '\0';
    const struct sockfam_value value = sockfam_value_text(plain, (size_t)size);
    return put_path(call, op, &value);
}

/* Behind the '@' for its NUL a literal '@' or '#' need not be escaped. */
static char *print_path(const struct sf_call *call, const struct sf_op *op, char *out)
{
    const char *begin = (const char *)call->bytes + op->at;
    const char *end = begin + path_extent(call, op), *p = begin;
    if (p < end && *p == '\0') {
        *out++ = '@';
        p++;
    }
    return sf_print_escaped(call, op, begin, p, end, out);
}

static bool path_is_padded(const struct sf_call *call, const struct sf_op *op)
{
    size_t used = path_extent(call, op);
    return (used > 0 && call->bytes[op->at] == '\0') || sf_is_filled(call, op);
}

static size_t path_length(const struct sf_call *call, const struct sf_op *op)
{
    size_t extent = path_extent(call, op);
    bool is_file = extent > 0 && call->bytes[op->at] != '\0';
    size_t length = op->at + extent + is_file;
    return length < call->plan->size ? length : call->plan->size;
}

const struct sf_kind sf_kind_path = {
    .name = "PATH",
    .traits = SF_KIND_VARIES | SF_KIND_GREEDY | SF_KIND_EMPTY | SF_KIND_GROWS | SF_KIND_NAMES,
    .most = most_path,
    .text_room = text_room,
    .read = read_path,
    .put = put_path,
    .get = get,
    .print = print_path,
    .extent = path_extent,
    .is_padded = path_is_padded,
    .length = path_length,
};
