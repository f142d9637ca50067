/* SPDX-License-Identifier: MIT */
/*
 * Fields that must be given stand by position, in row order; OPT and NAMED ones by key. The last that must be given is
 * greedy if it is text: it runs to the end, and then no optional field has a position.
 */
#include "core/address/plan_text.h"

#include "core/address/kind.h"

static struct sf_op *last_required(struct sf_plan *plan)
{
    struct sf_op *last = NULL;
    for (struct sf_op *op = plan->op; op < plan->op + plan->op_count; op++)
        if (!op->keyed && sf_is_shown(op))
            last = op;
    return last;
}

void sf_plan_order_text(struct sf_plan *plan)
{
    struct sf_op *last = last_required(plan);
    if (last)
        last->greedy = last->kind->traits & SF_KIND_GREEDY;
    for (unsigned i = 0; i < plan->op_count; i++) {
        struct sf_op *op = &plan->op[i];
        bool positional = !(op->flags & SOCKFAM_FIELD_NAMED) && sf_is_shown(op);
        if (positional && !(op->keyed && last && last->greedy))
            plan->positional[plan->positional_count++] = (uint8_t)i;
        if (!op->keyed && sf_is_shown(op))
            plan->printed[plan->printed_count++] = (uint8_t)i;
    }
    for (unsigned i = 0; i < plan->op_count; i++)
        if (plan->op[i].keyed && !plan->op[i].hidden && sf_is_shown(&plan->op[i]))
            plan->printed[plan->printed_count++] = (uint8_t)i;
    for (unsigned i = 0; i + 1 < plan->positional_count; i++)
        plan->op[plan->positional[i]].next_sep = plan->op[plan->positional[i + 1]].sep;
}

static int measure(struct sf_plan *plan, const struct sf_format *format, struct sockfam_error *error)
{
    size_t longest = 2 * SOCKFAM_NAME_SIZE + 4; /* the scheme, its colon, //, NUL; names are copied whole */
    size_t limit = plan->is_struct ? SOCKFAM_STRUCT_TEXT_MAX : SOCKFAM_TEXT_MAX;
    for (const struct sf_op *op = plan->op; op < plan->op + plan->op_count; op++)
        longest += op->kind->text_room(op) + SOCKFAM_NAME_SIZE + 2;
    plan->text_max = (uint16_t)(longest <= limit ? longest : limit);
    if (longest <= limit)
        return 0;
    return sf_fail_plugin(
        error, SOCKFAM_STAGE_GATE, NULL, 0,
        "text of format \"%s\" could take %zu bytes, and %zu is the limit: use fewer or shorter fields",
        format->format.name, longest, limit);
}

int sf_plan_measure_text(struct sf_format *format, struct sockfam_error *error)
{
    int result = 0;
    for (size_t i = 0; result == 0 && i < format->plan_count; i++)
        result = measure(&format->plans[i], format, error);
    return result;
}
