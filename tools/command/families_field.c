/* SPDX-License-Identifier: MIT */
/* The table of a format's fields: where each lies, what it may be, what it is when left out, what it means. */
#include "families.h"
#include "kind.h"

#include <inttypes.h>
#include <string.h>

#define COLUMNS 7
#define CELL_MAX 128 /* bytes, NUL included */

struct cells {
    char text[COLUMNS][CELL_MAX];
};

enum column { NAME, OFFSET, SIZE, KIND, RANGE, INITIAL, MEANING };

static const struct cells titles = { { "field", "offset", "size", "kind", "range", "default", "meaning" } };

const char *families_kind_name(unsigned kind, char *text)
{
    const char *name = sockfam_kind_name(kind);
    size_t i = 0;
    for (; name && name[i] != '\0' && i < KIND_MAX - 1; i++)
        text[i] = (char)(name[i] >= 'A' && name[i] <= 'Z' ? name[i] - 'A' + 'a' : name[i]);
    text[i] = '\0';
    return text;
}

static void put_kind(const struct sockfam_field_row *field, char *cell)
{
    const char *order = "";
    if (kind_is_number(field) && field->size > 1)
        order = field->flags & SOCKFAM_FIELD_BE   ? ", big-endian"
                : field->flags & SOCKFAM_FIELD_LE ? ", little-endian"
                                                  : "";
    char name[KIND_MAX];
    snprintf(cell, CELL_MAX, "%s%s%s", field->flags & SOCKFAM_FIELD_LIST ? "list of " : "",
             families_kind_name(field->kind, name), order);
}

static void put_range(const struct sockfam_field_row *field, char *cell)
{
    int64_t least;
    uint64_t most;
    sockfam_field_range(field, &least, &most);
    cell[0] = '\0';
    if (kind_is_number(field) && least < 0)
        snprintf(cell, CELL_MAX, "%" PRId64 "..%" PRId64, least, (int64_t)most);
    else if (kind_is_number(field))
        snprintf(cell, CELL_MAX, field->flags & SOCKFAM_FIELD_HEX || most == UINT64_MAX ? "%" PRId64 "..0x%" PRIx64
                                                                                    : "%" PRId64 "..%" PRIu64,
                 least, most);
    else if (kind_has_length(field))
        snprintf(cell, CELL_MAX, "%" PRId64 "..%" PRIu64 " bytes", least, kind_is_path(field) ? field->size : most);
    size_t used = strlen(cell);
    if (field->flags & SOCKFAM_FIELD_NONZERO)
        snprintf(cell + used, CELL_MAX - used, used > 0 ? ", not 0" : "not 0");
}

static void store(const struct sockfam_field_row *field, int64_t value, uint8_t *bytes)
{
    const unsigned order = SOCKFAM_FIELD_BE | SOCKFAM_FIELD_LE;
    int swapped = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? (field->flags & order) != SOCKFAM_FIELD_LE
                                                         : (field->flags & order) == SOCKFAM_FIELD_BE;
    for (unsigned i = 0; i < field->size; i++)
        bytes[field->at + (swapped ? field->size - 1u - i : i)] = (uint8_t)((uint64_t)value >> 8 * i);
}

/* A variant that has the field. */
static const struct sockfam_format_row *some_variant(const struct sockfam_format *format,
                                                     const struct sockfam_field_row *field)
{
    return sockfam_format_variant_at(format, field->when == 0 ? 0 : (size_t)__builtin_ctz(field->when));
}

/*
 * The word that stands for a number in a field, at `text` of WORD_MAX bytes; NULL: none. Which of several words of one
 * number display text takes, the library knows: it is shown an address with that number.
 */
static const char *word_of(const struct sockfam_context *ctx, const struct sockfam_format *format,
                           const struct sockfam_field_row *field, int64_t value, char *text)
{
    struct sockfam_address address;
    uint8_t bytes[SOCKFAM_ADDRESS_MAX] = { 0 };
    const struct sockfam_format_row *row = some_variant(format, field);
    unsigned flags = SOCKFAM_DISPLAY | SOCKFAM_NO_LOOKUP;
    memcpy(bytes, &row->af, sizeof(row->af));
    if (row->flags & SOCKFAM_FORMAT_TAGGED)
        store(sockfam_format_field_at(format, 0), row->tag, bytes);
    store(field, value, bytes);
    if (field->set == 0 ||
        sockfam_address_from_bytes(ctx, format, bytes, row->size, row->size, &address, NULL) < 0 || !address.format ||
        sockfam_address_print_field(ctx, &address, field, flags, text, WORD_MAX, NULL, NULL) < 0)
        return NULL;
    return strchr("-0123456789", text[0]) ? NULL : text;
}

/* "NAME" of tipc's variants, or its number. */
void families_variant(const struct sockfam_context *ctx, const struct sockfam_format *format, size_t variant,
                      char *text)
{
    const struct sockfam_format_row *row = sockfam_format_variant_at(format, variant);
    if (!(row->flags & SOCKFAM_FORMAT_TAGGED))
        snprintf(text, WORD_MAX, "AF number %u", row->af);
    else if (!word_of(ctx, format, sockfam_format_field_at(format, 0), row->tag, text))
        snprintf(text, WORD_MAX, "%" PRId64, (int64_t)row->tag);
}

static void put_initial(const struct sockfam_context *ctx, const struct sockfam_format *format,
                        const struct sockfam_field_row *field, char *cell)
{
    char text[WORD_MAX];
    const char *word = kind_is_number(field) ? word_of(ctx, format, field, field->initial, text) : NULL;
    if (!(field->flags & SOCKFAM_FIELD_OPT))
        snprintf(cell, CELL_MAX, "-");
    else if (!kind_is_number(field))
        snprintf(cell, CELL_MAX, "none");
    else
        snprintf(cell, CELL_MAX, field->flags & SOCKFAM_FIELD_HEX ? "0x%" PRIx64 "%s%s%s" : "%" PRId64 "%s%s%s",
                 (int64_t)field->initial, word ? " (" : "", word ? word : "", word ? ")" : "");
}

/* "; only NAME, NAMESEQ": the variants that have the field. */
static void put_variants(const struct sockfam_context *ctx, const struct sockfam_format *format,
                         const struct sockfam_field_row *field, char *cell, size_t used)
{
    const char *between = "; only ";
    for (size_t i = 0; i < format->variant_count && used < CELL_MAX; i++) {
        char text[WORD_MAX];
        if (!(field->when >> i & 1))
            continue;
        families_variant(ctx, format, i, text);
        used += (size_t)snprintf(cell + used, CELL_MAX - used, "%s%s", between, text);
        between = ", ";
    }
}

static bool is_in_tuple(const struct sockfam_format *format, const struct sockfam_field_row *field)
{
    const struct sockfam_tuple_row *row;
    for (size_t i = 0; (row = sockfam_format_tuple_at(format, i)); i++)
        if (strcmp(row->field, field->name) == 0)
            return true;
    return !sockfam_format_tuple_at(format, 0);
}

/* What it is, whether Python's tuple has it, and when it is there at all. */
static void put_meaning(const struct sockfam_context *ctx, const struct sockfam_format *format,
                        const struct sockfam_field_row *field, char *cell)
{
    size_t used = (size_t)snprintf(cell, CELL_MAX, "%s", field->doc);
    if (field->flags & SOCKFAM_FIELD_FIXED && used < CELL_MAX)
        used += (size_t)snprintf(cell + used, CELL_MAX - used, "; always %" PRId64, (int64_t)field->initial);
    else if (!is_in_tuple(format, field) && used < CELL_MAX)
        used += (size_t)snprintf(cell + used, CELL_MAX - used, "; not in the tuple");
    put_variants(ctx, format, field, cell, used);
}

static void fill(const struct sockfam_context *ctx, const struct sockfam_format *format,
                 const struct sockfam_field_row *field, struct cells *cells)
{
    snprintf(cells->text[NAME], CELL_MAX, "%s", field->name);
    snprintf(cells->text[OFFSET], CELL_MAX, "%u", field->at);
    snprintf(cells->text[SIZE], CELL_MAX, "%u%s", field->size, field->flags & SOCKFAM_FIELD_TAIL ? "+" : "");
    put_kind(field, cells->text[KIND]);
    put_range(field, cells->text[RANGE]);
    put_initial(ctx, format, field, cells->text[INITIAL]);
    put_meaning(ctx, format, field, cells->text[MEANING]);
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

void families_fields(const struct sockfam_context *ctx, const struct sockfam_format *format)
{
    struct cells cells = titles;
    int width[COLUMNS] = { 0 };
    widen(width, &titles);
    for (size_t i = 0; i < format->field_count; i++) {
        fill(ctx, format, sockfam_format_field_at(format, i), &cells);
        widen(width, &cells);
    }
    put_cells(width, &titles);
    for (size_t i = 0; i < format->field_count; i++) {
        fill(ctx, format, sockfam_format_field_at(format, i), &cells);
        put_cells(width, &cells);
    }
}
