/* SPDX-License-Identifier: MIT */
/*
 * Text of one field into the sockaddr: what the address syntax adds to plain values (numbers, words, #index, @abstract,
 * %XX), and host names, which the driver's code resolves. JSON strings come through here too.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/address/driver_call.h"
#include "core/address/field.h"
#include "core/base/number.h"

#define PLAIN_MAX 320 /* more than any field can hold; longer text is refused by the field's own limit */

/* Undoes %XX from `text` into `out`; the bytes made, or a negative errno. */
static int unescape(const struct sf_call *call, struct sockfam_span text, char out[PLAIN_MAX])
{
    const char *end = text.data + text.size;
    int size = 0;
    for (const char *p = text.data; p < end; p++) {
        int high = *p == '%' && end - p > 2 ? sf_hex_value(p[1]) : -1;
        int low = *p == '%' && end - p > 2 ? sf_hex_value(p[2]) : -1;
        if (*p == '%' && (high < 0 || low < 0))
            return SF_CALL_FAIL(call, p, SOCKFAM_ERROR_VALUE, 0,
                                "%s: %% is not followed by two hexadecimal digits; a %% itself is written %%25",
                                sf_call_name(call));
        if (size == PLAIN_MAX)
            return SF_CALL_FAIL(call, text.data, SOCKFAM_ERROR_VALUE, 0, "%s: too long: %zu bytes in one value",
                                sf_call_name(call), text.size);
        out[size++] = (char)(*p == '%' ? high << 4 | low : *p);
        p += *p == '%' ? 2 : 0;
    }
    return size;
}

static bool is_same_word(const char *word, struct sockfam_span text)
{
    return strlen(word) == text.size && strncasecmp(word, text.data, text.size) == 0;
}

/* The constant that text names within the field's word set, by its word or in full. */
static const struct sockfam_constant *find_word(const struct sf_op *op, struct sockfam_span text)
{
    for (uint32_t i = 0; i < op->word_count; i++)
        if (is_same_word(op->words[i]->word, text) || is_same_word(op->words[i]->name, text))
            return op->words[i];
    return NULL;
}

/* What would be right, for messages: "a number" or "a number or a word (ANY, HOST)". */
static const char *list_words(const struct sf_op *op, char *text, size_t size)
{
    size_t used = (size_t)snprintf(text, size, op->word_count ? "a number or a word (" : "a number");
    for (uint32_t i = 0; i < op->word_count && i < 5 && used < size; i++)
        used += (size_t)snprintf(text + used, size - used, "%s%s", i ? ", " : "", op->words[i]->word);
    if (op->word_count && used < size)
        snprintf(text + used, size - used, op->word_count > 5 ? ", ...)" : ")");
    return text;
}

static int not_a_number(const struct sf_call *call, const struct sf_op *op, struct sockfam_span text,
                        enum sf_number problem)
{
    char words[160];
    if (problem == SF_NUMBER_OCTAL)
        return SF_CALL_FAIL(call, text.data, SOCKFAM_ERROR_VALUE, 0,
                            "%s: %s \"%.*s\" begins with 0; write it without, or as 0x.. if it is hexadecimal",
                            sf_call_name(call), op->row->name, SF_SHOWN(text));
    if (problem == SF_NUMBER_HUGE)
        return SF_CALL_FAIL(call, text.data, SOCKFAM_ERROR_OVERFLOW, 0, "%s: %s must be %lld to %llu, and %.*s is not",
                            sf_call_name(call), op->row->name, (long long)op->min, (unsigned long long)op->max,
                            SF_SHOWN(text));
    return SF_CALL_FAIL(call, text.data, SOCKFAM_ERROR_VALUE, 0, "%s: %s must be %s, and \"%.*s\" is not", sf_call_name(call),
                        op->row->name, list_words(op, words, sizeof(words)), SF_SHOWN(text));
}

static int read_number(struct sf_call *call, const struct sf_op *op, struct sockfam_span text)
{
    uint64_t number;
    bool negative;
    enum sf_number read = sf_read_number(text.data, text.size, &number, &negative);
    if (read == SF_NUMBER_OK)
        return sf_field_put_number(call, op, number, negative, text.data);
    const struct sockfam_constant *word = find_word(op, text);
    if (word && word->kind == SOCKFAM_CONSTANT_NUMBER)
        return sf_field_put_number(call, op, word->value < 0 ? (uint64_t)0 - (uint64_t)word->value : (uint64_t)word->value,
                                   word->value < 0, text.data);
    return not_a_number(call, op, text, read);
}

/* Sets the field to a value that the text stands for but does not hold; errors point at the text. */
static int put_meant(struct sf_call *call, const struct sf_op *op, struct sockfam_value value, struct sockfam_span text)
{
    const char *origin = call->text;
    call->text = NULL;
    int result = sf_field_put(call, op, &value);
    call->text = origin;
    if (result < 0 && call->error && origin)
        call->error->offset = (uint32_t)sf_call_position(call, text.data) + 1;
    return result;
}

/* Hexadecimal, two digits a byte; a colon may stand between bytes. */
static int read_bytes(struct sf_call *call, const struct sf_op *op, struct sockfam_span text)
{
    char bytes[SOCKFAM_ADDRESS_MAX];
    size_t size = 0;
    const char *end = text.data + text.size;
    for (const char *p = text.data; p < end; p += 2) {
        if (*p == ':' && size > 0 && end - p > 2)
            p++;
        int high = sf_hex_value(p[0]);
        int low = end - p > 1 ? sf_hex_value(p[1]) : -1;
        if (high < 0 || low < 0 || size == sizeof(bytes))
            return SF_CALL_FAIL(call, p, SOCKFAM_ERROR_VALUE, 0,
                                "%s: %s \"%.*s\" is not hexadecimal with two digits a byte", sf_call_name(call),
                                op->row->name, SF_SHOWN(text));
        bytes[size++] = (char)(high << 4 | low);
    }
    return put_meant(call, op, sockfam_value_bytes(bytes, size), text);
}

/* "#index", or a name. */
static int read_interface(struct sf_call *call, const struct sf_op *op, struct sockfam_span text)
{
    char plain[PLAIN_MAX];
    if (text.size && text.data[0] == '#')
        return read_number(call, op, SF_SPAN(text.data + 1, text.data + text.size));
    int size = unescape(call, text, plain);
    return size < 0 ? size : put_meant(call, op, sockfam_value_text(plain, (size_t)size), text);
}

/* TEXT and PATH, whose bytes may be escaped; a leading '@' of a path marks an abstract name. */
static int read_text(struct sf_call *call, const struct sf_op *op, struct sockfam_span text)
{
    char plain[PLAIN_MAX];
    bool is_abstract = op->kind == SOCKFAM_KIND_PATH && text.size && text.data[0] == '@';
    int size = unescape(call, text, plain);
    if (size < 0)
        return size;
    if (op->kind == SOCKFAM_KIND_PATH && !is_abstract && size > 0 && plain[0] == '\0')
        return SF_CALL_FAIL(call, text.data, SOCKFAM_ERROR_VALUE, 0,
                            "%s: %s begins with a NUL byte; an abstract name is written @name", sf_call_name(call),
                            op->row->name);
    if (is_abstract)
        plain[0] = '\0';
    return put_meant(call, op, sockfam_value_text(plain, (size_t)size), text);
}

/* Addresses and identifiers, which have words of their own: a literal, else a word that stands for one. */
static int read_literal(struct sf_call *call, const struct sf_op *op, struct sockfam_span text)
{
    uint8_t *out = call->bytes + op->at;
    if (op->kind == SOCKFAM_KIND_BDADDR && sf_bdaddr_read(text.data, text.size, out))
        return 0;
    if (op->kind == SOCKFAM_KIND_GUID && sf_guid_read(text.data, text.size, out))
        return 0;
    const struct sockfam_constant *word = op->word_count ? find_word(op, text) : NULL;
    if (word && word->text)
        return put_meant(call, op, sockfam_value_text(word->text, strlen(word->text)), text);
    struct sockfam_value value = sockfam_value_text(text.data, text.size);
    return sf_field_put(call, op, &value);
}

int sf_field_read(struct sf_call *call, const struct sf_op *op, struct sockfam_span text)
{
    switch ((enum sockfam_kind)op->kind) {
    case SOCKFAM_KIND_UINT:
    case SOCKFAM_KIND_SINT:
        return read_number(call, op, text);
    case SOCKFAM_KIND_IFACE:
        return read_interface(call, op, text);
    case SOCKFAM_KIND_TEXT:
    case SOCKFAM_KIND_PATH:
        return read_text(call, op, text);
    case SOCKFAM_KIND_BYTES:
        return read_bytes(call, op, text);
    case SOCKFAM_KIND_BDADDR:
    case SOCKFAM_KIND_GUID:
    case SOCKFAM_KIND_IPV4:
    case SOCKFAM_KIND_IPV6:
        return read_literal(call, op, text);
    }
    return -EINVAL;
}

static int refuse_name(const struct sf_call *call, const struct sf_op *op, struct sockfam_span name, const char *why)
{
    return SF_CALL_FAIL(call, name.data, SOCKFAM_ERROR_VALUE, 0, "%s: %s \"%.*s\" is no %s address%s",
                        sf_call_name(call), op->row->name, SF_SHOWN(name),
                        op->kind == SOCKFAM_KIND_IPV4 ? "IPv4" : "IPv6", why);
}

int sf_field_lookup(struct sf_call *call, const struct sf_op *op, struct sockfam_span name)
{
    _Alignas(8) uint8_t found[SOCKFAM_ADDRESS_MAX] = { 0 };
    struct sf_driver_call driver;
    if (!(call->format->code & SOCKFAM_CODE_LOOKUP))
        return refuse_name(call, op, name, "");
    if (call->flags & SOCKFAM_NO_LOOKUP)
        return refuse_name(call, op, name, ", and looking it up as a host name is refused");
    if (memchr(name.data, 0, name.size))
        return refuse_name(call, op, name, ": it has a NUL byte in it");
    int result = sf_driver_call_begin(&driver, call);
    if (result < 0)
        return result;
    sf_family_put(found, call->plan->family);
    result = driver.code->lookup(&driver.call, op->row->name, name, found, call->plan->size);
    if (result < 0)
        return result;
    memcpy(call->bytes + op->at, found + op->at, op->size);
    if (op->zone_at && memcmp(found + op->zone_at, "\0\0\0", 4) != 0) {
        memcpy(call->bytes + op->zone_at, found + op->zone_at, 4);
        call->zoned |= op->zone_bit;
    }
    return 0;
}
