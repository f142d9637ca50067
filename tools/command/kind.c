/* SPDX-License-Identifier: MIT */
/* The only place in the command that tells kinds of fields apart. */
#include "kind.h"

bool kind_is_number(const struct sockfam_field_row *field)
{
    return !(field->flags & SOCKFAM_FIELD_LIST) &&
           (field->kind == SOCKFAM_KIND_UINT || field->kind == SOCKFAM_KIND_SINT);
}

bool kind_is_integer(const struct sockfam_field_row *field)
{
    return kind_is_number(field) || (field->kind == SOCKFAM_KIND_IFACE && !(field->flags & SOCKFAM_FIELD_LIST));
}

bool kind_is_wide(const struct sockfam_field_row *field)
{
    return kind_is_number(field) && field->size == 8;
}

bool kind_is_path(const struct sockfam_field_row *field)
{
    return field->kind == SOCKFAM_KIND_PATH;
}

bool kind_has_length(const struct sockfam_field_row *field)
{
    return field->kind == SOCKFAM_KIND_TEXT || field->kind == SOCKFAM_KIND_BYTES || field->kind == SOCKFAM_KIND_MAC ||
           field->kind == SOCKFAM_KIND_PATH;
}

bool kind_has_brackets(const struct sockfam_field_row *field)
{
    return field->kind == SOCKFAM_KIND_IPV6;
}

bool kind_takes_hosts(const struct sockfam_format *format)
{
    const struct sockfam_field_row *field;
    for (size_t i = 0; (field = sockfam_format_field_at(format, i)); i++)
        if (field->flags & SOCKFAM_FIELD_HOST)
            return true;
    return sockfam_format_variant_at(format, 0)->code & SOCKFAM_CODE_LOOKUP;
}
