/* SPDX-License-Identifier: MIT */
/*
 * Fuzz target: any bytes as the notes of a driver: records, judge, driver, registry. What is accepted is then used,
 * with the rest of the input as addresses, because the engine believes all that the judge let through.
 *
 * Input: "raw:" and notes, or the name of a family, ':', and edits of its notes: see fuzz_unfold().
 */
#include "fuzz.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/context/open.h"
#include "core/plugin/builtin.h"
#include "core/plugin/assemble.h"
#include "core/plugin/records.h"
#include "core/registry/registry.h"
#include "support/constants.h"

static struct fuzz_bytes find_notes(const char *name)
{
    struct sf_builtins builtins;
    fuzz_check(sf_builtins_init(&builtins) == 0, NULL);
    const struct sf_builtin *builtin = sf_builtin_find(&builtins, name);
    const struct sockfam_builtin *object = builtin ? builtin->object : NULL;
    sf_builtins_deinit(&builtins);
    if (!object)
        return (struct fuzz_bytes){ NULL, 0 };
    uint8_t *start = (uint8_t *)(uintptr_t)object->start; /* never written through */
    return (struct fuzz_bytes){ start, (size_t)((const uint8_t *)object->stop - start) };
}

/* ------------------------------------------------------------------ using what was accepted */

static void use_constants(const struct sockfam_context *ctx)
{
    const struct constants all = constants_of(ctx, NULL);
    for (size_t i = 0; i < all.count; i++)
        fuzz_check(sockfam_constant_find(ctx, all.list[i]->name), NULL);
}

static void use_bytes(const struct sockfam_context *ctx, const struct sockfam_format *format, const uint8_t *data,
                      size_t size)
{
    uint8_t bytes[SOCKFAM_ADDRESS_MAX];
    struct sockfam_address address;
    for (size_t row = 0; row < format->variant_count; row++) {
        size_t length = sockfam_format_variant_at(format, row)->size;
        fuzz_check(length <= sizeof(bytes), NULL);
        memset(bytes, 0, sizeof(bytes));
        for (int given = 0; given < 2; given++) {
            memcpy(bytes, &sockfam_format_variant_at(format, row)->af, 2);
            fuzz_check(sockfam_address_from_bytes(ctx, format, bytes, length, length, &address, NULL) == 0, NULL);
            fuzz_laws(ctx, &address, 0);
            memcpy(bytes, data, size < sizeof(bytes) ? size : sizeof(bytes));
        }
    }
}

static void use_text(const struct sockfam_context *ctx, const char *text, size_t size)
{
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    struct sockfam_address address;
    int result = sockfam_address_parse(ctx, text, size, SOCKFAM_NO_LOOKUP, &address, &error);
    if (result < 0)
        fuzz_refusal(result, &error, size);
    else
        fuzz_laws(ctx, &address, 1);
}

/* Drivers whose tables promise more code than a host name's: there is none here, and without it no shape is whole. */
static bool needs_code(const struct sockfam_format *format)
{
    return sockfam_format_variant_at(format, 0)->code & ~SOCKFAM_CODE_LOOKUP;
}

static void use_family(const struct sockfam_context *ctx, const struct sockfam_family *family, const uint8_t *data,
                       size_t size)
{
    char text[SOCKFAM_NAME_SIZE + 64];
    for (size_t i = 0; i < family->format_count; i++) {
        const struct sockfam_format *format = family->formats[i];
        if (needs_code(format))
            continue;
        use_bytes(ctx, format, data, size);
        use_text(ctx, sockfam_format_variant_at(format, 0)->example,
                 strlen(sockfam_format_variant_at(format, 0)->example));
        size_t name = strlen(format->name), rest = size < 60 ? size : 60;
        memcpy(text, format->name, name);
        text[name] = ':';
        memcpy(text + name + 1, data, rest);
        use_text(ctx, text, name + 1 + rest);
    }
}

static void use_driver(struct sf_driver *driver, const uint8_t *data, size_t size)
{
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    struct sockfam_context *ctx = sf_context_new(&sf_sys_default);
    fuzz_check(ctx, NULL);
    int result = sf_registry_add(ctx, driver, &error);
    if (result < 0) { /* a constant stands twice, which only the registry sees */
        fuzz_refusal(result, &error, 0);
        sf_driver_free(driver);
        sockfam_context_close(ctx);
        return;
    }
    sf_registry_finish(ctx->registry);
    use_constants(ctx);
    use_family(ctx, &driver->family, data, size);
    sockfam_context_close(ctx);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    struct fuzz_bytes notes = fuzz_unfold(data, size, find_notes);
    struct sf_records records;
    struct sf_driver *driver = NULL;
    if (!notes.data)
        return 0;
    int result = sf_records_read(&records, notes.data, notes.size, "fuzz", &error);
    if (result == 0)
        result = sf_driver_new(&driver, &records, "fuzz", &error);
    free(notes.data);
    if (result < 0)
        fuzz_refusal(result, &error, 0);
    else
        use_driver(driver, data, size);
    return 0;
}
