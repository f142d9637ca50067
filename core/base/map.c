/* SPDX-License-Identifier: MIT */
/* Slots are a power of two, at most three quarters of them in use, so a search ends soon and always ends. */
#include "core/base/map.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS_MIN 64

void sf_map_deinit(struct sf_map *map)
{
    free(map->slots);
    memset(map, 0, sizeof(*map));
}

static const char *name_of(const void *thing)
{
    const char *const *name = thing;
    return *name;
}

/* The slot of a name, or the empty one where it belongs. */
static struct sf_map_slot *find(const struct sf_map *map, struct sf_key name)
{
    size_t at = name.hash & map->mask;
    for (;; at = (at + 1) & map->mask) {
        struct sf_map_slot *slot = &map->slots[at];
        if (!slot->thing)
            return slot;
        if (slot->hash == name.hash && slot->size == name.size &&
            memcmp(name_of(slot->thing), name.text, name.size) == 0)
            return slot;
    }
}

/* Names of a map differ, so the first empty slot will do. */
static void move(struct sf_map *to, const struct sf_map_slot *slot)
{
    size_t at = slot->hash & to->mask;
    while (to->slots[at].thing)
        at = (at + 1) & to->mask;
    to->slots[at] = *slot;
}

int sf_map_reserve(struct sf_map *map, size_t more)
{
    size_t slots = map->slots ? map->mask + 1 : SLOTS_MIN;
    while (slots - slots / 4 < map->count + more)
        slots *= 2;
    if (map->slots && slots == map->mask + 1)
        return 0;
    struct sf_map grown = { calloc(slots, sizeof(*grown.slots)), slots - 1, map->count };
    if (!grown.slots)
        return -ENOMEM;
    for (size_t i = 0; map->slots && i <= map->mask; i++)
        if (map->slots[i].thing)
            move(&grown, &map->slots[i]);
    free(map->slots);
    *map = grown;
    return 0;
}

const void *sf_map_put(struct sf_map *map, struct sf_key name, const void *thing, const void ***place)
{
    struct sf_map_slot *slot = find(map, name);
    if (place)
        *place = &slot->thing;
    if (slot->thing)
        return slot->thing;
    map->count++;
    *slot = (struct sf_map_slot){ thing, name.size, name.hash };
    return NULL;
}

const void *sf_map_get(const struct sf_map *map, struct sf_key name)
{
    return map->slots ? find(map, name)->thing : NULL;
}
