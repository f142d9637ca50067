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

#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/names.h"
#include "core/registry/context.h"

#define SYMBOL "sockfam_code_v1"

/* What first use came to. */
struct loaded {
    int result; /* 0, or the negative errno that goes with `error` */
    struct sockfam_error error;
    struct sockfam_format_code formats[]; /* as many and in the order as the driver's */
};

struct code {
    struct sf_code reached; /* first, so that a pointer to one is a pointer to the other */
    const struct sf_driver *driver;
    struct sf_file_identity identity; /* of the driver's file, unless it is builtin */
    _Atomic(struct loaded *) loaded;  /* NULL: not tried yet */
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
            return mismatch(driver, error, code->format, "stands twice in the code");
        if (bits_of(code) & ~driver->formats[i].code)
            return mismatch(driver, error, code->format, "has a function that its row does not tell of");
        loaded->formats[i] = *code;
        return 0;
    }
    return mismatch(driver, error, code->format, "is only in the code");
}

static int match(const struct sf_driver *driver, const struct sockfam_code_v1 *theirs, struct loaded *loaded,
                 struct sockfam_error *error)
{
    struct sockfam_code_v1 head = { 0 };
    uint32_t size;
    memcpy(&size, &theirs->size, sizeof(size));
    if (size < sizeof(head) || size > 4096)
        return sf_fail_plugin(error, SOCKFAM_STAGE_MATCH, driver->family.plugin, 0,
                              "its " SYMBOL " says that it has %u bytes; it must have %zu or more", size, sizeof(head));
    memcpy(&head, theirs, sizeof(head));
    if (head.count > driver->format_count || (head.count != 0 && !head.formats))
        return sf_fail_plugin(error, SOCKFAM_STAGE_MATCH, driver->family.plugin, 0,
                              "the code of driver \"%s\" has functions for %u formats, its tables have %zu",
                              driver->family.name, head.count, driver->format_count);
    for (uint32_t i = 0; i < head.count; i++) {
        struct sockfam_format_code code = { .format = "" };
        size_t common = head.format_size < sizeof(code) ? head.format_size : sizeof(code);
        memcpy(&code, (const char *)head.formats + (size_t)i * head.format_size, common);
        int result = match_one(driver, &code, loaded, error);
        if (result < 0)
            return result;
    }
    for (size_t i = 0; i < driver->format_count; i++)
        if (bits_of(&loaded->formats[i]) != driver->formats[i].code)
            return mismatch(driver, error, driver->formats[i].format.name, "lacks a function that its row tells of");
    return 0;
}

/* ------------------------------------------------------------------ load */

/* The plugin's table, mapped. No lock is held: constructors of a plugin may run here. */
static const struct sockfam_code_v1 *load(const struct sf_sys *sys, const struct sf_driver *driver,
                                          struct sockfam_error *error)
{
    const char *file = driver->family.plugin;
    if (sf_elf_is_same(&code_of(driver)->identity, sys, file, error) < 0)
        return NULL;
    errno = 0;
    void *handle = sys->dlopen(file, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!handle && errno == ENOMEM) {
        sf_no_memory(error);
        return NULL;
    }
    if (!handle) {
        const char *reason = sys->dlerror();
        sf_fail_plugin(error, SOCKFAM_STAGE_LOAD, file, 0, "cannot load the code of driver \"%s\": %s",
                       driver->family.name, reason ? reason : "no reason given");
        return NULL;
    }
    const struct sockfam_code_v1 *code = sys->dlsym(handle, SYMBOL);
    if (!code)
        sf_fail_plugin(error, SOCKFAM_STAGE_LOAD, file, 0,
                       "the head of driver \"%s\" promises code, but its file exports no " SYMBOL, driver->family.name);
    return code;
}

static struct loaded *try_loading(const struct sf_sys *sys, const struct sf_driver *driver,
                                  const struct sockfam_code_v1 *builtin)
{
    struct loaded *loaded = calloc(1, sizeof(*loaded) + driver->format_count * sizeof(loaded->formats[0]));
    if (!loaded)
        return NULL;
    const struct sockfam_code_v1 *code = builtin ? builtin : load(sys, driver, &loaded->error);
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

/* ------------------------------------------------------------------ life */

int sf_code_attach(struct sf_driver *driver, const struct sockfam_code_v1 *builtin,
                   const struct sf_file_identity *identity, struct sockfam_error *error)
{
    if (!(driver->head.flags & SOCKFAM_HEAD_CODE))
        return 0;
    struct code *code = calloc(1, sizeof(*code));
    struct loaded *loaded = code && builtin ? try_loading(NULL, driver, builtin) : NULL;
    if (!code || (builtin && !loaded)) {
        free(code);
        return sf_no_memory(error);
    }
    code->reached = (struct sf_code){ functions_of, is_loaded };
    code->driver = driver;
    if (identity)
        code->identity = *identity;
    atomic_init(&code->loaded, loaded);
    driver->code = &code->reached;
    if (loaded && loaded->result < 0 && error && error->kind == SOCKFAM_ERROR_NONE)
        *error = loaded->error;
    return loaded ? loaded->result : 0;
}

void sf_code_free(struct sf_code *reached)
{
    struct code *code = (struct code *)(void *)reached;
    if (code)
        free(atomic_load(&code->loaded));
    free(code);
}
