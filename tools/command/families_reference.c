/* SPDX-License-Identifier: MIT */
/* The reference of one family, written from its tables: nothing here knows any family. */
#include "families.h"

#include <inttypes.h>
#include <string.h>

static void put_head(const struct sockfam_context *ctx, const struct sockfam_family *family)
{
    printf("%s - %s\n", family->name, family->doc);
    if (family->af != 0)
        printf("AF number %u%s, ", family->af, family->on & SOCKFAM_ON_WINDOWS ? " of Windows" : "");
    else
        fputs("no AF number of its own, ", stdout);
    printf("%s", family_state_name(sockfam_family_state(ctx, family)));
    if (family->state != SOCKFAM_STATE_BUILTIN) {
        fputs(", plugin ", stdout);
        put_clean(stdout, family->plugin, strlen(family->plugin));
    }
    puts(family->flags & SOCKFAM_HEAD_CODE ? ", with code" : "");
}

static void put_example(const struct sockfam_context *ctx, const char *example)
{
    char display[SOCKFAM_TEXT_MAX];
    struct sockfam_address address;
    printf("  example  %s", example);
    if (sockfam_address_parse(ctx, example, strlen(example), SOCKFAM_NO_LOOKUP, &address, NULL) >= 0 &&
        sockfam_address_print(ctx, &address, SOCKFAM_DISPLAY | SOCKFAM_NO_LOOKUP, display, sizeof(display), NULL,
                              NULL) >= 0 &&
        strcmp(example, display) != 0)
        printf("   or  %s", display);
    putchar('\n');
}

static void put_format(const struct sockfam_context *ctx, const struct sockfam_format *format)
{
    const struct sockfam_format_row *row = sockfam_format_variant_at(format, 0);
    printf("\nFORMAT %s: %s\n", row->name, row->doc);
    families_syntax(ctx, format);
    put_example(ctx, row->example);
    for (size_t i = 0; i < format->variant_count; i++) {
        row = sockfam_format_variant_at(format, i);
        printf("  bytes    %u", row->size);
        if (row->min < row->size)
            printf(" (a kernel may answer with %u)", row->min);
        printf(", AF number %u\n", row->af);
    }
    putchar('\n');
    families_fields(ctx, format);
}

static void put_protocol(const struct sockfam_protocol_row *row, int width)
{
    char number[12] = "any";
    if (row->protocol != SOCKFAM_ANY)
        snprintf(number, sizeof(number), "%d", row->protocol);
    printf("  %-*s  %-9s  %6s  %-8s  %-12s  %s\n", width, row->name, protocol_type_name(row->type), number, row->format,
           row->module[0] != '\0' ? row->module : "-", row->doc);
}

static void put_protocols(const struct sockfam_family *family)
{
    size_t width = 8;
    if (family->protocol_count == 0)
        return;
    for (size_t i = 0; i < family->protocol_count; i++)
        width = strlen(sockfam_family_protocol_at(family, i)->name) > width
                    ? strlen(sockfam_family_protocol_at(family, i)->name)
                    : width;
    printf("\nPROTOCOLS (the first is the default)\n  %-*s  %-9s  %6s  %-8s  %-12s  %s\n", (int)width, "protocol",
           "type", "number", "format", "module", "meaning");
    for (size_t i = 0; i < family->protocol_count; i++)
        put_protocol(sockfam_family_protocol_at(family, i), (int)width);
}

/* The first field that takes the words of a set; NULL: none. */
static const struct sockfam_field_row *field_of_set(const struct sockfam_family *family, unsigned set)
{
    for (size_t i = 0; set != 0 && i < family->format_count; i++) {
        const struct sockfam_format *format = family->formats[i];
        for (size_t j = 0; j < format->field_count; j++) {
            if (sockfam_format_field_at(format, j)->set == set)
                return sockfam_format_field_at(format, j);
        }
    }
    return NULL;
}

static void put_constant(const struct sockfam_constant *constant, int width)
{
    char value[SOCKFAM_DOC_SIZE + 1];
    const struct sockfam_field_row *field = field_of_set(constant->family, constant->set);
    if (constant->kind == SOCKFAM_CONSTANT_STRING)
        snprintf(value, sizeof(value), "%s", constant->text);
    else
        snprintf(value, sizeof(value), "%" PRId64, constant->value);
    printf("  %-*s  ", width, constant->name);
    if (field && constant->word)
        printf("%-12s  %s of %s\n", value, constant->word, field->name);
    else
        puts(value);
}

static void put_constants(const struct sockfam_context *ctx, const struct sockfam_family *family)
{
    size_t width = 0;
    struct sockfam_constant_query query = { .family = family->name };
    const struct constants all = constants_of(ctx, &query);
    for (size_t i = 0; i < all.count; i++)
        width = strlen(all.list[i]->name) > width ? strlen(all.list[i]->name) : width;
    if (width > 0)
        puts("\nCONSTANTS");
    for (size_t i = 0; i < all.count; i++)
        put_constant(all.list[i], (int)width);
}

void families_reference(const struct sockfam_context *ctx, const struct sockfam_family *family)
{
    put_head(ctx, family);
    for (size_t i = 0; i < family->format_count; i++)
        put_format(ctx, family->formats[i]);
    put_protocols(family);
    families_options(family, SOCKFAM_OPTIONS);
    families_options(family, SOCKFAM_MESSAGES);
    families_structs(ctx, family);
    put_constants(ctx, family);
}
