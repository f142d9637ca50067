/* SPDX-License-Identifier: MIT */
/* Character sets as ranges of ASCII, without the locale. */
#include "core/plugin/names.h"

#include <string.h>

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool sf_text_ends(const char *text, size_t size)
{
    return memchr(text, '\0', size) != NULL;
}

bool sf_is_name(const char *text)
{
    if (!is_lower(*text))
        return false;
    while (is_lower(*text) || is_digit(*text) || *text == '_')
        text++;
    return *text == '\0';
}

bool sf_is_protocol_name(const char *text)
{
    if (!is_lower(*text))
        return false;
    while (is_lower(*text) || is_digit(*text) || *text == '_' || *text == '-')
        text++;
    return *text == '\0';
}

bool sf_is_module_name(const char *text)
{
    while (is_lower(*text) || is_upper(*text) || is_digit(*text) || *text == '_' || *text == '-')
        text++;
    return *text == '\0';
}

bool sf_is_constant_name(const char *text)
{
    if (!is_upper(*text))
        return false;
    while (is_upper(*text) || is_lower(*text) || is_digit(*text) || *text == '_')
        text++;
    return *text == '\0';
}

bool sf_is_printable(const char *text)
{
    while (*text > ' ' && *text < 0x7f)
        text++;
    return *text == '\0';
}

size_t sf_utf8_size(const char *text, size_t size)
{
    const unsigned char *at = (const unsigned char *)text;
    if (size == 0 || at[0] < 0xc2 || at[0] > 0xf4)
        return 0;
    size_t more = at[0] >= 0xf0 ? 3 : at[0] >= 0xe0 ? 2 : 1;
    for (size_t i = 1; i <= more; i++)
        if (i >= size || (at[i] & 0xc0) != 0x80)
            return 0;
    if ((at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xed && at[1] > 0x9f) || (at[0] == 0xf0 && at[1] < 0x90) ||
        (at[0] == 0xf4 && at[1] > 0x8f))
        return 0;
    return more + 1;
}

static bool is_second_control(const char *text)
{
    return (unsigned char)text[0] == 0xc2 && (unsigned char)text[1] < 0xa0;
}

bool sf_is_doc(const char *text)
{
    size_t left = strlen(text);
    while (left > 0) {
        size_t step = *text >= ' ' && *text < 0x7f ? 1 : sf_utf8_size(text, left);
        if (step == 0 || (step == 2 && is_second_control(text)))
            return false;
        text += step;
        left -= step;
    }
    return true;
}

uint32_t sf_hash(const char *text, size_t size)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619u;
    return hash;
}
