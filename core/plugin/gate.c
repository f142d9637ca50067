/* SPDX-License-Identifier: MIT */
/*
 * The ABI of a driver against ours. A core of minor N understands drivers of every minor up to N; a driver says the
 * lowest and the highest minor it can live with. Features are bits that the core must know before a driver's rows mean
 * what it thinks they mean.
 */
#include "core/plugin/gate.h"

#include <sockfam/version.h>

#include "core/base/error.h"

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
        return sf_fail_plugin(error, SOCKFAM_STAGE_GATE, source, 0,
                              "it needs features 0x%llx, which this library does not know: use a newer library",
                              (unsigned long long)unknown);
    uint32_t flags = head->flags & ~SOCKFAM_HEAD_CODE;
    if (flags != 0)
        return sf_fail_plugin(error, SOCKFAM_STAGE_GATE, source, 0, "its head has unknown flags 0x%x", flags);
    return 0;
}
