/* SPDX-License-Identifier: MIT */
/* The command line of subcommands that move data, and what they tell while they do. */
#include "pipe.h"

#include <getopt.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SIZE_MAXIMUM (1 << 20)

static int read_seconds(struct traffic *traffic, const char *name, const char *text, int64_t *nanoseconds)
{
    struct sockfam_error error = { 0 };
    char *end;
    double seconds = strtod(text, &end);
    if (end == text || *end != '\0' || !(seconds > 0))
        return usage(traffic->self, "--%s takes seconds, more than 0, not '%s'", name, text);
    if (sockfam_timeout_from_seconds(seconds, nanoseconds, &error) < 0)
        return usage(traffic->self, "--%s %s: %s", name, text, error.message);
    return TRAFFIC_GO;
}

static int read_mode(struct traffic *traffic, const char *text)
{
    char *end;
    unsigned long mode = strtoul(text, &end, 8);
    if (text[0] < '0' || text[0] > '7' || *end != '\0' || mode > 07777)
        return usage(traffic->self, "--mode takes octal digits, such as 660, not '%s'", text);
    traffic->a.mode = (int32_t)mode;
    return TRAFFIC_GO;
}

/* USER, USER:GROUP or :GROUP, names or numbers. */
static int read_owner(struct traffic *traffic, const char *text)
{
    char user[64];
    size_t length = strcspn(text, ":");
    const char *group = text[length] == ':' ? text + length + 1 : "";
    snprintf(user, sizeof(user), "%.*s", (int)length, text);
    const struct passwd *known = user[0] != '\0' ? getpwnam(user) : NULL;
    const struct group *known_group = group[0] != '\0' ? getgrnam(group) : NULL;
    bool is_user = user[0] == '\0' || known || number_parse(user, &traffic->a.uid) == 0;
    bool is_group = group[0] == '\0' || known_group || number_parse(group, &traffic->a.gid) == 0;
    if (known)
        traffic->a.uid = known->pw_uid;
    if (known_group)
        traffic->a.gid = known_group->gr_gid;
    if (length >= sizeof(user) || !is_user || !is_group || (user[0] == '\0' && group[0] == '\0'))
        return usage(traffic->self, "--owner takes USER, USER:GROUP or :GROUP that exist, not '%s'", text);
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

/* Options without an argument: which member they set. */
static bool *flag_of(struct traffic *traffic, int option)
{
    switch (option) {
    case TRAFFIC_ONCE:
        return &traffic->once;
    case TRAFFIC_JSON:
        return &traffic->json;
    case TRAFFIC_SEND_ONLY:
        return &traffic->send_only;
    case TRAFFIC_RECEIVE_ONLY:
        return &traffic->receive_only;
    case TRAFFIC_END_WITH_PEER:
        return &traffic->ends_with_peer;
    case TRAFFIC_ACTIVATED:
        return &traffic->is_activated;
    default:
        return NULL;
    }
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
        return read_seconds(traffic, "timeout", optarg, &traffic->timeout);
    case TRAFFIC_IDLE:
        return read_seconds(traffic, "idle", optarg, &traffic->idle);
    case TRAFFIC_BIND:
        traffic->bind = optarg;
        return TRAFFIC_GO;
    case TRAFFIC_SIZE:
        return read_size(traffic, optarg);
    case TRAFFIC_MODE:
        return read_mode(traffic, optarg);
    case TRAFFIC_OWNER:
        return read_owner(traffic, optarg);
    default:
        return option == OPTION_HELP ? help(traffic->self) : WRONG_USAGE;
    }
}

/* What is left are the addresses: those of sides that are not there already. */
static int read_addresses(struct traffic *traffic, int argc, char **argv, int addresses)
{
    int at = options_left();
    int given = argc - at;
    int wanted = addresses - traffic->is_activated;
    if (given > wanted)
        return usage(traffic->self, "too many addresses");
    if (given < wanted)
        return usage(traffic->self, "which address%s?", wanted == 2 ? "es, A and B" : "");
    traffic->a.text = traffic->is_activated ? "LISTEN_FDS" : argv[at];
    traffic->b.text = argv[argc - 1];
    if (traffic->send_only && traffic->receive_only)
        return usage(traffic->self, "--send-only and --receive-only leave nothing to do");
    return TRAFFIC_GO;
}

int traffic_read(const struct command *self, int argc, char **argv, const struct option *options, int addresses,
                 struct traffic *traffic)
{
    *traffic = (struct traffic){ .self = self,
                                 .timeout = SOCKFAM_BLOCKING,
                                 .idle = 60 * INT64_C(1000000000),
                                 .events = stderr,
                                 .a = { .mode = -1, .uid = -1, .gid = -1 } };
    for (int option; (option = options_next(self, argc, argv, options)) != OPTION_END;) {
        bool *flag = flag_of(traffic, option);
        if (flag)
            *flag = true;
        int result = flag ? TRAFFIC_GO : read_one(traffic, option);
        if (result != TRAFFIC_GO)
            return result;
    }
    return read_addresses(traffic, argc, argv, addresses);
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

void traffic_tell_end(const struct traffic *traffic, uint64_t sent, uint64_t received, int result)
{
    if (traffic->json)
        put_event(traffic, json_pack("{s:s, s:I, s:I, s:b}", "event", "ended", "sent", (json_int_t)sent, "received",
                                     (json_int_t)received, "good", result == YES));
}
