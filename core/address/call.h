/* SPDX-License-Identifier: MIT */
/* An operation on one address, under way: what its functions share, and how it begins, ends and fails. */
#ifndef SF_ADDRESS_CALL_H
#define SF_ADDRESS_CALL_H

#include <string.h>

#include "core/address/plan.h"
#include "core/base/error.h"

struct sf_call {
    const struct sockfam_context *ctx;
    const struct sf_format *format;
    const struct sf_plan *plan;
    unsigned flags;   /* SOCKFAM_NO_LOOKUP ... */
    uint8_t *bytes;   /* the sockaddr or struct; has room for the plan's longest */
    size_t length;    /* canonical bytes in use */
    uint64_t given;   /* bits of the ops that were set */
    uint64_t zoned;   /* bits of the ops that a zone set */
    const char *text; /* start of the text being read, for positions; NULL: values are read, not text */
    const char *at;   /* start of the value being read in it */
    struct sockfam_error *error;
};

#define SF_PARTIAL 0x80000000u /* of `flags`: what must be given may be left out, for structs that only ask */

/* For "%.*s" in messages: at most 80 bytes of a text. */
#define SF_SHOWN(span) (int)((span).size < 80 ? (span).size : 80), (span).data ? (span).data : ""

/* The name of the call's format, for messages. */
static inline const char *sf_call_name(const struct sf_call *call)
{
    return call->format->format.name;
}

#define SF_SHORT 32 /* most sockaddrs fit: moving a fixed number of bytes is a few instructions, not a call */

/* What is in every sockaddr of a plan: the family, the length byte and the FIXED fields. */
void sf_call_fix(struct sf_call *call);

/* Starts a sockaddr of the plan: its family, zeros, its usual length. `bytes` has room for SF_SHORT at least. */
static inline void sf_call_begin(struct sf_call *call, const struct sf_plan *plan)
{
    call->plan = plan;
    call->length = plan->size;
    call->given = 0;
    call->zoned = 0;
    if (plan->longest <= SF_SHORT)
        memset(call->bytes, 0, SF_SHORT);
    else
        memset(call->bytes, 0, plan->longest);
    if (plan->fixed || plan->has_length_byte || plan->is_struct)
        sf_call_fix(call);
    else
        memcpy(call->bytes, &plan->af, sizeof(plan->af));
}

/* What a field that is left out holds, where that is not zero. */
void sf_call_default(struct sf_call *call, const struct sf_op *op);

/* Ends it: defaults of what was not given; an error if something required was not. */
int sf_call_complete(struct sf_call *call);
static inline int sf_call_finish(struct sf_call *call)
{
    const struct sf_plan *plan = call->plan;
    if ((plan->required | plan->defaulted) & ~call->given || plan->has_length_byte)
        return sf_call_complete(call);
    return 0;
}

/*
 * An error about the value being read, or about `at`, a place in the text; `op` NULL: about no field. Returns the
 * negative errno. The message begins with the format's name; `code` 0 is the usual one of kind and reason.
 */
int sf_call_fail(const struct sf_call *call, const struct sf_op *op, enum sockfam_error_kind kind, int code,
                 enum sockfam_reason reason, const char *format, ...) __attribute__((format(printf, 6, 7), cold));
int sf_call_fail_at(const struct sf_call *call, const struct sf_op *op, const char *at, enum sockfam_reason reason,
                    const char *format, ...) __attribute__((format(printf, 5, 6), cold));

#endif
