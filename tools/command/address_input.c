/* SPDX-License-Identifier: MIT */
/* Addresses from text, JSON and bytes in hexadecimal. */
#include "address.h"

#include <stdlib.h>
#include <string.h>

/* Why a scheme is unknown although the config names its family. */
static void explain(const struct sockfam_context *ctx, const char *text, size_t size)
{
    char name[SOCKFAM_NAME_SIZE];
    char reason[1280];
    size_t length = strcspn(text, ":");
    if (size == 0 || length >= size || length >= sizeof(name))
        return;
    memcpy(name, text, length);
    name[length] = '\0';
    if (strcmp(name, "raw") == 0 || sockfam_format_find(ctx, name))
        return;
    const struct sockfam_family *family = sockfam_family_find(ctx, name);
    if (family && family->problem)
        report("family %s cannot be used: %s", name, error_text(family->problem, reason, sizeof(reason)));
    else if (family && family->state == SOCKFAM_STATE_DISABLED)
        report("family %s is disabled by the config", name);
    else
        context_hint(ctx);
}

int address_from_text(const struct sockfam_context *ctx, unsigned flags, const char *where, const char *text,
                      size_t size, struct sockfam_address *address)
{
    struct sockfam_error error = { 0 };
    if (sockfam_address_parse(ctx, text, size, flags, address, &error) >= 0)
        return YES;
    report_text_error(where, &error, text, size);
    explain(ctx, text, size);
    return NO;
}

int address_from_json(const struct sockfam_context *ctx, const struct request *request, struct sockfam_address *address)
{
    struct sockfam_error error = { 0 };
    size_t size = strlen(request->input);
    if (sockfam_address_from_json(ctx, request->input, size, request->flags, address, &error) >= 0)
        return YES;
    report_text_error("", &error, request->input, size);
    return NO;
}

static int no_such_format(const struct sockfam_context *ctx, const char *name)
{
    char offer[128];
    struct near near = { .wanted = name };
    for (size_t i = 0; i < sockfam_family_count(ctx); i++) {
        const struct sockfam_family *family = sockfam_family_at(ctx, i);
        for (size_t j = 0; j < family->format_count; j++)
            near_offer(&near, family->formats[j]->name);
    }
    report("no format '%s'%s", name, near_text(&near, offer, sizeof(offer)));
    return NO;
}

int address_format(const struct sockfam_context *ctx, const char *name, const struct sockfam_format **format)
{
    *format = strcmp(name, "raw") == 0 ? NULL : sockfam_format_find(ctx, name);
    return *format || strcmp(name, "raw") == 0 ? YES : no_such_format(ctx, name);
}

static int from_bytes(const struct sockfam_context *ctx, const struct sockfam_format *format, const uint8_t *bytes,
                      size_t size, struct sockfam_address *address)
{
    struct sockfam_error error = { 0 };
    if (sockfam_address_from_bytes(ctx, format, bytes, size, size, address, &error) >= 0)
        return YES;
    report_error(&error);
    return NO;
}

int address_from_hex(const struct sockfam_context *ctx, const struct request *request, struct sockfam_address *address)
{
    const struct sockfam_format *format;
    if (address_format(ctx, request->format, &format) != YES)
        return NO;
    size_t size = strlen(request->input);
    uint8_t *bytes = malloc(size / 2 + 1);
    if (!bytes) {
        report("out of memory");
        return NO;
    }
    size_t bad = 0;
    int result = NO;
    long count = hex_parse(request->input, size, bytes, &bad);
    if (count >= 0) {
        result = from_bytes(ctx, format, bytes, (size_t)count, address);
    } else {
        struct sockfam_error error = { .kind = SOCKFAM_ERROR_VALUE,
                                       .offset = (uint32_t)bad + 1,
                                       .message = "bytes are pairs of hexadecimal digits" };
        report_text_error("", &error, request->input, size);
    }
    free(bytes);
    return result;
}
