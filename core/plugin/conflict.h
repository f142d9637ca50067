/* SPDX-License-Identifier: MIT */
/* What a driver may not share with those that are registered already. */
#ifndef SF_PLUGIN_CONFLICT_H
#define SF_PLUGIN_CONFLICT_H

#include "core/plugin/registry.h"

/* 0, or -EEXIST with stage COMMIT and both drivers and their files named. Changes nothing. */
int sf_conflict(const struct sockfam *ctx, const struct sf_driver *driver, struct sockfam_error *error);

#endif
