/* SPDX-License-Identifier: MIT */
/*
 * Opening the context. An installed command leaves the choice of the config to the library. One that lies in a build
 * folder, tools/sockfam beside config/sockfam.json, takes that config unless SOCKFAM_CONFIG names another.
 */
#include "command.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

static const char beside[] = "/config/sockfam.json";
static const char tools[] = "/tools";
static const char mark[] = "/meson-private"; /* no folder but that of a build has it */

/* Takes the last part off a path. 0, or -1 if there is none. */
static int cut(char *path)
{
    char *slash = strrchr(path, '/');
    if (!slash)
        return -1;
    *slash = '\0';
    return 0;
}

static bool ends_in(const char *path, const char *end)
{
    size_t size = strlen(path), tail = strlen(end);
    return size > tail && strcmp(path + size - tail, end) == 0;
}

const char *context_config(char path[static PATH_MAX])
{
    char self[PATH_MAX] = "";
    const size_t room = sizeof(self) - sizeof(beside);
    if (getauxval(AT_SECURE) || getenv("SOCKFAM_CONFIG"))
        return NULL;
    ssize_t length = readlink("/proc/self/exe", self, room);
    if (length <= 0 || (size_t)length >= room)
        return NULL;
    if (cut(self) < 0 || !ends_in(self, tools) || cut(self) < 0)
        return NULL;
    char *end = self + strlen(self);
    strcpy(end, mark);
    if (access(self, F_OK) < 0)
        return NULL;
    strcpy(end, beside);
    memcpy(path, self, sizeof(self));
    return access(path, F_OK) == 0 ? path : NULL;
}

static int open_by(int (*open)(struct sockfam_context **ctx, const char *config, struct sockfam_error *error),
                   struct sockfam_context **ctx)
{
    char path[PATH_MAX];
    struct sockfam_error error = { 0 };
    if (open(ctx, context_config(path), &error) >= 0)
        return YES;
    report_error(&error);
    return NO;
}

int context_open(struct sockfam_context **ctx)
{
    return open_by(sockfam_context_open, ctx);
}

int context_inspect(struct sockfam_context **ctx)
{
    return open_by(sockfam_context_inspect, ctx);
}

void context_hint(const struct sockfam_context *ctx)
{
    if (sockfam_problem_at(ctx, 0))
        fputs("Part of the config cannot be used: 'sockfam config check' says what.\n", stderr);
}
