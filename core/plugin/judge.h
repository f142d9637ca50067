/* SPDX-License-Identifier: MIT */
/*
 * Whether a driver's tables make sense: one answer for the whole driver, with the thing and the rule named. After it
 * everything else in the core may rely on the rows: texts end, names are of their charset, fields lie in their
 * sockaddr.
 */
#ifndef SF_PLUGIN_JUDGE_H
#define SF_PLUGIN_JUDGE_H

#include <stdbool.h>

#include <sockfam/error.h>

#include "core/base/error.h"
#include "core/plugin/gate.h"
#include "core/plugin/group.h"

/* Accepts (0) or refuses, stage GATE. `source` names the driver's file. Groups the rows and fills tables->hashes.
 * Fails on ENOMEM too. */
int sf_judge(struct sf_tables *tables, const char *source, struct sockfam_error *error);

/* ------------------------------------------------------------------ between the files of the judge */

struct sf_judge {
    const struct sf_tables *tables; /* grouped, once their texts were judged */
    const char *source;
    struct sockfam_error *error;
};

#define sf_refuse(judge, ...) sf_fail_plugin((judge)->error, SOCKFAM_STAGE_GATE, (judge)->source, 0, __VA_ARGS__)

/* The same about a field; the message goes on behind its name and its format's. */
int sf_refuse_field(const struct sf_judge *judge, const struct sockfam_field_row *field, const char *format, ...)
    __attribute__((format(printf, 3, 4), cold));
/* Of a flag or kind that we do not know: a newer library may. */
#define sf_refuse_unknown(judge, ...)                                                                                  \
    sf_gate_unknown(&(judge)->tables->head, (judge)->source, (judge)->error, __VA_ARGS__)

/* A text of a row: ends, and is of its charset, which `what` ("name", "doc") and `rule` ("[a-z]..") say. */
int sf_judge_text(const struct sf_judge *judge, const char *record, size_t row, const char *what, const char *text,
                  size_t size, bool (*is_right)(const char *), const char *rule);

/* The same of a text for humans, which is one line of UTF-8. */
int sf_judge_doc(const struct sf_judge *judge, const char *record, size_t row, const char *what, const char *text,
                 size_t size);

int sf_judge_formats(const struct sf_judge *judge);
int sf_judge_field(const struct sf_judge *judge, const struct sockfam_field_row *field);
int sf_judge_layouts(const struct sf_judge *judge);
int sf_judge_tuples(const struct sf_judge *judge);
int sf_judge_protocols(const struct sf_judge *judge);
int sf_judge_constants(const struct sf_judge *judge, uint32_t *hashes);
int sf_judge_options(const struct sf_judge *judge);
int sf_judge_word_sets(const struct sf_judge *judge);

/* The fields of variant `variant` of a format, in row order: how many, at most SOCKFAM_FIELDS_MAX + 1. */
size_t sf_judge_fields_of(const struct sf_group *group, size_t variant,
                          const struct sockfam_field_row *fields[SOCKFAM_FIELDS_MAX + 1]);

/* Whether there is a system on which rows of both masks hold. */
bool sf_judge_meet(uint32_t one, uint32_t other);

/* judge_variant.c: refuses two variants of a format that bytes or text could not tell apart. */
int sf_judge_apart(const struct sf_judge *judge, const struct sf_group *group, size_t one_number, size_t other_number);

#define SF_RULE_NAME "[a-z][a-z0-9_]*"

#endif
