/* SPDX-License-Identifier: MIT */
/*
 * The file that was judged is the file that is loaded. Before: a descriptor of it is opened and must be of the same
 * file, unchanged. After: the notes in memory must be the bytes that were judged, because dlopen(3) goes by names: it
 * gives what it loaded under that name before, though there is another file there by now. Then the descriptor itself is
 * loaded, through /proc, which is a name of its own; and so is a path with a `$`, in which dlopen would put something
 * else.
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/plugin/code.h"
#include "core/sys/file.h"

struct loading {
    const struct sf_sys *sys;
    const struct sf_driver *driver;
    const char *path;
    const struct sf_notes *notes;
    struct sockfam_error *error;
};

static int fail_load(const struct loading *loading, int code, const char *what)
{
    return sf_fail_plugin(loading->error, SOCKFAM_STAGE_LOAD, loading->driver->family.plugin, code,
                          "cannot load the code of driver \"%s\": %s", loading->driver->family.name, what);
}

static int fail_other(const struct loading *loading)
{
    return sf_fail_plugin(loading->error, SOCKFAM_STAGE_LOAD, loading->driver->family.plugin, ESTALE,
                          "the file is not the one whose tables were read; open a new context to use it");
}

/* A descriptor of the file that was judged. */
static int open_judged(const struct loading *loading, const struct sf_file_identity *identity)
{
    struct stat status;
    struct sf_file_identity now;
    char problem[SF_FILE_PROBLEM_SIZE];
    int fd = sf_file_open(loading->sys, loading->path, SF_ELF_FILE_MAX, &status, problem);
    if (fd < 0)
        return fail_load(loading, 0, problem);
    int result = loading->sys->fstat(fd, &status) < 0 ? fail_load(loading, errno, sf_errno_text(errno)) : 0;
    sf_elf_identify(&now, &status);
    if (result == 0 && !sf_elf_is_same(identity, &now))
        result = fail_other(loading);
    if (result == 0)
        return fd;
    loading->sys->close(fd);
    return result;
}

/* A handle; NULL and `error`. What is mapped once is never unmapped. */
static void *open_library(const struct loading *loading, const char *name)
{
    errno = 0;
    void *handle = loading->sys->dlopen(name, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (handle)
        return handle;
    if (errno == ENOMEM)
        sf_no_memory(loading->error);
    const char *reason = loading->sys->dlerror();
    fail_load(loading, 0, reason ? reason : "no reason given");
    return NULL;
}

static bool is_judged(const struct loading *loading, void *handle)
{
    const struct sf_notes *notes = loading->notes;
    const void *mapped = notes->address != 0 ? loading->sys->mapped(handle, notes->address, notes->size) : NULL;
    return mapped && memcmp(mapped, notes->bytes, notes->size) == 0;
}

static void *load_judged(const struct loading *loading, int fd)
{
    char name[32];
    void *handle;
    snprintf(name, sizeof(name), "/proc/self/fd/%d", fd);
    if (!strchr(loading->path, '$')) {
        handle = open_library(loading, loading->path);
        if (!handle || is_judged(loading, handle))
            return handle;
    }
    handle = open_library(loading, name);
    if (!handle || is_judged(loading, handle))
        return handle;
    sf_fail_plugin(loading->error, SOCKFAM_STAGE_LOAD, loading->driver->family.plugin, ESTALE,
                   "what is in memory is not the file whose tables were read, but one that was loaded under its name "
                   "before, or its notes are not loaded with it");
    return NULL;
}

const struct sockfam_code_v1 *sf_code_load(const struct sf_sys *sys, const struct sf_driver *driver, const char *path,
                                           const struct sf_file_identity *identity, const struct sf_notes *notes,
                                           struct sockfam_error *error)
{
    const struct loading loading = { sys, driver, path, notes, error };
    int fd = open_judged(&loading, identity);
    if (fd < 0)
        return NULL;
    void *handle = load_judged(&loading, fd);
    sys->close(fd);
    if (!handle)
        return NULL;
    const struct sockfam_code_v1 *code = sys->dlsym(handle, SF_CODE_SYMBOL);
    if (!code)
        sf_fail_plugin(error, SOCKFAM_STAGE_LOAD, driver->family.plugin, 0,
                       "the head of driver \"%s\" promises code, but its file exports no " SF_CODE_SYMBOL,
                       driver->family.name);
    return code;
}
