/* SPDX-License-Identifier: MIT */
/*
 * Compiles judged rows into plans. For each variant of a format that holds on the system, the fields that belong to it
 * become ops in row order; then text order, the tuple, defaults, and the bytes that no field covers are worked out
 * once. All plans, ops and elements of a format lie in one allocation.
 */
#include "core/address/plan.h"

#include <stdlib.h>
#include <string.h>

#include "core/address/kind.h"
#include "core/address/plan_text.h"
#include "core/base/carve.h"
#include "core/registry/system.h"

static enum sf_store store_of(unsigned size, uint32_t flags)
{
    bool is_little = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
    bool swap = is_little ? (flags & SOCKFAM_FIELD_BE) : (flags & SOCKFAM_FIELD_LE);
    switch (size) {
    case 2:
        return swap ? SF_STORE_SWAP16 : SF_STORE_16;
    case 4:
        return swap ? SF_STORE_SWAP32 : SF_STORE_32;
    case 8:
        return swap ? SF_STORE_SWAP64 : SF_STORE_64;
    default:
        return SF_STORE_8;
    }
}

/* ------------------------------------------------------------------ ops */

static void set_kind(struct sf_op *op)
{
    op->kind = sf_kind_of(op->row->kind);
    op->usual = (uint8_t)op->kind->usual;
    op->is_integer = op->kind->traits & SF_KIND_INTEGER && !(op->kind->traits & SF_KIND_NAMES);
    if (!(op->flags & SOCKFAM_FIELD_LIST))
        return;
    op->element = op->kind;
    op->element_size = op->kind->sizes ? (uint16_t)__builtin_ctz(op->kind->sizes) : SOCKFAM_ADDRESS_MAX;
    op->kind = &sf_kind_list;
    op->usual = SF_USUAL_NONE;
    op->is_integer = false;
}

static void set_range(struct sf_op *op)
{
    const struct sockfam_field_row *row = op->row;
    if (row->min != 0 || row->max != 0) {
        op->min = row->min;
        op->max = row->max;
        return;
    }
    op->max = op->kind->most(row);
    op->min = op->kind->traits & SF_KIND_SIGNED ? -(int64_t)op->max - 1 : 0;
    if (op->element)
        op->max = op->size / op->element_size;
}

/* The first word of a driver that is of `set` or a later one. */
static size_t first_word(const struct sf_driver *driver, unsigned set)
{
    size_t low = 0, high = driver->word_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (driver->words[middle]->set < set)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void set_words(struct sf_op *op, const struct sf_driver *driver)
{
    if (op->row->set == 0)
        return;
    size_t first = first_word(driver, op->row->set), end = first_word(driver, op->row->set + 1u);
    if (first == end)
        return;
    op->words = driver->words + first;
    op->word_count = (uint32_t)(end - first);
}

static void add_op(struct sf_plan *plan, const struct sf_driver *driver, const struct sockfam_field_row *row)
{
    struct sf_op *op = &plan->op[plan->op_count];
    *op = (struct sf_op){
        .store = (uint8_t)store_of(row->size, row->flags),
        .sep = row->sep ? (char)row->sep : ',',
        .next_sep = ',',
        .keyed = row->flags & (SOCKFAM_FIELD_NAMED | SOCKFAM_FIELD_OPT),
        .name_size = (uint8_t)strlen(row->name),
        .fill = row->fill,
        .len_store = (uint8_t)store_of(row->len_size, row->flags),
        .at = row->at,
        .size = row->size,
        .len_at = row->len_at,
        .zone_at = row->zone_at,
        .flags = row->flags,
        .bit = UINT64_C(1) << plan->op_count,
        .initial = (uint64_t)row->initial & (row->size < 8 ? (UINT64_C(1) << 8 * row->size) - 1 : UINT64_MAX),
        .row = row,
    };
    set_kind(op);
    set_range(op);
    set_words(op, driver);
    plan->op_count++;
}

/* ------------------------------------------------------------------ what the ops come to */

static void cover(struct sf_plan *plan, size_t at, size_t end)
{
    while (at < end) {
        size_t bits = 64 - at % 64 < end - at ? 64 - at % 64 : end - at; /* of this word */
        plan->covered[at / 64] |= (UINT64_MAX >> (64 - bits)) << at % 64;
        at += bits;
    }
}

static size_t end_of(const struct sf_op *op)
{
    if (!(op->flags & SOCKFAM_FIELD_TAIL))
        return (size_t)op->at + op->size;
    if (op->element)
        return op->at + (size_t)op->max * op->element_size;
    bool has_nul = !op->len_at && op->kind->traits & SF_KIND_GREEDY;
    return op->at + (size_t)op->max + has_nul;
}

static void cover_op(struct sf_plan *plan, const struct sf_op *op)
{
    size_t end = end_of(op);
    cover(plan, op->at, end);
    if (op->len_at)
        cover(plan, op->len_at, op->len_at + (op->row->len_size ? op->row->len_size : 1u));
    if (end > plan->longest)
        plan->longest = (uint16_t)end;
}

static void link_zones(struct sf_plan *plan)
{
    for (struct sf_op *op = plan->op; op < plan->op + plan->op_count; op++)
        for (struct sf_op *zone = plan->op; op->zone_at && zone < plan->op + plan->op_count; zone++)
            if (zone->at == op->zone_at) {
                op->zone_bit = zone->bit;
                zone->hidden = true;
            }
}

static void count_ops(struct sf_plan *plan)
{
    for (const struct sf_op *op = plan->op; op < plan->op + plan->op_count; op++) {
        if (op->flags & SOCKFAM_FIELD_FIXED)
            plan->fixed |= op->bit;
        else if (!(op->flags & SOCKFAM_FIELD_OPT))
            plan->required |= op->bit;
        else if (op->initial || op->fill)
            plan->defaulted |= op->bit;
    }
}

/* ------------------------------------------------------------------ the tuple */

static struct sf_op *op_named(const struct sf_plan *plan, const char *name)
{
    for (struct sf_op *op = plan->op; op < plan->op + plan->op_count; op++)
        if (strcmp(op->row->name, name) == 0)
            return op;
    return NULL;
}

static void add_element(struct sf_plan *plan, struct sf_element element)
{
    plan->element[plan->element_count++] = element;
    if (!(element.flags & SOCKFAM_TUPLE_OPTIONAL))
        plan->element_min = plan->element_count;
}

static void make_tuple(struct sf_plan *plan, const struct sf_format *format)
{
    for (size_t i = 0; i < format->tuple_count; i++) {
        const struct sockfam_tuple_row *row = &format->tuples[i];
        if (row->when == 0 || row->when >> plan->variant & 1)
            add_element(
                plan, (struct sf_element){ op_named(plan, row->field), row->flags, row->kinds, row->max, row->number });
    }
    for (const struct sf_op *op = plan->op; !format->tuple_count && op < plan->op + plan->op_count; op++)
        if (sf_is_shown(op))
            add_element(plan, (struct sf_element){
                                  op, op->flags & SOCKFAM_FIELD_OPT ? SOCKFAM_TUPLE_OPTIONAL : 0, 0, 0, 0 });
}

/* ------------------------------------------------------------------ plans */

static bool belongs(const struct sockfam_field_row *field, const struct sf_plan *plan)
{
    return field->when == 0 || field->when >> plan->variant & 1;
}

static void build(struct sf_plan *plan, const struct sf_format *format, const struct sockfam_format_row *row)
{
    plan->row = row;
    plan->af = row->af;
    plan->size = row->size;
    plan->min = row->min;
    plan->longest = row->size;
    plan->variant = (uint8_t)(row - format->rows);
    plan->has_tag = row->flags & SOCKFAM_FORMAT_TAGGED;
    plan->has_length_byte = row->flags & SOCKFAM_FORMAT_LENGTH_BYTE;
    plan->is_struct = row->flags & SOCKFAM_FORMAT_STRUCT;
    for (size_t i = 0; i < format->format.field_count; i++)
        if (belongs(&format->fields[i], plan))
            add_op(plan, format->driver, &format->fields[i]);
    if (plan->has_tag)
        plan->tag = (uint64_t)row->tag & (plan->op->size < 8 ? (UINT64_C(1) << 8 * plan->op->size) - 1 : UINT64_MAX);
    if (!plan->is_struct)
        cover(plan, 0, 2);
    for (unsigned i = 0; i < plan->op_count; i++)
        cover_op(plan, &plan->op[i]);
    link_zones(plan);
    sf_plan_order_text(plan);
    count_ops(plan);
    make_tuple(plan, format);
}

/* Of the rows that hold on the system, or of all if none does. */
static bool has_plan(const struct sockfam_format_row *row, uint32_t system, bool is_any)
{
    return is_any || sf_holds(row->on, system);
}

static size_t count_plans(const struct sf_format *format, uint32_t system, bool *is_any)
{
    size_t count = 0;
    for (size_t i = 0; i < format->format.variant_count; i++)
        count += sf_holds(format->rows[i].on, system);
    *is_any = count == 0;
    return count ? count : format->format.variant_count;
}

/* The most elements that a tuple may have. */
static size_t element_room(const struct sf_format *format)
{
    return format->tuple_count ? format->tuple_count : format->format.field_count;
}

/* Plans are built up from zero; ops and elements are written whole, so their memory need not be cleared. */
static char *reserve(const struct sf_format *format, size_t count)
{
    size_t plans = sf_part_room(count, sizeof(struct sf_plan));
    char *at = malloc(plans + sf_part_room(count * format->format.field_count, sizeof(struct sf_op)) +
                      sf_part_room(count * element_room(format), sizeof(struct sf_element)));
    return at ? memset(at, 0, plans) : NULL;
}

int sf_format_compile(struct sf_format *format, uint32_t system, struct sockfam_error *error)
{
    bool is_any;
    size_t count = count_plans(format, system, &is_any), fields = format->format.field_count;
    char *at = reserve(format, count);
    format->name_size = (uint32_t)strlen(format->format.name);
    format->code = format->rows[0].code;
    if (!at)
        return sf_no_memory(error);
    format->plans = sf_part_carve(&at, count, sizeof(struct sf_plan));
    struct sf_op *ops = sf_part_carve(&at, count * fields, sizeof(*ops));
    struct sf_element *elements = (void *)at;
    for (size_t i = 0; i < format->format.variant_count; i++) {
        if (!has_plan(&format->rows[i], system, is_any))
            continue;
        struct sf_plan *plan = &format->plans[format->plan_count];
        plan->op = ops + format->plan_count * fields;
        plan->element = elements + format->plan_count * element_room(format);
        build(plan, format, &format->rows[i]);
        format->plan_count++;
    }
    return sf_plan_measure_text(format, error);
}

void sf_format_release(struct sf_format *format)
{
    free(format->plans);
    format->plans = NULL;
    format->plan_count = 0;
}

/* ------------------------------------------------------------------ choosing */

static bool holds_fixed(const struct sf_plan *plan, const uint8_t *bytes, size_t size)
{
    for (uint64_t left = plan->fixed; left; left &= left - 1) {
        const struct sf_op *op = &plan->op[__builtin_ctzll(left)];
        bool is_there = (size_t)op->at + op->size <= size;
        if ((is_there ? sf_load(op, bytes) : 0) != op->initial)
            return false;
    }
    return true;
}

static bool has_tag(const struct sf_plan *plan, const uint8_t *bytes, size_t size)
{
    const struct sf_op *op = plan->op;
    return (size_t)op->at + op->size <= size && sf_load(op, bytes) == plan->tag;
}

const struct sf_plan *sf_plan_search(const struct sf_format *format, const uint8_t *bytes, size_t size)
{
    for (const struct sf_plan *plan = format->plans; plan < format->plans + format->plan_count; plan++) {
        if (size < plan->min || size > plan->longest || (!plan->is_struct && size < 2))
            continue;
        if (!plan->is_struct && plan->af != sf_plan_family(plan, bytes))
            continue;
        if ((!plan->has_tag || has_tag(plan, bytes, size)) && holds_fixed(plan, bytes, size))
            return plan;
    }
    return NULL;
}

const struct sf_plan *sf_plan_of_tag(const struct sf_format *format, const struct sf_op *op, const uint8_t *bytes)
{
    uint64_t tag = sf_load(op, bytes);
    for (const struct sf_plan *plan = format->plans; plan < format->plans + format->plan_count; plan++)
        if (plan->has_tag && plan->tag == tag)
            return plan;
    return NULL;
}

const struct sf_op *sf_plan_find(const struct sf_plan *plan, const char *name, size_t size)
{
    for (const struct sf_op *op = plan->op; op < plan->op + plan->op_count; op++)
        if (op->name_size == size && memcmp(op->row->name, name, size) == 0 && sf_is_shown(op))
            return op;
    return NULL;
}
