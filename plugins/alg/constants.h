/* SPDX-License-Identifier: MIT */
/*
 * Constants of the kernel's algorithms; numbers: linux/if_alg.h.
 *
 * CPython exports three names that no kernel ever had: ALG_SET_PUBKEY, ALG_OP_SIGN and ALG_OP_VERIFY. They are kept,
 * with CPython's numbers, for programs that name them; the kernel refuses both operations, and takes ALG_SET_PUBKEY as
 * ALG_SET_DRBG_ENTROPY, which is the same number.
 */
#ifndef SOCKFAM_ALG_CONSTANTS_H
#define SOCKFAM_ALG_CONSTANTS_H

#define ALG_CONSTANTS(NUMBER, WORD, STRING)                                                                            \
    NUMBER(AF_ALG, 38)                                                                                                 \
    NUMBER(PF_ALG, 38)                                                                                                 \
    NUMBER(SOL_ALG, 279)                                                                                               \
    /* options of SOL_ALG and control messages */                                                                      \
    NUMBER(ALG_SET_KEY, 1)                                                                                             \
    NUMBER(ALG_SET_IV, 2)                                                                                              \
    NUMBER(ALG_SET_OP, 3)                                                                                              \
    NUMBER(ALG_SET_AEAD_ASSOCLEN, 4)                                                                                   \
    NUMBER(ALG_SET_AEAD_AUTHSIZE, 5)                                                                                   \
    NUMBER(ALG_SET_DRBG_ENTROPY, 6)                                                                                    \
    NUMBER(ALG_SET_KEY_BY_KEY_SERIAL, 7)                                                                               \
    NUMBER(ALG_SET_PUBKEY, 6)                                                                                          \
    /* values of ALG_SET_OP */                                                                                         \
    NUMBER(ALG_OP_DECRYPT, 0)                                                                                          \
    NUMBER(ALG_OP_ENCRYPT, 1)                                                                                          \
    NUMBER(ALG_OP_SIGN, 2)                                                                                             \
    NUMBER(ALG_OP_VERIFY, 3)

#endif
