/* SPDX-License-Identifier: MIT */
/*
 * Host names in addresses: one call of getaddrinfo(3), whose first answer is taken, as a whole. Which family is wanted
 * is the caller's knowledge; whatever libc answers for it is taken over as far as it fits.
 */
#include <errno.h>
#include <string.h>

#include "core/resolve/lookup.h"
#include "core/resolve/resolve.h"

int sf_lookup_host(const struct sockfam_context *ctx, int af, struct sockfam_span name, void *sockaddr, size_t length,
                   struct sockfam_error *error)
{
    const struct sf_resolver *resolver = ctx->sys->resolver;
    const struct addrinfo hints = { .ai_family = af };
    struct addrinfo *answer = NULL;
    char host[SOCKFAM_HOST_SIZE];
    if (name.size >= sizeof(host))
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_TOO_LONG, "host",
                              "a host name has %d bytes at most", SOCKFAM_HOST_SIZE - 1);
    if (name.size)
        memcpy(host, name.data, name.size);
    host[name.size] = '\0';
    if (strlen(host) != name.size)
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_NUL_BYTE, "host",
                              "a host name cannot hold a NUL");
    int status = resolver->getaddrinfo(host, NULL, &hints, &answer);
    int code = errno;
    if (status == 0 && (!answer || !answer->ai_addr))
        status = EAI_NONAME;
    if (status == 0)
        memcpy(sockaddr, answer->ai_addr, answer->ai_addrlen < length ? answer->ai_addrlen : length);
    if (answer)
        resolver->freeaddrinfo(answer);
    return status == 0 ? 0 : sf_fail_eai_of(error, status, code, host, NULL);
}
