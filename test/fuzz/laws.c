/* SPDX-License-Identifier: MIT */
/* The laws of addresses and of refusals, as checks. Never any I/O: no lookups. */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

#include "core/context/open.h"
#include "core/plugin/builtin.h"
#include "core/registry/registry.h"

#define JSON_MAX 4096

void fuzz_fail(const char *file, int line, const char *condition, const struct sockfam_error *error)
{
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
    if (error && error->kind != SOCKFAM_ERROR_NONE)
        fprintf(stderr, "  kind %u, code %d, offset %u: %s\n", error->kind, error->code, error->offset, error->message);
    abort();
}

static struct sockfam_context *context;

static void close_context(void)
{
    sockfam_context_close(context);
}

static unsigned no_index(const char *name)
{
    (void)name;
    errno = ENODEV;
    return 0;
}

static char *no_name(unsigned index, char *name)
{
    (void)index;
    (void)name;
    errno = ENXIO;
    return NULL;
}

struct sockfam_context *fuzz_context(void)
{
    static struct sf_sys sys;
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    if (context)
        return context;
    sys = sf_sys_default;
    sys.if_nametoindex = no_index;
    sys.if_indextoname = no_name;
    context = sf_context_new(&sys);
    fuzz_check(context, NULL);
    atexit(close_context);
    struct sf_builtins builtins;
    fuzz_check(sf_builtins_init(&builtins) == 0, NULL);
    for (size_t i = 0; i < builtins.count; i++) {
        struct sf_driver *driver = NULL;
        fuzz_check(sf_builtin_driver(&builtins.all[i], &driver, &error) == 0, &error);
        fuzz_check(sf_registry_add(context, driver, &error) == 0, &error);
    }
    sf_builtins_deinit(&builtins);
    sf_registry_finish(context->registry);
    fuzz_check(sockfam_family_count(context) > 0, NULL);
    return context;
}

static bool is_same(const struct sockfam_address *left, const struct sockfam_address *right)
{
    return left->format == right->format && left->length == right->length &&
           memcmp(left->bytes, right->bytes, left->length) == 0;
}

static void show(const struct sockfam_address *address)
{
    fprintf(stderr, "  %s, %u bytes:", address->format ? address->format->name : "raw", address->length);
    for (size_t i = 0; i < address->length; i++)
        fprintf(stderr, " %02x", address->bytes[i]);
    fprintf(stderr, "\n");
}

/* What came back from another shape: the same address, or for what no user could have given an error. */
static void check_back(const struct sockfam_address *address, int is_given, const char *shape, int result,
                       const struct sockfam_address *back, const struct sockfam_error *error)
{
    if (result == 0 ? is_same(address, back) : !is_given)
        return;
    fprintf(stderr, "  %s\n", shape);
    show(address);
    if (result == 0)
        show(back);
    fuzz_check(result == 0 && is_same(address, back), error);
}

char *fuzz_print(const struct sockfam_context *ctx, const struct sockfam_address *address, unsigned flags)
{
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    size_t need = 0, again = 0;
    fuzz_check(sockfam_address_print(ctx, address, flags, NULL, 0, &need, NULL) == -ENOSPC, NULL);
    fuzz_check(need > 0 && need <= SOCKFAM_TEXT_MAX, NULL);
    char *text = malloc(need);
    fuzz_check(text, NULL);
    memset(text, '!', need);
    fuzz_check(sockfam_address_print(ctx, address, flags, text, need - 1, &again, NULL) == -ENOSPC && again == need,
               NULL);
    for (size_t i = 0; i < need; i++)
        fuzz_check(text[i] == '!', NULL);
    fuzz_check(sockfam_address_print(ctx, address, flags, text, need, &again, &error) == 0 && again == need, &error);
    fuzz_check(strlen(text) + 1 == need, NULL);
    for (size_t i = 0; i + 1 < need; i++)
        fuzz_check(text[i] > 0x20 && text[i] < 0x7f, NULL);
    return text;
}

static void check_text(const struct sockfam_context *ctx, const struct sockfam_address *address, int is_given,
                       unsigned flags)
{
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    struct sockfam_address back;
    char *text = fuzz_print(ctx, address, flags);
    int result = sockfam_address_parse(ctx, text, strlen(text), SOCKFAM_NO_LOOKUP, &back, &error);
    check_back(address, is_given, text, result, &back, &error);
    free(text);
}

static void check_json(const struct sockfam_context *ctx, const struct sockfam_address *address, int is_given,
                       unsigned flags)
{
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    struct sockfam_address back;
    char json[JSON_MAX];
    size_t need = 0;
    fuzz_check(sockfam_address_to_json(ctx, address, flags, json, sizeof(json), &need, &error) == 0, &error);
    fuzz_check(strlen(json) + 1 == need, NULL);
    int result = sockfam_address_from_json(ctx, json, need - 1, SOCKFAM_NO_LOOKUP, &back, &error);
    check_back(address, is_given, json, result, &back, &error);
}

static void check_bytes(const struct sockfam_context *ctx, const struct sockfam_address *address)
{
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    struct sockfam_address back;
    fuzz_check(sockfam_address_from_bytes(ctx, address->format, address->bytes, address->length, address->length, &back,
                                  &error) == 0,
               &error);
    check_back(address, 1, "bytes", 0, &back, NULL);
    fuzz_check(back.received == address->length, NULL);
}

/* Whether a field is in the tuple of some variant; a format that names no tuple has all fields in it. */
static bool is_in_tuple(const struct sockfam_format *format, const char *name)
{
    const struct sockfam_tuple_row *row;
    size_t i = 0;
    for (; (row = sockfam_format_tuple_at(format, i)); i++)
        if (strcmp(row->field, name) == 0)
            return true;
    return i == 0;
}

/*
 * Whether the tuple says everything: nothing in a field that it has not, no text that is not UTF-8, and no interface 0
 * where the empty name that it becomes is refused.
 */
static bool tuple_is_whole(const struct sockfam_context *ctx, const struct sockfam_address *address)
{
    SOCKFAM_VALUES(values);
    fuzz_check(sockfam_address_to_values(ctx, address, SOCKFAM_NO_LOOKUP | SOCKFAM_ALL_FIELDS, &values, NULL) == 0,
               NULL);
    for (size_t i = 0; i < values.count; i++) {
        const struct sockfam_field_row *row = values.field[i];
        const struct sockfam_value *value = &values.value[i];
        if (row->kind == SOCKFAM_KIND_TEXT && value->kind == SOCKFAM_VALUE_BYTES)
            return false;
        if (row->kind == SOCKFAM_KIND_IFACE && row->flags & SOCKFAM_FIELD_NONZERO && value->kind == SOCKFAM_VALUE_TEXT)
            return false;
        if (is_in_tuple(address->format, row->name))
            continue;
        if (value->kind == SOCKFAM_VALUE_TEXT || value->kind == SOCKFAM_VALUE_BYTES || value->s != row->initial)
            return false;
    }
    return true;
}

static void check_values(const struct sockfam_context *ctx, const struct sockfam_address *address, int is_given)
{
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    struct sockfam_address back;
    SOCKFAM_VALUES(values);
    fuzz_check(sockfam_address_to_values(ctx, address, SOCKFAM_NO_LOOKUP, &values, &error) == 0, &error);
    fuzz_check(values.count <= SOCKFAM_FIELDS_MAX, NULL);
    int result =
        sockfam_address_from_values(ctx, address->format, values.value, values.count, SOCKFAM_NO_LOOKUP, &back, &error);
    if (tuple_is_whole(ctx, address))
        check_back(address, is_given, "values", result, &back, &error);
}

void fuzz_laws(const struct sockfam_context *ctx, const struct sockfam_address *address, int is_given)
{
    fuzz_check(address->length <= SOCKFAM_ADDRESS_MAX, NULL);
    check_text(ctx, address, is_given, SOCKFAM_NO_LOOKUP);
    check_json(ctx, address, is_given, SOCKFAM_NO_LOOKUP);
    check_bytes(ctx, address);
    if (!address->format)
        return;
    check_text(ctx, address, is_given, SOCKFAM_NO_LOOKUP | SOCKFAM_DISPLAY);
    check_json(ctx, address, is_given, SOCKFAM_NO_LOOKUP | SOCKFAM_DISPLAY);
    check_values(ctx, address, is_given);
}

void fuzz_message(const struct sockfam_error *error)
{
    fuzz_check(error->kind > SOCKFAM_ERROR_NONE && error->kind <= SOCKFAM_ERROR_MEMORY, error);
    fuzz_check(memchr(error->file, '\0', sizeof(error->file)) && memchr(error->pointer, '\0', sizeof(error->pointer)),
               NULL);
    fuzz_check(error->message[0] != '\0' && memchr(error->message, '\0', sizeof(error->message)), NULL);
    for (const char *c = error->message; *c; c++)
        fuzz_check((uint8_t)*c >= 0x20 && *c != 0x7f, error);
}

void fuzz_refusal(int result, const struct sockfam_error *error, size_t size)
{
    fuzz_message(error);
    fuzz_check(result < 0 && error->offset <= size + 1, error);
    fuzz_check(error->kind == SOCKFAM_ERROR_RESOLVER || error->kind == SOCKFAM_ERROR_HOST || result == -error->code,
               error);
}
