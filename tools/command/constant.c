/* SPDX-License-Identifier: MIT */
/*
 * sockfam constant: names to values and back. Without names: all constants that the filters let through. A constant of
 * several drivers has one value in all of them, so people see it once; JSON has an object for each driver.
 */
#include "command.h"

#include <getopt.h>
#include <inttypes.h>
#include <string.h>

static const char help_text[] =
    "usage: sockfam constant [--family F] [--value N] [--prefix P] [--json] [NAME..]\n"
    "\n"
    "Constants by name, or all of them, each with its value.\n"
    "\n"
    "  --family F   those of one family\n"
    "  --value N    those whose value is N, decimal or 0x..\n"
    "  --prefix P   those whose names begin with P\n"
    "  --json       an array of {\"name\",\"value\",\"family\"}; one object for each family that has it\n"
    "\n"
    "examples\n"
    "  sockfam constant AF_VSOCK VMADDR_CID_HOST\n"
    "  sockfam constant --family netlink --prefix NETLINK_ --value 16\n"
    "  sockfam constant --json --prefix CAN_\n";

enum option_number { FAMILY = 1, VALUE, PREFIX, JSON };

static const struct option options[] = {
    { "family", required_argument, NULL, FAMILY }, { "value", required_argument, NULL, VALUE },
    { "prefix", required_argument, NULL, PREFIX }, { "json", no_argument, NULL, JSON },
    { "help", no_argument, NULL, OPTION_HELP },    { NULL, 0, NULL, 0 },
};

struct request {
    struct sockfam_constant_query query;
    int64_t value;
    json_t *array; /* what --json collects, NULL: print */
    int json;
    int failed; /* out of memory */
};

json_t *json_of_constant_value(const struct sockfam_constant *constant)
{
    return constant->kind == SOCKFAM_CONSTANT_STRING ? json_string(constant->text) : json_integer(constant->value);
}

static json_t *json_of_constant(const struct sockfam_constant *constant)
{
    json_t *object = json_pack("{s:s, s:o, s:s}", "name", constant->name, "value", json_of_constant_value(constant),
                               "family", constant->family->name);
    if (object && constant->family->on & SOCKFAM_ON_WINDOWS)
        json_object_set_new(object, "os", json_string("windows"));
    return object;
}

static void emit(struct request *request, const struct sockfam_constant *constant)
{
    if (request->json)
        request->failed |= json_array_append_new(request->array, json_of_constant(constant)) != 0;
    else if (constant->kind == SOCKFAM_CONSTANT_STRING)
        printf("%s %s\n", constant->name, constant->text);
    else
        printf("%s %" PRId64 "\n", constant->name, constant->value);
}

struct constants constants_of(const struct sockfam_context *ctx, const struct sockfam_constant_query *query)
{
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    struct constants found = { NULL, 0 };
    if (sockfam_constant_list(ctx, query, &found.list, &found.count, &error) < 0)
        report_error(&error);
    return found;
}

/* Emits what matches, `name` alone if it is not NULL. Returns how many. */
static size_t emit_matches(const struct sockfam_context *ctx, struct request *request, const char *name)
{
    size_t count = 0;
    const char *last = "";
    struct sockfam_constant_query query = request->query;
    if (name)
        query.prefix = name;
    const struct constants all = constants_of(ctx, &query);
    for (size_t i = 0; i < all.count; i++) {
        const struct sockfam_constant *found = all.list[i];
        if (name && strcmp(found->name, name) != 0)
            continue;
        count++;
        if (request->json || strcmp(found->name, last) != 0)
            emit(request, found);
        last = found->name;
    }
    return count;
}

static int no_such_constant(const struct sockfam_context *ctx, const struct request *request, const char *name)
{
    char offer[256];
    struct near near = { .wanted = name };
    struct sockfam_constant_query query = { .family = request->query.family };
    const struct constants all = constants_of(ctx, &query);
    for (size_t i = 0; i < all.count; i++)
        near_offer(&near, all.list[i]->name);
    report("no constant '%s'%s", name, near_text(&near, offer, sizeof(offer)));
    return NO;
}

static int by_name(const struct sockfam_context *ctx, struct request *request, const char *name)
{
    if (emit_matches(ctx, request, name) > 0)
        return YES;
    const struct sockfam_constant *other = sockfam_constant_find(ctx, name);
    if (!other)
        return no_such_constant(ctx, request, name);
    report("%s of family %s is not among those asked for", name, other->family->name);
    return NO;
}

static int answer(const struct sockfam_context *ctx, struct request *request, int count, char **names)
{
    int result = YES;
    if (request->query.family && !sockfam_family_find(ctx, request->query.family))
        return no_such_family(ctx, request->query.family);
    for (int i = 0; i < count; i++) {
        if (by_name(ctx, request, names[i]) != YES)
            result = NO;
    }
    if (count == 0 && emit_matches(ctx, request, NULL) == 0) {
        report("no constant matches");
        result = NO;
    }
    return result;
}

static int answer_in_json(const struct sockfam_context *ctx, struct request *request, int count, char **names)
{
    request->array = json_array();
    request->failed = !request->array;
    int result = answer(ctx, request, count, names);
    if (request->failed) {
        json_decref(request->array);
        request->array = NULL;
    }
    int written = write_json_array(request->array);
    return result == YES ? written : result;
}

static int take_option(const struct command *self, struct request *request, int option)
{
    switch (option) {
    case FAMILY:
        request->query.family = optarg;
        return YES;
    case PREFIX:
        request->query.prefix = optarg;
        return YES;
    case JSON:
        request->json = 1;
        return YES;
    case VALUE:
        request->query.value = &request->value;
        if (number_parse(optarg, &request->value) == 0)
            return YES;
        return usage(self, "--value takes a number, decimal or 0x.., not '%s'", optarg);
    default:
        return WRONG_USAGE;
    }
}

static int run(const struct command *self, int argc, char **argv)
{
    struct request request = { .json = 0 };
    int result = YES;
    for (int option; result == YES && (option = options_next(self, argc, argv, options)) != OPTION_END;) {
        if (option == OPTION_HELP)
            return help(self);
        result = take_option(self, &request, option);
    }
    struct sockfam_context *ctx = NULL;
    if (result == YES)
        result = context_open(&ctx);
    if (result != YES)
        return result;
    int first = options_left();
    result = request.json ? answer_in_json(ctx, &request, argc - first, argv + first)
                          : answer(ctx, &request, argc - first, argv + first);
    sockfam_context_close(ctx);
    return result;
}

const struct command command_constant = {
    .name = "constant",
    .summary = "constants by name, by value, by family",
    .help = help_text,
    .run = run,
};
