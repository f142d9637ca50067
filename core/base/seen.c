/* SPDX-License-Identifier: MIT */
/* Open addressing with at least twice as many slots as things. */
#include "core/base/seen.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

int sf_seen_init(struct sf_seen *seen, size_t count)
{
    size_t slots = 16;
    while (slots < 2 * count)
        slots *= 2;
    seen->mask = slots - 1;
    seen->slots = slots <= SF_SEEN_SMALL ? seen->small : calloc(slots, sizeof(seen->slots[0]));
    if (seen->slots == seen->small)
        memset(seen->small, 0, slots * sizeof(seen->small[0]));
    return seen->slots ? 0 : -ENOMEM;
}

void sf_seen_deinit(struct sf_seen *seen)
{
    if (seen->slots != seen->small)
        free(seen->slots);
}

bool sf_seen_put(struct sf_seen *seen, uint32_t hash, size_t index,
                 bool (*is_same)(const void *user, size_t a, size_t b), const void *user, size_t *other)
{
    size_t at = hash & seen->mask;
    for (; seen->slots[at].number != 0; at = (at + 1) & seen->mask) {
        *other = seen->slots[at].number - 1;
        if (seen->slots[at].hash == hash && is_same(user, *other, index))
            return true;
    }
    seen->slots[at] = (struct sf_seen_slot){ hash, (uint32_t)index + 1 };
    return false;
}
