/* SPDX-License-Identifier: MIT */
/* Which format a text belongs to: by its scheme, else by its first character. */
#include "core/address/address.h"

#include "core/base/list.h"

/* The length of the scheme in front of ':', 0: there is none. */
static size_t scheme_size(const char *text, size_t size)
{
    size_t i = 0;
    if (size == 0 || text[0] < 'a' || text[0] > 'z')
        return 0;
    while (i < size && sf_is_name_char(text[i]))
        i++;
    return i < size && text[i] == ':' ? i : 0;
}

static void list_formats(const struct sockfam_context *ctx, struct sf_list *list)
{
    const struct sockfam_family *family;
    sf_list_begin(list);
    for (size_t i = 0; (family = sockfam_family_at(ctx, i)); i++)
        for (size_t j = 0; j < family->format_count; j++)
            sf_list_add(list, family->formats[j]->name);
    sf_list_add(list, "raw");
}

static int no_format(const struct sf_call *call, struct sockfam_span text, size_t scheme)
{
    struct sf_list names;
    uint64_t at = (uint64_t)(text.data - call->text);
    if (!scheme && text.size == 0)
        return sf_fail_reason_at(call->error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_MISSING, NULL, at,
                                 "an empty text is not an address");
    if (!scheme)
        return sf_fail_reason_at(call->error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_SYNTAX, NULL, at,
                                 "\"%.*s\" does not say its format: write FORMAT:ADDRESS, such as inet:127.0.0.1:80 or "
                                 "unix:name",
                                 SF_SHOWN(text));
    list_formats(call->ctx, &names);
    return sf_fail_reason_at(call->error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_NO_SUCH_NAME, NULL, at,
                             "there is no format \"%.*s\"; formats are %s", (int)(scheme < 80 ? scheme : 80), text.data,
                             names.text);
}

/* Finds the format and cuts the scheme off; NULL format and 0 is "raw:". */
static int find_format(struct sf_call *call, struct sockfam_span text, struct sockfam_span *body)
{
    size_t scheme = scheme_size(text.data, text.size);
    *body = text;
    if (!scheme) {
        call->format = text.size ? call->ctx->lead[(uint8_t)text.data[0]] : NULL;
        return call->format ? 0 : no_format(call, text, 0);
    }
    *body = SF_SPAN(text.data + scheme + 1, text.data + text.size);
    if (body->size >= 2 && body->data[0] == '/' && body->data[1] == '/')
        *body = SF_SPAN(body->data + 2, text.data + text.size);
    call->format = sf_format_by_name(call->ctx, text.data, scheme);
    if (!call->format && !(scheme == 3 && memcmp(text.data, "raw", 3) == 0))
        return no_format(call, text, scheme);
    return 0;
}

static int read_address(struct sf_call *call, struct sockfam_span text, struct sockfam_address *address)
{
    struct sockfam_span body;
    int result = find_format(call, text, &body);
    if (result == 0)
        result = call->format ? sf_parse_body(call, body) : sf_raw_parse(call, body);
    if (result == 0)
        sf_address_set(address, call->format, call->bytes, call->length);
    return result;
}

int sf_address_read(const struct sf_call *outer, struct sockfam_span text, struct sockfam_address *address)
{
    _Alignas(8) uint8_t bytes[SOCKFAM_ADDRESS_MAX];
    struct sf_call call = {
        .ctx = outer->ctx, .flags = outer->flags & ~SF_PARTIAL, .bytes = bytes, .error = outer->error
    };
    call.text = outer->text ? outer->text : text.data;
    return read_address(&call, text, address);
}

int sockfam_address_parse(const struct sockfam_context *ctx, const char *text, size_t size, unsigned flags,
                          struct sockfam_address *address, struct sockfam_error *error)
{
    _Alignas(8) uint8_t bytes[SOCKFAM_ADDRESS_MAX];
    struct sf_call call;
    call.ctx = ctx;
    call.flags = flags;
    call.bytes = bytes;
    call.text = text;
    call.at = NULL;
    call.error = error;
    sf_error_begin(error);
    return read_address(&call, (struct sockfam_span){ text, size == SOCKFAM_TO_NUL ? strlen(text) : size }, address);
}
