/* SPDX-License-Identifier: MIT */
/* Results for programs: JSON, hexadecimal, numbers. */
#include "command.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int no_memory(void)
{
    report("out of memory");
    return NO;
}

/* Whether it reached stdout is looked at once, when the command ends. */
static int dump(const json_t *value)
{
    return json_dumpf(value, stdout, JSON_COMPACT | JSON_ENCODE_ANY) == 0 || ferror(stdout) ? YES : no_memory();
}

int write_json(json_t *value)
{
    if (!value)
        return no_memory();
    int result = dump(value);
    putchar('\n');
    json_decref(value);
    return result;
}

int write_json_array(json_t *array)
{
    if (!array)
        return no_memory();
    int result = YES;
    size_t count = json_array_size(array);
    for (size_t i = 0; i < count && result == YES; i++) {
        fputs(i == 0 ? "[" : ",\n ", stdout);
        result = dump(json_array_get(array, i));
    }
    puts(count == 0 ? "[]" : "]");
    json_decref(array);
    return result;
}

void json_append(json_t **array, json_t *value)
{
    if (json_array_append_new(*array, value) == 0)
        return;
    json_decref(*array);
    *array = NULL;
}

void hex_print(const void *bytes, size_t size, char *text)
{
    static const char digits[] = "0123456789abcdef";
    const uint8_t *byte = bytes;
    for (size_t i = 0; i < size; i++) {
        text[2 * i] = digits[byte[i] >> 4];
        text[2 * i + 1] = digits[byte[i] & 15];
    }
    text[2 * size] = '\0';
}

json_t *json_of_hex(const void *bytes, size_t size)
{
    char *text = malloc(2 * size + 1);
    if (!text)
        return NULL;
    hex_print(bytes, size, text);
    json_t *string = json_stringn(text, 2 * size);
    free(text);
    return string;
}

json_t *json_of_bytes(const void *bytes, size_t size)
{
    return json_pack("{s:o}", "hex", json_of_hex(bytes, size));
}

json_t *json_of_text(const char *text, size_t size)
{
    json_t *string = json_stringn(size > 0 ? text : "", size);
    return string ? string : json_of_bytes(text, size);
}

json_t *json_of_wide(uint64_t value)
{
    char text[24];
    snprintf(text, sizeof(text), "0x%" PRIx64, value);
    return json_string(text);
}

static int digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

long hex_parse(const char *text, size_t size, uint8_t *bytes, size_t *bad)
{
    long count = 0;
    for (size_t i = 0; i < size; i += 2) {
        while (i < size && (text[i] == ' ' || (text[i] == ':' && count > 0)))
            i++;
        if (i == size)
            break;
        int high = digit(text[i]);
        int low = i + 1 < size ? digit(text[i + 1]) : -1;
        if (high < 0 || low < 0) {
            *bad = high < 0 ? i : i + 1;
            return -1;
        }
        bytes[count++] = (uint8_t)(high << 4 | low);
    }
    return count;
}

int number_parse(const char *text, int64_t *value)
{
    const char *digits = text + (text[0] == '-' || text[0] == '+');
    int base = strncasecmp(digits, "0x", 2) == 0 ? 16 : 10;
    if (digit(digits[base == 16 ? 2 : 0]) < 0 || (base == 16 && digits[2] == '\0'))
        return -1;
    char *end = NULL;
    errno = 0;
    *value = strtoll(text, &end, base);
    return errno != 0 || *end != '\0' ? -1 : 0;
}
