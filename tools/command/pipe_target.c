/* SPDX-License-Identifier: MIT */
/*
 * From a side's text to addresses. Text that is an address by itself is that one. Else, where a family has names of
 * hosts or nothing says which family is meant, it is HOST:SERVICE, and stands for all addresses of that host that the
 * family has, in the resolver's order. Without a host (":8080") it is this machine: its loopback addresses to connect
 * to, any address to listen on.
 */
#include "pipe.h"
#include "kind.h"

#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "address.h"

/* HOST:SERVICE as parts of a text. */
struct host {
    const struct sockfam_format *format; /* which addresses, NULL: all */
    char name[256];                      /* "": this machine */
    char service[64];
    bool has_port;
};

int address_parse(const struct sockfam_context *ctx, const char *text, struct sockfam_address *address)
{
    if (address_from_text(ctx, 0, "", text, strlen(text), address) != YES)
        return NO;
    if (address->format)
        return YES;
    report("a raw address does not say what socket to open");
    return NO;
}

static int no_memory(void)
{
    report("out of memory");
    return NO;
}

/* What tells services of one name apart; the resolver knows no other types. */
static int type_asked(int32_t type)
{
    return type == SOCKFAM_STREAM || type == SOCKFAM_DGRAM ? socket_type(type) : 0;
}

/* ------------------------------------------------------------------ which host */

/* The format that text names, as "inet:" does, if that has names of hosts; *rest is what follows. */
static const struct sockfam_format *named_format(const struct sockfam_context *ctx, const char *text, const char **rest)
{
    char name[SOCKFAM_NAME_SIZE];
    size_t length = strcspn(text, ":");
    *rest = text;
    if (text[length] != ':' || length == 0 || length >= sizeof(name))
        return NULL;
    memcpy(name, text, length);
    name[length] = '\0';
    const struct sockfam_format *format = sockfam_format_find(ctx, name);
    if (format)
        *rest = text + length + 1;
    return format;
}

static bool is_word(const char *text, const char *more)
{
    static const char usual[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    for (; *text != '\0'; text++) {
        if (!strchr(usual, *text) && !strchr(more, *text) && (unsigned char)*text < 0x80)
            return false;
    }
    return true;
}

/* "host:service", "[host]:service", "host" alone if it has colons itself. False: it is something else. */
static bool split(const char *text, struct host *host)
{
    const char *colon = strrchr(text, ':');
    host->has_port = true;
    size_t length = colon ? (size_t)(colon - text) : 0;
    bool is_bracketed = length >= 2 && text[0] == '[' && text[length - 1] == ']';
    if (!colon || strlen(text) >= sizeof(host->name) || strlen(colon + 1) >= sizeof(host->service))
        return false;
    if (!is_bracketed && strchr(text, ':') != colon) { /* ::1 */
        host->has_port = false;
        snprintf(host->name, sizeof(host->name), "%s", text);
        snprintf(host->service, sizeof(host->service), "0");
        return is_word(text, ":.%") && sockfam_inet_pton(AF_INET6, text, SOCKFAM_TO_NUL, (uint8_t[16]){ 0 }, NULL) >= 0;
    }
    snprintf(host->name, sizeof(host->name), "%.*s", (int)(length - 2 * is_bracketed), text + is_bracketed);
    snprintf(host->service, sizeof(host->service), "%s", colon + 1);
    return is_word(host->name, is_bracketed ? ":.%" : ".") && is_word(host->service, "") && host->service[0] != '\0';
}

static bool is_host(const struct sockfam_context *ctx, const char *text, struct host *host)
{
    const char *rest;
    host->format = named_format(ctx, text, &rest);
    if (host->format && !kind_takes_hosts(host->format))
        return false;
    int64_t port;
    return split(rest, host) && (number_parse(host->service, &port) < 0 || port <= UINT16_MAX);
}

/* ------------------------------------------------------------------ its addresses */

static bool is_known(const struct target *target, const struct sockfam_address *address)
{
    for (size_t i = 0; i < target->count; i++) {
        const struct sockfam_address *other = &target->spots[i].address;
        if (other->format == address->format && other->length == address->length &&
            memcmp(other->bytes, address->bytes, address->length) == 0)
            return true;
    }
    return false;
}

static void take(struct target *target, const struct host *host, const struct sockfam_addrinfos *list)
{
    for (size_t i = 0; i < sockfam_addrinfos_count(list); i++) {
        const struct sockfam_address *address = &sockfam_addrinfos_at(list, i)->address;
        if (!address->format || (host->format && address->format != host->format) || is_known(target, address))
            continue;
        const struct sockfam_protocol_row *row = find_protocol(address->format, target->side->protocol);
        if (row)
            target->spots[target->count++] = (struct spot){ *address, row };
    }
}

/* The protocol's type tells services of one name apart. */
static int32_t type_of(const struct sockfam_context *ctx, const struct host *host, const struct side *side)
{
    const struct sockfam_protocol_row *row = host->format ? find_protocol(host->format, side->protocol) : NULL;
    for (size_t i = 0; !row && i < sockfam_family_count(ctx); i++) {
        const struct sockfam_family *family = sockfam_family_at(ctx, i);
        for (size_t k = 0; !row && k < family->format_count; k++) {
            if (kind_takes_hosts(family->formats[k]))
                row = find_protocol(family->formats[k], side->protocol);
        }
    }
    return row ? type_asked(row->type) : 0;
}

static int find_host(const struct sockfam_context *ctx, const struct host *host, bool listens, struct target *target)
{
    struct sockfam_error error = { 0 };
    struct sockfam_addrinfos *list;
    const struct sockfam_hints hints = { .type = type_of(ctx, host, target->side), .flags = listens ? AI_PASSIVE : 0 };
    if (sockfam_getaddrinfo(ctx, host->name[0] != '\0' ? host->name : NULL, host->service, &hints, &list, &error) < 0) {
        report("%s", error.message);
        return NO;
    }
    target->spots = calloc(sockfam_addrinfos_count(list), sizeof(*target->spots));
    if (target->spots)
        take(target, host, list);
    sockfam_addrinfos_free(list);
    if (!target->spots)
        return no_memory();
    if (target->count > 0)
        return YES;
    report("'%s' has no addresses%s%s for protocol %s", target->side->text, host->format ? " of family " : "",
           host->format ? host->format->family->name : "", target->side->protocol ? target->side->protocol : "");
    target_free(target);
    return NO;
}

/* ------------------------------------------------------------------ both */

static int take_one(const struct sockfam_address *address, struct target *target)
{
    const struct sockfam_protocol_row *row = choose_protocol(address->format, target->side->protocol);
    if (!row)
        return NO;
    target->spots = malloc(sizeof(*target->spots));
    if (!target->spots)
        return no_memory();
    target->spots[0] = (struct spot){ *address, row };
    target->count = 1;
    return YES;
}

int target_find(const struct sockfam_context *ctx, const struct side *side, bool listens, struct target *target)
{
    struct sockfam_address address;
    struct host host;
    const char *text = side->text;
    *target = (struct target){ .side = side };
    if (sockfam_address_parse(ctx, text, strlen(text), SOCKFAM_NO_LOOKUP, &address, NULL) >= 0 && address.format)
        return take_one(&address, target);
    if (is_host(ctx, text, &host)) {
        if (listens || host.has_port)
            return find_host(ctx, &host, listens, target);
        report("which port? Write [%s]:PORT", host.name);
        return NO;
    }
    return address_parse(ctx, text, &address) == YES ? take_one(&address, target) : NO;
}

void target_free(struct target *target)
{
    free(target->spots);
    target->spots = NULL;
    target->count = 0;
}
