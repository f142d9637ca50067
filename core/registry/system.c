/* SPDX-License-Identifier: MIT */
/* What this library was built for decides which system it is; a row's mask is compared with that group by group. */
#include "core/registry/system.h"

#include <stddef.h>

#if defined(__alpha__)
#define NUMBERS SOCKFAM_ON_ALPHA
#elif defined(__mips__)
#define NUMBERS SOCKFAM_ON_MIPS
#elif defined(__hppa__)
#define NUMBERS SOCKFAM_ON_PARISC
#elif defined(__sparc__)
#define NUMBERS SOCKFAM_ON_SPARC
#else
#define NUMBERS SOCKFAM_ON_USUAL
#endif

const uint32_t sf_system_here = SOCKFAM_ON_LINUX | (sizeof(void *) == 8 ? SOCKFAM_ON_LP64 : SOCKFAM_ON_ILP32) | NUMBERS;

bool sf_holds(uint32_t on, uint32_t system)
{
    static const uint32_t groups[] = { SOCKFAM_ON_SYSTEMS, SOCKFAM_ON_SIZES, SOCKFAM_ON_NUMBERS };
    for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++)
        if ((on & groups[i]) && !(on & groups[i] & system))
            return false;
    return true;
}
