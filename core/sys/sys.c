/* SPDX-License-Identifier: MIT */
/* The real system. */
#include "core/sys/sys.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <net/if.h>
#include <stdlib.h>
#include <unistd.h>

static int open_file(const char *path, int flags)
{
    return open(path, flags);
}

const struct sf_sys sf_sys_default = {
    .if_nametoindex = if_nametoindex,
    .if_indextoname = if_indextoname,
    .open = open_file,
    .fstat = fstat,
    .pread = pread,
    .close = close,
    .dlopen = dlopen,
    .dlsym = dlsym,
    .dlerror = dlerror,
    .secure_getenv = secure_getenv,
};
