/* SPDX-License-Identifier: MIT */
/* For tools that look after a config and plugins: what is wrong with them, and why. <sockfam/sockfam.h> includes it. */
#ifndef SOCKFAM_CONFIG_H
#define SOCKFAM_CONFIG_H

#include <stddef.h>

#include <sockfam/error.h>
#include <sockfam/table.h>
#include <sockfam/version.h>

#ifdef __cplusplus
extern "C" {
#endif

struct sockfam_context;
struct sockfam_family;

/*
 * Opens a context with the driver of one plugin's file and nothing else, to look at its tables; no config is read and
 * nothing of the file is run or mapped, then or later (as with sockfam_context_inspect()). Fails as the loader would
 * refuse the file: error->stage, error->message. What is worth knowing but no reason to refuse it (functions that run
 * when it is loaded) is found with sockfam_problem_at(). The caller owns *ctx.
 */
SOCKFAM_API int sockfam_context_open_plugin(struct sockfam_context **ctx, const char *file,
                                            struct sockfam_error *error);

/*
 * As sockfam_context_open(), to look and not to use: no code of a plugin is ever loaded. What the tables say is all
 * there; a call that needs the code of a plugin fails (PLUGIN, stage LOAD, -EPERM). The caller owns *ctx.
 */
SOCKFAM_API int sockfam_context_inspect(struct sockfam_context **ctx, const char *config, struct sockfam_error *error);

/* What a usable family's driver says of itself, its ABI range included; NULL for one that is not usable. */
SOCKFAM_API const struct sockfam_head_row *sockfam_family_head(const struct sockfam_family *family);

/*
 * Does what sockfam_context_open() does with `config`, and calls `found` for each thing that is wrong, in the order
 * found: with the config's files, and with the plugins of families that are enabled. Unlike there, a required family
 * that cannot be used does not end it. Files that users other than root and this one may write are reported too.
 * `problem` is only good during the call. Returns how many there were. Fails on ENOMEM and if a file that was named
 * cannot be read.
 */
SOCKFAM_API int sockfam_config_check(const char *config, void (*found)(void *user, const struct sockfam_error *problem),
                                     void *user, struct sockfam_error *error);

/*
 * The merged config as JSON text, indented:
 *
 *     {"version":1, "files":["/etc/sockfam/sockfam.json"], "plugin_path":[{"folder":"/x","from":"FILE"}],
 *      "families":{"can":{"plugin":"can/can.so","enabled":true,"required":false,"priority":0,
 *                         "from":{"plugin":"FILE","enabled":"FILE"}}}}
 *
 * `files` are in the order read. `from` has the members that a file says; the others have their defaults. A family with
 * an entry that was refused has "problem" too. Buffer and *need as for sockfam_address_print().
 */
SOCKFAM_API int sockfam_config_show(const char *config, char *json, size_t size, size_t *need,
                                    struct sockfam_error *error);

#ifdef __cplusplus
}
#endif

#endif
