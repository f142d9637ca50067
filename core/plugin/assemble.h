/* SPDX-License-Identifier: MIT */
/*
 * Drivers as the core works with them: judged copies of their rows, public views of them, and a plan for each format.
 */
#ifndef SF_PLUGIN_ASSEMBLE_H
#define SF_PLUGIN_ASSEMBLE_H

#include "core/plugin/records.h"
#include "core/registry/driver.h"

/*
 * The one way to a driver: copies and judges the rows, makes views and plans. `records` may come from anywhere and may
 * go away afterwards. `source` is copied: the plugin's file, or "builtin". Fails on ENOMEM, and with stage GATE if the
 * driver is refused. The caller owns *driver; its code pointer is NULL, its state READY.
 */
int sf_driver_new(struct sf_driver **driver, const struct sf_records *records, const char *source,
                  struct sockfam_error *error);
void sf_driver_free(struct sf_driver *driver); /* NULL is fine */

#endif
