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

static bool is_text(const uint8_t *data, size_t size)
{
    const uint8_t *end = data + size;
    size_t step = 0;
    for (const uint8_t *p = data; p < end; p += step)
        if (code_point(p, end, &step) <= 0)
            return false;
    return true;
}

static uint64_t load_number(const uint8_t *bytes, const struct sockfam_field_row *row)
{
    const uint16_t one = 1;
    bool is_big = *(const uint8_t *)&one == 0;
    uint64_t number = 0;
    is_big = row->flags & SOCKFAM_FIELD_BE ? true : row->flags & SOCKFAM_FIELD_LE ? false : is_big;
    for (unsigned i = 0; i < row->size; i++)
        number = number << 8 | bytes[row->at + (is_big ? i : row->size - 1u - i)];
    return number;
}

static struct sockfam_value text_value(char *scratch)
{
    return sockfam_value_text(scratch, strlen(scratch));
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
    switch (cell->row->kind) {
    case SOCKFAM_KIND_UINT:
        return sockfam_value_uint(cell->number);
    case SOCKFAM_KIND_SINT:
        return sockfam_value_sint((int64_t)cell->number);
    case SOCKFAM_KIND_IFACE:
        return cell->number ? sockfam_value_uint(cell->number) : sockfam_value_text("", 0);
    case SOCKFAM_KIND_TEXT:
    case SOCKFAM_KIND_PATH:
        return is_text(cell->data, cell->size) ? sockfam_value_text(data, cell->size) : sockfam_value_bytes(data, cell->size);
    case SOCKFAM_KIND_BYTES:
        return sockfam_value_bytes(data, cell->size);
    default:
        return literal_value(cell, scratch);
    }
}

void model_tuple(const struct model *model, bool all_fields, struct tuple *tuple)
{
    uint8_t bytes[SOCKFAM_ADDRESS_MAX];
    size_t keep = 0;
    model_bytes(model, bytes);
    tuple->count = 0;
    for (size_t i = 0; i < model->count; i++) {
        const struct cell *cell = &model->cell[i];
        if (all_fields ? is_shadow(cell->row) : cell->row->flags & SOCKFAM_FIELD_EXTRA)
            continue;
        struct cell shadow = { .row = cell->row };
        if (is_shadow(cell->row)) {
            shadow.number = load_number(bytes, cell->row);
            cell = &shadow;
        }
        tuple->field[tuple->count] = cell->row;
        tuple->value[tuple->count] = value_of(cell, tuple->scratch[tuple->count]);
        tuple->count++;
        if (!(cell->row->flags & SOCKFAM_FIELD_TRIM) || !is_default(cell))
            keep = tuple->count;
    }
    if (!all_fields)
        tuple->count = keep;
}

bool is_in_tuple(const struct model *model)
{
    for (size_t i = 0; i < model->count; i++) {
        const struct cell *cell = &model->cell[i];
        if (cell->row->flags & SOCKFAM_FIELD_EXTRA && !is_default(cell))
            return false;
        if (cell->row->kind == SOCKFAM_KIND_TEXT && !is_text(cell->data, cell->size))
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
