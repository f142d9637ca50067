/* SPDX-License-Identifier: MIT */
/*
 * Code is loaded on first use and published by one atomic pointer: threads that come at the same time each call
 * dlopen(3), which maps a file once, each make their own copy, and the first to publish wins; so no lock of ours is
 * ever held while a plugin runs. What is published never changes: functions, or the reason why there are none, which
 * each later call repeats. Only running out of memory is not remembered. Plugins are never unmapped (RTLD_NODELETE).
 *
 * Nothing of the plugin is used in place: its table is copied by the sizes it states and must match its notes.
 */
#include "core/plugin/code.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/names.h"
#include "core/plugin/gate.h"
#include "core/plugin/records.h"
#include "core/sys/file.h"

#define SYMBOL SF_CODE_SYMBOL

/* Bytes of struct sockfam_code_v1 and struct sockfam_format_code in ABI minor 0: no plugin has shorter ones. */
#define CODE_SIZE_0 (sizeof(void *) == 8 ? 24u : 20u)
#define FORMAT_SIZE_0 (sizeof(void *) == 8 ? 56u : 36u)
#define SIZE_MAX_KNOWN 4096u /* no struct of a plugin is ever larger */

/* What first use came to. */
struct loaded {
    int result; /* 0, or the negative errno that goes with `error` */
    struct sockfam_error error;
    struct sockfam_format_code formats[]; /* as many and in the order as the driver's */
};

struct code {
    struct sf_code reached; /* first, so that a pointer to one is a pointer to the other */
    const struct sf_driver *driver;
    _Atomic(struct loaded *) loaded;  /* NULL: not tried yet */
    struct sf_file_identity identity; /* of the driver's file, unless it is builtin */
    char *path;                       /* absolute; NULL: builtin */
    struct sf_notes notes;            /* as they were judged */
    unsigned char bytes[];            /* theirs */
};

static struct code *code_of(const struct sf_driver *driver)
{
    return (struct code *)(void *)driver->code;
}

/* ------------------------------------------------------------------ match */

static int mismatch(const struct sf_driver *driver, struct sockfam_error *error, const char *format, const char *what)
{
    return sf_fail_plugin(error, SOCKFAM_STAGE_MATCH, driver->family.plugin, 0,
                          "the code of driver \"%s\" does not match its tables: format \"%s\" %s", driver->family.name,
                          format, what);
}

static uint32_t bits_of(const struct sockfam_format_code *code)
{
    return (code->lookup ? SOCKFAM_CODE_LOOKUP : 0) | (code->parse ? SOCKFAM_CODE_PARSE : 0) |
           (code->print ? SOCKFAM_CODE_PRINT : 0) | (code->encode ? SOCKFAM_CODE_ENCODE : 0) |
           (code->decode ? SOCKFAM_CODE_DECODE : 0);
}

static int match_one(const struct sf_driver *driver, const struct sockfam_format_code *code, struct loaded *loaded,
                     struct sockfam_error *error)
{
    if (!sf_text_ends(code->format, sizeof(code->format)) || !sf_is_name(code->format))
        return mismatch(driver, error, "?", "has no proper name");
    for (size_t i = 0; i < driver->format_count; i++) {
        if (strcmp(driver->formats[i].format.name, code->format) != 0)
            continue;
        if (loaded->formats[i].format[0] != '\0')
            return mismatch(driver, error, code->format, "appears twice in the code");
        if (bits_of(code) & ~driver->formats[i].code)
            return mismatch(driver, error, code->format, "has a function that its row does not declare");
        loaded->formats[i] = *code;
        return 0;
    }
    return mismatch(driver, error, code->format, "is only in the code");
}

/*
 * A struct of the plugin's, of `size` bytes as it says, into ours: what it lacks becomes zero. false: what it has more
 * is not all zero.
 */
static bool take(void *ours, size_t our_size, const void *theirs, size_t size)
{
    const struct sf_rows rows = { theirs, (uint32_t)size, 1 };
    return sf_row_copy(&rows, 0, ours, our_size);
}

static int fail_size(const struct sf_driver *driver, const char *what, uint32_t size, size_t least,
                     struct sockfam_error *error)
{
    return sf_fail_plugin(error, SOCKFAM_STAGE_MATCH, driver->family.plugin, 0,
                          "its " SYMBOL " says that %s has %u bytes; it must have %zu to %u", what, size, least,
                          SIZE_MAX_KNOWN);
}

static int fail_newer(const struct sf_driver *driver, const char *what, struct sockfam_error *error)
{
    int result = sf_gate_newer(&driver->head, driver->family.plugin, error,
                               "%s has members that this library does not know", what);
    if (error && error->stage == SOCKFAM_STAGE_GATE)
        error->stage = SOCKFAM_STAGE_MATCH;
    return result;
}

static int match_head(const struct sf_driver *driver, const struct sockfam_code_v1 *theirs,
                      struct sockfam_code_v1 *head, struct sockfam_error *error)
{
    uint32_t size;
    memcpy(&size, &theirs->size, sizeof(size));
    if (size < CODE_SIZE_0 || size > SIZE_MAX_KNOWN)
        return fail_size(driver, "it", size, CODE_SIZE_0, error);
    if (!take(head, sizeof(*head), theirs, size))
        return fail_newer(driver, "its " SYMBOL, error);
    if (head->count > driver->format_count || (head->count != 0 && !head->formats))
        return sf_fail_plugin(error, SOCKFAM_STAGE_MATCH, driver->family.plugin, 0,
                              "the code of driver \"%s\" has functions for %u formats, its tables have %zu",
                              driver->family.name, head->count, driver->format_count);
    if (head->count != 0 && (head->format_size < FORMAT_SIZE_0 || head->format_size > SIZE_MAX_KNOWN))
        return fail_size(driver, "an element of `formats`", head->format_size, FORMAT_SIZE_0, error);
    return 0;
}

static int match(const struct sf_driver *driver, const struct sockfam_code_v1 *theirs, struct loaded *loaded,
                 struct sockfam_error *error)
{
    struct sockfam_code_v1 head;
    int result = match_head(driver, theirs, &head, error);
    for (uint32_t i = 0; result == 0 && i < head.count; i++) {
        struct sockfam_format_code code;
        const char *element = (const char *)head.formats + (size_t)i * head.format_size;
        if (!take(&code, sizeof(code), element, head.format_size))
            return fail_newer(driver, "a format of its " SYMBOL, error);
        result = match_one(driver, &code, loaded, error);
    }
    for (size_t i = 0; result == 0 && i < driver->format_count; i++)
        if (bits_of(&loaded->formats[i]) != driver->formats[i].code)
            result = mismatch(driver, error, driver->formats[i].format.name, "lacks a function that its row declares");
    return result;
}

/* ------------------------------------------------------------------ first use */

static struct loaded *try_loading(const struct sf_sys *sys, const struct sf_driver *driver,
                                  const struct sockfam_code_v1 *builtin)
{
    struct loaded *loaded = calloc(1, sizeof(*loaded) + driver->format_count * sizeof(loaded->formats[0]));
    if (!loaded)
        return NULL;
    const struct code *file = code_of(driver);
    const struct sockfam_code_v1 *code =
        builtin ? builtin : sf_code_load(sys, driver, file->path, &file->identity, &file->notes, &loaded->error);
    loaded->result = code ? match(driver, code, loaded, &loaded->error) : -loaded->error.code;
    return loaded;
}

/* What is published in the end, by us or by another thread that was faster; NULL: out of memory. */
static const struct loaded *first_use(const struct sockfam_context *ctx, struct code *code)
{
    struct loaded *published = NULL;
    struct loaded *ours = try_loading(ctx->sys, code->driver, NULL);
    if (!ours || ours->result == -ENOMEM) {
        free(ours);
        return NULL;
    }
    if (atomic_compare_exchange_strong(&code->loaded, &published, ours))
        return ours;
    free(ours);
    return published;
}

static int functions_of(const struct sockfam_context *ctx, const struct sf_format *format,
                        const struct sockfam_format_code **functions, struct sockfam_error *error)
{
    struct code *code = code_of(format->driver);
    const struct loaded *loaded = atomic_load_explicit(&code->loaded, memory_order_acquire);
    if (!loaded)
        loaded = first_use(ctx, code);
    if (!loaded)
        return sf_no_memory(error);
    if (loaded->result < 0) {
        if (error && error->kind == SOCKFAM_ERROR_NONE)
            *error = loaded->error;
        return loaded->result;
    }
    *functions = &loaded->formats[format - format->driver->formats];
    return 0;
}

static bool is_loaded(const struct sf_code *reached)
{
    const struct code *code = (const struct code *)(const void *)reached;
    const struct loaded *loaded = atomic_load_explicit(&code->loaded, memory_order_acquire);
    return loaded && loaded->result == 0;
}

/* In place of functions_of() where nothing may be loaded. */
static int refuse_functions(const struct sockfam_context *ctx, const struct sf_format *format,
                            const struct sockfam_format_code **functions, struct sockfam_error *error)
{
    (void)ctx;
    (void)functions;
    return sf_fail_plugin(error, SOCKFAM_STAGE_LOAD, format->driver->family.plugin, EPERM,
                          "the code of driver \"%s\" is not loaded: this context only inspects",
                          format->driver->family.name);
}

/* ------------------------------------------------------------------ life */

static struct code *new_code(struct sf_driver *driver, size_t bytes)
{
    struct code *code = calloc(1, sizeof(*code) + bytes);
    if (!code)
        return NULL;
    code->reached = (struct sf_code){ functions_of, is_loaded };
    code->driver = driver;
    atomic_init(&code->loaded, NULL);
    driver->code = &code->reached;
    return code;
}

int sf_code_attach(const struct sockfam_context *ctx, struct sf_driver *driver, const struct sf_elf *elf,
                   struct sockfam_error *error)
{
    if (!(driver->head.flags & SOCKFAM_HEAD_CODE))
        return 0;
    struct code *code = new_code(driver, elf->notes.size);
    if (!code)
        return sf_no_memory(error);
    memcpy(code->bytes, elf->notes.bytes, elf->notes.size);
    code->notes = (struct sf_notes){ code->bytes, elf->notes.size, elf->notes.address };
    int result = sf_elf_identity(elf, ctx->sys, &code->identity);
    if (result < 0)
        return sf_fail_plugin(error, SOCKFAM_STAGE_PATH, driver->family.plugin, -result,
                              "cannot look at the plugin: %s", sf_errno_text(-result));
    code->path = sf_file_settle(ctx->sys, strdup(driver->family.plugin));
    if (!code->path)
        return sf_no_memory(error);
    if (ctx->is_inspecting)
        code->reached.functions = refuse_functions;
    return 0;
}

int sf_code_attach_builtin(struct sf_driver *driver, const struct sockfam_code_v1 *builtin, struct sockfam_error *error)
{
    if (!(driver->head.flags & SOCKFAM_HEAD_CODE))
        return 0;
    struct code *code = new_code(driver, 0);
    struct loaded *loaded = code ? try_loading(NULL, driver, builtin) : NULL;
    if (!loaded)
        return sf_no_memory(error);
    atomic_init(&code->loaded, loaded);
    if (loaded->result < 0 && error && error->kind == SOCKFAM_ERROR_NONE)
        *error = loaded->error;
    return loaded->result;
}

void sf_code_free(struct sf_code *reached)
{
    struct code *code = (struct code *)(void *)reached;
    if (!code)
        return;
    free(atomic_load(&code->loaded));
    free(code->path);
    free(code);
}
