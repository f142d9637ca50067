/* SPDX-License-Identifier: MIT */
/* The tables of socket options and of control messages: where each is found, what its bytes are, what it means. */
#include "families.h"

#include <string.h>

const char *families_option_kind_name(unsigned kind)
{
    static const char *const names[] = {
        [SOCKFAM_OPTION_INT] = "int",         [SOCKFAM_OPTION_BOOL] = "bool",
        [SOCKFAM_OPTION_U8] = "u8",           [SOCKFAM_OPTION_U32] = "u32",
        [SOCKFAM_OPTION_U64] = "u64",         [SOCKFAM_OPTION_LINGER] = "linger",
        [SOCKFAM_OPTION_TIMEVAL] = "timeval", [SOCKFAM_OPTION_TIMESPEC] = "timespec",
        [SOCKFAM_OPTION_TEXT] = "text",       [SOCKFAM_OPTION_BYTES] = "bytes",
        [SOCKFAM_OPTION_COUNTED] = "counted", [SOCKFAM_OPTION_FDS] = "fds",
        [SOCKFAM_OPTION_PACKET4] = "packet4", [SOCKFAM_OPTION_CREDENTIALS] = "credentials",
        [SOCKFAM_OPTION_PACKET6] = "packet6",
    };
    const char *name = kind < sizeof(names) / sizeof(names[0]) ? names[kind] : NULL;
    return name ? name : "unknown";
}

static const char *access_name(const struct sockfam_option_row *row, enum sockfam_option_record record)
{
    int messages = record == SOCKFAM_MESSAGES;
    if (row->flags & SOCKFAM_OPTION_READ_ONLY)
        return messages ? "received" : "read";
    if (row->flags & SOCKFAM_OPTION_WRITE_ONLY)
        return messages ? "sent" : "set";
    return messages ? "both" : "read, set";
}

void families_options(const struct sockfam_family *family, enum sockfam_option_record record)
{
    size_t width = strlen("option");
    const struct sockfam_option_row *row;
    if (sockfam_family_option_count(family, record) == 0)
        return;
    for (size_t i = 0; (row = sockfam_family_option_at(family, record, i)); i++)
        width = strlen(row->name) > width ? strlen(row->name) : width;
    printf("\n%s\n  %-*s  %5s  %6s  %-11s  %4s  %-9s  %s\n",
           record == SOCKFAM_MESSAGES ? "CONTROL MESSAGES" : "OPTIONS", (int)width,
           record == SOCKFAM_MESSAGES ? "type" : "option", "level", "number", "kind", "most", "use", "meaning");
    for (size_t i = 0; (row = sockfam_family_option_at(family, record, i)); i++) {
        char most[12] = "";
        if (row->size > 0)
            snprintf(most, sizeof(most), "%u", row->size);
        printf("  %-*s  %5d  %6d  %-11s  %4s  %-9s  %s\n", (int)width, row->name, row->level, row->number,
               families_option_kind_name(row->kind), most, access_name(row, record), row->doc);
    }
}
