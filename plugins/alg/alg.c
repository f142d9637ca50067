/* SPDX-License-Identifier: MIT */
/* Kernel algorithms. Layout: struct sockaddr_alg, linux/if_alg.h; since Linux 4.12 a name may run on past it. */
#include <sockfam/short_names.h>

#include "constants.h"
#include "options.h"

/* clang-format off */
SOCKFAM_FORMATS({ "alg", "an algorithm of the kernel", "alg:hash,sha256", .af = 38, .size = 88, .min = 25 });
SOCKFAM_FIELDS(
    { "alg", "type", "kind: hash, skcipher, aead, rng; at most 13 bytes", TEXT, .at = 2, .size = 14, .max = 13 },
    { "alg", "name", "as in /proc/crypto, at most 103 bytes", TEXT, TAIL, .at = 24, .size = 64, .max = 103 },
    { "alg", "feat", "features, 32 bits", UINT, HEX | OPT | NAMED, .at = 16, .size = 4 },
    { "alg", "mask", "which features matter, 32 bits", UINT, HEX | OPT | NAMED, .at = 20, .size = 4 });
SOCKFAM_TUPLES(
    { "alg", "type" }, { "alg", "name", .max = 63 },
    { "alg", "feat", OPTIONAL | WRAPS }, { "alg", "mask", OPTIONAL | WRAPS });
SOCKFAM_PROTOCOLS(
    { "alg", "requests to an algorithm", "alg", "af_alg", "ALG", .type = SOCKFAM_SEQPACKET,
      .flags = SOCKFAM_PROTOCOL_DIAL_BINDS | SOCKFAM_PROTOCOL_DIAL_ACCEPTS | SOCKFAM_PROTOCOL_NAMELESS });
/* clang-format on */
SOCKFAM_CONSTANTS(ALG_CONSTANTS);
SOCKFAM_DRIVER("alg", "the kernel's algorithms: digests, ciphers, random numbers", 38);
