/* SPDX-License-Identifier: MIT */
/*
 * Queries of constants. There are four orders, one for each pair of (a family is given, a value is given): what is
 * given is the leading key, so that all matches lie side by side and two binary searches find their ends.
 *
 * Sorting costs more than all the rest of opening a context and most programs never list constants, so the first query
 * does it, and publishes what it made by one atomic pointer; of threads that come together the first wins.
 */
#include "core/registry/views.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/registry/registry.h"

#define BY_DRIVER 1u
#define BY_VALUE 2u
#define ORDERS 4

struct sf_views {
    size_t count;
    const struct sockfam_constant **order[ORDERS]; /* by BY_* */
    const struct sockfam_constant *memory[];
};

static int compare(const struct sockfam_constant *a, const struct sockfam_constant *b, unsigned keys)
{
    int order = 0;
    if (keys & BY_DRIVER)
        order = strcmp(a->family->name, b->family->name);
    if (order == 0 && (keys & BY_VALUE)) /* strings have no number: they come last */
        order = a->kind != b->kind ? (a->kind > b->kind ? 1 : -1) : (a->value > b->value) - (a->value < b->value);
    if (order == 0)
        order = strcmp(a->name, b->name);
    return order ? order : strcmp(a->family->name, b->family->name);
}

static int compare_items(const void *a, const void *b, void *keys)
{
    const struct sockfam_constant *const *left = a, *const *right = b;
    return compare(*left, *right, *(const unsigned *)keys);
}

void sf_views_free(struct sf_views *views)
{
    free(views);
}

static struct sf_views *make_views(const struct sf_registry *registry)
{
    size_t count = 0, at = 0;
    for (size_t i = 0; i < registry->driver_count; i++)
        count += registry->drivers[i]->constant_count;
    struct sf_views *views = malloc(sizeof(*views) + ORDERS * count * sizeof(views->memory[0]));
    if (!views)
        return NULL;
    views->count = count;
    for (size_t i = 0; i < registry->driver_count; i++)
        for (size_t k = 0; k < registry->drivers[i]->constant_count; k++)
            views->memory[at++] = &registry->drivers[i]->constants[k];
    for (unsigned keys = 0; keys < ORDERS; keys++) {
        views->order[keys] = views->memory + keys * count;
        if (keys != 0)
            memcpy(views->order[keys], views->order[0], count * sizeof(views->memory[0]));
        if (count > 1)
            qsort_r(views->order[keys], count, sizeof(views->memory[0]), compare_items, &keys);
    }
    return views;
}

static const struct sf_views *get_views(struct sf_registry *registry)
{
    struct sf_views *views = atomic_load_explicit(&registry->views, memory_order_acquire);
    if (views)
        return views;
    struct sf_views *ours = make_views(registry);
    if (!ours || atomic_compare_exchange_strong(&registry->views, &views, ours))
        return ours;
    free(ours);
    return views;
}

/* Where `keys` and the name up to the prefix's end put a constant against a query: below, within, above. */
static int compare_query(const struct sockfam_constant *constant, const struct sockfam_constant_query *query)
{
    int order = query->family ? strcmp(constant->family->name, query->family) : 0;
    if (order == 0 && query->value && constant->kind != SOCKFAM_CONSTANT_NUMBER)
        order = 1;
    else if (order == 0 && query->value)
        order = (constant->value > *query->value) - (constant->value < *query->value);
    return order == 0 && query->prefix ? strncmp(constant->name, query->prefix, strlen(query->prefix)) : order;
}

/* How many of them stand before all that compare to the query as `above` or more. */
static size_t count_below(const struct sf_views *views, unsigned keys, const struct sockfam_constant_query *query,
                          int above)
{
    size_t low = 0, high = views->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_query(views->order[keys][middle], query) < above)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int sf_views_list(struct sf_registry *registry, const struct sockfam_constant_query *query,
                  const struct sockfam_constant *const **list, size_t *count)
{
    static const struct sockfam_constant_query all;
    const struct sf_views *views = get_views(registry);
    if (!views)
        return -ENOMEM;
    query = query ? query : &all;
    unsigned keys = (query->family ? BY_DRIVER : 0) | (query->value ? BY_VALUE : 0);
    size_t first = count_below(views, keys, query, 0);
    *list = views->order[keys] + first;
    *count = count_below(views, keys, query, 1) - first;
    return 0;
}
