/* SPDX-License-Identifier: MIT */
/*
 * Fuzz target: any bytes as what a kernel returned. Input: a format's name, ':', one byte, the sockaddr. The byte says
 * how many bytes more than those the kernel claims to have had (low 4 bits), and whether the sockaddr's family is put
 * right (0x10), which a fuzzer would need long to find. An unknown name stands for the n-th format.
 */
#include "fuzz.h"

#include <string.h>

#define SET_FAMILY 0x10

static const struct sockfam_format *nth_format(const struct sockfam_context *ctx, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < sockfam_family_count(ctx); i++)
        count += sockfam_family_at(ctx, i)->format_count;
    n %= count;
    for (size_t i = 0; i < sockfam_family_count(ctx); i++) {
        const struct sockfam_family *family = sockfam_family_at(ctx, i);
        if (n < family->format_count)
            return family->formats[n];
        n -= family->format_count;
    }
    return NULL;
}

static const struct sockfam_format *choose_format(const struct sockfam_context *ctx, const uint8_t *data, size_t size)
{
    char name[SOCKFAM_NAME_SIZE] = "";
    if (size < sizeof(name))
        memcpy(name, data, size);
    const struct sockfam_format *format = sockfam_format_find(ctx, name);
    return format || size == 0 ? format : nth_format(ctx, data[0]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct sockfam_context *ctx = fuzz_context();
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    struct sockfam_address address;
    const uint8_t *colon = memchr(data, ':', size);
    if (!colon || data + size - colon < 2)
        return 0;
    const struct sockfam_format *format = choose_format(ctx, data, (size_t)(colon - data));
    uint8_t how = colon[1];
    uint8_t bytes[300];
    size_t length = (size_t)(data + size - colon) - 2;
    length = length < sizeof(bytes) ? length : sizeof(bytes);
    memcpy(bytes, colon + 2, length);
    if ((how & SET_FAMILY) && format && length >= 2)
        memcpy(bytes, &sockfam_format_variant_at(format, (how >> 5) % format->variant_count)->af, 2);
    size_t received = length + (how & 15);
    int result = sockfam_address_from_bytes(ctx, format, bytes, length, received, &address, &error);
    if (result < 0) {
        fuzz_refusal(result, &error, 0);
        fuzz_check(length > SOCKFAM_ADDRESS_MAX, &error);
        return 0;
    }
    fuzz_check(address.received == received, NULL);
    fuzz_laws(ctx, &address, 0);
    return 0;
}
