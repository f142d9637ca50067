/* SPDX-License-Identifier: MIT */
/* A function that we do not know. */
#include "code.h"

struct new_format_code {
    struct sockfam_format_code known;
    int (*paint)(void);
};

static int paint(void)
{
    return 0;
}

ODD_CODE_FORMATS;
SOCKFAM_HEAD("odd", "a plugin of the zoo", SOCKFAM_HEAD_CODE, ODD_AF);
static const struct new_format_code functions[] = { { { "odd", .lookup = odd_lookup }, paint } };
SOCKFAM_API const struct sockfam_code_v1 sockfam_code_v1 = { sizeof(struct sockfam_code_v1), sizeof(functions[0]), 1, 0,
                                                             &functions[0].known };
