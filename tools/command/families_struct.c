/* SPDX-License-Identifier: MIT */
/*
 * The structs that a driver's options and messages hold: how each is written, and where its fields lie on this system.
 */
#include "families.h"

#include <string.h>

static const enum sockfam_option_record records[] = { SOCKFAM_OPTIONS, SOCKFAM_MESSAGES };

/* Whether an earlier row names the same struct. */
static int is_known(const struct sockfam_family *family, size_t record, size_t index, const char *format)
{
    const struct sockfam_option_row *row;
    for (size_t r = 0; r <= record; r++)
        for (size_t i = 0; (r < record || i < index) && (row = sockfam_family_option_at(family, records[r], i)); i++)
            if (strcmp(row->format, format) == 0)
                return 1;
    return 0;
}

/* A field that only other systems have is left out. */
static int is_here(const struct sockfam_context *ctx, const struct sockfam_format *format,
                   const struct sockfam_field_row *field)
{
    for (size_t i = 0; i < format->variant_count; i++)
        if ((field->when == 0 || field->when >> i & 1) &&
            sockfam_context_holds(ctx, sockfam_format_variant_at(format, i)->on))
            return 1;
    return 0;
}

static void put_fields(const struct sockfam_context *ctx, const struct sockfam_format *format)
{
    char name[KIND_MAX], kind[2 * KIND_MAX];
    const struct sockfam_field_row *field;
    for (size_t i = 0; (field = sockfam_format_field_at(format, i)); i++) {
        if (!is_here(ctx, format, field))
            continue;
        snprintf(kind, sizeof(kind), "%s%s", field->flags & SOCKFAM_FIELD_LIST ? "list of " : "",
                 families_kind_name(field->kind, name));
        printf("    %-15s  %6u  %4u  %-15s  %s\n", field->name, field->at, field->size, kind, field->doc);
    }
}

static void put_struct(const struct sockfam_context *ctx, const struct sockfam_format *format)
{
    const struct sockfam_format_row *row = NULL;
    for (size_t i = 0; (row = sockfam_format_variant_at(format, i)); i++)
        if (sockfam_context_holds(ctx, row->on))
            printf("  %s: %s, %u bytes: %s\n", row->name, row->doc, row->size, row->example);
    put_fields(ctx, format);
}

void families_structs(const struct sockfam_context *ctx, const struct sockfam_family *family)
{
    const struct sockfam_option_row *row;
    const char *title = "\nSTRUCTS in options and messages\n"
                        "    field            offset  size  kind             meaning\n";
    for (size_t r = 0; r < sizeof(records) / sizeof(records[0]); r++)
        for (size_t i = 0; (row = sockfam_family_option_at(family, records[r], i)); i++) {
            const struct sockfam_format *format = sockfam_option_format(ctx, row);
            if (!format || is_known(family, r, i, row->format))
                continue;
            fputs(title, stdout);
            title = "";
            put_struct(ctx, format);
        }
}
