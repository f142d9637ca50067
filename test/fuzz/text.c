/* SPDX-License-Identifier: MIT */
/* Fuzz target: any bytes as the text of an address. */
#include "fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct sockfam_context *ctx = fuzz_context();
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    struct sockfam_address address, untouched;
    memset(&untouched, 0x5a, sizeof(untouched));
    address = untouched;
    int result = sockfam_address_parse(ctx, (const char *)data, size, SOCKFAM_NO_LOOKUP, &address, &error);
    if (result == 0) {
        fuzz_check(error.kind == SOCKFAM_ERROR_NONE, &error);
        fuzz_laws(ctx, &address, 1);
    } else {
        fuzz_refusal(result, &error, size);
        fuzz_check(memcmp(&address, &untouched, sizeof(address)) == 0, &error);
        fuzz_check(sockfam_address_parse(ctx, (const char *)data, size, SOCKFAM_NO_LOOKUP, &address, NULL) == result,
                   &error);
    }
    return 0;
}
