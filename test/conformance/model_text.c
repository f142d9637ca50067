/* SPDX-License-Identifier: MIT */
/* Address text as the syntax says it. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model.h"

struct writer {
    char *text;
    size_t used;
    size_t size;
};

__attribute__((format(printf, 2, 3))) static void put(struct writer *writer, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int made = vsnprintf(writer->text + writer->used, writer->size - writer->used, format, args);
    va_end(args);
    if (made < 0 || (size_t)made >= writer->size - writer->used)
        abort();
    writer->used += (size_t)made;
}

static bool is_keyed(const struct sockfam_field_row *row)
{
    return row->flags & (SOCKFAM_FIELD_NAMED | SOCKFAM_FIELD_OPT);
}

/* The last field that text must give by position, if it is a text: then it runs to ",key=". */
static const struct cell *greedy_cell(const struct model *model)
{
    const struct cell *last = NULL;
    for (size_t i = 0; i < model->count; i++)
        if (!is_keyed(model->cell[i].row) && !is_fixed(model->cell[i].row))
            last = &model->cell[i];
    return last && is_text(last->row) ? last : NULL;
}

/* Whether "FIELD=" stands at p. */
static bool is_key(const struct model *model, const char *p, const char *end)
{
    for (size_t i = 0; i < model->count; i++) {
        const struct sockfam_field_row *row = model->cell[i].row;
        size_t size = strlen(row->name);
        if (!is_fixed(row) && (size_t)(end - p) > size && memcmp(p, row->name, size) == 0 && p[size] == '=')
            return true;
    }
    return false;
}

static bool is_escaped(const struct model *model, const struct cell *cell, const char *p)
{
    const char *begin = (const char *)cell->data;
    const char *end = begin + cell->size;
    unsigned char c = (unsigned char)*p;
    if (c < 0x21 || c > 0x7e || c == '%' || (p == begin && (c == '#' || c == '@')))
        return true;
    if (cell != greedy_cell(model))
        return c == ',' || c == ':' || c == '=';
    if (c == ',')
        return is_key(model, p + 1, end);
    return c == '=' && is_key(model, begin, end) && memchr(begin, '=', (size_t)(end - begin)) == p;
}

static void put_variable(struct writer *writer, const struct model *model, const struct cell *cell, bool escape_all)
{
    const char *begin = (const char *)cell->data;
    bool is_abstract = cell->row->kind == SOCKFAM_KIND_PATH && cell->size && begin[0] == '\0';
    if (is_abstract)
        put(writer, "@");
    for (const char *p = begin + is_abstract; p < begin + cell->size; p++) {
        if (escape_all || is_escaped(model, cell, p))
            put(writer, "%%%02X", (unsigned char)*p);
        else
            put(writer, "%c", *p);
    }
}

static void put_number_text(struct writer *writer, const struct cell *cell, bool is_hex)
{
    bool is_signed = cell->row->kind == SOCKFAM_KIND_SINT;
    bool is_negative = is_signed && (int64_t)cell->number < 0;
    uint64_t magnitude = is_negative ? 0 - cell->number : cell->number;
    const char *sign = is_negative ? "-" : "";
    if (is_hex)
        put(writer, "%s0x%" PRIx64, sign, magnitude);
    else
        put(writer, "%s%" PRIu64, sign, magnitude);
}

/* The zone of an IPv6 address, NULL: it has none. */
static const struct cell *zone_of(const struct model *model, const struct cell *cell)
{
    for (size_t i = 0; cell->row->zone_at && i < model->count; i++)
        if (model->cell[i].row->at == cell->row->zone_at)
            return &model->cell[i];
    return NULL;
}

static bool is_zone(const struct model *model, const struct cell *cell)
{
    for (size_t i = 0; i < model->count; i++)
        if (zone_of(model, &model->cell[i]) == cell)
            return true;
    return false;
}

/* An address or identifier as a tuple has it, which is its text. */
static void put_literal(struct writer *writer, const struct model *model, const struct cell *cell)
{
    struct tuple tuple;
    struct model only = { .layout = model->layout, .count = 1 };
    only.cell[0] = *cell;
    model_tuple(&only, true, &tuple);
    put(writer, "%.*s", (int)tuple.value[0].span.size, tuple.value[0].span.data);
}

/* Both are read with and without colons. */
static void put_bytes(struct writer *writer, const struct cell *cell, enum style style)
{
    bool has_colons = (cell->row->kind == SOCKFAM_KIND_MAC) != (style == STYLE_KEYS);
    for (size_t i = 0; i < cell->size; i++)
        put(writer, style == STYLE_KEYS ? "%s%02X" : "%s%02x", has_colons && i > 0 ? ":" : "", cell->data[i]);
}

/* A value without brackets and zone. */
static void put_value(struct writer *writer, const struct model *model, const struct cell *cell, enum style style)
{
    switch (is_list(cell->row) ? 0 : cell->row->kind) {
    case SOCKFAM_KIND_UINT:
    case SOCKFAM_KIND_SINT:
        put_number_text(writer, cell, style == STYLE_CANONICAL && cell->row->flags & SOCKFAM_FIELD_HEX);
        break;
    case SOCKFAM_KIND_IFACE:
        put(writer, "#%" PRIu64, cell->number);
        break;
    case SOCKFAM_KIND_TEXT:
    case SOCKFAM_KIND_PATH:
        put_variable(writer, model, cell, style == STYLE_KEYS);
        break;
    case SOCKFAM_KIND_BYTES:
    case SOCKFAM_KIND_MAC:
        put_bytes(writer, cell, style);
        break;
    default:
        put_literal(writer, model, cell);
        break;
    }
}

static void put_field(struct writer *writer, const struct model *model, const struct cell *cell, enum style style)
{
    const struct cell *zone = zone_of(model, cell);
    if (cell->row->kind != SOCKFAM_KIND_IPV6 || is_list(cell->row)) {
        put_value(writer, model, cell, style);
        return;
    }
    put(writer, "[");
    put_value(writer, model, cell, style);
    if (zone && zone->number && style == STYLE_CANONICAL)
        put(writer, "%%%" PRIu64, zone->number);
    put(writer, "]");
}

/* The scheme, the body, and "//" before a body that begins so. */
static void finish(const struct model *model, const char *body, char text[4096])
{
    snprintf(text, 4096, "%s:%s%s", model->layout->row->name, strncmp(body, "//", 2) == 0 ? "//" : "", body);
}

static void put_canonical(struct writer *writer, const struct model *model)
{
    unsigned done = 0;
    for (size_t i = 0; i < 2 * model->count; i++) { /* positions first, then keys */
        const struct cell *cell = &model->cell[i % model->count];
        bool by_key = is_keyed(cell->row);
        if (is_fixed(cell->row) || by_key != (i >= model->count) || (by_key && is_zone(model, cell)) ||
            (cell->row->flags & SOCKFAM_FIELD_OPT && is_default(cell)))
            continue;
        if (!by_key && done && cell == greedy_cell(model) && cell->size == 0)
            by_key = true; /* nothing may follow a separator */
        if (done++)
            put(writer, "%c", by_key || !cell->row->sep ? ',' : cell->row->sep);
        if (by_key)
            put(writer, "%s=", cell->row->name);
        put_field(writer, model, cell, STYLE_CANONICAL);
    }
}

/* Optional fields by position too, as long as nothing is greedy, then what must have its key. */
static void put_commas(struct writer *writer, const struct model *model)
{
    unsigned done = 0;
    bool is_greedy = greedy_cell(model) != NULL;
    bool was_empty = false; /* nothing may follow the last separator */
    for (size_t i = 0; i < 2 * model->count; i++) {
        const struct cell *cell = &model->cell[i % model->count];
        bool by_key = cell->row->flags & SOCKFAM_FIELD_NAMED || (cell->row->flags & SOCKFAM_FIELD_OPT && is_greedy);
        if (is_fixed(cell->row) || by_key != (i >= model->count))
            continue;
        was_empty |= cell->size == 0 && !is_number(cell->row) && cell->row->kind != SOCKFAM_KIND_IFACE;
        by_key |= was_empty;
        put(writer, "%s%s%s", done++ ? "," : "", by_key ? cell->row->name : "", by_key ? "=" : "");
        put_field(writer, model, cell, STYLE_COMMAS);
    }
}

static void put_key(struct writer *writer, const struct model *model, const struct cell *cell)
{
    put(writer, "%s%s=", writer->used ? "," : "", cell->row->name);
    put_field(writer, model, cell, STYLE_KEYS);
}

static void put_keys(struct writer *writer, const struct model *model, struct random *random)
{
    size_t order[SOCKFAM_FIELDS_MAX];
    for (size_t i = 0; i < model->count; i++) {
        size_t k = (size_t)random_below(random, i + 1);
        order[i] = order[k];
        order[k] = i;
    }
    for (size_t i = 0; i < model->count; i++) {
        const struct cell *cell = &model->cell[order[i]];
        bool may_stay_out = cell->row->flags & SOCKFAM_FIELD_OPT && is_default(cell) && random_below(random, 2);
        if (!is_fixed(cell->row) && !may_stay_out)
            put_key(writer, model, cell);
    }
}

void model_text(const struct model *model, enum style style, struct random *random, char text[4096])
{
    char body[4000] = "";
    struct writer writer = { body, 0, sizeof(body) };
    if (style == STYLE_CANONICAL)
        put_canonical(&writer, model);
    else if (style == STYLE_COMMAS)
        put_commas(&writer, model);
    else
        put_keys(&writer, model, random);
    finish(model, body, text);
}

void model_text_with(const struct model *model, const struct sockfam_field_row *field, const char *other,
                     char text[4096])
{
    char body[4000] = "";
    struct writer writer = { body, 0, sizeof(body) };
    for (size_t i = 0; i < model->count; i++) {
        const struct cell *cell = &model->cell[i];
        if (is_fixed(cell->row))
            continue;
        if (cell->row != field)
            put_key(&writer, model, cell);
        else if (other)
            put(&writer, "%s%s=%s", writer.used ? "," : "", cell->row->name, other);
    }
    finish(model, body, text);
}

void model_field_text(const struct model *model, const struct cell *cell, char text[1024])
{
    struct writer writer = { text, 0, 1024 };
    text[0] = '\0';
    put_value(&writer, model, cell, STYLE_CANONICAL);
}
