/* SPDX-License-Identifier: MIT */
/* Whether a family works on this machine, and if not, why. <sockfam/sockfam.h> includes it. */
#ifndef SOCKFAM_PROBE_H
#define SOCKFAM_PROBE_H

#include <stddef.h>
#include <stdint.h>

#include <sockfam/error.h>
#include <sockfam/table.h>
#include <sockfam/version.h>

#ifdef __cplusplus
extern "C" {
#endif

struct sockfam_context;
struct sockfam_family;

enum sockfam_verdict_state {
    SOCKFAM_VERDICT_WORKS = 1,       /* a socket was opened */
    SOCKFAM_VERDICT_ABSENT = 2,      /* not in the kernel now; no socket was opened, because that might load a module */
    SOCKFAM_VERDICT_UNSUPPORTED = 3, /* opening one failed: the kernel, or this part of it, does not have it */
    SOCKFAM_VERDICT_DENIED = 4,      /* the kernel has it, this process may not use it */
    SOCKFAM_VERDICT_FAILED = 5,      /* opening one failed for a reason that says nothing about the family */
    SOCKFAM_VERDICT_FOREIGN = 6      /* it belongs to another operating system; no socket was opened */
};

#define SOCKFAM_VERDICT_TEXT_SIZE 200

/* What became of one protocol of a family. Plain data. */
struct sockfam_verdict {
    const struct sockfam_family *family;
    const struct sockfam_protocol_row *protocol; /* of the family's driver */
    uint32_t state;                              /* enum sockfam_verdict_state */
    int32_t code;                                /* the errno of socket(2), 0: it succeeded or was not called */
    char text[SOCKFAM_VERDICT_TEXT_SIZE];        /* one line for people */
    uint32_t reserved[10];
};

#define SOCKFAM_PROBE_ACTIVE 1u /* open sockets of families that are not in the kernel too: that loads modules */

/*
 * Probes each protocol of a usable family, in the order of its rows, by opening a socket and closing it again. Without
 * SOCKFAM_PROBE_ACTIVE only what is in the kernel already is opened: what /proc/net/protocols or /sys/module lists, or
 * what is always built in. Sends nothing, binds nothing, may block while a module is loaded. Returns the number of
 * protocols; the first `room` verdicts are written. Fails on ENOMEM.
 */
SOCKFAM_API int sockfam_probe(const struct sockfam_context *ctx, const struct sockfam_family *family, unsigned flags,
                              struct sockfam_verdict *verdicts, size_t room, struct sockfam_error *error)
    SOCKFAM_NONNULL(1, 2);

#ifdef __cplusplus
}
#endif

#endif
