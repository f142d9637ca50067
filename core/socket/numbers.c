/* SPDX-License-Identifier: MIT */
/*
 * From numbers to formats. An AF_ number may belong to several drivers and formats; the protocol tells them apart, and
 * where it is unknown the type may. Whoever needs certainty counts the candidates.
 */
#include <string.h>

#include "core/registry/registry.h"
#include "core/registry/system.h"
#include "core/socket/socket.h"

int sf_type_alone(int type)
{
    return type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
}

const struct sockfam_protocol_row *sf_protocol_row(const struct sockfam_format *format, int type, int protocol)
{
    const struct sockfam_protocol_row *any = NULL;
    for (size_t i = 0; format && i < format->family->protocol_count; i++) {
        const struct sockfam_protocol_row *row = sockfam_family_protocol_at(format->family, i);
        if (sf_type_number(row->type) != type || strcmp(row->format, format->name) != 0)
            continue;
        if (row->protocol == protocol)
            return row;
        if (!any || row->protocol == SOCKFAM_ANY)
            any = row; /* 0 stands for the type's usual protocol */
    }
    return any;
}

static bool has_type(const struct sockfam_format *format, int type)
{
    if (type < 0)
        return true;
    for (size_t i = 0; i < format->family->protocol_count; i++) {
        const struct sockfam_protocol_row *row = sockfam_family_protocol_at(format->family, i);
        if (sf_type_number(row->type) == type && strcmp(row->format, format->name) == 0)
            return true;
    }
    return false;
}

size_t sf_candidates(const struct sockfam_context *ctx, int af, int type, const struct sockfam_format **formats)
{
    size_t count = 0;
    const struct sockfam_family *family;
    for (size_t i = 0; af > 0 && (family = sockfam_family_at(ctx, i)); i++) {
        if (family->af != (uint32_t)af || !sf_holds(family->on, sf_system_here))
            continue;
        for (size_t k = 0; k < family->format_count && count < SF_CANDIDATES_MAX; k++)
            if (has_type(family->formats[k], type))
                formats[count++] = family->formats[k];
    }
    return count;
}

const struct sockfam_format *sf_format_of_numbers(const struct sockfam_context *ctx, int af, int type, int protocol)
{
    const struct sockfam_format *formats[SF_CANDIDATES_MAX];
    const struct sockfam_format *format = af > 0 ? sockfam_format_by_number(ctx, (uint32_t)af, protocol) : NULL;
    if (format)
        return format;
    if (sf_candidates(ctx, af, type, formats) == 1)
        return formats[0];
    return sf_candidates(ctx, af, -1, formats) == 1 ? formats[0] : NULL;
}
