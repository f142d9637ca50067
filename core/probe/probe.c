/* SPDX-License-Identifier: MIT */
/*
 * A verdict is the errno of one socket(2) read together with what was known before: the same EAFNOSUPPORT means "no
 * such thing" of a protocol that the kernel does not list, and "not for you here" of one that it does.
 */
#include <sockfam/probe.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/registry/system.h"
#include "core/registry/context.h"
#include "core/probe/present.h"

/* A number for SOCKFAM_ANY on raw sockets: internet ones take any but 0 ("reserved" there), others know 0 only. */
#define SOME_RAW_PROTOCOL 255

static int open_one(const struct sf_sys *sys, int af, int type, int protocol)
{
    int fd = sys->socket(af, type | SOCK_CLOEXEC, protocol);
    if (fd < 0)
        return errno;
    sys->close(fd);
    return 0;
}

/* The errno of opening a socket, 0: it can be. */
static int try_socket(const struct sf_sys *sys, const struct sockfam_family *family,
                      const struct sockfam_protocol_row *row)
{
    int af = (int)family->af, type = sf_type_number(row->type), code = EPROTONOSUPPORT;
    if (row->protocol != SOCKFAM_ANY)
        return open_one(sys, af, type, row->protocol);
    if (type == SOCK_RAW)
        code = open_one(sys, af, type, SOME_RAW_PROTOCOL);
    return code == EPROTONOSUPPORT ? open_one(sys, af, type, 0) : code;
}

static enum sockfam_verdict_state state_of(int code)
{
    switch (code) {
    case 0:
        return SOCKFAM_VERDICT_WORKS;
    case EPERM:
    case EACCES:
        return SOCKFAM_VERDICT_DENIED;
    case EAFNOSUPPORT:
    case EPROTONOSUPPORT:
    case ESOCKTNOSUPPORT:
    case EPROTOTYPE:
    case EINVAL:
    case ENODEV:
    case ENOSYS:
        return SOCKFAM_VERDICT_UNSUPPORTED;
    default:
        return SOCKFAM_VERDICT_FAILED;
    }
}

/* What an errno means here. */
static const char *explain(int code, bool is_present)
{
    if (code == EAFNOSUPPORT && is_present)
        return "the kernel has it, but not in this network namespace, or a sandbox hides it";
    if (code == EAFNOSUPPORT)
        return "the kernel does not have it, cannot load its module, or a sandbox hides it";
    if (code == EPROTONOSUPPORT || code == ESOCKTNOSUPPORT || code == EPROTOTYPE || code == EINVAL)
        return "the kernel has the family, but not this protocol or type of socket";
    if (code == ENODEV)
        return "the kernel has the family, but nothing below it that could carry this type of socket";
    if (code == EPERM)
        return "a privilege is missing, or a sandbox (seccomp) forbids it";
    if (code == EACCES)
        return "the system's settings allow it to others only";
    return "this says nothing about the family";
}

static void say_absent(struct sockfam_verdict *verdict, const struct sf_present *present)
{
    const struct sockfam_protocol_row *row = verdict->protocol;
    char reason[64] = "not in the kernel now";
    if (row->proc[0] == '\0')
        snprintf(reason, sizeof(reason), "no sign of it in the kernel");
    if (present->code != 0 && row->proc[0] != '\0')
        snprintf(reason, sizeof(reason), "cannot read /proc/net/protocols (%s)", sf_errno_text(present->code));
    if (row->module[0] != '\0')
        snprintf(verdict->text, sizeof(verdict->text), "%s; opening a socket would try to load the module %s", reason,
                 row->module);
    else
        snprintf(verdict->text, sizeof(verdict->text), "%s; it is in kernels that were built with it", reason);
}

static void probe_one(const struct sockfam_context *ctx, const struct sf_present *present, unsigned flags,
                      struct sockfam_verdict *verdict)
{
    bool is_present = sf_present_has(present, verdict->protocol);
    if (!sf_holds(verdict->family->on, sf_system_here)) {
        verdict->state = SOCKFAM_VERDICT_FOREIGN;
        snprintf(verdict->text, sizeof(verdict->text), "sockets of Windows; addresses work here");
        return;
    }
    if (!is_present && !(flags & SOCKFAM_PROBE_ACTIVE)) {
        verdict->state = SOCKFAM_VERDICT_ABSENT;
        say_absent(verdict, present);
        return;
    }
    verdict->code = try_socket(ctx->sys, verdict->family, verdict->protocol);
    verdict->state = state_of(verdict->code);
    if (verdict->code == 0)
        snprintf(verdict->text, sizeof(verdict->text), "works");
    else
        snprintf(verdict->text, sizeof(verdict->text), "%s: %s", sf_errno_text(verdict->code),
                 explain(verdict->code, is_present));
}

int sockfam_probe(const struct sockfam_context *ctx, const struct sockfam_family *family, unsigned flags,
                  struct sockfam_verdict *verdicts, size_t room, struct sockfam_error *error)
{
    struct sf_present present;
    sf_error_begin(error);
    if (sf_present_init(&present, ctx->sys) < 0)
        return sf_no_memory(error);
    for (size_t i = 0; i < family->protocol_count && i < room; i++) {
        memset(&verdicts[i], 0, sizeof(verdicts[i]));
        verdicts[i].family = family;
        verdicts[i].protocol = sockfam_family_protocol_at(family, i);
        probe_one(ctx, &present, flags, &verdicts[i]);
    }
    sf_present_deinit(&present);
    return (int)family->protocol_count;
}
