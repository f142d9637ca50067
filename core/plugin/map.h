/* SPDX-License-Identifier: MIT */
/* A hash table from names to things, with open addressing. Names and things are borrowed. Never shrinks. */
#ifndef SF_PLUGIN_MAP_H
#define SF_PLUGIN_MAP_H

#include <stddef.h>
#include <stdint.h>

struct sf_map_slot {
    const char *name; /* NULL: empty */
    const void *thing;
    uint32_t hash;
    uint32_t size; /* bytes of the name */
};

struct sf_map { /* zeroed: empty */
    struct sf_map_slot *slots;
    size_t mask; /* slots - 1, meaningless while slots is NULL */
    size_t count;
};

void sf_map_deinit(struct sf_map *map);

/* Makes room for `more` names, so that as many sf_map_put() cannot fail. -ENOMEM, and the map is as it was. */
int sf_map_reserve(struct sf_map *map, size_t more);

/* Adds a name, or changes what it leads to. `hash` is sf_hash() of the name. */
void sf_map_put(struct sf_map *map, const char *name, size_t size, uint32_t hash, const void *thing);

/* NULL: not there. */
const void *sf_map_get(const struct sf_map *map, const char *name, size_t size, uint32_t hash);

#endif
