/* SPDX-License-Identifier: MIT */
/*
 * Formats whose variants no tag tells apart: each is tried, first the one whose kind of IP address fits what is read, then
 * all others in the order of their rows. If none takes it, the error is of one that lacks but a lookup, else of a fitting
 * one, and among several of the one that got furthest.
 */
#include "core/address/address.h"
#include "core/address/kind.h"

/* Whether a variant has an IP address of the kind that stands in brackets, or else of the other. */
static bool fits(const struct sf_plan *plan, bool has_colons)
{
    for (const struct sf_op *op = plan->op; op < plan->op + plan->op_count; op++)
        if (op->kind->traits & SF_KIND_HOST)
            return !(op->kind->traits & SF_KIND_BRACKETS) == !has_colons;
    return false;
}

static const struct sf_plan *best_guess(const struct sf_format *format, bool has_colons)
{
    for (const struct sf_plan *plan = format->plans; plan < format->plans + format->plan_count; plan++)
        if (fits(plan, has_colons))
            return plan;
    return NULL;
}

typedef int read_variant(struct sf_call *call, const struct sf_plan *plan, const void *input);

struct attempts {
    struct sf_call *call;
    read_variant *read;
    const void *input;
    bool has_colons;
    int result; /* of the attempt whose error is kept */
    bool is_fitting;
    struct sockfam_error error;
};

/* Whether an error is that a name is not to be looked up; what has colons is a name for nobody. */
static bool would_look_up(const struct attempts *attempts, const struct sockfam_error *error, bool is_fitting)
{
    return error->reason == SOCKFAM_REASON_WOULD_LOOK_UP && (is_fitting || !attempts->has_colons);
}

/* Whether an error says more than the one that is kept. */
static bool is_worth_more(const struct attempts *attempts, const struct sockfam_error *own, bool is_fitting)
{
    const struct sockfam_error *kept = &attempts->error;
    if (attempts->result == 0)
        return true;
    bool is_lookup = would_look_up(attempts, own, is_fitting);
    if (is_lookup != would_look_up(attempts, kept, attempts->is_fitting))
        return is_lookup;
    if (is_fitting != attempts->is_fitting)
        return is_fitting;
    return own->offset > kept->offset;
}

/* Whether the variant takes it. If not its error is kept, unless an earlier one is worth more. */
static bool try_one(struct attempts *attempts, const struct sf_plan *plan)
{
    struct sockfam_error own = { .flags = attempts->error.flags };
    bool is_fitting = fits(plan, attempts->has_colons);
    attempts->call->error = &own;
    int result = attempts->read(attempts->call, plan, attempts->input);
    if (result >= 0)
        return true;
    if (is_worth_more(attempts, &own, is_fitting)) {
        attempts->result = result;
        attempts->is_fitting = is_fitting;
        attempts->error = own;
    }
    return false;
}

static bool try_all(struct attempts *attempts, const struct sf_plan *guess)
{
    const struct sf_format *format = attempts->call->format;
    if (guess && try_one(attempts, guess))
        return true;
    for (const struct sf_plan *plan = format->plans; plan < format->plans + format->plan_count; plan++)
        if (plan != guess && try_one(attempts, plan))
            return true;
    return false;
}

int sf_try_variants(struct sf_call *call, bool has_colons, read_variant *read, const void *input)
{
    struct sockfam_error *error = call->error;
    struct attempts attempts = { .call = call, .read = read, .input = input, .has_colons = has_colons };
    attempts.error.flags = error ? error->flags : SOCKFAM_ERROR_NO_TEXT;
    bool is_read = try_all(&attempts, best_guess(call->format, has_colons));
    call->error = error;
    if (!is_read && error && error->kind == SOCKFAM_ERROR_NONE)
        *error = attempts.error;
    return is_read ? 0 : attempts.result;
}
