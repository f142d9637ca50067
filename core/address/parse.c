/* SPDX-License-Identifier: MIT */
/*
 * Text into an address. The scheme chooses the format; then values by position, each up to its separator, then
 * key=value pairs. What is common is read in place (parse_positional); everything else is cut out by its separators
 * first and handed to sf_field_read(). The sockaddr is built beside the caller's address and copied when all is well.
 */
#include <string.h>

#include "core/address/address.h"
#include "core/address/driver_call.h"
#include "core/address/ip.h"
#include "core/address/kind.h"
#include "core/base/list.h"
#include "core/base/number.h"

/* The op that "key=" at p names, NULL: no key stands there. *behind is set to what follows the '='. */
static const struct sf_op *find_key(const struct sf_plan *plan, const char *p, const char *end, const char **behind)
{
    const char *q = p;
    if (p == end || *p < 'a' || *p > 'z')
        return NULL;
    while (q < end && sf_is_name_char(*q))
        q++;
    if (q == end || *q != '=')
        return NULL;
    *behind = q + 1;
    return sf_plan_find(plan, p, (size_t)(q - p));
}

/* Where a text ends that runs on to ",key=" or to the end. */
static const char *greedy_end(const struct sf_plan *plan, const char *p, const char *end)
{
    const char *behind;
    for (; (p = memchr(p, ',', (size_t)(end - p))); p++)
        if (find_key(plan, p + 1, end, &behind))
            return p;
    return end;
}

/* Whether the first of several bytes with colons stands here, not a word. */
static bool begins_bytes(const char *p, const char *end)
{
    size_t digits = 0;
    while (digits < 3 && p + digits < end && sf_hex_value(p[digits]) >= 0)
        digits++;
    return digits > 0 && p + digits < end && p[digits] == ':';
}

/* Behind the bracket or brace that closes what opens at p; p if nothing opens there, or nothing closes it. */
static const char *skip_group(const struct sf_op *op, const char *p, const char *end)
{
    const uint32_t traits = op->element ? op->element->traits : op->kind->traits;
    bool has_braces = traits & SF_KIND_BRACES; /* an address within may have brackets of its own, which do not count */
    const char open = has_braces ? '{' : '[', close = has_braces ? '}' : ']';
    unsigned depth = 0;
    const char *q = p;
    do {
        depth += *q == open;
        depth -= depth > 0 && *q == close;
        q++;
    } while (depth > 0 && q < end);
    return depth > 0 || q == p + 1 ? p : q;
}

/* Where the value ends that begins at p. `sep` ends it besides ','. */
static const char *token_end(const struct sf_op *op, const char *p, const char *end, char sep)
{
    bool has_colons = op->kind->traits & SF_KIND_COLONS && sep == ':' && begins_bytes(p, end);
    bool has_groups = op->element || op->kind->traits & SF_KIND_BRACES;
    unsigned colons = has_colons ? op->size - 1u : 0;
    while (p < end && *p != ',') {
        if (*p == sep && (colons == 0 || colons-- == 0))
            break;
        const char *behind = has_groups ? skip_group(op, p, end) : p;
        p = behind > p ? behind : p + 1;
    }
    return p;
}

static int mark(struct sf_call *call, const struct sf_op *op, const char *at)
{
    if ((call->given | call->zoned) & op->bit)
        return sf_call_fail_at(call, op, at, SOCKFAM_REASON_TWICE, "%s is given twice", op->row->name);
    call->given |= op->bit;
    return 0;
}

/* "[address%zone]"; *p moves behind the bracket. */
static int read_bracketed(struct sf_call *call, const struct sf_op *op, const char **p, const char *end)
{
    const char *close = memchr(*p, ']', (size_t)(end - *p));
    if (!close)
        return sf_call_fail_at(call, op, *p, SOCKFAM_REASON_SYNTAX, "\"[\" has no \"]\"");
    struct sockfam_span host = SF_SPAN(*p + 1, close);
    *p = close + 1;
    if (host.size == 0)
        return sf_call_fail_at(call, op, host.data, SOCKFAM_REASON_SYNTAX, "there is nothing between the brackets");
    return sf_field_read(call, op, host);
}

/* Whether an address with colons of its own stands here without its brackets. */
static bool lacks_brackets(const char *p, const char *end)
{
    const char *stop = memchr(p, ',', (size_t)(end - p));
    const char *colon = memchr(p, ':', (size_t)((stop ? stop : end) - p));
    return colon && memchr(colon + 1, ':', (size_t)((stop ? stop : end) - colon - 1));
}

/* A value by any way of writing it, by position or behind its key; *p moves to what ends it. */
static int read_value(struct sf_call *call, const struct sf_op *op, const char **p, const char *end, bool is_keyed)
{
    const uint32_t traits = op->kind->traits;
    if (traits & SF_KIND_BRACKETS && *p < end && **p == '[')
        return read_bracketed(call, op, p, end);
    if (traits & SF_KIND_BRACKETS && lacks_brackets(*p, end))
        return sf_call_fail_at(call, op, *p, SOCKFAM_REASON_SYNTAX, "an IPv6 address stands in brackets, as in %s",
                               call->plan->row->example);
    const char *begin = *p;
    *p = op->greedy || (is_keyed && traits & SF_KIND_GREEDY)
             ? greedy_end(call->plan, begin, end)
             : token_end(op, begin, end, is_keyed ? ',' : op->next_sep);
    return sf_field_read(call, op, SF_SPAN(begin, *p));
}

/*
 * A number or an index as it is usually written, read in place; NULL: it is not. What may follow is for the caller to
 * judge.
 */
static inline const char *read_usual_number(struct sf_call *call, const struct sf_op *op, const char *p,
                                            const char *end)
{
    uint64_t number;
    if (op->usual == SF_USUAL_INDEX ? p == end || *p++ != '#' : op->usual != SF_USUAL_NUMBER)
        return NULL;
    const char *behind = end - p > 2 && p[0] == '0' && p[1] == 'x' ? sf_read_hex(p + 2, end, &number)
                                                                   : sf_read_decimal(p, end, &number);
    if (!behind || number > op->max || op->min > 0 || (op->flags & SOCKFAM_FIELD_NONZERO && number == 0))
        return NULL;
    sf_store(op, call->bytes, number);
    return behind;
}

/* Likewise any of the usual forms. */
static inline const char *read_usual(struct sf_call *call, const struct sf_op *op, const char *p, const char *end)
{
    const char *behind;
    switch (op->usual) {
    case SF_USUAL_IPV4:
        return sf_ipv4_read(p, end, call->bytes + op->at);
    case SF_USUAL_IPV6:
        if (p == end || *p != '[')
            return NULL;
        behind = sf_ipv6_read(p + 1, end, call->bytes + op->at);
        return behind && behind < end && *behind == ']' ? behind + 1 : NULL;
    default:
        return read_usual_number(call, op, p, end);
    }
}

static int unexpected(const struct sf_call *call, const char *p, const char *end)
{
    const char *next = p < end ? p + 1 : p;
    if (next >= end)
        return sf_call_fail_at(call, NULL, p, SOCKFAM_REASON_SYNTAX, "nothing follows the last \"%c\"",
                               p < end ? *p : ',');
    return sf_call_fail_at(call, NULL, next, SOCKFAM_REASON_COUNT, "\"%.*s\" is one value too many",
                           SF_SHOWN(SF_SPAN(next, end)));
}

/* The '=' behind a name at p, NULL: it does not look like key=value. */
static const char *find_equals(const char *p, const char *end)
{
    const char *q = p;
    while (q < end && sf_is_name_char(*q))
        q++;
    return q > p && q < end && *q == '=' && (*p < '0' || *p > '9') ? q : NULL;
}

static int unknown_key(const struct sf_call *call, const char *p, const char *end)
{
    const char *equals = find_equals(p, end);
    if (!equals)
        return unexpected(call, p - 1, end);
    struct sf_list keys;
    sf_list_begin(&keys);
    for (const struct sf_op *op = call->plan->op; op < call->plan->op + call->plan->op_count; op++)
        if (sf_is_shown(op))
            sf_list_add(&keys, op->row->name);
    return sf_call_fail_at(call, NULL, p, SOCKFAM_REASON_UNKNOWN_KEY, "there is no field \"%.*s\"; fields are %s",
                           SF_SHOWN(SF_SPAN(p, equals)), keys.text);
}

/* key=value pairs from p, each behind a ','; `p` stands on the first ',' or on the first key. */
static int parse_keys(struct sf_call *call, const char *p, const char *end)
{
    while (p < end) {
        const char *key = *p == ',' ? p + 1 : p;
        const char *value;
        if (key == end)
            return unexpected(call, p, end);
        const struct sf_op *op = find_key(call->plan, key, end, &value);
        if (!op)
            return unknown_key(call, key, end);
        int result = mark(call, op, key);
        if (result < 0)
            return result;
        const char *behind = read_usual_number(call, op, value, end);
        if (behind && (behind == end || *behind == ',')) {
            p = behind;
            continue;
        }
        result = read_value(call, op, &value, end, true);
        if (result < 0)
            return result;
        if (value < end && *value != ',')
            return sf_call_fail_at(call, op, value, SOCKFAM_REASON_SYNTAX, "a \",\" must follow %s", op->row->name);
        p = value;
    }
    return 0;
}

/*
 * A positional value that read_usual() did not take, from `start`; *p stands on its separator and moves behind the
 * value. 1: there are no more positional values, and what follows was read.
 */
static int parse_slowly(struct sf_call *call, const struct sf_op *op, const char **p, const char *start,
                        const char *end)
{
    const char *value;
    if (find_key(call->plan, start, end, &value)) {
        int result = parse_keys(call, *p, end);
        return result < 0 ? result : 1;
    }
    if (start == end && start > *p)
        return unexpected(call, *p, end);
    if (start == end && !(op->kind->traits & SF_KIND_EMPTY))
        return 1; /* an empty body; what is required is missing */
    if (op->is_integer && find_equals(start, end))
        return unknown_key(call, start, end);
    *p = start;
    int result = read_value(call, op, p, end, false);
    return result < 0 ? result : mark(call, op, start);
}

static int parse_body(struct sf_call *call, const char *p, const char *end)
{
    const struct sf_plan *plan = call->plan;
    for (unsigned i = 0; i < plan->positional_count; i++) {
        const struct sf_op *op = &plan->op[plan->positional[i]];
        const char *start = p;
        if (i > 0 && p == end)
            return 0;
        if (i > 0 && *p != ',' && *p != op->sep)
            return sf_call_fail_at(call, op, p, SOCKFAM_REASON_SYNTAX, "a \"%c\" must stand before %s", op->sep,
                                   op->row->name);
        start += i > 0;
        const char *behind = read_usual(call, op, start, end);
        if (behind && (behind == end || *behind == ',' || *behind == op->next_sep)) {
            call->given |= op->bit;
            p = behind;
            continue;
        }
        int result = parse_slowly(call, op, &p, start, end);
        if (result != 0)
            return result < 0 ? result : 0;
    }
    if (p < end && plan->positional_count && *p != ',')
        return sf_call_fail_at(call, NULL, p, SOCKFAM_REASON_SYNTAX, "\"%.*s\" is not expected here",
                               SF_SHOWN(SF_SPAN(p, end)));
    return p < end ? parse_keys(call, p, end) : 0;
}

/* ------------------------------------------------------------------ variants */

/* Where the value of the format's first field begins: behind its key, wherever that stands, else at the start. */
static const char *first_value(const struct sf_plan *plan, const char *begin, const char *end)
{
    const char *value;
    const char *p = begin;
    while (find_key(plan, p, end, &value) != &plan->op[0]) {
        p = memchr(p, ',', (size_t)(end - p));
        if (!p)
            return begin;
        p++;
    }
    return value;
}

static int parse_plan(struct sf_call *call, const struct sf_plan *plan, const char *p, const char *end)
{
    sf_call_begin(call, plan);
    int result = parse_body(call, p, end);
    call->given |= call->zoned;
    return result < 0 ? result : sf_call_finish(call);
}

/* Whether a key of any variant stands at p. */
static bool begins_with_key(const struct sf_format *format, const char *p, const char *end)
{
    const char *value;
    for (const struct sf_plan *plan = format->plans; plan < format->plans + format->plan_count; plan++)
        if (find_key(plan, p, end, &value))
            return true;
    return false;
}

/* The tag is the first field of each variant, so it is read first, with any of the plans. */
static int parse_tagged(struct sf_call *call, const char *p, const char *end)
{
    const struct sf_plan *plan = call->format->plans;
    const struct sf_op *tag = plan->op;
    const char *value = first_value(plan, p, end);
    struct sockfam_span text = SF_SPAN(value, token_end(tag, value, end, tag->next_sep));
    sf_call_begin(call, plan);
    if (value == p && (p == end || begins_with_key(call->format, p, end)))
        return sf_call_fail_at(call, tag, NULL, SOCKFAM_REASON_MISSING, "%s is missing; an example is %s",
                               tag->row->name, plan->row->example);
    int result = sf_field_read(call, tag, text);
    if (result < 0)
        return result;
    plan = sf_plan_of_tag(call->format, tag, call->bytes);
    if (!plan)
        return sf_call_fail_at(call, tag, text.data, SOCKFAM_REASON_NO_SUCH_NAME,
                               "unknown %s \"%.*s\": no variant of the format has it", tag->row->name, SF_SHOWN(text));
    return parse_plan(call, plan, p, end);
}

static int parse_one(struct sf_call *call, const struct sf_plan *plan, const void *input)
{
    const struct sockfam_span *body = input;
    return parse_plan(call, plan, body->data, body->data + body->size);
}

static int parse_with_code(struct sf_call *call, const char *p, const char *end)
{
    struct sf_driver_call driver;
    int result = sf_driver_call_begin(&driver, call);
    if (result < 0)
        return result;
    memset(call->bytes, 0, SOCKFAM_ADDRESS_MAX);
    call->length = 0;
    result = driver.code->parse(&driver.call, SF_SPAN(p, end), call->bytes, &call->length);
    result = sf_driver_call_end(&driver, "parse", result);
    return result < 0 ? result : sf_check_made(call);
}

int sf_parse_body(struct sf_call *call, struct sockfam_span body)
{
    const char *end = body.data + body.size;
    if (call->format->code & SOCKFAM_CODE_PARSE)
        return parse_with_code(call, body.data, end);
    if (call->format->plan_count == 1)
        return parse_plan(call, call->format->plans, body.data, end);
    if (call->format->plans->has_tag)
        return parse_tagged(call, body.data, end);
    bool has_colons = body.size && (*body.data == '[' || lacks_brackets(body.data, end));
    return sf_try_variants(call, has_colons, parse_one, &body);
}
