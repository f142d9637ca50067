/* SPDX-License-Identifier: MIT */
/*
 * Which constants there are, by name: a hash table of numbers, of eight bytes a constant, because opening a context
 * enters every constant of every driver and does little else. A constant of several drivers is in it several times.
 */
#ifndef SF_REGISTRY_INDEX_H
#define SF_REGISTRY_INDEX_H

#include <stddef.h>
#include <stdint.h>

struct sf_driver;
struct sockfam_constant;

struct sf_index_slot {
    uint32_t hash;
    uint32_t number; /* of the driver (upper half) and its constant, counted from 1; 0: empty */
};

struct sf_index { /* zeroed: empty */
    struct sf_index_slot *slots;
    size_t mask; /* slots - 1, meaningless while slots is NULL */
    size_t count;
};

#define SF_INDEX_DRIVERS_MAX 0xffff
#define SF_INDEX_CONSTANTS_MAX 0xffff /* of one driver */

void sf_index_deinit(struct sf_index *index);

/* Makes room for `more` constants. -ENOMEM, and the index is as it was. */
int sf_index_reserve(struct sf_index *index, size_t more);

/*
 * Enters all constants of drivers[number], for which there is room. NULL, or the constant that has the same name as
 * *ours: of an earlier driver with another value, or of the same driver. Then nothing of the driver is entered.
 */
const struct sockfam_constant *sf_index_enter(struct sf_index *index, struct sf_driver *const *drivers, size_t number,
                                              const struct sockfam_constant **ours);

/* By full name; of several drivers' the first by the driver's name. NULL: there is none. */
const struct sockfam_constant *sf_index_find(const struct sf_index *index, struct sf_driver *const *drivers,
                                             const char *name);

#endif
