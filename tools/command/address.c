/* SPDX-License-Identifier: MIT */
/*
 * sockfam address: an address in one shape in, all its shapes out. One source and one output are chosen by options;
 * texts come as arguments or, for "-", a line each from stdin. A bad one is reported and the others go on.
 */
#include "address.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static const char help_text[] =
    "usage: sockfam address [--json | --hex | --fields] [--no-lookup] [--as FORMAT] INPUT\n"
    "\n"
    "INPUT is one of\n"
    "  TEXT..                           addresses as text\n"
    "  -                                addresses as text on stdin, one a line\n"
    "  --format F --from-values JSON    Python's tuple: strings, integers, {\"hex\":\"..\"}\n"
    "  --format F --from-hex HEX        the bytes of the sockaddr\n"
    "  --from-json JSON                 {\"format\":\"vsock\",\"cid\":2,\"port\":1024}\n"
    "  --bound TEXT [--protocol NAME]   the name of a socket bound to TEXT; a file\n"
    "                                   that this makes (unix) is removed again\n"
    "\n"
    "  --json        one object a line\n"
    "  --hex         the bytes of the sockaddr\n"
    "  --fields      the names of its fields, one a line\n"
    "  --no-lookup   look up neither host names nor interface names\n"
    "  --as FORMAT   the same service as the other system calls it: vsock (Linux) or hyperv\n"
    "\n"
    "examples\n"
    "  sockfam address vsock:HOST:1024\n"
    "  sockfam address --hex /run/x.sock '[::1]:80'\n"
    "  sockfam address --json --format vsock --from-values '[2, 1024]'\n"
    "  sockfam address --format inet --from-hex '02 00 00 50 7f 00 00 01 00 00 00 00 00 00 00 00'\n"
    "  sockfam address --bound inet:127.0.0.1:0\n";

enum option_number { JSON = 1, HEX, FIELDS, NO_LOOKUP, AS, FORMAT, PROTOCOL, VALUES, FROM_HEX, FROM_JSON, BOUND };

static const struct option options[] = {
    { "json", no_argument, NULL, JSON },
    { "hex", no_argument, NULL, HEX },
    { "fields", no_argument, NULL, FIELDS },
    { "no-lookup", no_argument, NULL, NO_LOOKUP },
    { "as", required_argument, NULL, AS },
    { "format", required_argument, NULL, FORMAT },
    { "protocol", required_argument, NULL, PROTOCOL },
    { "from-values", required_argument, NULL, VALUES },
    { "from-hex", required_argument, NULL, FROM_HEX },
    { "from-json", required_argument, NULL, FROM_JSON },
    { "bound", required_argument, NULL, BOUND },
    { "help", no_argument, NULL, OPTION_HELP },
    { NULL, 0, NULL, 0 },
};

unsigned address_af(const struct sockfam_address *address)
{
    uint16_t family;
    if (address->length < sizeof(family))
        return 0;
    memcpy(&family, address->bytes, sizeof(family));
    return family;
}

int address_text(const struct sockfam_context *ctx, const struct sockfam_address *address, unsigned flags, char *text)
{
    struct sockfam_error error = { 0 };
    if (sockfam_address_print(ctx, address, flags, text, SOCKFAM_TEXT_MAX, NULL, &error) >= 0)
        return YES;
    report_error(&error);
    return NO;
}

static int write_hex(const struct sockfam_address *address)
{
    char text[2 * SOCKFAM_ADDRESS_MAX + 1];
    hex_print(address->bytes, address->length, text);
    puts(text);
    return YES;
}

static int write_field_names(const struct sockfam_context *ctx, const struct sockfam_address *address, unsigned flags)
{
    struct sockfam_error error = { 0 };
    SOCKFAM_VALUES(values);
    if (!address->format) {
        puts(address->length >= 2 ? "family\ndata" : "data");
        return YES;
    }
    if (sockfam_address_to_values(ctx, address, flags | SOCKFAM_ALL_FIELDS, &values, &error) < 0) {
        report_error(&error);
        return NO;
    }
    for (size_t i = 0; i < values.count; i++)
        puts(values.field[i]->name);
    return YES;
}

static int write_address(const struct sockfam_context *ctx, struct request *request, struct sockfam_address *address)
{
    if (request->as && address_translate(ctx, request->as, address) != YES)
        return NO;
    switch (request->output) {
    case OUTPUT_HEX:
        return write_hex(address);
    case OUTPUT_JSON:
        return address_write_json(ctx, address, request->flags);
    case OUTPUT_FIELDS:
        return write_field_names(ctx, address, request->flags);
    default:
        if (request->tables++ > 0)
            putchar('\n');
        return address_write_table(ctx, address, request->flags);
    }
}

static int one_text(const struct sockfam_context *ctx, struct request *request, const char *where, const char *text,
                    size_t size)
{
    struct sockfam_address address;
    if (address_from_text(ctx, request->flags, where, text, size, &address) != YES)
        return NO;
    return write_address(ctx, request, &address);
}

/* Each answer leaves before the next line is read: the other end of the pipes may wait for it. */
static int lines_of_stdin(const struct sockfam_context *ctx, struct request *request)
{
    int result = YES;
    char *line = NULL;
    size_t room = 0;
    ssize_t size;
    for (unsigned long number = 1; !ferror(stdout) && (size = getline(&line, &room, stdin)) >= 0; number++) {
        char where[40];
        snprintf(where, sizeof(where), "line %lu: ", number);
        if (size > 0 && line[size - 1] == '\n')
            size--;
        if (one_text(ctx, request, where, line, (size_t)size) != YES)
            result = NO;
        fflush(stdout);
    }
    if (!ferror(stdout) && !feof(stdin)) {
        report("cannot read stdin: %s", strerror(errno));
        result = NO;
    }
    free(line);
    return result;
}

static int texts(const struct sockfam_context *ctx, struct request *request, int count, char **text)
{
    int result = YES;
    for (int i = 0; i < count && !ferror(stdout); i++) {
        int one = strcmp(text[i], "-") == 0 ? lines_of_stdin(ctx, request)
                                            : one_text(ctx, request, "", text[i], strlen(text[i]));
        if (one != YES)
            result = NO;
    }
    return result;
}

static int one_input(const struct sockfam_context *ctx, struct request *request)
{
    struct sockfam_address address;
    int result = NO;
    switch (request->source) {
    case SOURCE_VALUES:
        result = address_from_values(ctx, request, &address);
        break;
    case SOURCE_HEX:
        result = address_from_hex(ctx, request, &address);
        break;
    case SOURCE_JSON:
        result = address_from_json(ctx, request, &address);
        break;
    case SOURCE_BOUND:
        result = address_from_bound(ctx, request, &address);
        break;
    case SOURCE_TEXT:
        break;
    }
    return result == YES ? write_address(ctx, request, &address) : result;
}

static int choose_source(const struct command *self, struct request *request, enum source source)
{
    if (request->source != SOURCE_TEXT)
        return usage(self, "one input at a time");
    request->source = source;
    request->input = optarg;
    return YES;
}

static int choose_output(const struct command *self, struct request *request, enum output output)
{
    if (request->output != OUTPUT_TABLE && request->output != output)
        return usage(self, "one of --json, --hex and --fields");
    request->output = output;
    return YES;
}

static int take_option(const struct command *self, struct request *request, int option)
{
    switch (option) {
    case JSON:
        return choose_output(self, request, OUTPUT_JSON);
    case HEX:
        return choose_output(self, request, OUTPUT_HEX);
    case FIELDS:
        return choose_output(self, request, OUTPUT_FIELDS);
    case NO_LOOKUP:
        request->flags |= SOCKFAM_NO_LOOKUP;
        return YES;
    case AS:
        request->as = optarg;
        return YES;
    case FORMAT:
        request->format = optarg;
        return YES;
    case PROTOCOL:
        request->protocol = optarg;
        return YES;
    case VALUES:
        return choose_source(self, request, SOURCE_VALUES);
    case FROM_HEX:
        return choose_source(self, request, SOURCE_HEX);
    case FROM_JSON:
        return choose_source(self, request, SOURCE_JSON);
    case BOUND:
        return choose_source(self, request, SOURCE_BOUND);
    default:
        return WRONG_USAGE;
    }
}

static int check(const struct command *self, const struct request *request, int texts_left)
{
    int has_format = request->source == SOURCE_VALUES || request->source == SOURCE_HEX;
    if (request->source == SOURCE_TEXT && texts_left == 0)
        return usage(self, "which address?");
    if (request->source != SOURCE_TEXT && texts_left > 0)
        return usage(self, "one input at a time");
    if (has_format && !request->format)
        return usage(self, "--from-values and --from-hex need --format");
    if (!has_format && request->format)
        return usage(self, "--format goes with --from-values or --from-hex");
    if (request->protocol && request->source != SOURCE_BOUND)
        return usage(self, "--protocol goes with --bound");
    if (request->as && strcmp(request->as, "vsock") != 0 && strcmp(request->as, "hyperv") != 0)
        return usage(self, "--as takes vsock or hyperv, not '%s'", request->as);
    return YES;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct request request = { .source = SOURCE_TEXT };
    int result = YES;
    for (int option; result == YES && (option = options_next(self, argc, argv, options)) != OPTION_END;) {
        if (option == OPTION_HELP)
            return help(self);
        result = take_option(self, &request, option);
    }
    if (result == YES)
        result = check(self, &request, argc - options_left());
    struct sockfam_context *ctx = NULL;
    if (result == YES)
        result = context_open(&ctx);
    if (result != YES)
        return result;
    result = request.source == SOURCE_TEXT ? texts(ctx, &request, argc - options_left(), argv + options_left())
                                           : one_input(ctx, &request);
    sockfam_context_close(ctx);
    return result;
}

const struct command command_address = {
    .name = "address",
    .summary = "take addresses apart, and turn them from one shape into another",
    .help = help_text,
    .run = run,
};
