/* SPDX-License-Identifier: MIT */
/* One field at a time: values and text into the sockaddr, and back. */
#ifndef SF_ADDRESS_FIELD_H
#define SF_ADDRESS_FIELD_H

#include <string.h>

#include "core/address/plan.h"

/* For "%.*s" in messages: at most 80 bytes of a text. */
#define SF_SHOWN(span) (int)((span).size < 80 ? (span).size : 80), (span).data ? (span).data : ""

/* The name of the call's format, for messages. */
static inline const char *sf_call_name(const struct sf_call *call)
{
    return call->format->format.name;
}

#define SF_SHORT 32 /* most sockaddrs fit: moving a fixed number of bytes is a few instructions, not a call */

/* Starts a sockaddr of the plan: its family, zeros, its usual length. */
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
    sf_family_put(call->bytes, plan->family);
}

/* Ends it: defaults of what was not given; an error if something required was not. */
int sf_call_complete(struct sf_call *call);
static inline int sf_call_finish(struct sf_call *call)
{
    const struct sf_plan *plan = call->plan;
    return (plan->required | plan->defaulted) & ~call->given ? sf_call_complete(call) : 0;
}

/* The position of text for errors. */
static inline uint64_t sf_call_position(const struct sf_call *call, const char *at)
{
    return call->text ? (uint64_t)(at - call->text) : 0;
}

/* An error about a piece of text (with its position) or about a value (without). `at` may be NULL. */
#define SF_CALL_FAIL(call, at, kind, code, ...)                                                                        \
    ((call)->text && (at)                                                                                              \
         ? sf_fail_at((call)->error, kind, code, sf_call_position(call, at), __VA_ARGS__)                              \
         : sf_fail((call)->error, kind, code, __VA_ARGS__))

/* Sets a field to a value as Python's tuple has it. All checks are here; the call's length grows with the field. */
int sf_field_put(struct sf_call *call, const struct sf_op *op, const struct sockfam_value *value);

/* Sets an integer field to a number read from text, `negative` with its magnitude in `number`. */
int sf_field_put_number(struct sf_call *call, const struct sf_op *op, uint64_t number, bool negative, const char *at);

/*
 * Sets a field from the text that stands for it in the address syntax: numbers, words, #index, @abstract. %XX is undone
 * where the field's kind allows it.
 */
int sf_field_read(struct sf_call *call, const struct sf_op *op, struct sockfam_span text);

/* Prints a field's value as text has it at `out`, which has room for it; returns the end. */
char *sf_field_print(const struct sf_call *call, const struct sf_op *op, char *out);

/* Bytes of a TEXT, BYTES or PATH field in a canonical sockaddr. */
size_t sf_field_extent(const struct sf_call *call, const struct sf_op *op);

/* A field's value as Python's tuple has it. Text is made at *scratch, which moves on. */
void sf_field_get(const struct sf_call *call, const struct sf_op *op, struct sockfam_value *value, char **scratch);

/* The name of an interface at `name` of IF_NAMESIZE bytes, or NULL: none, not plain text, or not to be asked. */
const char *sf_interface_name(const struct sf_call *call, uint32_t index, char *name);
/* The index of an interface, unless lookups are refused. */
int sf_interface_index(const struct sf_call *call, const struct sf_op *op, struct sockfam_span name, uint32_t *index);

/* Turns a host name into the field's bytes through the driver's code. */
int sf_field_lookup(struct sf_call *call, const struct sf_op *op, struct sockfam_span name);

/* core/address/identifier.c: text forms of bdaddr and guid. false: not of that form. */
bool sf_bdaddr_read(const char *text, size_t size, uint8_t out[6]);
char *sf_bdaddr_print(char *out, const uint8_t bytes[6]);
bool sf_guid_read(const char *text, size_t size, uint8_t out[16]);
char *sf_guid_print(char *out, const uint8_t bytes[16]);

#endif
