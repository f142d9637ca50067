/* SPDX-License-Identifier: MIT */
/*
 * A file is read whole and cut up in place: lines, then key and value. Blocks begin with "good NAME" or "bad NAME";
 * what follows is indented by two blanks. Order of files is by name, so that the order of tests never changes.
 */
#include "cases.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    long size = -1;
    if (file && fseek(file, 0, SEEK_END) == 0)
        size = ftell(file);
    if (size >= 0 && fseek(file, 0, SEEK_SET) == 0)
        text = malloc((size_t)size + 1);
    if (text) {
        text[fread(text, 1, (size_t)size, file)] = '\0';
    }
    if (file)
        fclose(file);
    return text;
}

static bool complain(const char *path, unsigned number, const char *what)
{
    fprintf(stderr, "%s:%u: %s\n", path, number, what);
    return false;
}

static struct golden_case *add_case(struct golden_cases *cases)
{
    struct golden_case *all = realloc(cases->all, (cases->count + 1) * sizeof(*all));
    if (!all)
        abort();
    cases->all = all;
    memset(&all[cases->count], 0, sizeof(*all));
    return &all[cases->count++];
}

/* Cuts "key value" behind the key; the value, "" if there is none. */
static char *cut(char *line)
{
    char *blank = strchr(line, ' ');
    if (!blank)
        return line + strlen(line);
    *blank = '\0';
    return blank + 1;
}

static bool add_line(struct golden_case *one, char *line, unsigned number)
{
    if (!one || one->line_count == CASE_LINES_MAX)
        return complain(one ? one->name : "?", number, "a line outside a block, or one line too many in it");
    char *value = cut(line);
    one->lines[one->line_count++] = (struct case_line){ line, value, number };
    return true;
}

static bool read_lines(struct golden_cases *cases, const char *path, char *text)
{
    struct golden_case *one = NULL;
    const char *format = NULL;
    unsigned number = 0;
    for (char *line = text, *end; line; line = end) {
        end = strchr(line, '\n');
        if (end)
            *end++ = '\0';
        number++;
        if (line[0] == '\0' || line[0] == '#')
            continue;
        if (strncmp(line, "  ", 2) == 0) {
            if (!add_line(one, line + 2, number))
                return false;
            continue;
        }
        char *value = cut(line);
        if (strcmp(line, "format") == 0) {
            format = value;
            continue;
        }
        if (!format || (strcmp(line, "good") != 0 && strcmp(line, "bad") != 0))
            return complain(path, number, "wanted \"good NAME\" or \"bad NAME\"");
        one = add_case(cases);
        one->format = format;
        one->name = value;
        one->is_good = line[0] == 'g';
    }
    return true;
}

static bool read_one(struct golden_cases *cases, const char *path)
{
    char *text = read_file(path);
    char **texts = realloc(cases->texts, (cases->text_count + 1) * sizeof(*texts));
    if (!text || !texts)
        return complain(path, 0, "cannot be read");
    cases->texts = texts;
    cases->texts[cases->text_count++] = text;
    return read_lines(cases, path, text);
}

bool cases_read(struct golden_cases *cases, const char *directory)
{
    char pattern[4096];
    glob_t found;
    memset(cases, 0, sizeof(*cases));
    snprintf(pattern, sizeof(pattern), "%s/*/*.cases", directory);
    if (glob(pattern, 0, NULL, &found) != 0)
        return complain(pattern, 0, "there is no such file");
    bool is_read = true;
    for (size_t i = 0; is_read && i < found.gl_pathc; i++)
        is_read = read_one(cases, found.gl_pathv[i]);
    globfree(&found);
    return is_read;
}

void cases_free(struct golden_cases *cases)
{
    for (size_t i = 0; i < cases->text_count; i++)
        free(cases->texts[i]);
    free(cases->texts);
    free(cases->all);
}

const struct case_line *cases_next(const struct golden_case *one, const char *key, const struct case_line *previous)
{
    for (unsigned i = previous ? (unsigned)(previous - one->lines) + 1 : 0; i < one->line_count; i++)
        if (strcmp(one->lines[i].key, key) == 0)
            return &one->lines[i];
    return NULL;
}

const struct case_line *cases_find(const struct golden_case *one, const char *key)
{
    return cases_next(one, key, NULL);
}

static void put_big_endian(uint8_t *out, unsigned size, uint64_t number)
{
    for (unsigned i = 0; i < size; i++)
        out[i] = (uint8_t)(number >> 8 * (size - 1 - i));
}

static void put_little_endian(uint8_t *out, unsigned size, uint64_t number)
{
    for (unsigned i = 0; i < size; i++)
        out[i] = (uint8_t)(number >> 8 * i);
}

static bool is_big_endian(void)
{
    const uint16_t one = 1;
    return *(const uint8_t *)&one == 0;
}

/* "u32:7" and the like at `token`; the bytes made, 0: it is not a number. */
static unsigned put_number(const char *token, uint8_t out[8])
{
    static const struct {
        const char *prefix;
        unsigned size;
        char order;
    } kinds[] = { { "u16:", 2, 'h' },  { "u32:", 4, 'h' },  { "u64:", 8, 'h' },
                  { "be16:", 2, 'b' }, { "be32:", 4, 'b' }, { "le16:", 2, 'l' } };
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        size_t skip = strlen(kinds[i].prefix);
        if (strncmp(token, kinds[i].prefix, skip) != 0)
            continue;
        uint64_t number = strtoull(token + skip, NULL, 0);
        if (kinds[i].order == 'b' || (kinds[i].order == 'h' && is_big_endian()))
            put_big_endian(out, kinds[i].size, number);
        else
            put_little_endian(out, kinds[i].size, number);
        return kinds[i].size;
    }
    return 0;
}

static int digit(char c)
{
    const char *digits = "0123456789abcdef";
    const char *found = c ? strchr(digits, c) : NULL;
    return found ? (int)(found - digits) : -1;
}

/* One token of `length` characters; the bytes made, or -1. */
static long put_token(const char *token, size_t length, uint8_t *out, size_t size)
{
    uint8_t number[8];
    size_t made = put_number(token, number);
    if (made) {
        if (made <= size)
            memcpy(out, number, made);
    } else if (strncmp(token, "zero:", 5) == 0) {
        made = strtoul(token + 5, NULL, 10);
        if (made <= size)
            memset(out, 0, made);
    } else if (token[0] == '\'') {
        made = length - 2;
        if (length < 2 || token[length - 1] != '\'')
            return -1;
        if (made <= size)
            memcpy(out, token + 1, made);
    } else {
        made = length / 2;
        for (size_t i = 0; i < length && made <= size; i += 2) {
            if (i + 1 == length || digit(token[i]) < 0 || digit(token[i + 1]) < 0)
                return -1;
            out[i / 2] = (uint8_t)(digit(token[i]) << 4 | digit(token[i + 1]));
        }
    }
    return made <= size ? (long)made : -1;
}

long cases_bytes(const char *notation, uint8_t *out, size_t size)
{
    size_t used = 0;
    for (const char *p = notation; *p;) {
        size_t length = strcspn(p, " ");
        long made = length ? put_token(p, length, out + used, size - used) : 0;
        if (made < 0)
            return -1;
        used += (size_t)made;
        p += length + (p[length] == ' ');
    }
    return (long)used;
}
