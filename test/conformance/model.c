/* SPDX-License-Identifier: MIT */
/* Layouts, and the sockaddr as the tables say it. */
#include "model.h"

#include <stdio.h>
#include <string.h>

bool is_fixed(const struct sockfam_field_row *row)
{
    return row->flags & SOCKFAM_FIELD_FIXED;
}

bool is_list(const struct sockfam_field_row *row)
{
    return row->flags & SOCKFAM_FIELD_LIST;
}

bool is_number(const struct sockfam_field_row *row)
{
    return row->kind == SOCKFAM_KIND_UINT || row->kind == SOCKFAM_KIND_SINT;
}

bool is_text(const struct sockfam_field_row *row)
{
    return row->kind == SOCKFAM_KIND_TEXT || row->kind == SOCKFAM_KIND_PATH;
}

bool is_bytes(const struct sockfam_field_row *row)
{
    return row->kind == SOCKFAM_KIND_BYTES || row->kind == SOCKFAM_KIND_MAC;
}

bool has_any_byte(const struct sockfam_field_row *row)
{
    return row->kind == SOCKFAM_KIND_TEXT && (row->len_at || row->fill);
}

bool is_untagged(const struct layout *layout)
{
    return layout->siblings > 1 && !(layout->row->flags & SOCKFAM_FORMAT_TAGGED);
}

size_t element_size(const struct sockfam_field_row *row)
{
    return row->kind == SOCKFAM_KIND_IPV4 ? 4 : 16;
}

/* ------------------------------------------------------------------ layouts */

const struct sockfam_field_row *layout_field(const struct layout *layout, size_t index)
{
    const struct sockfam_field_row *row;
    for (size_t i = 0; (row = sockfam_format_field_at(layout->format, i)); i++)
        if ((row->when == 0 || row->when & UINT32_C(1) << layout->variant) && index-- == 0)
            return row;
    return NULL;
}

bool is_tag(const struct layout *layout, const struct sockfam_field_row *row)
{
    return layout->row->flags & SOCKFAM_FORMAT_TAGGED && row == layout_field(layout, 0);
}

/* The rows that hold here; all of them if none does. */
static size_t add_layouts(const struct sockfam_context *ctx, const struct sockfam_format *format,
                          struct layout *layouts, size_t room)
{
    unsigned holding = 0;
    size_t count = 0;
    for (size_t i = 0; i < format->variant_count; i++)
        holding += sockfam_context_holds(ctx, sockfam_format_variant_at(format, i)->on) ? 1 : 0;
    for (unsigned i = 0; i < format->variant_count; i++) {
        struct layout layout = { format, sockfam_format_variant_at(format, i), i, holding, "" };
        if (holding && !sockfam_context_holds(ctx, layout.row->on))
            continue;
        if (!holding)
            layout.siblings = (unsigned)format->variant_count;
        snprintf(layout.name, sizeof(layout.name), layout.siblings > 1 ? "%s_%u" : "%s", format->name, i);
        if (count < room)
            layouts[count] = layout;
        count++;
    }
    return count;
}

size_t layouts_of(const struct sockfam_context *ctx, struct layout *layouts, size_t room)
{
    size_t count = 0;
    for (size_t i = 0; i < sockfam_family_count(ctx); i++) {
        const struct sockfam_family *family = sockfam_family_at(ctx, i);
        for (size_t k = 0; k < family->format_count; k++)
            count += add_layouts(ctx, family->formats[k], layouts + count, room > count ? room - count : 0);
    }
    return count;
}

/* ------------------------------------------------------------------ ranges */

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
    if (is_list(row))
        return row->size / element_size(row);
    switch (row->kind) {
    case SOCKFAM_KIND_UINT:
    case SOCKFAM_KIND_SINT:
        return highest(row);
    case SOCKFAM_KIND_IFACE:
        return UINT32_MAX;
    case SOCKFAM_KIND_TEXT:
    case SOCKFAM_KIND_PATH:
        return has_any_byte(row) ? row->size : row->size - 1u; /* its NUL */
    default:
        return row->size;
    }
}

/* ------------------------------------------------------------------ bytes */

void put_number(uint8_t *out, unsigned size, const struct sockfam_field_row *row, uint64_t number)
{
    const uint16_t one = 1;
    bool is_big = *(const uint8_t *)&one == 0;
    size = size ? size : 1;
    if (row->flags & SOCKFAM_FIELD_BE)
        is_big = true;
    if (row->flags & SOCKFAM_FIELD_LE)
        is_big = false;
    for (unsigned i = 0; i < size; i++)
        out[is_big ? size - 1u - i : i] = (uint8_t)(number >> 8 * i);
}

/* Writes a cell; the sockaddr's length with it. */
static size_t put_cell(uint8_t *bytes, const struct cell *cell, size_t length)
{
    const struct sockfam_field_row *row = cell->row;
    size_t end = row->at + cell->size;
    if (is_number(row) || row->kind == SOCKFAM_KIND_IFACE) {
        put_number(bytes + row->at, row->size, row, cell->number);
        return length;
    }
    if (row->fill)
        memset(bytes + row->at, row->fill, row->size);
    memcpy(bytes + row->at, cell->data, cell->size);
    if (row->len_at)
        put_number(bytes + row->len_at, row->len_size, row, is_list(row) ? cell->size / element_size(row) : cell->size);
    if (row->kind == SOCKFAM_KIND_PATH)
        return end + (cell->size > 0 && cell->data[0] != 0 ? 1 : 0);
    if (row->flags & SOCKFAM_FIELD_TAIL && row->kind == SOCKFAM_KIND_TEXT && !row->len_at)
        end++;
    return end > length ? end : length;
}

size_t model_bytes(const struct model *model, uint8_t bytes[SOCKFAM_ADDRESS_MAX])
{
    const struct sockfam_format_row *row = model->layout->row;
    size_t length = row->size;
    bool has_length = row->flags & SOCKFAM_FORMAT_LENGTH_BYTE;
    memset(bytes, 0, SOCKFAM_ADDRESS_MAX);
    memcpy(bytes, &row->af, sizeof(row->af));
    for (size_t i = 0; i < model->count; i++)
        length = put_cell(bytes, &model->cell[i], length);
    if (has_length) {
        bytes[0] = (uint8_t)length;
        bytes[1] = (uint8_t)row->af;
    }
    return length;
}

static size_t end_of(const struct sockfam_field_row *row)
{
    size_t unit = is_list(row) ? element_size(row) : 1;
    size_t nul = row->kind == SOCKFAM_KIND_TEXT && !row->len_at;
    return row->at + (row->flags & SOCKFAM_FIELD_TAIL ? (size_t)row->max * unit + nul : row->size);
}

void model_covered(const struct layout *layout, bool covered[SOCKFAM_ADDRESS_MAX])
{
    const struct sockfam_field_row *row;
    memset(covered, 0, SOCKFAM_ADDRESS_MAX);
    covered[0] = covered[1] = true;
    for (size_t i = 0; (row = layout_field(layout, i)); i++) {
        memset(covered + row->at, 1, end_of(row) - row->at);
        if (row->len_at)
            memset(covered + row->len_at, 1, row->len_size ? row->len_size : 1);
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
    if (row->len_at || is_text(row))
        return cell->size == 0;
    for (size_t i = 0; i < cell->size; i++)
        if (cell->data[i])
            return false;
    return true;
}
