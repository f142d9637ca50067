/* SPDX-License-Identifier: MIT */
/*
 * The rows of each format of a driver: its own, those of its fields and those of its tuple. Rows that do not lie
 * together are moved; nearly always they do already, and then they are only counted.
 */
#ifndef SF_PLUGIN_GROUP_H
#define SF_PLUGIN_GROUP_H

#include "core/plugin/tables.h"

/*
 * Brings rows in order, in their order among each other, and fills tables->groups: formats as they first appear. Rows
 * of fields and tuples whose format the driver does not have come last. Names of formats must be known to end.
 */
void sf_tables_group(struct sf_tables *tables);

/* NULL: the driver does not have that format. */
const struct sf_group *sf_group_find(const struct sf_tables *tables, const char *name);

#endif
