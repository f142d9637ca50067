/* SPDX-License-Identifier: MIT */
/*
 * Bytes of a kernel into an address. A plan accepts them if the length is between its least and its most, and every
 * byte that no field covers is zero; then they are zero-extended to the canonical length. Whatever is not accepted is
 * kept as a raw address, so that nothing a kernel says is lost.
 */
#include <errno.h>
#include <string.h>

#include "core/address/address.h"
#include "core/address/field.h"

int sf_check_made(struct sf_call *call)
{
    const struct sf_plan *plan = call->length >= 2 && call->length <= SOCKFAM_ADDRESS_MAX
                                     ? sf_plan_of_bytes(call->format, call->bytes, call->length)
                                     : NULL;
    if (plan && call->length >= plan->min)
        return 0;
    return sf_fail(call->error, SOCKFAM_ERROR_PLUGIN, 0, "%s: the driver made an address of %zu bytes that its own tables refuse",
                   sf_call_name(call), call->length);
}

static bool is_zero(const uint8_t *bytes, size_t from, size_t to)
{
    for (; from < to; from++)
        if (bytes[from])
            return false;
    return true;
}

/* A text field's bytes behind its NUL, and those of a BYTES field behind its length, are padding. */
static bool is_padded(const struct sf_call *call, const struct sf_op *op)
{
    size_t end = (size_t)op->at + op->size;
    if (op->flags & SOCKFAM_FIELD_TAIL || end > call->length)
        end = call->length;
    size_t used = op->at + sf_field_extent(call, op);
    if (op->kind == SOCKFAM_KIND_PATH && used > op->at && call->bytes[op->at] == '\0')
        return true;
    return op->kind == SOCKFAM_KIND_BYTES && !op->len_at ? true : used <= end && is_zero(call->bytes, used, end);
}

/* The canonical length that a field which may vary gives the sockaddr; 0: it does not vary. */
static size_t length_with(const struct sf_call *call, const struct sf_op *op)
{
    size_t extent = sf_field_extent(call, op);
    if (op->kind == SOCKFAM_KIND_PATH) {
        bool is_file = extent > 0 && call->bytes[op->at] != '\0';
        size_t length = op->at + extent + is_file;
        return length < call->plan->size ? length : call->plan->size;
    }
    if (!(op->flags & SOCKFAM_FIELD_TAIL))
        return 0;
    size_t length = op->at + extent + (op->kind == SOCKFAM_KIND_TEXT);
    return length > call->plan->size ? length : call->plan->size;
}

static bool is_covered(const struct sf_call *call)
{
    for (size_t i = 2; i < call->length; i++)
        if (call->bytes[i] && !(call->plan->covered[i / 64] >> i % 64 & 1))
            return false;
    return true;
}

static bool varies(const struct sf_op *op)
{
    return op->kind == SOCKFAM_KIND_TEXT || op->kind == SOCKFAM_KIND_BYTES || op->kind == SOCKFAM_KIND_PATH;
}

/* A file name of the most bytes leaves no room for its NUL; the kernel then reports one byte more than it takes. */
static size_t without_extra_nul(const struct sf_call *call, size_t received)
{
    const struct sf_plan *plan = call->plan;
    if (received != plan->size + 1u || call->bytes[plan->size] != 0)
        return received;
    for (const struct sf_op *op = plan->op; op < plan->op + plan->op_count; op++)
        if (op->kind == SOCKFAM_KIND_PATH && call->bytes[op->at] != 0)
            return plan->size;
    return received;
}

int sf_bytes_canonical(struct sf_call *call, size_t received)
{
    const struct sf_plan *plan = call->plan;
    call->length = without_extra_nul(call, received);
    if (received < plan->min || call->length > plan->longest)
        return -EINVAL;
    size_t length = plan->size;
    if (!is_covered(call))
        return -EINVAL;
    for (const struct sf_op *op = plan->op; op < plan->op + plan->op_count; op++) {
        if (!varies(op) || op->flags & SOCKFAM_FIELD_SHADOW)
            continue;
        if (!is_padded(call, op))
            return -EINVAL;
        size_t needed = length_with(call, op);
        if (needed)
            length = needed;
    }
    if (length > SOCKFAM_ADDRESS_MAX)
        return -EINVAL;
    call->length = length;
    return 0;
}

static bool is_taken_apart(struct sf_call *call, size_t size, size_t received)
{
    if (!call->format || received < 2 || size < 2)
        return false;
    call->plan = sf_plan_of_bytes(call->format, call->bytes, size);
    if (!call->plan || (size < received && size < call->plan->size))
        return false;
    if (call->format->code & (SOCKFAM_CODE_DECODE | SOCKFAM_CODE_PRINT)) {
        call->length = received;
        return received >= call->plan->min && received == size;
    }
    return sf_bytes_canonical(call, received) == 0;
}

int sockfam_address_from_bytes(const struct sockfam_context *ctx, const struct sockfam_format *format, const void *bytes, size_t size,
                       size_t received, struct sockfam_address *address, struct sockfam_error *error)
{
    _Alignas(8) uint8_t copy[SOCKFAM_ADDRESS_MAX + 1] = { 0 };
    struct sf_call call = { .ctx = ctx, .format = format ? sf_format_of(format) : NULL, .bytes = copy };
    sf_error_begin(error);
    if (size > received)
        size = received;
    if (size > SOCKFAM_ADDRESS_MAX)
        return sf_fail(error, SOCKFAM_ERROR_OVERFLOW, E2BIG, "an address has at most %d bytes, not %zu",
                       SOCKFAM_ADDRESS_MAX, size);
    if (size)
        memcpy(copy, bytes, size);
    if (is_taken_apart(&call, size, received))
        sf_address_set(address, call.format, copy, call.length);
    else
        sf_address_set(address, NULL, copy, size);
    address->received = (uint32_t)received;
    return 0;
}
