/* SPDX-License-Identifier: MIT */
/* The tables of socket options and of control messages: where each is found, what its bytes are, what it means. */
#include "families.h"

#include <string.h>

const char *families_option_kind(unsigned kind, char *text)
{
    const char *name = sockfam_option_kind_name(kind);
    size_t used = 0;
    for (; name && name[used] != '\0' && used < KIND_MAX - 1; used++)
        text[used] = (char)(name[used] >= 'A' && name[used] <= 'Z' ? name[used] - 'A' + 'a' : name[used]);
    text[used] = '\0';
    return text;
}

/* A struct by its format's name, an array with ".." behind. */
static const char *shown_kind(const struct sockfam_option_row *row, char *text)
{
    char kind[KIND_MAX];
    snprintf(text, KIND_MAX, "%.16s%s%s", row->format[0] ? row->format : families_option_kind(row->kind, kind),
             row->flags & SOCKFAM_OPTION_BE ? ", be" : "", row->flags & SOCKFAM_OPTION_ARRAY ? " .." : "");
    return text;
}

static const char *access_name(const struct sockfam_option_row *row, enum sockfam_option_record record)
{
    int messages = record == SOCKFAM_MESSAGES;
    if (row->flags & SOCKFAM_OPTION_CODE_ONLY)
        return "by code";
    if (row->flags & SOCKFAM_OPTION_ASK)
        return row->flags & SOCKFAM_OPTION_READ_ONLY ? "ask" : "ask, set";
    if (row->flags & SOCKFAM_OPTION_READ_ONLY)
        return messages ? "received" : "read";
    if (row->flags & SOCKFAM_OPTION_WRITE_ONLY)
        return messages ? "sent" : "set";
    return messages ? "both" : "read, set";
}

void families_options(const struct sockfam_family *family, enum sockfam_option_record record)
{
    char kind[KIND_MAX];
    size_t width = strlen("option"), kind_width = 11;
    const struct sockfam_option_row *row;
    if (sockfam_family_option_count(family, record) == 0)
        return;
    for (size_t i = 0; (row = sockfam_family_option_at(family, record, i)); i++)
        width = strlen(row->name) > width ? strlen(row->name) : width;
    for (size_t i = 0; (row = sockfam_family_option_at(family, record, i)); i++)
        kind_width = strlen(shown_kind(row, kind)) > kind_width ? strlen(kind) : kind_width;
    printf("\n%s\n  %-*s  %5s  %6s  %-*s  %4s  %-9s  %s\n", record == SOCKFAM_MESSAGES ? "CONTROL MESSAGES" : "OPTIONS",
           (int)width, record == SOCKFAM_MESSAGES ? "type" : "option", "level", "number", (int)kind_width, "kind",
           "most", "use", "meaning");
    for (size_t i = 0; (row = sockfam_family_option_at(family, record, i)); i++) {
        char most[12] = "";
        if (row->size > 0)
            snprintf(most, sizeof(most), "%u", row->size);
        printf("  %-*s  %5d  %6d  %-*s  %4s  %-9s  %s\n", (int)width, row->name, row->level, row->number,
               (int)kind_width, shown_kind(row, kind), most, access_name(row, record), row->doc);
    }
}
