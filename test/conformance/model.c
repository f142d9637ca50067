/* SPDX-License-Identifier: MIT */
/* Layouts, and the sockaddr as the tables say it. */
#include "model.h"

#include <stdio.h>
#include <string.h>

bool is_shadow(const struct sockfam_field_row *row)
{
    return row->flags & SOCKFAM_FIELD_SHADOW;
}

bool is_number(const struct sockfam_field_row *row)
{
    return row->kind == SOCKFAM_KIND_UINT || row->kind == SOCKFAM_KIND_SINT;
}

bool is_tag(const struct layout *layout, const struct sockfam_field_row *row)
{
    return layout->tag >= 0 && row->at == layout->row->tag_at && !is_shadow(row);
}

bool may_lack(const struct sockfam_field_row *row)
{
    return (row->flags & SOCKFAM_FIELD_OPT) && !(row->flags & SOCKFAM_FIELD_TUPLE);
}

static size_t add_layouts(const struct sockfam_format *format, struct layout *layouts, size_t room)
{
    size_t count = 0;
    uint32_t tags = 0;
    for (size_t i = 0; i < format->field_count; i++)
        tags |= sockfam_format_field_at(format, i)->when;
    for (size_t i = 0; i < format->variant_count; i++) {
        for (int tag = tags ? 0 : -1; tag < (tags ? 32 : 0); tag++) {
            struct layout layout = { .format = format, .row = sockfam_format_variant_at(format, i), .tag = tag };
            if (tag >= 0 && !(tags >> tag & 1))
                continue;
            int used = snprintf(layout.name, sizeof(layout.name), "%s", format->name);
            if (format->variant_count > 1)
                used += snprintf(layout.name + used, sizeof(layout.name) - (size_t)used, "_%u", layout.row->af);
            if (tag >= 0)
                snprintf(layout.name + used, sizeof(layout.name) - (size_t)used, "_%d", tag);
            if (count < room)
                layouts[count] = layout;
            count++;
        }
    }
    return count;
}

size_t layouts_of(const struct sockfam_context *ctx, struct layout *layouts, size_t room)
{
    size_t count = 0;
    for (size_t i = 0; i < sockfam_family_count(ctx); i++) {
        const struct sockfam_family *family = sockfam_family_at(ctx, i);
        for (size_t k = 0; k < family->format_count; k++)
            count += add_layouts(family->formats[k], layouts + count, room > count ? room - count : 0);
    }
    return count;
}

static uint64_t highest(const struct sockfam_field_row *row)
{
    unsigned bits = 8u * row->size - (row->kind == SOCKFAM_KIND_SINT);
    return bits == 64 ? UINT64_MAX : (UINT64_C(1) << bits) - 1;
}

int64_t least_of(const struct sockfam_field_row *row)
{
    if (row->min != 0 || row->max != 0)
        return row->min;
    return row->kind == SOCKFAM_KIND_SINT ? -(int64_t)highest(row) - 1 : 0;
}

uint64_t most_of(const struct sockfam_field_row *row)
{
    if (row->min != 0 || row->max != 0)
        return row->max;
    switch (row->kind) {
    case SOCKFAM_KIND_UINT:
    case SOCKFAM_KIND_SINT:
        return highest(row);
    case SOCKFAM_KIND_IFACE:
        return UINT32_MAX;
    case SOCKFAM_KIND_TEXT:
    case SOCKFAM_KIND_PATH:
        return row->size - 1u; /* its NUL */
    default:
        return row->size;
    }
}

static void put_number(uint8_t *out, const struct sockfam_field_row *row, uint64_t number)
{
    const uint16_t one = 1;
    bool is_big = *(const uint8_t *)&one == 0;
    if (row->flags & SOCKFAM_FIELD_BE)
        is_big = true;
    if (row->flags & SOCKFAM_FIELD_LE)
        is_big = false;
    for (unsigned i = 0; i < row->size; i++)
        out[is_big ? row->size - 1u - i : i] = (uint8_t)(number >> 8 * i);
}

/* Writes a cell; the sockaddr's length with it. */
static size_t put_cell(uint8_t *bytes, const struct cell *cell, size_t length)
{
    const struct sockfam_field_row *row = cell->row;
    size_t end = row->at + cell->size;
    if (is_number(row) || row->kind == SOCKFAM_KIND_IFACE) {
        put_number(bytes + row->at, row, cell->number);
        return length;
    }
    memcpy(bytes + row->at, cell->data, cell->size);
    if (row->len_at)
        bytes[row->len_at] = (uint8_t)cell->size;
    if (row->kind == SOCKFAM_KIND_PATH)
        return end + (cell->size > 0 && cell->data[0] != 0 ? 1 : 0);
    if (row->flags & SOCKFAM_FIELD_TAIL && row->kind == SOCKFAM_KIND_TEXT)
        end++;
    return end > length ? end : length;
}

size_t model_bytes(const struct model *model, uint8_t bytes[SOCKFAM_ADDRESS_MAX])
{
    size_t length = model->layout->row->size;
    uint16_t family = model->layout->row->af;
    memset(bytes, 0, SOCKFAM_ADDRESS_MAX);
    memcpy(bytes, &family, sizeof(family));
    for (size_t i = 0; i < model->count; i++)
        if (!is_shadow(model->cell[i].row))
            length = put_cell(bytes, &model->cell[i], length);
    return length;
}

void model_covered(const struct layout *layout, bool covered[SOCKFAM_ADDRESS_MAX])
{
    struct random random = { 1 };
    struct model model;
    memset(covered, 0, SOCKFAM_ADDRESS_MAX);
    covered[0] = covered[1] = true;
    model_random(&model, layout, &random);
    for (size_t i = 0; i < model.count; i++) {
        const struct sockfam_field_row *row = model.cell[i].row;
        if (is_shadow(row))
            continue;
        size_t end = (size_t)row->at + (row->flags & SOCKFAM_FIELD_TAIL ? (size_t)row->max : row->size);
        memset(covered + row->at, 1, end - row->at);
        if (row->len_at)
            covered[row->len_at] = true;
    }
}

bool is_default(const struct cell *cell)
{
    const struct sockfam_field_row *row = cell->row;
    if (is_number(row)) {
        uint64_t mask = row->size == 8 ? UINT64_MAX : (UINT64_C(1) << 8 * row->size) - 1;
        return (cell->number & mask) == ((uint64_t)row->initial & mask);
    }
    if (row->kind == SOCKFAM_KIND_IFACE)
        return cell->number == 0;
    if (row->len_at || row->kind == SOCKFAM_KIND_TEXT || row->kind == SOCKFAM_KIND_PATH)
        return cell->size == 0;
    for (size_t i = 0; i < cell->size; i++)
        if (cell->data[i])
            return false;
    return true;
}
