/* SPDX-License-Identifier: MIT */
/*
 * The names of this machine. The fully qualified one is a guess that never fails for want of an answer: the first name
 * with a dot among those that the resolver has for an address, else its canonical one, else what was asked for.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/address/address.h"
#include "core/resolve/resolve.h"

#define HOSTNAME_SIZE 1024 /* far beyond any kernel's limit */

/* Into `name` of HOSTNAME_SIZE bytes. */
static int read_hostname(const struct sf_sys *sys, char *name, struct sockfam_error *error)
{
    name[HOSTNAME_SIZE - 1] = '\0';
    if (sys->gethostname(name, HOSTNAME_SIZE - 1) < 0)
        return sf_fail_errno(error, errno, "cannot read this machine's name");
    return 0;
}

int sockfam_gethostname(const struct sockfam_context *ctx, char *text, size_t size, size_t *need,
                        struct sockfam_error *error)
{
    char name[HOSTNAME_SIZE];
    sf_error_begin(error);
    int result = read_hostname(ctx->sys, name, error);
    return result < 0 ? result : sf_give_text(name, strlen(name), text, size, need, error);
}

int sockfam_sethostname(const struct sockfam_context *ctx, const char *name, struct sockfam_error *error)
{
    sf_error_begin(error);
    if (ctx->sys->sethostname(name, strlen(name)) < 0)
        return sf_fail_errno(error, errno, "cannot rename this machine to \"%.80s\"", name);
    return 0;
}

static const char *best_name(const struct sockfam_hostent *host)
{
    if (strchr(host->name, '.'))
        return host->name;
    for (size_t i = 0; i < host->alias_count; i++)
        if (strchr(host->aliases[i], '.'))
            return host->aliases[i];
    return host->name;
}

/* Finds the name of `name` and gives it away; running out of memory is the one failure of a lookup that counts. */
static int give_best_name(const struct sockfam_context *ctx, const char *name, char *text, size_t size, size_t *need,
                          struct sockfam_error *error)
{
    struct sockfam_hostent *host = NULL;
    int result = sf_host_by_address(ctx, name, &host, NULL);
    if (result == -ENOMEM)
        return sf_no_memory(error);
    const char *best = host ? best_name(host) : name;
    result = sf_give_text(best, strlen(best), text, size, need, error);
    sockfam_hostent_free(host);
    return result;
}

int sockfam_getfqdn(const struct sockfam_context *ctx, const char *name, char *text, size_t size, size_t *need,
                    struct sockfam_error *error)
{
    static const char blanks[] = " \t\n\v\f\r";
    sf_error_begin(error);
    name = name ? name + strspn(name, blanks) : "";
    size_t length = strlen(name);
    while (length && strchr(blanks, name[length - 1]))
        length--;
    char *trimmed = strndup(name, length);
    if (!trimmed)
        return sf_no_memory(error);
    char own[HOSTNAME_SIZE];
    bool is_own = length == 0 || strcmp(trimmed, "0.0.0.0") == 0 || strcmp(trimmed, "::") == 0;
    int result = is_own ? read_hostname(ctx->sys, own, error) : 0;
    if (result == 0)
        result = give_best_name(ctx, is_own ? own : trimmed, text, size, need, error);
    free(trimmed);
    return result;
}
