/* SPDX-License-Identifier: MIT */
/* What the shapes of an address share: whole bodies in and out, raw addresses, drivers' own functions. */
#ifndef SF_ADDRESS_ADDRESS_H
#define SF_ADDRESS_ADDRESS_H

#include "core/address/field.h"

/* The text behind the scheme into call->bytes and call->length. */
int sf_parse_body(struct sf_call *call, struct sockfam_span body);

/* After a driver's own function made a sockaddr: refuses a length or family that cannot be. */
int sf_check_made(struct sf_call *call);

/* A finished call's sockaddr, in a buffer of SOCKFAM_ADDRESS_MAX, becomes the caller's address. */
static inline void sf_address_set(struct sockfam_address *address, const struct sf_format *format,
                                  const uint8_t *bytes, size_t length)
{
    address->format = format ? &format->format : NULL;
    address->length = (uint32_t)length;
    address->received = (uint32_t)length;
    address->reserved[0] = address->reserved[1] = 0;
    if (length <= SF_SHORT)
        memcpy(address->bytes, bytes, SF_SHORT);
    else
        memcpy(address->bytes, bytes, length);
}

/* "raw:family=N,data=HEX" and back; `text` stands behind the scheme, `out` has room for 300 characters. */
int sf_raw_parse(struct sf_call *call, struct sockfam_span body);
char *sf_raw_print(const struct sockfam_address *address, char *out);

/* Copies finished text and a NUL into the caller's buffer if it fits; *need (may be NULL) is always set. */
int sf_give_text(const char *text, size_t length, char *out, size_t size, size_t *need, struct sockfam_error *error);

/* Whether the bytes are canonical for the plan, and how long they then are: 0, or -EINVAL without an error text. */
int sf_bytes_canonical(struct sf_call *call, size_t received);

/* An address whose bytes the table's plan takes apart; plan NULL if its driver's code alone understands it. */
static inline void sf_call_open(struct sf_call *call, const struct sockfam_context *ctx, const struct sockfam_address *address,
                                unsigned flags, struct sockfam_error *error)
{
    *call = (struct sf_call){ .ctx = ctx, .flags = flags, .error = error, .length = address->length };
    call->bytes = (uint8_t *)(uintptr_t)address->bytes; /* never written through */
    if (!address->format)
        return;
    call->format = sf_format_of(address->format);
    call->plan = sf_plan_of_bytes(call->format, address->bytes, address->length);
}

#endif
