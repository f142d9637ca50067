/* SPDX-License-Identifier: MIT */
/* Values that a user may give: random ones, and the extremes of each field one after another. */
#include <stdio.h>
#include <string.h>

#include "model.h"

static uint64_t random_number(const struct sockfam_field_row *row, struct random *random)
{
    uint64_t least = (uint64_t)least_of(row);
    uint64_t span = most_of(row) - least; /* of signed ones too, modulo 2^64 */
    uint64_t number = random_next(random) >> random_below(random, 64);
    number = span == UINT64_MAX ? number : number % (span + 1);
    return least + (random_below(random, 2) ? number : span - number);
}

/* A value may not end in what fills the field up behind it. */
static void end_before_fill(struct cell *cell)
{
    if (cell->row->fill && cell->size > 0 && cell->data[cell->size - 1] == cell->row->fill)
        cell->data[cell->size - 1] = 'z';
}

static void random_text(struct cell *cell, struct random *random, size_t least, size_t most)
{
    static const char special[] = ",:=#@%/.-_ 0a";
    static const char *const points[] = { "\xc3\xa4", "\xe2\x82\xac", "\xf0\x9f\x90\xa7", "\xef\xbf\xbf" };
    size_t wanted = least + (size_t)random_below(random, most - least + 1);
    cell->size = 0;
    while (cell->size < wanted) {
        const char *point = points[random_below(random, 4)];
        uint64_t choice = random_below(random, 8);
        if (choice == 0 && cell->size + strlen(point) <= wanted) {
            memcpy(cell->data + cell->size, point, strlen(point));
            cell->size += strlen(point);
        } else {
            cell->data[cell->size++] = choice < 4 ? (uint8_t)special[random_below(random, sizeof(special) - 1)]
                                                  : (uint8_t)('!' + random_below(random, 94));
        }
    }
    for (uint64_t i = has_any_byte(cell->row) ? random_below(random, 4) : 0; i > 0 && cell->size > 0; i--)
        cell->data[random_below(random, cell->size)] = (uint8_t)random_below(random, 2) * 0xff;
    end_before_fill(cell);
}

/* A file name, an abstract name with any bytes, or nothing. */
static void random_path(struct cell *cell, struct random *random)
{
    uint64_t choice = random_below(random, 8);
    random_text(cell, random, 0, cell->row->size - 1u);
    if (choice < 2) {
        memmove(cell->data + 1, cell->data, cell->size);
        cell->data[0] = 0;
        cell->size++;
    }
    for (size_t i = 1; choice == 1 && i < cell->size; i++)
        cell->data[i] = (uint8_t)random_next(random);
    for (size_t i = 0; choice == 2 && i < cell->size; i++)
        cell->data[i] = (uint8_t)(1 + random_below(random, 255));
}

static void random_bytes(struct cell *cell, struct random *random, size_t least, size_t most)
{
    cell->size = least + (size_t)random_below(random, most - least + 1);
    for (size_t i = 0; i < cell->size; i++)
        cell->data[i] = (uint8_t)random_next(random);
}

/* With runs of zeros, and the forms that print as a dotted quad. */
static void random_ipv6(struct cell *cell, struct random *random)
{
    uint64_t zeros = random_next(random) & random_next(random);
    uint64_t choice = random_below(random, 8);
    random_bytes(cell, random, 16, 16);
    for (size_t i = 0; i < 16; i++)
        if (zeros >> i / 2 & 1)
            cell->data[i] = 0;
    if (choice < 2)
        memset(cell->data, 0, 12);
    if (choice == 1)
        memset(cell->data + 10, 0xff, 2);
}

static void random_list(struct cell *cell, struct random *random)
{
    size_t least = (size_t)least_of(cell->row), most = (size_t)most_of(cell->row);
    size_t size = (least + (size_t)random_below(random, most - least + 1)) * element_size(cell->row);
    struct cell part = { .row = cell->row };
    for (size_t at = 0; at < size; at += part.size) {
        if (cell->row->kind == SOCKFAM_KIND_IPV6)
            random_ipv6(&part, random);
        else
            random_bytes(&part, random, element_size(cell->row), element_size(cell->row));
        memcpy(cell->data + at, part.data, part.size);
    }
    cell->size = size;
}

static void random_value(struct cell *cell, struct random *random)
{
    const struct sockfam_field_row *row = cell->row;
    switch (row->kind) {
    case SOCKFAM_KIND_UINT:
    case SOCKFAM_KIND_SINT:
        cell->number = random_number(row, random);
        break;
    case SOCKFAM_KIND_IFACE:
        cell->number = random_below(random, 8) ? random_number(row, random) & UINT32_MAX : random_below(random, 2);
        break;
    case SOCKFAM_KIND_TEXT:
        random_text(cell, random, (size_t)least_of(row), (size_t)most_of(row));
        break;
    case SOCKFAM_KIND_PATH:
        random_path(cell, random);
        break;
    case SOCKFAM_KIND_BYTES:
    case SOCKFAM_KIND_MAC:
        random_bytes(cell, random, row->len_at ? (size_t)least_of(row) : row->size, (size_t)most_of(row));
        break;
    case SOCKFAM_KIND_IPV6:
        random_ipv6(cell, random);
        break;
    default:
        random_bytes(cell, random, row->size, row->size);
        break;
    }
    if (row->flags & SOCKFAM_FIELD_NONZERO && cell->number == 0)
        cell->number = most_of(row);
}

static void random_cell(struct cell *cell, const struct layout *layout, struct random *random)
{
    if (is_tag(layout, cell->row))
        cell->number = (uint64_t)layout->row->tag;
    else if (is_list(cell->row))
        random_list(cell, random);
    else
        random_value(cell, random);
}

void model_default(struct cell *cell)
{
    const struct sockfam_field_row *row = cell->row;
    memset(cell->data, 0, sizeof(cell->data));
    cell->number = (uint64_t)row->initial;
    if (is_number(row) && row->kind == SOCKFAM_KIND_UINT && row->size < 8)
        cell->number &= (UINT64_C(1) << 8 * row->size) - 1;
    bool varies = row->len_at || is_text(row);
    cell->size = varies || is_number(row) || row->kind == SOCKFAM_KIND_IFACE ? 0 : row->size;
}

void model_random(struct model *model, const struct layout *layout, struct random *random)
{
    const struct sockfam_field_row *row;
    model->layout = layout;
    for (model->count = 0; (row = layout_field(layout, model->count)); model->count++) {
        struct cell *cell = &model->cell[model->count];
        *cell = (struct cell){ .row = row };
        if (is_fixed(row) || (row->flags & SOCKFAM_FIELD_OPT && random_below(random, 2))) /* every second time */
            model_default(cell);
        else
            random_cell(cell, layout, random);
    }
}

void model_without_extra(struct model *model)
{
    for (size_t i = 0; i < model->count; i++)
        if (!is_told(model, model->cell[i].row))
            model_default(&model->cell[i]);
}

/* ------------------------------------------------------------------ extremes */

static bool edge_number(struct cell *cell, unsigned edge)
{
    uint64_t least = (uint64_t)least_of(cell->row);
    uint64_t most = most_of(cell->row);
    uint64_t initial = cell->row->kind == SOCKFAM_KIND_UINT && cell->row->size < 8
                           ? (uint64_t)cell->row->initial & ((UINT64_C(1) << 8 * cell->row->size) - 1)
                           : (uint64_t)cell->row->initial;
    uint64_t edges[15 + 64] = { least,      most,        least + 1,    most - 1, 0,    1,
                                initial,    initial + 1, (uint64_t)-1, 0x7f,     0x80, UINT64_C(0x0102030405060708),
                                0x01020304, 0x0102,      0x8000 };
    bool is_signed = cell->row->kind == SOCKFAM_KIND_SINT;
    for (unsigned i = 0; i < 64; i++)
        edges[15 + i] = UINT64_C(1) << i;
    if (edge >= sizeof(edges) / sizeof(edges[0]))
        return false;
    uint64_t number = edges[edge];
    bool fits = is_signed ? (int64_t)number >= (int64_t)least && (int64_t)number <= (int64_t)most
                          : number >= least && number <= most;
    cell->number = fits && !(number == 0 && cell->row->flags & SOCKFAM_FIELD_NONZERO) ? number : most;
    return true;
}

static void set_text(struct cell *cell, const char *text, size_t size, size_t least, size_t most)
{
    cell->size = size > most ? most : size;
    memcpy(cell->data, text, cell->size);
    while (cell->size < least)
        cell->data[cell->size++] = 'z';
    end_before_fill(cell);
}

/* What might be taken for syntax. */
/* clang-format off */
static const char *const lures[] = {
    ",", ":", "=", "//", "//x", "/", "@", "@x", "#", "#1", "%", "%41", ",,", ",=", "a,b=c", "[", "[::1]", "0x1",
    "raw:", "unix:", "a:b", "=b", "ANY", "-1", " ", "a b", "\n", "\x7f", "\xff", "\xc3", "~", "!", "{}", "\xc1\xbf",
    "\xc2\x80", "\xdf\xbf", "\xe0\x9f\xbf", "\xe0\xa0\x80", "\xe0\xa0", "\xed\x9f\xbf", "\xed\xa0\x80",
    "\xee\x80\x80", "\xef\xbf\xbf", "\xf0\x8f\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf", "\xf4\x90\x80\x80",
    "\xf5\x80\x80\x80", "\xf8\x88\x80\x80\x80", "\xc3\xc3", "\xe2\x82x", "\x80",
};
/* clang-format on */
#define LURES (unsigned)(sizeof(lures) / sizeof(lures[0]))

/* NULs at each end, where they may be. */
static bool edge_nul(struct cell *cell, unsigned edge, size_t least, size_t most)
{
    static const char nuls[] = "\0\0a\0\0b\0\0";
    if (!has_any_byte(cell->row) || edge >= sizeof(nuls) - 1)
        return false;
    set_text(cell, nuls + edge, sizeof(nuls) - 1 - edge, least, most);
    return true;
}

/* "NAME=b" of each field, behind "", "," and "a,". */
static bool edge_key(struct cell *cell, const struct model *model, unsigned edge, size_t least, size_t most)
{
    static const char *const before[] = { "", ",", "a,", "a:" };
    char text[64];
    if (edge >= 4 * model->count)
        return false;
    snprintf(text, sizeof(text), "%s%s=b", before[edge % 4], model->cell[edge / 4].row->name);
    set_text(cell, text, strlen(text), least, most);
    return true;
}

static bool edge_text(struct cell *cell, const struct model *model, unsigned edge, size_t least, size_t most)
{
    char text[2] = { 'a', (char)(edge % 255 + 1) };
    if (edge < 255) { /* each byte alone, then behind another */
        set_text(cell, text + 1, 1, least, most);
    } else if (edge < 510) {
        set_text(cell, text, 2, least, most);
    } else if (edge < 510 + LURES) {
        set_text(cell, lures[edge - 510], strlen(lures[edge - 510]), least, most);
    } else if (edge == 510 + LURES) {
        cell->size = most;
        memset(cell->data, 'm', most);
    } else if (edge == 511 + LURES) {
        cell->size = least;
        memset(cell->data, 'l', least);
    } else if (!edge_nul(cell, edge - 512 - LURES - 4 * (unsigned)model->count, least, most)) {
        return edge_key(cell, model, edge - 512 - LURES, least, most);
    }
    return true;
}

/* File names as text, then the same as abstract names, then a NUL anywhere in one. */
static bool edge_path(struct cell *cell, const struct model *model, unsigned edge)
{
    size_t most = cell->row->size - 1u;
    if (edge / 2 < most && edge % 2 == 0) {
        cell->size = most + 1;
        memset(cell->data, 'n', most + 1);
        cell->data[0] = 0;
        cell->data[1 + edge / 2] = 0;
        return true;
    }
    if (!edge_text(cell, model, edge / 2, 0, most))
        return false;
    if (edge % 2 == 0) {
        memmove(cell->data + 1, cell->data, cell->size);
        cell->data[0] = 0;
        cell->size++;
    }
    return true;
}

static bool edge_bytes(struct cell *cell, unsigned edge, size_t least, size_t most)
{
    static const uint8_t fills[] = { 0, 0xff, 0x80, 0x01 };
    size_t unit = is_list(cell->row) ? element_size(cell->row) : 1;
    size_t lengths = (most - least) / unit + 1;
    if (edge < 4 * lengths) {
        cell->size = least + edge / 4 * unit;
        memset(cell->data, fills[edge % 4], cell->size);
        return true;
    }
    edge -= (unsigned)(4 * lengths);
    if (edge >= 8 * most) /* each bit alone */
        return false;
    cell->size = most;
    memset(cell->data, 0, most);
    cell->data[edge / 8] = (uint8_t)(1u << edge % 8);
    return true;
}

/* Every pattern of zero groups first. */
static bool edge_ipv6(struct cell *cell, unsigned edge)
{
    cell->size = 16;
    if (edge >= 512)
        return edge_bytes(cell, edge - 512, 16, 16);
    for (unsigned i = 0; i < 16; i++)
        cell->data[i] = edge >> i / 2 & 1 ? (uint8_t)(edge & 256 ? 0xff : i + 1) : 0;
    return true;
}

static bool edge_literal(struct cell *cell, unsigned edge)
{
    const struct sockfam_field_row *row = cell->row;
    size_t unit = is_list(row) ? element_size(row) : 1;
    bool varies = is_list(row) || (is_bytes(row) && row->len_at);
    return edge_bytes(cell, edge, varies ? (size_t)least_of(row) * unit : row->size, (size_t)most_of(row) * unit);
}

bool model_edge(struct model *model, size_t field, unsigned edge)
{
    struct cell *cell = &model->cell[field];
    const struct sockfam_field_row *row = cell->row;
    if (is_fixed(row) || is_tag(model->layout, row))
        return false;
    if (is_list(row))
        return edge_literal(cell, edge);
    switch (row->kind) {
    case SOCKFAM_KIND_UINT:
    case SOCKFAM_KIND_SINT:
    case SOCKFAM_KIND_IFACE:
        return edge_number(cell, edge);
    case SOCKFAM_KIND_TEXT:
        return edge_text(cell, model, edge, (size_t)least_of(row), (size_t)most_of(row));
    case SOCKFAM_KIND_PATH:
        return edge_path(cell, model, edge);
    case SOCKFAM_KIND_IPV6:
        return edge_ipv6(cell, edge);
    default:
        return edge_literal(cell, edge);
    }
}
