/* SPDX-License-Identifier: MIT */
/*
 * Host names for the drivers of internet families: one call of getaddrinfo(3), whose first answer is taken, as a whole.
 * The family wanted is the one that the sockaddr holds. Its includer defines _POSIX_C_SOURCE as 200809L or more.
 */
#ifndef SOCKFAM_PLUGINS_LOOKUP_H
#define SOCKFAM_PLUGINS_LOOKUP_H

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include <sockfam/driver.h>

#define LOOKUP_NAME_SIZE 1025 /* NI_MAXHOST, NUL included */

/* Says why `host` has no address; `status` is what getaddrinfo() returned, errno still as it left it. */
static int lookup_fail(const struct sockfam_call *call, const char *host, int status)
{
    char message[SOCKFAM_ERROR_MESSAGE_SIZE];
    int kind = status == EAI_SYSTEM ? SOCKFAM_ERROR_OS : SOCKFAM_ERROR_RESOLVER;
    int code = status != EAI_SYSTEM ? status : errno != 0 ? errno : EIO;

    snprintf(message, sizeof(message), "cannot resolve host \"%.255s\": %s", host,
             status == EAI_SYSTEM ? strerror(code) : gai_strerror(status));
    return call->host->fail(call->error, (uint32_t)kind, code, message);
}

/* struct sockfam_format_code's lookup. May block for as long as the resolver does. */
static int lookup(const struct sockfam_call *call, const char *field, struct sockfam_span name, void *sockaddr,
                  size_t length)
{
    struct addrinfo hints = { .ai_family = ((const struct sockaddr *)sockaddr)->sa_family };
    struct addrinfo *answer = NULL;
    char host[LOOKUP_NAME_SIZE];
    int status;

    (void)field;
    if (name.size >= sizeof(host))
        return call->host->fail(call->error, SOCKFAM_ERROR_VALUE, EINVAL, "a host name has 1024 bytes at most");
    memcpy(host, name.data, name.size);
    host[name.size] = '\0';
    if (strlen(host) != name.size)
        return call->host->fail(call->error, SOCKFAM_ERROR_VALUE, EINVAL, "a host name cannot hold a NUL");

    status = getaddrinfo(host, NULL, &hints, &answer);
    if (status != 0)
        return lookup_fail(call, host, status);
    memcpy(sockaddr, answer->ai_addr, answer->ai_addrlen < length ? answer->ai_addrlen : length);
    freeaddrinfo(answer);
    return 0;
}

#endif
