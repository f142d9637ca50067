/* SPDX-License-Identifier: MIT */
/*
 * All that a driver's author needs. A driver is tables, most often nothing else:
 *
 *     #include <sockfam/short_names.h>
 *     #include "constants.h"
 *
 *     SOCKFAM_FORMATS({ "vsock", "a port of a virtual machine", "vsock:2:1024", .af = 40, .size = 16, .min = 16 });
 *     SOCKFAM_FIELDS(
 *         { "vsock", "cid", "context id of the machine", UINT, WORD, .at = 8, .size = 4, .set = CID },
 *         { "vsock", "port", "port", UINT, WORD, .at = 4, .size = 4, .sep = ':', .set = PORT });
 *     SOCKFAM_PROTOCOLS({ "stream", "ordered bytes", "vsock", "vsock", "AF_VSOCK", .type = SOCKFAM_STREAM });
 *     SOCKFAM_CONSTANTS(VSOCK_CONSTANTS);
 *     SOCKFAM_DRIVER("vsock", "virtual machines and their host", 40);
 *
 * <sockfam/table.h> says what each member means; <sockfam/short_names.h> is this header, and UINT for SOCKFAM_KIND_UINT
 * and the like. Compiled as it is, the tables become ELF notes of a plugin; compiled with -DSOCKFAM_BUILTIN=<name> the
 * same bytes become a builtin. Link a plugin with -nostartfiles and -Wl,--no-undefined: it needs nothing of the core.
 * Each macro may stand once in a driver, SOCKFAM_DRIVER must.
 */
#ifndef SOCKFAM_DRIVER_H
#define SOCKFAM_DRIVER_H

#include <stddef.h>
#include <stdint.h>

#include <sockfam/error.h>
#include <sockfam/table.h>
#include <sockfam/value.h>
#include <sockfam/version.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Services of the core, lent to a driver's code. Valid for the process's life. Check `size` before using a member that
 * a later minor added.
 */
struct sockfam_host {
    uint32_t size; /* bytes of this struct as the core knows it */
    /*
     * Records what went wrong; the first record of a call wins. `kind` is an enum sockfam_error_kind, `code` as that
     * kind says. `message` is copied. Returns what the driver's function shall return: -code for OS errors, else
     * -EINVAL.
     */
    int (*fail)(struct sockfam_error *error, uint32_t kind, int32_t code, const char *message);
};

/* What every function of a driver is told. Valid during the call only. */
struct sockfam_call {
    const struct sockfam_host *host;
    struct sockfam_error *error; /* for host->fail, never NULL */
    uint32_t flags;              /* SOCKFAM_NO_LOOKUP, SOCKFAM_DISPLAY: what the caller asked for */
    uint32_t reserved;
};

/*
 * Functions that stand in for the core's engine, one set a format; NULL: the engine does it. The format's row says with
 * SOCKFAM_CODE_* which are there. All return 0 or a negative errno after host->fail; they keep no state, allocate
 * nothing, print nothing, may be called from several threads at once, and leave their outputs untouched on failure.
 * No lock is held while they run. Lengths are bytes. What they answer is checked: a positive result, a failure without
 * host->fail, success after it, text or values that were not written or lie elsewhere are the plugin's error.
 */
struct sockfam_format_code {
    char format[SOCKFAM_NAME_SIZE]; /* a format of the driver's tables */

    /*
     * Turns a name that is not a literal of the field's kind (a host name) into the field's bytes, inside a sockaddr of
     * `length` bytes that is otherwise zero but for its family. The core takes over the field, and the scope id at its
     * zone_at. May block; is not called when the caller refuses lookups.
     */
    int (*lookup)(const struct sockfam_call *call, const char *field, struct sockfam_span name, void *sockaddr,
                  size_t length);

    /* From the text behind the scheme to a sockaddr in `sockaddr`, which has SOCKFAM_ADDRESS_MAX zeroed bytes. */
    int (*parse)(const struct sockfam_call *call, struct sockfam_span body, void *sockaddr, size_t *length);

    /*
     * From a sockaddr to the text behind the scheme, of bytes 0x21 to 0x7e, without NUL. Sets *need always; writes only
     * if *need <= size.
     */
    int (*print)(const struct sockfam_call *call, const void *sockaddr, size_t length, char *text, size_t size,
                 size_t *need);

    /* From Python's tuple to a sockaddr, as for parse. */
    int (*encode)(const struct sockfam_call *call, const struct sockfam_value *values, size_t count, void *sockaddr,
                  size_t *length);

    /*
     * From a sockaddr to Python's tuple, at most SOCKFAM_FIELDS_MAX values. Spans point into the sockaddr or into
     * `scratch`, which has SOCKFAM_SCRATCH_SIZE bytes.
     */
    int (*decode)(const struct sockfam_call *call, const void *sockaddr, size_t length, struct sockfam_value *values,
                  size_t *count, char *scratch);
};

/* What a plugin with SOCKFAM_HEAD_CODE exports under the name `sockfam_code_v1`. Lives as long as the plugin. */
struct sockfam_code_v1 {
    uint32_t size;        /* bytes of this struct as the driver knows it */
    uint32_t format_size; /* bytes of one element of `formats` as the driver knows it */
    uint32_t count;       /* elements of `formats` */
    uint32_t reserved;
    const struct sockfam_format_code *formats;
};

#ifdef __cplusplus
}
#endif

#include <sockfam/note.h> /* SOCKFAM_FORMATS() to SOCKFAM_DRIVER() */

#endif
