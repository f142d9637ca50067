/* SPDX-License-Identifier: MIT */
/*
 * Bytes of a kernel into an address. A plan accepts them if the length is between its least and its most, and every
 * byte that no field covers is zero; then they are zero-extended to the canonical length. Whatever is not accepted is
 * kept as a raw address, so that nothing a kernel says is lost.
 */
#include <errno.h>
#include <string.h>

#include "core/address/address.h"
#include "core/address/kind.h"

int sf_check_made(struct sf_call *call)
{
    const struct sf_plan *plan = call->length >= 2 && call->length <= SOCKFAM_ADDRESS_MAX
                                     ? sf_plan_of_bytes(call->format, call->bytes, call->length)
                                     : NULL;
    if (plan)
        return 0;
    return sf_fail(call->error, SOCKFAM_ERROR_PLUGIN, 0,
                   "%s: the driver made an address of %zu bytes that its own tables refuse", sf_call_name(call),
                   call->length);
}

int sf_check_format(const struct sockfam_format *format, struct sockfam_error *error)
{
    if (!format || !sf_format_of(format)->is_struct)
        return 0;
    return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_UNSUPPORTED, NULL,
                          "%s is a struct that options hold, not an address", format->name);
}

static bool is_zero(const uint8_t *bytes, size_t from, size_t to)
{
    for (; from < to; from++)
        if (bytes[from])
            return false;
    return true;
}

static bool is_covered(const struct sf_call *call)
{
    for (size_t i = 0; i < call->length; i++)
        if (call->bytes[i] && !(call->plan->covered[i / 64] >> i % 64 & 1))
            return false;
    return true;
}

/* A file name of the most bytes leaves no room for its NUL; the kernel then reports one byte more than it takes. */
static size_t without_extra_nul(const struct sf_call *call, size_t received)
{
    const struct sf_plan *plan = call->plan;
    if (received != plan->size + 1u || call->bytes[plan->size] != 0)
        return received;
    for (const struct sf_op *op = plan->op; op < plan->op + plan->op_count; op++)
        if (op->kind->traits & SF_KIND_GROWS && call->bytes[op->at] != 0)
            return plan->size;
    return received;
}

/* BSD kernels fill the length byte in, with what they gave; programs often leave it 0. */
static int take_length_byte(struct sf_call *call, size_t given)
{
    if (call->bytes[0] != 0 && call->bytes[0] != given)
        return -EINVAL;
    call->bytes[0] = (uint8_t)call->length;
    return 0;
}

/* `given` bytes of the `received` came from the kernel; the others are zeros that follow. */
static int make_canonical(struct sf_call *call, size_t received, size_t given)
{
    const struct sf_plan *plan = call->plan;
    call->length = without_extra_nul(call, received);
    if (call->length > plan->longest)
        return -EINVAL;
    size_t length = plan->size;
    if (!is_covered(call))
        return -EINVAL;
    for (const struct sf_op *op = plan->op; op < plan->op + plan->op_count; op++) {
        if (op->kind->is_padded && !op->kind->is_padded(call, op))
            return -EINVAL;
        size_t needed = op->kind->length ? op->kind->length(call, op) : 0;
        if (needed)
            length = needed;
    }
    if (length > plan->longest)
        return -EINVAL;
    call->length = length;
    return plan->has_length_byte ? take_length_byte(call, given) : 0;
}

int sf_bytes_canonical(struct sf_call *call, size_t received)
{
    return make_canonical(call, received, received);
}

/* An answer that is shorter than any should be, but has the family and nothing else: as if zeros followed. */
static size_t with_zeros(const struct sf_format *format, const uint8_t *bytes, size_t size)
{
    bool is_short = format->plan_count == 1 && size < format->plans->min;
    return is_short && is_zero(bytes, 2, size) ? format->plans->min : size;
}

/* The plan of bytes, which may be one more than any has: a file name's extra NUL. */
static const struct sf_plan *choose_plan(const struct sf_call *call, size_t size)
{
    const struct sf_plan *plan = sf_plan_of_bytes(call->format, call->bytes, size);
    bool may_have_extra = !plan && size > 2 && call->bytes[size - 1] == 0;
    return may_have_extra ? sf_plan_of_bytes(call->format, call->bytes, size - 1) : plan;
}

static bool is_taken_apart(struct sf_call *call, size_t size, size_t received)
{
    const size_t given = received;
    if (!call->format || received < 2 || size < 2)
        return false;
    if (size == received) /* what was cut off is not known to be zero */
        size = received = with_zeros(call->format, call->bytes, size);
    call->plan = choose_plan(call, size);
    if (!call->plan || (size < received && size < call->plan->size))
        return false;
    if (call->format->code & (SOCKFAM_CODE_DECODE | SOCKFAM_CODE_PRINT)) {
        call->length = received;
        return received == size && size <= call->plan->longest;
    }
    return make_canonical(call, received, given) == 0;
}

int sockfam_address_from_bytes(const struct sockfam_context *ctx, const struct sockfam_format *format,
                               const void *bytes, size_t size, size_t received, struct sockfam_address *address,
                               struct sockfam_error *error)
{
    _Alignas(8) uint8_t copy[SOCKFAM_ADDRESS_MAX + 1] = { 0 };
    struct sf_call call = { .ctx = ctx, .format = format ? sf_format_of(format) : NULL, .bytes = copy };
    sf_error_begin(error);
    int result = sf_check_format(format, error);
    if (result < 0)
        return result;
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
