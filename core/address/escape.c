/* SPDX-License-Identifier: MIT */
/* %XX: how bytes that would be taken for syntax, or cannot be seen, stand in the text of a value. */
#include "core/address/kind.h"

#include "core/base/number.h"

int sf_unescape(const struct sf_call *call, const struct sf_op *op, struct sockfam_span text, char *out)
{
    const char *end = text.data + text.size;
    int size = 0;
    for (const char *p = text.data; p < end; p++) {
        int byte = *p == '%' && end - p > 2 ? sf_hex_pair(p + 1) : -1;
        if (*p == '%' && byte < 0)
            return sf_call_fail_at(call, op, p, SOCKFAM_REASON_SYNTAX,
                                   "%% is not followed by two hexadecimal digits; a %% itself is written %%25");
        if (size == SF_PLAIN_MAX)
            return sf_call_fail_at(call, op, text.data, SOCKFAM_REASON_TOO_LONG, "%s is too long: it has %zu bytes",
                                   op->row->name, text.size);
        out[size++] = (char)(*p == '%' ? byte : *p);
        p += *p == '%' ? 2 : 0;
    }
    return size;
}

static char *print_byte(char *out, char c)
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

/* Whether the byte at p, of a value from `begin` to `end`, must be escaped. */
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

char *sf_print_escaped(const struct sf_call *call, const struct sf_op *op, const char *begin, const char *p,
                       const char *end, char *out)
{
    for (; p < end; p++) {
        if (!is_always_plain[(uint8_t)*p] && needs_escape(call, op, begin, p, end))
            out = print_byte(out, *p);
        else
            *out++ = *p;
    }
    return out;
}
