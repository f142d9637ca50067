/* SPDX-License-Identifier: MIT */
/*
 * Protocols. A (type, protocol) pair stands once, and a protocol number leads to one format whatever the type: the type
 * matters for opening only.
 */
#include <string.h>

#include "core/plugin/judge.h"

static int judge_row(const struct sf_judge *judge, const struct sockfam_protocol_row *row)
{
    const struct sf_group *group = row->format[0] != '\0' ? sf_group_find(judge->tables, row->format) : NULL;
    if (row->format[0] != '\0' && (!group || group->formats->flags & SOCKFAM_FORMAT_STRUCT))
        return sf_refuse(judge, "protocol \"%s\" has addresses of format \"%s\", which the driver does not have",
                         row->name, row->format);
    if (row->type < SOCKFAM_STREAM || row->type > SOCKFAM_DCCP)
        return sf_refuse_unknown(judge, "protocol \"%s\" is of the unknown socket type %d", row->name, row->type);
    if (row->protocol < SOCKFAM_ANY)
        return sf_refuse(judge, "protocol \"%s\" has the negative number %d; only SOCKFAM_ANY (-1) may be", row->name,
                         row->protocol);
    if (row->flags & ~(SOCKFAM_PROTOCOL_DIAL_BINDS | SOCKFAM_PROTOCOL_DIAL_ACCEPTS | SOCKFAM_PROTOCOL_NAMELESS |
                       SOCKFAM_PROTOCOL_NO_MSG_NOSIGNAL | SOCKFAM_PROTOCOL_NO_HALF_CLOSE |
                       SOCKFAM_PROTOCOL_CONNECTIONLESS))
        return sf_refuse_unknown(judge, "protocol \"%s\" has unknown flags 0x%x", row->name, row->flags);
    return 0;
}

static int judge_pair(const struct sf_judge *judge, const struct sockfam_protocol_row *row,
                      const struct sockfam_protocol_row *other)
{
    if (strcmp(row->name, other->name) == 0)
        return sf_refuse(judge, "two protocols are named \"%s\"", row->name);
    if (row->protocol != other->protocol || !sf_judge_meet(row->on, other->on))
        return 0;
    if (row->type == other->type)
        return sf_refuse(judge, "protocols \"%s\" and \"%s\" are the same: type %d, protocol %d", other->name,
                         row->name, row->type, row->protocol);
    if (strcmp(row->format, other->format) != 0)
        return sf_refuse(judge, "protocols \"%s\" and \"%s\" have the same number %d but the formats \"%s\" and \"%s\"",
                         other->name, row->name, row->protocol, other->format, row->format);
    return 0;
}

int sf_judge_protocols(const struct sf_judge *judge)
{
    const struct sf_tables *tables = judge->tables;
    for (size_t i = 0; i < tables->protocol_count; i++) {
        int result = judge_row(judge, &tables->protocols[i]);
        for (size_t k = 0; result == 0 && k < i; k++)
            result = judge_pair(judge, &tables->protocols[i], &tables->protocols[k]);
        if (result < 0)
            return result;
    }
    return 0;
}
