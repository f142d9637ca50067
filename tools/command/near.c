/* SPDX-License-Identifier: MIT */
/*
 * What a mistyped name may have meant: the names with the fewest letters to change, case aside, and those that it
 * begins. The best few are kept in order, the first offered first among equals.
 */
#include "command.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define LONGEST 64 /* of names that are compared */

static unsigned smaller(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

static int same_letter(char a, char b)
{
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* Letters to add, drop, change or swap with their neighbour, to come from `a` to `b`. Both are shorter than LONGEST. */
static unsigned edit_distance(const char *a, const char *b)
{
    unsigned rows[3][LONGEST];
    size_t width = strlen(b);
    unsigned *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t j = 0; j <= width; j++)
        last[j] = (unsigned)j;
    for (size_t i = 0; a[i] != '\0'; i++) {
        row[0] = (unsigned)i + 1;
        for (size_t j = 1; j <= width; j++) {
            row[j] = smaller(smaller(last[j], row[j - 1]) + 1, last[j - 1] + (same_letter(a[i], b[j - 1]) ? 0 : 1));
            if (i > 0 && j > 1 && same_letter(a[i], b[j - 2]) && same_letter(a[i - 1], b[j - 1]))
                row[j] = smaller(row[j], before[j - 2] + 1);
        }
        unsigned *free_row = before;
        before = last;
        last = row;
        row = free_row;
    }
    return last[width];
}

void near_offer(struct near *near, const char *name)
{
    size_t length = strlen(near->wanted);
    if (length >= LONGEST || strlen(name) >= LONGEST)
        return;
    unsigned limit = (unsigned)length / 3;
    unsigned distance = edit_distance(near->wanted, name);
    if (length >= 3 && strncasecmp(name, near->wanted, length) == 0)
        distance = smaller(distance, limit);
    if (distance > limit || (near->count > 0 && distance > near->distance))
        return;
    if (near->count > 0 && distance < near->distance)
        near->count = 0;
    if (near->count == NEAR_MAX || (near->count > 0 && strcmp(near->name[near->count - 1], name) == 0))
        return;
    near->distance = distance;
    near->name[near->count++] = name;
}

const char *near_text(const struct near *near, char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < near->count && used < size; i++) {
        const char *before = i == 0 ? "; did you mean " : i + 1 < near->count ? ", " : " or ";
        used += (size_t)snprintf(text + used, size - used, "%s%s%s%s", before, near->prefix ? near->prefix : "",
                                 near->name[i], i + 1 < near->count ? "" : "?");
    }
    return text;
}

int no_such_family(const struct sockfam_context *ctx, const char *name)
{
    char offer[256];
    struct near near = { .wanted = name };
    const struct sockfam_format *format = sockfam_format_find(ctx, name);
    for (size_t i = 0; i < sockfam_family_count(ctx); i++)
        near_offer(&near, sockfam_family_at(ctx, i)->name);
    if (format)
        report("no family '%s'; it is a format of family %s", name, format->family->name);
    else
        report("no family '%s'%s", name, near_text(&near, offer, sizeof(offer)));
    context_hint(ctx);
    return NO;
}
