/* SPDX-License-Identifier: MIT */
/*
 * Open addressing, at most three quarters of the slots in use. Slots are filled in the order of the search, so a driver
 * that was entered last can be taken out again in the reverse order, and the table is as it was.
 */
#include "core/registry/index.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/names.h"
#include "core/registry/driver.h"

#define SLOTS_MIN 2048

void sf_index_deinit(struct sf_index *index)
{
    free(index->slots);
    memset(index, 0, sizeof(*index));
}

static const struct sockfam_constant *constant_of(struct sf_driver *const *drivers, uint32_t number)
{
    return &drivers[number >> 16]->constants[(number & 0xffff) - 1];
}

static struct sf_index_slot *first_empty(struct sf_index_slot *slots, size_t mask, uint32_t hash)
{
    size_t at = hash & mask;
    while (slots[at].number != 0)
        at = (at + 1) & mask;
    return &slots[at];
}

int sf_index_reserve(struct sf_index *index, size_t more)
{
    size_t slots = index->slots ? index->mask + 1 : SLOTS_MIN;
    while (slots - slots / 4 < index->count + more)
        slots *= 2;
    if (index->slots && slots == index->mask + 1)
        return 0;
    struct sf_index_slot *grown = calloc(slots, sizeof(*grown));
    if (!grown)
        return -ENOMEM;
    for (size_t i = 0; index->slots && i <= index->mask; i++)
        if (index->slots[i].number != 0)
            *first_empty(grown, slots - 1, index->slots[i].hash) = index->slots[i];
    free(index->slots);
    index->slots = grown;
    index->mask = slots - 1;
    return 0;
}

static bool is_same_value(const struct sockfam_constant *a, const struct sockfam_constant *b)
{
    if (a->kind != b->kind)
        return false;
    return a->text ? strcmp(a->text, b->text) == 0 : a->value == b->value;
}

/* Enters one constant; NULL, or the one that it contradicts. */
static const struct sockfam_constant *enter(struct sf_index *index, struct sf_driver *const *drivers,
                                            struct sf_index_slot slot)
{
    const struct sockfam_constant *ours = constant_of(drivers, slot.number);
    size_t at = slot.hash & index->mask;
    for (; index->slots[at].number != 0; at = (at + 1) & index->mask) {
        if (index->slots[at].hash != slot.hash)
            continue;
        const struct sockfam_constant *other = constant_of(drivers, index->slots[at].number);
        if (strcmp(other->name, ours->name) == 0 && (other->family == ours->family || !is_same_value(other, ours)))
            return other;
    }
    index->slots[at] = slot;
    index->count++;
    return NULL;
}

static void take_out(struct sf_index *index, struct sf_index_slot slot)
{
    size_t at = slot.hash & index->mask;
    while (index->slots[at].number != slot.number)
        at = (at + 1) & index->mask;
    index->slots[at].number = 0;
    index->count--;
}

static struct sf_index_slot slot_of(const struct sf_driver *driver, size_t number, size_t i)
{
    return (struct sf_index_slot){ driver->hashes[i], (uint32_t)(number << 16 | (i + 1)) };
}

const struct sockfam_constant *sf_index_enter(struct sf_index *index, struct sf_driver *const *drivers, size_t number,
                                              const struct sockfam_constant **ours)
{
    const struct sf_driver *driver = drivers[number];
    for (size_t i = 0; i < driver->constant_count; i++) {
        const struct sockfam_constant *other = enter(index, drivers, slot_of(driver, number, i));
        if (!other)
            continue;
        *ours = &driver->constants[i];
        while (i-- > 0)
            take_out(index, slot_of(driver, number, i));
        return other;
    }
    return NULL;
}

const struct sockfam_constant *sf_index_find(const struct sf_index *index, struct sf_driver *const *drivers,
                                             const char *name)
{
    const struct sockfam_constant *found = NULL;
    uint32_t hash = sf_hash(name, strlen(name));
    for (size_t at = hash & index->mask; index->slots && index->slots[at].number != 0; at = (at + 1) & index->mask) {
        if (index->slots[at].hash != hash)
            continue;
        const struct sockfam_constant *constant = constant_of(drivers, index->slots[at].number);
        if (strcmp(constant->name, name) == 0 && (!found || strcmp(constant->family->name, found->family->name) < 0))
            found = constant;
    }
    return found;
}
