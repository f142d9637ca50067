/* SPDX-License-Identifier: MIT */
/* Errors of a call say which format and field they are about, and where the text went wrong if there is one. */
#include "core/address/call.h"

#include <stdarg.h>
#include <stdio.h>

#include "core/address/kind.h"

static int fail(const struct sf_call *call, const struct sf_op *op, enum sockfam_error_kind kind, int code,
                enum sockfam_reason reason, const char *at, const char *format, va_list args)
{
    char message[SOCKFAM_ERROR_MESSAGE_SIZE] = "";
    const char *name = call->format ? sf_call_name(call) : "raw", *field = op ? op->row->name : NULL;
    if (sf_error_wants_text(call->error))
        vsnprintf(message, sizeof(message), format, args);
    if (call->text && at)
        return sf_fail_reason_at(call->error, kind, code, reason, field, (uint64_t)(at - call->text), "%s: %s", name,
                                 message);
    return sf_fail_reason(call->error, kind, code, reason, field, "%s: %s", name, message);
}

int sf_call_fail(const struct sf_call *call, const struct sf_op *op, enum sockfam_error_kind kind, int code,
                 enum sockfam_reason reason, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int result = fail(call, op, kind, code, reason, call->at, format, args);
    va_end(args);
    return result;
}

int sf_call_fail_at(const struct sf_call *call, const struct sf_op *op, const char *at, enum sockfam_reason reason,
                    const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int result = fail(call, op, SOCKFAM_ERROR_VALUE, 0, reason, at, format, args);
    va_end(args);
    return result;
}

void sf_call_fix(struct sf_call *call)
{
    const struct sf_plan *plan = call->plan;
    if (plan->has_length_byte)
        call->bytes[1] = (uint8_t)plan->af;
    else if (!plan->is_struct)
        memcpy(call->bytes, &plan->af, sizeof(plan->af));
    for (uint64_t left = plan->fixed; left; left &= left - 1) {
        const struct sf_op *op = &plan->op[__builtin_ctzll(left)];
        sf_store(op, call->bytes, op->initial);
    }
}

void sf_call_default(struct sf_call *call, const struct sf_op *op)
{
    if (op->fill)
        memset(call->bytes + op->at, op->fill, op->size);
    else if (op->initial)
        sf_store(op, call->bytes, op->initial);
}

int sf_call_complete(struct sf_call *call)
{
    const struct sf_plan *plan = call->plan;
    uint64_t missing = call->flags & SF_PARTIAL ? 0 : plan->required & ~call->given;
    if (missing) {
        const struct sf_op *op = &plan->op[__builtin_ctzll(missing)];
        call->at = NULL;
        return sf_call_fail(call, op, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_MISSING, "%s is missing; an example is %s",
                            op->row->name, plan->row->example);
    }
    for (uint64_t left = plan->defaulted & ~call->given; left; left &= left - 1)
        sf_call_default(call, &plan->op[__builtin_ctzll(left)]);
    if (plan->has_length_byte)
        call->bytes[0] = (uint8_t)call->length;
    return 0;
}
