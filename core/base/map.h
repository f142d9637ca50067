/* SPDX-License-Identifier: MIT */
/*
 * A hash table from names to things, with open addressing. Things are borrowed; each one begins with a pointer to its
 * name, so a slot need not hold it. Never shrinks.
 */
#ifndef SF_BASE_MAP_H
#define SF_BASE_MAP_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/names.h"

struct sf_map_slot {
    const void *thing; /* NULL: empty */
    uint32_t size, hash;
};

struct sf_map { /* zeroed: empty */
    struct sf_map_slot *slots;
    size_t mask; /* slots - 1, meaningless while slots is NULL */
    size_t count;
};

void sf_map_deinit(struct sf_map *map);

/* Makes room for `more` names, so that as many sf_map_put() cannot fail. -ENOMEM, and the map is as it was. */
int sf_map_reserve(struct sf_map *map, size_t more);

/*
 * Adds a thing, unless there is one of that name: then what was there comes back, and stays until *place is set to
 * something else of the same name. NULL: it was added.
 */
const void *sf_map_put(struct sf_map *map, struct sf_key name, const void *thing, const void ***place);

/* NULL: not there. */
const void *sf_map_get(const struct sf_map *map, struct sf_key name);

#endif
