/* SPDX-License-Identifier: MIT */
/* Where rows hold: the masks SOCKFAM_ON_* of <sockfam/table_base.h>. */
#ifndef SF_REGISTRY_SYSTEM_H
#define SF_REGISTRY_SYSTEM_H

#include <stdbool.h>
#include <stdint.h>

#include <sockfam/table_base.h>

/* This machine: a bit of each group. */
extern const uint32_t sf_system_here;

/* Whether a row holds on a system: in each group of its mask it has the system's bit, or none at all. */
bool sf_holds(uint32_t on, uint32_t system);

#endif
