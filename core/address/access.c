/* SPDX-License-Identifier: MIT */
/* Single fields of an address by name, and addresses from a sockaddr of whatever family. */
#include <errno.h>

#include "core/address/address.h"
#include "core/address/kind.h"
#include "core/address/plan_text.h"
#include "core/registry/registry.h"

static int find(const struct sf_call *call, const char *name, const struct sf_op **op)
{
    if (!call->plan)
        return sf_fail_reason(call->error, SOCKFAM_ERROR_TYPE, 0, SOCKFAM_REASON_UNSUPPORTED, name,
                              "a raw address has no field \"%s\"", name);
    *op = sf_plan_find(call->plan, name, strlen(name));
    return *op ? 0
               : sf_call_fail(call, NULL, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_UNKNOWN_KEY,
                              "there is no field \"%s\"", name);
}

int sf_call_get(const struct sf_call *call, const char *name, struct sockfam_value *value, char *scratch, size_t size)
{
    const struct sf_op *op;
    char text[SOCKFAM_STRUCT_TEXT_MAX], *end = text;
    int result = find(call, name, &op);
    if (result < 0)
        return result;
    op->kind->get(call, op, value, &end);
    bool is_span = value->kind == SOCKFAM_VALUE_TEXT || value->kind == SOCKFAM_VALUE_BYTES;
    if (!is_span)
        return 0;
    if (value->span.size > size)
        return sf_no_room(call->error, name, value->span.size, size);
    if (value->span.size)
        memcpy(scratch, value->span.data, value->span.size);
    value->span.data = scratch;
    return 0;
}

int sockfam_address_get(const struct sockfam_context *ctx, const struct sockfam_address *address, const char *name,
                        unsigned flags, struct sockfam_value *value, char *scratch, size_t size,
                        struct sockfam_error *error)
{
    struct sf_call call;
    sf_error_begin(error);
    sf_call_open(&call, ctx, address, flags, error);
    return sf_call_get(&call, name, value, scratch, size);
}

/* The bytes of a field as they are before anything is put there; fields may share none. */
static void clear(struct sf_call *call, const struct sf_op *op)
{
    size_t size = sf_field_extent(call, op);
    memset(call->bytes + op->at, 0, size > op->size ? size : op->size);
    if (op->len_at)
        sf_store_at((enum sf_store)op->len_store, call->bytes + op->len_at, 0);
}

/* Whether the sockaddr ends where the field does. */
static bool makes_length(const struct sf_op *op)
{
    return op->flags & SOCKFAM_FIELD_TAIL || op->kind->traits & SF_KIND_GROWS;
}

/* The length before a field is put, which one that makes the length changes: what another field made stays. */
static size_t length_before(const struct sf_call *call, const struct sf_op *op)
{
    const struct sf_plan *plan = call->plan;
    size_t end = (size_t)op->at + op->size;
    if (makes_length(op))
        return plan->size;
    for (const struct sf_op *other = plan->op; other < plan->op + plan->op_count; other++)
        if (makes_length(other))
            return call->length > end ? call->length : end;
    return call->length > plan->size ? call->length : plan->size;
}

/* Puts a value, or for none what an OPT field holds that is left out. */
static int put_or_default(struct sf_call *call, const struct sf_op *op, const struct sockfam_value *value)
{
    if (value->kind != SOCKFAM_VALUE_NONE || !(op->flags & SOCKFAM_FIELD_OPT))
        return sf_field_put(call, op, value);
    sf_call_default(call, op);
    if (op->kind->traits & SF_KIND_GROWS)
        call->length = op->at;
    return 0;
}

int sockfam_address_set(const struct sockfam_context *ctx, struct sockfam_address *address, const char *name,
                        const struct sockfam_value *value, unsigned flags, struct sockfam_error *error)
{
    _Alignas(8) uint8_t bytes[SOCKFAM_ADDRESS_MAX] = { 0 };
    struct sf_call call;
    const struct sf_op *op;
    sf_error_begin(error);
    sf_call_open(&call, ctx, address, flags, error);
    int result = find(&call, name, &op);
    if (result < 0)
        return result;
    if (call.plan->has_tag && op == call.plan->op)
        return sf_call_fail(&call, op, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_UNSUPPORTED,
                            "%s decides what the other fields are; make a new address instead", name);
    memcpy(bytes, address->bytes, call.length);
    call.bytes = bytes;
    clear(&call, op);
    call.length = length_before(&call, op);
    result = put_or_default(&call, op, value);
    if (result == 0 && call.plan->has_length_byte)
        bytes[0] = (uint8_t)call.length;
    if (result == 0)
        sf_address_set(address, call.format, bytes, call.length);
    return result;
}

int sockfam_address_from_sockaddr(const struct sockfam_context *ctx, const void *sockaddr, size_t size, size_t received,
                                  struct sockfam_address *address, struct sockfam_error *error)
{
    const struct sf_format *format =
        size >= 2 && received >= 2 ? sf_registry_only(ctx->registry, sf_family_of(sockaddr)) : NULL;
    return sockfam_address_from_bytes(ctx, format ? &format->format : NULL, sockaddr, size, received, address, error);
}
