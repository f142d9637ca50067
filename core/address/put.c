/* SPDX-License-Identifier: MIT */
/*
 * Values into the sockaddr. Text and JSON come through here too, once their syntax is undone, so each rule about what
 * a field may hold stands once. Nothing is written before it was checked.
 */
#include <errno.h>
#include <net/if.h>
#include <string.h>

#include "core/address/field.h"
#include "core/address/ip.h"
#include "core/base/number.h"

int sf_call_complete(struct sf_call *call)
{
    const struct sf_plan *plan = call->plan;
    uint32_t missing = plan->required & ~call->given;
    if (missing) {
        const struct sf_op *op = &plan->op[__builtin_ctz(missing)];
        return sf_fail(call->error, SOCKFAM_ERROR_VALUE, 0, "%s: %s is missing; an example is %s", sf_call_name(call),
                       op->row->name, call->format->rows[0].example);
    }
    for (uint32_t left = plan->defaulted & ~call->given; left; left &= left - 1) {
        const struct sf_op *op = &plan->op[__builtin_ctz(left)];
        sf_store(op, call->bytes, op->initial);
    }
    return 0;
}

static int out_of_range(struct sf_call *call, const struct sf_op *op, uint64_t number, bool negative, const char *at)
{
    const char *name = op->row->name;
    if (op->kind == SOCKFAM_KIND_SINT)
        return SF_CALL_FAIL(call, at, SOCKFAM_ERROR_OVERFLOW, 0, "%s: %s must be %lld to %lld, and %s%llu is not",
                            sf_call_name(call), name, (long long)op->min, (long long)op->max, negative ? "-" : "",
                            (unsigned long long)number);
    return SF_CALL_FAIL(call, at, SOCKFAM_ERROR_OVERFLOW, 0, "%s: %s must be %lld to %llu, and %s%llu is not",
                        sf_call_name(call), name, (long long)op->min, (unsigned long long)op->max, negative ? "-" : "",
                        (unsigned long long)number);
}

int sf_field_put_number(struct sf_call *call, const struct sf_op *op, uint64_t number, bool negative, const char *at)
{
    bool fits = false;
    if (!negative)
        fits = number <= op->max && (op->min <= 0 || number >= (uint64_t)op->min);
    else if (op->kind == SOCKFAM_KIND_SINT)
        fits = number == 0 || (op->min < 0 && number <= (uint64_t)-(op->min + 1) + 1);
    else
        fits = number == 0 && op->min <= 0;
    if (!fits)
        return out_of_range(call, op, number, negative, at);
    if ((op->flags & SOCKFAM_FIELD_NONZERO) && number == 0 && op->kind != SOCKFAM_KIND_IFACE)
        return SF_CALL_FAIL(call, at, SOCKFAM_ERROR_VALUE, 0, "%s: %s must not be 0", sf_call_name(call), op->row->name);
    sf_store(op, call->bytes, negative ? (uint64_t)0 - number : number);
    return 0;
}

static int wrong_kind(struct sf_call *call, const struct sf_op *op, const char *wanted)
{
    return sf_fail(call->error, SOCKFAM_ERROR_TYPE, 0, "%s: %s must be %s", sf_call_name(call), op->row->name, wanted);
}

static int too_long(struct sf_call *call, const struct sf_op *op, struct sockfam_span text, uint64_t most)
{
    return SF_CALL_FAIL(call, text.data, SOCKFAM_ERROR_VALUE, 0, "%s: %s too long: %zu bytes, and %llu is the most",
                        sf_call_name(call), op->row->name, text.size, (unsigned long long)most);
}

static int too_short(struct sf_call *call, const struct sf_op *op, struct sockfam_span text)
{
    return SF_CALL_FAIL(call, text.data, SOCKFAM_ERROR_VALUE, 0, "%s: %s too short: %zu bytes, and %lld is the least",
                        sf_call_name(call), op->row->name, text.size, (long long)op->min);
}

static int put_integer(struct sf_call *call, const struct sf_op *op, const struct sockfam_value *value)
{
    if (value->kind == SOCKFAM_VALUE_UINT)
        return sf_field_put_number(call, op, value->u, false, NULL);
    if (value->kind == SOCKFAM_VALUE_SINT && value->s < 0)
        return sf_field_put_number(call, op, (uint64_t)0 - (uint64_t)value->s, true, NULL);
    if (value->kind == SOCKFAM_VALUE_SINT)
        return sf_field_put_number(call, op, (uint64_t)value->s, false, NULL);
    return wrong_kind(call, op, "an integer");
}

int sf_interface_index(const struct sf_call *call, const struct sf_op *op, struct sockfam_span name, uint32_t *index)
{
    char text[IF_NAMESIZE];
    if (call->flags & SOCKFAM_NO_LOOKUP)
        return SF_CALL_FAIL(call, name.data, SOCKFAM_ERROR_VALUE, 0,
                            "%s: interface \"%.*s\" would have to be looked up, and lookups are refused: give %s",
                            sf_call_name(call), SF_SHOWN(name),
                            op->kind == SOCKFAM_KIND_IFACE ? "#index" : "its index");
    if (name.size >= sizeof(text))
        return SF_CALL_FAIL(call, name.data, SOCKFAM_ERROR_VALUE, 0,
                            "%s: interface name too long: \"%.*s\" has %zu bytes, and %zu is the most",
                            sf_call_name(call), SF_SHOWN(name), name.size, sizeof(text) - 1);
    if (memchr(name.data, 0, name.size))
        return SF_CALL_FAIL(call, name.data, SOCKFAM_ERROR_VALUE, 0, "%s: %s has a NUL byte in it", sf_call_name(call),
                            op->row->name);
    memcpy(text, name.data, name.size);
    text[name.size] = '\0';
    errno = 0;
    *index = call->ctx->sys->if_nametoindex(text);
    if (*index)
        return 0;
    return SF_CALL_FAIL(call, name.data, SOCKFAM_ERROR_OS, errno ? errno : ENODEV, "%s: there is no interface \"%s\"",
                        sf_call_name(call), text);
}

static int put_interface(struct sf_call *call, const struct sf_op *op, const struct sockfam_value *value)
{
    uint32_t index;
    if (value->kind == SOCKFAM_VALUE_BYTES)
        return wrong_kind(call, op, "an interface's name or index");
    if (value->kind != SOCKFAM_VALUE_TEXT)
        return put_integer(call, op, value);
    if (value->span.size == 0 && (op->flags & SOCKFAM_FIELD_NONZERO))
        return SF_CALL_FAIL(call, value->span.data, SOCKFAM_ERROR_OS, ENODEV, "%s: %s must name an interface",
                            sf_call_name(call), op->row->name);
    if (value->span.size == 0)
        return 0;
    int result = sf_interface_index(call, op, value->span, &index);
    if (result == 0)
        sf_store(op, call->bytes, index);
    return result;
}

static int put_text(struct sf_call *call, const struct sf_op *op, const struct sockfam_value *value)
{
    if (value->kind != SOCKFAM_VALUE_TEXT)
        return wrong_kind(call, op, "text");
    struct sockfam_span text = value->span;
    if (text.size && memchr(text.data, 0, text.size))
        return SF_CALL_FAIL(call, text.data, SOCKFAM_ERROR_VALUE, 0, "%s: %s has a NUL byte in it", sf_call_name(call),
                            op->row->name);
    if (text.size > op->max)
        return too_long(call, op, text, op->max);
    if (text.size < (size_t)op->min)
        return too_short(call, op, text);
    if (text.size)
        memcpy(call->bytes + op->at, text.data, text.size);
    if (op->at + text.size + 1 > call->length && (op->flags & SOCKFAM_FIELD_TAIL))
        call->length = op->at + text.size + 1;
    return 0;
}

static int put_bytes(struct sf_call *call, const struct sf_op *op, const struct sockfam_value *value)
{
    if (value->kind != SOCKFAM_VALUE_BYTES)
        return wrong_kind(call, op, "bytes");
    struct sockfam_span bytes = value->span;
    if (bytes.size > op->max)
        return too_long(call, op, bytes, op->max);
    if (op->len_at && bytes.size < (size_t)op->min)
        return too_short(call, op, bytes);
    if (!op->len_at && bytes.size != op->size)
        return SF_CALL_FAIL(call, bytes.data, SOCKFAM_ERROR_VALUE, 0, "%s: %s must have %u bytes, not %zu",
                            sf_call_name(call), op->row->name, op->size, bytes.size);
    if (bytes.size)
        memcpy(call->bytes + op->at, bytes.data, bytes.size);
    if (op->len_at)
        call->bytes[op->len_at] = (uint8_t)bytes.size;
    if (op->at + bytes.size > call->length)
        call->length = op->at + bytes.size;
    return 0;
}

/* A leading NUL marks an abstract name, which fills the sockaddr to its end; a file name ends in NUL; unix(7). */
static int put_path(struct sf_call *call, const struct sf_op *op, const struct sockfam_value *value)
{
    if (value->kind != SOCKFAM_VALUE_TEXT && value->kind != SOCKFAM_VALUE_BYTES)
        return wrong_kind(call, op, "text or bytes");
    struct sockfam_span path = value->span;
    bool is_abstract = path.size && path.data[0] == '\0';
    uint64_t most = is_abstract ? op->size : op->max;
    if (path.size > most)
        return too_long(call, op, path, most);
    if (path.size && !is_abstract && memchr(path.data, 0, path.size))
        return SF_CALL_FAIL(call, path.data, SOCKFAM_ERROR_VALUE, 0,
                            "%s: %s has a NUL byte in it, where only an abstract name may", sf_call_name(call),
                            op->row->name);
    if (path.size)
        memcpy(call->bytes + op->at, path.data, path.size);
    call->length = op->at + path.size + (path.size && !is_abstract);
    return 0;
}

static int put_identifier(struct sf_call *call, const struct sf_op *op, const struct sockfam_value *value)
{
    if (value->kind != SOCKFAM_VALUE_TEXT)
        return wrong_kind(call, op, "text");
    bool is_guid = op->kind == SOCKFAM_KIND_GUID;
    struct sockfam_span text = value->span;
    if (is_guid ? sf_guid_read(text.data, text.size, call->bytes + op->at)
                : sf_bdaddr_read(text.data, text.size, call->bytes + op->at))
        return 0;
    return SF_CALL_FAIL(call, text.data, SOCKFAM_ERROR_VALUE, 0, "%s: %s \"%.*s\" is no %s", sf_call_name(call),
                        op->row->name, SF_SHOWN(text),
                        is_guid ? "GUID: 8-4-4-4-12 hexadecimal digits with hyphens"
                                : "bluetooth address: six pairs of hexadecimal digits with colons");
}

static int put_ipv4(struct sf_call *call, const struct sf_op *op, const struct sockfam_value *value)
{
    if (value->kind != SOCKFAM_VALUE_TEXT)
        return wrong_kind(call, op, "text");
    struct sockfam_span host = value->span;
    const char *end = host.size ? host.data + host.size : host.data;
    if (host.size == 0)
        return 0; /* the wildcard, all zero */
    if (sf_ipv4_read(host.data, end, call->bytes + op->at) == end)
        return 0;
    if (host.size == 11 && memcmp(host.data, "<broadcast>", 11) == 0) {
        memset(call->bytes + op->at, 0xff, 4);
        return 0;
    }
    memset(call->bytes + op->at, 0, 4);
    return sf_field_lookup(call, op, host);
}

/* The zone behind '%': a number, or an interface's name; RFC 6874 writes the '%' as "%25". */
static int read_zone(struct sf_call *call, const struct sf_op *op, struct sockfam_span zone, uint32_t *scope)
{
    uint64_t number;
    const char *end = zone.data + zone.size;
    if (sf_read_decimal(zone.data, end, &number) == end) {
        *scope = (uint32_t)number;
        if (number <= UINT32_MAX)
            return 0;
        return SF_CALL_FAIL(call, zone.data, SOCKFAM_ERROR_OVERFLOW, 0, "%s: zone %llu is beyond 32 bits",
                            sf_call_name(call), (unsigned long long)number);
    }
    if (zone.size > 2 && memcmp(zone.data, "25", 2) == 0)
        zone = SF_SPAN(zone.data + 2, end);
    if (zone.size == 0)
        return SF_CALL_FAIL(call, zone.data, SOCKFAM_ERROR_VALUE, 0, "%s: %s has no zone behind its %%",
                            sf_call_name(call), op->row->name);
    return sf_interface_index(call, op, zone, scope);
}

static int put_zone(struct sf_call *call, const struct sf_op *op, struct sockfam_span zone)
{
    uint32_t scope;
    int result = read_zone(call, op, zone, &scope);
    if (result < 0)
        return result;
    memcpy(call->bytes + op->zone_at, &scope, sizeof(scope));
    call->zoned |= op->zone_bit;
    return 0;
}

static int put_ipv6(struct sf_call *call, const struct sf_op *op, const struct sockfam_value *value)
{
    if (value->kind != SOCKFAM_VALUE_TEXT)
        return wrong_kind(call, op, "text");
    struct sockfam_span host = value->span;
    const char *end = host.size ? host.data + host.size : host.data;
    if (host.size == 0)
        return 0; /* the wildcard, all zero */
    const char *rest = sf_ipv6_read(host.data, end, call->bytes + op->at);
    if (rest == end)
        return 0;
    if (rest && *rest == '%' && op->zone_at)
        return put_zone(call, op, SF_SPAN(rest + 1, end));
    memset(call->bytes + op->at, 0, 16);
    return sf_field_lookup(call, op, host);
}

int sf_field_put(struct sf_call *call, const struct sf_op *op, const struct sockfam_value *value)
{
    switch ((enum sockfam_kind)op->kind) {
    case SOCKFAM_KIND_UINT:
    case SOCKFAM_KIND_SINT:
        return put_integer(call, op, value);
    case SOCKFAM_KIND_IFACE:
        return put_interface(call, op, value);
    case SOCKFAM_KIND_TEXT:
        return put_text(call, op, value);
    case SOCKFAM_KIND_BYTES:
        return put_bytes(call, op, value);
    case SOCKFAM_KIND_PATH:
        return put_path(call, op, value);
    case SOCKFAM_KIND_BDADDR:
    case SOCKFAM_KIND_GUID:
        return put_identifier(call, op, value);
    case SOCKFAM_KIND_IPV4:
        return put_ipv4(call, op, value);
    case SOCKFAM_KIND_IPV6:
        return put_ipv6(call, op, value);
    }
    return -EINVAL;
}
