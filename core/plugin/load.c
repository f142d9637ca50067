/* SPDX-License-Identifier: MIT */
/*
 * The file that was judged is the file that is loaded. Before and after, the path must be of the same file, unchanged.
 * dlopen(3) goes by names, and gives what it loaded under a name before though there is another file there by now; so
 * the name that it gets here is the path with separators that stand for the file's bytes ("/usr/lib//./././/x.so"), a
 * name that another file never had. A path with a `$`, in which dlopen would put something else, is loaded through the
 * descriptor. At last the notes in memory must be the bytes that were judged.
 */
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "core/plugin/code.h"
#include "core/sys/file.h"

struct loading {
    const struct sf_sys *sys;
    const struct sf_driver *driver;
    const char *path;
    const struct sf_file_identity *identity;
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
static int open_judged(const struct loading *loading)
{
    struct stat status;
    struct sf_file_identity now;
    char problem[SF_FILE_PROBLEM_SIZE];
    int fd = sf_file_open(loading->sys, loading->path, SF_ELF_FILE_MAX, &status, problem);
    if (fd < 0)
        return fail_load(loading, 0, problem);
    int result = loading->sys->fstat(fd, &status) < 0 ? fail_load(loading, errno, sf_errno_text(errno)) : 0;
    sf_elf_identify(&now, &status);
    if (result == 0 && !sf_elf_is_same(loading->identity, &now))
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

/* ------------------------------------------------------------------ the name */

#define CODE_BITS 48
#define LOAD_NAME_SIZE (PATH_MAX + 2 * CODE_BITS + 32)

static uint64_t mix(uint64_t hash, uint64_t value)
{
    return (hash ^ value) * UINT64_C(0x9e3779b97f4a7c15) ^ hash >> 29;
}

/* Of all the file's bytes, and of where they are; not of its times, which a new link to it changes too. */
static int hash_file(const struct loading *loading, int fd, uint64_t *hash)
{
    uint64_t words[512];
    uint64_t size = (uint64_t)loading->identity->size;
    *hash = mix(mix(mix(1, loading->identity->device), loading->identity->inode), size);
    for (uint64_t at = 0; at < size; at += sizeof(words)) {
        size_t part = size - at < sizeof(words) ? (size_t)(size - at) : sizeof(words);
        memset(words, 0, sizeof(words));
        int result = sf_file_read(loading->sys, fd, at, words, part);
        if (result < 0)
            return fail_load(loading, -result, sf_errno_text(-result));
        for (size_t i = 0; i < (part + 7) / 8; i++)
            *hash = mix(*hash, words[i]);
    }
    *hash >>= 64 - CODE_BITS;
    return 0;
}

/* `folder`, separators that mean nothing to the system, and `file`. */
static void make_name(char name[LOAD_NAME_SIZE], const char *folder, size_t size, const char *file,
                      uint64_t hash)
{
    char code[2 * CODE_BITS + 1];
    size_t at = 0;
    for (int bit = 0; bit < CODE_BITS; bit++) {
        code[at++] = '/';
        if (hash >> bit & 1)
            code[at++] = '.';
    }
    code[at] = '\0';
    snprintf(name, LOAD_NAME_SIZE, "%.*s%s/%s", (int)size, folder, code, file);
}

static void name_of(const struct loading *loading, int fd, uint64_t hash, char name[LOAD_NAME_SIZE])
{
    static const char descriptors[] = "/proc/self/fd";
    char number[16];
    const char *slash = strrchr(loading->path, '/');
    snprintf(number, sizeof(number), "%d", fd);
    if (strchr(loading->path, '$') || !slash)
        make_name(name, descriptors, sizeof(descriptors) - 1, number, hash);
    else
        make_name(name, loading->path, (size_t)(slash - loading->path), slash + 1, hash);
}

/* Whether both are the same path but for separators. */
static bool is_same_path(const char *a, const char *b)
{
    while (*a != '\0' && *a == *b) {
        if (*a++ != '/') {
            b++;
            continue;
        }
        b++;
        a += strspn(a, "/.");
        b += strspn(b, "/.");
    }
    return *a == *b;
}

/* ------------------------------------------------------------------ the proof */

/* Whether it is in memory since it had other bytes: a file that was rewritten in place. */
static bool is_stale(const struct loading *loading, void *handle, const char *name)
{
    char loaded[LOAD_NAME_SIZE];
    return loading->sys->loaded_name(handle, loaded, sizeof(loaded)) && strcmp(loaded, name) != 0 && strstr(loaded, "//") && is_same_path(loaded, name);
}

static bool is_judged(const struct loading *loading, void *handle)
{
    const struct sf_notes *notes = loading->notes;
    const void *mapped = notes->address != 0 ? loading->sys->mapped(handle, notes->address, notes->size) : NULL;
    return mapped && memcmp(mapped, notes->bytes, notes->size) == 0;
}

/* Whether the path is still that of the file that is open. */
static bool is_still_there(const struct loading *loading)
{
    struct stat status;
    struct sf_file_identity now;
    if (loading->sys->stat(loading->path, &status) < 0)
        return false;
    sf_elf_identify(&now, &status);
    return sf_elf_is_same(loading->identity, &now);
}

static void *load_judged(const struct loading *loading, int fd)
{
    char name[LOAD_NAME_SIZE];
    uint64_t hash;
    if (hash_file(loading, fd, &hash) < 0)
        return NULL;
    name_of(loading, fd, hash, name);
    void *handle = open_library(loading, name);
    if (!handle)
        return NULL;
    if (!is_still_there(loading) || is_stale(loading, handle, name)) {
        fail_other(loading);
        return NULL;
    }
    if (is_judged(loading, handle))
        return handle;
    sf_fail_plugin(loading->error, SOCKFAM_STAGE_LOAD, loading->driver->family.plugin, ESTALE,
                   "what is in memory is not the file whose tables were read, or its notes are not loaded with it");
    return NULL;
}

const struct sockfam_code_v1 *sf_code_load(const struct sf_sys *sys, const struct sf_driver *driver, const char *path,
                                           const struct sf_file_identity *identity, const struct sf_notes *notes,
                                           struct sockfam_error *error)
{
    const struct loading loading = { sys, driver, path, identity, notes, error };
    int fd = open_judged(&loading);
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
