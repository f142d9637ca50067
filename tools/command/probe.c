/* SPDX-License-Identifier: MIT */
/*
 * sockfam probe: does a family work here, and if not, why; a verdict for each of its protocols. Passive towards the
 * kernel: a socket is opened only where that loads nothing, unless --active allows it.
 */
#include "command.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include <sockfam/probe.h>

#include "families.h"

#define LINE "%-10s %-16s %-9s  %-11s  %-15s  "

static const char help_text[] =
    "usage: sockfam probe [--active] [--json] [FAMILY..]\n"
    "\n"
    "Whether families work on this machine, and if not, why: a line for each protocol. A socket is\n"
    "opened, and closed again, only for families that are in the kernel already. Exit code 1 if\n"
    "nothing works of a FAMILY that was named. States:\n"
    "  works        a socket was opened\n"
    "  absent       not in the kernel now; it was not tried, as that may load a module\n"
    "  unsupported  the kernel does not have it\n"
    "  denied       the kernel has it, but this process may not use it\n"
    "  failed       for a reason that says nothing about the family\n"
    "  foreign      it is of another operating system\n"
    "  disabled, missing, refused: its driver cannot be used, see 'sockfam families'\n"
    "\n"
    "  --active  open sockets for the others too; that may load kernel modules\n"
    "  --json    an array of {\"family\",\"protocol\",\"type\",\"number\",\"state\",\"errno\",\"text\"}\n"
    "\n"
    "examples\n"
    "  sockfam probe\n"
    "  sockfam probe --json unix\n"
    "  sockfam probe --active can\n";

enum option_number { ACTIVE = 1, JSON };

static const struct option options[] = {
    { "active", no_argument, NULL, ACTIVE },
    { "json", no_argument, NULL, JSON },
    { "help", no_argument, NULL, OPTION_HELP },
    { NULL, 0, NULL, 0 },
};

struct request {
    unsigned flags;
    json_t *array; /* what --json collects, NULL: print */
    int failed;    /* out of memory */
};

static const char *verdict_name(uint32_t state)
{
    static const char *const names[] = {
        [SOCKFAM_VERDICT_WORKS] = "works",     [SOCKFAM_VERDICT_ABSENT] = "absent",
        [SOCKFAM_VERDICT_DENIED] = "denied",   [SOCKFAM_VERDICT_UNSUPPORTED] = "unsupported",
        [SOCKFAM_VERDICT_FOREIGN] = "foreign", [SOCKFAM_VERDICT_FAILED] = "failed",
    };
    const char *name = state < sizeof(names) / sizeof(names[0]) ? names[state] : NULL;
    return name ? name : "unknown";
}

/* "EPERM", in `text` if the C library has no names. NULL for 0. */
static const char *errno_name(int code, char *text, size_t size)
{
    const char *name = NULL;
#ifdef __GLIBC__
    name = code != 0 ? strerrorname_np(code) : NULL;
#endif
    if (name || code == 0)
        return name;
    snprintf(text, size, "%d", code);
    return text;
}

/* One line or element. `row` NULL: it is about the whole family. */
static void emit(struct request *request, const struct sockfam_family *family, const struct sockfam_protocol_row *row,
                 const char *state, int code, const char *text)
{
    char number[12];
    const char *name = errno_name(code, number, sizeof(number));
    if (!request->array) {
        printf(LINE, family->name, row ? row->name : "-", row ? protocol_type_name(row->type) : "-", state,
               name ? name : "-");
        if (row && strcmp(text, state) == 0) /* "works" says all; what it is that works is worth more */
            text = row->doc;
        put_clean(stdout, text, strlen(text));
        putchar('\n');
        return;
    }
    int numbered = row && row->protocol != SOCKFAM_ANY;
    json_t *object = json_pack("{s:s, s:s?, s:s?, s:o, s:s, s:s?, s:o}", "family", family->name, "protocol",
                               row ? row->name : NULL, "type", row ? protocol_type_name(row->type) : NULL, "number",
                               numbered ? json_integer(row->protocol) : json_null(), "state", state, "errno", name,
                               "text", json_of_text(text, strlen(text)));
    request->failed |= json_array_append_new(request->array, object) != 0;
}

static int cannot_be_used(struct request *request, const struct sockfam_family *family)
{
    char text[1280];
    const char *reason = family_reason(family, text, sizeof(text));
    emit(request, family, NULL, family_state_name(family->state), 0, reason ? reason : "");
    return NO;
}

/* Whether one of its protocols works. One without protocols has nothing to try, which is not a failure. */
static int one_family(const struct sockfam_context *ctx, struct request *request, const struct sockfam_family *family)
{
    size_t room = family->protocol_count;
    struct sockfam_error error = { 0 };
    if (!family_is_usable(family))
        return cannot_be_used(request, family);
    struct sockfam_verdict *verdicts = calloc(room + 1, sizeof(*verdicts));
    int count = verdicts ? sockfam_probe(ctx, family, request->flags, verdicts, room, &error) : -1;
    int result = count == 0 ? YES : NO;
    if (!verdicts)
        report("out of memory");
    else if (count < 0)
        report_error(&error);
    for (size_t i = 0; count > 0 && i < (size_t)count && i < room; i++) {
        const struct sockfam_verdict *verdict = &verdicts[i];
        emit(request, family, verdict->protocol, verdict_name(verdict->state), verdict->code, verdict->text);
        if (verdict->state == SOCKFAM_VERDICT_WORKS)
            result = YES;
    }
    free(verdicts);
    return result;
}

static int all_families(const struct sockfam_context *ctx, struct request *request)
{
    for (size_t i = 0; i < sockfam_family_count(ctx); i++)
        one_family(ctx, request, sockfam_family_at(ctx, i));
    return YES;
}

static int named_families(const struct sockfam_context *ctx, struct request *request, int count, char **names)
{
    int result = YES;
    for (int i = 0; i < count; i++) {
        const struct sockfam_family *family = sockfam_family_find(ctx, names[i]);
        int one = family ? one_family(ctx, request, family) : no_such_family(ctx, names[i]);
        result = one == YES ? result : NO;
    }
    return result;
}

static int answer(struct request *request, int json, int count, char **names)
{
    struct sockfam_context *ctx = NULL;
    int result = context_open(&ctx);
    if (result != YES)
        return result;
    request->array = json ? json_array() : NULL;
    request->failed = json && !request->array;
    if (!json)
        printf(LINE "%s\n", "family", "protocol", "type", "state", "errno", "what it means");
    if (!request->failed)
        result = count == 0 ? all_families(ctx, request) : named_families(ctx, request, count, names);
    sockfam_context_close(ctx);
    if (!json)
        return result;
    if (request->failed) {
        json_decref(request->array);
        request->array = NULL;
    }
    return write_json_array(request->array) == YES ? result : NO;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct request request = { .flags = 0 };
    int json = 0;
    for (int option; (option = options_next(self, argc, argv, options)) != OPTION_END;) {
        if (option == OPTION_HELP)
            return help(self);
        if (option == ACTIVE)
            request.flags |= SOCKFAM_PROBE_ACTIVE;
        else if (option == JSON)
            json = 1;
        else
            return WRONG_USAGE;
    }
    return answer(&request, json, argc - options_left(), argv + options_left());
}

const struct command command_probe = {
    .name = "probe",
    .summary = "which families work on this machine, and why others don't",
    .help = help_text,
    .run = run,
};
