/* SPDX-License-Identifier: MIT */
/* What a driver may not share with those that are registered already. */
#ifndef SF_REGISTRY_CONFLICT_H
#define SF_REGISTRY_CONFLICT_H

#include "core/registry/registry.h"

/* 0, or -EEXIST with stage COMMIT and both drivers and their files named. Changes nothing. Constants aside. */
int sf_conflict(const struct sockfam_context *ctx, const struct sf_driver *driver, struct sockfam_error *error);

/* The refusal because of a constant of the driver that another one contradicts. */
int sf_conflict_of_constants(const struct sockfam_context *ctx, const struct sf_driver *driver,
                             const struct sockfam_constant *ours, const struct sockfam_constant *theirs,
                             struct sockfam_error *error);

#endif
