/* SPDX-License-Identifier: MIT */
/* The command line of subcommands that move data, and what they tell while they do. */
#include "pipe.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SIZE_MAXIMUM (1 << 20)

static int read_timeout(struct traffic *traffic, const char *text)
{
    struct sockfam_error error = { 0 };
    char *end;
    double seconds = strtod(text, &end);
    if (end == text || *end != '\0' || !(seconds > 0))
        return usage(traffic->self, "--timeout takes seconds, more than 0, not '%s'", text);
    if (sockfam_timeout_from_seconds(seconds, &traffic->timeout, &error) < 0)
        return usage(traffic->self, "--timeout %s: %s", text, error.message);
    return TRAFFIC_GO;
}

static int read_option(struct traffic *traffic, struct side *side, const char *text)
{
    const char *equals = strchr(text, '=');
    if (!equals || equals == text || equals - text > 60)
        return usage(traffic->self, "an option is NAME=VALUE, not '%s'", text);
    if (side->option_count == SIDE_OPTIONS)
        return usage(traffic->self, "at most %d options for one socket", SIDE_OPTIONS);
    side->option[side->option_count++] = text;
    return TRAFFIC_GO;
}

static int read_size(struct traffic *traffic, const char *text)
{
    int64_t size;
    if (number_parse(text, &size) < 0 || size < 1 || size > SIZE_MAXIMUM)
        return usage(traffic->self, "--size takes 1 to %d bytes, not '%s'", SIZE_MAXIMUM, text);
    traffic->size = (size_t)size;
    return TRAFFIC_GO;
}

static int read_one(struct traffic *traffic, int option)
{
    switch (option) {
    case TRAFFIC_PROTOCOL:
        traffic->a.protocol = optarg;
        return TRAFFIC_GO;
    case TRAFFIC_TO_PROTOCOL:
        traffic->b.protocol = optarg;
        return TRAFFIC_GO;
    case TRAFFIC_OPTION:
        return read_option(traffic, &traffic->a, optarg);
    case TRAFFIC_TO_OPTION:
        return read_option(traffic, &traffic->b, optarg);
    case TRAFFIC_TIMEOUT:
        return read_timeout(traffic, optarg);
    case TRAFFIC_BIND:
        traffic->bind = optarg;
        return TRAFFIC_GO;
    case TRAFFIC_SIZE:
        return read_size(traffic, optarg);
    case TRAFFIC_ONCE:
        traffic->once = true;
        return TRAFFIC_GO;
    case TRAFFIC_JSON:
        traffic->json = true;
        return TRAFFIC_GO;
    default:
        return option == OPTION_HELP ? help(traffic->self) : WRONG_USAGE;
    }
}

int traffic_read(const struct command *self, int argc, char **argv, const struct option *options, int addresses,
                 struct traffic *traffic)
{
    *traffic = (struct traffic){ .self = self, .timeout = SOCKFAM_BLOCKING, .events = stderr };
    for (int option; (option = options_next(self, argc, argv, options)) != OPTION_END;) {
        int result = read_one(traffic, option);
        if (result != TRAFFIC_GO)
            return result;
    }
    int at = options_left();
    if (argc - at != addresses)
        return usage(self, argc - at < addresses ? "which address%s?" : "%.0stoo many addresses",
                     addresses == 2 ? "es, A and B" : "");
    traffic->a.text = argv[at];
    traffic->b.text = argv[argc - 1];
    return TRAFFIC_GO;
}

/* ------------------------------------------------------------------ what happens */

static void put_event(const struct traffic *traffic, json_t *event)
{
    if (event && json_dumpf(event, traffic->events, JSON_COMPACT) == 0)
        fputc('\n', traffic->events);
    fflush(traffic->events);
    json_decref(event);
}

void traffic_tell(const struct traffic *traffic, const struct sockfam_context *ctx, const char *event,
                  const struct sockfam_address *address)
{
    char text[SOCKFAM_TEXT_MAX] = "";
    sockfam_address_print(ctx, address, traffic->json ? 0 : SOCKFAM_DISPLAY, text, sizeof(text), NULL, NULL);
    if (traffic->json)
        put_event(traffic, json_pack("{s:s, s:s}", "event", event, "address", text));
    else if (isatty(STDERR_FILENO))
        report("%s: %s", event, text);
}

void traffic_tell_end(const struct traffic *traffic, const struct pump *pump, int result)
{
    if (traffic->json)
        put_event(traffic, json_pack("{s:s, s:I, s:I, s:b}", "event", "ended", "sent", (json_int_t)pump->out.moved,
                                     "received", (json_int_t)pump->in.moved, "good", result == YES));
}
