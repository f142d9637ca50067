/* SPDX-License-Identifier: MIT */
/*
 * Compiles judged rows into plans. For each layout of a format (a format row) and each tag value that some field names,
 * the fields that belong to it are copied into ops in row order; then text order, separators, defaults and the bytes
 * that no field covers are worked out once.
 */
#include "core/address/plan.h"

#include <stdlib.h>
#include <string.h>

#define TAGS 32 /* `when` has a bit for each */

static bool is_little_endian(void)
{
    const uint16_t one = 1;
    return *(const uint8_t *)&one == 1;
}

static enum sf_store store_of(const struct sockfam_field_row *row)
{
    bool swap = is_little_endian() ? (row->flags & SOCKFAM_FIELD_BE) : (row->flags & SOCKFAM_FIELD_LE);
    switch (row->size) {
    case 1:
        return SF_STORE_8;
    case 2:
        return swap ? SF_STORE_SWAP16 : SF_STORE_16;
    case 4:
        return swap ? SF_STORE_SWAP32 : SF_STORE_32;
    default:
        return swap ? SF_STORE_SWAP64 : SF_STORE_64;
    }
}

static uint64_t largest(const struct sockfam_field_row *row)
{
    unsigned bits = 8u * row->size;
    switch (row->kind) {
    case SOCKFAM_KIND_UINT:
        return bits >= 64 ? UINT64_MAX : (UINT64_C(1) << bits) - 1;
    case SOCKFAM_KIND_SINT:
        return (UINT64_C(1) << (bits - 1)) - 1;
    case SOCKFAM_KIND_IFACE:
        return UINT32_MAX;
    case SOCKFAM_KIND_TEXT:
        return row->flags & SOCKFAM_FIELD_TAIL ? (uint64_t)(SOCKFAM_ADDRESS_MAX - 1 - row->at) : row->size - 1u;
    case SOCKFAM_KIND_PATH:
        return row->size - 1u;
    default:
        return row->size;
    }
}

static void set_range(struct sf_op *op, const struct sockfam_field_row *row)
{
    if (row->min != 0 || row->max != 0) {
        op->min = row->min;
        op->max = row->max;
    } else {
        op->max = largest(row);
        op->min = row->kind == SOCKFAM_KIND_SINT ? -(int64_t)op->max - 1 : 0;
    }
}

static void set_words(struct sf_op *op, const struct sf_driver *driver)
{
    size_t first = 0;
    while (first < driver->word_count && driver->words[first]->set != op->row->set)
        first++;
    size_t end = first;
    while (end < driver->word_count && driver->words[end]->set == op->row->set)
        end++;
    if (op->row->set == 0 || first == end)
        return;
    op->words = driver->words + first;
    op->word_count = (uint32_t)(end - first);
}

static void add_op(struct sf_plan *plan, const struct sf_driver *driver, const struct sockfam_field_row *row)
{
    struct sf_op *op = &plan->op[plan->op_count];
    *op = (struct sf_op){
        .kind = (uint8_t)row->kind,
        .store = (uint8_t)store_of(row),
        .sep = row->sep ? (char)row->sep : ',',
        .next_sep = ',',
        .keyed = row->flags & (SOCKFAM_FIELD_NAMED | SOCKFAM_FIELD_OPT),
        .name_size = (uint8_t)strlen(row->name),
        .at = row->at,
        .size = row->size,
        .len_at = row->len_at,
        .zone_at = row->zone_at,
        .flags = row->flags,
        .bit = UINT32_C(1) << plan->op_count,
        .initial = (uint64_t)row->initial & (row->size < 8 ? (UINT64_C(1) << 8 * row->size) - 1 : UINT64_MAX),
        .row = row,
    };
    set_range(op, row);
    set_words(op, driver);
    plan->op_count++;
}

static bool belongs(const struct sockfam_field_row *field, const struct sf_plan *plan)
{
    return (field->af == 0 || field->af == plan->family) &&
           (!plan->has_tag || field->when == 0 || field->when >> plan->tag & 1);
}

static void cover(struct sf_plan *plan, size_t at, size_t end)
{
    for (; at < end; at++)
        plan->covered[at / 64] |= UINT64_C(1) << at % 64;
}

static void cover_op(struct sf_plan *plan, const struct sf_op *op)
{
    if (op->flags & SOCKFAM_FIELD_SHADOW)
        return;
    size_t end = (size_t)op->at + op->size;
    if (op->flags & SOCKFAM_FIELD_TAIL)
        end = op->kind == SOCKFAM_KIND_TEXT ? SOCKFAM_ADDRESS_MAX : op->at + (size_t)op->max;
    cover(plan, op->at, end);
    if (op->len_at)
        cover(plan, op->len_at, op->len_at + 1u);
    if (end > plan->longest)
        plan->longest = (uint16_t)end;
}

/* The last field that text must give by position is greedy if it is a text or path; then no optional one is positional. */
static struct sf_op *last_required(struct sf_plan *plan)
{
    struct sf_op *last = NULL;
    for (struct sf_op *op = plan->op; op < plan->op + plan->op_count; op++)
        if (!op->keyed && !(op->flags & SOCKFAM_FIELD_SHADOW))
            last = op;
    return last;
}

static void order_text(struct sf_plan *plan)
{
    struct sf_op *last = last_required(plan);
    if (last)
        last->greedy = last->kind == SOCKFAM_KIND_TEXT || last->kind == SOCKFAM_KIND_PATH;
    for (unsigned i = 0; i < plan->op_count; i++) {
        struct sf_op *op = &plan->op[i];
        bool positional = !(op->flags & (SOCKFAM_FIELD_NAMED | SOCKFAM_FIELD_SHADOW));
        if (positional && !(op->keyed && last && last->greedy))
            plan->positional[plan->positional_count++] = (uint8_t)i;
        if (!op->keyed && !(op->flags & SOCKFAM_FIELD_SHADOW))
            plan->printed[plan->printed_count++] = (uint8_t)i;
    }
    for (unsigned i = 0; i < plan->op_count; i++)
        if (plan->op[i].keyed && !plan->op[i].hidden && !(plan->op[i].flags & SOCKFAM_FIELD_SHADOW))
            plan->printed[plan->printed_count++] = (uint8_t)i;
    for (unsigned i = 0; i + 1 < plan->positional_count; i++)
        plan->op[plan->positional[i]].next_sep = plan->op[plan->positional[i + 1]].sep;
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

static void count_tuple(struct sf_plan *plan)
{
    for (const struct sf_op *op = plan->op; op < plan->op + plan->op_count; op++) {
        bool in_tuple = !(op->flags & SOCKFAM_FIELD_EXTRA);
        bool may_lack = (op->flags & SOCKFAM_FIELD_OPT) && !(op->flags & SOCKFAM_FIELD_TUPLE);
        if (in_tuple)
            plan->tuple_max++;
        if (in_tuple && !may_lack)
            plan->tuple_min = plan->tuple_max;
        if (!(op->flags & (SOCKFAM_FIELD_OPT | SOCKFAM_FIELD_SHADOW)))
            plan->required |= op->bit;
        if (op->initial && !(op->flags & SOCKFAM_FIELD_SHADOW))
            plan->defaulted |= op->bit;
    }
}

static size_t longest_word(const struct sf_op *op)
{
    size_t longest = 0;
    for (uint32_t i = 0; i < op->word_count; i++)
        if (strlen(op->words[i]->word) > longest)
            longest = strlen(op->words[i]->word);
    return longest;
}

/* The most text that a field can print, its separator and key included. */
static size_t longest_text(const struct sf_op *op)
{
    size_t value = 48; /* numbers, GUIDs, and IPv6 with a zone and brackets below */
    if (op->kind == SOCKFAM_KIND_IPV6)
        value = 80;
    if (op->kind == SOCKFAM_KIND_TEXT || op->kind == SOCKFAM_KIND_PATH || op->kind == SOCKFAM_KIND_BYTES)
        value = 3 * (op->flags & SOCKFAM_FIELD_TAIL ? SOCKFAM_ADDRESS_MAX - (size_t)op->at : op->size);
    size_t word = longest_word(op);
    return (word > value ? word : value) + SOCKFAM_NAME_SIZE + 2;
}

static int measure_text(struct sf_plan *plan, const struct sf_format *format, struct sockfam_error *error)
{
    size_t longest = 2 * SOCKFAM_NAME_SIZE + 4; /* the scheme, its colon, //, NUL; names are copied whole */
    for (unsigned i = 0; i < plan->op_count; i++)
        longest += longest_text(&plan->op[i]);
    plan->text_max = (uint16_t)(longest <= SOCKFAM_TEXT_MAX ? longest : SOCKFAM_TEXT_MAX);
    if (longest <= SOCKFAM_TEXT_MAX)
        return 0;
    return sf_fail_plugin(error, SOCKFAM_STAGE_GATE, NULL, 0,
                          "text of format \"%s\" could take %zu bytes, and %d is the limit: use fewer or shorter fields",
                          format->format.name, longest, SOCKFAM_TEXT_MAX);
}

static void build(struct sf_plan *plan, const struct sf_format *format, const struct sockfam_format_row *row, int tag)
{
    *plan = (struct sf_plan){ .family = row->af, .size = row->size, .min = row->min, .longest = row->size };
    plan->has_tag = tag >= 0;
    plan->tag = (uint8_t)(tag >= 0 ? tag : 0);
    for (size_t i = 0; i < format->format.field_count; i++)
        if (belongs(&format->fields[i], plan))
            add_op(plan, format->driver, &format->fields[i]);
    cover(plan, 0, 2);
    for (unsigned i = 0; i < plan->op_count; i++)
        cover_op(plan, &plan->op[i]);
    link_zones(plan);
    order_text(plan);
    count_tuple(plan);
}

static uint32_t tags_of(const struct sf_format *format, const struct sockfam_format_row *row)
{
    uint32_t tags = 0;
    for (size_t i = 0; row->tag_at && i < format->format.field_count; i++)
        tags |= format->fields[i].when;
    return tags;
}

int sf_format_compile(struct sf_format *format, struct sockfam_error *error)
{
    size_t count = 0;
    format->name_size = (uint32_t)strlen(format->format.name);
    for (size_t i = 0; i < format->format.variant_count; i++) {
        uint32_t tags = tags_of(format, &format->rows[i]);
        count += tags ? (size_t)__builtin_popcount(tags) : 1;
        format->code |= format->rows[i].code;
    }
    format->plans = calloc(count, sizeof(*format->plans));
    if (!format->plans)
        return sf_no_memory(error);
    for (size_t i = 0; i < format->format.variant_count; i++) {
        const struct sockfam_format_row *row = &format->rows[i];
        uint32_t tags = tags_of(format, row);
        if (!tags)
            build(&format->plans[format->plan_count++], format, row, -1);
        for (int tag = 0; tag < TAGS; tag++)
            if (tags >> tag & 1)
                build(&format->plans[format->plan_count++], format, row, tag);
    }
    for (size_t i = 0; i < format->plan_count; i++) {
        int result = measure_text(&format->plans[i], format, error);
        if (result < 0)
            return result;
    }
    return 0;
}

void sf_format_release(struct sf_format *format)
{
    free(format->plans);
    format->plans = NULL;
    format->plan_count = 0;
}

const struct sf_plan *sf_plan_search(const struct sf_format *format, const uint8_t *bytes, size_t size)
{
    for (const struct sf_plan *plan = format->plans; plan < format->plans + format->plan_count; plan++)
        if (plan->family == sf_family_of(bytes) &&
            (!plan->has_tag || (plan->op[0].at < size && bytes[plan->op[0].at] == plan->tag)))
            return plan;
    return NULL;
}

const struct sf_plan *sf_plan_of_tag(const struct sf_format *format, uint64_t tag)
{
    for (const struct sf_plan *plan = format->plans; plan < format->plans + format->plan_count; plan++)
        if (plan->has_tag && plan->tag == tag)
            return plan;
    return NULL;
}

const struct sf_plan *sf_plan_of_text(const struct sf_format *format, struct sockfam_span text)
{
    bool wants_ipv6 = text.size && (text.data[0] == '[' || memchr(text.data, ':', text.size));
    for (const struct sf_plan *plan = format->plans; plan < format->plans + format->plan_count; plan++)
        if (plan->op_count && (plan->op[0].kind == SOCKFAM_KIND_IPV6) == wants_ipv6)
            return plan;
    return format->plans;
}

const struct sf_op *sf_plan_find(const struct sf_plan *plan, const char *name, size_t size)
{
    for (const struct sf_op *op = plan->op; op < plan->op + plan->op_count; op++)
        if (op->name_size == size && memcmp(op->row->name, name, size) == 0 && !(op->flags & SOCKFAM_FIELD_SHADOW))
            return op;
    return NULL;
}
