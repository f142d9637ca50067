/* SPDX-License-Identifier: MIT */
/* The text of a plan: in which order its fields stand, and how long it can get. */
#ifndef SF_ADDRESS_PLAN_TEXT_H
#define SF_ADDRESS_PLAN_TEXT_H

#include <sockfam/option.h>

#include "core/address/plan.h"

/* Sorts the ops into those that have a position and those that have a key; says what ends each. */
void sf_plan_order_text(struct sf_plan *plan);

/* Works out the most text of each plan; refuses a format that could exceed the limit, stage GATE. */
int sf_plan_measure_text(struct sf_format *format, struct sockfam_error *error);

#endif
