/* SPDX-License-Identifier: MIT */
/*
 * Hosts as gethostbyname(3) and its relatives know them. A text becomes one address by the rules of sf_ip_find(); for
 * the functions that answer with a whole entry, the _r functions of libc then run with a buffer that grows, and their
 * answer is copied into one allocation: the entry, the pointers, the texts.
 */
#include <errno.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/address/ip.h"
#include "core/resolve/resolve.h"

/* ------------------------------------------------------------------ one address */

/* Takes the address out of what getaddrinfo(3) answered; false: it is of another family, or cut off. */
static bool take_address(const struct addrinfo *info, struct sf_ip *ip)
{
    bool is_ipv4 = info->ai_family == AF_INET && info->ai_addrlen >= sizeof(struct sockaddr_in);
    bool is_ipv6 = info->ai_family == AF_INET6 && info->ai_addrlen >= sizeof(struct sockaddr_in6);
    size_t at = is_ipv4 ? offsetof(struct sockaddr_in, sin_addr) : offsetof(struct sockaddr_in6, sin6_addr);
    if (!info->ai_addr || (!is_ipv4 && !is_ipv6))
        return false;
    ip->family = info->ai_family;
    memcpy(ip->bytes, (const char *)info->ai_addr + at, sf_ip_size(ip->family));
    return true;
}

/* The first address of a name that libc finds. */
static int look_up(const struct sf_resolver *resolver, const char *name, int family, struct sf_ip *ip,
                   struct sockfam_error *error)
{
    struct addrinfo hints = { .ai_family = family };
    struct addrinfo *answer = NULL;
    int status = resolver->getaddrinfo(name, NULL, &hints, &answer);
    int code = errno;
    if (status == 0 && !answer)
        status = EAI_NONAME;
    if (status != 0)
        return sf_fail_eai_of(error, status, code, name, NULL);
    bool is_taken = take_address(answer, ip);
    resolver->freeaddrinfo(answer);
    return is_taken ? 0 : sf_fail_errno(error, EAFNOSUPPORT, "host \"%.255s\" is neither IPv4 nor IPv6", name);
}

/* Literals of the family wanted, AF_INET or either; a zone is left to libc, which knows interfaces. */
static bool read_literal(const char *name, int family, struct sf_ip *ip)
{
    const char *end = name + strlen(name);
    ip->family = AF_INET;
    if (sf_ipv4_read(name, end, ip->bytes) == end)
        return true;
    ip->family = AF_INET6;
    return family == AF_UNSPEC && sf_ipv6_read(name, end, ip->bytes) == end;
}

int sf_ip_find(const struct sockfam_context *ctx, const char *name, int family, struct sf_ip *ip,
               struct sockfam_error *error)
{
    bool is_broadcast = strcmp(name, "<broadcast>") == 0;
    memset(ip->bytes, is_broadcast ? 0xff : 0, sizeof(ip->bytes));
    ip->family = AF_INET;
    if (*name == '\0' && family == AF_UNSPEC)
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_AMBIGUOUS, "host",
                              "an empty host stands for two addresses, 0.0.0.0 and ::");
    if (is_broadcast || *name == '\0' || read_literal(name, family, ip))
        return 0;
    return look_up(ctx->sys->resolver, name, family, ip, error);
}

int sockfam_gethostbyname(const struct sockfam_context *ctx, const char *name, char text[SOCKFAM_IP_SIZE],
                          struct sockfam_error *error)
{
    struct sf_ip ip;
    sf_error_begin(error);
    int result = sf_ip_find(ctx, name, AF_INET, &ip, error);
    if (result == 0)
        sf_ip_print(ip.family, ip.bytes, text);
    return result;
}

/* ------------------------------------------------------------------ whole entries */

struct entry {
    struct sockfam_hostent view; /* first, so a pointer to one is a pointer to the other */
    const char *texts[];         /* aliases, then addresses; then the texts themselves */
};

static size_t count_pointers(char *const *list)
{
    size_t count = 0;
    while (list && list[count])
        count++;
    return count;
}

static const char *put_text(char **at, const char *text)
{
    size_t size = strlen(text) + 1;
    const char *copy = memcpy(*at, text, size);
    *at += size;
    return copy;
}

int sf_hostent_new(struct sockfam_hostent **host, const struct hostent *from, int family, struct sockfam_error *error)
{
    const char *name = from->h_name ? from->h_name : "";
    size_t aliases = count_pointers(from->h_aliases), addresses = count_pointers(from->h_addr_list);
    if (from->h_addrtype != family || from->h_length != (int)sf_ip_size(family))
        return sf_fail_errno(error, EAFNOSUPPORT, "the entry of host \"%.255s\" is of family %d", name,
                             from->h_addrtype);
    size_t size = strlen(name) + 1 + addresses * SOCKFAM_IP_SIZE;
    for (size_t i = 0; i < aliases; i++)
        size += strlen(from->h_aliases[i]) + 1;
    struct entry *entry = malloc(sizeof(*entry) + (aliases + addresses) * sizeof(entry->texts[0]) + size);
    if (!entry)
        return sf_no_memory(error);
    char *at = (char *)(entry->texts + aliases + addresses);
    entry->view = (struct sockfam_hostent){ .name = put_text(&at, name),
                                            .af = family,
                                            .alias_count = aliases,
                                            .aliases = entry->texts,
                                            .address_count = addresses,
                                            .addresses = entry->texts + aliases };
    for (size_t i = 0; i < aliases; i++)
        entry->texts[i] = put_text(&at, from->h_aliases[i]);
    for (size_t i = 0; i < addresses; i++) {
        entry->texts[aliases + i] = at;
        at = sf_ip_print(family, from->h_addr_list[i], at) + 1;
    }
    *host = &entry->view;
    return 0;
}

void sockfam_hostent_free(struct sockfam_hostent *host)
{
    free((struct entry *)(void *)host);
}

/* An _r function under way: by address, or by name where `name` is set. */
struct query {
    const struct sf_resolver *resolver;
    const char *name;
    const struct sf_ip *ip;
};

static int ask_once(const struct query *query, struct sf_scratch *scratch, struct hostent *entry,
                    struct hostent **answer, int *code)
{
    const struct sf_ip *ip = query->ip;
    *answer = NULL;
    *code = 0;
    errno = 0;
    if (query->name)
        return query->resolver->gethostbyname_r(query->name, entry, scratch->bytes, scratch->size, answer, code);
    return query->resolver->gethostbyaddr_r(ip->bytes, (socklen_t)sf_ip_size(ip->family), ip->family, entry,
                                            scratch->bytes, scratch->size, answer, code);
}

static int ask(const struct query *query, const char *shown, struct sockfam_hostent **host, struct sockfam_error *error)
{
    struct sf_scratch scratch;
    struct hostent entry, *answer;
    int status, code, result = 0;
    sf_scratch_init(&scratch);
    do
        status = ask_once(query, &scratch, &entry, &answer, &code);
    while (status == ERANGE && (result = sf_scratch_grow(&scratch, error)) == 0);
    int reason = status > 0 ? status : errno;
    if (status != 0 && code == NETDB_SUCCESS)
        code = NETDB_INTERNAL;
    if (result == 0 && answer)
        result = sf_hostent_new(host, answer, query->ip->family, error);
    else if (result == 0)
        result = sf_fail_host(error, code, reason, "cannot find host \"%.255s\"", shown);
    sf_scratch_deinit(&scratch);
    return result;
}

int sockfam_gethostbyname_ex(const struct sockfam_context *ctx, const char *name, struct sockfam_hostent **host,
                             struct sockfam_error *error)
{
    struct sf_ip ip;
    struct query query = { .resolver = ctx->sys->resolver, .name = name, .ip = &ip };
    sf_error_begin(error);
    int result = sf_ip_find(ctx, name, AF_INET, &ip, error);
    return result < 0 ? result : ask(&query, name, host, error);
}

int sf_host_by_address(const struct sockfam_context *ctx, const char *name, struct sockfam_hostent **host,
                       struct sockfam_error *error)
{
    struct sf_ip ip;
    struct query query = { .resolver = ctx->sys->resolver, .ip = &ip };
    int result = sf_ip_find(ctx, name, AF_UNSPEC, &ip, error);
    return result < 0 ? result : ask(&query, name, host, error);
}

int sockfam_gethostbyaddr(const struct sockfam_context *ctx, const char *name, struct sockfam_hostent **host,
                          struct sockfam_error *error)
{
    sf_error_begin(error);
    return sf_host_by_address(ctx, name, host, error);
}
