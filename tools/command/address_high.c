/* SPDX-License-Identifier: MIT */
/*
 * Integers from 2^63 to 2^64-1 in the JSON of a tuple. Jansson's end at 2^63-1, so these are noted beside the text, by
 * their place in the tuple. In the text Jansson finds a 0 and blanks, as many bytes as before: its errors keep theirs.
 */
#include "address.h"

#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of a string with its quotes. */
static size_t string_size(const char *text)
{
    size_t size = 1;
    while (text[size] != '\0' && text[size] != '"')
        size += text[size] == '\\' && text[size + 1] != '\0' ? 2 : 1;
    return size + (text[size] == '"');
}

/* Bytes of a number or a name, or of one other character. */
static size_t word_size(const char *text)
{
    size_t size = strcspn(text, "\"[]{},: \t\r\n");
    return size ? size : 1;
}

/* A 0 in front is no integer of JSON, or a small one. */
static bool is_integer(const char *word, size_t size)
{
    bool is_negative = *word == '-';
    return word[is_negative] != '0' && strspn(word + is_negative, "0123456789") == size - is_negative;
}

/* *number becomes 0 unless it is high. */
static int take_integer(const char *word, size_t size, size_t position, uint64_t *number)
{
    errno = 0;
    long long low = strtoll(word, NULL, 10);
    bool is_low = errno == 0;
    errno = 0;
    *number = is_low || low < 0 ? 0 : strtoull(word, NULL, 10);
    if (is_low || (low > 0 && errno == 0))
        return YES;
    report("value %zu: integers are %" PRId64 " to %" PRIu64 ", and %.*s is not", position + 1, INT64_MIN, UINT64_MAX,
           (int)size, word);
    return NO;
}

int address_take_high(char *text, uint64_t high[SOCKFAM_FIELDS_MAX])
{
    size_t size, position = 0, depth = 0;
    for (; *text != '\0'; text += size) {
        uint64_t number = 0;
        size = *text == '"' ? string_size(text) : word_size(text);
        depth += *text == '[' || *text == '{';
        depth -= depth > 0 && (*text == ']' || *text == '}');
        position += depth == 1 && *text == ',';
        if (is_integer(text, size) && take_integer(text, size, position, &number) != YES)
            return NO;
        if (number == 0)
            continue;
        memset(text, ' ', size);
        *text = '0';
        if (depth <= 1 && position < SOCKFAM_FIELDS_MAX)
            high[position] = number;
    }
    return YES;
}
