/* SPDX-License-Identifier: MIT */
/* The table of a format's fields: where each lies, what it may be, what it is when left out, what it means. */
#include "families.h"

#include <inttypes.h>
#include <string.h>

#define COLUMNS 7
#define CELL_MAX 128 /* bytes, NUL included */

struct cells {
    char text[COLUMNS][CELL_MAX];
};

enum column { NAME, OFFSET, SIZE, KIND, RANGE, INITIAL, MEANING };

static const struct cells titles = { { "field", "offset", "size", "kind", "range", "default", "meaning" } };

static const char *kind_name(unsigned kind)
{
    static const char *const names[] = {
        [SOCKFAM_KIND_UINT] = "uint",     [SOCKFAM_KIND_SINT] = "sint",   [SOCKFAM_KIND_IFACE] = "interface",
        [SOCKFAM_KIND_TEXT] = "text",     [SOCKFAM_KIND_BYTES] = "bytes", [SOCKFAM_KIND_PATH] = "path",
        [SOCKFAM_KIND_BDADDR] = "bdaddr", [SOCKFAM_KIND_GUID] = "guid",   [SOCKFAM_KIND_IPV4] = "ipv4",
        [SOCKFAM_KIND_IPV6] = "ipv6",
    };
    return kind > 0 && kind < sizeof(names) / sizeof(names[0]) ? names[kind] : "unknown";
}

static int is_number(const struct sockfam_field_row *field)
{
    return field->kind == SOCKFAM_KIND_UINT || field->kind == SOCKFAM_KIND_SINT;
}

static void put_kind(const struct sockfam_field_row *field, char *cell)
{
    const char *order = "";
    if (is_number(field) && field->size > 1)
        order = field->flags & SOCKFAM_FIELD_BE   ? ", big-endian"
                : field->flags & SOCKFAM_FIELD_LE ? ", little-endian"
                                                  : "";
    snprintf(cell, CELL_MAX, "%s%s", kind_name(field->kind), order);
}

static void put_range(const struct sockfam_field_row *field, char *cell)
{
    int bounded = field->min != 0 || field->max != 0;
    unsigned bits = 8u * field->size;
    if (field->kind == SOCKFAM_KIND_UINT && !bounded) {
        snprintf(cell, CELL_MAX, field->flags & SOCKFAM_FIELD_HEX || bits == 64 ? "0..0x%" PRIx64 : "0..%" PRIu64,
                 UINT64_MAX >> (64 - bits));
    } else if (field->kind == SOCKFAM_KIND_SINT && !bounded) {
        int64_t most = (int64_t)(UINT64_MAX >> (65 - bits));
        snprintf(cell, CELL_MAX, "%" PRId64 "..%" PRId64, -most - 1, most);
    } else if (is_number(field)) {
        snprintf(cell, CELL_MAX, field->flags & SOCKFAM_FIELD_HEX ? "%" PRId64 "..0x%" PRIx64 : "%" PRId64 "..%" PRIu64,
                 (int64_t)field->min, (uint64_t)field->max);
    } else if (field->kind == SOCKFAM_KIND_TEXT || field->kind == SOCKFAM_KIND_BYTES) {
        snprintf(cell, CELL_MAX, "%" PRId64 "..%" PRIu64 " bytes", (int64_t)field->min,
                 bounded ? (uint64_t)field->max : field->size);
    } else {
        snprintf(cell, CELL_MAX, "%s", field->kind == SOCKFAM_KIND_PATH ? "0..108 bytes" : "");
        if (field->kind == SOCKFAM_KIND_PATH)
            snprintf(cell, CELL_MAX, "0..%u bytes", field->size);
    }
    if (field->flags & SOCKFAM_FIELD_NONZERO && strlen(cell) + 8 < CELL_MAX)
        strcat(cell, cell[0] ? ", not 0" : "not 0");
}

/* The word that stands for a number in a field's set, or NULL. */
static const char *word_of(const struct sockfam *ctx, const struct sockfam_family *family,
                           const struct sockfam_field_row *field, int64_t value)
{
    struct sockfam_constant_query query = { .family = family->name, .value = &value };
    for (const struct sockfam_constant *found = NULL; (found = sockfam_constant_next(ctx, &query, found));) {
        if (field->set != 0 && found->set == field->set && found->word)
            return found->word;
    }
    return NULL;
}

static void put_initial(const struct sockfam *ctx, const struct sockfam_format *format,
                        const struct sockfam_field_row *field, char *cell)
{
    const char *word = is_number(field) ? word_of(ctx, format->driver, field, field->initial) : NULL;
    if (!(field->flags & SOCKFAM_FIELD_OPT))
        snprintf(cell, CELL_MAX, "-");
    else if (!is_number(field))
        snprintf(cell, CELL_MAX, "none");
    else
        snprintf(cell, CELL_MAX, field->flags & SOCKFAM_FIELD_HEX ? "0x%" PRIx64 "%s%s%s" : "%" PRId64 "%s%s%s",
                 (int64_t)field->initial, word ? " (" : "", word ? word : "", word ? ")" : "");
}

/* When a field is there at all, and what Python's tuple makes of it. */
static void put_meaning(const struct sockfam_format *format, const struct sockfam_field_row *field, char *cell)
{
    size_t used = (size_t)snprintf(cell, CELL_MAX, "%s", field->doc);
    if (field->flags & SOCKFAM_FIELD_EXTRA && used < CELL_MAX)
        used += (size_t)snprintf(cell + used, CELL_MAX - used, "; not in the tuple");
    if (field->flags & SOCKFAM_FIELD_SHADOW && used < CELL_MAX)
        used += (size_t)snprintf(cell + used, CELL_MAX - used, "; in the tuple only");
    if (field->family != 0 && format->row_count > 1 && used < CELL_MAX)
        used += (size_t)snprintf(cell + used, CELL_MAX - used, "; AF number %u", field->family);
    const char *between = "; variant ";
    for (unsigned i = 0; i < 32 && used < CELL_MAX; i++) {
        if (!(field->when >> i & 1))
            continue;
        used += (size_t)snprintf(cell + used, CELL_MAX - used, "%s%u", between, i);
        between = ", ";
    }
}

static void fill(const struct sockfam *ctx, const struct sockfam_format *format, const struct sockfam_field_row *field,
                 struct cells *cells)
{
    snprintf(cells->text[NAME], CELL_MAX, "%s", field->name);
    snprintf(cells->text[OFFSET], CELL_MAX, "%u", field->at);
    snprintf(cells->text[SIZE], CELL_MAX, "%u%s", field->size, field->flags & SOCKFAM_FIELD_TAIL ? "+" : "");
    put_kind(field, cells->text[KIND]);
    put_range(field, cells->text[RANGE]);
    put_initial(ctx, format, field, cells->text[INITIAL]);
    put_meaning(format, field, cells->text[MEANING]);
}

static void widen(int *width, const struct cells *cells)
{
    for (int i = 0; i < COLUMNS; i++) {
        if (strlen(cells->text[i]) > (size_t)width[i])
            width[i] = (int)strlen(cells->text[i]);
    }
}

static void put_cells(const int *width, const struct cells *cells)
{
    fputs("  ", stdout);
    for (int i = 0; i < MEANING; i++)
        printf(i == OFFSET || i == SIZE ? "%*s  " : "%-*s  ", width[i], cells->text[i]);
    puts(cells->text[MEANING]);
}

void families_fields(const struct sockfam *ctx, const struct sockfam_format *format)
{
    struct cells cells = titles;
    int width[COLUMNS] = { 0 };
    widen(width, &titles);
    for (size_t i = 0; i < format->field_count; i++) {
        fill(ctx, format, &format->fields[i], &cells);
        widen(width, &cells);
    }
    put_cells(width, &titles);
    for (size_t i = 0; i < format->field_count; i++) {
        fill(ctx, format, &format->fields[i], &cells);
        put_cells(width, &cells);
    }
}
