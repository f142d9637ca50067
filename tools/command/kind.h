/* SPDX-License-Identifier: MIT */
/* What the command does differently for some kinds of fields. */
#ifndef KIND_H
#define KIND_H

#include <stdbool.h>

#include <sockfam/family.h>

bool kind_is_number(const struct sockfam_field_row *field);  /* UINT, SINT */
bool kind_is_integer(const struct sockfam_field_row *field); /* those and interfaces: integers in JSON */
bool kind_is_wide(const struct sockfam_field_row *field);    /* a number of 8 bytes, which JSON has as "0x.." */
bool kind_is_path(const struct sockfam_field_row *field);
bool kind_has_length(const struct sockfam_field_row *field); /* TEXT, BYTES, MAC, PATH: its range is of lengths */
bool kind_takes_hosts(const struct sockfam_format *format);   /* names of hosts stand for its addresses */
bool kind_has_brackets(const struct sockfam_field_row *field);

#endif
