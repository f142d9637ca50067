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

/* Levenshtein's distance, one row at a time. `b` has fewer than LONGEST letters. */
static unsigned edit_distance(const char *a, const char *b)
{
    unsigned row[LONGEST];
    size_t width = strlen(b);
    for (size_t j = 0; j <= width; j++)
        row[j] = (unsigned)j;
    for (size_t i = 0; a[i] != '\0'; i++) {
        unsigned diagonal = row[0];
        row[0] = (unsigned)i + 1;
        for (size_t j = 1; j <= width; j++) {
            int same = tolower((unsigned char)a[i]) == tolower((unsigned char)b[j - 1]);
            unsigned best = smaller(smaller(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1));
            diagonal = row[j];
            row[j] = best;
        }
    }
    return row[width];
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
    size_t at = near->count;
    while (at > 0 && distance < near->distance[at - 1])
        at--;
    if (distance > limit || at == NEAR_MAX || (at > 0 && strcmp(near->name[at - 1], name) == 0))
        return;
    if (near->count < NEAR_MAX)
        near->count++;
    for (size_t i = near->count - 1; i > at; i--) {
        near->name[i] = near->name[i - 1];
        near->distance[i] = near->distance[i - 1];
    }
    near->name[at] = name;
    near->distance[at] = distance;
}

const char *near_text(const struct near *near, char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < near->count && used < size; i++) {
        const char *before = i == 0 ? "; did you mean " : i + 1 < near->count ? ", " : " or ";
        int length =
            snprintf(text + used, size - used, "%s%s%s", before, near->name[i], i + 1 < near->count ? "" : "?");
        used += (size_t)length;
    }
    return text;
}

int no_such_family(const struct sockfam *ctx, const char *name)
{
    char offer[256];
    struct near near = { .wanted = name };
    for (size_t i = 0; i < sockfam_family_count(ctx); i++)
        near_offer(&near, sockfam_family_at(ctx, i)->name);
    report("no family '%s'%s", name, near_text(&near, offer, sizeof(offer)));
    return NO;
}
