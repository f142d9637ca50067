/* SPDX-License-Identifier: MIT */
/* What the shapes of an address share: whole bodies in and out, raw addresses, drivers' own functions. */
#ifndef SF_ADDRESS_ADDRESS_H
#define SF_ADDRESS_ADDRESS_H

#include "core/base/text.h"
#include "core/address/call.h"

/* Reads text with its scheme, as sockfam_address_parse() does; positions of errors count from call->text. */
int sf_address_read(const struct sf_call *call, struct sockfam_span text, struct sockfam_address *address);

/* The text behind the scheme into call->bytes and call->length. */
int sf_parse_body(struct sf_call *call, struct sockfam_span body);

/* Prints what stands behind the scheme at `out`, which has the plan's text_max bytes; returns the end. */
char *sf_print_body(const struct sf_call *call, char *out);

/*
 * Reads into the first variant that takes the input. `has_colons`: what is read has an IPv6 literal where an address
 * stands, if it has a literal at all.
 */
int sf_try_variants(struct sf_call *call, bool has_colons,
                    int (*read)(struct sf_call *call, const struct sf_plan *plan, const void *input),
                    const void *input);

/* Refuses a format of structs, which are no addresses and may be larger than any. NULL is the raw format. */
int sf_check_format(const struct sockfam_format *format, struct sockfam_error *error);

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

/* One field by its name, of an address or a struct; text and bytes go to `scratch`. */
int sf_call_get(const struct sf_call *call, const char *name, struct sockfam_value *value, char *scratch, size_t size);

/* "raw:family=N,data=HEX" and back; `text` stands behind the scheme, `out` has room for 300 characters. */
int sf_raw_parse(struct sf_call *call, struct sockfam_span body);
char *sf_raw_print(const struct sockfam_address *address, char *out);

/* Whether the bytes are canonical for the plan, and how long they then are: 0, or -EINVAL without an error text. */
int sf_bytes_canonical(struct sf_call *call, size_t received);

/* Bytes of an address that are there, whatever its length says. */
static inline size_t sf_address_length(const struct sockfam_address *address)
{
    return address->length < SOCKFAM_ADDRESS_MAX ? address->length : SOCKFAM_ADDRESS_MAX;
}

/*
 * An address to read from. Whatever stands in it, nothing beyond its bytes is looked at: plan NULL if no variant of its
 * format fits them, and then it is treated as raw.
 */
static inline void sf_call_open(struct sf_call *call, const struct sockfam_context *ctx,
                                const struct sockfam_address *address, unsigned flags, struct sockfam_error *error)
{
    *call = (struct sf_call){ .ctx = ctx, .flags = flags, .error = error, .length = sf_address_length(address) };
    call->bytes = (uint8_t *)(uintptr_t)address->bytes; /* never written through */
    if (!address->format)
        return;
    call->format = sf_format_of(address->format);
    if (call->format->is_struct)
        return;
    call->plan = sf_plan_of_bytes(call->format, address->bytes, call->length);
}

#endif
