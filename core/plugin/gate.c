/* SPDX-License-Identifier: MIT */
/*
 * The ABI of a driver against ours. A core of minor N understands drivers of every minor up to N; a driver says the
 * lowest and the highest minor it can live with. Features are bits that the core must know before a driver's rows mean
 * what it thinks they mean.
 */
#include "core/plugin/gate.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

#include <sockfam/version.h>

#include "core/base/error.h"

static int refuse(const struct sockfam_head_row *head, const char *source, struct sockfam_error *error, bool is_newer,
                  const char *format, va_list args)
{
    char text[SOCKFAM_ERROR_MESSAGE_SIZE], minor[32] = "";
    vsnprintf(text, sizeof(text), format, args);
    if (head->abi_minor_max > SOCKFAM_ABI_MINOR)
        snprintf(minor, sizeof(minor), " (ABI minor %u)", head->abi_minor_max);
    return sf_fail_plugin(error, SOCKFAM_STAGE_GATE, source, 0, "%.400s%s%s", text,
                          is_newer ? ": it needs a newer library" : "", is_newer ? minor : "");
}

int sf_gate_newer(const struct sockfam_head_row *head, const char *source, struct sockfam_error *error,
                  const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int result = refuse(head, source, error, true, format, args);
    va_end(args);
    return result;
}

int sf_gate_unknown(const struct sockfam_head_row *head, const char *source, struct sockfam_error *error,
                    const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int result = refuse(head, source, error, head->abi_minor_max > SOCKFAM_ABI_MINOR, format, args);
    va_end(args);
    return result;
}

static int gate_version(const struct sockfam_head_row *head, const char *source, struct sockfam_error *error)
{
    if (head->abi_major != SOCKFAM_ABI_MAJOR)
        return sf_fail_plugin(error, SOCKFAM_STAGE_GATE, source, 0,
                              "it is for ABI %u, this library has ABI %d.%d: build the plugin %s", head->abi_major,
                              SOCKFAM_ABI_MAJOR, SOCKFAM_ABI_MINOR,
                              head->abi_major < SOCKFAM_ABI_MAJOR ? "against this library's headers"
                                                                  : "for this library, or use a newer library");
    if (head->abi_minor_min > head->abi_minor_max)
        return sf_fail_plugin(error, SOCKFAM_STAGE_GATE, source, 0, "its lowest ABI minor %u is above its highest, %u",
                              head->abi_minor_min, head->abi_minor_max);
    if (head->abi_minor_min > SOCKFAM_ABI_MINOR)
        return sf_fail_plugin(error, SOCKFAM_STAGE_GATE, source, 0,
                              "it needs ABI %u.%u or later, this library has %d.%d: use a newer library",
                              head->abi_major, head->abi_minor_min, SOCKFAM_ABI_MAJOR, SOCKFAM_ABI_MINOR);
    return 0;
}

int sf_gate_head(const struct sockfam_head_row *head, const char *source, struct sockfam_error *error)
{
    int result = gate_version(head, source, error);
    if (result < 0)
        return result;
    uint64_t unknown = head->features & ~SOCKFAM_FEATURES_KNOWN;
    if (unknown != 0)
        return sf_gate_newer(head, source, error, "it needs features 0x%llx, which this library does not know",
                             (unsigned long long)unknown);
    uint32_t flags = head->flags & ~SOCKFAM_HEAD_CODE;
    if (flags != 0)
        return sf_gate_unknown(head, source, error, "its head has unknown flags 0x%x", flags);
    return 0;
}
