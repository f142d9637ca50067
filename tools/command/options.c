/* SPDX-License-Identifier: MIT */
/*
 * Options of the command line, in any order among the other arguments; `--` ends them. getopt_long() takes them apart;
 * what is wrong with one is said here, so that it is said as everything else: cleaned, and with what was meant.
 */
#include "command.h"

#include <getopt.h>
#include <string.h>

void options_begin(void)
{
    optind = 0; /* GNU: forget all state */
    opterr = 0;
}

static const char *name_of(const struct option *options, int value)
{
    while (options->name && options->val != value)
        options++;
    return options->name ? options->name : "";
}

/* "--f" where there are --fields and --format. */
static int ambiguous(const struct command *self, const struct option *options, const char *given, size_t size)
{
    char meant[256] = "";
    size_t used = 0;
    for (; options->name; options++) {
        if (strncmp(options->name, given, size) == 0 && used < sizeof(meant))
            used += (size_t)snprintf(meant + used, sizeof(meant) - used, "%s--%s", used > 0 ? ", " : "", options->name);
    }
    return usage(self, "'--%.*s' is short for any of %s", (int)size, given, meant);
}

static int unknown(const struct command *self, const struct option *options, const char *given)
{
    char name[64];
    char offer[256];
    size_t size = strcspn(given, "=");
    size_t same = 0;
    struct near near = { .wanted = name, .prefix = "--" };
    snprintf(name, sizeof(name), "%.*s", (int)(size < sizeof(name) ? size : sizeof(name) - 1), given);
    for (const struct option *option = options; option->name; option++) {
        same += strncmp(option->name, given, size) == 0;
        near_offer(&near, option->name);
    }
    if (same > 1)
        return ambiguous(self, options, given, size);
    return usage(self, "no option '--%.*s'%s", (int)size, given, near_text(&near, offer, sizeof(offer)));
}

int options_next(const struct command *self, int argc, char **argv, const struct option *options)
{
    int found = getopt_long(argc, argv, ":h", options, NULL);
    if (found == ':') {
        usage(self, "--%s needs an argument", name_of(options, optopt));
    } else if (found == '?' && optopt == 0) {
        unknown(self, options, argv[optind - 1] + 2);
    } else if (found == '?' && name_of(options, optopt)[0] != '\0') {
        usage(self, "--%s takes no argument", name_of(options, optopt));
    } else if (found == '?') {
        usage(self, "no option '-%c'", optopt);
    }
    return found == ':' ? OPTION_WRONG : found;
}

int options_left(void)
{
    return optind;
}

int options_json(const struct command *self, int argc, char **argv, int *json)
{
    enum { JSON = 1 };
    static const struct option options[] = {
        { "json", no_argument, NULL, JSON },
        { "help", no_argument, NULL, OPTION_HELP },
        { NULL, 0, NULL, 0 },
    };
    *json = 0;
    for (int option; (option = options_next(self, argc, argv, options)) != OPTION_END;) {
        if (option == OPTION_HELP)
            return help(self);
        if (option != JSON)
            return WRONG_USAGE;
        *json = 1;
    }
    return OPTION_END;
}
