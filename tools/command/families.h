/* SPDX-License-Identifier: MIT */
/* What the files of `sockfam families` share. */
#ifndef FAMILIES_H
#define FAMILIES_H

#include <sockfam/option.h>

#include "command.h"

/* families_reference.c: all there is to know of a usable family, for people. */
void families_reference(const struct sockfam_context *ctx, const struct sockfam_family *family);
/* families_field.c: the table of a format's fields. */
void families_fields(const struct sockfam_context *ctx, const struct sockfam_format *format);
/* families_option.c: the table of a driver's socket options or control messages; nothing if it has none. */
void families_options(const struct sockfam_family *family, enum sockfam_option_record record);
/* families_struct.c: the structs that those hold; nothing if there are none. */
void families_structs(const struct sockfam_context *ctx, const struct sockfam_family *family);
/* "u32" for SOCKFAM_OPTION_U32, in `text` of KIND_MAX bytes; "" if unknown. */
#define KIND_MAX 24
const char *families_option_kind(unsigned kind, char *text);
/* families_syntax.c: how a format's addresses are written, in text and as values, for each variant. */
void families_syntax(const struct sockfam_context *ctx, const struct sockfam_format *format);

/* "uint" for the kind UINT, in `text` of KIND_MAX bytes; "" if unknown. */
const char *families_kind_name(unsigned kind, char *text);
/* What a variant is called: the word of its tag, or its family number; in `text` of WORD_MAX bytes. */
#define WORD_MAX 64
void families_variant(const struct sockfam_context *ctx, const struct sockfam_format *format, size_t variant,
                      char *text);

int family_is_usable(const struct sockfam_family *family);
/* Why it is not usable, perhaps in `text`; NULL: no reason is known, or it is usable. */
const char *family_reason(const struct sockfam_family *family, char *text, size_t size);
const char *family_state_name(enum sockfam_state state);

#endif
