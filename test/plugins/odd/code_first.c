/* SPDX-License-Identifier: MIT */
/*
 * Code as the first release compiled it, whatever has been added since: 24 and 56 bytes, with 4-byte pointers 20
 * and 36.
 */
#include "code.h"

struct first_code {
    uint32_t size, format_size, count, reserved;
    const void *formats;
};

struct first_format_code {
    char format[16];
    const void *lookup, *parse, *print, *encode, *decode;
};

ODD_CODE_FORMATS;
SOCKFAM_HEAD("odd", "a plugin of the zoo", SOCKFAM_HEAD_CODE, ODD_AF);
static const struct first_format_code functions[] = { { .format = "odd", .lookup = (const void *)odd_lookup } };
SOCKFAM_API const struct first_code sockfam_code_v1_first __asm__("sockfam_code_v1");
const struct first_code sockfam_code_v1_first = { sizeof(struct first_code), sizeof(functions[0]), 1, 0, functions };
