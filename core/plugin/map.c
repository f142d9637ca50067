/* SPDX-License-Identifier: MIT */
/* Slots are a power of two and at least half empty, so a search ends soon and always ends. */
#include "core/plugin/map.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void sf_map_deinit(struct sf_map *map)
{
    free(map->slots);
    memset(map, 0, sizeof(*map));
}

/* The slot of a name, or the empty one where it belongs. */
static struct sf_map_slot *find(const struct sf_map *map, const char *name, size_t size, uint32_t hash)
{
    size_t at = hash & map->mask;
    for (;; at = (at + 1) & map->mask) {
        struct sf_map_slot *slot = &map->slots[at];
        if (!slot->name || (slot->hash == hash && slot->size == size && memcmp(slot->name, name, size) == 0))
            return slot;
    }
}

int sf_map_reserve(struct sf_map *map, size_t more)
{
    struct sf_map grown = { .mask = map->slots ? map->mask : 15, .count = map->count };
    while (grown.mask / 2 < map->count + more)
        grown.mask = 2 * grown.mask + 1;
    if (map->slots && grown.mask == map->mask)
        return 0;
    grown.slots = calloc(grown.mask + 1, sizeof(*grown.slots));
    if (!grown.slots)
        return -ENOMEM;
    for (size_t i = 0; map->slots && i <= map->mask; i++)
        if (map->slots[i].name)
            *find(&grown, map->slots[i].name, map->slots[i].size, map->slots[i].hash) = map->slots[i];
    free(map->slots);
    *map = grown;
    return 0;
}

void sf_map_put(struct sf_map *map, const char *name, size_t size, uint32_t hash, const void *thing)
{
    struct sf_map_slot *slot = find(map, name, size, hash);
    map->count += slot->name == NULL;
    *slot = (struct sf_map_slot){ name, thing, hash, (uint32_t)size };
}

const void *sf_map_get(const struct sf_map *map, const char *name, size_t size, uint32_t hash)
{
    return map->slots ? find(map, name, size, hash)->thing : NULL;
}
