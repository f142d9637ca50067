/* SPDX-License-Identifier: MIT */
/*
 * A parser by recursive descent, the values being Jansson's. Jansson's parser is not used because up to 2.15 it ignores
 * that its token buffer could not grow, and then reads beyond it or aborts (its issue 362); a library must survive
 * that. It also lets us name the very byte that is wrong.
 */
#include "core/base/json.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/names.h"
#include "core/base/number.h"

struct reader {
    const char *text;
    size_t size, at;
    unsigned flags, depth;
    struct sf_json_problem *problem;
};

static json_t *read_value(struct reader *reader);

/* ------------------------------------------------------------------ problems */

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static json_t *fail(struct reader *reader, size_t position, const char *what)
{
    reader->problem->position = position;
    snprintf(reader->problem->text, sizeof(reader->problem->text), "%s", what);
    return NULL;
}

static json_t *no_memory(struct reader *reader)
{
    return fail(reader, reader->at, "");
}

/* Something else stands here, or nothing; then the place is the end of what there is. */
static json_t *expected(struct reader *reader, const char *what)
{
    char text[96];
    unsigned char c = reader->at < reader->size ? (unsigned char)reader->text[reader->at] : 0;
    size_t end = reader->at;
    if (reader->at < reader->size) {
        snprintf(text, sizeof(text), c > ' ' && c < 0x7f ? "%s expected, found '%c'" : "%s expected, found byte 0x%02x",
                 what, c);
        return fail(reader, reader->at, text);
    }
    while (end > 0 && is_blank(reader->text[end - 1]))
        end--;
    snprintf(text, sizeof(text), "%s expected, found the end of the text", what);
    return fail(reader, end, text);
}

/* ------------------------------------------------------------------ characters */

static void skip_blanks(struct reader *reader)
{
    while (reader->at < reader->size && is_blank(reader->text[reader->at]))
        reader->at++;
}

/* Bytes that stand in a string as they are. */
static size_t count_plain(const char *text, size_t size)
{
    size_t at = 0;
    while (at < size && text[at] >= ' ' && (unsigned char)text[at] < 0x80 && text[at] != '"' && text[at] != '\\')
        at++;
    return at;
}

static bool take(struct reader *reader, char c)
{
    if (reader->at == reader->size || reader->text[reader->at] != c)
        return false;
    reader->at++;
    return true;
}

static bool take_digits(struct reader *reader)
{
    size_t begin = reader->at;
    while (reader->at < reader->size && reader->text[reader->at] >= '0' && reader->text[reader->at] <= '9')
        reader->at++;
    return reader->at > begin;
}

/* ------------------------------------------------------------------ strings */

/* The four digits behind \u, or -1. */
static long take_unit(struct reader *reader)
{
    long unit = 0;
    for (int i = 0; i < 4; i++) {
        int digit = reader->at < reader->size ? sf_hex_value(reader->text[reader->at]) : -1;
        if (digit < 0)
            return -1;
        unit = unit << 4 | digit;
        reader->at++;
    }
    return unit;
}

static size_t encode(unsigned long c, char *to)
{
    if (c < 0x80) {
        to[0] = (char)c;
        return 1;
    }
    size_t more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    static const unsigned char first[] = { 0, 0xc0, 0xe0, 0xf0 };
    to[0] = (char)(first[more] | c >> (6 * more));
    for (size_t i = 1; i <= more; i++)
        to[i] = (char)(0x80 | (c >> (6 * (more - i)) & 0x3f));
    return more + 1;
}

/* A character written as \uXXXX, or as a pair of surrogates. Bytes in `to`, 0: a problem. */
static size_t take_escaped_unit(struct reader *reader, char *to)
{
    size_t begin = reader->at - 2;
    long high = take_unit(reader), low = 0;
    bool is_pair = high >= 0xd800 && high < 0xdc00;
    if (is_pair && take(reader, '\\') && take(reader, 'u'))
        low = take_unit(reader);
    if (high < 0 || (high >= 0xdc00 && high < 0xe000) || (is_pair && (low < 0xdc00 || low >= 0xe000))) {
        fail(reader, begin, "this escape is not a character");
        return 0;
    }
    if (high == 0 && !(reader->flags & SF_JSON_ALLOW_NUL)) {
        fail(reader, begin, "\\u0000 is not allowed");
        return 0;
    }
    return encode(is_pair ? 0x10000ul + (unsigned long)((high - 0xd800) << 10 | (low - 0xdc00)) : (unsigned long)high,
                  to);
}

static size_t take_escape(struct reader *reader, char *to)
{
    static const char names[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    const char *name = reader->at < reader->size ? memchr(names, reader->text[reader->at], sizeof(names) - 1) : NULL;
    if (name) {
        reader->at++;
        *to = meanings[name - names];
        return 1;
    }
    if (take(reader, 'u'))
        return take_escaped_unit(reader, to);
    expected(reader, "an escape (\\n, \\u00e9)");
    return 0;
}

/* A character as it stands. Bytes in `to`, 0: a problem. */
static size_t take_plain(struct reader *reader, char *to)
{
    const char *at = reader->text + reader->at;
    size_t size = (unsigned char)*at < 0x80 ? 1 : sf_utf8_size(at, reader->size - reader->at);
    if (size == 0)
        fail(reader, reader->at, "this byte is not UTF-8");
    else if ((unsigned char)*at < ' ')
        fail(reader, reader->at, "a control character in a string must be escaped");
    else
        memcpy(to, at, size);
    reader->at += size;
    return (unsigned char)*at < ' ' ? 0 : size;
}

/* The string behind a quote, in memory that the caller frees; what it means is never longer than what is written. */
static char *read_text(struct reader *reader, size_t *length)
{
    const char *close = memchr(reader->text + reader->at, '"', reader->size - reader->at);
    size_t room = reader->size - reader->at;
    if (close && (close == reader->text + reader->at || close[-1] != '\\'))
        room = (size_t)(close - reader->text) - reader->at; /* the usual case needs no more */
    char *text = malloc(room + 1);
    if (!text) {
        no_memory(reader);
        return NULL;
    }
    for (*length = 0;;) {
        size_t size = count_plain(reader->text + reader->at, reader->size - reader->at);
        memcpy(text + *length, reader->text + reader->at, size);
        *length += size;
        reader->at += size;
        if (take(reader, '"'))
            break;
        size = 0;
        if (reader->at == reader->size)
            expected(reader, "'\"'");
        else
            size = take(reader, '\\') ? take_escape(reader, text + *length) : take_plain(reader, text + *length);
        if (size == 0) {
            free(text);
            return NULL;
        }
        *length += size;
    }
    text[*length] = '\0';
    return text;
}

static json_t *read_string(struct reader *reader)
{
    size_t length;
    char *text = read_text(reader, &length);
    if (!text)
        return NULL;
    json_t *value = json_stringn_nocheck(text, length);
    free(text);
    return value ? value : no_memory(reader);
}

/* ------------------------------------------------------------------ numbers and names */

static json_t *make_high(uint64_t number)
{
    json_t *object = json_object();
    if (object && json_object_set_new_nocheck(object, SF_JSON_HIGH_KEY, json_integer((json_int_t)number)) == 0)
        return object;
    json_decref(object);
    return NULL;
}

static json_t *make_integer(struct reader *reader, size_t begin)
{
    bool is_negative = reader->text[begin] == '-', may_be_high = reader->flags & SF_JSON_HIGH && !is_negative;
    uint64_t limit = may_be_high ? UINT64_MAX : (uint64_t)INT64_MAX + is_negative, number = 0;
    for (size_t i = begin + is_negative; i < reader->at; i++) {
        unsigned digit = (unsigned)(reader->text[i] - '0');
        if (number > (limit - digit) / 10)
            return fail(reader, begin, reader->flags & SF_JSON_HIGH
                                           ? "this integer is beyond 64 bits; integers are -2^63 to 2^64-1"
                                           : "this integer is beyond 64 bits; integers are -2^63 to 2^63-1");
        number = number * 10 + digit;
    }
    bool is_high = may_be_high && number > INT64_MAX;
    json_t *value = is_high ? make_high(number) : json_integer((json_int_t)(is_negative ? 0 - number : number));
    return value ? value : no_memory(reader);
}

static json_t *read_number(struct reader *reader)
{
    size_t begin = reader->at;
    bool is_real = false;
    take(reader, '-');
    if (!take(reader, '0') && !take_digits(reader))
        return expected(reader, "a digit");
    if (take(reader, '.')) {
        is_real = true;
        if (!take_digits(reader))
            return expected(reader, "a digit");
    }
    if (take(reader, 'e') || take(reader, 'E')) {
        is_real = true;
        if (!take(reader, '+'))
            take(reader, '-');
        if (!take_digits(reader))
            return expected(reader, "a digit");
    }
    if (!is_real)
        return make_integer(reader, begin);
    json_t *value = json_real(0);
    return value ? value : no_memory(reader);
}

static json_t *read_name(struct reader *reader)
{
    static const char *const names[] = { "true", "false", "null" };
    for (size_t i = 0; i < 3; i++) {
        size_t size = strlen(names[i]);
        if (reader->size - reader->at < size || memcmp(reader->text + reader->at, names[i], size) != 0)
            continue;
        reader->at += size;
        return i == 0 ? json_true() : i == 1 ? json_false() : json_null();
    }
    return expected(reader, "a value");
}

/* ------------------------------------------------------------------ arrays and objects */

/* Reads a value and puts it into `into`, under `key` if that is given. */
static bool read_element(struct reader *reader, json_t *into, const char *key)
{
    json_t *value = read_value(reader);
    if (!value)
        return false;
    int result = key ? json_object_set_new_nocheck(into, key, value) : json_array_append_new(into, value);
    if (result < 0)
        no_memory(reader);
    return result == 0;
}

static bool read_member(struct reader *reader, json_t *object)
{
    size_t length, begin;
    skip_blanks(reader);
    begin = reader->at;
    if (!take(reader, '"')) {
        expected(reader, "a key in quotes");
        return false;
    }
    char *key = read_text(reader, &length);
    bool is_right = key != NULL;
    if (is_right && (strlen(key) != length || json_object_get(object, key))) {
        fail(reader, begin, strlen(key) != length ? "a key has a NUL" : "this key appears twice in its object");
        is_right = false;
    }
    skip_blanks(reader);
    if (is_right && !take(reader, ':')) {
        expected(reader, "':'");
        is_right = false;
    }
    is_right = is_right && read_element(reader, object, key);
    free(key);
    return is_right;
}

/* Elements of an array or members of an object, up to and with `close`. Takes `into`. */
static json_t *read_all(struct reader *reader, json_t *into, char close, const char *what)
{
    if (!into)
        return no_memory(reader);
    bool is_done, is_right = ++reader->depth <= SF_JSON_DEPTH_MAX;
    if (!is_right)
        fail(reader, reader->at - 1, "too many levels");
    skip_blanks(reader);
    is_done = is_right && take(reader, close);
    while (is_right && !is_done) {
        is_right = close == '}' ? read_member(reader, into) : read_element(reader, into, NULL);
        skip_blanks(reader);
        is_done = is_right && take(reader, close);
        if (is_right && !is_done && !take(reader, ',')) {
            expected(reader, what);
            is_right = false;
        }
    }
    reader->depth--;
    if (is_right)
        return into;
    json_decref(into);
    return NULL;
}

static json_t *read_value(struct reader *reader)
{
    skip_blanks(reader);
    if (take(reader, '{'))
        return read_all(reader, json_object(), '}', "',' or '}'");
    if (take(reader, '['))
        return read_all(reader, json_array(), ']', "',' or ']'");
    if (take(reader, '"'))
        return read_string(reader);
    if (reader->at < reader->size && (reader->text[reader->at] == '-' || sf_hex_value(reader->text[reader->at]) >= 0) &&
        reader->text[reader->at] <= '9')
        return read_number(reader);
    return read_name(reader);
}

json_t *sf_json_parse(const char *text, size_t size, unsigned flags, struct sf_json_problem *problem)
{
    struct reader reader = { text, size, 0, flags, 0, problem };
    json_t *value = read_value(&reader);
    skip_blanks(&reader);
    if (value && reader.at < size) {
        expected(&reader, "the end of the text");
        json_decref(value);
        return NULL;
    }
    return value;
}

void sf_json_place(struct sockfam_error *error, const char *text, size_t position)
{
    uint32_t line = 1, column = 1;
    if (!error)
        return;
    for (size_t i = 0; i < position; i++) {
        column = text[i] == '\n' ? 1 : column + 1;
        line += text[i] == '\n';
    }
    error->line = line;
    error->column = column;
}
