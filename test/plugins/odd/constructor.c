/* SPDX-License-Identifier: MIT */
/* Two functions that end the process when the file is loaded; so it must not be. */
#include <unistd.h>

#include "odd.h"

__attribute__((constructor)) static void first(void)
{
    _exit(99);
}

__attribute__((constructor)) static void second(void)
{
    _exit(98);
}

ODD_FORMATS;
ODD_FIELDS;
ODD_CONSTANTS;
ODD_DRIVER;
