/* SPDX-License-Identifier: MIT */
/* Between the test of the odd plugins and what makes those of them that no compiler makes. */
#ifndef ZOO_H
#define ZOO_H

#include <stdbool.h>

/*
 * Makes the plugin `name` in `folder`, if it is one of those that the test makes. `plugin` becomes what the config has
 * to say. false: not one of ours. "" in `plugin`: cannot be made here, the reason was printed.
 */
bool make_plugin(const char *name, const char *folder, char plugin[512]);

#define ODD_FILE(name) SOCKFAM_TEST_BUILD "/test/plugins/odd_" name ".so"

#endif
