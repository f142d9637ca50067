/* SPDX-License-Identifier: MIT */
/* What is ordinary about the odd plugins: a driver "odd" of one format with the numbers of nobody. */
#ifndef ODD_H
#define ODD_H

#include <sockfam/short_names.h>

#define ODD_AF 211
#define ODD_FORMAT                                                                                                     \
    { "odd", "an odd address", "odd:1:2", .af = ODD_AF, .size = 16, .min = 16 }
#define ODD_FIELD                                                                                                      \
    { "odd", "port", "port", UINT, .at = 4, .size = 4 }
#define ODD_SECOND                                                                                                     \
    { "odd", "node", "node", UINT, .at = 8, .size = 4, .sep = ':' }
#define ODD_PROTOCOL                                                                                                   \
    { "stream", "ordered bytes", "odd", .type = SOCKFAM_STREAM }
#define ODD_CONSTANT_LIST(NUMBER, WORD, STRING) NUMBER(ODD_ONE, 1) NUMBER(ODD_TWO, 2)

#define ODD_FORMATS SOCKFAM_FORMATS(ODD_FORMAT)
#define ODD_FIELDS SOCKFAM_FIELDS(ODD_FIELD, ODD_SECOND)
#define ODD_PROTOCOLS SOCKFAM_PROTOCOLS(ODD_PROTOCOL)
#define ODD_CONSTANTS SOCKFAM_CONSTANTS(ODD_CONSTANT_LIST)
#define ODD_DRIVER SOCKFAM_DRIVER("odd", "a plugin of the zoo", ODD_AF)

/* Of a driver that was built for the next minor. */
#define ODD_NEWER_HEAD                                                                                                 \
    {                                                                                                                  \
        .name = "odd", .doc = "a plugin of the zoo", .abi_major = SOCKFAM_ABI_MAJOR,                                   \
        .abi_minor_max = SOCKFAM_ABI_MINOR + 1, .af = ODD_AF                                                           \
    }
#define ODD_NEWER_DRIVER SOCKFAM_NOTE(head, SOCKFAM_RECORD_HEAD, struct sockfam_head_row, ODD_NEWER_HEAD)

#endif
