/* SPDX-License-Identifier: MIT */
/*
 * Whether a driver is one that we can work with at all: its ABI, its features, and what in its rows we do not know. A
 * newer library may know it; that is what a refusal says then, with the minor that the driver was built for.
 */
#ifndef SF_PLUGIN_GATE_H
#define SF_PLUGIN_GATE_H

#include <sockfam/error.h>
#include <sockfam/table.h>

/* Majors equal, minor ranges overlapping, features and flags known. Fails with stage GATE. */
int sf_gate_head(const struct sockfam_head_row *head, const char *source, struct sockfam_error *error);

/* Refuses what only a newer library understands, stage GATE: the text, and "it needs a newer library (ABI minor N)". */
int sf_gate_newer(const struct sockfam_head_row *head, const char *source, struct sockfam_error *error,
                  const char *format, ...) __attribute__((format(printf, 4, 5), cold));

/*
 * Refuses an unknown flag or kind, stage GATE: as sf_gate_newer() if the driver was built for a newer minor, else just
 * the text, since then nobody knows it.
 */
int sf_gate_unknown(const struct sockfam_head_row *head, const char *source, struct sockfam_error *error,
                    const char *format, ...) __attribute__((format(printf, 4, 5), cold));

#endif
