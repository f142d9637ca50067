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

const char *families_kind_name(unsigned kind)
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
    snprintf(cell, CELL_MAX, "%s%s", families_kind_name(field->kind), order);
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
    } else if (field->kind == SOCKFAM_KIND_PATH) {
        snprintf(cell, CELL_MAX, "0..%u bytes", field->size);
    } else {
        cell[0] = '\0';
    }
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

/* A tag value of an address that has the field. */
static uint8_t some_variant(const struct sockfam_format *format, const struct sockfam_field_row *field)
{
    uint32_t when = field->when;
    for (size_t i = 0; when == 0 && i < format->field_count; i++)
        when = sockfam_format_field_at(format, i)->when;
    return when == 0 ? 0 : (uint8_t)__builtin_ctz(when);
}

/* Which of several words of one number display text takes, the library knows: it is shown an address with that number.
 */
const char *families_word(const struct sockfam_context *ctx, const struct sockfam_format *format,
                          const struct sockfam_field_row *field, int64_t value, char *text)
{
    struct sockfam_address address;
    uint8_t bytes[SOCKFAM_ADDRESS_MAX] = { 0 };
    uint16_t family = field->af != 0 ? field->af : sockfam_format_variant_at(format, 0)->af;
    unsigned flags = SOCKFAM_DISPLAY | SOCKFAM_NO_LOOKUP;
    memcpy(bytes, &family, sizeof(family));
    if (sockfam_format_variant_at(format, 0)->tag_at != 0)
        bytes[sockfam_format_variant_at(format, 0)->tag_at] = some_variant(format, field);
    store(field, value, bytes);
    if (field->set == 0 ||
        sockfam_address_from_bytes(ctx, format, bytes, sockfam_format_variant_at(format, 0)->size, sockfam_format_variant_at(format, 0)->size, &address, NULL) < 0 ||
        !address.format || sockfam_address_print_field(ctx, &address, field, flags, text, WORD_MAX, NULL, NULL) < 0)
        return NULL;
    return strchr("-0123456789", text[0]) ? NULL : text;
}

static void put_initial(const struct sockfam_context *ctx, const struct sockfam_format *format,
                        const struct sockfam_field_row *field, char *cell)
{
    char text[WORD_MAX];
    const char *word = is_number(field) ? families_word(ctx, format, field, field->initial, text) : NULL;
    if (!(field->flags & SOCKFAM_FIELD_OPT))
        snprintf(cell, CELL_MAX, "-");
    else if (!is_number(field))
        snprintf(cell, CELL_MAX, "none");
    else
        snprintf(cell, CELL_MAX, field->flags & SOCKFAM_FIELD_HEX ? "0x%" PRIx64 "%s%s%s" : "%" PRId64 "%s%s%s",
                 (int64_t)field->initial, word ? " (" : "", word ? word : "", word ? ")" : "");
}

/* "; only NAME, NAMESEQ": the variants that have the field. */
static void put_variants(const struct sockfam_context *ctx, const struct sockfam_format *format,
                         const struct sockfam_field_row *field, char *cell, size_t used)
{
    const struct sockfam_field_row *tag = NULL;
    for (size_t i = 0; i < format->field_count; i++) {
        if (sockfam_format_field_at(format, i)->at == sockfam_format_variant_at(format, 0)->tag_at)
            tag = sockfam_format_field_at(format, i);
    }
    const char *between = "; only ";
    for (unsigned i = 0; i < 32 && used < CELL_MAX; i++) {
        if (!(field->when >> i & 1))
            continue;
        char text[WORD_MAX];
        const char *word = tag ? families_word(ctx, format, tag, i, text) : NULL;
        used += word ? (size_t)snprintf(cell + used, CELL_MAX - used, "%s%s", between, word)
                     : (size_t)snprintf(cell + used, CELL_MAX - used, "%s%u", between, i);
        between = ", ";
    }
}

/* What it is, whether Python's tuple has it, and when it is there at all. */
static void put_meaning(const struct sockfam_context *ctx, const struct sockfam_format *format,
                        const struct sockfam_field_row *field, char *cell)
{
    size_t used = (size_t)snprintf(cell, CELL_MAX, "%s", field->doc);
    if (field->flags & SOCKFAM_FIELD_EXTRA && used < CELL_MAX)
        used += (size_t)snprintf(cell + used, CELL_MAX - used, "; not in the tuple");
    if (field->flags & SOCKFAM_FIELD_SHADOW && used < CELL_MAX)
        used += (size_t)snprintf(cell + used, CELL_MAX - used, "; in the tuple only");
    if (field->af != 0 && format->variant_count > 1 && used < CELL_MAX)
        used += (size_t)snprintf(cell + used, CELL_MAX - used, "; AF number %u", field->af);
    put_variants(ctx, format, field, cell, used);
}

static void fill(const struct sockfam_context *ctx, const struct sockfam_format *format, const struct sockfam_field_row *field,
                 struct cells *cells)
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
