/* SPDX-License-Identifier: MIT */
/* The sockaddr into values and text, one field at a time. */
#include <net/if.h>
#include <string.h>

#include "core/address/field.h"
#include "core/address/ip.h"
#include "core/base/number.h"

/* The most bytes that a TEXT or PATH field may have in this sockaddr. */
static size_t text_room(const struct sf_call *call, const struct sf_op *op)
{
    size_t room = call->length > op->at ? call->length - op->at : 0;
    bool ends_before = op->kind == SOCKFAM_KIND_TEXT && !(op->flags & SOCKFAM_FIELD_TAIL) && room > op->size;
    return ends_before ? op->size : room;
}

size_t sf_field_extent(const struct sf_call *call, const struct sf_op *op)
{
    const char *data = (const char *)call->bytes + op->at;
    size_t room;
    switch (op->kind) {
    case SOCKFAM_KIND_BYTES:
        return op->len_at ? call->bytes[op->len_at] : op->size;
    case SOCKFAM_KIND_PATH:
        room = text_room(call, op);
        return room && data[0] == '\0' ? room : strnlen(data, room);
    case SOCKFAM_KIND_TEXT:
        return strnlen(data, text_room(call, op));
    default:
        return op->size;
    }
}

static bool is_plain_name(const char *name)
{
    return name[0] != '\0' && name[strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-")] == '\0';
}

const char *sf_interface_name(const struct sf_call *call, uint32_t index, char *name)
{
    if (index == 0 || call->flags & SOCKFAM_NO_LOOKUP)
        return NULL;
    return call->ctx->sys->if_indextoname(index, name);
}

static const struct sockfam_constant *word_of_number(const struct sf_op *op, int64_t number)
{
    for (uint32_t i = 0; i < op->word_count; i++)
        if (op->words[i]->kind == SOCKFAM_CONSTANT_NUMBER && op->words[i]->value == number)
            return op->words[i];
    return NULL;
}

/* The word whose string stands for the bytes of a literal field. */
static const struct sockfam_constant *word_of_bytes(const struct sf_call *call, const struct sf_op *op)
{
    uint8_t bytes[16];
    for (uint32_t i = 0; i < op->word_count; i++) {
        const char *text = op->words[i]->text;
        if (!text)
            continue;
        bool is_read = op->kind == SOCKFAM_KIND_GUID     ? sf_guid_read(text, strlen(text), bytes)
                       : op->kind == SOCKFAM_KIND_BDADDR ? sf_bdaddr_read(text, strlen(text), bytes)
                                                         : false;
        if (is_read && memcmp(bytes, call->bytes + op->at, op->size) == 0)
            return op->words[i];
    }
    return NULL;
}

static char *print_word(char *out, const struct sockfam_constant *word)
{
    size_t size = strlen(word->word);
    memcpy(out, word->word, size);
    return out + size;
}

static char *print_number(const struct sf_call *call, const struct sf_op *op, char *out)
{
    uint64_t number = sf_load(op, call->bytes);
    int64_t as_signed = op->kind == SOCKFAM_KIND_SINT ? sf_signed(op, number) : (int64_t)number;
    if ((call->flags & SOCKFAM_DISPLAY) && (op->flags & SOCKFAM_FIELD_WORD)) {
        const struct sockfam_constant *word = word_of_number(op, as_signed);
        if (word)
            return print_word(out, word);
    }
    if (op->kind == SOCKFAM_KIND_SINT && as_signed < 0) {
        *out++ = '-';
        number = (uint64_t)0 - (uint64_t)as_signed;
    }
    return op->flags & SOCKFAM_FIELD_HEX ? sf_print_hex(out, number) : sf_print_decimal(out, number);
}

static char *print_interface(const struct sf_call *call, const struct sf_op *op, char *out)
{
    char text[IF_NAMESIZE];
    uint32_t index = (uint32_t)sf_load(op, call->bytes);
    const char *name = call->flags & SOCKFAM_DISPLAY ? sf_interface_name(call, index, text) : NULL;
    if (name && is_plain_name(name)) {
        size_t size = strlen(name);
        memcpy(out, name, size);
        return out + size;
    }
    *out++ = '#';
    return sf_print_decimal(out, index);
}

static char *print_escaped(char *out, char c)
{
    *out++ = '%';
    *out++ = "0123456789ABCDEF"[(uint8_t)c >> 4];
    *out++ = "0123456789ABCDEF"[c & 15];
    return out;
}

/* Whether the text at p would be taken for a key if it stood at the start of a value or behind a ','. */
static bool reads_as_key(const struct sf_plan *plan, const char *p, const char *end)
{
    const char *q = p;
    while (q < end && sf_is_name_char(*q))
        q++;
    return q > p && q < end && *q == '=' && sf_plan_find(plan, p, (size_t)(q - p));
}

/* Which characters are never escaped, wherever they stand. */
static const bool is_always_plain[256] = {
    ['!'] = true, ['"'] = true, ['$'] = true, ['&'] = true, ['\''] = true, ['('] = true, [')'] = true, ['*'] = true,
    ['+'] = true, ['-'] = true, ['.'] = true, ['/'] = true, ['0'] = true, ['1'] = true, ['2'] = true, ['3'] = true,
    ['4'] = true, ['5'] = true, ['6'] = true, ['7'] = true, ['8'] = true, ['9'] = true, [';'] = true, ['<'] = true,
    ['>'] = true, ['?'] = true, ['A'] = true, ['B'] = true, ['C'] = true, ['D'] = true, ['E'] = true, ['F'] = true,
    ['G'] = true, ['H'] = true, ['I'] = true, ['J'] = true, ['K'] = true, ['L'] = true, ['M'] = true, ['N'] = true,
    ['O'] = true, ['P'] = true, ['Q'] = true, ['R'] = true, ['S'] = true, ['T'] = true, ['U'] = true, ['V'] = true,
    ['W'] = true, ['X'] = true, ['Y'] = true, ['Z'] = true, ['['] = true, ['\\'] = true, [']'] = true, ['^'] = true,
    ['_'] = true, ['`'] = true, ['a'] = true, ['b'] = true, ['c'] = true, ['d'] = true, ['e'] = true, ['f'] = true,
    ['g'] = true, ['h'] = true, ['i'] = true, ['j'] = true, ['k'] = true, ['l'] = true, ['m'] = true, ['n'] = true,
    ['o'] = true, ['p'] = true, ['q'] = true, ['r'] = true, ['s'] = true, ['t'] = true, ['u'] = true, ['v'] = true,
    ['w'] = true, ['x'] = true, ['y'] = true, ['z'] = true, ['{'] = true, ['|'] = true, ['}'] = true, ['~'] = true,
};

static bool needs_escape(const struct sf_call *call, const struct sf_op *op, const char *begin, const char *p,
                         const char *end)
{
    if (*p < 0x21 || *p > 0x7e || *p == '%')
        return true;
    if (p == begin && (*p == '#' || *p == '@'))
        return true;
    if (!op->greedy)
        return *p == ',' || *p == ':' || *p == '=';
    if (*p == ',')
        return reads_as_key(call->plan, p + 1, end);
    return *p == '=' && reads_as_key(call->plan, begin, end) && !memchr(begin, '=', (size_t)(p - begin));
}

/* An abstract name begins with '@' for its NUL; only then may a literal '@' or '#' stand behind it unescaped. */
static char *print_text(const struct sf_call *call, const struct sf_op *op, char *out)
{
    const char *begin = (const char *)call->bytes + op->at;
    const char *end = begin + text_room(call, op);
    const char *p = begin;
    bool is_abstract = op->kind == SOCKFAM_KIND_PATH && p < end && *p == '\0';
    if (is_abstract) {
        *out++ = '@';
        p++;
    }
    for (; p < end && (*p != '\0' || is_abstract); p++) {
        if (!is_always_plain[(uint8_t)*p] && needs_escape(call, op, begin, p, end))
            out = print_escaped(out, *p);
        else
            *out++ = *p;
    }
    return out;
}

static char *print_literal(const struct sf_call *call, const struct sf_op *op, char *out)
{
    const uint8_t *bytes = call->bytes + op->at;
    if ((call->flags & SOCKFAM_DISPLAY) && (op->flags & SOCKFAM_FIELD_WORD)) {
        const struct sockfam_constant *word = word_of_bytes(call, op);
        if (word)
            return print_word(out, word);
    }
    switch (op->kind) {
    case SOCKFAM_KIND_BDADDR:
        return sf_bdaddr_print(out, bytes);
    case SOCKFAM_KIND_GUID:
        return sf_guid_print(out, bytes);
    case SOCKFAM_KIND_IPV4:
        return sf_ipv4_print(out, bytes);
    default:
        return sf_ipv6_print(out, bytes);
    }
}

char *sf_field_print(const struct sf_call *call, const struct sf_op *op, char *out)
{
    switch ((enum sockfam_kind)op->kind) {
    case SOCKFAM_KIND_UINT:
    case SOCKFAM_KIND_SINT:
        return print_number(call, op, out);
    case SOCKFAM_KIND_IFACE:
        return print_interface(call, op, out);
    case SOCKFAM_KIND_TEXT:
    case SOCKFAM_KIND_PATH:
        return print_text(call, op, out);
    case SOCKFAM_KIND_BYTES:
        return sf_print_bytes(out, call->bytes + op->at, sf_field_extent(call, op));
    default:
        return print_literal(call, op, out);
    }
}

static bool is_utf8_continuation(const char *p, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if ((p[i] & 0xc0) != 0x80)
            return false;
    return true;
}

/* Valid UTF-8 (RFC 3629) without NUL: no overlong forms, no surrogates, nothing beyond U+10FFFF. */
static bool is_text(const char *p, size_t size)
{
    const char *end = p + size;
    while (p < end) {
        uint8_t c = (uint8_t)*p;
        size_t more = c < 0x80 ? 0 : c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
        if (c == 0 || (c >= 0x80 && c < 0xc2) || c > 0xf4 || (size_t)(end - p) <= more ||
            !is_utf8_continuation(p + 1, more))
            return false;
        uint8_t second = more ? (uint8_t)p[1] : 0;
        if ((c == 0xe0 && second < 0xa0) || (c == 0xed && second > 0x9f) || (c == 0xf0 && second < 0x90) ||
            (c == 0xf4 && second > 0x8f))
            return false;
        p += more + 1;
    }
    return true;
}

static void get_interface(const struct sf_call *call, const struct sf_op *op, struct sockfam_value *value, char **scratch)
{
    uint32_t index = (uint32_t)sf_load(op, call->bytes);
    if (index != 0 && !sf_interface_name(call, index, *scratch)) {
        *value = sockfam_value_uint(index);
        return;
    }
    size_t size = index ? strlen(*scratch) : 0;
    *value = sockfam_value_text(*scratch, size);
    *scratch += size;
}

void sf_field_get(const struct sf_call *call, const struct sf_op *op, struct sockfam_value *value, char **scratch)
{
    char *begin = *scratch;
    uint64_t number;
    size_t size;
    switch (op->kind) {
    case SOCKFAM_KIND_UINT:
        *value = sockfam_value_uint(sf_load(op, call->bytes));
        return;
    case SOCKFAM_KIND_SINT:
        number = sf_load(op, call->bytes);
        *value = sockfam_value_sint(sf_signed(op, number));
        return;
    case SOCKFAM_KIND_IFACE:
        get_interface(call, op, value, scratch);
        return;
    case SOCKFAM_KIND_TEXT:
    case SOCKFAM_KIND_BYTES:
    case SOCKFAM_KIND_PATH:
        size = sf_field_extent(call, op);
        memcpy(begin, call->bytes + op->at, size);
        *scratch += size;
        *value = op->kind != SOCKFAM_KIND_BYTES && is_text(begin, size) ? sockfam_value_text(begin, size)
                                                                        : sockfam_value_bytes(begin, size);
        return;
    default:
        *scratch = print_literal(&(struct sf_call){ .bytes = call->bytes }, op, begin);
        *value = sockfam_value_text(begin, (size_t)(*scratch - begin));
        return;
    }
}
