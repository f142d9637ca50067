/* SPDX-License-Identifier: MIT */
/*
 * Addresses that no driver takes apart, kept byte for byte: raw:family=N,data=HEX. Data is what follows the two bytes
 * of the family. Without a family there are fewer than two bytes, and data is all there is.
 */
#include "core/address/address.h"
#include "core/base/number.h"

static int read_family(struct sf_call *call, struct sockfam_span text)
{
    uint64_t family;
    bool negative;
    call->at = text.data;
    enum sf_number read = sf_read_number(text.data, text.size, &family, &negative);
    if (read == SF_NUMBER_HUGE || (read == SF_NUMBER_OK && (negative || family > UINT16_MAX)))
        return sf_call_fail(call, NULL, SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_RANGE,
                            "family must be 0 to 65535, and %.*s is not", SF_SHOWN(text));
    if (read != SF_NUMBER_OK)
        return sf_call_fail_at(call, NULL, text.data, SOCKFAM_REASON_SYNTAX, "family must be a number from 0 to 65535");
    const uint16_t af = (uint16_t)family;
    memcpy(call->bytes, &af, sizeof(af));
    call->length = 2;
    return 0;
}

static int read_data(struct sf_call *call, struct sockfam_span text)
{
    bool has_family = call->length == 2;
    const char *end = text.data + text.size;
    call->at = text.data;
    for (const char *p = text.data; p < end; p += 2) {
        int byte = end - p > 1 ? sf_hex_pair(p) : -1;
        if (byte < 0)
            return sf_call_fail_at(call, NULL, p, SOCKFAM_REASON_SYNTAX, "data must be hexadecimal, two digits a byte");
        if (call->length == SOCKFAM_ADDRESS_MAX)
            return sf_call_fail(call, NULL, SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_TOO_LONG,
                                "an address has at most %d bytes", SOCKFAM_ADDRESS_MAX);
        call->bytes[call->length++] = (uint8_t)byte;
    }
    if (!has_family && call->length > 1)
        return sf_call_fail_at(call, NULL, text.data, SOCKFAM_REASON_TOO_LONG,
                               "without family, data is at most 1 byte");
    return 0;
}

static bool takes(struct sockfam_span *rest, const char *prefix)
{
    size_t size = strlen(prefix);
    if (rest->size < size || memcmp(rest->data, prefix, size) != 0)
        return false;
    rest->data += size;
    rest->size -= size;
    return true;
}

int sf_raw_parse(struct sf_call *call, struct sockfam_span body)
{
    struct sockfam_span rest = body;
    call->length = 0;
    memset(call->bytes, 0, SOCKFAM_ADDRESS_MAX);
    if (rest.size == 0)
        return 0;
    if (takes(&rest, "family=")) {
        const char *comma = memchr(rest.data, ',', rest.size);
        const char *end = comma ? comma : rest.data + rest.size;
        int result = read_family(call, SF_SPAN(rest.data, end));
        if (result < 0 || !comma)
            return result;
        rest = SF_SPAN(comma + 1, rest.data + rest.size);
    }
    if (!takes(&rest, "data="))
        return sf_call_fail_at(call, NULL, rest.data, SOCKFAM_REASON_SYNTAX, "write raw:family=NUMBER,data=HEX");
    return read_data(call, rest);
}

char *sf_raw_print(const struct sockfam_address *address, char *out)
{
    size_t length = sf_address_length(address), skip = length >= 2 ? 2 : 0;
    memcpy(out, "raw:", 4);
    out += 4;
    if (skip) {
        memcpy(out, "family=", 7);
        out = sf_print_decimal(out + 7, sf_family_of(address->bytes));
    }
    if (length <= skip)
        return out;
    if (skip)
        *out++ = ',';
    memcpy(out, "data=", 5);
    return sf_print_bytes(out + 5, address->bytes + skip, length - skip);
}
