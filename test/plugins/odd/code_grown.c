/* SPDX-License-Identifier: MIT */
/* Code of a driver from after us that has none of what came then: a longer object, a longer element. */
#include "code.h"

struct new_format_code {
    struct sockfam_format_code known;
    int (*paint)(void);
};

ODD_CODE_FORMATS;
SOCKFAM_HEAD("odd", "a plugin of the zoo", SOCKFAM_HEAD_CODE, ODD_AF);
static const struct new_format_code functions[] = { { { "odd", .lookup = odd_lookup }, NULL } };
struct new_code {
    struct sockfam_code_v1 known;
    const void *colours;
};
SOCKFAM_API const struct new_code sockfam_code_v1_grown __asm__("sockfam_code_v1");
const struct new_code sockfam_code_v1_grown = {
    { sizeof(struct new_code), sizeof(functions[0]), 1, 0, &functions[0].known }, NULL
};
