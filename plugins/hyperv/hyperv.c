/* SPDX-License-Identifier: MIT */
/* Hyper-V sockets of Windows, between a host and its machines. Layout: SOCKADDR_HV, hvsocket.h of the Windows SDK. */
#include <sockfam/short_names.h>

#include "constants.h"

/* clang-format off */
SOCKFAM_FORMATS({ "hyperv", "a service of a virtual machine",
                  "hyperv:WILDCARD:00000400-facb-11e6-bd58-64006a7986d3", .af = 34, .size = 36, .min = 36 });
SOCKFAM_FIELDS(
    { "hyperv", "vm_id", "which machine", GUID, WORD, .at = 4, .size = 16, .set = GUIDS },
    { "hyperv", "service_id", "which service", GUID, WORD, .at = 20, .size = 16, .sep = ':', .set = GUIDS },
    { "hyperv", "reserved", "unused, zero", UINT, HEX | OPT | NAMED, .at = 2, .size = 2 });
SOCKFAM_TUPLES({ "hyperv", "vm_id" }, { "hyperv", "service_id" });
SOCKFAM_PROTOCOLS({ "raw", "ordered bytes", "hyperv", .type = SOCKFAM_STREAM, .protocol = 1 });
/* clang-format on */
SOCKFAM_CONSTANTS(HYPERV_CONSTANTS);
SOCKFAM_DRIVER("hyperv", "Hyper-V virtual machines and their host, on Windows", 34, .on = SOCKFAM_ON_WINDOWS);
