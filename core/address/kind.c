/* SPDX-License-Identifier: MIT */
/* The list of kinds, and what several of them share: lengths, padding, complaints. */
#include "core/address/kind.h"

const struct sf_kind *const sf_kinds[SF_KINDS] = {
    [SOCKFAM_KIND_UINT] = &sf_kind_uint,
    [SOCKFAM_KIND_SINT] = &sf_kind_sint,
    [SOCKFAM_KIND_IFACE] = &sf_kind_interface,
    [SOCKFAM_KIND_TEXT] = &sf_kind_text,
    [SOCKFAM_KIND_BYTES] = &sf_kind_bytes,
    [SOCKFAM_KIND_PATH] = &sf_kind_path,
    [SOCKFAM_KIND_BDADDR] = &sf_kind_bdaddr,
    [SOCKFAM_KIND_GUID] = &sf_kind_guid,
    [SOCKFAM_KIND_IPV4] = &sf_kind_ipv4,
    [SOCKFAM_KIND_IPV6] = &sf_kind_ipv6,
    [SOCKFAM_KIND_MAC] = &sf_kind_mac,
    [SOCKFAM_KIND_ADDRESS] = &sf_kind_address,
};

/* ------------------------------------------------------------------ complaints */

int sf_wrong_kind(struct sf_call *call, const struct sf_op *op, const char *wanted)
{
    return sf_call_fail(call, op, SOCKFAM_ERROR_TYPE, 0, SOCKFAM_REASON_WRONG_KIND, "%s must be %s", op->row->name,
                        wanted);
}

int sf_too_long(struct sf_call *call, const struct sf_op *op, size_t size)
{
    return sf_call_fail(call, op, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_TOO_LONG,
                        "%s is too long: it has %zu bytes, and at most %llu fit", op->row->name, size,
                        (unsigned long long)op->max);
}

int sf_too_short(struct sf_call *call, const struct sf_op *op, size_t size)
{
    return sf_call_fail(call, op, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_TOO_SHORT,
                        "%s is too short: it has %zu bytes, and at least %lld are needed", op->row->name, size,
                        (long long)op->min);
}

/* ------------------------------------------------------------------ values of several lengths */

size_t sf_field_room(const struct sf_call *call, const struct sf_op *op)
{
    size_t room = call->length > op->at ? call->length - op->at : 0;
    bool ends_before = !(op->kind->traits & SF_KIND_GROWS) && !(op->flags & SOCKFAM_FIELD_TAIL) && room > op->size;
    return ends_before ? op->size : room;
}

size_t sf_counted_extent(const struct sf_call *call, const struct sf_op *op)
{
    return sf_counted(call, op, 1);
}

/* Bytes into a field of several lengths: its length, its fill, and the sockaddr's length where the field makes it. */
int sf_store_bytes(struct sf_call *call, const struct sf_op *op, const void *data, size_t size)
{
    uint8_t *place = call->bytes + op->at;
    if (size > op->max)
        return sf_too_long(call, op, size);
    if (size < (size_t)op->min)
        return sf_too_short(call, op, size);
    if (size)
        memcpy(place, data, size);
    if (op->fill)
        memset(place + size, op->fill, op->size - size);
    if (op->len_at)
        sf_store_at((enum sf_store)op->len_store, call->bytes + op->len_at, size);
    if (op->flags & SOCKFAM_FIELD_TAIL && call->length < op->at + size)
        call->length = op->at + size; /* what was put is all there, for the kind to measure */
    size_t length = op->kind->length ? op->kind->length(call, op) : 0;
    if (length)
        call->length = length;
    return 0;
}

bool sf_is_filled(const struct sf_call *call, const struct sf_op *op)
{
    size_t end = (size_t)op->at + op->size;
    if (op->flags & SOCKFAM_FIELD_TAIL || end > call->length)
        end = call->length;
    size_t used = op->at + op->kind->extent(call, op);
    if (op->len_at && sf_load_at((enum sf_store)op->len_store, call->bytes + op->len_at) != used - op->at)
        return false; /* its length says more than there is room for */
    if (used > end) /* a text wholly beyond what was received is empty */
        return used == op->at;
    for (size_t i = used; i < end; i++)
        if (call->bytes[i] != op->fill)
            return false;
    return true;
}

size_t sf_tail_length(const struct sf_call *call, const struct sf_op *op)
{
    if (!(op->flags & SOCKFAM_FIELD_TAIL))
        return 0;
    bool has_nul = !op->len_at && op->kind->traits & SF_KIND_GREEDY; /* a text without a length ends in NUL */
    size_t length = op->at + op->kind->extent(call, op) + has_nul;
    return length > call->plan->size ? length : call->plan->size;
}

bool sf_field_is_default(const struct sf_call *call, const struct sf_op *op)
{
    if (!(op->flags & SOCKFAM_FIELD_OPT))
        return false;
    if (op->kind->traits & SF_KIND_INTEGER)
        return sf_load(op, call->bytes) == op->initial;
    bool ends_by_itself = op->len_at || op->flags & SOCKFAM_FIELD_TAIL || op->kind->traits & SF_KIND_GREEDY;
    if (op->kind->traits & SF_KIND_VARIES && ends_by_itself)
        return op->kind->extent(call, op) == 0;
    for (size_t i = 0; i < op->size; i++)
        if (call->bytes[op->at + i])
            return false;
    return true;
}
