/* SPDX-License-Identifier: MIT */
/* What flows do with sockets and addresses. */
#include "flow.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define FORMATTED(text, form)                                                                                          \
    do {                                                                                                               \
        va_list arguments;                                                                                             \
        va_start(arguments, form);                                                                                     \
        vsnprintf(text, sizeof(text), form, arguments);                                                                \
        va_end(arguments);                                                                                             \
    } while (0)

/* ------------------------------------------------------------------ addresses */

static struct sockfam_address parse(const char *text)
{
    struct sockfam_address address;
    struct sockfam_error error = { 0 };
    flow_check(sockfam_address_parse(ctx, text, strlen(text), 0, &address, &error), text, &error);
    return address;
}

struct sockfam_address flow_address(const char *form, ...)
{
    char text[SOCKFAM_TEXT_MAX];
    FORMATTED(text, form);
    return parse(text);
}

static const char *text_of(const struct sockfam_address *address, unsigned flags, char text[SOCKFAM_TEXT_MAX])
{
    struct sockfam_error error = { 0 };
    flow_check(sockfam_address_print(ctx, address, flags, text, SOCKFAM_TEXT_MAX, NULL, &error), "print", &error);
    return text;
}

void flow_same(const struct sockfam_address *one, const struct sockfam_address *other)
{
    char texts[2][SOCKFAM_TEXT_MAX];
    if (one->format != other->format || one->length != other->length ||
        memcmp(one->bytes, other->bytes, one->length) != 0)
        flow_fail("%s is not %s", text_of(one, 0, texts[0]), text_of(other, 0, texts[1]));
}

void flow_is(const struct sockfam_address *address, const char *form, ...)
{
    char text[SOCKFAM_TEXT_MAX];
    FORMATTED(text, form);
    struct sockfam_address wanted = parse(text);
    flow_same(address, &wanted);
}

static void check_text(const struct sockfam_address *address, unsigned flags)
{
    char text[SOCKFAM_TEXT_MAX];
    struct sockfam_address again = parse(text_of(address, flags, text));
    flow_same(address, &again);
}

static void check_json(const struct sockfam_address *address)
{
    char json[2 * SOCKFAM_TEXT_MAX];
    struct sockfam_address again;
    struct sockfam_error error = { 0 };
    flow_check(sockfam_address_to_json(ctx, address, 0, json, sizeof(json), NULL, &error), "to JSON", &error);
    flow_check(sockfam_address_from_json(ctx, json, strlen(json), 0, &again, &error), json, &error);
    flow_same(address, &again);
}

/* The tuple lacks fields that Python does not know, so only without such the bytes must come back. */
static void check_values(const struct sockfam_address *address)
{
    SOCKFAM_VALUES(values);
    struct sockfam_address again;
    struct sockfam_error error = { 0 };
    flow_check(sockfam_address_to_values(ctx, address, 0, &values, &error), "decode", &error);
    if (sockfam_format_variant_at(address->format, 0)->af == AF_INET && strcmp(address->format->name, "rds") == 0)
        return;
    flow_check(sockfam_address_from_values(ctx, address->format, values.value, values.count, 0, &again, &error),
               "encode", &error);
    flow_same(address, &again);
}

const struct sockfam_address *flow_checked(const struct sockfam_address *address)
{
    char text[SOCKFAM_TEXT_MAX];
    if (!address->format)
        flow_fail("the kernel's address is of no known format: %s", text_of(address, 0, text));
    check_text(address, 0);
    check_text(address, SOCKFAM_DISPLAY);
    check_json(address);
    check_values(address);
    return address;
}

struct sockfam_address flow_name(const struct sockfam_socket *s)
{
    struct sockfam_address address;
    struct sockfam_error error = { 0 };
    flow_check(sockfam_socket_getsockname(s, &address, &error), "getsockname", &error);
    return *flow_checked(&address);
}

struct sockfam_address flow_peer(const struct sockfam_socket *s)
{
    struct sockfam_address address;
    struct sockfam_error error = { 0 };
    flow_check(sockfam_socket_getpeername(s, &address, &error), "getpeername", &error);
    return *flow_checked(&address);
}

uint64_t flow_field(const struct sockfam_address *address, const char *name)
{
    SOCKFAM_VALUES(values);
    struct sockfam_error error = { 0 };
    unsigned flags = SOCKFAM_ALL_FIELDS | SOCKFAM_NO_LOOKUP;
    flow_check(sockfam_address_to_values(ctx, address, flags, &values, &error), "decode", &error);
    for (size_t i = 0; i < values.count; i++)
        if (strcmp(values.field[i]->name, name) == 0) /* the name of interface 0 is "" */
            return values.value[i].kind == SOCKFAM_VALUE_TEXT ? 0 : values.value[i].u;
    flow_fail("no field %s", name);
}

/* ------------------------------------------------------------------ sockets */

struct sockfam_socket flow_open(const char *family, const char *protocol)
{
    struct sockfam_socket s;
    struct sockfam_error error = { 0 };
    flow_check(sockfam_socket_open(ctx, family, protocol, &s, &error), "socket", &error);
    return s;
}

void flow_close(struct sockfam_socket *s)
{
    struct sockfam_error error = { 0 };
    flow_check(sockfam_socket_close(s, &error), "close", &error);
}

void flow_bind(struct sockfam_socket *s, const char *form, ...)
{
    char text[SOCKFAM_TEXT_MAX];
    struct sockfam_error error = { 0 };
    FORMATTED(text, form);
    struct sockfam_address address = parse(text);
    flow_check(sockfam_socket_bind(s, &address, &error), text, &error);
}

void flow_connect_to(struct sockfam_socket *s, const struct sockfam_address *address)
{
    char text[SOCKFAM_TEXT_MAX];
    struct sockfam_error error = { 0 };
    flow_check(sockfam_socket_connect(s, address, &error), text_of(address, SOCKFAM_DISPLAY, text), &error);
}

void flow_connect(struct sockfam_socket *s, const char *form, ...)
{
    char text[SOCKFAM_TEXT_MAX];
    FORMATTED(text, form);
    struct sockfam_address address = parse(text);
    flow_connect_to(s, &address);
}

struct sockfam_socket flow_accept(struct sockfam_socket *listener, struct sockfam_address *peer)
{
    struct sockfam_socket accepted;
    struct sockfam_error error = { 0 };
    flow_check(sockfam_socket_accept(listener, &accepted, peer, &error), "accept", &error);
    if (peer && peer->length > 0)
        flow_checked(peer);
    return accepted;
}

struct flow_pair flow_pair(const char *family, const char *protocol, const char *at, const char *to)
{
    struct sockfam_error error = { 0 };
    struct flow_pair pair = { .listener = flow_open(family, protocol) };
    flow_bind(&pair.listener, "%s", at);
    flow_check(sockfam_socket_listen(&pair.listener, 1, &error), "listen", &error);
    pair.client = flow_open(family, protocol);
    struct sockfam_address target = to ? parse(to) : flow_name(&pair.listener);
    flow_connect_to(&pair.client, &target);
    pair.server = flow_accept(&pair.listener, &pair.peer);
    return pair;
}

void flow_pair_close(struct flow_pair *pair)
{
    flow_close(&pair->server);
    flow_close(&pair->client);
    flow_close(&pair->listener);
}

void flow_set(struct sockfam_socket *s, int level, int number, int64_t value)
{
    char what[64];
    struct sockfam_error error = { 0 };
    snprintf(what, sizeof(what), "set option %d/%d", level, number);
    flow_check(sockfam_socket_setsockopt_int(s, level, number, value, &error), what, &error);
}

int64_t flow_get(struct sockfam_socket *s, int level, int number)
{
    char what[64];
    int64_t value = 0;
    struct sockfam_error error = { 0 };
    snprintf(what, sizeof(what), "get option %d/%d", level, number);
    flow_check(sockfam_socket_getsockopt_int(s, level, number, &value, &error), what, &error);
    return value;
}

int flow_constant(const char *name)
{
    const struct sockfam_constant *constant = sockfam_constant_find(ctx, name);
    if (!constant)
        flow_fail("no constant %s", name);
    return (int)constant->value;
}

void flow_enter(const char *namespace_name)
{
    char path[128] = "/proc/1/ns/net";
    if (namespace_name)
        snprintf(path, sizeof(path), "/run/netns/%s", namespace_name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || setns(fd, CLONE_NEWNET) < 0)
        flow_fail("network namespace %s: %s", path, strerror(errno));
    close(fd);
}
