/* SPDX-License-Identifier: MIT */
/* What applications ask about kinds and elements of tuples: the plans' knowledge, in public terms. */
#include <errno.h>

#include <sockfam/context.h>

#include "core/address/address.h"
#include "core/address/kind.h"

const char *sockfam_kind_name(uint32_t kind)
{
    const struct sf_kind *object = sf_kind_of(kind);
    return object ? object->name : NULL;
}

/* Bytes of which a user gives all. */
static bool is_whole(const struct sockfam_field_row *field, const struct sf_kind *kind)
{
    bool is_bytes = kind->traits & SF_KIND_LENGTH && !(kind->traits & SF_KIND_GREEDY);
    return is_bytes && field->len_at == 0 && !(field->flags & SOCKFAM_FIELD_TAIL);
}

void sockfam_field_range(const struct sockfam_field_row *field, int64_t *least, uint64_t *most)
{
    const struct sf_kind *kind = sf_kind_of(field->kind);
    bool is_bounded = field->min != 0 || field->max != 0;
    if (kind && is_whole(field, kind)) {
        *least = field->size;
        *most = field->size;
        return;
    }
    if (field->flags & SOCKFAM_FIELD_LIST && kind && !is_bounded) {
        *least = 0;
        *most = field->size / (kind->sizes ? (unsigned)__builtin_ctz(kind->sizes) : SOCKFAM_ADDRESS_MAX);
        return;
    }
    *most = is_bounded || !kind ? field->max : kind->most(field);
    *least = is_bounded || !kind || !(kind->traits & SF_KIND_SIGNED) ? field->min : -(int64_t)*most - 1;
}

/* Whether a value is the number that a plan's tag stands for. */
static bool is_tag(const struct sf_plan *plan, const struct sockfam_value *value)
{
    bool is_signed = plan->op->kind->traits & SF_KIND_SIGNED;
    int64_t tag = is_signed ? sf_signed(plan->op, plan->tag) : (int64_t)plan->tag;
    if (value->kind == SOCKFAM_VALUE_SINT)
        return value->s == tag && (is_signed || tag >= 0);
    return value->kind == SOCKFAM_VALUE_UINT && value->u == (uint64_t)tag && !(is_signed && tag < 0);
}

/* The variant that values begin; by its tag where it has one. */
static const struct sf_plan *plan_of(const struct sf_format *format, const struct sockfam_value *values, size_t count)
{
    const struct sf_plan *first = format->plans;
    if (!first->has_tag || count == 0)
        return first;
    for (const struct sf_plan *plan = first; plan < first + format->plan_count; plan++)
        if (is_tag(plan, &values[0]))
            return plan;
    return NULL;
}

int sockfam_format_element(const struct sockfam_format *format, const struct sockfam_value *before, size_t index,
                           struct sockfam_element *element)
{
    const struct sf_plan *plan = sf_format_of(format)->is_struct ? NULL : plan_of(sf_format_of(format), before, index);
    if (!plan)
        return -EINVAL;
    memset(element, 0, sizeof(*element));
    element->least = plan->element_min;
    element->most = plan->element_count;
    if (index >= plan->element_count)
        return 0;
    const struct sf_element *found = &plan->element[index];
    element->field = found->op ? found->op->row : NULL;
    element->flags = found->flags;
    element->kinds = found->kinds;
    element->max = found->max;
    return 1;
}
