/* SPDX-License-Identifier: MIT */
/* Random numbers for tests: the same ones for the same seed on every machine (splitmix64). */
#ifndef SUPPORT_RANDOM_H
#define SUPPORT_RANDOM_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct random {
    uint64_t state;
};

static inline uint64_t random_next(struct random *random)
{
    uint64_t z = (random->state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* From 0 to below `end`. */
static inline uint64_t random_below(struct random *random, uint64_t end)
{
    return random_next(random) % end;
}

/* A random stream of its own for a test: from SOCKFAM_SEED if that is set, and from `name`. */
static inline struct random random_for(const char *name)
{
    const char *wanted = getenv("SOCKFAM_SEED");
    struct random random = { wanted ? strtoull(wanted, NULL, 0) : UINT64_C(0x5eed) };
    for (; *name; name++)
        random.state = (random.state ^ (uint8_t)*name) * UINT64_C(0x100000001b3);
    return random;
}

/* How often to try: `often`, or `seldom` under a sanitizer; SOCKFAM_RANDOM overrides both. */
static inline unsigned long random_times(unsigned long often, unsigned long seldom)
{
    const char *wanted = getenv("SOCKFAM_RANDOM");
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
    often = seldom;
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    often = seldom;
#endif
    (void)seldom;
    return wanted ? strtoul(wanted, NULL, 0) : often;
}

#endif
