/* SPDX-License-Identifier: MIT */
/*
 * getaddrinfo(3) and getnameinfo(3) with addresses of the context's formats. A list is one allocation: the head, the
 * items, then the canonical names; libc's list is copied and freed before we return.
 *
 * Only ports get a check of our own. glibc reads them with strtoul(3) and keeps 16 bits, so that 65616, "+80" and
 * "-4294967216" all mean 80; here a service is a name or the digits of a number that fits.
 */
#include <ctype.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/address/address.h"
#include "core/resolve/resolve.h"

/* ------------------------------------------------------------------ the service */

/* Whether libc would read it as a number that we refuse: beyond 16 bits, or behind blanks or a sign. */
static bool is_odd_number(const char *service)
{
    const char *p = service;
    while (isspace((unsigned char)*p))
        p++;
    if (*p == '+' || *p == '-')
        p++;
    const char *digits = p;
    unsigned port = 0;
    for (; *p >= '0' && *p <= '9'; p++)
        port = port > UINT16_MAX ? port : port * 10 + (unsigned)(*p - '0');
    if (*p != '\0' || p == digits)
        return false;
    return digits != service || port > UINT16_MAX;
}

/* ------------------------------------------------------------------ the list */

struct sockfam_addrinfos {
    size_t count;
    struct sockfam_addrinfo items[];
};

static int set_item(const struct sockfam_context *ctx, const struct addrinfo *from, struct sockfam_addrinfo *item,
                    char **text, struct sockfam_error *error)
{
    item->af = from->ai_family;
    item->type = from->ai_socktype;
    item->protocol = from->ai_protocol;
    item->canonical = "";
    if (from->ai_canonname) {
        size_t size = strlen(from->ai_canonname) + 1;
        item->canonical = memcpy(*text, from->ai_canonname, size);
        *text += size;
    }
    const struct sockfam_format *format = sockfam_format_by_number(ctx, (uint32_t)from->ai_family, from->ai_protocol);
    size_t length = from->ai_addr ? from->ai_addrlen : 0;
    return sockfam_address_from_bytes(ctx, format, from->ai_addr, length, length, &item->address, error);
}

static int copy_list(const struct sockfam_context *ctx, const struct addrinfo *from, struct sockfam_addrinfos **made,
                     struct sockfam_error *error)
{
    size_t count = 0, text_size = 0;
    for (const struct addrinfo *info = from; info; info = info->ai_next) {
        text_size += info->ai_canonname ? strlen(info->ai_canonname) + 1 : 0;
        count++;
    }
    struct sockfam_addrinfos *list = malloc(sizeof(*list) + count * sizeof(list->items[0]) + text_size);
    if (!list)
        return sf_no_memory(error);
    char *text = (char *)(list->items + count);
    list->count = 0;
    for (const struct addrinfo *info = from; info; info = info->ai_next) {
        int result = set_item(ctx, info, &list->items[list->count++], &text, error);
        if (result < 0) {
            free(list);
            return result;
        }
    }
    *made = list;
    return 0;
}

/* 0 or an EAI_ code. */
static int take_hints(const struct sockfam_hints *hints, struct addrinfo *wanted)
{
    if (!hints)
        return 0;
    wanted->ai_family = hints->af;
    wanted->ai_socktype = hints->type;
    wanted->ai_protocol = hints->protocol;
    wanted->ai_flags = hints->flags;
    if (!(hints->options & SOCKFAM_HINTS_IDNA))
        return 0;
#ifdef AI_IDN
    wanted->ai_flags |= AI_IDN | (hints->flags & AI_CANONNAME ? AI_CANONIDN : 0);
    return 0;
#else
    return EAI_BADFLAGS;
#endif
}

int sockfam_getaddrinfo(const struct sockfam_context *ctx, const char *host, const char *service,
                        const struct sockfam_hints *hints, struct sockfam_addrinfos **list, struct sockfam_error *error)
{
    const struct sf_resolver *resolver = ctx->sys->resolver;
    struct addrinfo wanted = { 0 };
    struct addrinfo *answer = NULL;
    sf_error_begin(error);
    int status = take_hints(hints, &wanted);
    if (status != 0)
        return sf_fail_eai(error, status, 0, "this C library cannot encode host names (IDNA)");
    if (service && is_odd_number(service) && !(hints && hints->options & SOCKFAM_HINTS_LIBC_PORTS))
        return sf_fail_eai(error, EAI_SERVICE, 0, "a port must be 0 to 65535, and \"%.80s\" is not", service);
    status = resolver->getaddrinfo(host, service, &wanted, &answer);
    int code = errno;
    if (status == 0 && !answer)
        status = EAI_NONAME;
    if (status != 0)
        return sf_fail_eai_of(error, status, code, host, service ? service : "");
    int result = copy_list(ctx, answer, list, error);
    resolver->freeaddrinfo(answer);
    return result;
}

const struct sockfam_addrinfo *sockfam_addrinfos_at(const struct sockfam_addrinfos *list, size_t index)
{
    return index < list->count ? &list->items[index] : NULL;
}

size_t sockfam_addrinfos_count(const struct sockfam_addrinfos *list)
{
    return list->count;
}

void sockfam_addrinfos_free(struct sockfam_addrinfos *list)
{
    free(list);
}

/* ------------------------------------------------------------------ names of an address */

/* An address's family and where its host lies; false: it is not of the internet, or cut off. */
static bool is_internet(const struct sockfam_address *address, int *family, const uint8_t **host)
{
    *family = address->length >= sizeof(struct sockaddr_in) ? sf_family_of(address->bytes) : AF_UNSPEC;
    *host = address->bytes +
            (*family == AF_INET ? offsetof(struct sockaddr_in, sin_addr) : offsetof(struct sockaddr_in6, sin6_addr));
    return *family == AF_INET || (*family == AF_INET6 && address->length >= sizeof(struct sockaddr_in6));
}

/* Copies both texts or none. */
static int give_names(const char *host, char *host_out, size_t host_size, const char *service, char *service_out,
                      size_t service_size, struct sockfam_error *error)
{
    size_t host_need = host_out ? strlen(host) + 1 : 0;
    size_t service_need = service_out ? strlen(service) + 1 : 0;
    if (host_need > host_size)
        return sf_no_room(error, "the host", host_need, host_size);
    if (service_need > service_size)
        return sf_no_room(error, "the service", service_need, service_size);
    if (host_need)
        memcpy(host_out, host, host_need);
    if (service_need)
        memcpy(service_out, service, service_need);
    return 0;
}

int sockfam_getnameinfo(const struct sockfam_context *ctx, const struct sockfam_address *address, int32_t flags,
                        char *host, size_t host_size, char *service, size_t service_size, struct sockfam_error *error)
{
    char host_name[SOCKFAM_HOST_SIZE], service_name[SOCKFAM_HOST_SIZE], number[SOCKFAM_IP_SIZE];
    int family;
    const uint8_t *bytes;
    sf_error_begin(error);
    if (!is_internet(address, &family, &bytes))
        return sf_fail_eai(error, EAI_FAMILY, 0, "only IPv4 and IPv6 addresses have host names");
    if (!host && !service)
        return sf_fail_eai(error, EAI_NONAME, 0, "neither the host nor the service is asked for");
    int status = ctx->sys->resolver->getnameinfo(
        (const struct sockaddr *)(const void *)address->bytes, (socklen_t)sf_address_length(address),
        host ? host_name : NULL, host ? sizeof(host_name) : 0, service ? service_name : NULL,
        service ? sizeof(service_name) : 0, flags);
    int code = errno;
    if (status == 0)
        return give_names(host_name, host, host_size, service_name, service, service_size, error);
    sf_ip_print(family, bytes, number);
    if (status == EAI_OVERFLOW)
        return sf_fail_reason(error, SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_NO_ROOM, NULL,
                              "the name of %s or of its service takes more than %d bytes", number, SOCKFAM_HOST_SIZE);
    return sf_fail_eai(error, status, code, "cannot find the name of %s", number);
}
