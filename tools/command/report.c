/* SPDX-License-Identifier: MIT */
/*
 * Errors for people. What comes from outside (arguments, stdin, plugins, configs) is cleaned of bytes that a terminal
 * would obey: control characters and what is not UTF-8 become '?', one column for one byte or character. So a caret can
 * stand under the byte that a text went wrong at.
 */
#include "command.h"

#include <stdarg.h>
#include <string.h>

#define BEFORE_CARET 60 /* bytes of the text that are shown */
#define AFTER_CARET 40

/* Line separators, and what turns the direction of text around. */
static int is_obeyed(uint32_t code)
{
    return code == 0x61c || code == 0x200e || code == 0x200f || (code >= 0x2028 && code <= 0x202e) ||
           (code >= 0x2066 && code <= 0x2069);
}

/* Bytes of the printable character at `text`, at most `size`; 0: there is none. */
static size_t character_size(const char *text, size_t size)
{
    static const uint32_t lowest[] = { 0, 0, 0xa0, 0x800, 0x10000 };
    const unsigned char *byte = (const unsigned char *)text;
    if (byte[0] < 0x80)
        return byte[0] >= 0x20 && byte[0] != 0x7f;
    size_t length = byte[0] >= 0xf0 ? 4 : byte[0] >= 0xe0 ? 3 : 2;
    if (byte[0] < 0xc2 || byte[0] > 0xf4 || length > size)
        return 0;
    uint32_t code = byte[0] & (0x7fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((byte[i] & 0xc0) != 0x80)
            return 0;
        code = code << 6 | (byte[i] & 0x3fu);
    }
    if (code < lowest[length] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) || is_obeyed(code))
        return 0;
    return length;
}

/* Returns the columns that it took. */
static size_t put_columns(FILE *stream, const char *text, size_t size)
{
    size_t columns = 0;
    for (size_t at = 0, length; at < size; at += length, columns++) {
        length = character_size(text + at, size - at);
        if (length > 0) {
            fwrite(text + at, 1, length, stream);
        } else {
            fputc('?', stream);
            length = 1;
        }
    }
    return columns;
}

void put_clean(FILE *stream, const char *text, size_t size)
{
    put_columns(stream, text, size);
}

void report(const char *format, ...)
{
    char message[2048];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof(message), format, args);
    va_end(args);
    fputs("sockfam: ", stderr);
    put_clean(stderr, message, strlen(message));
    fputc('\n', stderr);
}

const char *error_text(const struct sockfam_error *error, char *text, size_t size)
{
    char place[sizeof(error->file) + 32] = "";
    if (error->file[0] != '\0' && !strstr(error->message, error->file)) {
        if (error->line > 0)
            snprintf(place, sizeof(place), "%s:%u:%u: ", error->file, error->line, error->column);
        else
            snprintf(place, sizeof(place), "%s: ", error->file);
    }
    snprintf(text, size, "%s%s%s%s", place, error->pointer, error->pointer[0] != '\0' ? ": " : "", error->message);
    return text;
}

const char *stage_name(uint32_t stage)
{
    static const char *const names[] = {
        [SOCKFAM_STAGE_NONE] = NULL,   [SOCKFAM_STAGE_PARSE] = "parse", [SOCKFAM_STAGE_PATH] = "path",
        [SOCKFAM_STAGE_NOTE] = "note", [SOCKFAM_STAGE_GATE] = "gate",   [SOCKFAM_STAGE_COMMIT] = "commit",
        [SOCKFAM_STAGE_LOAD] = "load", [SOCKFAM_STAGE_MATCH] = "match",
    };
    return stage < sizeof(names) / sizeof(names[0]) ? names[stage] : NULL;
}

const char *protocol_type_name(int32_t type)
{
    static const char *const names[] = {
        [SOCKFAM_STREAM] = "STREAM", [SOCKFAM_DGRAM] = "DGRAM",         [SOCKFAM_RAW] = "RAW",
        [SOCKFAM_RDM] = "RDM",       [SOCKFAM_SEQPACKET] = "SEQPACKET", [SOCKFAM_DCCP] = "DCCP",
    };
    return type > 0 && (size_t)type < sizeof(names) / sizeof(names[0]) ? names[type] : "unknown";
}

void report_error(const struct sockfam_error *error)
{
    char text[1280];
    report("%s", error_text(error, text, sizeof(text)));
}

static int is_continuation(char byte)
{
    return (byte & 0xc0) == 0x80;
}

void report_text_error(const char *where, const struct sockfam_error *error, const char *text, size_t size)
{
    char message[1280];
    report("%s%s", where, error_text(error, message, sizeof(message)));
    if (error->offset == 0 || error->offset - 1 > size)
        return;
    size_t at = error->offset - 1;
    size_t start = at > BEFORE_CARET ? at - BEFORE_CARET : 0;
    size_t end = size - at > AFTER_CARET ? at + AFTER_CARET : size;
    while (start < at && is_continuation(text[start]))
        start++;
    while (end < size && end > at && is_continuation(text[end]))
        end--;
    fputs(start > 0 ? "  ..." : "  ", stderr);
    size_t columns = put_columns(stderr, text + start, at - start) + (start > 0 ? 5 : 2);
    put_columns(stderr, text + at, end - at);
    fprintf(stderr, "%s\n%*s^\n", end < size ? "..." : "", (int)columns, "");
}
