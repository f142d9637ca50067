/* SPDX-License-Identifier: MIT */
/*
 * Host names in addresses: one call of getaddrinfo(3), whose first answer is taken. Which kind of address is wanted is
 * the caller's knowledge.
 */
#include <errno.h>
#include <netinet/in.h>
#include <string.h>

#include "core/resolve/lookup.h"
#include "core/resolve/resolve.h"

static void take(const struct addrinfo *answer, uint8_t *address, uint32_t *zone)
{
    struct sockaddr_in ipv4 = { .sin_family = AF_UNSPEC };
    struct sockaddr_in6 ipv6 = { .sin6_family = AF_UNSPEC };
    *zone = 0;
    if (answer->ai_family == AF_INET && answer->ai_addrlen >= sizeof(ipv4)) {
        memcpy(&ipv4, answer->ai_addr, sizeof(ipv4));
        memcpy(address, &ipv4.sin_addr, sizeof(ipv4.sin_addr));
    } else if (answer->ai_addrlen >= sizeof(ipv6)) {
        memcpy(&ipv6, answer->ai_addr, sizeof(ipv6));
        memcpy(address, &ipv6.sin6_addr, sizeof(ipv6.sin6_addr));
        *zone = ipv6.sin6_scope_id;
    }
}

int sf_lookup_host(const struct sockfam_context *ctx, size_t size, struct sockfam_span name, uint8_t *address,
                   uint32_t *zone, struct sockfam_error *error)
{
    const struct sf_resolver *resolver = ctx->sys->resolver;
    const struct addrinfo hints = { .ai_family = size == 4 ? AF_INET : AF_INET6 };
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
    if (status == 0 && (!answer || !answer->ai_addr || answer->ai_family != hints.ai_family))
        status = EAI_NONAME;
    if (status == 0)
        take(answer, address, zone);
    if (answer)
        resolver->freeaddrinfo(answer);
    return status == 0 ? 0 : sf_fail_eai_of(error, status, code, host, NULL);
}
