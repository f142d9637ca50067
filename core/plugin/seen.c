/* SPDX-License-Identifier: MIT */
/*
 * Small sets are lists behind a filter: as hardly anything stands twice, one bit nearly always says that a thing is new.
 * Large ones are hash tables with open addressing and at least twice as many slots as things.
 */
#include "core/plugin/seen.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

int sf_seen_init(struct sf_seen *seen, size_t count)
{
    size_t slots = 2 * SF_SEEN_SMALL;
    seen->slots = NULL;
    seen->count = 0;
    memset(seen->filter, 0, sizeof(seen->filter));
    if (count <= SF_SEEN_SMALL)
        return 0;
    while (slots < 2 * count)
        slots *= 2;
    seen->mask = slots - 1;
    seen->slots = calloc(slots, sizeof(seen->slots[0]));
    return seen->slots ? 0 : -ENOMEM;
}

void sf_seen_deinit(struct sf_seen *seen)
{
    free(seen->slots);
}

static bool put_small(struct sf_seen *seen, struct sf_seen_slot slot, bool (*is_same)(const void *, size_t, size_t),
                      const void *user, size_t *other)
{
    uint64_t *filter = &seen->filter[slot.hash >> 6 & 63], bit = UINT64_C(1) << (slot.hash & 63);
    for (size_t i = 0; *filter & bit && i < seen->count; i++) {
        *other = seen->small[i].number - 1;
        if (seen->small[i].hash == slot.hash && is_same(user, *other, slot.number - 1))
            return true;
    }
    *filter |= bit;
    seen->small[seen->count++] = slot;
    return false;
}

bool sf_seen_put(struct sf_seen *seen, uint32_t hash, size_t index,
                 bool (*is_same)(const void *user, size_t a, size_t b), const void *user, size_t *other)
{
    const struct sf_seen_slot slot = { hash, (uint32_t)index + 1 };
    if (!seen->slots)
        return put_small(seen, slot, is_same, user, other);
    size_t at = hash & seen->mask;
    for (; seen->slots[at].number != 0; at = (at + 1) & seen->mask) {
        *other = seen->slots[at].number - 1;
        if (seen->slots[at].hash == hash && is_same(user, *other, index))
            return true;
    }
    seen->slots[at] = slot;
    return false;
}
