/* SPDX-License-Identifier: MIT */
/*
 * sockfam: the command. main() finds the subcommand in a table and hands over; what it printed must have reached
 * stdout, or the exit code says so.
 */
#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#ifndef SOCKFAM_PROFILE
#define SOCKFAM_PROFILE "default"
#endif

static const struct command *const commands[] = {
    &command_address, &command_config, &command_connect, &command_constant, &command_families,
    &command_listen,  &command_plugin, &command_probe,   &command_relay,
};

static const size_t command_count = sizeof(commands) / sizeof(commands[0]);

static const char general_help[] = "usage: sockfam SUBCOMMAND [OPTION..] [ARGUMENT..]\n"
                                   "       sockfam --version [--json]\n"
                                   "       sockfam --help | help SUBCOMMAND\n"
                                   "\n"
                                   "What this machine's socket families are, and their addresses in every shape.\n"
                                   "\n";

static const char general_end[] =
    "\n"
    "Each of them has --help, with examples, and --json. Exit codes: 0 yes; 1 no, or bad\n"
    "input; 2 wrong usage.\n"
    "\n"
    "  sockfam address vsock:HOST:1024        an address taken apart\n"
    "  sockfam address --json inet:127.0.0.1:80\n"
    "  sockfam constant AF_VSOCK              40\n"
    "  sockfam families vsock                 all there is to know of a family\n"
    "  sockfam probe can                      does it work here, and if not, why\n"
    "  sockfam config check                   what is wrong with the config and its plugins\n"
    "  sockfam plugin acme.so                 what a plugin's file says\n"
    "  sockfam connect unix:/run/x.sock       a pipe to any address; listen, relay: more of the kind\n"
    "\n"
    "SOCKFAM_CONFIG names the config to use instead of the system's, SOCKFAM_PLUGIN_PATH\n"
    "folders in which plugins are looked for first.\n";

int usage(const struct command *self, const char *format, ...)
{
    if (format) {
        char message[1024];
        va_list args;
        va_start(args, format);
        vsnprintf(message, sizeof(message), format, args);
        va_end(args);
        report("%s", message);
    }
    fprintf(stderr, "Try 'sockfam %s%s--help'.\n", self ? self->name : "", self ? " " : "");
    return WRONG_USAGE;
}

int help(const struct command *self)
{
    fputs(self->help, stdout);
    return YES;
}

static int show_help(void)
{
    fputs(general_help, stdout);
    for (size_t i = 0; i < command_count; i++)
        printf("  %-10s %s\n", commands[i]->name, commands[i]->summary);
    fputs(general_end, stdout);
    return YES;
}

static int show_version(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[2], "--json") == 0) {
        char abi[32];
        snprintf(abi, sizeof(abi), "%d.%d", SOCKFAM_ABI_MAJOR, SOCKFAM_ABI_MINOR);
        return write_json(
            json_pack("{s:s, s:s, s:s}", "version", sockfam_version(), "abi", abi, "profile", SOCKFAM_PROFILE));
    }
    if (argc > 2)
        return usage(NULL, "--version takes nothing but --json");
    printf("sockfam %s, ABI %d.%d, profile %s\n", sockfam_version(), SOCKFAM_ABI_MAJOR, SOCKFAM_ABI_MINOR,
           SOCKFAM_PROFILE);
    return YES;
}

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; i < command_count; i++) {
        if (strcmp(name, commands[i]->name) == 0)
            return commands[i];
    }
    return NULL;
}

static int no_such_command(const char *name)
{
    char offer[128];
    struct near near = { .wanted = name };
    for (size_t i = 0; i < command_count; i++)
        near_offer(&near, commands[i]->name);
    return usage(NULL, "no subcommand '%s'%s", name, near_text(&near, offer, sizeof(offer)));
}

/* "help", "--help", "help SUBCOMMAND". */
static int show_help_of(int argc, char **argv)
{
    if (argc == 2)
        return show_help();
    if (argc > 3)
        return usage(NULL, "help of one subcommand at a time");
    const struct command *command = find_command(argv[2]);
    return command ? help(command) : no_such_command(argv[2]);
}

static int dispatch(int argc, char **argv)
{
    static char name[] = "sockfam";
    if (argc < 2)
        return usage(NULL, "which subcommand?");
    if (strcmp(argv[1], "--version") == 0)
        return show_version(argc, argv);
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0)
        return show_help_of(argc, argv);
    const struct command *command = find_command(argv[1]);
    if (command) {
        argv[1] = name;
        options_begin();
        return command->run(command, argc - 1, argv + 1);
    }
    if (argv[1][0] == '-')
        return usage(NULL, "no option '%s'; a subcommand comes first", argv[1]);
    return no_such_command(argv[1]);
}

/* A standard descriptor that is closed must not become a socket that results are written to. */
static void fill_standard_descriptors(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) == -1 && errno == EBADF)
            (void)!open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

static int finish(int result)
{
    int failed = ferror(stdout);
    if (fclose(stdout) != 0)
        report("cannot write the result: %s", strerror(errno));
    else if (failed)
        report("cannot write the result");
    else
        return result;
    return result == YES ? NO : result;
}

int main(int argc, char **argv)
{
    fill_standard_descriptors();
    signal(SIGPIPE, SIG_IGN);
    return finish(dispatch(argc, argv));
}
