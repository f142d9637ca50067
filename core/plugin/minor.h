/* SPDX-License-Identifier: MIT */
/* Which minor of the ABI a driver's rows need: found from what they use, so that its author need not think of it. */
#ifndef SF_PLUGIN_MINOR_H
#define SF_PLUGIN_MINOR_H

#include <sockfam/error.h>
#include <sockfam/table.h>

#include "core/plugin/records.h"

/*
 * Raises head->abi_minor_min, which its author may have set as a floor, to the newest minor that the rows need. Fails
 * (stage GATE) if that is above the highest minor that the head says.
 */
int sf_minor_derive(struct sockfam_head_row *head, const struct sf_records *records, const char *source,
                    struct sockfam_error *error);

#endif
