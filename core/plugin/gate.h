/* SPDX-License-Identifier: MIT */
/* Whether a driver is one that we can work with at all: ABI and features. Asked of its tables and again of its code. */
#ifndef SF_PLUGIN_GATE_H
#define SF_PLUGIN_GATE_H

#include <sockfam/error.h>
#include <sockfam/table.h>

/* Majors equal, minor ranges overlapping, features and flags known. Fails with stage GATE. */
int sf_gate_head(const struct sockfam_head_row *head, const char *source, struct sockfam_error *error);

#endif
