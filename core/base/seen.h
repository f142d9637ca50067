/* SPDX-License-Identifier: MIT */
/* Finding what stands twice among numbered things, by their hashes. */
#ifndef SF_BASE_SEEN_H
#define SF_BASE_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SF_SEEN_SMALL 512 /* slots; sets of up to half as many things need no memory */

struct sf_seen_slot {
    uint32_t hash;
    uint32_t number; /* of the thing, counted from 1; 0: empty */
};

struct sf_seen {
    struct sf_seen_slot *slots;
    size_t mask;
    struct sf_seen_slot small[SF_SEEN_SMALL];
};

/* An empty set with room for `count` things. -ENOMEM. */
int sf_seen_init(struct sf_seen *seen, size_t count);
void sf_seen_deinit(struct sf_seen *seen);

/*
 * Adds thing `index`. true: `is_same(user, other, index)` holds for one that was added before; *other says which.
 */
bool sf_seen_put(struct sf_seen *seen, uint32_t hash, size_t index,
                 bool (*is_same)(const void *user, size_t a, size_t b), const void *user, size_t *other);

#endif
