/* SPDX-License-Identifier: MIT */
/* Inputs that stand for edits of something larger, and files that lie in memory. */
#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "fuzz.h"

#include "core/sys/sys.h"

/* ------------------------------------------------------------------ edits */

enum edit { EDIT_SET, EDIT_XOR, EDIT_ADD, EDIT_SET_32, EDIT_CUT, EDIT_COPY, EDITS };

static void edit_bytes(struct fuzz_bytes *bytes, const uint8_t edit[4])
{
    if (bytes->size < 8)
        return;
    size_t at = ((size_t)edit[0] | (size_t)edit[1] << 8) % (bytes->size - 4);
    int32_t number = (int8_t)edit[3];
    switch ((enum edit)(edit[2] % EDITS)) {
    case EDIT_SET:
        bytes->data[at] = edit[3];
        break;
    case EDIT_XOR:
        bytes->data[at] ^= edit[3];
        break;
    case EDIT_ADD:
        bytes->data[at] = (uint8_t)(bytes->data[at] + edit[3]);
        break;
    case EDIT_SET_32:
        memcpy(bytes->data + (at & ~(size_t)3), &number, sizeof(number));
        break;
    case EDIT_CUT:
        bytes->size = at;
        break;
    default:
        memmove(bytes->data + at, bytes->data + (at + edit[3]) % (bytes->size - 4), 4);
        break;
    }
}

static struct fuzz_bytes copy(const void *data, size_t size)
{
    struct fuzz_bytes bytes = { malloc(size ? size : 1), size };
    fuzz_check(bytes.data, NULL);
    if (size)
        memcpy(bytes.data, data, size);
    return bytes;
}

struct fuzz_bytes fuzz_unfold(const uint8_t *data, size_t size, struct fuzz_bytes (*find)(const char *name))
{
    char name[64] = "";
    const uint8_t *colon = size ? memchr(data, ':', size) : NULL;
    if (!colon)
        return (struct fuzz_bytes){ NULL, 0 };
    const uint8_t *rest = colon + 1, *end = data + size;
    if ((size_t)(colon - data) < sizeof(name))
        memcpy(name, data, (size_t)(colon - data));
    struct fuzz_bytes base = strcmp(name, "raw") == 0 ? (struct fuzz_bytes){ NULL, 0 } : find(name);
    if (!base.data)
        return copy(rest, (size_t)(end - rest));
    struct fuzz_bytes edited = copy(base.data, base.size);
    for (; end - rest >= 4; rest += 4)
        edit_bytes(&edited, rest);
    struct fuzz_bytes made = copy(edited.data, edited.size);
    free(edited.data);
    return made;
}

/* ------------------------------------------------------------------ files */

static struct fuzz_bytes files[2];
static unsigned entries_left;

static int open_file(const char *path, int flags)
{
    (void)flags;
    if (strncmp(path, "/proc/self/fd/", 14) == 0)
        return path[14] - '0';
    return strstr(path, "drop-in") ? 1 : 0;
}

static int stat_descriptor(int fd, struct stat *status)
{
    memset(status, 0, sizeof(*status));
    status->st_mode = S_IFREG | 0644;
    status->st_size = (off_t)files[fd].size;
    return 0;
}

static int stat_path(const char *path, struct stat *status)
{
    return stat_descriptor(open_file(path, 0), status);
}

static ssize_t read_file(int fd, void *bytes, size_t size, off_t offset)
{
    fuzz_check(offset >= 0, NULL);
    size_t left = (uint64_t)offset < files[fd].size ? files[fd].size - (size_t)offset : 0;
    size = size < left ? size : left;
    if (size)
        memcpy(bytes, files[fd].data + offset, size);
    return (ssize_t)size;
}

static int close_file(int fd)
{
    (void)fd;
    return 0;
}

static DIR *open_folder(const char *path)
{
    (void)path;
    entries_left = files[1].data != NULL;
    errno = ENOENT;
    return entries_left ? (DIR *)(void *)files : NULL;
}

static struct dirent *read_folder(DIR *stream)
{
    static struct dirent entry = { .d_name = "drop-in.json" };
    (void)stream;
    return entries_left-- > 0 ? &entry : NULL;
}

static int close_folder(DIR *stream)
{
    (void)stream;
    return 0;
}

static char *real_path(const char *path, char *resolved)
{
    (void)resolved;
    return strdup(path);
}

static char *no_environment(const char *name)
{
    (void)name;
    return NULL;
}

static bool no(void)
{
    return false;
}

const struct sf_sys *fuzz_files(struct fuzz_bytes first, struct fuzz_bytes second)
{
    static const struct sf_sys sys = {
        .open = open_file,
        .stat = stat_path,
        .fstat = stat_descriptor,
        .pread = read_file,
        .close = close_file,
        .opendir = open_folder,
        .readdir = read_folder,
        .closedir = close_folder,
        .realpath = real_path,
        .secure_getenv = no_environment,
        .is_privileged = no,
    };
    files[0] = first;
    files[1] = second;
    return &sys;
}
