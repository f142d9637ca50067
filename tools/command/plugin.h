/* SPDX-License-Identifier: MIT */
/* What the files of `sockfam plugin` share. */
#ifndef PLUGIN_H
#define PLUGIN_H

#include <sockfam/option.h>

#include "command.h"

/* plugin_json.c: a driver's tables as they are, row for row. NULL: out of memory. */
json_t *plugin_json_formats(const struct sockfam_family *family);
json_t *plugin_json_protocols(const struct sockfam_family *family);
json_t *plugin_json_constants(const struct sockfam_context *ctx, const struct sockfam_family *family);
json_t *plugin_json_options(const struct sockfam_family *family, enum sockfam_option_record record);

#endif
