/* SPDX-License-Identifier: MIT */
/*
 * The address of a real socket: opened with the numbers of the family's protocol row, bound, asked for its name. The
 * protocol, not the bytes, says which format the answer has.
 */
#include "address.h"
#include "kind.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int socket_type(int32_t type)
{
    static const int types[] = {
        [SOCKFAM_STREAM] = SOCK_STREAM, [SOCKFAM_DGRAM] = SOCK_DGRAM,         [SOCKFAM_RAW] = SOCK_RAW,
        [SOCKFAM_RDM] = SOCK_RDM,       [SOCKFAM_SEQPACKET] = SOCK_SEQPACKET, [SOCKFAM_DCCP] = SOCK_DCCP,
    };
    return type > 0 && (size_t)type < sizeof(types) / sizeof(types[0]) ? types[type] : type;
}

const struct sockfam_protocol_row *find_protocol(const struct sockfam_format *format, const char *name)
{
    for (size_t i = 0; i < format->family->protocol_count; i++) {
        const struct sockfam_protocol_row *row = sockfam_family_protocol_at(format->family, i);
        if (strcmp(row->format, format->name) == 0 && (!name || strcmp(row->name, name) == 0))
            return row;
    }
    return NULL;
}

const struct sockfam_protocol_row *choose_protocol(const struct sockfam_format *format, const char *name)
{
    const struct sockfam_family *family = format->family;
    const struct sockfam_protocol_row *found = find_protocol(format, name);
    char offer[128];
    struct near near = { .wanted = name ? name : "" };
    if (found)
        return found;
    for (size_t i = 0; i < family->protocol_count; i++) {
        const struct sockfam_protocol_row *row = sockfam_family_protocol_at(family, i);
        if (strcmp(row->format, format->name) == 0)
            near_offer(&near, row->name);
    }
    if (name)
        report("family %s has no protocol '%s' with %s addresses%s", family->name, name, format->name,
               near_text(&near, offer, sizeof(offer)));
    else
        report("family %s has no protocol with %s addresses", family->name, format->name);
    return NULL;
}

bool address_path(const struct sockfam_address *address, char path[static SOCKFAM_ADDRESS_MAX + 1])
{
    memset(path, 0, SOCKFAM_ADDRESS_MAX + 1);
    for (size_t i = 0; i < address->format->field_count; i++) {
        const struct sockfam_field_row *field = sockfam_format_field_at(address->format, i);
        if (kind_is_path(field) && field->at < address->length && address->bytes[field->at] != '\0') {
            memcpy(path, address->bytes + field->at, address->length - field->at);
            return true;
        }
    }
    return false;
}

static int take_name(const struct sockfam_context *ctx, const struct sockfam_format *format, int fd,
                     struct sockfam_address *address)
{
    struct sockfam_error error = { 0 };
    union {
        struct sockaddr any;
        uint8_t bytes[2 * SOCKFAM_ADDRESS_MAX];
    } name = { .bytes = { 0 } };
    socklen_t length = sizeof(name);
    if (getsockname(fd, &name.any, &length) < 0) {
        report("bound, but the kernel does not say to what: %s", strerror(errno));
        return NO;
    }
    size_t size = length < sizeof(name) ? length : sizeof(name);
    if (sockfam_address_from_bytes(ctx, format, name.bytes, size, length, address, &error) >= 0)
        return YES;
    report_error(&error);
    return NO;
}

static int bind_and_ask(const struct sockfam_context *ctx, const struct request *request, int fd,
                        struct sockfam_address *address)
{
    struct sockfam_address wanted = *address;
    char path[SOCKFAM_ADDRESS_MAX + 1];
    const void *bytes = wanted.bytes;
    if (bind(fd, bytes, wanted.length) < 0) {
        report("cannot bind %s: %s", request->input, strerror(errno));
        return NO;
    }
    int result = take_name(ctx, wanted.format, fd, address);
    if (address_path(&wanted, path))
        unlink(path); /* taking an address apart leaves nothing behind */
    return result;
}

static int open_socket(const struct sockfam_context *ctx, const struct sockfam_family *family,
                       const struct sockfam_protocol_row *row)
{
    if (family->af == 0 || !sockfam_context_holds(ctx, family->on)) {
        report("family %s has no sockets on this system", family->name);
        return -1;
    }
    int protocol = row->protocol == SOCKFAM_ANY ? 0 : row->protocol;
    int fd = socket((int)family->af, socket_type(row->type) | SOCK_CLOEXEC, protocol);
    if (fd < 0)
        report("cannot open a socket of family %s, protocol %s: %s", family->name, row->name, strerror(errno));
    return fd;
}

int address_from_bound(const struct sockfam_context *ctx, const struct request *request,
                       struct sockfam_address *address)
{
    if (address_from_text(ctx, request->flags, "", request->input, strlen(request->input), address) != YES)
        return NO;
    if (!address->format) {
        report("a raw address does not say what socket to open");
        return NO;
    }
    const struct sockfam_protocol_row *row = choose_protocol(address->format, request->protocol);
    if (!row)
        return NO;
    int fd = open_socket(ctx, address->format->family, row);
    if (fd < 0)
        return NO;
    int result = bind_and_ask(ctx, request, fd, address);
    close(fd);
    return result;
}
