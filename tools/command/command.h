/* SPDX-License-Identifier: MIT */
/*
 * What the files of the command share. A subcommand is one `struct command` in a file of its own and one row in main.c.
 * Results go to stdout, errors to stderr; functions that report an error themselves say so.
 */
#ifndef COMMAND_H
#define COMMAND_H

#include <limits.h>
#include <stdint.h>
#include <stdio.h>

#include <jansson.h>
#include <sockfam/config.h>
#include <sockfam/sockfam.h>

/* How the command exits, and what its functions return. */
enum { YES = 0, NO = 1, WRONG_USAGE = 2 };

struct command {
    const char *name;
    const char *summary; /* one line, for the list of subcommands */
    const char *help;    /* usage, options and examples */
    /* argv[0] is "sockfam", for getopt's messages. Returns the exit code, errors reported. */
    int (*run)(const struct command *self, int argc, char **argv);
};

extern const struct command command_address;
extern const struct command command_config;
extern const struct command command_connect;
extern const struct command command_constant;
extern const struct command command_families;
extern const struct command command_listen;
extern const struct command command_plugin;
extern const struct command command_probe;
extern const struct command command_relay;

/* main.c. usage(): `format` NULL if getopt has spoken already. help(): prints self's help and returns YES. */
int usage(const struct command *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
int help(const struct command *self);

/*
 * options.c. The next option's `val` (OPTION_HELP, which is the caller's to act on, for --help and -h), OPTION_END
 * after the last one, or OPTION_WRONG after a report. What is not an option begins at argv[options_left()]. main() has
 * called options_begin().
 */
enum { OPTION_END = -1, OPTION_WRONG = '?', OPTION_HELP = 'h' };
struct option;
void options_begin(void);
int options_next(const struct command *self, int argc, char **argv, const struct option *options);
int options_left(void);
/* For subcommands with no options but --json and --help. OPTION_END: all are read; else the exit code. */
int options_json(const struct command *self, int argc, char **argv, int *json);

/*
 * context.c. The context all subcommands work on: of the config that SOCKFAM_CONFIG or the system names, or, run from a
 * build folder, of the config beside it. Reports. The caller closes it.
 */
int context_open(struct sockfam_context **ctx);

/* Likewise, only to look: no plugin's code can be loaded. */
int context_inspect(struct sockfam_context **ctx);
/* Which config that is, for the library: a file, its name in `path`; or NULL, the library's choice. */
const char *context_config(char path[static PATH_MAX]);
/* A line on stderr if the config has problems: then what was not found may be what it failed to name. */
void context_hint(const struct sockfam_context *ctx);

/* constant.c. The constants that match; if there is no memory to sort them, a report and none. */
struct constants {
    const struct sockfam_constant *const *list;
    size_t count;
};
struct constants constants_of(const struct sockfam_context *ctx, const struct sockfam_constant_query *query);
json_t *json_of_constant_value(const struct sockfam_constant *constant);

/* report.c. One line on stderr each, "sockfam: ..."; bytes that would upset a terminal become '?'. */
void report(const char *format, ...) __attribute__((format(printf, 1, 2)));
void report_error(const struct sockfam_error *error);
/*
 * `where` precedes the message ("line 3: " or ""). If the error knows its byte, the text follows with a caret under it.
 */
void report_text_error(const char *where, const struct sockfam_error *error, const char *text, size_t size);
/* The same cleaning, for names and messages that come from outside. */
void put_clean(FILE *stream, const char *text, size_t size);
/* "file:line:column: pointer: message" in `text`, as much of it as is known. Returns `text`. */
const char *error_text(const struct sockfam_error *error, char *text, size_t size);

/* "gate" for SOCKFAM_STAGE_GATE; NULL: none. */
const char *stage_name(uint32_t stage);
/* "STREAM" for SOCKFAM_STREAM. */
const char *protocol_type_name(int32_t type);

/* near.c. Collects the names that resemble a mistyped one; names are borrowed. */
#define NEAR_MAX 3
struct near {
    const char *wanted;
    const char *prefix; /* what stands before each name in the offer, NULL: nothing */
    const char *name[NEAR_MAX];
    size_t count;
    unsigned distance; /* of all of them */
};
void near_offer(struct near *near, const char *name);
/* "; did you mean A or B?" in `text`, "" if nothing came near. Returns `text`. */
const char *near_text(const struct near *near, char *text, size_t size);
/* Reports that there is no such family, and which is meant. Returns NO. */
int no_such_family(const struct sockfam_context *ctx, const char *name);

/* output.c. One JSON value a line. Takes over `value`; NULL stands for a failed allocation and is reported. */
int write_json(json_t *value);
/* An array, one element a line. Takes over `array`. */
int write_json_array(json_t *array);
/* Appends to an array that is under way; on failure frees it, so that it is NULL from there on. Takes over `value`. */
void json_append(json_t **array, json_t *value);
/* A string, or {"hex":".."} if the bytes are not UTF-8. */
json_t *json_of_text(const char *text, size_t size);
json_t *json_of_hex(const void *bytes, size_t size);
/* "0x1f" for an integer of 8 bytes, whose range JSON's readers don't share. */
json_t *json_of_wide(uint64_t value);
/* {"hex":".."} */
json_t *json_of_bytes(const void *bytes, size_t size);
/* 2 * size digits and a NUL. */
void hex_print(const void *bytes, size_t size, char *text);
/* Pairs of digits, blanks or colons between them. Returns the number of bytes, or -1 and *bad, the offset from 0. */
long hex_parse(const char *text, size_t size, uint8_t *bytes, size_t *bad);
/* Decimal or 0x, with a sign or without, nothing else around it. 0 or -1. */
int number_parse(const char *text, int64_t *value);

#endif
