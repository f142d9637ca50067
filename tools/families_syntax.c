/* SPDX-License-Identifier: MIT */
/*
 * How a format's addresses are written, made from its field rows: `vsock:<cid>:<port>[,flags=<flags>]`. A format whose
 * fields depend on a tag has a line for each variant.
 */
#include "families.h"

#include <string.h>

static int belongs(const struct sockfam_field_row *field, unsigned family, int variant)
{
    if (field->flags & SOCKFAM_FIELD_SHADOW)
        return 0;
    if (field->family != 0 && field->family != family)
        return 0;
    return field->when == 0 || (variant >= 0 && field->when >> variant & 1);
}

static void put_field(const struct sockfam_field_row *field, int *first)
{
    int named = (field->flags & (SOCKFAM_FIELD_NAMED | SOCKFAM_FIELD_OPT)) != 0;
    int optional = (field->flags & SOCKFAM_FIELD_OPT) != 0;
    if (optional)
        putchar('[');
    if (!*first)
        putchar(named || field->sep == 0 ? ',' : field->sep);
    if (named)
        printf("%s=", field->name);
    printf(field->kind == SOCKFAM_KIND_IPV6 && !named ? "[<%s>]" : "<%s>", field->name);
    if (optional)
        putchar(']');
    *first = 0;
}

static void put_syntax(const struct sockfam_format *format, unsigned family, int variant)
{
    int first = 1;
    printf("%s:", format->rows[0].name);
    for (size_t i = 0; i < format->field_count; i++) {
        if (belongs(&format->fields[i], family, variant))
            put_field(&format->fields[i], &first);
    }
}

void families_syntax(const struct sockfam_format *format)
{
    uint32_t variants = 0;
    for (size_t i = 0; i < format->field_count; i++)
        variants |= format->fields[i].when;
    for (size_t i = 0; i < format->row_count; i++) {
        for (int variant = 0; variant < 32; variant++) {
            if (!(variants == 0 ? variant == 0 : variants >> variant & 1))
                continue;
            fputs("  text     ", stdout);
            put_syntax(format, format->rows[i].family, variant);
            putchar('\n');
        }
    }
}
