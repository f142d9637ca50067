/* SPDX-License-Identifier: MIT */
/*
 * IPV4 and IPV6: a literal, a word whose string is one, nothing for the wildcard, or where the row or the driver's code
 * allows it the name of a host. An IPv6 address may have a zone, which is kept in a field of its own at zone_at.
 */
#include <net/if.h>

#include "core/address/driver_call.h"
#include "core/address/ip.h"
#include "core/address/kind.h"
#include "core/base/names.h"
#include "core/base/number.h"

static uint64_t most(const struct sockfam_field_row *row)
{
    return row->size;
}

static size_t text_room(const struct sf_op *op)
{
    size_t literal = op->size == 4 ? 15 : 48 + 2 + IF_NAMESIZE; /* with brackets and zone */
    size_t word = sf_word_room(op);
    return word > literal ? word : literal;
}

/* ------------------------------------------------------------------ host names */

static int refuse_name(struct sf_call *call, const struct sf_op *op, struct sockfam_span name,
                       enum sockfam_reason reason, const char *why)
{
    return sf_call_fail(call, op, SOCKFAM_ERROR_VALUE, 0, reason, "%s \"%.*s\" is not an %s address%s", op->row->name,
                        SF_SHOWN(name), op->size == 4 ? "IPv4" : "IPv6", why);
}

/* The driver's code fills in a sockaddr; the core takes over the field and its zone. */
static int ask_driver(struct sf_call *call, const struct sf_op *op, struct sockfam_span name, uint32_t *zone)
{
    _Alignas(8) uint8_t found[SOCKFAM_ADDRESS_MAX] = { 0 };
    struct sf_driver_call driver;
    int result = sf_driver_call_begin(&driver, call);
    if (result < 0)
        return result;
    memcpy(found, &call->plan->af, sizeof(call->plan->af));
    result = driver.code->lookup(&driver.call, op->row->name, name, found, call->plan->size);
    result = sf_driver_call_end(&driver, "lookup", result);
    if (result < 0)
        return result;
    memcpy(call->bytes + op->at, found + op->at, op->size);
    if (op->zone_at)
        memcpy(zone, found + op->zone_at, sizeof(*zone));
    return 0;
}

static int put_host(struct sf_call *call, const struct sf_op *op, struct sockfam_span name)
{
    bool has_code = call->format->code & SOCKFAM_CODE_LOOKUP;
    uint32_t zone = 0;
    if (!has_code && !(op->flags & SOCKFAM_FIELD_HOST && call->ctx->lookup_host))
        return refuse_name(call, op, name, SOCKFAM_REASON_SYNTAX, "");
    if (call->flags & SOCKFAM_NO_LOOKUP)
        return refuse_name(call, op, name, SOCKFAM_REASON_WOULD_LOOK_UP,
                           ", and looking it up as a host name is refused");
    if (memchr(name.data, 0, name.size))
        return refuse_name(call, op, name, SOCKFAM_REASON_NUL_BYTE, ": it has a NUL byte in it");
    int result = has_code ? ask_driver(call, op, name, &zone)
                          : call->ctx->lookup_host(call->ctx, op->size, name, call->bytes + op->at, &zone, call->error);
    if (result < 0 || !op->zone_at || zone == 0)
        return result;
    memcpy(call->bytes + op->zone_at, &zone, sizeof(zone));
    call->zoned |= op->zone_bit;
    return 0;
}

/* ------------------------------------------------------------------ into the sockaddr */

static bool is_text(const struct sockfam_value *value)
{
    return value->kind == SOCKFAM_VALUE_TEXT || value->kind == SOCKFAM_VALUE_BYTES;
}

static int put_ipv4_text(struct sf_call *call, const struct sf_op *op, struct sockfam_span host)
{
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
    return put_host(call, op, host);
}

/* fe80::/10, and multicast of one interface or link: the addresses of which each link has its own. */
static bool is_link_local(const uint8_t *bytes)
{
    return (bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0x80) ||
           (bytes[0] == 0xff && ((bytes[1] & 0x0f) == 1 || (bytes[1] & 0x0f) == 2));
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
        return sf_call_fail(call, op, SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_RANGE, "zone %llu is beyond 32 bits",
                            (unsigned long long)number);
    }
    if (zone.size > 2 && memcmp(zone.data, "25", 2) == 0)
        zone = SF_SPAN(zone.data + 2, end);
    if (zone.size == 0)
        return sf_call_fail(call, op, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_SYNTAX, "%s has no zone behind its %%",
                            op->row->name);
    if (!is_link_local(call->bytes + op->at))
        return sf_call_fail(
            call, op, SOCKFAM_ERROR_RESOLVER, 0, SOCKFAM_REASON_NO_ZONE,
            "%s is not link-local, so \"%.*s\" cannot be its zone; give an interface index, as scope_id "
            "or behind the %%",
            op->row->name, SF_SHOWN(zone));
    return sf_interface_index(call, op, zone, true, scope);
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

static int put_ipv6_text(struct sf_call *call, const struct sf_op *op, struct sockfam_span host)
{
    const char *end = host.size ? host.data + host.size : host.data;
    if (host.size == 0)
        return 0; /* the wildcard, all zero */
    const char *rest = sf_ipv6_read(host.data, end, call->bytes + op->at);
    if (rest == end)
        return 0;
    if (rest && *rest == '%' && op->zone_at) {
        if (call->at)
            call->at += rest + 1 - host.data; /* what is wrong now is wrong with the zone */
        return put_zone(call, op, SF_SPAN(rest + 1, end));
    }
    memset(call->bytes + op->at, 0, 16);
    return put_host(call, op, host);
}

static int put(struct sf_call *call, const struct sf_op *op, const struct sockfam_value *value)
{
    if (!is_text(value))
        return sf_wrong_kind(call, op, "text");
    return op->size == 4 ? put_ipv4_text(call, op, value->span) : put_ipv6_text(call, op, value->span);
}

static int read_value(struct sf_call *call, const struct sf_op *op, struct sockfam_span text)
{
    const struct sockfam_constant *word = op->word_count ? sf_word_find(op, text) : NULL;
    const struct sockfam_value value = word && word->text ? sockfam_value_text(word->text, strlen(word->text))
                                                          : sockfam_value_text(text.data, text.size);
    return put(call, op, &value);
}

/* ------------------------------------------------------------------ and back */

static char *print_literal(const struct sf_call *call, const struct sf_op *op, char *out)
{
    const uint8_t *bytes = call->bytes + op->at;
    return op->size == 4 ? sf_ipv4_print(out, bytes) : sf_ipv6_print(out, bytes);
}

static void get(const struct sf_call *call, const struct sf_op *op, struct sockfam_value *value, char **scratch)
{
    char *begin = *scratch;
    *scratch = print_literal(call, op, begin);
    *value = sockfam_value_text(begin, (size_t)(*scratch - begin));
}

static const struct sockfam_constant *find_word(const struct sf_call *call, const struct sf_op *op)
{
    uint8_t bytes[16];
    for (uint32_t i = 0; i < op->word_count; i++) {
        const char *text = op->words[i]->text, *end = text ? text + strlen(text) : NULL;
        bool is_read = text && (op->size == 4 ? sf_ipv4_read(text, end, bytes) : sf_ipv6_read(text, end, bytes)) == end;
        if (is_read && memcmp(bytes, call->bytes + op->at, op->size) == 0)
            return op->words[i];
    }
    return NULL;
}

static char *print(const struct sf_call *call, const struct sf_op *op, char *out)
{
    bool wants_word = (call->flags & SOCKFAM_DISPLAY) && (op->flags & SOCKFAM_FIELD_WORD);
    const struct sockfam_constant *word = wants_word ? find_word(call, op) : NULL;
    return word ? sf_word_print(out, word) : print_literal(call, op, out);
}

/* A zone's name, where reading would take it. */
static const char *zone_name(const struct sf_call *call, const struct sf_op *op, uint32_t scope, char *name)
{
    if (!(call->flags & SOCKFAM_DISPLAY) || !is_link_local(call->bytes + op->at))
        return NULL;
    const char *text = sf_interface_name(call, scope, name);
    bool is_clear = text && sf_is_interface_name(text) && strncmp(text, "25", 2) != 0 &&
                    text[strspn(text, "0123456789")] != '\0';
    return is_clear ? text : NULL;
}

char *sf_print_bracketed(const struct sf_call *call, const struct sf_op *op, char *out)
{
    char name[IF_NAMESIZE] = "";
    uint32_t scope = 0;
    *out++ = '[';
    out = op->word_count ? print(call, op, out) : sf_ipv6_print(out, call->bytes + op->at);
    if (op->zone_at)
        memcpy(&scope, call->bytes + op->zone_at, sizeof(scope));
    if (scope) {
        *out++ = '%';
        const char *text = zone_name(call, op, scope, name);
        size_t size = text ? strlen(text) : 0;
        out = text ? (char *)memcpy(out, text, size) + size : sf_print_decimal(out, scope);
    }
    *out++ = ']';
    return out;
}

const struct sf_kind sf_kind_ipv4 = {
    .name = "IPV4",
    .sizes = 1u << 4,
    .flags = SOCKFAM_FIELD_HOST | SOCKFAM_FIELD_LIST | SOCKFAM_FIELD_TAIL | SOCKFAM_FIELD_BE | SOCKFAM_FIELD_LE,
    .traits = SF_KIND_HOST,
    .usual = SF_USUAL_IPV4,
    .most = most,
    .text_room = text_room,
    .read = read_value,
    .put = put,
    .get = get,
    .print = print,
};

const struct sf_kind sf_kind_ipv6 = {
    .name = "IPV6",
    .sizes = 1u << 16,
    .flags = SOCKFAM_FIELD_HOST | SOCKFAM_FIELD_LIST | SOCKFAM_FIELD_TAIL | SOCKFAM_FIELD_BE | SOCKFAM_FIELD_LE,
    .traits = SF_KIND_HOST | SF_KIND_BRACKETS,
    .usual = SF_USUAL_IPV6,
    .most = most,
    .text_room = text_room,
    .read = read_value,
    .put = put,
    .get = get,
    .print = print,
};
