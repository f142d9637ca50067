/* SPDX-License-Identifier: MIT */
/*
 * Evidence that a protocol is in the kernel. /proc/net/protocols has a line for each that is registered, beginning with
 * its name; a module that is loaded has a folder in /sys/module, one that is built in need not. Their absence proves
 * nothing, except that opening a socket might make the kernel look for a module.
 */
#include "core/probe/present.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PROTOCOLS "/proc/net/protocols"
#define ROOM 65536 /* bytes; a line has some 120 */

static int read_protocols(struct sf_present *present, char *text)
{
    int fd = present->sys->open(PROTOCOLS, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno;
    int code = 0;
    while (code == 0 && present->size < ROOM) {
        ssize_t got = present->sys->pread(fd, text + present->size, ROOM - present->size, (off_t)present->size);
        if (got == 0)
            break;
        if (got > 0)
            present->size += (size_t)got;
        else if (errno != EINTR)
            code = errno;
    }
    present->sys->close(fd);
    return code;
}

int sf_present_init(struct sf_present *present, const struct sf_sys *sys)
{
    *present = (struct sf_present){ .sys = sys, .text = malloc(ROOM) };
    if (!present->text)
        return -ENOMEM;
    present->code = read_protocols(present, present->text);
    return 0;
}

void sf_present_deinit(struct sf_present *present)
{
    free(present->text);
    present->text = NULL;
}

/* Whether a line begins with this word. */
static bool is_listed(const struct sf_present *present, const char *name)
{
    size_t size = strlen(name);
    const char *at = present->text, *end = present->text + present->size;
    while (at < end) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        size_t length = (size_t)((newline ? newline : end) - at);
        if (length > size && memcmp(at, name, size) == 0 && at[size] == ' ')
            return true;
        at += length + 1;
    }
    return false;
}

static bool is_loaded(const struct sf_present *present, const char *module)
{
    char path[64];
    struct stat status;
    snprintf(path, sizeof(path), "/sys/module/%s", module);
    for (char *at = path + strlen("/sys/module/"); *at != '\0'; at++)
        *at = *at == '-' ? '_' : *at;
    return present->sys->stat(path, &status) == 0;
}

bool sf_present_has(const struct sf_present *present, const struct sockfam_protocol_row *protocol)
{
    if (protocol->proc[0] == '\0' && protocol->module[0] == '\0')
        return true;
    if (protocol->proc[0] != '\0' && is_listed(present, protocol->proc))
        return true;
    return protocol->proc[0] == '\0' && is_loaded(present, protocol->module);
}
