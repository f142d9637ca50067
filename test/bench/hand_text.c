/* SPDX-License-Identifier: MIT */
/* unix and alg by hand: the formats whose fields are text. */
#include "hand.h"

#define UNIX 1
#define ALG 38
#define PATH_MAX_SIZE 108

static bool is_plain(char c)
{
    return c > 0x20 && c < 0x7f && c != '%';
}

static char *print_escaped(char *out, char c)
{
    *out++ = '%';
    *out++ = "0123456789ABCDEF"[(uint8_t)c >> 4];
    *out++ = "0123456789ABCDEF"[c & 15];
    return out;
}

/* Undoes %XX up to `until` or the end; bytes made, at most `room`. */
static size_t read_text(struct hand_reader *reader, const char *end, uint8_t *out, size_t room)
{
    size_t size = 0;
    for (; reader->p < end; reader->p++) {
        char c = *reader->p;
        if (c == '%') {
            int high = end - reader->p > 2 ? sf_hex_value(reader->p[1]) : -1;
            int low = end - reader->p > 2 ? sf_hex_value(reader->p[2]) : -1;
            reader->is_bad |= high < 0 || low < 0;
            c = (char)(high << 4 | low);
            reader->p += high < 0 || low < 0 ? 0 : 2;
        }
        if (size == room) {
            reader->is_bad = true;
            return size;
        }
        out[size++] = (uint8_t)c;
    }
    return size;
}

int hand_parse_unix(const char *text, size_t size, struct hand *address)
{
    struct hand made;
    struct hand_reader reader = HAND_BEGIN(text, size, "unix:");
    if (HAND_TAKES(&reader, "//"))
        (void)0; /* "unix:///x" is a way to write "/x" */
    bool is_abstract = hand_more(&reader) && *reader.p == '@';
    hand_start(&made, UNIX, 2 + PATH_MAX_SIZE);
    size_t length = read_text(&reader, reader.end, made.bytes + 2, PATH_MAX_SIZE - !is_abstract);
    if (is_abstract)
        made.bytes[2] = '\0';
    else
        reader.is_bad |= memchr(made.bytes + 2, 0, length) != NULL;
    made.length = (uint32_t)(2 + length + (length && !is_abstract));
    return hand_end(&reader, &made, address);
}

size_t hand_print_unix(const struct hand *address, char *text, size_t size)
{
    char made[3 * PATH_MAX_SIZE + 8];
    if (address->length < 2 || hand_get16(address, 0) != UNIX)
        return 0;
    const char *p = (const char *)address->bytes + 2, *end = (const char *)address->bytes + address->length;
    bool is_abstract = p < end && *p == '\0';
    char *out = HAND_TEXT(made, "unix:");
    if (end - p >= 2 && p[0] == '/' && p[1] == '/')
        out = HAND_TEXT(out, "//");
    if (is_abstract) {
        *out++ = '@';
        p++;
    } else {
        end = p + strnlen(p, (size_t)(end - p));
        if (p < end && (*p == '@' || *p == '#'))
            out = print_escaped(out, *p++);
    }
    for (; p < end; p++) {
        if (is_plain(*p))
            *out++ = *p;
        else
            out = print_escaped(out, *p);
    }
    return hand_give(made, out, text, size);
}

/* Where ",feat=" or ",mask=" stands, which end a name that may hold commas. */
static const char *find_keys(const char *p, const char *end)
{
    for (; (p = memchr(p, ',', (size_t)(end - p))); p++)
        if (end - p >= 6 && (memcmp(p, ",feat=", 6) == 0 || memcmp(p, ",mask=", 6) == 0))
            return p;
    return end;
}

int hand_parse_alg(const char *text, size_t size, struct hand *address)
{
    struct hand made;
    unsigned seen = 0;
    struct hand_reader reader = HAND_BEGIN(text, size, "alg:");
    const char *comma = memchr(reader.p, ',', (size_t)(reader.end - reader.p));
    hand_start(&made, ALG, SOCKFAM_ADDRESS_MAX);
    if (!comma)
        return -1;
    read_text(&reader, comma, made.bytes + 2, 13);
    reader.p += !reader.is_bad;
    size_t length = read_text(&reader, find_keys(reader.p, reader.end), made.bytes + 24, 103);
    reader.is_bad |= memchr(made.bytes + 24, 0, length) != NULL;
    while (hand_more(&reader)) {
        if (HAND_KEY(&reader, "feat", &seen, 1))
            hand_put32(&made, 16, (uint32_t)hand_number(&reader, UINT32_MAX));
        else if (HAND_KEY(&reader, "mask", &seen, 2))
            hand_put32(&made, 20, (uint32_t)hand_number(&reader, UINT32_MAX));
        else
            reader.is_bad = true;
    }
    made.length = length < 64 ? 88 : (uint32_t)(24 + length + 1);
    return hand_end(&reader, &made, address);
}

static char *print_name(char *out, const uint8_t *bytes, size_t room, bool is_last)
{
    const char *p = (const char *)bytes;
    for (size_t i = 0; i < room && p[i]; i++) {
        if (is_plain(p[i]) && (is_last || (p[i] != ',' && p[i] != ':' && p[i] != '=')))
            *out++ = p[i];
        else
            out = print_escaped(out, p[i]);
    }
    return out;
}

size_t hand_print_alg(const struct hand *address, char *text, size_t size)
{
    char made[512];
    if (address->length < 88 || hand_get16(address, 0) != ALG)
        return 0;
    char *out = HAND_TEXT(made, "alg:");
    out = print_name(out, address->bytes + 2, 14, false);
    *out++ = ',';
    out = print_name(out, address->bytes + 24, address->length - 24, true);
    if (hand_get32(address, 16)) {
        out = HAND_TEXT(out, ",feat=");
        out = sf_print_hex(out, hand_get32(address, 16));
    }
    if (hand_get32(address, 20)) {
        out = HAND_TEXT(out, ",mask=");
        out = sf_print_hex(out, hand_get32(address, 20));
    }
    return hand_give(made, out, text, size);
}
