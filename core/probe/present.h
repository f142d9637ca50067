/* SPDX-License-Identifier: MIT */
/* What the kernel says of itself, without being asked for a socket. */
#ifndef SF_PROBE_PRESENT_H
#define SF_PROBE_PRESENT_H

#include <stdbool.h>
#include <stddef.h>

#include <sockfam/table.h>

#include "core/sys/sys.h"

/* The contents of /proc/net/protocols. */
struct sf_present {
    const struct sf_sys *sys;
    char *text;
    size_t size;
    int code; /* the errno of reading it, 0: it was read */
};

/* 0 also if the file cannot be read; -ENOMEM. sf_present_deinit() frees, after failure too. */
int sf_present_init(struct sf_present *present, const struct sf_sys *sys);
void sf_present_deinit(struct sf_present *present);

/* Whether opening a socket of this protocol loads no module, because there is evidence that the kernel has it. */
bool sf_present_has(const struct sf_present *present, const struct sockfam_protocol_row *protocol);

#endif
