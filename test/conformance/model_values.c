/* SPDX-License-Identifier: MIT */
/* Python's tuple as the tables say it. */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "model.h"

/* The code point at p, its length in *size; -1: not UTF-8. */
static long code_point(const uint8_t *p, const uint8_t *end, size_t *size)
{
    static const uint8_t firsts[] = { 0x00, 0xc0, 0xe0, 0xf0 };
    static const uint8_t masks[] = { 0x80, 0xe0, 0xf0, 0xf8 };
    static const long least[] = { 0, 0x80, 0x800, 0x10000 };
    for (size_t more = 0; more < 4; more++) {
        if ((*p & masks[more]) != firsts[more])
            continue;
        long point = *p & ~masks[more];
        for (size_t i = 1; i <= more; i++) {
            if (p + i >= end || (p[i] & 0xc0) != 0x80)
                return -1;
            point = point << 6 | (p[i] & 0x3f);
        }
        *size = more + 1;
        return point < least[more] || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? -1 : point;
    }
    return -1;
}

static bool is_utf8(const uint8_t *data, size_t size)
{
    const uint8_t *end = data + size;
    size_t step = 0;
    for (const uint8_t *p = data; p < end; p += step)
        if (code_point(p, end, &step) <= 0)
            return false;
    return true;
}

static struct sockfam_value text_value(char *scratch)
{
    return sockfam_value_text(scratch, strlen(scratch));
}

/* With '+' between elements, IPv6 ones in brackets. */
static struct sockfam_value list_value(const struct cell *cell, char *scratch)
{
    bool is_ipv4 = cell->row->kind == SOCKFAM_KIND_IPV4;
    size_t unit = element_size(cell->row), used = 0;
    for (size_t at = 0; at < cell->size; at += unit) {
        char one[64];
        inet_ntop(is_ipv4 ? AF_INET : AF_INET6, cell->data + at, one, sizeof(one));
        used += (size_t)snprintf(scratch + used, 1024 - used, is_ipv4 ? "%s%s" : "%s[%s]", at > 0 ? "+" : "", one);
    }
    return sockfam_value_text(scratch, used);
}

static struct sockfam_value literal_value(const struct cell *cell, char *scratch)
{
    const uint8_t *b = cell->data;
    switch (cell->row->kind) {
    case SOCKFAM_KIND_BDADDR:
        snprintf(scratch, 64, "%02X:%02X:%02X:%02X:%02X:%02X", b[5], b[4], b[3], b[2], b[1], b[0]);
        return text_value(scratch);
    case SOCKFAM_KIND_GUID:
        snprintf(scratch, 64, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", b[3], b[2], b[1],
                 b[0], b[5], b[4], b[7], b[6], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
        return text_value(scratch);
    default:
        inet_ntop(cell->row->kind == SOCKFAM_KIND_IPV4 ? AF_INET : AF_INET6, b, scratch, 64);
        return text_value(scratch);
    }
}

static struct sockfam_value value_of(const struct cell *cell, char *scratch)
{
    const char *data = (const char *)cell->data;
    if (is_list(cell->row))
        return list_value(cell, scratch);
    switch (cell->row->kind) {
    case SOCKFAM_KIND_UINT:
        return sockfam_value_uint(cell->number);
    case SOCKFAM_KIND_SINT:
        return sockfam_value_sint((int64_t)cell->number);
    case SOCKFAM_KIND_IFACE:
        return cell->number ? sockfam_value_uint(cell->number) : sockfam_value_text("", 0);
    case SOCKFAM_KIND_TEXT:
    case SOCKFAM_KIND_PATH:
        return is_utf8(cell->data, cell->size) ? sockfam_value_text(data, cell->size)
                                               : sockfam_value_bytes(data, cell->size);
    case SOCKFAM_KIND_BYTES:
    case SOCKFAM_KIND_MAC:
        return sockfam_value_bytes(data, cell->size);
    default:
        return literal_value(cell, scratch);
    }
}

/* ------------------------------------------------------------------ tuples */

static const struct cell *cell_named(const struct model *model, const char *name)
{
    for (size_t i = 0; i < model->count; i++)
        if (strcmp(model->cell[i].row->name, name) == 0 && !is_fixed(model->cell[i].row))
            return &model->cell[i];
    return NULL;
}

/* `cell` NULL: a number that no field has. */
static void add_value(struct tuple *tuple, const struct cell *cell, uint32_t flags, int64_t number)
{
    size_t at = tuple->count++;
    tuple->field[at] = cell ? cell->row : NULL;
    tuple->flags[at] = flags;
    tuple->value[at] = cell ? value_of(cell, tuple->scratch[at]) : sockfam_value_sint(number);
}

static void add_fields(const struct model *model, struct tuple *tuple)
{
    for (size_t i = 0; i < model->count; i++) {
        uint32_t flags = model->cell[i].row->flags & SOCKFAM_FIELD_OPT ? SOCKFAM_TUPLE_OPTIONAL : 0;
        if (!is_fixed(model->cell[i].row))
            add_value(tuple, &model->cell[i], flags, 0);
    }
}

void model_whole_tuple(const struct model *model, struct tuple *tuple)
{
    const struct sockfam_format *format = model->layout->format;
    const struct sockfam_tuple_row *row;
    tuple->count = 0;
    for (size_t i = 0; (row = sockfam_format_tuple_at(format, i)); i++)
        if (row->when == 0 || row->when & UINT32_C(1) << model->layout->variant)
            add_value(tuple, row->field[0] ? cell_named(model, row->field) : NULL, row->flags, row->number);
    if (!sockfam_format_tuple_at(format, 0))
        add_fields(model, tuple);
}

void model_tuple(const struct model *model, bool all_fields, struct tuple *tuple)
{
    tuple->count = 0;
    if (all_fields) {
        add_fields(model, tuple);
        return;
    }
    model_whole_tuple(model, tuple);
    while (tuple->count > 0 && tuple->flags[tuple->count - 1] & SOCKFAM_TUPLE_TRIM) {
        const struct cell *cell = cell_named(model, tuple->field[tuple->count - 1]->name);
        if (!is_default(cell))
            break;
        tuple->count--;
    }
}

bool is_told(const struct model *model, const struct sockfam_field_row *row)
{
    const struct sockfam_format *format = model->layout->format;
    const struct sockfam_tuple_row *element;
    bool is_element = !sockfam_format_tuple_at(format, 0) || is_fixed(row);
    for (size_t i = 0; (element = sockfam_format_tuple_at(format, i)); i++)
        if ((element->when == 0 || element->when & UINT32_C(1) << model->layout->variant) &&
            strcmp(element->field, row->name) == 0 && !(element->flags & SOCKFAM_TUPLE_IGNORED))
            is_element = true;
    return is_element;
}

bool is_in_tuple(const struct model *model)
{
    for (size_t i = 0; i < model->count; i++) {
        const struct cell *cell = &model->cell[i];
        if (!is_told(model, cell->row) && !is_default(cell))
            return false;
        if (cell->row->kind == SOCKFAM_KIND_TEXT && !has_any_byte(cell->row) && !is_utf8(cell->data, cell->size))
            return false;
    }
    return true;
}

bool same_value(const struct sockfam_value *a, const struct sockfam_value *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == SOCKFAM_VALUE_UINT || a->kind == SOCKFAM_VALUE_SINT)
        return a->u == b->u;
    return a->span.size == b->span.size && (a->span.size == 0 || memcmp(a->span.data, b->span.data, a->span.size) == 0);
}
