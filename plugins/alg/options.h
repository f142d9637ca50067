/* SPDX-License-Identifier: MIT */
/* Socket options and control messages by name; numbers and layouts: linux/if_alg.h. */
#ifndef SOCKFAM_ALG_OPTIONS_H
#define SOCKFAM_ALG_OPTIONS_H

/* clang-format off */
SOCKFAM_OPTIONS(
    SOCKFAM_OPTION_OF(ALG_SET_KEY, 279, 1, BYTES, 1024, SOCKFAM_OPTION_WRITE_ONLY, "key"),
    SOCKFAM_OPTION_OF(ALG_SET_DRBG_ENTROPY, 279, 6, BYTES, 1024, SOCKFAM_OPTION_WRITE_ONLY,
        "seed of a random number generator"),
    SOCKFAM_OPTION_OF(ALG_SET_AEAD_AUTHSIZE, 279, 5, LENGTH, 0, SOCKFAM_OPTION_WRITE_ONLY,
        "bytes of the authentication tag"),
    SOCKFAM_OPTION_OF(ALG_SET_KEY_BY_KEY_SERIAL, 279, 7, INT, 0, SOCKFAM_OPTION_WRITE_ONLY,
        "number of a key in the kernel's keyring"));

SOCKFAM_MESSAGES(
    SOCKFAM_OPTION_OF(ALG_SET_OP, 279, 3, U32, 0, SOCKFAM_OPTION_WRITE_ONLY, "ALG_OP_ENCRYPT or ALG_OP_DECRYPT"),
    SOCKFAM_OPTION_OF(ALG_SET_IV, 279, 2, COUNTED, 256, SOCKFAM_OPTION_WRITE_ONLY, "initial vector"),
    SOCKFAM_OPTION_OF(ALG_SET_AEAD_ASSOCLEN, 279, 4, U32, 0, SOCKFAM_OPTION_WRITE_ONLY, "bytes of associated data"));
/* clang-format on */

#endif
