/* SPDX-License-Identifier: MIT */
/* Hyper-V sockets of Windows, between a host and its machines. Layout: SOCKADDR_HV, hvsocket.h of the Windows SDK. */
#include <sockfam/driver.h>

#include "constants.h"

/* clang-format off */
SOCKFAM_FORMATS({ "hyperv", "a service of a virtual machine",
                  "hyperv:WILDCARD:00000400-facb-11e6-bd58-64006a7986d3", .af = 34, .size = 36, .min = 36 });
SOCKFAM_FIELDS(
    { "hyperv", "vm_id", "which machine", GUID, .flags = WORD, .at = 4, .size = 16, .set = GUIDS },
    { "hyperv", "service_id", "which service", GUID, .flags = WORD, .at = 20, .size = 16, .sep = ':', .set = GUIDS });
SOCKFAM_PROTOCOLS({ "raw", "ordered bytes", "hyperv", .type = SOCKFAM_STREAM, .protocol = 1 });
/* clang-format on */
SOCKFAM_CONSTANTS(HYPERV_CONSTANTS);
SOCKFAM_HEAD("hyperv", "Hyper-V virtual machines and their host, on Windows", SOCKFAM_HEAD_WINDOWS, 34);
SOCKFAM_REGISTER(NULL);
