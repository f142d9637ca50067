/* SPDX-License-Identifier: MIT */
/*
 * Fuzz target: any bytes as the notes of a driver: records, judge, driver, registry. What is accepted is then used, with
 * the rest of the input as addresses, because the engine believes all that the judge let through.
 *
 * Input: "raw:" and notes; or a builtin's name, ':', and edits of 4 bytes applied to its notes: offset (2 bytes,
 * little-endian), what to do, and a byte to do it with. So a few bytes reach deep into tables that are nearly right.
 */
#include "fuzz.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/plugin/builtin.h"
#include "core/plugin/driver.h"
#include "core/plugin/records.h"
#include "core/plugin/registry.h"

enum edit { EDIT_SET, EDIT_XOR, EDIT_ADD, EDIT_SET_32, EDIT_CUT, EDIT_COPY, EDITS };

struct notes {
    uint8_t *bytes;
    size_t size;
};

static void edit_notes(struct notes *notes, const uint8_t edit[4])
{
    if (notes->size < 8)
        return;
    size_t at = ((size_t)edit[0] | (size_t)edit[1] << 8) % (notes->size - 4);
    int32_t number = (int8_t)edit[3];
    switch ((enum edit)(edit[2] % EDITS)) {
    case EDIT_SET:
        notes->bytes[at] = edit[3];
        break;
    case EDIT_XOR:
        notes->bytes[at] ^= edit[3];
        break;
    case EDIT_ADD:
        notes->bytes[at] = (uint8_t)(notes->bytes[at] + edit[3]);
        break;
    case EDIT_SET_32:
        memcpy(notes->bytes + (at & ~(size_t)3), &number, sizeof(number));
        break;
    case EDIT_CUT:
        notes->size = at;
        break;
    default:
        memmove(notes->bytes + at, notes->bytes + (at + edit[3]) % (notes->size - 4), 4);
        break;
    }
}

static const struct sockfam_builtin *find_builtin(const uint8_t *data, size_t size)
{
    char name[SOCKFAM_NAME_SIZE] = "";
    if (size >= sizeof(name) || (size == 3 && memcmp(data, "raw", 3) == 0))
        return NULL;
    memcpy(name, data, size);
    return sf_builtin_find(name);
}

/* The notes that the input stands for, in memory of exactly their size. The caller frees them. */
static struct notes make_notes(const uint8_t *data, size_t size)
{
    struct notes notes = { NULL, 0 };
    const uint8_t *colon = memchr(data, ':', size);
    if (!colon)
        return notes;
    const struct sockfam_builtin *builtin = find_builtin(data, (size_t)(colon - data));
    const uint8_t *rest = colon + 1, *end = data + size;
    notes.size = builtin ? (size_t)((const char *)builtin->stop - (const char *)builtin->start) : (size_t)(end - rest);
    uint8_t *bytes = malloc(notes.size + 1);
    fuzz_check(bytes, NULL);
    memcpy(bytes, builtin ? builtin->start : rest, notes.size);
    notes.bytes = bytes;
    for (; builtin && end - rest >= 4; rest += 4)
        edit_notes(&notes, rest);
    notes.bytes = malloc(notes.size ? notes.size : 1);
    fuzz_check(notes.bytes, NULL);
    memcpy(notes.bytes, bytes, notes.size);
    free(bytes);
    return notes;
}

/* ------------------------------------------------------------------ using what was accepted */

static void use_constants(const struct sockfam *ctx)
{
    const struct sockfam_constant_query all = { NULL, NULL, NULL };
    const struct sockfam_constant *constant = NULL;
    while ((constant = sockfam_constant_next(ctx, &all, constant)))
        fuzz_check(sockfam_constant_find(ctx, constant->name), NULL);
}

static void use_bytes(const struct sockfam *ctx, const struct sockfam_format *format, const uint8_t *data, size_t size)
{
    uint8_t bytes[SOCKFAM_ADDRESS_MAX];
    struct sockfam_address address;
    for (size_t row = 0; row < format->row_count; row++) {
        size_t length = format->rows[row].size;
        fuzz_check(length <= sizeof(bytes), NULL);
        memset(bytes, 0, sizeof(bytes));
        for (int given = 0; given < 2; given++) {
            memcpy(bytes, &format->rows[row].family, 2);
            fuzz_check(sockfam_from_bytes(ctx, format, bytes, length, length, &address, NULL) == 0, NULL);
            fuzz_laws(ctx, &address, 0);
            memcpy(bytes, data, size < sizeof(bytes) ? size : sizeof(bytes));
        }
    }
}

static void use_text(const struct sockfam *ctx, const char *text, size_t size)
{
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    struct sockfam_address address;
    int result = sockfam_parse(ctx, text, size, SOCKFAM_NO_LOOKUP, &address, &error);
    if (result < 0)
        fuzz_refusal(result, &error, size);
    else
        fuzz_laws(ctx, &address, 1);
}

/* Drivers whose tables promise more code than a host name's: there is none here, and without it no shape is whole. */
static bool needs_code(const struct sockfam_format *format)
{
    return format->rows[0].code & ~SOCKFAM_CODE_LOOKUP;
}

static void use_family(const struct sockfam *ctx, const struct sockfam_family *family, const uint8_t *data, size_t size)
{
    char text[SOCKFAM_NAME_SIZE + 64];
    for (size_t i = 0; i < family->format_count; i++) {
        const struct sockfam_format *format = family->formats[i];
        if (needs_code(format))
            continue;
        use_bytes(ctx, format, data, size);
        use_text(ctx, format->rows[0].example, strlen(format->rows[0].example));
        size_t name = strlen(format->rows[0].name), rest = size < 60 ? size : 60;
        memcpy(text, format->rows[0].name, name);
        text[name] = ':';
        memcpy(text + name + 1, data, rest);
        use_text(ctx, text, name + 1 + rest);
    }
}

static void use_driver(struct sf_driver *driver, const uint8_t *data, size_t size)
{
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    struct sf_registry registry = { .drivers = NULL };
    struct sockfam ctx = { .sys = &sf_sys_default, .registry = &registry };
    int result = sf_registry_add(&ctx, driver, &error);
    fuzz_check(result == 0, &error);
    sf_registry_finish(&registry);
    use_constants(&ctx);
    use_family(&ctx, &driver->family, data, size);
    sf_registry_deinit(&registry);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    struct notes notes = make_notes(data, size);
    struct sf_records records;
    struct sf_driver *driver = NULL;
    if (!notes.bytes)
        return 0;
    int result = sf_records_read(&records, notes.bytes, notes.size, "fuzz", &error);
    if (result == 0)
        result = sf_driver_new(&driver, &records, "fuzz", &error);
    free(notes.bytes);
    if (result < 0)
        fuzz_refusal(result, &error, 0);
    else
        use_driver(driver, data, size);
    return 0;
}
