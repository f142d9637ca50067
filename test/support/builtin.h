/* SPDX-License-Identifier: MIT */
/* A context with one family, whose driver is linked into the test. */
#ifndef TEST_BUILTIN_H
#define TEST_BUILTIN_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sockfam/sockfam.h>

/* 0 or -1. The family must have the format. */
static inline int open_builtin(struct sockfam_context **ctx, const char *family, const char *format)
{
    char config[] = "/tmp/sockfam-builtin-XXXXXX";
    int fd = mkstemp(config);
    if (fd < 0)
        return -1;
    int size = dprintf(fd, "{\"version\":1,\"families\":{\"%s\":{\"plugin\":\"builtin\"}}}", family);
    close(fd);
    int result = size > 0 ? sockfam_context_open(ctx, config, NULL) : -1;
    unlink(config);
    return result < 0 || !sockfam_format_find(*ctx, format) ? -1 : 0;
}

#endif
