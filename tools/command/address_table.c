/* SPDX-License-Identifier: MIT */
/*
 * An address for people: its texts, a line for each field, and its bytes under a ruler, each field's name beneath the
 * bytes that hold it.
 */
#include "address.h"
#include "kind.h"

#include <string.h>

#define ROW 16    /* bytes in one line of the ruler */
#define WIDEST 48 /* columns to which values are aligned; longer ones stick out */
#define VALUE_MAX (2 * SOCKFAM_TEXT_MAX + 8)

/* Bytes of the sockaddr and what they are called. */
struct span {
    const char *name;
    size_t from;
    size_t to;
};

struct spans {
    struct span span[2 * SOCKFAM_FIELDS_MAX + 2];
    size_t count;
};

static void add_span(struct spans *spans, const char *name, size_t from, size_t to, size_t length)
{
    if (to > length)
        to = length;
    if (from < to)
        spans->span[spans->count++] = (struct span){ name, from, to };
}

static size_t field_end(const struct sockfam_address *address, const struct sockfam_field_row *field)
{
    size_t end = (size_t)field->at + field->size;
    return field->flags & SOCKFAM_FIELD_TAIL && address->length > end ? address->length : end;
}

static void find_spans(const struct sockfam_address *address, const struct sockfam_values *fields, struct spans *spans)
{
    spans->count = 0;
    add_span(spans, "af", 0, 2, address->length);
    if (!address->format)
        add_span(spans, "data", 2, address->length, address->length);
    for (size_t i = 0; i < fields->count; i++) {
        const struct sockfam_field_row *field = fields->field[i];
        add_span(spans, field->name, field->at, field_end(address, field), address->length);
        if (field->len_at != 0)
            add_span(spans, "ln", field->len_at, (size_t)field->len_at + 1, address->length);
    }
}

/* "port-------" beneath the bytes of each field, dashes where one goes on from the line before. */
static void put_labels(const struct spans *spans, size_t from)
{
    char line[3 * ROW + 1];
    size_t used = 0;
    memset(line, ' ', sizeof(line));
    for (size_t i = 0; i < spans->count; i++) {
        const struct span *span = &spans->span[i];
        size_t first = span->from > from ? span->from : from;
        size_t last = span->to < from + ROW ? span->to : from + ROW;
        if (first >= last)
            continue;
        char *at = line + 3 * (first - from);
        size_t width = 3 * (last - first) - 1;
        size_t name = first == span->from ? strlen(span->name) : 0;
        memset(at, '-', width);
        memcpy(at, span->name, name < width ? name : width);
        if (used < (size_t)(at - line) + width)
            used = (size_t)(at - line) + width;
    }
    if (used > 0)
        printf("        %.*s\n", (int)used, line);
}

static int is_zero(const struct sockfam_address *address, size_t from)
{
    for (size_t i = from; i < from + ROW && i < address->length; i++) {
        if (address->bytes[i] != 0)
            return 0;
    }
    return 1;
}

static void put_row(const struct sockfam_address *address, const struct spans *spans, size_t from)
{
    printf("%6zu ", from);
    for (size_t i = from; i < from + ROW && i < address->length; i++)
        printf(" %02x", address->bytes[i]);
    putchar('\n');
    put_labels(spans, from);
}

/* Of several lines of zeros the first is shown, and a star for the others. */
static void put_ruler(const struct sockfam_address *address, const struct spans *spans)
{
    if (address->length == 0)
        return;
    fputs("\noffset ", stdout);
    for (size_t i = 0; i < ROW && i < address->length; i++)
        printf(" %2zu", i);
    putchar('\n');
    int starred = 0;
    for (size_t from = 0; from < address->length; from += ROW) {
        if (from > 0 && is_zero(address, from) && is_zero(address, from - ROW)) {
            if (!starred)
                puts("     *");
            starred = 1;
            continue;
        }
        starred = 0;
        put_row(address, spans, from);
    }
}

/* "2 (HOST)": the canonical value, and what it is called where that differs. */
static void field_value(const struct sockfam_context *ctx, const struct sockfam_address *address,
                        const struct sockfam_field_row *field, unsigned flags, char *text)
{
    char plain[SOCKFAM_TEXT_MAX];
    char display[SOCKFAM_TEXT_MAX];
    if (sockfam_address_print_field(ctx, address, field, flags, plain, sizeof(plain), NULL, NULL) < 0)
        plain[0] = '\0';
    if (sockfam_address_print_field(ctx, address, field, flags | SOCKFAM_DISPLAY, display, sizeof(display), NULL,
                                    NULL) < 0 ||
        strcmp(plain, display) == 0)
        snprintf(text, VALUE_MAX, "%s", plain);
    else
        snprintf(text, VALUE_MAX, "%s (%s)", plain, display);
}

static int wider(int width, size_t length)
{
    return length > (size_t)width && length <= WIDEST ? (int)length : width;
}

static void put_fields(const struct sockfam_context *ctx, const struct sockfam_address *address,
                       const struct sockfam_values *fields, unsigned flags)
{
    char value[VALUE_MAX];
    int name_width = 5;
    int value_width = 5;
    for (size_t i = 0; i < fields->count; i++) {
        field_value(ctx, address, fields->field[i], flags, value);
        name_width = wider(name_width, strlen(fields->field[i]->name));
        value_width = wider(value_width, strlen(value));
    }
    printf("\n%-*s  %-*s  offset  size  meaning\n", name_width, "field", value_width, "value");
    for (size_t i = 0; i < fields->count; i++) {
        const struct sockfam_field_row *field = fields->field[i];
        size_t end = field_end(address, field);
        if (end > address->length && kind_is_path(field))
            end = address->length > field->at ? address->length : field->at;
        field_value(ctx, address, field, flags, value);
        printf("%-*s  %-*s  %6u  %4zu  %s\n", name_width, field->name, value_width, value, field->at, end - field->at,
               field->doc);
    }
}

static void put_raw_fields(const struct sockfam_address *address)
{
    char data[2 * SOCKFAM_ADDRESS_MAX + 1];
    size_t head = address->length < 2 ? 0 : 2;
    size_t size = address->length - head;
    hex_print(address->bytes + head, size, data);
    int width = wider(5, strlen(data));
    printf("\nfield   %-*s  offset  size  meaning\n", width, "value");
    if (head > 0)
        printf("family  %-*u  %6d  %4d  address family number\n", width, address_af(address), 0, 2);
    printf("data    %-*s  %6zu  %4zu  bytes that no driver takes apart\n", width, data, head, size);
}

static void put_head(const struct sockfam_address *address, const char *text, const char *display)
{
    printf("text     %s\n", text);
    if (strcmp(text, display) != 0)
        printf("display  %s\n", display);
    if (address->format)
        printf("format   %s, of family %s, AF number %u, ", address->format->name,
               address->format->family->name, address_af(address));
    else
        printf("format   raw, as no driver takes it apart, AF number %u, ", address_af(address));
    printf("%u byte%s", address->length, address->length == 1 ? "" : "s");
    if (address->received != address->length)
        printf(", %u received", address->received);
    putchar('\n');
}

int address_write_table(const struct sockfam_context *ctx, const struct sockfam_address *address, unsigned flags)
{
    char text[SOCKFAM_TEXT_MAX];
    char display[SOCKFAM_TEXT_MAX];
    struct sockfam_error error = { 0 };
    SOCKFAM_VALUES(fields);
    if (address_text(ctx, address, flags, text) != YES ||
        address_text(ctx, address, flags | SOCKFAM_DISPLAY, display) != YES)
        return NO;
    if (address->format && sockfam_address_to_values(ctx, address, flags | SOCKFAM_ALL_FIELDS, &fields, &error) < 0) {
        report_error(&error);
        return NO;
    }
    struct spans spans;
    find_spans(address, &fields, &spans);
    put_head(address, text, display);
    if (address->format)
        put_fields(ctx, address, &fields, flags);
    else
        put_raw_fields(address);
    put_ruler(address, &spans);
    return YES;
}
